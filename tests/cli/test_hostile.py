"""What files may do to `annotator import`: one sentence, exit 1, nothing half imported, no traceback."""

import io
import json
import os
import resource
import tarfile
import zipfile
from pathlib import Path

import pytest

from annotator.exchange import registry
from annotator.project.file import Project
from annotator.schema import load
from tests.exchange.formats.labelled import ROWS, TOKENS, UTF16, WRITTEN, Told
from tests.exchange.formats.valid import write_valid

FORMATS = list(registry.readers())
NEWS = "أعلنت القوات المسلحة الملكية، اليوم، أن المناورات انتهت في الرباط.\n" * 3
TEXT = "وصل اللواء عمّار للرباط 😀 ثم غادر"  # 0-3 4-10 11-16 17-23 24-25: the emoji is two UTF-16 units
LETTERS = "قال العقيد إن المناورات انتهت ".encode() * 10_000  # half a megabyte on one line
# What is a file of no format, but that any text is a text.
NASTY = {
    "empty": b"",
    "blank": b" \n\t \r\n",
    "zeros": bytes(5000),
    "picture": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 20,
    "project": b"SQLite format 3\x00" + bytes(900),
    "program": b"\x7fELF\x02\x01" + bytes(range(256)) * 9,
    "noise": bytes((number * number * 7 + number * 31) % 256 for number in range(4000)),
    "half-a-letter": NEWS.encode()[:-3],
    "surrogates": b"\xed\xa0\x80 \xed\xb0\x80" * 9,
    "cp1256": NEWS.encode("cp1256"),
    "utf-16": NEWS.encode("utf-16"),
    "utf-16-be": NEWS.encode("utf-16-be"),
    "brackets": b'{"id": ' + b"[" * 200_000,
    "entities": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><a>&b;</a>",
}
# A file of labels that is empty says that there are none.
READ = {
    "text": {"cp1256", "utf-16", "utf-16-be", "brackets", "entities"},
    "brat": {"empty", "blank"},
}
# Formats whose files may be in any encoding; JSON is UTF-8, XML names its own.
ANY_ENCODING = {"text", "html", "csv", "tsv", "brat", "conll2002", "conll2003", "wojood"}


@pytest.fixture(scope="module")
def valid(tmp_path_factory):
    return write_valid(tmp_path_factory.mktemp("valid"), schema=load("security-news"))


def ids(project):
    with Project.open(project) as opened:
        return opened.documents.ids()


def sentences(done, count):
    """Return the sentences of a command that refused `count` files, each on its line."""
    assert done.code == 1
    lines = done.err.splitlines()
    assert len(lines) == (count + 1 if count > 1 else 1)
    assert lines[-1].startswith("Error: ")
    assert "Traceback" not in done.err
    return [line.removeprefix("Error: ").strip() for line in lines[: max(1, count)]]


def put(folder, valid, name, content):
    """Write a file of a format into a folder, with the text that labels of brat lie beside."""
    folder.mkdir(parents=True)
    path = folder / f"a{valid[name].suffix}"
    path.write_bytes(content)
    if name == "brat":
        path.with_suffix(".txt").write_bytes(valid[name].with_suffix(".txt").read_bytes())
    return path


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_takes_what_is_none_of_its_files(run, project, tmp_path, valid, name):
    paths = [put(tmp_path / kind, valid, name, content) for kind, content in NASTY.items()]
    done = run("import", project, *paths, "--format", name, "--annotator", "amina", "--json")
    read = READ.get(name, set())
    refused = sentences(done, len(NASTY) - len(read))
    for path in paths:
        told = [line for line in refused if str(path) in line]
        assert len(told) == (path.parent.name not in read), path.parent.name
    counts = json.loads(done.out)
    assert counts["documents"] + counts["already_there"] == len(read)
    assert len(ids(project)) == counts["documents"]


