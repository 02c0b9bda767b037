from pathlib import PurePosixPath

import pytest

from installers import pruning

PLUGINS = "PySide6/Qt/plugins"


@pytest.mark.parametrize(
    "path",
    [
        f"{PLUGINS}/platforms/libqxcb.so",
        f"{PLUGINS}/platforms/libqoffscreen.so",
        f"{PLUGINS}/platforms/libqwayland.so",
        f"{PLUGINS}/platforms/qwindows.dll",
        f"{PLUGINS}/platformthemes/libqxdgdesktopportal.so",
        f"{PLUGINS}/platforminputcontexts/libibusplatforminputcontextplugin.so",
        f"{PLUGINS}/imageformats/libqsvg.so",
        "PySide6/Qt/translations/qtbase_ar.qm",
        "babel/locale-data/ar.dat",
        "babel/locale-data/root.dat",
        "annotator/resources/locale/ar/LC_MESSAGES/annotator.mo",
    ],
)
def test_what_is_used_stays(path: str) -> None:
    assert pruning.is_wanted(PurePosixPath(path))


@pytest.mark.parametrize(
    "path",
    [
        f"{PLUGINS}/platformthemes/libqgtk3.so",
        f"{PLUGINS}/platforms/libqeglfs.so",
        f"{PLUGINS}/platforms/libqvnc.so",
        f"{PLUGINS}/platforms/libqwayland-egl.so",
        f"{PLUGINS}/xcbglintegrations/libqxcb-glx-integration.so",
        f"{PLUGINS}/imageformats/libqjpeg.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qt_help_ar.qm",
        "PySide6/opengl32sw.dll",
        "babel/locale-data/de.dat",
        "numpy/tests/data.npy",
    ],
)
def test_what_nothing_uses_goes(path: str) -> None:
    assert not pruning.is_wanted(PurePosixPath(path))


@pytest.mark.parametrize(
    "name", ["libGL.so.1", "libstdc++.so.6", "libfontconfig.so.1", "libxkbcommon-x11.so.0"]
)
def test_what_has_to_match_the_system_is_the_systems(name: str) -> None:
    assert pruning.is_system(PurePosixPath(name))


@pytest.mark.parametrize(
    "name",
    [
        "libxcb-cursor.so.0",
        "libsqlite3.so.0",
        "libQt6Gui.so.6",
        "libicudata.so.73",
        f"{PLUGINS}/printsupport/libcupsprintersupport.so",  # ours, of the system's libcups
    ],
)
def test_what_a_system_may_lack_comes_along(name: str) -> None:
    assert not pruning.is_system(PurePosixPath(name))


def test_a_library_goes_with_the_last_that_asked_for_it() -> None:
    asks = {
        "q/core.so": ["libQt6Core.so.6", "libc.so.6"],
        "PySide6/Qt/lib/libQt6Core.so.6": ["libicu.so.73"],
        "PySide6/Qt/lib/libicu.so.73": [],
        "PySide6/Qt/lib/libQt6Network.so.6": ["libkrb5.so.3"],
        "libkrb5.so.3": ["libkeyutils.so.1"],
        "libkeyutils.so.1": [],
        "libpython3.11.so.1.0": ["libm.so.6"],
        "_cffi_backend.cpython-311-x86_64-linux-gnu.so": ["libffi.so.8"],
        "libffi.so.8": [],
    }
    kept = pruning.needed_only({path: path for path in asks}, needs=lambda path: asks[path])
    gone = {"PySide6/Qt/lib/libQt6Network.so.6", "libkrb5.so.3", "libkeyutils.so.1"}
    assert kept == set(asks) - gone


def test_a_link_leads_to_a_path_in_the_bundle() -> None:
    core = "PySide6/Qt/lib/libQt6Core.so.6"
    assert pruning.target("libQt6Core.so.6", core) == core
    assert pruning.target("PySide6/Qt/plugins/libQt6Core.so.6", "../lib/libQt6Core.so.6") == core
