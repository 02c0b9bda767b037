"""`annotator import`: what comes in, and one sentence for what does not, with nothing half imported."""

import json

import pytest

from annotator.exchange.reading import suffixes_of
from annotator.exchange.registry import readers
from annotator.project.file import Project

TEXT = "وصل اللواء عمر بابر للرباط"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 20
ARTICLE = "أعلنت وزارة الدفاع، اليوم الثلاثاء، أن القوات المسلحة ستجري مناورات مشتركة في الجنوب.\n" * 3


def texts(project):
    with Project.open(project) as opened:
        return {id_: opened.documents.get(id_).text for id_ in opened.documents.ids()}


def test_brings_in_an_article(say, project, article):
    assert say("import", project, article) == "1 document imported.\n"
    assert texts(project) == {"a": TEXT}
    assert say("import", project, article) == "0 documents imported; 1 was there already.\n"


def test_says_how_many_files_of_a_folder_it_ignored(say, project, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("1.txt", "2.txt", "3.odt", "4.rtf", ".hidden.txt"):
        (folder / name).write_text(f"{TEXT} {name}", encoding="utf-8")
    assert say("import", project, folder) == (
        "2 documents imported; 2 files of other kinds ignored.\n1 near copy:\n  «2» of «1»\n"
    )
    (folder / "3.odt").unlink()
    assert say("import", project, folder) == (
        "0 documents imported; 2 were there already; 1 file of another kind ignored.\n"
    )
    assert json.loads(say("import", project, folder, "--json"))["ignored"] == 1


def test_counts_labels(say, project, labels):
    path = labels("in.jsonl", one=[(11, 19, "PERS"), (21, 26, "GPE")], two=[])
    out = json.loads(say("import", project, path, "--annotator", "amina", "--json"))
    assert out == {
        "documents": 2,
        "already_there": 0,
        "labelled": 2,
        "spans": 2,
        "ignored": 0,
        "skipped": 0,
        "cancelled": False,
        "left_out": {},
        "merged": {},
        "trimmed": {},
        "skipped_spans": {},
        "led_over": 0,
        "copies": [["two", "one"]],
        "near_copies": [],
        "remarks": [],
        "refused": [],
    }
    again = say("import", project, labels("y.jsonl", one=[(11, 19, "PERS")]), "--annotator", "youssef")
    assert again == "0 documents imported; 1 was there already; 1 span.\n"
    with Project.open(project) as opened:
        assert opened.annotations.annotators() == ["amina", "youssef"]


def test_takes_labels_as_suggestions(say, project, labels):
    assert say("import", project, labels("in.jsonl", one=[(21, 26, "GPE")]), "--as", "suggestions") == (
        "1 document imported; 1 span.\n"
    )
    with Project.open(project) as opened:
        assert [one.source for one in opened.suggestions.of("one")] == ["import"]
        assert opened.annotations.annotators() == []


@pytest.mark.parametrize(
    ("encoding", "named"), [("cp1256", None), ("utf-16", None), ("utf-8-sig", None), ("cp1256", "cp1256")]
)
def test_reads_other_encodings(say, project, tmp_path, encoding, named):
    path = tmp_path / "a.txt"
    path.write_bytes(ARTICLE.replace("\n", "\r\n").encode(encoding))
    assert say("import", project, path, *(["--encoding", named] if named else [])) == "1 document imported.\n"
    assert texts(project)["a"].strip() == ARTICLE.strip()
    with Project.open(project) as opened:
        assert opened.documents.original("a").raw == path.read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "{path} is blank: there is no text to label."),
        ("a.txt", b" \r\n\t\n", "{path} is blank: there is no text to label."),
        ("a.txt", JPEG, "{path} is not text (it looks like JPEG)."),
        ("a.jpg", JPEG, "{path} is not text (it looks like JPEG)."),
        ("a.jsonl", JPEG, "{path} is not text (it looks like JPEG)."),
        ("a.jsonl", b"", "{path} is blank: there is no text to label."),
        (
            "a.jsonl",
            b'{"id": "1", "text": "a"}\n\n{"id": "2", "text": "b',
            "{path}, line 3: the file ends in the middle of its JSON; was it written to its end?",
        ),
        (
            "a.jsonl",
            b'{"id": "1", "text": "abc"}\n{"id": "2", "text": "abc", "spans": [{"start": 1, "end": 4, '
            b'"label": "GPE"}]}',
            "{path}, document 2: a span from 1 to 4 lies outside its text of 3 code points.",
        ),
        (
            "a.jsonl",
            b'{"id": "1", "text": "abc", "spans": [{"start": 0, "end": 3, "label": "CITY"}]}',
            "{path}, document 1: the schema has no label CITY.",
        ),
        (
            "a.jsonl",
            b'{"id": "1", "text": "abc", "spans": [{"start": 0, "end": 3, "label": "GPE", "text": "abd"}]}',
            "{path}, document 1: the span at 0 says «abd», the text has «abc».",
        ),
    ],
)  # fmt: skip
def test_refuses_a_bad_file_whole(refuse, project, tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    assert refuse("import", project, path, "--annotator", "amina") == words.format(path=path)
    assert texts(project) == {}
    with Project.open(project) as opened:
        assert opened.annotations.annotators() == []


def test_refuses_a_file_of_another_kind(refuse, project, tmp_path):
    path = tmp_path / "a.rtf"
    path.write_bytes(b"text")
    sentence = refuse("import", project, path)
    assert sentence == f"{path} is in no format that Annotator reads; «annotator import --help» names them."


def test_json_of_no_format_is_called_json(refuse, say, labelled, tmp_path):
    figures = tmp_path / "agreement.json"
    figures.write_text(say("agreement", labelled, "--json"), encoding="utf-8")
    assert refuse("import", labelled, figures) == (
        f"{figures} is JSON, but in no format that Annotator reads; its own has one object a line."
    )


def test_a_line_that_is_no_json_is_told_by_its_number(refuse, project, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "x"} {\n}\n', encoding="utf-8")
    assert "line 1: this is not JSON" in refuse("import", project, tmp_path / "a.jsonl")


def test_help_names_the_formats(say):
    told = " ".join(say("import", "--help").split())
    # A plugin's name cannot be known there; ours all are, in the order in which they are asked.
    assert f"One of {', '.join(readers())}." in told


@pytest.mark.parametrize("name", ["no.txt", "no/such/folder", "a.txt/inside"])
def test_refuses_a_path_where_there_is_nothing(refuse, project, article, name):
    path = article.parent / name
    assert refuse("import", project, path) == f"There is no file or folder at {path}."


def test_refuses_a_folder_without_articles(refuse, project, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    assert refuse("import", project, folder) == (
        f"The folder {folder} holds no file that Annotator reads ({', '.join(suffixes_of(None))})."
    )


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--format", "docz"], "Annotator reads no format «docz»; it reads "),
        (["--annotator", "suggestions"], "«suggestions» is a reserved name;"),
        (["--annotator", "a", "--as", "suggestions"], "Labels are imported as somebody's work or as"),
        (["--encoding", "ascii"], "a.txt is not in the encoding ascii."),
        (["--encoding", "klingon"], "There is no encoding «klingon»."),
        (["--no-clean", "soap"], "There is no step of cleaning «soap»; there are bom, newlines,"),
        (["--map", "none.toml"], "There is no label map none.toml: neither a file nor one that ships"),
    ],
)  # fmt: skip
def test_refuses_wishes_that_cannot_be(refuse, project, tmp_path, options, words):
    path = tmp_path / "a.txt"
    path.write_bytes(ARTICLE.encode() + b"\x81\x8d\x98")
    assert words in refuse("import", project, path, *options)
    assert texts(project) == {}