@pytest.mark.parametrize("name", FORMATS)
def test_half_a_file_is_no_file(run, project, tmp_path, valid, name):
    content = valid[name].read_bytes()
    # A table of plain lines ends where it ends: nothing in it tells that there was more.
    end = content.rindex(b"\t") - 1 if name == "tsv" else len(content) * 2 // 3
    path = put(tmp_path / "half", valid, name, content[:end] + b'"' * (name == "tsv"))
    sentences(run("import", project, path, "--format", name, "--annotator", "amina"), 1)
    assert ids(project) == []


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("encoding", ["cp1256", "utf-16", "utf-16-be"])
def test_a_file_in_another_encoding_is_read_or_refused_whole(run, project, tmp_path, valid, name, encoding):
    try:
        content = valid[name].read_bytes().decode().replace("😀", "،")
    except UnicodeDecodeError:
        content = NEWS  # a format of bytes
    path = put(tmp_path / encoding, valid, name, content.encode(encoding, "replace"))
    if name == "brat":
        path.with_suffix(".txt").write_text(valid[name].with_suffix(".txt").read_text().replace("😀", "،"))
    done = run("import", project, path, "--format", name, "--annotator", "amina")
    # Labels of brat are ASCII but for what they stand on: without a mark nobody sees what they are in.
    if name in ANY_ENCODING and (name, encoding) != ("brat", "utf-16-be"):
        assert (done.code, done.err) == (0, "")
        with Project.open(project) as opened:
            assert all("ال" in opened.documents.get(one).text for one in opened.documents.ids())
    elif name != "pdf" or encoding != "cp1256":  # a PDF of ASCII alone is the same in cp1256
        sentences(done, 1)
        assert ids(project) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_folder_a_device_a_pipe_and_nothing_are_no_files(run, project, tmp_path, valid, name):
    suffix = valid[name].suffix
    folder, pipe = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    folder.mkdir()
    os.mkfifo(pipe)
    paths = [folder, pipe, Path("/dev/zero"), tmp_path / f"c{suffix}"]
    lines = sentences(run("import", project, *paths, "--format", name), 4)
    said = ("holds no file", "not an ordinary file", "not an ordinary file", "no file or folder")
    for path, words in zip(paths, said, strict=True):
        assert [words in line for line in lines if str(path) in line] == [True]
    assert ids(project) == []


def test_without_the_right_to_read_there_is_a_sentence_for_each_format(
    program, lock, project, tmp_path, valid
):
    paths = [put(tmp_path / name, valid, name, b"x") for name in FORMATS]
    for path in paths:
        lock(path, 0)
    lines = sentences(program("import", project, *paths, is_ordinary=True), len(paths))
    assert lines == [f"You have no right to read {path}." for path in paths]
    assert ids(project) == []


