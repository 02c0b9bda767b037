"""What a person set up, and what stands for it until then."""

import sys

import pytest
from PySide6.QtCore import QLocale, QSettings

from annotator.gui.settings import Settings


@pytest.fixture
def untouched(tmp_path, monkeypatch):
    for variable in ("ANNOTATOR_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    return Settings(QSettings(str(tmp_path / "none.ini"), QSettings.Format.IniFormat))


@pytest.mark.parametrize(
    ("platform", "system", "expected"),
    [
        ("win32", "fr_FR", "fr_FR"),
        ("win32", "ar_MA", "ar_MA"),
        ("darwin", "en_GB", "en_GB"),
        ("win32", "de_DE", "ar"),  # Arabic first
        ("linux", "C", "ar"),
    ],
)
def test_where_no_variable_tells_it_the_window_speaks_the_language_of_the_system(
    untouched, monkeypatch, platform, system, expected
):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale(system)))
    assert untouched.locale == expected


@pytest.mark.parametrize(
    ("shown", "numbers", "expected"),
    [
        (["fr-Latn-FR", "fr-FR", "fr"], "ar_MA", "fr_FR"),
        (["fr-FR"], "fr_MA", "fr_MA"),
        (["de-DE", "fr-CH", "ar-MA"], "de_DE", "fr_CH"),
        (["de-DE"], "fr_FR", "ar"),
    ],
)
def test_the_language_in_which_the_system_shows_itself_is_not_that_of_its_numbers(
    untouched, monkeypatch, shown, numbers, expected
):
    class System:
        name = staticmethod(lambda: numbers)
        uiLanguages = staticmethod(lambda: shown)  # noqa: N815 - as Qt calls it

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(QLocale, "system", staticmethod(System))
    assert untouched.locale == expected


def test_what_was_chosen_and_what_the_environment_asks_for_come_first(untouched, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale("en_GB")))
    monkeypatch.setenv("ANNOTATOR_LANGUAGE", "fr")
    assert untouched.locale == "fr"
    untouched.locale = "ar_EG"
    assert untouched.locale == "ar_EG"
