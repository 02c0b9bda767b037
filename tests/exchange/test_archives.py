"""Archives: what lies in them comes in as from a folder, and what is a trap leaves nothing behind."""

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import errors
from annotator.exchange.archives import Limits
from annotator.exchange.importing import import_paths
from annotator.exchange.incoming import ReadOptions
from annotator.exchange.taking import Taking
from annotator.project.file import Project

ARTICLE = "أعلنت وزارة الدفاع، اليوم الثلاثاء، أن القوات المسلحة ستجري مناورات في الجنوب.\n"
FILES = {"goud/1.txt": ARTICLE + "ا", "goud/2.txt": ARTICLE + "ب", "hespress/1.txt": ARTICLE + "ت"}


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, str | bytes], *, mode: str = "w", **facts: object) -> bytes:
    """A tar file; `facts` are fields of each member's head."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in files.items():
            raw = content.encode() if isinstance(content, str) else content
            head = tarfile.TarInfo(name)
            head.size = len(raw)
            for field, value in facts.items():
                setattr(head, field, value)
            archive.addfile(head, io.BytesIO(raw))
    return out.getvalue()


PACKED = {
    "press.zip": zipped(FILES),
    "press.tar": tarred(FILES),
    "press.tar.gz": tarred(FILES, mode="w:gz"),
    "press.tgz": tarred(FILES, mode="w:gz"),
    "press.tar.bz2": tarred(FILES, mode="w:bz2"),
    "press.tar.xz": tarred(FILES, mode="w:xz"),
    "press": zipped(FILES),  # told by its first bytes
    "press.zip.zip": zipped({"press.zip": zipped(FILES)}),
}


@pytest.fixture
def refusal(project: Project, tmp_path: Path) -> Callable[..., errors.AnnotatorError]:
    """Imports an archive that must be refused as a whole, and returns why."""

    def take(content: bytes, name: str = "in.zip", limits: Limits | None = None) -> errors.AnnotatorError:
        path = tmp_path / name
        path.write_bytes(content)
        if limits is None:
            (refused,) = import_paths(project, [path], annotator="amina").refused
        else:
            taking = Taking([path], format=None, options=ReadOptions(), limits=limits)
            (refused,) = [one.refusal for lot in taking.lots() for one in lot if one.refusal is not None]
        assert "\n" not in str(refused)
        assert project.documents.ids() == []
        assert sorted(one.name for one in tmp_path.iterdir()) == [name]
        return refused

    return take


@pytest.mark.parametrize("name", PACKED)
def test_what_lies_in_an_archive_comes_in_as_from_a_folder(
    project: Project, tmp_path: Path, name: str
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / name).write_bytes(PACKED[name])
    report = import_paths(project, [tmp_path / "news" / name])
    assert (report.refused, report.documents) == ([], 3)
    assert project.documents.ids() == ["1", "2", "hespress/1"]
    assert project.documents.get("hespress/1").meta["file"].endswith("hespress/1.txt")
    assert import_paths(project, [tmp_path / "news" / name]).already_there == 3


def test_an_archive_and_what_was_unpacked_of_it_are_the_same(project: Project, tmp_path: Path) -> None:
    (tmp_path / "press.zip").write_bytes(PACKED["press.zip"])
    assert import_paths(project, [tmp_path / "press.zip"]).documents == 3
    with zipfile.ZipFile(tmp_path / "press.zip") as archive:
        archive.extractall(tmp_path / "press")
    assert import_paths(project, [tmp_path / "press"]).already_there == 3
    (tmp_path / "press" / "goud" / "2.txt").write_text("edited", encoding="utf-8")
    (refused,) = import_paths(project, [tmp_path / "press"]).refused
    assert isinstance(refused, errors.DifferentText)


@pytest.mark.parametrize(
    ("name", "pack"),
    [("a.jsonl.gz", gzip.compress), ("a.jsonl.bz2", bz2.compress), ("a.jsonl.xz", lzma.compress)],
)
def test_a_file_that_is_packed_by_itself_is_that_file(
    project: Project, tmp_path: Path, name: str, pack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / name).write_bytes(pack('{"text": "في فاس"}\n'.encode()))
    assert import_paths(project, [tmp_path]).refused == []
    assert project.documents.ids() == ["a-1"]
    (tmp_path / name).write_bytes(pack(b'{"text": 1}\n'))
    (refused,) = import_paths(project, [tmp_path]).refused
    assert str(refused) == f"{tmp_path / name}, line 1: «text» must be a text."


def test_a_sentence_about_a_member_names_archive_and_member(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"x/b.jsonl": "{", "x/c.txt": ARTICLE}))
    report = import_paths(project, [path])
    assert str(report.refused[0]).startswith(
        f"{path}/x/b.jsonl, line 1: the file ends in the middle of its JSON"
    )
    assert project.documents.ids() == ["c"]


def test_what_systems_add_and_other_kinds_are_passed_by(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(
        zipped({"__MACOSX/._a.txt": "x", ".DS_Store": "x", "a.txt": ARTICLE, "b.odt": "x", "empty/": ""})
    )
    report = import_paths(project, [path])
    assert (report.documents, report.ignored, report.refused) == (1, 1, [])


@pytest.mark.parametrize(
    ("raw_name", "flags", "id_"),
    [
        ("خبر.txt".encode(), 0, "خبر"),
        ("خبر.txt".encode("cp720"), 0, "خبر"),
        ("é.txt".encode("cp437"), 0, "é"),
    ],
)
def test_names_that_do_not_say_their_encoding(
    project: Project, tmp_path: Path, raw_name: bytes, flags: int, id_: str
) -> None:
    placeholder = "x" * (len(raw_name) - 4) + ".txt"
    raw = zipped({placeholder: ARTICLE}).replace(placeholder.encode(), raw_name)
    (tmp_path / "a.zip").write_bytes(raw)
    assert import_paths(project, [tmp_path / "a.zip"]).refused == []
    assert project.documents.ids() == [id_]


@pytest.mark.parametrize(
    "name",
    ["../a.txt", "x/../../a.txt", "/etc/a.txt", "C:/a.txt", "..\\a.txt", "C:\\a.txt", "x/..\\../a.txt"],
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_path_that_climbs_out_is_refused(
    refusal: Callable[..., errors.AnnotatorError], tmp_path: Path, name: str, pack: Callable[..., bytes]
) -> None:
    refused = refusal(pack({"good.txt": ARTICLE, name: ARTICLE}))
    assert isinstance(refused, errors.ArchiveClimbsOut)
    assert "nothing of it is taken" in str(refused)
    assert not (tmp_path.parent / "a.txt").exists()


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE]
)
def test_links_and_devices_are_refused(refusal: Callable[..., errors.AnnotatorError], kind: bytes) -> None:
    refused = refusal(tarred({"a.txt": ""}, type=kind, linkname="/etc/passwd"), "in.tar")
    assert isinstance(refused, errors.ArchiveHoldsNoFile)


def test_a_link_in_a_zip_is_refused(refusal: Callable[..., errors.AnnotatorError]) -> None:
    head = zipfile.ZipInfo("a.txt")
    head.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(head, "/etc/passwd")
    assert isinstance(refusal(out.getvalue()), errors.ArchiveHoldsNoFile)


ZEROS = bytes(2_000_000)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", zipped({"a.txt": ZEROS})),
        ("a.tar.gz", tarred({"a.txt": ZEROS}, mode="w:gz")),
        ("a.txt.gz", gzip.compress(ZEROS)),
        ("a.txt.xz", lzma.compress(ZEROS)),
        ("a.txt.bz2", bz2.compress(ZEROS)),
    ],
)
def test_a_bomb_is_refused_before_it_goes_off(
    refusal: Callable[..., errors.AnnotatorError], name: str, content: bytes
) -> None:
    refused = refusal(content, name, Limits(harmless=100_000, ratio=50))
    assert isinstance(refused, errors.ArchiveTooDense)
    assert "more than 50 times its size" in str(refused)


def test_a_head_that_never_ends_is_refused(refusal: Callable[..., errors.AnnotatorError]) -> None:
    """A tar file's head may be as long as it says; it must not be read into memory."""
    head = tarfile.TarInfo("a.txt")
    head.type, head.size = tarfile.XHDTYPE, 3_000_000
    raw = gzip.compress(head.tobuf() + b"9 a=bcde\n" * 400_000)
    refused = refusal(raw, "a.tar.gz", Limits(harmless=100_000, ratio=50))
    assert isinstance(refused, errors.ArchiveTooDense)