def test_a_line_of_two_gigabytes_is_refused_in_little_memory(program, project, tmp_path):
    heads = {
        "a.jsonl": b'{"id": "1", "text": "',
        "b.jsonl": b'{"text": "a", "answer": "accept", "_input_hash": 1, "spans": "',
        "c.jsonl": b'{"text": "a", "label": [], "meta": "',
        "d.json": b'[{"data": {"text": "',
        "e.conll": b"a O\nb O\n",
        "f.csv": b"id,text\n1,",
        "g.tsv": b"id\ttext\n1\t",
        "h.ann": b"T1\tPERS 0 1\t",
        "i.xmi": b'<?xml version="1.0"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" a="',
        "j.html": b"<!DOCTYPE html><html><p>",
        "k.txt": "قال".encode(),
        "l.parquet": b"PAR1",
        "m.pdf": b"%PDF-1.7\n",
        "n.docx": b"PK\x03\x04",
        "o.xlsx": b"PK\x03\x04",
        "p.jsonl": b'["a", {"entities": [',
    }
    paths = []
    for name, head in heads.items():
        paths.append(tmp_path / name)
        with paths[-1].open("wb") as out:
            out.write(head + LETTERS)
            out.truncate(2 << 30)
    (tmp_path / "h.txt").write_text("قال")
    limit = 1_500_000_000  # bytes of address space: the program and its libraries have a third of them
    done = program(
        "import",
        project,
        *paths,
        "--annotator",
        "amina",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    sentences(done, len(paths))
    assert ids(project) == []


@pytest.fixture
def labelled_as(project, say, tmp_path):
    """Writes what is told in a format, into a project that has the first document without labels."""
    (tmp_path / "there.jsonl").write_text(json.dumps({"id": "d1", "text": TEXT}) + "\n")
    say("import", project, tmp_path / "there.jsonl")

    def write(name, *spans, told=()):
        folder = tmp_path / "in"
        folder.mkdir()
        # Tokens make a text of their own, so a document of their own.
        return WRITTEN[name](folder, told or [Told("d2" if name in TOKENS else "d1", TEXT, spans)])

    return write


def nothing_came_in(project):
    with Project.open(project) as opened:
        assert opened.documents.ids() == ["d1"]
        assert opened.annotations.annotators() == []


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_told_in_the_right_way_comes_in(say, project, labelled_as, name):
    path = labelled_as(name, (4, 10, "OCC"))
    say("import", project, path, "--format", name, "--annotator", "amina")
    with Project.open(project) as opened:
        assert opened.annotations.annotators() == ["amina"]


@pytest.mark.parametrize("name", [name for name in WRITTEN if name not in TOKENS])
@pytest.mark.parametrize("span", [(4, 99_999), (99_999, 100_000), (-3, 3), (10, 4), (4, 4)])
def test_offsets_outside_the_text_are_refused(refuse, project, labelled_as, name, span):
    path = labelled_as(name, (4, 10, "OCC"), (*span, "OCC"))
    refuse("import", project, path, "--format", name, "--annotator", "amina")
    nothing_came_in(project)


@pytest.mark.parametrize("name", [name for name in WRITTEN if name not in TOKENS])
def test_spans_that_cut_a_character_are_refused(refuse, project, labelled_as, name):
    # Between the halves of a surrogate pair where those are counted, else between a letter and its mark.
    path = labelled_as(name, (25, 28, "OCC") if name in UTF16 else (13, 16, "OCC"))
    refuse("import", project, path, "--format", name, "--annotator", "amina")
    nothing_came_in(project)


@pytest.mark.parametrize("name", ["jsonl", "prodigy", "doccano", "spacy-jsonl", "label-studio"])
def test_half_a_character_in_the_text_is_refused(refuse, project, labelled_as, name):
    path = labelled_as(name, told=[Told("d2", "قال \ud83d ثم", [(0, 3, "OCC")])])
    assert "half a character" in refuse("import", project, path, "--format", name, "--annotator", "amina")
    nothing_came_in(project)


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("label", ["ZZZ", "ORG.no_such_thing", "=1+1", "\u202e", "🙂"])
def test_labels_that_the_schema_does_not_have_are_refused(refuse, project, labelled_as, name, label):
    path = labelled_as(name, (4, 10, label))
    sentence = refuse("import", project, path, "--format", name, "--annotator", "amina")
    # A label of brat is a word of letters; a workbook has no result for a formula that was never computed.
    assert label.rpartition(".")[2] in sentence or name in ("brat", "excel")
    nothing_came_in(project)


@pytest.mark.parametrize("name", [name for name in WRITTEN if name not in (*ROWS, "xmi", "brat")])
def test_one_id_twice_is_refused(refuse, project, labelled_as, name):
    path = labelled_as(
        name, told=[Told("d2", "قال عمر", [(0, 3, "OCC")]), Told("d2", "قال زيد", [(0, 3, "OCC")])]
    )
    assert "d2" in refuse("import", project, path, "--format", name, "--annotator", "amina")
    nothing_came_in(project)


@pytest.mark.parametrize("name", ROWS)
def test_one_span_twice_is_refused(refuse, project, labelled_as, name):
    path = labelled_as(name, (4, 10, "OCC"), (4, 10, "OCC"))
    refuse("import", project, path, "--format", name, "--annotator", "amina")
    nothing_came_in(project)


BOMB = '<!DOCTYPE x [<!ENTITY l0 "لول">{}]>'.format(
    "".join(f'<!ENTITY l{number + 1} "{f"&l{number};" * 10}">' for number in range(9))
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'


def with_entity(xml, declared):
    """Put a document type before the root of an XML text, and a use of its entity behind the root's tag."""
    head, mark, body = xml.partition("?>") if xml.startswith("<?xml") else ("", "", xml)
    root, close, rest = body.partition(">")
    return f"{head}{mark}{declared}{root}{close}&l9;{rest}"


@pytest.mark.parametrize("declared", [BOMB, OUTSIDE], ids=["bomb", "outside"])
def test_entities_in_xml_are_refused(refuse, project, tmp_path, valid, declared):
    path = tmp_path / "a.xmi"
    path.write_text(with_entity(valid["xmi"].read_text(), declared))
    assert "declares a document type or entities" in refuse("import", project, path, "--annotator", "amina")
    assert ids(project) == []


@pytest.mark.parametrize("declared", [BOMB, OUTSIDE], ids=["bomb", "outside"])
@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("docx", "word/document.xml"),
        ("docx", "docProps/core.xml"),
        ("docx", "_rels/.rels"),
        ("excel", "xl/worksheets/sheet1.xml"),
        ("excel", "xl/workbook.xml"),
        ("excel", "[Content_Types].xml"),
        ("excel", "docProps/core.xml"),
    ],
)
def test_entities_in_office_files_expand_to_nothing(run, project, tmp_path, valid, name, member, declared):
    path = tmp_path / valid[name].name
    with zipfile.ZipFile(valid[name]) as before, zipfile.ZipFile(path, "w") as after:
        for one in before.namelist():
            content = before.read(one)
            after.writestr(one, with_entity(content.decode(), declared) if one == member else content)
    done = run("import", project, path)
    if done.code == 0:  # a part that holds no text, whose entities nobody asks for
        assert name == "excel"
        with Project.open(project) as opened:
            texts = "".join(opened.documents.get(one).text for one in opened.documents.ids())
        assert "لول" not in texts
        assert "root:" not in texts
    else:
        sentences(done, 1)
        assert ids(project) == []


