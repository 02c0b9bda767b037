"""brat folders; field by field what brat's pages on its standoff format and its configuration demand."""

import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import InputError
from annotator.exchange.formats import brat
from annotator.exchange.importing import import_paths
from annotator.exchange.incoming import Incoming, ReadOptions, SourceFile
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.exchange.readback.brat import brat as read_back
from annotator.exchange.readback.documents import NotProvenError
from annotator.model import Span
from annotator.project.file import Project
from annotator.schema import Schema
from tests.exchange.round_trips import comes_back

# An emoji of five code points, a span over a line break, one nested, للـ, CRLF, spans at the ends.
TEXT = "👨‍👩‍👧 زار وزير\nخارجية باكستان،\r\nوفدا للرباط\u200f و لجنة"
DOCUMENT = Outgoing(
    "مقال/1",
    TEXT,
    "عنوان",
    "هسبرس",
    {"date": "2025-05-12"},
    (
        Span(0, 5, "PERS"),
        Span(10, 29, "OCC", "office"),
        Span(22, 29, "GPE"),
        Span(38, 43, "GPE"),
        Span(47, 51, "ORG", "government"),
    ),
)


def _written(folder: Path, *documents: Outgoing) -> Path:
    brat.WRITER.write(documents, folder, options=Options(), tally=Tally())
    return folder


def _read(path: Path, **options: object) -> Incoming:
    place = SourceFile(path, path, path.stat().st_size)
    (found,) = brat.READER.read(place, options=ReadOptions(**options))
    return found


def _pair(folder: Path, text: str, lines: str) -> Path:
    (folder / "1.txt").write_bytes(text.encode())
    (folder / "1.ann").write_bytes(lines.encode())
    return folder / "1.ann"


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_everything_comes_back(
    data: st.DataObject, documents: st.SearchStrategy[list[Outgoing]], schema: Schema
) -> None:
    assert comes_back(data.draw(documents), schema=schema, format="brat").lost == ()


def test_a_label_of_any_map_comes_back(tmp_path: Path) -> None:
    label, sublabel = 'Name, <einer> "Person"|x=1', "# مدينة & [y]"
    _written(tmp_path, Outgoing("1", "في الرباط", spans=(Span(3, 9, label, sublabel),)))
    (found,) = read_back(tmp_path, scheme="")
    assert found.spans is not None
    assert [span[:4] for span in found.spans] == [(3, 9, label, sublabel)]
    (path,) = tmp_path.glob("1.ann")
    assert [span[:4] for span in _read(path).spans or ()] == [(3, 9, label, sublabel)]


def test_golden_bytes(tmp_path: Path) -> None:
    _written(tmp_path, DOCUMENT)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "annotation.conf",
        "documents.list",
        "مقال=2F1.ann",
        "مقال=2F1.txt",
    ]
    assert (tmp_path / "مقال=2F1.txt").read_bytes().decode() == TEXT.replace("\r", " ")
    assert (tmp_path / "مقال=2F1.ann").read_bytes().decode() == (
        "T1\tPERS 0 5\t👨‍👩‍👧\n"
        "T2\tOCC 10 14;15 29\tوزير خارجية باكستان\n"
        "A1\tSublabel T2 office\n"
        "T3\tGPE 22 29\tباكستان\n"
        "T4\tGPE 38 43\tلرباط\n"
        "T5\tORG 47 51\tلجنة\n"
        "A2\tSublabel T5 government\n"
    )
    assert (tmp_path / "annotation.conf").read_bytes().decode() == (
        "[entities]\nGPE\nOCC\nORG\nPERS\n\n"
        "[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n"
        "[events]\n\n"
        "[attributes]\nSublabel\tArg:<ENTITY>, Value:government|office\n"
    )
    assert json.loads((tmp_path / "documents.list").read_bytes()) == {
        "file": "مقال=2F1",
        "id": "مقال/1",
        "title": "عنوان",
        "outlet": "هسبرس",
        "meta": {"date": "2025-05-12"},
        "returns": [30],
    }