def test_labels_need_an_owner(refuse, project, labels):
    path = labels("in.jsonl", one=[(21, 26, "GPE")])
    assert refuse("import", project, path) == (
        f"{path} holds labels: say whose they are (--annotator NAME), or import them --as suggestions."
    )
    assert texts(project) == {}


def test_never_replaces_a_text_or_somebodys_work(refuse, say, labelled, labels, tmp_path):
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": "one", "text": "نص آخر"}', encoding="utf-8")
    assert refuse("import", labelled, other) == (
        f"{other}: document one is already in the project with a different text."
    )
    path = labels("again.jsonl", one=[(21, 26, "LOC")])
    done = refuse("import", labelled, path, "--annotator", "amina")
    assert done == "amina has work on document one already; nothing was changed."
    with Project.open(labelled) as opened:
        assert len(opened.annotations.get("one", "amina").spans) == 3


def test_a_bad_file_does_not_stop_the_others(run, project, article, tmp_path):
    blank, broken = tmp_path / "blank.txt", tmp_path / "broken.jsonl"
    blank.touch()
    broken.write_text('{"id": "x", "text": "نص"}\n{', encoding="utf-8")
    done = run("import", project, blank, article)
    assert (done.code, done.out) == (1, "1 document imported.\n")
    assert done.err == f"Error: {blank} is blank: there is no text to label.\n"
    done = run("import", project, blank, article, broken)
    assert (done.code, done.out) == (1, "0 documents imported; 1 was there already.\n")
    lines = done.err.splitlines()
    assert lines[0] == f"  {blank} is blank: there is no text to label."
    assert lines[1].startswith(f"  {broken}, line 2: the file ends in the middle of its JSON")
    assert lines[2:] == ["Error: 2 files were refused, each for the reason above; the others are imported."]
    assert list(texts(project)) == ["a"]
    done = run("import", project, blank, broken)
    assert done.err.endswith(
        "Error: 2 files were refused, each for the reason above; nothing was imported.\n"
    )


