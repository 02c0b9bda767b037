"""The portable folder and the AppDir, of a stand-in for the frozen program; the menu entry of one's own."""

import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from annotator.edition import Flavour
from installers.linux import appdir, portable
from tests.installers.stand_in import stand_in


def run(*command: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portable")
    return portable.build(stand_in(folder / "frozen"), into=folder, level=portable.QUICK)


@pytest.fixture
def unpacked(archive: Path, tmp_path: Path) -> Path:
    """Unpacked where a name makes it hard: a space, quotes, a dollar sign, a percent sign and Arabic."""
    folder = tmp_path / 'it\'s "برامج" 100% $HOME `x` \\ here'
    folder.mkdir()
    assert run("tar", "--zstd", "-xf", archive, "-C", folder).returncode == 0
    return folder / "annotator-1.2.3"


def test_unpacks_to_one_folder_that_runs(archive: Path, unpacked: Path) -> None:
    assert archive.name == f"annotator-1.2.3-linux-{os.uname().machine}.tar.zst"
    assert [path.name for path in unpacked.parent.iterdir()] == ["annotator-1.2.3"]
    assert run(unpacked / "annotator-gui", "x").stdout == "annotator-gui x\n"
    assert (unpacked / "_internal" / "lib_link.so").readlink() == Path("lib_one.so.1")


def test_says_how_it_is_used_in_three_languages(unpacked: Path) -> None:
    words = (unpacked / "READ-ME.txt").read_text(encoding="utf-8")
    assert "libc6 libgcc-s1 libstdc++6" in words
    assert {"English", "العربية", "Français"} <= set(words.splitlines())


def test_belongs_to_root_and_is_the_same_to_the_byte(archive: Path, tmp_path: Path) -> None:
    frozen = stand_in(tmp_path / "frozen")
    for path in frozen.rglob("*"):
        os.utime(path, (10**9, 10**9), follow_symlinks=False)
    again = portable.build(frozen, into=tmp_path, level=portable.QUICK)
    assert again.read_bytes() == archive.read_bytes()
    plain = tmp_path / "plain.tar"
    assert run("zstd", "-q", "-d", again, "-o", plain).returncode == 0
    with tarfile.open(plain) as members:
        assert {(member.uname, member.mode & 0o022) for member in members if not member.issym()} == {
            ("root", 0)
        }


def test_the_full_flavour_says_so_in_its_name(tmp_path: Path) -> None:
    made = portable.build(
        stand_in(tmp_path / "frozen", flavour=Flavour.FULL), into=tmp_path, level=portable.QUICK
    )
    assert made.name.startswith("annotator-full-1.2.3-linux-")


def test_says_that_zstd_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = stand_in(tmp_path / "frozen")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit, match="zstd is missing"):
        portable.build(frozen, into=tmp_path)


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def command_of(entry: Path) -> list[str]:
    """Take a desktop entry's command apart: a string, in whose quotes four signs are escaped."""
    line = next(line for line in entry.read_text(encoding="utf-8").splitlines() if line.startswith("Exec="))
    quoted, rest = re.fullmatch(r'Exec="(.*)" (.*)', line.replace("\\\\", "\\")).groups()
    return [re.sub(r'\\(["`$\\])', r"\1", quoted).replace("%%", "%"), rest]


def test_a_menu_entry_finds_the_program_wherever_it_lies(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = {"HOME": str(home), "PATH": os.environ["PATH"]}
    assert run(unpacked / "menu-entry", "add", env=env).returncode == 0
    data = home / ".local" / "share"
    entry = data / "applications" / "annotator.desktop"
    assert command_of(entry) == [str(unpacked / "annotator-gui"), "%f"]
    checked = run("desktop-file-validate", entry)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert (data / "icons" / "hicolor" / "48x48" / "apps" / "annotator.png").is_file()
    assert "application/x-annotator-project" in (data / "mime" / "types").read_text(encoding="utf-8")


def test_a_menu_entry_goes_and_leaves_what_was_there(unpacked: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    kept = data / "icons" / "hicolor" / "48x48" / "apps" / "other.png"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"other")
    env = {"XDG_DATA_HOME": str(data), "PATH": os.environ["PATH"]}
    assert run(unpacked / "menu-entry", "add", env=env).returncode == 0
    assert run(unpacked / "menu-entry", "add", env=env).returncode == 0
    assert run(unpacked / "menu-entry", "remove", env=env).returncode == 0
    assert kept.read_bytes() == b"other"
    assert not [name for name in files_in(data) if "annotator" in name]
    assert run(unpacked / "menu-entry", "remove", env=env).returncode == 0


@pytest.mark.parametrize(("arguments", "code"), [(["add"], 1), (["remove"], 1), ([], 2), (["twice"], 2)])
def test_what_cannot_be_done_is_one_sentence(unpacked: Path, arguments: list[str], code: int) -> None:
    done = run(unpacked / "menu-entry", *arguments, env={"PATH": os.environ["PATH"]})
    assert done.returncode == code
    assert len(done.stderr.splitlines()) == 1


def test_an_appdir_has_what_appimagetool_asks_for(tmp_path: Path) -> None:
    folder = appdir.build(stand_in(tmp_path / "frozen"), into=tmp_path)
    assert folder.name == "annotator-1.2.3.AppDir"
    assert [path.name for path in folder.glob("*.desktop")] == ["annotator.desktop"]
    entry = (folder / "annotator.desktop").read_text(encoding="utf-8")
    assert "Icon=annotator\n" in entry
    assert (folder / "annotator.png").read_bytes().startswith(b"\x89PNG")
    assert (folder / ".DirIcon").resolve() == folder.resolve() / "annotator.png"


@pytest.mark.parametrize(
    ("arguments", "runs"),
    [
        ([], "annotator-gui"),
        (["مشروع 1.annot"], "annotator-gui"),
        (["--version"], "annotator"),
        (["check", "one.annot"], "annotator"),
    ],
)
def test_an_appdir_runs_the_window_or_the_command_line(
    tmp_path: Path, arguments: list[str], runs: str
) -> None:
    folder = appdir.build(stand_in(tmp_path / "frozen"), into=tmp_path)
    link = tmp_path / "link"
    link.symlink_to(folder / "AppRun")
    assert run(link, *arguments).stdout == " ".join([runs, *arguments]).rstrip() + (
        "\n" if arguments else " \n"
    )