def test_what_brat_demands_field_by_field(tmp_path: Path) -> None:
    """A line is an annotation: letter and number, a tab, type and offsets, a tab, the text there."""
    _written(tmp_path, DOCUMENT)
    text = (tmp_path / "مقال=2F1.txt").read_text("utf-8")  # universal newlines, as brat opens it
    ids = []
    for line in (tmp_path / "مقال=2F1.ann").read_text("utf-8").splitlines():
        id_, what, *said = line.split("\t", 2)
        ids.append(id_)
        if id_.startswith("A"):
            name, target, value = what.split(" ")
            assert (name, target in ids, value) == ("Sublabel", True, value.strip())
            continue
        label, offsets = what.split(" ", 1)
        assert re.fullmatch(r"T[1-9][0-9]*", id_)
        assert re.fullmatch(r"[a-zA-Z0-9_-]+", label)
        parts = [[int(number) for number in part.split(" ")] for part in offsets.split(";")]
        assert said == [" ".join(text[start:end] for start, end in parts)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("letter", ["\r\n", "\r", "\x85", "\u2028", "\x0b", "\x1c", " \n\t\n ", "\t"])
def test_no_line_break_of_any_program_and_no_tab_is_inside_an_annotation(tmp_path: Path, letter: str) -> None:
    text = f"في مدينة{letter}الرباط"
    _written(tmp_path, Outgoing("1", text, spans=(Span(3, len(text), "GPE"),)))
    (line,) = (tmp_path / "1.ann").read_text("utf-8").split("\n")[:-1]
    assert len(line.splitlines()) == 1
    assert line.count("\t") == 2  # between its three fields
    incoming = _read(tmp_path / "1.ann")
    assert incoming.cleaned is not None
    assert incoming.cleaned.text == text
    assert incoming.spans is not None
    assert [span[:3] for span in incoming.spans] == [(3, len(text), "GPE")]


@pytest.mark.parametrize(
    "id_",
    [
        "hespress/001",
        "C:\\نص?.txt",
        "CON",
        "nul.x",
        ".خفي",
        "نقطة.",
        "=",
        "a\u0301",
        "\u200fب",
        "ب" * 300,
        " ",
    ],
)
def test_an_id_comes_back_from_the_name_of_a_file_or_from_the_listing(id_: str, schema: Schema) -> None:
    documents = [Outgoing(name, f"نص {name}", title="ع") for name in ("A", "a", id_)]
    comes_back(documents, schema=schema, format="brat")
    comes_back(documents, schema=schema, format="xmi")


def test_what_is_left_of_a_folder_after_brat_is_read_without_the_listing(tmp_path: Path) -> None:
    _written(tmp_path, DOCUMENT)
    (tmp_path / "documents.list").unlink()
    incoming = _read(tmp_path / "مقال=2F1.ann")
    assert (incoming.id, incoming.has_own_id, incoming.title) == ("مقال/1", True, "👨‍👩‍👧 زار وزير")


def test_a_corpus_of_others_is_read(tmp_path: Path) -> None:
    lines = (
        "T1\tLOC 8 14\tالرباط\n"
        "T2\tPERS 0 2;15 20\tفي باريس\n"
        "T3\tLOC 3 14;15 20\tمدينة الرباطباريس\n"  # as brat wrote it before 1.3
        "*\tEquiv T1 T2\nR1\tIn Arg1:T1 Arg2:T2\nE1\tMove:T1 Where:T2\nN1\tReference T1 Wiki:1\tx\n"
        "A1\tNegation T1\nA2\tSublabel T1 city\nA3\tSublabel E1 x\n#1\tAnnotatorNotes T1\tملاحظة\n"
    )
    incoming = _read(
        _pair(
            tmp_path,
            "في مدينة الرباط باريس",
            lines.replace("8 14", "9 15").replace("15 20", "16 21").replace("3 14", "3 15"),
        )
    )
    assert incoming.spans is not None
    assert [span[:4] for span in incoming.spans] == [
        (9, 15, "LOC", "city"),
        (0, 21, "PERS", ""),
        (3, 21, "LOC", ""),
    ]
    assert incoming.recognised == {"in parts": "1", "left out": "* 1, R 1, E 1, N 1, A 2, # 1"}
    assert not incoming.has_own_id


def test_another_attribute_may_be_the_sublabel(tmp_path: Path) -> None:
    path = _pair(tmp_path, "الرباط", "T1\tLOC 0 6\tالرباط\nA1\tKind T1 city\n")
    (span,) = _read(path, columns={"sublabel": "Kind"}).spans or ()
    assert span.sublabel == "city"


def test_a_text_without_annotations_says_nothing_and_an_empty_file_says_that_there_are_none(
    tmp_path: Path,
) -> None:
    path = _pair(tmp_path, "نص", "")
    assert _read(path).spans == ()
    assert _read(path.with_suffix(".txt")).spans == ()
    path.unlink()
    assert _read(path.with_suffix(".txt")).spans is None


def test_offsets_that_were_counted_on_other_line_ends_are_told_by_the_quotes(tmp_path: Path) -> None:
    path = _pair(tmp_path, "في\r\nالرباط", "T1\tGPE 3 9\tالرباط\r\n")
    incoming = _read(path)
    assert incoming.cleaned is not None
    assert incoming.cleaned.text == "في\nالرباط"
    path = _pair(tmp_path, "في\r\nالرباط", "T1\tGPE 4 10\tالرباط\r\n")
    incoming = _read(path)
    assert incoming.cleaned is not None
    assert incoming.cleaned.text == "في\r\nالرباط"


def test_a_text_in_another_encoding_is_read(tmp_path: Path) -> None:
    path = _pair(tmp_path, "", "T1\tGPE 3 9\tالرباط\n")
    path.with_suffix(".txt").write_bytes("في الرباط".encode("cp1256"))
    incoming = _read(path)
    assert incoming.cleaned is not None
    assert (incoming.cleaned.text, incoming.encoding) == ("في الرباط", "cp1256")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("T1\tGPE 0 99\tx", "lies outside its text"),
        ("T1\tGPE 3 9\tبغداد", "the text has «الرباط»"),
        ("T1 GPE 3 9 الرباط", "no annotation as brat writes it"),
        ("T1\tGPE 9 3\tx", "no annotation as brat writes it"),
        ("T1\tGPE 3,9\tx", "no annotation as brat writes it"),
        ("T1\tGPE -3 9\tx", "no annotation as brat writes it"),
        ("T1\tGPE 3 99999999999999999999\tx", "no annotation as brat writes it"),
        ("T1\tGPE 3 9\tالرباط\nT1\tGPE 3 9\tالرباط", "stands there twice"),
        ("T1\tGPE 3 3\t", "holds nothing"),
        ("\x00\x01\x02\x03", "no annotation as brat writes it"),
        ("T1\tNOWHERE 3 9\tالرباط", "no label"),
    ],
)
def test_a_broken_annotation_file_is_refused_with_one_sentence(
    project: Project, tmp_path: Path, lines: str, sentence: str
) -> None:
    report = import_paths(project, [_pair(tmp_path, "في الرباط", lines)], annotator="gold")
    (refusal,) = report.refused
    assert sentence in str(refusal)
    assert "\n" not in str(refusal)
    assert project.documents.ids() == []


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"file": "1"}',
        '{"file": "1", "id": 1}',
        '{"file": "1", "id": "1", "meta": {"a": 1}}',
        '{"file": "1", "id": "1", "meta": [1]}',
        '{"file": "1", "id": "1", "returns": [-1]}',
        '{"file": "1", "id": "1", "returns": 7}',
        '{"file": "1", "id": "1", "returns": [0]}',
        '{"file": "1", "id": "1", "returns": [99]}',
        "[" * 99_999,
    ],
)
def test_a_broken_listing_is_refused_with_one_sentence(tmp_path: Path, line: str) -> None:
    path = _pair(tmp_path, "في الرباط", "")
    (tmp_path / "documents.list").write_text(line, "utf-8")
    with pytest.raises(InputError):
        _read(path)


