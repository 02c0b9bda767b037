"""How far an import is, how it is stopped, and how it goes on after the worst."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

from annotator import errors
from annotator.exchange.importing import import_paths
from annotator.exchange.incoming import ReadOptions
from annotator.exchange.taking import Taking, read
from annotator.exchange.token_layout import Layout, layout_of
from annotator.exchange.token_lines import TokenLines
from annotator.project.check import check
from annotator.project.file import Project

ROOT = Path(__file__).resolve().parents[2]
KILLED = """
import os, signal, sys
from annotator.exchange.importing import import_paths
from annotator.project.file import Project

def die(done, total):
    if done > int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

with Project.open(sys.argv[1]) as project:
    import_paths(project, [sys.argv[2]], on_progress=die)
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A zip of 130 articles, and a folder beside it with one more."""
    path = tmp_path / "in" / "many.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(130):
            archive.writestr(f"{number}.txt", f"مقال رقم {number} عن الأمن {number * 7919}\n" * 20)
    (path.parent / "z.txt").write_text("مقال", encoding="utf-8")
    return path


def test_progress_rises_to_the_whole_in_bytes(project: Project, archive: Path) -> None:
    shown: list[tuple[int, int]] = []
    import_paths(project, [archive.parent], on_progress=lambda done, total: shown.append((done, total)))
    total = archive.stat().st_size + len("مقال".encode())
    assert {of for _, of in shown} == {total}
    assert [done for done, _ in shown] == sorted(done for done, _ in shown)
    assert shown[-1][0] == total
    assert len({done for done, _ in shown}) > 50


def test_what_was_unpacked_is_private_and_goes_away(
    project: Project, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    modes: set[int] = set()

    def look(_done: int, _total: int) -> None:
        modes.update(one.stat().st_mode & 0o777 for one in room.iterdir())

    assert import_paths(project, [archive], on_progress=look).documents == 130
    assert modes == {0o700}
    assert list(room.iterdir()) == []


@pytest.mark.parametrize("after", [1, 60, 100])
def test_stopped_in_an_archive_what_is_in_stays_in(
    project: Project, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    report = import_paths(project, [archive], is_cancelled=lambda: project.documents.count() >= after)
    assert report.is_cancelled
    assert project.documents.count() == report.documents
    assert after - 1 <= report.documents < 130
    assert list(room.iterdir()) == []
    rest = import_paths(project, [archive])
    assert (rest.already_there, rest.documents) == (report.documents, 130 - report.documents)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_after_a_kill_the_same_command_goes_on(project: Project, archive: Path, share: float) -> None:
    size = archive.stat().st_size
    done = subprocess.run(
        [sys.executable, "-c", KILLED, project.path, archive, str(int(size * share))],
        cwd=ROOT,
        check=False,
        timeout=60,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert project.documents.count() < 130
    assert check(project.path) == []
    assert import_paths(project, [archive]).refused == []
    assert project.documents.ids() == [str(number) for number in range(130)]


def test_no_room_to_unpack_is_one_sentence(project: Project, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("a.txt", os.urandom(300_000).hex())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        taking = Taking([archive], format=None, options=ReadOptions())
        (refused,) = [one.refusal for lot in taking.lots() for one in lot]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert isinstance(refused, errors.NoRoomToUnpack)


def test_folders_deeper_than_calls_may_be_are_walked(project: Project, tmp_path: Path) -> None:
    chain = [tmp_path]
    for _ in range(sys.getrecursionlimit() + 100):
        chain.append(chain[-1] / "d")
        chain[-1].mkdir()
    article = chain[-1] / "a.txt"
    article.write_text("مقال", encoding="utf-8")
    assert import_paths(project, [tmp_path]).documents == 1
    article.unlink()
    for folder in reversed(chain[1:]):  # what cleans up after tests cannot go so deep
        folder.rmdir()


def test_all_is_read_or_the_first_refusal_is_raised(archive: Path) -> None:
    assert len(list(read([archive.parent]))) == 131
    (archive.parent / "a.txt").write_text("")
    with pytest.raises(errors.BlankFile):
        list(read([archive.parent]))


def test_a_file_that_changes_while_it_is_read_is_left_out(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of tokens are read twice: what the first pass said counts for no other file."""
    path = tmp_path / "a.conll"
    changed = iter(["x O\ny Q-GPE\n\n", "x O\n\ny\n\n", "y\tO\tB-ORG\n"])

    def and_change(lines: TokenLines, *, name: str, scheme: str) -> Layout:
        layout = layout_of(lines, name=name, scheme=scheme)
        path.write_text(next(changed))
        return layout

    monkeypatch.setattr("annotator.exchange.formats.token_reader.layout_of", and_change)
    for _ in range(3):
        path.write_text("-DOCSTART- O\n\nx O\ny B-GPE\n\n" * 1_000)
        report = import_paths(project, [path], annotator="amina")
        assert [type(error) for error in report.refused] == [errors.FileChanged]
    assert project.documents.count() == 0


def test_a_file_that_is_written_to_while_it_is_read_is_left_out(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f'{{"id": "{number}", "text": "x"}}\n' for number in range(5_000)))

    size = path.stat().st_size

    def write_to_it(_done: int, _total: int) -> None:
        if path.stat().st_size == size:
            with path.open("a") as out:
                out.write('{"id": "new", "text": "y"}\n')

    report = import_paths(project, [path], on_progress=write_to_it)
    assert [type(error) for error in report.refused] == [errors.FileChanged]
    assert project.documents.count() == 0
