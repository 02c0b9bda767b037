"""The JSON Schema of our JSONL says what is written and what is read: no more, no less."""

import json
import re
import tempfile
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings

from annotator.errors import InputError
from annotator.exchange.formats import jsonl
from annotator.exchange.incoming import ReadOptions, SourceFile
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.schema import load
from tests.exchange.strategies import drawn

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "jsonl.schema.json").read_text(encoding="utf-8"))
TYPES = {"object": dict, "array": list, "string": str, "integer": int}
KNOWN = {
    "$schema", "title", "description", "type", "properties", "required", "additionalProperties", "anyOf",
    "$ref", "$defs", "items", "minLength", "minimum", "pattern",
}  # fmt: skip


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Tell whether a value fits a schema; draft 2020-12, as far as ours uses it."""
    assert schema.keys() <= KNOWN
    if "$ref" in schema:
        return fits(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")])
    if "type" in schema and (not isinstance(value, TYPES[schema["type"]]) or isinstance(value, bool)):
        return False
    if isinstance(value, str):
        return len(value) >= schema.get("minLength", 0) and bool(re.search(schema.get("pattern", ""), value))
    if isinstance(value, int):
        return bool(value >= schema.get("minimum", value))
    if isinstance(value, list):
        return all(fits(one, schema["items"]) for one in value)
    properties = schema.get("properties", {})
    return (
        all(fits(value[name], properties[name]) for name in value.keys() & properties)
        and value.keys() >= set(schema.get("required", ()))
        and (schema.get("additionalProperties", True) or value.keys() <= properties.keys())
        and ("anyOf" not in schema or any(fits(value, one) for one in schema["anyOf"]))
    )


@settings(max_examples=30, deadline=None)
@given(documents=drawn(load("security-news")))
def test_what_is_written_fits_the_schema(documents: list[Outgoing]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "o")
        jsonl.WRITER.write(documents, path, options=Options(), tally=Tally())
        for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
            assert fits(json.loads(line), SCHEMA)


SPAN = {"start": 0, "end": 2, "label": "GPE"}
HASH = "0" * 64


@pytest.mark.parametrize(
    ("record", "is_right"),
    [
        ({"text": ""}, True),
        ({"id": "1", "text": "اب", "spans": [SPAN], "meta": {"n": 1, "title": "ا"}}, True),
        ({"id": "1", "spans": []}, True),
        ({"text_sha256": HASH, "spans": [{**SPAN, "sublabel": "", "text": "اب", "name": "x"}]}, True),
        ({}, False),
        ({"id": "1"}, False),
        ({"spans": [SPAN]}, False),
        ({"text": 1}, False),
        ({"id": "", "text": ""}, False),
        ({"id": 1, "text": ""}, False),
        ({"text": "", "span": []}, False),
        ({"text": "", "spans": {}}, False),
        ({"text": "", "spans": [1]}, False),
        ({"text": "", "spans": [{**SPAN, "start": "0"}]}, False),
        ({"text": "", "spans": [{**SPAN, "start": True}]}, False),
        ({"text": "", "spans": [{**SPAN, "label": ""}]}, False),
        ({"text": "", "spans": [{"start": 0, "end": 1}]}, False),
        ({"text": "", "spans": [{**SPAN, "tag": "x"}]}, False),
        ({"text": "", "meta": []}, False),
    ],
)
def test_what_fits_is_read_and_what_does_not_is_refused(
    tmp_path: Path, record: dict[str, object], is_right: bool
) -> None:
    assert fits(record, SCHEMA) is is_right
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    file = SourceFile(path, PurePosixPath("a.jsonl"))
    if is_right:
        assert len(list(jsonl.READER.read(file, options=ReadOptions()))) == 1
    else:
        with pytest.raises(InputError):
            list(jsonl.READER.read(file, options=ReadOptions()))