@pytest.mark.parametrize(
    ("limits", "error"),
    [
        (Limits(size=100), errors.ArchiveTooLarge),
        (Limits(files=2), errors.ArchiveTooFull),
        (Limits(folders=1), errors.ArchiveFoldersTooDeep),
        (Limits(depth=0), errors.ArchiveTooDeep),
    ],
)
def test_an_archive_within_no_limits_is_refused(
    refusal: Callable[..., errors.AnnotatorError], limits: Limits, error: type[Exception]
) -> None:
    assert isinstance(refusal(PACKED["press.zip"], "press.zip", limits), error)


def test_a_locked_archive_is_refused(refusal: Callable[..., errors.AnnotatorError]) -> None:
    raw = bytearray(zipped({"a.txt": ARTICLE}))
    raw[6] |= 1  # the flag in the member's own head, and in the list of all
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert isinstance(refusal(bytes(raw)), errors.ArchiveLocked)


def test_archives_in_archives_end_somewhere(refusal: Callable[..., errors.AnnotatorError]) -> None:
    content = zipped({"a.txt": ARTICLE})
    for _ in range(4):
        content = zipped({"in.zip": content})
    assert isinstance(refusal(content), errors.ArchiveTooDeep)


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [
        (PACKED["press.zip"][:-30], "in.zip", errors.ArchiveBroken),
        (PACKED["press.zip"][:100], "in.zip", errors.ArchiveBroken),
        (PACKED["press.tar.gz"][:-20], "in.tar.gz", errors.ArchiveBroken),
        (PACKED["press.tar.xz"][:-40], "in.tar.xz", errors.ArchiveBroken),
        (PACKED["press.tar"][:700], "in.tar", errors.ArchiveBroken),
        (b"\x1f\x8b\x08" + bytes(50), "in.gz", errors.ArchiveBroken),
        (b"BZh9" + bytes(50), "in.bz2", errors.ArchiveBroken),
        (b"\xfd7zXZ\x00" + bytes(50), "in.xz", errors.ArchiveBroken),
        (gzip.compress(b"not a tar file, whatever it is called"), "in.tar.gz", errors.ArchiveBroken),
        (zipped({"a.txt": ARTICLE})[:-60] + bytes(38) + zipped({})[-22:], "in.zip", errors.ArchiveEmpty),
        (zipped({}), "in.zip", errors.ArchiveEmpty),
        (zipped({"a.odt": "x"}), "in.zip", errors.ArchiveEmpty),
        (tarred({"a.txt": "", "b.txt": "x"}).replace(b"b.txt", b"c.txt"), "in.tar", errors.ArchiveBroken),
        (tarred({"a.txt": ARTICLE})[:1024], "in.tar", errors.ArchiveBroken),
    ],
)  # fmt: skip
def test_a_broken_archive_is_one_sentence(
    refusal: Callable[..., errors.AnnotatorError], content: bytes, name: str, error: type[Exception]
) -> None:
    assert isinstance(refusal(content, name), error)


def test_a_member_that_is_there_twice_is_refused(refusal: Callable[..., errors.AnnotatorError]) -> None:
    one, two = tarred({"a.txt": ARTICLE}), tarred({"a.txt": "another"})
    both = one[: -tarfile.RECORDSIZE] if len(one) > tarfile.RECORDSIZE else one[:1024]
    assert isinstance(refusal(both + two, "in.tar"), errors.ArchiveRepeats)
