"""What comes in, and every way in which it may not: one sentence each, nothing half imported."""

import json
import os
import socket
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import errors
from annotator.exchange.importing import import_paths, preview
from annotator.exchange.incoming import ReadOptions
from annotator.model import State, Suggestion
from annotator.project.file import Project

TEXT = "وصل اللواء عمر بابر للرباط"  # 0-3 4-10 11-14 15-19 20-26
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 20


@pytest.fixture
def refusal(project: Project, tmp_path: Path) -> Callable[..., str]:
    """Imports a file that must be refused, and returns its one sentence without the folder."""

    def take(content: str | bytes, name: str = "in.jsonl", **options: object) -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        options = {"annotator": "amina", **options}
        report = import_paths(project, [path], **options)
        assert len(report.refused) == 1
        assert (report.documents, report.spans, project.documents.ids()) == (0, 0, [])
        sentence = str(report.refused[0])
        assert "\n" not in sentence
        return sentence.replace(f"{tmp_path}{os.sep}", "")

    return take


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('{"id": "1", "text": "a', "in.jsonl, line 2: this is not JSON ("),
        ('{"id": "1" "text": "a"}', "in.jsonl, line 2: this is not JSON (Expecting ',' delimiter,"),
        ("[" * 100_000, "in.jsonl, line 2: this is not JSON (nested too deeply)."),
        ('{"id": "1", "text": "a", "meta": {"n": ' + "9" * 5000 + "}}", "in.jsonl, line 2: this is not"),
        ('["id"]', "in.jsonl, line 2: the line is not a JSON object."),
        ('{"text": "a", "spans": 3}', "in.jsonl, line 2: «spans» must be a list."),
        ('{"spans": []}', "in.jsonl, line 2: the field «id» is missing."),
        ('{"id": "2"}', "in.jsonl, line 2: the field «text» is missing."),
        ('{"id": "", "text": "a"}', "in.jsonl, line 2: «id» is empty."),
        ('{"id": 2, "text": "a"}', "in.jsonl, line 2: «id» must be a text."),
        ('{"id": "2", "text": ["a"]}', "in.jsonl, line 2: «text» must be a text."),
        ('{"id": "2", "text": "a", "meta": []}', "in.jsonl, line 2: «meta» must be an object."),
        ('{"id": "2", "text": "a", "span": []}', "in.jsonl, line 2: there is no field «span»;"),
        ('{"id": "2", "text": "a", "text": "b"}', "in.jsonl, line 2: the field «text» stands there twice."),
        ('{"id": "2", "text": "a\\ud83d"}', "in.jsonl, line 2: there is half a character in it"),
        ('{"id": "\\uDC00", "text": "a"}', "in.jsonl, line 2: there is half a character in it"),
        ('{"id": "2", "text": "a", "meta": {"n": NaN}}', "in.jsonl, line 2: «NaN» is no number"),
        ('{"id": "2", "text": "a", "meta": {"n": 1e999}}', "in.jsonl, line 2: «1e999» is no number"),
        ('{"id": "1", "text": "a"}', "in.jsonl: document 1 stands there twice."),
        ('{"id": "1", "text": "b"}', "in.jsonl: document 1 is already in the project with a different text."),
        ('{"id": "9", "spans": []}', "in.jsonl, line 2: the project has no document that these labels"),
        (
            '{"text_sha256": "%s", "text": "a"}' % ("0" * 64),
            "in.jsonl, line 2: «text_sha256» is not the SHA-256 of the text.",
        ),
    ],
)
def test_a_broken_line_is_named(refusal: Callable[..., str], line: str, sentence: str) -> None:
    assert refusal('{"id": "1", "text": "a"}\n' + line + "\n").startswith(sentence)


