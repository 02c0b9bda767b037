"""Parquet: out and in again, what pandas and `datasets` see, and tables that others wrote."""

import errno
import gc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from hypothesis import given, settings
from pyarrow import parquet

from annotator.errors import ExportDiffers, InputError
from annotator.exchange.exporting import export
from annotator.exchange.formats.parquet import ROWS, DocumentTable
from annotator.exchange.importing import import_paths
from annotator.exchange.incoming import Incoming
from annotator.exchange.outgoing import Outgoing
from annotator.exchange.readback.documents import NotProvenError
from annotator.exchange.readback.tables import parquet as read_back
from annotator.exchange.verify import verify
from annotator.project.file import Project
from annotator.schema import load
from tests.exchange.formats.taken import taken
from tests.exchange.round_trips import comes_back
from tests.exchange.strategies import drawn

SCHEMA = load("security-news")
TEXT = "وصل الوفد للرباط 👨‍👩‍👧"
START = TEXT.index("لرباط")


@settings(max_examples=7, deadline=None)
@given(documents=drawn(SCHEMA))
def test_everything_comes_back(documents: Sequence[Outgoing]) -> None:
    report = comes_back(documents, schema=SCHEMA, format="parquet")
    assert (report.lost, report.lacks) == ((), ())


@pytest.fixture
def exported(gold: Callable[..., Project], line: Callable[..., str], tmp_path: Path) -> Path:
    span = (START, START + 5, "ORG", "military_unit")
    project = gold(line("001", TEXT, span, meta={"title": "ع", "date": "2026"}), line("002", ""))
    export(project, tmp_path / "out.parquet", format="parquet", by="gold")
    return tmp_path / "out.parquet"


def test_the_columns_are_typed_and_whole(exported: Path) -> None:
    table = parquet.read_table(exported)
    assert table.column_names == ["id", "text", "title", "outlet", "meta", "spans"]
    assert table.to_pylist()[0] == {
        "id": "001",
        "text": TEXT,
        "title": "ع",
        "outlet": "",
        "meta": [{"key": "date", "value": "2026"}],
        "spans": [
            {
                "start": START,
                "end": START + 5,
                "label": "ORG",
                "sublabel": "military_unit",
                "text": "لرباط",
                "name": "الرباط",
            }
        ],
    }


def test_many_documents_are_written_in_several_groups(
    gold: Callable[..., Project], line: Callable[..., str], tmp_path: Path
) -> None:
    project = gold(*(line(f"{number:04}", "نص") for number in range(1100)))
    assert export(project, tmp_path / "x.parquet", format="parquet", by="gold").documents == 1100
    assert parquet.ParquetFile(tmp_path / "x.parquet").num_row_groups == 3


# --- what others wrote --------------------------------------------------------------------------------


def written(path: Path, columns: dict[str, Any], *, schema: Any = None) -> Path:
    parquet.write_table(pyarrow.table(columns, schema=schema), path)
    return path


def incoming(path: Path, **columns: str) -> list[Incoming]:
    return taken(path, columns=columns)


def test_texts_of_others_are_cleaned_and_the_rest_is_kept(tmp_path: Path) -> None:
    columns = {"النص": ["\ufeffخبر\r\n"], "المصدر": ["هسبرس"], "n": [3], "when": [None], "tags": [["a"]]}
    (found,) = incoming(written(tmp_path / "x.parquet", columns))
    assert found.cleaned is not None
    assert found.cleaned.text.strip() == "خبر"
    assert (found.outlet, found.meta, found.spans) == ("هسبرس", {"n": "3", "tags": '["a"]'}, None)


def test_spans_under_other_names_are_read(tmp_path: Path) -> None:
    spans = [[{"start_offset": 0, "end_offset": 3, "type": "ORG"}], None]
    path = written(tmp_path / "x.parquet", {"body": ["وصل", "خبر"], "entities": spans})
    one, other = incoming(path)
    assert one.spans is not None
    assert [span[:4] for span in one.spans] == [(0, 3, "ORG", "")]
    assert other.spans is None


def test_a_span_a_row_labels_documents_of_the_project(
    project: Project, tmp_path: Path, line: Callable[..., str]
) -> None:
    (tmp_path / "a.jsonl").write_text(line("001", TEXT), encoding="utf-8")
    import_paths(project, [tmp_path / "a.jsonl"], annotator="gold")
    rows = {"doc_id": ["001"], "start": [0], "end": [3], "label": ["ORG"]}
    found = import_paths(project, [written(tmp_path / "x.parquet", rows)], annotator="زيد")
    assert [str(refusal) for refusal in found.refused] == []
    assert [span.label for span in project.annotations.get("001", "زيد").spans] == ["ORG"]


TAGS = ["O", "B-PER", "I-PER"]
NAMED = {
    b"huggingface": b'{"info": {"features": {"ner_tags": {"feature": {"names": ["O", "B-PER", "I-PER"]}}}}}'
}
NUMBERED = pyarrow.schema(
    {
        "id": pyarrow.string(),
        "tokens": pyarrow.list_(pyarrow.string()),
        "ner_tags": pyarrow.list_(pyarrow.int64()),
    }
)


