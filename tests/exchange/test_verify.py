import ast
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import errors, exchange
from annotator.exchange.comparison import Meant, Terms, compare
from annotator.exchange.exporting import export
from annotator.exchange.readback import columns, own
from annotator.exchange.readback.documents import NotProvenError
from annotator.exchange.verify import verify
from annotator.project.file import Project

CONLL = "-DOCSTART- O\n\nوصل O\nللرباط B-GPE\n. O\n\nثم O\nفاس B-GPE\nسلا I-GPE\n\n"


@pytest.fixture
def out(gold: Callable[..., Project], line: Callable[..., str], tmp_path: Path) -> Path:
    project = gold(line("1", "وصل للرباط. ثم فاس", (5, 10, "GPE"), (15, 18, "GPE")))
    export(project, tmp_path / "o.jsonl", format="jsonl", by="gold")
    export(project, tmp_path / "o.conll", format="conll2002", by="gold")
    return tmp_path


def test_the_proof_can_be_repeated_from_the_file_or_its_manifest(out: Path) -> None:
    for name in ("o.jsonl", "o.jsonl.manifest.json", "o.conll"):
        found = verify(out / name)
        assert (found.documents, found.spans) == (1, 2)


def test_a_changed_byte_is_found(out: Path) -> None:
    content = (out / "o.conll").read_bytes()
    (out / "o.conll").write_bytes(content.replace(b"B-GPE", b"B-LOC"))
    with pytest.raises(errors.ExportDiffers, match="SHA-256"):
        verify(out / "o.conll")
    (out / "o.conll").write_bytes(content + b"\n")
    with pytest.raises(errors.ExportDiffers, match="bytes"):
        verify(out / "o.conll")


@pytest.mark.parametrize("claim", ["documents", "spans", "spans_by_label", "sentences", "tokens"])
def test_a_manifest_that_claims_something_else_is_found(out: Path, claim: str) -> None:
    path = out / "o.conll.manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    counts = manifest["counts"] if claim in manifest["counts"] else manifest["tagging"]
    counts[claim] = {"GPE": 9} if claim == "spans_by_label" else 9
    path.write_text(json.dumps(manifest))
    with pytest.raises(errors.ExportDiffers, match=claim):
        verify(out / "o.conll")


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", "[" * 100_000, '{"manifest": 2}', '{"manifest": 1}']
)
def test_a_manifest_that_is_none_is_named(out: Path, content: str) -> None:
    (out / "o.conll.manifest.json").write_text(content)
    with pytest.raises(errors.BrokenManifest):
        verify(out / "o.conll")


def test_what_is_missing_is_named(out: Path) -> None:
    with pytest.raises(errors.MissingPath):
        verify(out / "none")
    with pytest.raises(errors.MissingPath):
        verify(out / "o.conll" / "none")
    (out / "o.jsonl.manifest.json").unlink()
    with pytest.raises(errors.MissingManifest, match="has no manifest"):
        verify(out / "o.jsonl")


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("وصل O\n", "no document has begun"),
        ("-DOCSTART- O\n\nوصل O", "ends inside a line"),
        ("-DOCSTART- O\n\nوصل\tO\n\n", "columns"),
        ("-DOCSTART- O\n\nوصل  O\n\n", "columns"),
        ("-DOCSTART- O\n\nO\n\n", "columns"),
        ("-DOCSTART- O\n\nوصل -X- _ O\n\n", "columns"),
        ("-DOCSTART- O\n\n\xa0 O\n\n", "white space"),
        ("-DOCSTART- O\n\nوصل\x85 O\n\n-DOCSTART- O\n\n", "white space"),
        ("-DOCSTART- O\n\nوصل X\n\n", "the tag X"),
        ("-DOCSTART- O\n\nوصل I-GPE\n\n", "goes on from nothing"),
        ("-DOCSTART- O\n\nوصل B-GPE\nثم I-LOC\n\n", "goes on from nothing"),
        ("-DOCSTART- O\n\nوصل B-GPE\n\nثم I-GPE\n\n", "goes on from nothing"),
        ("-DOCSTART- O\n\nوصل O\n-DOCSTART- O\n\n", "inside a sentence"),
    ],
)
def test_a_malformed_column_file_is_refused(tmp_path: Path, content: str, where: str) -> None:
    (tmp_path / "o").write_text(content, encoding="utf-8")
    with pytest.raises(NotProvenError, match=where):
        list(columns.conll2002(tmp_path / "o", scheme="IOB2"))