def test_a_lone_annotation_file_is_refused(tmp_path: Path) -> None:
    path = _pair(tmp_path, "", "")
    path.with_suffix(".txt").unlink()
    with pytest.raises(InputError, match="does not lie beside it"):
        _read(path)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("1.ann", "T1\tGPE", "T7\tGPE"),
        ("1.ann", "T1\tGPE", "T1\tLOC"),
        ("1.ann", "الرباط", "الرياط"),
        ("1.ann", "9 15", "9 99"),
        ("1.ann", "9 15", "9 13;14 15"),
        ("1.ann", "A1", "A2"),
        ("1.ann", "Sublabel T2", "Sublabel T9"),
        ("1.ann", "government\n", "government"),
        ("1.txt", "في", "في\r"),
        ("annotation.conf", "[events]\n", ""),
        ("annotation.conf", "GPE\n", ""),
        ("annotation.conf", "government", "media"),
        ("annotation.conf", "<OVERLAP>", "# "),
        ("documents.list", '"file": "1"', '"file": "2"'),
        ("documents.list", '"id": "1"', '"id": 1'),
        ("documents.list", "}\n", ', "returns": [0]}\n'),
    ],
)
def test_a_folder_that_was_changed_is_not_proved(tmp_path: Path, name: str, old: str, new: str) -> None:
    spans = (Span(9, 15, "GPE"), Span(16, 20, "ORG", "government"))
    _written(tmp_path, Outgoing("1", "في مدينة الرباط لجنة", spans=spans))
    (before,) = read_back(tmp_path, scheme="")
    assert before.spans is not None
    assert [span[:4] for span in before.spans] == [(9, 15, "GPE", ""), (16, 20, "ORG", "government")]
    content = (tmp_path / name).read_bytes().decode()
    assert old in content
    (tmp_path / name).write_bytes(content.replace(old, new).encode())
    with pytest.raises(NotProvenError):
        list(read_back(tmp_path, scheme=""))


