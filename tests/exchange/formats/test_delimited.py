"""CSV, TSV and workbooks: columns told by their headings, formulas made harmless, labels that join."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import escape

from annotator.errors import ExportDiffers, InputError
from annotator.exchange.exporting import export
from annotator.exchange.formats.tsv import WRITER
from annotator.exchange.importing import import_paths
from annotator.exchange.incoming import Incoming
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.exchange.readback.documents import NotProvenError, WholeDocument
from annotator.exchange.readback.tables import tsv as read_back
from annotator.exchange.verify import verify
from annotator.model import Span
from annotator.project.file import Project
from annotator.schema import load
from tests.exchange.formats.taken import taken
from tests.exchange.strategies import drawn

SCHEMA = load("security-news")


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., list[Incoming]]:
    """Reads text as a table."""

    def read(written: str, /, *, encoding: str = "utf-8", **columns: str) -> list[Incoming]:
        (tmp_path / "t.csv").write_bytes(written.encode(encoding))
        return taken(tmp_path / "t.csv", columns=columns)

    return read


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., list[Incoming]]:
    """Reads sheets of rows as a workbook."""

    def read(*sheets: Sequence[Sequence[object]], **columns: str) -> list[Incoming]:
        made = openpyxl.Workbook()
        made.remove(made.worksheets[0])
        for rows in sheets:
            sheet = made.create_sheet()
            for row in rows:
                sheet.append(list(row))
        made.save(tmp_path / "t.xlsx")
        return taken(tmp_path / "t.xlsx", columns=columns)

    return read


def text_of(found: Incoming) -> str:
    assert found.cleaned is not None
    return found.cleaned.text


# --- documents ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "،"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_headings_tell_what_is_what_whatever_parts_the_cells(
    table: Callable[..., list[Incoming]], delimiter: str, encoding: str
) -> None:
    rows = [
        ["رقم المقال", "العنوان", "نص المقال", "الجهة الناشرة", "التاريخ", "القسم"],
        ["7", "خبر", 'قال «"الوزير"»: إن الوفد\nوصل إلى الرباط', "هسبرس", "2026-01-02", "سياسة"],
    ]
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    (found,) = table(written.getvalue(), encoding=encoding)
    assert text_of(found) == 'قال «"الوزير"»: إن الوفد\nوصل إلى الرباط'
    assert (found.id, found.has_own_id, found.title, found.outlet) == ("7", True, "خبر", "هسبرس")
    assert (found.meta, found.spans) == ({"date": "2026-01-02", "القسم": "سياسة"}, None)
    assert found.recognised["column text"] == "نص المقال"
    assert found.raw.decode(found.encoding) == rows[1][2]


def test_a_column_can_be_named(table: Callable[..., list[Incoming]]) -> None:
    (found,) = table("a,b,text\nx,y,z\n", text="b", id="a")
    assert (found.id, text_of(found), found.meta) == ("x", "y", {"text": "z"})


def test_rows_without_an_id_are_named_after_file_and_row(table: Callable[..., list[Incoming]]) -> None:
    found = table("sep=;\ntext;n\n\nأ;1\n;\nب;2\n")
    assert [(one.id, one.has_own_id, text_of(one)) for one in found] == [
        ("t-00004", False, "أ"),
        ("t-00006", False, "ب"),
    ]


@pytest.mark.parametrize(
    ("text", "columns", "said"),
    [
        ("a,b\n1,2\n", {}, "«a», «b»"),
        ("text,b\n1,2,3\n", {}, "row 2: the row has more cells"),
        ("text,b\n1,2\n", {"text": "c"}, "no column «c»"),
        ("text,b\n1,2\n", {"colour": "b"}, "«colour»"),
        ("b,b\n1,2\n", {"text": "b"}, "two columns «b»"),
        ('text,b\n"1,2\n', {}, "line 2"),
        ("document,start,end,label\n1,x,3,ORG\n", {}, "«start» must be a whole number, not «x»"),
        ("document,start,end,label\n1,-1,3,ORG\n", {}, "must be a whole number"),
        ("document,start,end,label\n1,0,3,\n", {}, "«label» is empty"),
        ("document,start,end,label\n,0,3,ORG\n", {}, "«id» is empty"),
        ("", {}, "blank"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_a_sentence(
    table: Callable[..., list[Incoming]], text: str, columns: dict[str, str], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        table(text, **columns)


def test_what_stops_being_its_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"text\n" + ("نص " * 2_000 + "\n").encode() * 60 + b"\xff\n")
    with pytest.raises(InputError, match="utf-8"):
        taken(tmp_path / "t.csv")


def test_a_long_table_is_read_to_its_end(table: Callable[..., list[Incoming]]) -> None:
    found = table(
        "id,text\n" + "".join(f"{number},{'نص ' * 50}\n" for number in range(2000)), encoding="utf-16"
    )
    assert (len(found), found[-1].id) == (2000, "1999")


# --- workbooks ----------------------------------------------------------------------------------------


def test_a_workbook_is_read_sheet_by_sheet(book: Callable[..., list[Incoming]]) -> None:
    texts = [
        ["id", "text", "n", "date"],
        [1, escape("أ\r\nب"), 2.0, None],
        [None] * 4,
        [2.5, "ج", True, None],
    ]
    one, two, three = book(texts, [["notes"], ["x"]], [["النص"], ["د"]])
    assert [text_of(found) for found in (one, two, three)] == ["أ\nب", "ج", "د"]
    assert [found.id for found in (one, two)] == ["1", "2.5"]
    assert (one.meta, two.meta) == ({"n": "2"}, {"n": "True"})
    assert not three.has_own_id


def test_a_formula_without_its_result_is_refused(book: Callable[..., list[Incoming]]) -> None:
    with pytest.raises(InputError, match="row 2: the formula in «text»"):
        book([["id", "text"], ["1", "=A1"]])


def test_a_workbook_without_texts_is_refused(book: Callable[..., list[Incoming]]) -> None:
    with pytest.raises(InputError, match="«a», «b»"):
        book([["a"], [1]], [["b"], [2]])
    with pytest.raises(InputError, match="no column «c»"):
        book([["a"], [1]], text="c")


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xlsx without"), (b"PK\x03\x04 no more", "damaged")],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "t.xls").write_bytes(data)
    with pytest.raises(InputError, match=said):
        taken(tmp_path / "t.xls")


# --- spans --------------------------------------------------------------------------------------------


@settings(max_examples=12, deadline=None)
@given(documents=drawn(SCHEMA), lead=st.sampled_from(["", "=", "'", "'=", "@", "\t"]))
def test_spans_come_back_from_a_table_of_them(
    tmp_path_factory: pytest.TempPathFactory, documents: Sequence[Outgoing], lead: str
) -> None:
    path = tmp_path_factory.mktemp("t") / "t.tsv"
    named = [Outgoing(f"{lead}{one.id}", one.text, spans=one.spans) for one in documents]
    WRITER.write(named, path, options=Options(), tally=Tally())
    proved = list(read_back(path, scheme=""))
    assert [one.id for one in proved] == [one.id for one in named]
    for found, proof, document in zip(taken(path), proved, named, strict=True):
        meant = [(span.start, span.end, span.label, span.sublabel) for span in document.spans]
        assert found.id == document.id.strip()
        assert [span[:4] for span in found.spans or ()] == meant
        assert all(span.text == document.text[span.start : span.end] for span in found.spans or ())
        assert [span[:4] for span in proof.spans or ()] == meant


def test_no_cell_is_a_formula_to_a_spreadsheet(tmp_path: Path) -> None:
    text = "=1+1 @a -5 +3 '=x"
    spans = tuple(Span(start, start + 4, "ORG") for start in (0, 5, 8, 11, 13) if start + 4 <= len(text))
    WRITER.write([Outgoing("=cmd", text, spans=spans)], tmp_path / "t.tsv", options=Options(), tally=Tally())
    raw = (tmp_path / "t.tsv").read_bytes().decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(raw), delimiter="\t") for cell in row]
    assert "'=cmd" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_labels_join_the_documents_that_a_project_has(
    gold: Callable[..., Project], line: Callable[..., str], tmp_path: Path
) -> None:
    project = gold(line("001", "وصل الوفد", (0, 3, "ORG", "military_unit")), line("002", "نص"))
    report = export(project, tmp_path / "t.tsv", format="tsv", by="gold")
    assert {lack.facet.value for lack in report.lacks} == {"meta", "text"}
    assert verify(tmp_path / "t.tsv").documents == 2
    found = import_paths(project, [tmp_path / "t.tsv"], annotator="زيد")
    assert [str(refusal) for refusal in found.refused] == []
    (span,) = project.annotations.get("001", "زيد").spans
    assert (span.start, span.end, span.label, span.sublabel) == (0, 3, "ORG", "military_unit")
    assert project.annotations.get("002", "زيد").state.value == "finished"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("document\t", "documents\t"),
        ("\t0\t3\t", "\t0\t4\t"),
        ("\t0\t3\t", "\tx\t3\t"),
        ("001", "=001"),
        ("\r\n", "\n"),
        ("\tORG\t", '\t"ORG"x\t'),
        ("\tORG\t", "\tORG\t\t"),
    ],
)
def test_a_table_that_was_touched_is_told(
    gold: Callable[..., Project], line: Callable[..., str], tmp_path: Path, old: str, new: str
) -> None:
    out = tmp_path / "t.tsv"
    export(gold(line("001", "وصل الوفد", (0, 3, "ORG"))), out, format="tsv", by="gold")
    assert isinstance(next(read_back(out, scheme="")), WholeDocument)
    out.write_bytes(out.read_bytes().replace(old.encode(), new.encode()))
    with pytest.raises(NotProvenError):
        list(read_back(out, scheme=""))
    with pytest.raises(ExportDiffers):
        verify(out)
