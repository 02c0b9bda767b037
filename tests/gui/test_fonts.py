import importlib.resources

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from annotator.gui import fonts


def test_both_families_are_known_to_qt(qapp: QApplication) -> None:
    families = fonts.load()
    assert families.text != families.ui
    assert {families.text, families.ui} <= set(QFontDatabase.families())


def test_they_are_registered_once(qapp: QApplication) -> None:
    before = fonts.load()
    known = QFontDatabase.families()
    assert fonts.load() is before
    assert QFontDatabase.families() == known


def test_a_broken_installation_is_said(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(package: str) -> None:
        raise ModuleNotFoundError(package)

    fonts.load.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(fonts, "files", missing)
        with pytest.raises(RuntimeError, match="not installed"):
            fonts.load()
    with monkeypatch.context() as patch:
        patch.setattr(fonts, "files", lambda _package: importlib.resources.files("annotator") / "gui")
        with pytest.raises(RuntimeError, match="cannot be read"):
            fonts.load()
    assert fonts.load().text