@pytest.mark.parametrize(
    "content",
    [
        "{\n",
        "[]\n",
        "[" * 100_000 + "\n",
        '{"id": 1, "text": "ab", "meta": {}, "spans": []}\n',
        '{"id": "1", "text": "ab", "meta": {"n": 1}, "spans": []}\n',
        '{"id": "1", "text": "ab", "meta": {}, "spans": '
        '[{"start": 0, "end": 2, "label": [], "sublabel": "", "text": "ab", "name": ""}]}\n',
        '{"id": "1", "text": "ab", "meta": {}, "spans": '
        '[{"start": "0", "end": 2, "label": "A", "sublabel": "", "text": "ab", "name": ""}]}\n',
        '{"id": "1"}\n',
        '{"id": "1", "text": "ab", "meta": {}, "spans": [{"start": 0}]}\n',
        '{"id": "1", "text": "ab", "meta": {}, "spans": '
        '[{"start": 0, "end": 3, "label": "A", "sublabel": "", "text": "ab", "name": ""}]}\n',
        '{"id": "1", "text": "ab", "meta": {}, "spans": '
        '[{"start": 0, "end": 1, "label": "A", "sublabel": "", "text": "b", "name": ""}]}\n',
    ],
)
def test_a_malformed_jsonl_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "o").write_text(content, encoding="utf-8")
    with pytest.raises(NotProvenError, match="line 1"):
        list(own.jsonl(tmp_path / "o", scheme=""))


TEXT = "وصل للرباط. ثم فاس سلا"
GPE = (5, 10, "GPE", "")
BOTH = (15, 22, "GPE", "")
INNER = (19, 22, "GPE", "")


def test_what_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "o").write_bytes(b"-DOCSTART- O\n\n\xe3 O\n\n")
    with pytest.raises(NotProvenError, match="UTF-8"):
        list(columns.conll2002(tmp_path / "o", scheme="IOB2"))


@pytest.mark.parametrize(
    ("text", "spans", "where"),
    [
        (TEXT, (GPE,), "that was not meant"),
        (TEXT, (GPE, BOTH, (0, 3, "ORG", "")), "no span ORG at 0"),
        (TEXT, (GPE, (15, 18, "GPE", ""), INNER), "that was not meant"),
        (TEXT, (GPE, (15, 22, "LOC", "")), "that was not meant"),
        (TEXT + " غدا", (GPE, BOTH), "the text goes on"),
        (TEXT.replace("ثم", "ثم لم"), (GPE, BOTH), "not the text's next one"),
        (TEXT.replace("ثم", "ثمة"), (GPE, BOTH), "not the text's next one"),
    ],
)
def test_columns_that_do_not_fit_the_document_are_found(
    tmp_path: Path, text: str, spans: tuple[tuple[int, int, str, str], ...], where: str
) -> None:
    (tmp_path / "o").write_text(CONLL, encoding="utf-8")
    meant = Meant("1", text, {}, spans)
    with pytest.raises(NotProvenError, match=where):
        compare(tmp_path / "o", [meant], terms=_terms("outermost"))


def test_a_missing_span_must_meet_one_that_had_to_be_preferred(tmp_path: Path) -> None:
    (tmp_path / "o").write_text(CONLL, encoding="utf-8")
    meant = [Meant("1", TEXT, {}, (GPE, BOTH, INNER))]
    found = compare(tmp_path / "o", meant, terms=_terms("outermost"))
    assert (found.missing, found.widened) == ({"GPE": 1}, 1)
    with pytest.raises(NotProvenError, match="no span GPE at 19"):
        compare(tmp_path / "o", meant, terms=_terms("innermost"))


def _terms(nested: str) -> Terms:
    return Terms(format="conll2002", scheme="IOB2", carries=frozenset(), nested=nested, sublabels=False)


def test_the_proof_shares_no_code_with_what_it_proves() -> None:
    folder = Path(exchange.__file__).parent
    parsers = sorted((folder / "readback").glob("*.py"))
    assert len(parsers) > 4
    allowed = {"annotator.errors", "annotator", "annotator.exchange"}
    allowed |= {f"annotator.exchange.readback.{path.stem}" for path in parsers}
    for module in (*parsers, folder / "comparison.py", folder / "verify.py"):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        imported = {
            node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
        }
        ours = {name for name in imported if name.startswith("annotator")}
        assert ours <= allowed, module


def test_reading_back_holds_one_document_at_a_time(tmp_path: Path) -> None:
    document = CONLL * 20
    (tmp_path / "o").write_text(document * 500, encoding="utf-8")
    tracemalloc.start()
    assert sum(1 for _ in columns.conll2002(tmp_path / "o", scheme="IOB2")) == 10_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000
