"""The message in the status line comes first; the keys beside it give way in a narrow window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from annotator.gui.keymap import KeyMap
from annotator.gui.message_line import MessageLine
from annotator.schema import load

ACTIONS = ("next_suggestion", "accept_rest", "keys")


@pytest.fixture
def hints(qtbot, settings):
    made = MessageLine(ACTIONS, KeyMap(load("security-news"), settings))
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


def shown(hints):
    return [label.text() for label in hints.findChildren(QLabel) if label.isVisible()]


def test_all_are_shown_where_there_is_room(hints):
    assert len(shown(hints)) == 2 * len(ACTIONS)


def test_the_last_ones_go_first(hints):
    all_ = shown(hints)
    hints.resize(hints.sizeHint().width() - 1, hints.height())
    assert shown(hints) == all_[:4]
    hints.resize(0, hints.height())
    assert shown(hints) == []
    hints.resize(hints.sizeHint())
    assert shown(hints) == all_
    assert hints.minimumSizeHint().width() == 0


def test_one_begins_to_read_on_the_side_of_the_language(hints):
    def places():
        return [label.mapTo(hints, label.rect().topLeft()).x() for label in hints.findChildren(QLabel)]

    first, *others = places()[::2]
    assert first < min(others)
    hints.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    hints.resize(hints.width() + 1, hints.height())
    first, *others = places()[::2]
    assert first > max(others)


def test_a_key_that_changes_is_shown_and_one_that_is_gone_leaves_no_cap(qtbot, settings):
    keys = KeyMap(load("security-news"), settings)
    hints = MessageLine(ACTIONS, keys)
    qtbot.addWidget(hints)
    hints.resize(2 * hints.sizeHint())
    hints.show()
    keys.change("keys", "F11")
    assert "F11" in shown(hints)
    keys.take_away("keys")
    assert len(shown(hints)) == 5


def test_a_message_takes_its_room_from_the_keys_and_gives_it_back(hints):
    all_ = shown(hints)
    hints.say("What happened is said in full, however many keys have to go for it.", "#000000")
    assert hints.message().startswith("What happened")
    assert len(shown(hints)) < len(all_)
    hints.resize(hints.sizeHint().width() + 800, hints.height())
    assert shown(hints) == all_
    hints.resize(hints.sizeHint())
    hints.say("", "#000000")
    assert (hints.message(), shown(hints)) == ("", all_)


def test_a_page_without_these_keys_shows_the_message_alone(hints):
    hints.set_hinting(is_hinting=False)
    assert shown(hints) == []
    hints.set_hinting(is_hinting=True)
    assert len(shown(hints)) == 2 * len(ACTIONS)
