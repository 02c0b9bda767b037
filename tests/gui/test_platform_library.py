"""A system that lacks what Qt's way to the screen needs: a sentence before Qt ends the process."""

import ctypes

import pytest
from PySide6.QtCore import QLibraryInfo

from annotator import windowed
from annotator.errors import MissingLibrary
from annotator.gui import front
from annotator.gui.platform_library import refuse_without_libraries

LOADER = "libxkbcommon-x11.so.0: cannot open shared object file: No such file or directory"


@pytest.fixture
def tried(monkeypatch):
    """What is loaded, all of it in vain; the way to the screen is X."""
    found = []

    def load(path):
        found.append(path)
        raise OSError(LOADER)

    monkeypatch.setattr(ctypes, "CDLL", load)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb;wayland")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return found


def test_in_a_frozen_program_too(tried, monkeypatch):
    def load(_path):
        raise OSError("Failed to load dynlib/dll.") from OSError(LOADER)

    monkeypatch.setattr(ctypes, "CDLL", load)
    with pytest.raises(MissingLibrary, match=r"libxkbcommon-x11\.so\.0"):
        refuse_without_libraries()


def test_the_library_that_x_needs_is_named(tried):
    with pytest.raises(MissingLibrary) as raised:
        refuse_without_libraries()
    assert raised.value.values["library"] == "libxkbcommon-x11.so.0"
    plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    assert tried == [f"{plugins}/platforms/libqxcb.so"]


@pytest.mark.parametrize(
    ("name", "value"), [("QT_QPA_PLATFORM", "offscreen"), ("WAYLAND_DISPLAY", "wayland-0")]
)
def test_where_x_is_not_the_only_way_nothing_is_looked_at(tried, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    refuse_without_libraries()
    assert tried == []


def test_on_a_whole_system_nothing_is_said(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    refuse_without_libraries()


def test_the_window_s_program_says_it_without_a_window(monkeypatch, capsys):
    def start(*_args, **_rest):
        raise MissingLibrary(library="libxkbcommon-x11.so.0", how="")

    monkeypatch.setattr("sys.argv", ["annotator-gui"])
    monkeypatch.setattr(front, "refuse_without_display", lambda: None)
    monkeypatch.setattr(front, "start", start)
    assert windowed.main() == 1
    assert "libxkbcommon-x11.so.0" in capsys.readouterr().err