@pytest.mark.parametrize(
    ("span", "sentence"),
    [
        ("7", "in.jsonl, line 1: «spans» must be an object."),
        ('{"end": 3, "label": "GPE"}', "in.jsonl, line 1: the field «start» is missing."),
        ('{"start": 0, "label": "GPE"}', "in.jsonl, line 1: the field «end» is missing."),
        ('{"start": 0, "end": 3}', "in.jsonl, line 1: the field «label» is missing."),
        ('{"start": 0.0, "end": 3, "label": "GPE"}', "in.jsonl, line 1: «start» must be a whole number."),
        ('{"start": 0, "end": "3", "label": "GPE"}', "in.jsonl, line 1: «end» must be a whole number."),
        ('{"start": false, "end": 3, "label": "GPE"}', "in.jsonl, line 1: «start» must be a whole number."),
        ('{"start": NaN, "end": 3, "label": "GPE"}', "in.jsonl, line 1: «NaN» is no number"),
        ('{"start": 0, "end": 3, "label": 5}', "in.jsonl, line 1: «label» must be a text."),
        ('{"start": 0, "end": 3, "label": "GPE", "score": 1}', "in.jsonl, line 1: there is no field"),
        (
            '{"start": 20, "end": 27, "label": "GPE"}',
            "in.jsonl, document 1: a span from 20 to 27 lies outside its text of 26 code points.",
        ),
        ('{"start": -6, "end": 26, "label": "GPE"}', "in.jsonl, document 1: a span from -6 to 26 lies"),
        ('{"start": 3, "end": 3, "label": "GPE"}', "in.jsonl, document 1: a span from 3 to 3 holds nothing."),
        ('{"start": 9, "end": 4, "label": "GPE"}', "in.jsonl, document 1: a span from 9 to 4 holds nothing."),
        (
            '{"start": 20, "end": 26, "label": "GPE", "text": "الرباط"}',
            "in.jsonl, document 1: the span at 20 says «الرباط», the text has «للرباط».",
        ),
        ('{"start": 0, "end": 3, "label": "CITY"}', "in.jsonl, document 1: the schema has no label CITY."),
        (
            '{"start": 0, "end": 3, "label": "ORG", "sublabel": "navy"}',
            "in.jsonl, document 1: the label ORG has no sublabel navy.",
        ),
        (
            '{"start": 0, "end": 4, "label": "GPE"}',
            "in.jsonl, document 1: the span from 0 to 4 begins or ends on white space or an invisible mark.",
        ),
        (
            '{"start": 11, "end": 19, "label": "PERS"}, {"start": 4, "end": 14, "label": "OCC"}',
            "in.jsonl, document 1: the spans «اللواء عمر» and «عمر بابر» cross, which",
        ),
        (
            '{"start": 11, "end": 14, "label": "OCC"}, {"start": 11, "end": 19, "label": "DATE"}',
            "in.jsonl, document 1: the schema lets no OCC lie inside DATE, as «عمر» does.",
        ),
        (
            '{"start": 11, "end": 14, "label": "PERS"}, {"start": 11, "end": 14, "label": "PERS"}',
            "in.jsonl, document 1: «عمر» at 11 carries the label PERS twice.",
        ),
        (
            '{"start": 4, "end": 10, "label": "ORG"},'
            ' {"start": 4, "end": 10, "label": "ORG", "sublabel": "party"}',
            "in.jsonl, document 1: «اللواء» at 4 carries the label ORG twice.",
        ),
    ],
)
def test_a_broken_span_is_named(refusal: Callable[..., str], span: str, sentence: str) -> None:
    text = json.dumps(TEXT, ensure_ascii=False)
    assert refusal(f'{{"id": "1", "text": {text}, "spans": [{span}]}}').startswith(sentence)


@pytest.mark.parametrize(("start", "end"), [(0, 2), (1, 3), (4, 5), (5, 9)])
def test_no_edge_cuts_a_character(
    refusal: Callable[..., str], line: Callable[..., str], start: int, end: int
) -> None:
    found = refusal(line("1", "جُُن👨‍👩‍👧", (start, end, "PERS")))
    assert found.startswith(f"in.jsonl, document 1: the span from {start} to {end} cuts a letter from")