def test_json_names_what_was_refused(run, project, article, tmp_path):
    blank = tmp_path / "blank.txt"
    blank.touch()
    done = run("import", project, blank, article, "--json")
    assert done.code == 1
    assert json.loads(done.out)["refused"] == [f"{blank} is blank: there is no text to label."]
    assert done.err.count("\n") == 1


def test_needs_the_right_to_read(refused, lock, project, article, tmp_path):
    lock(article, 0o000)
    assert refused("import", project, article, is_ordinary=True) == f"You have no right to read {article}."
    folder = tmp_path / "closed"
    folder.mkdir()
    lock(folder, 0o000)
    assert refused("import", project, folder, is_ordinary=True) == f"You have no right to read {folder}."
    assert texts(project) == {}


def test_a_dry_run_says_what_would_come_in_and_brings_nothing_in(say, project, tmp_path, labels):
    path = labels("in.jsonl", one=[(11, 19, "PER"), (21, 26, "GPE")], two=[])
    (tmp_path / "b.txt").write_text("")
    told = say("import", project, path, tmp_path / "b.txt", "--annotator", "amina", "--dry-run")
    assert told.splitlines() == [
        "2 documents would come in; 2 spans.",
        f"  Would be refused: {tmp_path / 'b.txt'} is blank: there is no text to label.",
        "The schema does not have these labels; a map (--map FILE) says what they are called here:",
        "  «PER»: 1 (perhaps PERS)",
        "1 copy of the same text:",
        "  «two» of «one»",
        f"  {path}: jsonl, utf-8, 2 documents, 2 spans",
        f"  {tmp_path / 'b.txt'}: not taken in",
    ]
    assert texts(project) == {}
    assert "say whose they are" in say("import", project, path, "--dry-run")
    seen = json.loads(say("import", project, path, "--dry-run", "--json"))
    assert (seen["documents"], seen["unknown_labels"], seen["without_owner"]) == (2, {"PER": "PERS"}, True)
    assert seen["files"][0]["format"] == "jsonl"


