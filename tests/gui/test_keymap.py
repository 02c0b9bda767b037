import json

import pytest
from PySide6.QtCore import QSettings

from annotator.errors import KeyMovesCaret, KeyOfSystem, KeyOfTextFields, KeyTaken, NotUsableKey
from annotator.gui.actions import ACTIONS
from annotator.gui.keymap import KeyMap, id_of_label
from annotator.gui.settings import Settings
from annotator.schema import load

PERS, GPE = id_of_label("PERS"), id_of_label("GPE")


@pytest.fixture
def store(tmp_path):
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def opened(store, schema="security-news") -> KeyMap:
    return KeyMap(load(schema), Settings(store))


def meanings(keys: KeyMap) -> dict[str, str]:
    return {key: id_ for id_ in keys.holders for key in keys.keys(id_)}


def test_it_begins_with_the_table_and_the_schema(qapp, store):
    keys = opened(store)
    assert {id_: keys.keys(id_) for id_ in keys.holders if keys.holders[id_].label is None} == {
        action.id: action.keys for action in ACTIONS
    }
    assert keys.label("1").id == "PERS"
    assert keys.action("Ctrl+Z").id == "undo"
    assert keys.action("1") is None
    assert keys.label("Ctrl+Z") is None
    assert keys.shown("reject") == "Del"


def test_a_changed_key_is_kept_and_the_old_one_means_nothing(qapp, qtbot, store):
    keys = opened(store)
    with qtbot.waitSignal(keys.changed):
        keys.change("accept", "Y")
    for one in (keys, opened(store)):
        assert one.keys("accept") == ("Y",)
        assert one.action("Y").id == "accept"
        assert one.action("Enter") is None
        assert one.is_changed("accept")


def test_a_labels_key_is_kept_for_its_schema_alone(qapp, store):
    opened(store).change(PERS, "F11")
    assert opened(store).label("F11").id == "PERS"
    assert opened(store, "wojood").keys(PERS) == ("1",)


@pytest.mark.parametrize(
    ("key", "error"),
    [
        ("Enter", KeyTaken),
        ("1", KeyTaken),
        ("Left", KeyMovesCaret),
        ("Ctrl+Shift+Right", KeyMovesCaret),
        ("Home", KeyMovesCaret),
        ("PgDown", KeyMovesCaret),
        ("Ctrl+C", KeyOfTextFields),
        ("Alt+F4", KeyOfSystem),
        ("Esc", KeyOfSystem),
        ("Ctrl+Alt+P", KeyOfSystem),
        ("", NotUsableKey),
        ("Hyper+Q", NotUsableKey),
        ("Shift", NotUsableKey),
        ("Shift+Ctrl+Q", NotUsableKey),
    ],
)
def test_a_key_that_is_not_free_is_refused_with_a_sentence(qapp, store, key, error):
    keys = opened(store)
    before = meanings(keys)
    with pytest.raises(error) as refusal:
        keys.change("undo", key)
    assert meanings(keys) == before
    assert "{" not in str(refusal.value)
    if error is KeyTaken:
        assert f"«{keys.owner(key).words}»" in str(refusal.value)


def test_its_own_key_is_no_conflict(qapp, store):
    keys = opened(store)
    keys.change("reject", "Backspace")
    assert keys.keys("reject") == ("Backspace",)


def test_two_swap_their_keys(qapp, store):
    keys = opened(store)
    keys.swap(PERS, "4")
    keys.swap("undo", "Space")
    for one in (keys, opened(store)):
        assert (one.keys(PERS), one.keys(GPE)) == (("4",), ("1",))
        assert (one.keys("undo"), one.keys("accept_rest")) == (("Space",), ("Ctrl+Z",))
    keys.swap("accept", "Backspace")
    assert keys.keys("reject") == ("Delete", "Enter")


def test_keys_come_back_one_by_one_or_all(qapp, store):
    keys = opened(store)
    first = meanings(keys)
    keys.swap(PERS, "4")
    with pytest.raises(KeyTaken):
        keys.reset(PERS)
    keys.take_away(GPE)
    keys.reset(PERS)
    assert keys.named(GPE) == "«Political entity»"
    assert keys.shown(GPE) == ""
    keys.reset_all()
    assert meanings(keys) == meanings(opened(store)) == first


BROKEN = [
    "not json",
    "[1, 2]",
    json.dumps({"accept": "Enter"}),
    json.dumps({"accept": [3]}),
    json.dumps({"nothing_of_that_name": ["Y"]}),
    json.dumps({"accept": ["Delete"]}),
    json.dumps({"accept": ["1"]}),
    json.dumps({"accept": ["Left"]}),
    json.dumps({"accept": ["Y"], "reject": ["Y"]}),
    json.dumps({"accept": ["Y", "Y"]}),
    json.dumps({"accept": ["Delete"], "reject": ["Tab"]}),
]


@pytest.mark.parametrize("kept", BROKEN)
def test_broken_settings_fall_back_and_no_key_has_two_meanings(qapp, store, kept):
    store.setValue("keys/actions", kept)
    store.setValue("keys/labels/security-news", kept)
    keys = opened(store)
    pairs = [(key, id_) for id_ in keys.holders for key in keys.keys(id_)]
    assert len(dict(pairs)) == len(pairs)
    assert all(keys.keys(id_) for id_, one in keys.holders.items() if one.keys)
    assert keys.action("Enter").id == "accept"


def test_a_choice_that_another_schema_has_no_room_for_is_kept_for_the_first(qapp, store):
    keys = opened(store)
    label = next(one for one in load("ontonotes").labels if keys.owner(one.key) is None and one.key)
    keys.change("undo", label.key)
    assert opened(store, "ontonotes").label(label.key) == label
    assert opened(store, "ontonotes").action("Ctrl+Z").id == "undo"
    assert opened(store).action(label.key).id == "undo"