@pytest.mark.parametrize("mark", ["\u200f", "\u202b", "\u2067", "\u061c"])
def test_no_edge_stands_on_a_bidi_mark(
    refusal: Callable[..., str], line: Callable[..., str], mark: str
) -> None:
    assert "begins or ends on white space" in refusal(line("1", f"في{mark} فاس", (0, 3, "GPE")))


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.txt", "a.txt is blank: there is no text to label."),
        (b" \r\n\t\n", "a.txt", "a.txt is blank: there is no text to label."),
        (b"", "in.jsonl", "in.jsonl is blank: there is no text to label."),
        (b"\xef\xbb\xbf\n \n", "in.jsonl", "in.jsonl is blank: there is no text to label."),
        (JPEG, "a.txt", "a.txt is not text (it looks like JPEG)."),
        (JPEG, "a.jpg", "a.jpg is not text (it looks like JPEG)."),
        (JPEG, "in.jsonl", "in.jsonl is not text (it looks like JPEG)."),
        ('{"id": "1", "text": "قف"}'.encode("cp1256"), "in.jsonl", "in.jsonl, line 1: the line is not"),
        ('{"id": "1", "text": "قف"}'.encode("utf-16"), "in.jsonl", "in.jsonl, line 1: the line is not"),
        (b'[{"title": "a"}]', "a.json", "a.json is in no format that Annotator reads; «annotator import "),
        (b"a: b\n", "a.yaml", "a.yaml is in no format that Annotator reads; «annotator import --help» "),
        (b"id,text\n1,a\n", "a.xlsx", "a.xlsx is named .xlsx, but what is in it is something else."),
        (b"id,text\n1,a\n", "a.parquet", "a.parquet is named .parquet, but what is in it is something"),
        (b"id,text\n1,a\n", "a.docx", "a.docx is named .docx, but what is in it is something else."),
        (
            b'[{"data": {"text": "a", "id"',
            "a.json",
            "a.json, line 1: the file ends in the middle of its JSON",
        ),
        (b'[{"id": 1, "text": "a", "label": []},', "a.json", "a.json, line 1: the file ends in the middle"),
        (b'[{"id": 1, "text": "a", "label": []}', "a.json", "a.json, line 1: the file ends in the middle"),
        (b'{"id": 1, "text": "a", "label": []}\n{"id"', "a.jsonl", "a.jsonl, line 2: the file ends in the"),
        (b'{\n "id": "1",\n "text": "a\n', "a.json", "a.json, line 3: the file ends in the middle of"),
        (
            '{"text": "قف'.encode()[:-1],
            "a.jsonl",
            "a.jsonl, line 1: the file ends in the middle of its JSON;",
        ),
        ('[{"text": "a", "label": []}, {"text": "ق'.encode()[:-1], "a.json", "a.json, line 1: the file ends"),
        (b'{"id": "1", "te', "a.jsonl", "a.jsonl, line 1: the file ends in the middle of its JSON; was it"),
    ],
)
def test_a_file_that_is_no_document_is_named(
    refusal: Callable[..., str], content: bytes, name: str, sentence: str
) -> None:
    assert refusal(content, name).startswith(sentence)


def test_nothing_of_a_refused_file_comes_in_and_the_others_do(
    project: Project, tmp_path: Path, line: Callable[..., str]
) -> None:
    (tmp_path / "1.jsonl").write_text(line("a", "في فاس", (3, 6, "GPE")), encoding="utf-8")
    (tmp_path / "2.jsonl").write_text(line("b", "في فاس", (3, 6, "GPE")) + line("c", "x", (0, 9, "GPE")))
    (tmp_path / "3.jsonl").write_text(line("d", "في فاس"), encoding="utf-8")
    (tmp_path / "4.odt").write_bytes(b"PK")
    report = import_paths(project, [tmp_path / "missing", tmp_path], annotator="amina")
    assert [type(error) for error in report.refused] == [errors.MissingPath, errors.SpanOutsideText]
    assert (report.documents, report.labelled, report.spans, report.ignored) == (2, 2, 1, 1)
    assert project.documents.ids() == ["a", "d"]
    assert project.annotations.get("a", "amina").state is State.FINISHED


def test_labels_need_an_owner(refusal: Callable[..., str], line: Callable[..., str]) -> None:
    sentence = refusal(line("1", "في فاس", (3, 6, "GPE")), annotator=None)
    assert sentence.startswith("in.jsonl holds labels: say whose they are")


