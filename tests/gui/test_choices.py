from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from annotator import words
from annotator.gui.choices import all_choices, narrowed
from annotator.gui.keymap import KeyMap, id_of_label
from annotator.gui.settings import Settings
from annotator.schema import load


@pytest.fixture
def keys(qapp, tmp_path: Path) -> KeyMap:
    words.use("en")
    settings = Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    return KeyMap(load("security-news"), settings)


@pytest.fixture
def offered(keys):
    choices = all_choices(load("security-news"), keys)

    def ask(typed, weights=None):
        return [one.kind for one in narrowed(choices, typed, weights=weights or {})]

    return ask


def test_with_nothing_typed_everything_is_offered_the_likely_first(offered):
    kinds = offered("", {("WEA", ""): 5.0, ("ORG", "party"): 900.0})
    assert kinds[:3] == [("ORG", "party"), ("WEA", ""), ("PERS", "")]
    labels = load("security-news").labels
    assert len(kinds) == len(set(kinds)) == sum(1 + len(label.sublabels) for label in labels)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("هيئة", ("ORG", "")),
        ("هيئه", ("ORG", "")),
        ("هَيْئة", ("ORG", "")),
        ("حزب", ("ORG", "party")),
        ("Person", ("PERS", "")),
        ("pers", ("PERS", "")),
        ("personne", ("PERS", "")),
        ("évé", ("EVENT", "")),
        ("eve", ("EVENT", "")),
        ("armed", ("ORG", "armed_group")),
        ("military_unit", ("ORG", "military_unit")),
        ("entity", ("GPE", "")),
        ("9", ("WEA", "")),
        ("3", ("ORG", "")),
        ("32", ("ORG", "security_agency")),
        ("3 2", ("ORG", "security_agency")),
        ("٣٢", ("ORG", "security_agency")),
        ("v", ("VEH", "")),
        ("org party", ("ORG", "party")),
    ],
)
def test_names_in_any_language_ids_and_keys_find_a_label(offered, typed, first):
    assert offered(typed)[0] == first


def test_the_lam_alef_that_one_key_types_is_two_letters(offered):
    assert offered("ﺇﻋﻼم") == offered("إعلام") == [("ORG", "media")]


def test_a_label_stands_before_its_sublabels_unless_they_are_likelier(offered):
    kinds = offered("organisation")
    assert kinds[0] == ("ORG", "")
    assert ("ORG", "party") in kinds
    assert offered("entity", {("GPE", ""): 1.0}) == [("GPE", "")]


def test_what_nothing_is_called_finds_nothing(offered):
    assert offered("xyzzy") == []


def test_a_key_that_was_changed_is_the_one_that_counts(keys):
    keys.change(id_of_label("WEA"), "W")
    choices = all_choices(load("security-news"), keys)
    assert narrowed(choices, "w", weights={})[0].kind == ("WEA", "")
    assert ("WEA", "") not in [one.kind for one in narrowed(choices, "9", weights={})]
