"""What the spec gives to PyInstaller on each system; it runs here with stand-ins for PyInstaller."""

import sys
from pathlib import Path

import PyInstaller.utils.hooks
import pytest

from annotator import __version__
from annotator.edition import Edition
from installers import dressing
from installers.frozen import PROGRAMS
from installers.macos import bundle
from installers.macos.bundle import IDENTITY

SPEC = Path(__file__).resolve().parents[2] / "installers" / "annotator.spec"


class Made:
    """What a class of PyInstaller's was called with."""

    def __init__(self, *given: object, **named: object) -> None:
        self.given, self.named = given, named
        self.pure = self.scripts = self.binaries = self.datas = []


def run_spec(platform: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Made]]:
    """Run the spec as on `platform`, and return what it made, by the name of the class."""
    made: dict[str, list[Made]] = {}

    def stand_in(name: str) -> object:
        def make(*given: object, **named: object) -> Made:
            made.setdefault(name, []).append(Made(*given, **named))
            return made[name][-1]

        return make

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "argv", ["annotator.spec", "standard"])
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name in ("interpreter_options", "program_options"):
        monkeypatch.setitem(getattr(dressing, name).__kwdefaults__, "platform", platform)
    for name in ("collect_data_files", "collect_submodules"):
        monkeypatch.setattr(PyInstaller.utils.hooks, name, lambda _package: [])
    names = {name: stand_in(name) for name in ("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE")}
    names |= {"SPECPATH": str(SPEC.parent), "workpath": str(folder)}
    exec(compile(SPEC.read_text(encoding="utf-8"), str(SPEC), "exec"), names)
    return made


def programs(made: dict[str, list[Made]]) -> dict[object, Made]:
    return {one.named["name"]: one for one in made["EXE"]}


def test_on_windows_each_program_has_an_icon_a_version_and_utf8(tmp_path, monkeypatch):
    made = run_spec("win32", tmp_path, monkeypatch)
    assert set(programs(made)) == set(PROGRAMS)
    for name, one in programs(made).items():
        assert one.given[2] == [("X utf8", None, "OPTION")]
        assert one.named["console"] is (name == "annotator")
        assert Path(one.named["icon"]).read_bytes()[:4] == b"\0\0\1\0"
        assert f"'{name}.exe'" in Path(one.named["version"]).read_text(encoding="utf-8")
        assert repr(__version__) in Path(one.named["version"]).read_text(encoding="utf-8")
    assert "BUNDLE" not in made


def test_on_macos_the_two_programs_are_one_application(tmp_path, monkeypatch):
    monkeypatch.delenv(IDENTITY, raising=False)
    made = run_spec("darwin", tmp_path, monkeypatch)
    assert set(programs(made)) == set(PROGRAMS)
    assert not any("codesign_identity" in one.named for one in made["EXE"])
    (laid_out,) = made["BUNDLE"]
    assert laid_out.given[0] is made["COLLECT"][0]
    ((name, source, kind),) = laid_out.given[1]
    assert (name, kind) == (
        laid_out.named["info_plist"]["CFBundleDocumentTypes"][0]["CFBundleTypeIconFile"],
        "DATA",
    )
    assert Path(source).read_bytes()[:4] == b"icns"
    assert Path(laid_out.named["icon"]).read_bytes()[:4] == b"icns"
    assert laid_out.named["name"] == bundle.NAME
    assert laid_out.named["version"] == __version__


def test_an_application_is_signed_in_the_name_that_is_given(tmp_path, monkeypatch):
    monkeypatch.setenv(IDENTITY, "Developer ID Application: X")
    made = run_spec("darwin", tmp_path, monkeypatch)
    for one in made["EXE"]:
        assert one.named["codesign_identity"] == "Developer ID Application: X"
        assert Path(one.named["entitlements_file"]).is_file()


def test_linux_wants_none_of_it(tmp_path, monkeypatch):
    made = run_spec("linux", tmp_path, monkeypatch)
    assert all(one.given[2] == [] for one in made["EXE"])
    assert not {"icon", "version", "codesign_identity"} & set().union(*(one.named for one in made["EXE"]))
    assert "BUNDLE" not in made
    assert list(tmp_path.iterdir()) == []
    assert dressing.program_options(Edition("1"), "annotator", folder=tmp_path, platform="linux") == {}