def test_a_dry_run_says_in_words_how_a_file_is_read(say, project, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("رقم;text\n1;نص\n", encoding="utf-8")
    told = say("import", project, path, "--dry-run", "--column", "id=رقم").splitlines()
    assert told[-1] == f"  {path}: csv, utf-8, 1 document, cells parted by: semicolons, columns: id=رقم"


def test_a_map_of_a_dry_run_is_edited_and_used(say, refuse, project, tmp_path, labels):
    path = labels("in.jsonl", one=[(11, 19, "PER"), (0, 3, "MISC"), (21, 26, "GPE")])
    assert "has no label" in refuse("import", project, path, "--annotator", "amina")
    label_map = tmp_path / "map.toml"
    say("import", project, path, "--annotator", "amina", "--dry-run", "--save-map", label_map)
    assert label_map.read_text(encoding="utf-8").endswith('[labels]\nGPE = "GPE"\nMISC = ""\nPER = "PERS"\n')
    told = say("import", project, path, "--annotator", "amina", "--map", label_map)
    assert told == "1 document imported; 2 spans.\n1 span left out by the map: MISC 1.\n"


def test_a_known_label_can_be_led_elsewhere(say, project, tmp_path, labels):
    path = labels("in.jsonl", one=[(21, 26, "LOC")])
    label_map = tmp_path / "map.json"
    say("import", project, path, "--dry-run", "--save-map", label_map)
    assert json.loads(label_map.read_text(encoding="utf-8")) == {"labels": {"LOC": "LOC"}}
    label_map.write_text('{"labels": {"LOC": "GPE"}}', encoding="utf-8")
    say("import", project, path, "--dry-run", "--map", label_map, "--save-map", tmp_path / "again.toml")
    assert (tmp_path / "again.toml").read_text(encoding="utf-8").endswith('LOC = "GPE"\n')


def test_no_map_is_written_of_what_was_refused(run, project, tmp_path):
    (tmp_path / "blank.txt").touch()
    label_map = tmp_path / "map.toml"
    done = run("import", project, tmp_path / "blank.txt", "--dry-run", "--save-map", label_map)
    assert (done.code, "is blank" in done.out, label_map.exists()) == (1, True, False)
    assert f"The label map {label_map} was not written: everything was refused" in done.err


def test_a_map_is_saved_of_a_dry_run_only(run, refuse, project, tmp_path, article):
    done = run("import", project, article, "--save-map", tmp_path / "map.toml")
    assert (done.code, "--save-map goes with --dry-run." in done.err) == (2, True)
    told = refuse("import", project, article, "--dry-run", "--save-map", tmp_path / "no" / "map.toml")
    assert "cannot be written: No such file or directory." in told


def test_copies_are_told_and_left_out_where_asked_for(say, project, tmp_path):
    for name in ("1.txt", "2.txt"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    paths = tmp_path / "1.txt", tmp_path / "2.txt"
    assert say("import", project, *paths, "--skip-duplicates", "exact").startswith(
        "1 document imported; 1 copy left out.\n"
    )
    assert "1 copy of the same text:\n  «2» of «1»\n" in say("import", project, *paths)
    assert sorted(texts(project)) == ["1", "2"]


def test_a_step_of_cleaning_is_left_out(say, project, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("\u200fعنوان\nنص", encoding="utf-8")
    say("import", project, path, "--no-clean", "bidi", "--no-clean", "ads")
    assert texts(project) == {"a": "\u200fعنوان\nنص"}


@pytest.mark.parametrize("column", ["text", "=a", "text="])
def test_a_column_is_said_with_its_field(run, project, article, column):
    done = run("import", project, article, "--column", column)
    assert (done.code, "write FIELD=COLUMN, as in text=body." in done.err) == (2, True)


def test_says_what_did_not_come_in_as_it_stood_there(say, project, tmp_path):
    (tmp_path / "a.txt").write_text("abc def ghi")
    path = tmp_path / "a.ann"
    path.write_text("T1\tORG 0 3;8 11\tabc ghi\nR1\tof Arg1:T1 Arg2:T1\n")
    assert say("import", project, path, "--annotator", "amina") == (
        f"1 document imported; 1 span.\n  {path}: left out: 1 relation; labels in several parts: 1\n"
    )