def test_numbered_tags_are_read_by_their_names(tmp_path: Path) -> None:
    rows = {"id": ["0"], "tokens": [["قال", "عبد الله", "بكر"]], "ner_tags": [[0, 1, 2]]}
    (found,) = incoming(written(tmp_path / "x.parquet", rows, schema=NUMBERED.with_metadata(NAMED)))
    assert found.cleaned is not None
    assert found.cleaned.text == "قال عبد الله بكر"
    assert [span[:3] for span in found.spans or ()] == [(4, 16, "PER")]
    assert (found.meta, found.recognised["scheme"]) == ({"id": "0", "tokens": "spaces"}, "IOB2")


def test_sentences_of_one_document_are_put_together(tmp_path: Path) -> None:
    rows = {
        "doc_id": ["a", "a", "b"],
        "words": [["x"], ["y", "z"], ["w"]],
        "tags": [["O"], ["PER", "PER"], ["O"]],
    }
    one, other = incoming(written(tmp_path / "x.parquet", rows))
    assert one.cleaned is not None
    assert (one.id, one.cleaned.text, other.id) == ("a", "x\ny z", "b")
    assert [span[:3] for span in one.spans or ()] == [(2, 5, "PER")]
    assert one.recognised["scheme"] == "IO"


@pytest.mark.parametrize(
    ("columns", "schema", "said"),
    [
        ({"id": ["0"], "tokens": [["a"]], "ner_tags": [[1]]}, NUMBERED, "does not say which tag"),
        ({"id": ["0"], "tokens": [["a"]], "ner_tags": [[9]]}, NUMBERED.with_metadata(NAMED), "«ner_tags»"),
        ({"id": ["0"], "tokens": [["a"]], "ner_tags": [[-1]]}, NUMBERED.with_metadata(NAMED), "«ner_tags»"),
        ({"tokens": [["a"]], "tags": [["O", "O"]]}, None, "1 tokens and 2 tags"),
        ({"tokens": [["a", "b"]], "tags": [["B-X", "x"]]}, None, "«x»"),
        ({"a": [1], "b": ["x"]}, None, "«a», «b»"),
        ({"text": ["abc"], "spans": [[{"start": None, "end": 2, "label": "ORG"}]]}, None, "«spans»"),
    ],
)
def test_tables_that_cannot_be_read_are_refused_in_a_sentence(
    tmp_path: Path, columns: dict[str, Any], schema: Any, said: str
) -> None:
    path = written(tmp_path / "x.parquet", columns, schema=schema)
    with pytest.raises(InputError, match=said):
        incoming(path)


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1 and no more", b"PAR1" + b"\xff" * 100 + b"PAR1"])
def test_what_is_no_parquet_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.parquet").write_bytes(data)
    with pytest.raises(InputError, match=r"x\.parquet"):
        incoming(tmp_path / "x.parquet")


def test_a_column_can_be_named(tmp_path: Path) -> None:
    path = written(tmp_path / "x.parquet", {"a": ["نص"], "b": ["7"]})
    (found,) = incoming(path, text="a", id="b")
    assert (found.id, found.has_own_id) == ("7", True)
    with pytest.raises(InputError, match="«c»"):
        incoming(path, text="c")


def test_a_long_text_that_stands_in_every_row_is_taken_row_by_row(tmp_path: Path) -> None:
    """Parquet keeps it once, in a dictionary: 200 of them at a time would take gigabytes."""
    text = "x" * 3_000_000
    path = written(tmp_path / "x.parquet", {"id": [str(number) for number in range(3)], "text": [text] * 3})
    found = incoming(path)
    assert [one.raw == text.encode() for one in found] == [True] * 3
    assert [one.read_to for one in found] == [path.stat().st_size * part // 3 for part in (1, 2, 3)]


# --- the proof ----------------------------------------------------------------------------------------


def changed(path: Path, **columns: Any) -> None:
    table = parquet.read_table(path)
    for name, values in columns.items():
        place = table.column_names.index(name)
        table = table.set_column(
            place, table.schema.field(name), pyarrow.array(values, table.schema.field(name).type)
        )
    parquet.write_table(table, path)


@pytest.mark.parametrize(
    "columns",
    [
        {"text": ["another", ""]},
        {"id": [None, "002"]},
        {"spans": [[{"start": 9, "end": 5}], []]},
        {"meta": [[{"key": "title", "value": "x"}], []]},
        {"meta": [None, []]},
    ],
)
def test_a_table_that_contradicts_itself_is_not_proved(exported: Path, columns: dict[str, Any]) -> None:
    changed(exported, **columns)
    with pytest.raises(NotProvenError):
        list(read_back(exported, scheme=""))
    with pytest.raises(ExportDiffers):
        verify(exported)


@pytest.mark.parametrize("count", [1, ROWS + 1])
def test_a_full_disk_is_what_is_said(count: int) -> None:
    def write() -> None:
        with DocumentTable(Path("/dev/full"), format="parquet") as table:
            for number in range(count):
                table.add(Outgoing(str(number), "نص"))

    with pytest.raises(OSError, match="No space left") as caught:
        write()
    assert caught.value.errno == errno.ENOSPC
    gc.collect()  # a writer that is collected says nothing