def zipped(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return path


@pytest.mark.parametrize("suffix", [".zip", ".docx", ".xlsx"])
def test_a_zip_bomb_is_refused_whatever_it_is_called(refuse, project, tmp_path, suffix):
    members = {
        "[Content_Types].xml": "<Types/>",
        "a.txt": NEWS,
        "word/document.xml": " " * 210_000_000,
        "xl/workbook.xml": "<workbook/>",
    }
    if suffix == ".zip":
        del members["[Content_Types].xml"]
    path = zipped(tmp_path / f"a{suffix}", **members)
    assert path.stat().st_size < 1_000_000
    assert str(path) in refuse("import", project, path)
    assert ids(project) == []


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/tmp/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt"]
)
def test_an_archive_that_climbs_out_is_refused(refuse, project, tmp_path, name):
    inside = {"good.txt": NEWS, name: NEWS}
    tarred = tmp_path / "a.tar"
    with tarfile.open(tarred, "w") as out:
        for member, text in inside.items():
            info = tarfile.TarInfo(member)
            info.size = len(text.encode())
            out.addfile(info, io.BytesIO(text.encode()))
    for path in (zipped(tmp_path / "a.zip", **inside), tarred):
        refuse("import", project, path)
    assert ids(project) == []
    assert not (tmp_path / "evil.txt").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_an_archive_that_holds_links_or_devices_is_refused(refuse, project, tmp_path, kind):
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as out:
        info = tarfile.TarInfo("a.txt")
        info.type, info.linkname = kind, "/etc/passwd"
        out.addfile(info)
    refuse("import", project, path)
    assert ids(project) == []


CELLS = ("=HYPERLINK(1)", "+1", "-1+1", "@SUM(1)", "\t=1", "\r=1")


def test_cells_that_are_formulas_are_texts_here_and_neutral_in_what_goes_out(say, project, tmp_path):
    rows = "".join(f'd{number},"{cell} قال","{cell}"\n' for number, cell in enumerate(CELLS))
    (tmp_path / "a.csv").write_text("id,text,outlet\n" + rows, newline="")
    say("import", project, tmp_path / "a.csv", "--no-clean", "margins", "--no-clean", "newlines")
    assert len(ids(project)) == len(CELLS)
    spans = [
        {"id": f"d{number}", "spans": [{"start": 1, "end": 2, "label": "ORG"}]} for number in (0, 1, 2, 3)
    ]
    spans[0]["spans"] = [{"start": 0, "end": 1, "label": "ORG"}]
    (tmp_path / "s.jsonl").write_text("".join(json.dumps(one) + "\n" for one in spans))
    say("import", project, tmp_path / "s.jsonl", "--annotator", "gold")
    say("export", project, tmp_path / "out.tsv", "--format", "tsv", "--by", "gold")
    out = (tmp_path / "out.tsv").read_text(encoding="utf-8-sig")
    cells = [cell for line in out.splitlines() for cell in line.split("\t")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "'=" in cells
    say("verify", tmp_path / "out.tsv")
