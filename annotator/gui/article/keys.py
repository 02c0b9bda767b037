"""The movement keys: which they are, and where each takes the caret."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.article import steps, stops
from annotator.gui.article.page import Page
from annotator.gui.article.steps import Place

_OURS: Final = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.KeypadModifier
)


@dataclass(frozen=True, slots=True)
class Here:
    """Where the caret is before a move.

    `goal_x` is the x that moves up and down keep to, in pixels of the column; `screen` is how many
    lines a screen holds.
    """

    page: Page
    caret: Place
    anchor: int
    goal_x: float
    screen: int

    @property
    def selection(self) -> tuple[int, int]:
        """The selected range, empty at the caret where nothing is selected."""
        return min(self.caret.offset, self.anchor), max(self.caret.offset, self.anchor)


@dataclass(frozen=True, slots=True)
class Move:
    """What a key asks for. `is_vertical` moves keep the goal x, `is_screen` ones scroll along."""

    target: Callable[[Here], Place]
    extends: bool
    is_vertical: bool = False
    is_screen: bool = False


def movement(event: QKeyEvent) -> Move | None:
    """Return the move that a key asks for, None where the key is not one of movement."""
    modifiers = event.modifiers()
    if modifiers & ~_OURS:
        return None
    extends = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    has_control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    key = Qt.Key(event.key())
    if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        step = _by_word if has_control else _beside
        return Move(step(to_left=key == Qt.Key.Key_Left, extends=extends), extends)
    if has_control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return Move(_by_sentence(forward=key == Qt.Key.Key_Down, extends=extends), extends)
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        return Move(_edge(key, of_text=has_control), extends)
    if has_control:
        return None
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return Move(_by_lines(1 if key == Qt.Key.Key_Down else -1), extends, is_vertical=True)
    if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        is_down = key == Qt.Key.Key_PageDown
        return Move(_by_screen(1 if is_down else -1), extends, is_vertical=True, is_screen=True)
    return None


def _beside(*, to_left: bool, extends: bool) -> Callable[[Here], Place]:
    def target(here: Here) -> Place:
        start, end = here.selection
        if start != end and not extends:
            # An arrow leaves a selection at its end on that side.
            return Place(end if steps.is_forward(here.page, here.caret.offset, to_left=to_left) else start)
        return steps.beside(here.page, here.caret, to_left=to_left)

    return target


def _by_word(*, to_left: bool, extends: bool) -> Callable[[Here], Place]:
    def target(here: Here) -> Place:
        forward = steps.is_forward(here.page, here.caret.offset, to_left=to_left)
        return _stop(here, stops.by_words, forward=forward, extends=extends)

    return target


def _by_sentence(*, forward: bool, extends: bool) -> Callable[[Here], Place]:
    return lambda here: _stop(here, stops.by_sentences, forward=forward, extends=extends)


def _stop(here: Here, unit: stops.Unit, *, forward: bool, extends: bool) -> Place:
    anchor = here.anchor if extends else None
    content, offset = here.page.content, here.caret.offset
    return Place(stops.target(content, offset, unit=unit, forward=forward, anchor=anchor))


def _edge(key: Qt.Key, *, of_text: bool) -> Callable[[Here], Place]:
    if key == Qt.Key.Key_Home:
        return lambda here: Place(0) if of_text else steps.line_start(here.page, here.caret)
    return lambda here: (
        Place(len(here.page.content.text)) if of_text else steps.line_end(here.page, here.caret)
    )


def _by_lines(lines: int) -> Callable[[Here], Place]:
    return lambda here: steps.vertically(here.page, here.caret, x=here.goal_x, lines=lines)


def _by_screen(direction: int) -> Callable[[Here], Place]:
    return lambda here: steps.vertically(here.page, here.caret, x=here.goal_x, lines=direction * here.screen)