@pytest.mark.parametrize(
    ("name", "error"), [("suggestions", errors.ReservedName), ("", errors.NoName), ("  ", errors.NoName)]
)
def test_a_reserved_name_is_no_annotator(project: Project, name: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        import_paths(project, [], annotator=name)


def test_labels_have_one_owner(project: Project) -> None:
    with pytest.raises(errors.OwnerNotClear):
        import_paths(project, [], annotator="amina", as_suggestions=True)


def test_an_unknown_format_is_refused_at_once(project: Project) -> None:
    with pytest.raises(errors.UnknownImportFormat, match=r"no format «7z»; it reads .*jsonl, .*text\."):
        import_paths(project, [], format="7z")


def test_labels_become_suggestions_that_may_cross_and_add_up(
    project: Project, tmp_path: Path, line: Callable[..., str]
) -> None:
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    first.write_text(line("1", TEXT, (4, 14, "OCC"), (11, 19, "PERS")), encoding="utf-8")
    second.write_text('{"id": "1", "spans": [{"start": 21, "end": 26, "label": "GPE"}]}')
    report = import_paths(project, [first, second], as_suggestions=True)
    assert (report.documents, report.already_there, report.spans) == (1, 1, 3)
    found = project.suggestions.of("1")
    assert [(one.start, one.end, one.label, one.source, one.score) for one in found] == [
        (4, 14, "OCC", "import", 1.0),
        (11, 19, "PERS", "import", 1.0),
        (21, 26, "GPE", "import", 1.0),
    ]
    assert [_file(one) for one in found] == ["1.jsonl", "1.jsonl", "2.jsonl"]
    assert project.annotations.annotators() == []


def _file(suggestion: Suggestion) -> str:
    return suggestion.reason.values["file"]


def test_the_same_import_again_changes_nothing(
    project: Project, tmp_path: Path, line: Callable[..., str]
) -> None:
    (tmp_path / "1.jsonl").write_text(line("1", TEXT, (21, 26, "GPE")), encoding="utf-8")
    (tmp_path / "a.txt").write_text("زيارة للرباط", encoding="utf-8")
    first = import_paths(project, [tmp_path], annotator="gold")
    again = import_paths(project, [tmp_path], annotator="gold")
    assert (first.documents, first.already_there, first.spans, first.refused) == (2, 0, 1, [])
    assert (again.documents, again.already_there, again.spans, again.refused) == (0, 2, 0, [])
    assert len(project.changes.history("gold", limit=9)) == 1


def test_work_that_is_there_is_not_replaced(
    project: Project, tmp_path: Path, line: Callable[..., str]
) -> None:
    path = tmp_path / "1.jsonl"
    path.write_text(line("1", TEXT, (21, 26, "GPE")), encoding="utf-8")
    import_paths(project, [path], annotator="amina")
    path.write_text(line("1", TEXT, (21, 26, "LOC")), encoding="utf-8")
    report = import_paths(project, [path], annotator="amina")
    assert [type(error) for error in report.refused] == [errors.WorkExists]
    assert [span.label for span in project.annotations.get("1", "amina").spans] == ["GPE"]


def test_a_document_without_spans_is_not_finished_and_one_with_none_is(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "1.jsonl").write_text('{"id": "1", "text": "a"}\n{"id": "2", "text": "", "spans": []}\n')
    report = import_paths(project, [tmp_path / "1.jsonl"], annotator="amina")
    assert (report.documents, report.labelled) == (2, 1)
    assert [project.annotations.get(id_, "amina").state for id_ in "12"] == [State.NEW, State.FINISHED]


def test_what_meta_holds_is_kept_as_text(project: Project, tmp_path: Path) -> None:
    (tmp_path / "1.jsonl").write_text(
        '{"id": "1", "text": "a\\nb", "meta": {"n": 12, "x": null, "on": true, "tags": ["ا"], "outlet": "o"}}'
    )
    import_paths(project, [tmp_path / "1.jsonl"])
    document = project.documents.get("1")
    assert (document.title, document.outlet) == ("a", "o")
    assert document.meta == {"n": "12", "on": "true", "tags": '["ا"]'}


def test_text_is_cleaned_and_jsonl_is_not(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffعنوان\r\nنص\u200f".encode())
    (tmp_path / "b.jsonl").write_bytes('\ufeff{"id": "b", "text": "عنوان\\r\\nنص\u200f"}\r\n'.encode())
    import_paths(project, [tmp_path])
    assert [project.documents.get(id_).text for id_ in "ab"] == ["عنوان\nنص", "عنوان\r\nنص\u200f"]
    assert project.documents.original("b").raw == "عنوان\r\nنص\u200f".encode()


def test_the_encoding_is_found_out_or_given(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("استقبل المغرب وفدا عسكريا".encode("utf-16"))
    (tmp_path / "b.txt").write_bytes("قف".encode("cp1256"))
    import_paths(project, [tmp_path / "a.txt"])
    import_paths(project, [tmp_path / "b.txt"], options=ReadOptions(encoding="cp1256"))
    assert project.documents.get("a").text == "استقبل المغرب وفدا عسكريا"
    assert project.documents.get("b").text == "قف"
    assert project.documents.original("b").encoding == "cp1256"


def test_a_long_line_is_refused_before_it_fills_the_memory(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as out:
        out.write(b'{"id": "1", "text": "')
        out.truncate(500_000_000)  # a hole in the file: nothing on the disk
    tracemalloc.start()
    report = import_paths(project, [path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [str(error) for error in report.refused] == [f"{path}, line 1: the line is longer than 64 MB."]
    assert peak < 200_000_000


def test_a_huge_text_file_is_refused(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as out:
        out.truncate(500_000_000)
    report = import_paths(project, [path])
    assert [type(error) for error in report.refused] == [errors.TooLarge]


def test_only_ordinary_files_are_opened(project: Project, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "socket.txt"))
    listening.close()
    report = import_paths(project, ["/dev/zero", tmp_path / "pipe.txt", tmp_path, tmp_path / "socket.txt"])
    assert [type(error) for error in report.refused] == [errors.NotAFile] * 5


def test_an_empty_folder_and_odd_paths_are_named(project: Project, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("a")
    odd = [tmp_path / "empty", tmp_path / "a.txt" / "b", "a\0b", "x" * 5000]
    report = import_paths(project, odd)
    assert [type(error) for error in report.refused] == [
        errors.EmptyFolder,
        errors.MissingPath,
        errors.MissingPath,
        errors.UnreadableFile,
    ]
    assert "holds no file that Annotator reads (" in str(report.refused[0])


def test_what_may_not_be_read_is_named(
    ordinary_user: Path, new_project: Callable[[str], Project], line: Callable[..., str]
) -> None:
    (ordinary_user / "closed").mkdir()
    (ordinary_user / "closed" / "a.txt").write_text("a")
    (ordinary_user / "b.txt").write_text("b")
    (ordinary_user / "c.jsonl").write_text(line("c", "c"))
    with new_project(str(ordinary_user)) as project:
        (ordinary_user / "closed").chmod(0)
        (ordinary_user / "b.txt").chmod(0)
        report = import_paths(project, [ordinary_user, ordinary_user / "closed" / "a.txt"])
        assert [type(error) for error in report.refused] == [errors.UnreadablePath] * 3
        assert project.documents.ids() == ["c"]


def test_a_stop_leaves_the_file_in_hand_out(
    project: Project, tmp_path: Path, line: Callable[..., str]
) -> None:
    (tmp_path / "1.jsonl").write_text(line("1", "a"))
    (tmp_path / "2.jsonl").write_text(line("2", "a") + line("3", "a"))
    (tmp_path / "3.txt").write_text("a")
    report = import_paths(
        project, [tmp_path], annotator="amina", is_cancelled=lambda: len(project.documents.ids()) == 2
    )
    assert report.is_cancelled
    assert (report.documents, project.documents.ids()) == (1, ["1"])


def test_progress_counts_bytes_and_ends_at_the_whole(
    project: Project, tmp_path: Path, line: Callable[..., str]
) -> None:
    (tmp_path / "1.jsonl").write_text(line("1", "a") + line("2", "b"))
    (tmp_path / "2.txt").write_text("a")
    seen: list[tuple[int, int]] = []
    import_paths(project, [tmp_path], annotator="a", on_progress=lambda *both: seen.append(both))
    size = len(line("1", "a"))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert (size, 2 * size + 1) in seen
    assert seen[-1] == (2 * size + 1, 2 * size + 1)


@pytest.mark.real
def test_the_real_articles_come_in(project: Project, real_articles: list[Path]) -> None:
    report = import_paths(project, real_articles)
    assert (report.documents, report.refused) == (len(real_articles), [])
    for path in real_articles:
        document = project.documents.get(path.stem)
        assert document.title == document.text.split("\n")[0]
        assert project.documents.original(path.stem).raw == path.read_bytes()


def test_what_is_no_span_of_ours_is_told_of_all_the_file(project: Project, tmp_path: Path) -> None:
    """Not by a preview alone, nor of the first document alone."""
    path = tmp_path / "a.jsonl"
    groups = {
        "one": [{"start": 0, "end": 3, "label": "ORG"}],
        "two": [{"start": 4, "end": 7, "label": "GPE"}] * 2,
    }
    docs = [
        {"text": "abc def", "ents": []},
        *({"text": f"abc def {n}", "ents": [], "spans": groups} for n in "12"),
    ]
    path.write_text("".join(f"{json.dumps(doc)}\n" for doc in docs))
    said = {"left out": "spans.one 2, spans.two 4"}
    assert preview(project, [path], annotator="amina").files[0].recognised == said
    report = import_paths(project, [path], annotator="amina")
    assert (report.documents, report.spans, report.remarks) == (3, 0, [(str(path), said)])


def test_labels_in_parts_are_told(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("abc def ghi")
    (tmp_path / "a.ann").write_text("T1\tORG 0 3;8 11\tabc ghi\nR1\tof Arg1:T1 Arg2:T1\n")
    report = import_paths(project, [tmp_path], annotator="amina")
    assert report.remarks == [(str(tmp_path / "a.ann"), {"left out": "R 1", "in parts": "1"})]
