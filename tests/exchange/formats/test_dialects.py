"""What all JSON dialects share: the way out and back, who made the labels, and files that are broken."""

import json
import re
import tracemalloc
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import errors
from annotator.exchange import registry
from annotator.exchange.importing import import_paths
from annotator.exchange.incoming import LONGEST, ReadOptions, SourceFile
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.exchange.reading import HEAD
from annotator.model import Span
from annotator.project.file import Project
from annotator.schema import load
from tests.exchange.round_trips import comes_back
from tests.exchange.strategies import drawn

SCHEMA = load("security-news")
DIALECTS = ("prodigy", "doccano", "spacy-jsonl", "label-studio")


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents=drawn(SCHEMA), sublabels=st.booleans(), nested=st.sampled_from(["outermost", "innermost"]))
def test_all_comes_back(dialect: str, documents: list[Outgoing], sublabels: bool, nested: str) -> None:
    options = Options(sublabels=sublabels, nested=nested)  # type: ignore[arg-type]  # drawn from both words
    report = comes_back(documents, schema=SCHEMA, format=dialect, options=options)
    assert report.lost == ()


def _head(path: Path) -> tuple[SourceFile, bytes]:
    return SourceFile(path, PurePosixPath(path.name)), path.read_bytes()[:HEAD]


def _incoming(path: Path, *, dialect: str, by: str = "") -> list[object]:
    file, _ = _head(path)
    return list(registry.reader_named(dialect).read(file, options=ReadOptions(by=by)))


LONG = "ا" * HEAD
RECOGNISED = [
    ("prodigy", {"text": LONG, "_input_hash": 1}),
    ("prodigy", {"text": "ا", "spans": [], "answer": "reject"}),
    ("prodigy", {"text": "ا", "tokens": [], "spans": []}),
    ("prodigy", {"text": "ا", "spans": [{"start": 0, "end": 1, "label": "GPE", "token_start": 0}]}),
    ("doccano", {"id": 7, "text": LONG, "label": []}),
    ("doccano", {"text": "ا", "label": [[0, 1, "GPE"]]}),
    ("doccano", {"text": "ا", "labels": [[0, 1, "GPE"]]}),
    ("doccano", {"text": "ا", "entities": [], "relations": []}),
    ("doccano", {"text": "ا", "entities": [{"id": 1, "start_offset": 0, "end_offset": 1, "label": "GPE"}]}),
    ("doccano", {"text": "ا", "annotations": [{"label": 1, "start_offset": 0, "end_offset": 1, "user": 1}]}),
    ("doccano", {"text": "ا", "entities": [[0, 1, "GPE"]], "cats": ["x"]}),
    ("spacy-jsonl", {"text": LONG, "ents": [], "tokens": []}),
    ("spacy-jsonl", {"text": "ا", "tokens": [], "spans": {"sc": []}}),
    ("spacy-jsonl", {"text": "ا", "entities": [[0, 1, "GPE"]]}),
    ("spacy-jsonl", {"text": "ا", "entities": [{"start": 0, "end": 1, "label": "GPE"}]}),
    ("spacy-jsonl", ["ا", {"entities": [[0, 1, "GPE"]]}]),
    ("label-studio", {"id": 1, "data": {"text": LONG}, "annotations": []}),
    ("label-studio", {"data": {"text": "ا"}, "predictions": []}),
    ("label-studio", {"text": "ا", "id": 1, "annotator": 1, "annotation_id": 1, "label": []}),
    ("jsonl", {"text": "ا", "spans": [{"start": 0, "end": 1, "label": "GPE"}]}),
    ("jsonl", {"id": "1", "text": "ا", "meta": {"answer": "accept", "data": {}, "label": []}}),
    ("jsonl", {"id": "1", "text": "ا", "span": []}),
    ("jsonl", {"text": "ا", "label": ["positive"]}),
    ("jsonl", {"text": ["ا"], "_input_hash": 1}),
    ("jsonl", {"text": "ا", "entities": "x", "ents": 1, "data": [], "answer": "perhaps"}),
]