def test_the_example_in_the_documentation_is_what_is_written_and_read(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "formats-standoff.md").read_text("utf-8")
    text, lines = (re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL) for kind in ("text", "ann"))
    assert text
    assert lines
    spans = (Span(7, 28, "OCC", "office"), Span(21, 28, "NORP"), Span(35, 41, "GPE"))
    _written(tmp_path, Outgoing("1", text[1].rstrip("\n"), spans=spans))
    assert (tmp_path / "1.ann").read_bytes().decode() == lines[1]
    incoming = _read(_pair(tmp_path, text[1], lines[1]))
    assert [span[:4] for span in incoming.spans or ()] == [
        (span.start, span.end, span.label, span.sublabel) for span in spans
    ]


def test_a_text_among_its_labels_is_read_once(project: Project, tmp_path: Path) -> None:
    _written(tmp_path, DOCUMENT)
    (tmp_path / "b.txt").write_text("نص بلا وسوم", "utf-8")
    report = import_paths(project, [tmp_path], annotator="gold")
    assert (report.documents, report.already_there, report.refused) == (2, 0, [])
    assert project.annotations.get("مقال/1", "gold").spans == DOCUMENT.spans
    report = import_paths(project, [*tmp_path.glob("*.txt"), *tmp_path.glob("*.ann")], annotator="gold")
    assert (report.documents, report.already_there) == (0, 2)


def test_a_folder_in_an_archive_is_read_with_its_listing(project: Project, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    _written(tmp_path / "out", DOCUMENT)
    archive = shutil.make_archive(str(tmp_path / "out"), "zip", tmp_path / "out")
    report = import_paths(project, [archive], annotator="gold")
    assert (report.documents, report.already_there, report.refused) == (1, 0, [])
    document = project.documents.get("مقال/1")
    assert (document.text, document.title, document.meta) == (TEXT, "عنوان", {"date": "2025-05-12"})
