import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import errors
from annotator.exchange.exporting import export
from annotator.exchange.formats import jsonl, records
from annotator.exchange.importing import import_paths
from annotator.exchange.incoming import ReadOptions, SourceFile
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.exchange.selection import Selection
from annotator.model import Span
from annotator.project.file import Project

SCHEMA = Path(__file__).parents[2] / "docs" / "jsonl.schema.json"
# An emoji of five code points, harakat, tatweel, ZWNJ, a nested span, للـ, CRLF, a bidi mark.
TEXT = "👨‍👩‍👧 استقبلَ وزيرُ خارجيـــة باكستان،\r\nوفدًا للرباط\u200f وللجنة: مى‌خواهم"


def test_golden_bytes(tmp_path: Path) -> None:
    spans = [
        Span(0, 5, "PERS"),
        Span(*_place("وزيرُ خارجيـــة باكستان"), "OCC", "office"),
        Span(*_place("باكستان"), "GPE"),
        Span(*_place("لرباط"), "GPE"),
        Span(*_place("لجنة"), "ORG"),
        Span(*_place("مى‌خواهم"), "NORP"),
    ]
    document = Outgoing("1/ا", TEXT, "عنوان", "هسبرس", {"date": "2025-05-12"}, tuple(spans))
    jsonl.WRITER.write([document], tmp_path / "out", options=Options(), tally=Tally())
    assert (tmp_path / "out").read_bytes().decode() == (
        '{"id": "1/ا", "text": "👨‍👩‍👧 استقبلَ وزيرُ خارجيـــة باكستان،'
        '\\r\\nوفدًا للرباط\u200f وللجنة: مى‌خواهم", '
        '"spans": [{"start": 0, "end": 5, "label": "PERS", "sublabel": "", '
        '"text": "👨‍👩‍👧", "name": "👨‍👩‍👧"}, '
        '{"start": 14, "end": 37, "label": "OCC", "sublabel": "office", "text": "وزيرُ خارجيـــة باكستان", '
        '"name": "وزيرُ خارجيـــة باكستان"}, '
        '{"start": 30, "end": 37, "label": "GPE", "sublabel": "", "text": "باكستان", "name": "باكستان"}, '
        '{"start": 47, "end": 52, "label": "GPE", "sublabel": "", "text": "لرباط", "name": "الرباط"}, '
        '{"start": 56, "end": 60, "label": "ORG", "sublabel": "", "text": "لجنة", "name": "اللجنة"}, '
        '{"start": 62, "end": 70, "label": "NORP", "sublabel": "", "text": "مى‌خواهم", "name": "مى‌خواهم"}], '
        '"meta": {"title": "عنوان", "outlet": "هسبرس", "date": "2025-05-12"}}\n'
    )


def _place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_round_trip_loses_nothing(
    data: st.DataObject,
    documents: st.SearchStrategy[list[Outgoing]],
    new_project: Callable[[str], Project],
) -> None:
    meant = data.draw(documents)
    with tempfile.TemporaryDirectory() as folder, new_project(folder) as project:
        first, second = Path(folder, "first.jsonl"), Path(folder, "second.jsonl")
        jsonl.WRITER.write(meant, first, options=Options(), tally=Tally())
        report = import_paths(project, [first], annotator="amina")
        assert [str(error) for error in report.refused] == []
        assert list(Selection(project, by="amina")) == meant
        export(project, second, format="jsonl", by="amina")
        assert first.read_bytes() == second.read_bytes()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_suggestions_make_the_round_trip_too(
    data: st.DataObject,
    documents: st.SearchStrategy[list[Outgoing]],
    new_project: Callable[[str], Project],
) -> None:
    meant = data.draw(documents)
    with tempfile.TemporaryDirectory() as folder, new_project(folder) as project:
        first, second = Path(folder, "first.jsonl"), Path(folder, "second.jsonl")
        jsonl.WRITER.write(meant, first, options=Options(), tally=Tally())
        import_paths(project, [first], as_suggestions=True)
        if project.suggestions.count():
            export(project, second, format="jsonl", by="suggestions")
            assert first.read_bytes() == second.read_bytes()


def test_the_json_schema_knows_the_fields_that_are_read_and_written(
    tmp_path: Path, gold: Callable[..., Project], line: Callable[..., str]
) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    span = schema["$defs"]["span"]
    assert set(schema["properties"]) == records.FIELDS
    assert set(span["properties"]) == records.SPAN_FIELDS
    export(gold(line("1", "في الرباط", (3, 9, "GPE"))), tmp_path / "o", format="jsonl", by="gold")
    written = json.loads((tmp_path / "o").read_text(encoding="utf-8"))
    assert set(written) == records.FIELDS - {"text_sha256"}
    assert set(written["spans"][0]) == records.SPAN_FIELDS


def test_the_line_in_the_documentation_can_be_imported(project: Project, tmp_path: Path) -> None:
    page = SCHEMA.with_name("formats-json.md").read_text(encoding="utf-8")
    found = re.search(r"```json\n(.*?)```", page, re.DOTALL)
    assert found
    (tmp_path / "doc.jsonl").write_text(found[1], encoding="utf-8")
    report = import_paths(project, [tmp_path / "doc.jsonl"], annotator="gold")
    assert (report.refused, report.spans) == ([], 1)


@pytest.mark.parametrize(
    ("head", "is_ours"),
    [
        (b'{"id": "1", "text": ""}', True),
        (b'\xef\xbb\xbf \n{"text": ""}', True),
        (b'{"tokens": []}', False),
        (b'[{"text": ""}]', False),
        ("«text»: {".encode(), False),
    ],
)
def test_jsonl_is_recognised_by_its_first_object(head: bytes, is_ours: bool) -> None:
    file = SourceFile(Path("a.txt"), PurePosixPath("a.txt"))
    assert jsonl.READER.recognises(file, head) is is_ours


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ('{"text": "ا", "text": "ا"}', "text"),
        ('{"text": "ا", "text" : "ا"}', "text"),
        ('{"text" : "ا", "text": "ا", "id" : "1"}', "text"),
        ('{"text": "\\"::", "text": "ا"}', "text"),
        ('{"text": "ا", "spans": [{"start": 0, "end": 1, "label": "GPE", "label": "LOC"}]}', "label"),
        ('{"text": "ا", "meta": {"a": "1", "a": "2"}}', "a"),
        ('{"text": "ا", "meta": {"a": {"b": 1, "b": 2}}}', "b"),
        ('{"text": "ا", "meta": {"a": [{"b": 1, "b": 2}]}}', "b"),
        ('{"text": "ا", "spans": [], "spans": 1}', "spans"),
    ],
)
def test_a_field_that_stands_there_twice_is_named(tmp_path: Path, record: str, field: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(record, encoding="utf-8")
    with pytest.raises(errors.RepeatedField, match=f"«{field}»"):
        list(jsonl.READER.read(SourceFile(path, PurePosixPath("a.jsonl")), options=ReadOptions()))


@pytest.mark.parametrize(
    "record",
    [
        '{"text": "قال: \\"نعم\\": لا"}',
        '{ "text" : "ا", "id":"1" }',
        '{"text": "ا", "meta": {"a": {"b": {"a": 1}}, "text": "x"}}',
        '{"text": "\\":"}',
    ],
)
def test_what_only_looks_like_a_field_is_none(tmp_path: Path, record: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(record, encoding="utf-8")
    file = SourceFile(path, PurePosixPath("a.jsonl"))
    assert len(list(jsonl.READER.read(file, options=ReadOptions()))) == 1