@pytest.mark.parametrize(("dialect", "record"), RECOGNISED)
@pytest.mark.parametrize("is_array", [False, True])
def test_a_dialect_is_known_by_its_first_object(
    tmp_path: Path, dialect: str, record: object, is_array: bool
) -> None:
    path = tmp_path / "a.jsonl"
    text = json.dumps([record] if is_array else record, ensure_ascii=False, indent=1 if is_array else None)
    path.write_text(f"\ufeff \n{text}\n", encoding="utf-8")
    file, head = _head(path)
    assert registry.reader_for(file, head, format=None).name == dialect


@pytest.mark.parametrize("content", ["", "[", "{", "[]", "{}", "[[", '[1, {"text": ""}]', '{"text": "', "x"])
def test_what_shows_no_dialect_is_left_to_others(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    file, head = _head(path)
    assert not any(registry.reader_named(name).recognises(file, head) for name in DIALECTS)
    missing = SourceFile(tmp_path / "none", PurePosixPath("none"))
    assert not registry.reader_named("prodigy").recognises(missing, b'{"text": "')


def _record(dialect: str, text: str = "في الرباط", **fields: object) -> object:
    """One object of a dialect with a span on the first two letters."""
    match dialect:
        case "prodigy":
            spans = [{"start": 0, "end": 2, "label": "GPE"}]
            return {"text": text, "spans": spans, "answer": "accept", **fields}
        case "doccano":
            return {"text": text, "label": [[0, 2, "GPE"]], **fields}
        case "spacy-jsonl":
            return {"text": text, "ents": [{"start": 0, "end": 2, "label": "GPE"}], **fields}
    result = {"type": "labels", "value": {"start": 0, "end": 2, "labels": ["GPE"]}}
    return {"data": {"text": text}, "annotations": [{"result": [result]}], **fields}


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("layout", ["lines", "array", "array over many lines", "objects over many lines"])
def test_an_array_and_lines_are_the_same(project: Project, tmp_path: Path, dialect: str, layout: str) -> None:
    records = [_record(dialect, f"في الرباط {number}") for number in range(3)]
    path = tmp_path / "a.json"
    if layout.startswith("array"):
        content = json.dumps(records, indent=2 if "many" in layout else None)
    else:
        content = "\n".join(json.dumps(one, indent=2 if "many" in layout else None) for one in records)
    path.write_text(content, encoding="utf-8")
    report = import_paths(project, [path], annotator="gold")
    assert ([str(one) for one in report.refused], report.documents, report.spans) == ([], 3, 3)


BROKEN = [
    ("", errors.BlankFile),
    (" \n", errors.BlankFile),
    ("1", errors.LineNotObject),
    ('["a"', errors.LineNotObject),
    ("[@", errors.EndsTooEarly),
    ("[@,]", errors.LineNotJson),
    ("[@ @]", errors.LineNotJson),
    ("[@] x", errors.LineNotJson),
    ('[{"a": 1', errors.EndsTooEarly),
    ('[{"a": 1,', errors.EndsTooEarly),
    ('[{"a": "x', errors.EndsTooEarly),
    ('{"a": tru', errors.EndsTooEarly),
    ('{"a" 1}', errors.LineNotJson),
    ("@}", errors.LineNotJson),
    ("[" * 100_000, errors.LineNotJson),
    ('{"a": ' + "9" * 5000 + "}", errors.LineNotJson),
    ('{"a": 1, "a": 2}', errors.RepeatedField),
    ('{"a": NaN}', errors.NotANumber),
    ('{"a": 1e999}', errors.NotANumber),
    ('{"a": "\\ud800"}', errors.HalfCharacter),
    ("{}", errors.MissingField),
]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(("content", "error"), BROKEN)
def test_broken_json_is_named(
    tmp_path: Path, dialect: str, content: str, error: type[errors.InputError]
) -> None:
    path = tmp_path / "a.json"
    path.write_text(content.replace("@", json.dumps(_record(dialect))), encoding="utf-8")
    if dialect == "spacy-jsonl" and content == '["a"':
        error = errors.EndsTooEarly  # half a pair
    with pytest.raises(error):
        _incoming(path, dialect=dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_line_of_a_fault_is_that_of_its_object(tmp_path: Path, dialect: str) -> None:
    path = tmp_path / "a.json"
    records = [json.dumps(_record(dialect)), json.dumps({**dict.fromkeys("ab", 1)})]
    path.write_text("[\n" + ",\n\n".join(records) + "]", encoding="utf-8")
    with pytest.raises(errors.MissingField, match="line 4"):
        _incoming(path, dialect=dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("encoding", ["utf-16", "cp1256"])
def test_another_encoding_is_taken_when_it_is_named(tmp_path: Path, dialect: str, encoding: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(json.dumps([_record(dialect)], ensure_ascii=False).encode(encoding))
    file, _ = _head(path)
    reader = registry.reader_named(dialect)
    (read,) = reader.read(file, options=ReadOptions(encoding=encoding))
    assert read.cleaned is not None
    assert read.cleaned.text == "في الرباط"
    with pytest.raises(errors.LineNotUtf8, match="line 1"):
        list(reader.read(file, options=ReadOptions()))
    with pytest.raises(errors.WrongEncoding):
        list(reader.read(file, options=ReadOptions(encoding="ascii")))


def test_a_picture_is_called_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with pytest.raises(errors.BinaryFile):
        _incoming(path, dialect="prodigy")


def test_an_object_that_never_ends_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'[{"text": "' + b"a" * (LONGEST + 10))
    with pytest.raises(errors.LineTooLong, match="64 MB"):
        _incoming(path, dialect="label-studio")


PAGE = Path(__file__).parents[3] / "docs" / "formats-json.md"


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_page_shows_what_is_written(tmp_path: Path, dialect: str) -> None:
    text = "وصل للرباط"
    document = Outgoing("001", text, text, spans=(Span(5, 10, "GPE"),))
    writer = registry.writer_for(dialect)
    writer.write([document], tmp_path / "out", options=Options(), tally=Tally())
    shown = re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert (tmp_path / "out").read_text(encoding="utf-8") in shown


@pytest.mark.parametrize("dialect", DIALECTS)
def test_an_array_is_read_with_one_object_in_memory(tmp_path: Path, dialect: str) -> None:
    path = tmp_path / "a.json"
    with path.open("w", encoding="utf-8") as out:
        out.write("[")
        out.write(
            ",".join(json.dumps(_record(dialect, f"ab {number} " + "a" * 4000)) for number in range(3000))
        )
        out.write("]")
    file, _ = _head(path)
    tracemalloc.start()
    count = sum(1 for _ in registry.reader_named(dialect).read(file, options=ReadOptions()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3000
    assert peak < 3_000_000 < path.stat().st_size


@pytest.mark.parametrize(
    ("range_", "kept"),
    [((0, 4), (0, 3)), ((3, 9), (4, 9)), ((3, 11), (4, 9)), ((0, 3), (0, 3))],
)
def test_blanks_at_the_edges_of_other_programs_spans_are_taken_off_and_counted(
    project: Project, tmp_path: Path, range_: tuple[int, int], kept: tuple[int, int]
) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps({"id": 1, "text": "وصل الوفد  .", "label": [[*range_, "ORG"]]}))
    report = import_paths(project, [path], annotator="gold")
    assert report.refused == []
    (span,) = project.annotations.get(project.documents.ids()[0], "gold").spans
    assert (span.start, span.end) == kept
    assert report.trimmed == ({"ORG": 1} if range_ != kept else {})


def test_a_span_of_blanks_alone_is_refused(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps({"id": 1, "text": "وصل  الوفد", "label": [[3, 5, "ORG"]]}))
    report = import_paths(project, [path], annotator="gold")
    assert [type(refusal) for refusal in report.refused] == [errors.EdgeOnSpace]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "punycode", "ascii"])
def test_an_encoding_that_it_is_not_in_is_a_sentence(project: Project, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"text": "وصل ܐ", "label": []}]', encoding="utf-8")
    (refusal,) = import_paths(project, [path], options=ReadOptions(encoding=encoding)).refused
    assert isinstance(refusal, errors.WrongEncoding | errors.LineNotJson)
