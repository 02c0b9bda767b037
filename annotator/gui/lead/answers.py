"""The answers to a dispute as big buttons with their keys: for all places that are alike, and for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotator.gui.actions import shown_key
from annotator.gui.flow import Flow
from annotator.gui.key_button import TIGHT, KeyButton
from annotator.gui.keymap import KeyMap
from annotator.gui.theme import Theme
from annotator.words import _, number

NOTHING: Final = -1
"""The answer that nothing is to be marked, where nobody gave it."""
WRITE: Final = "E"
RULES: Final = "R"
NAMES: Final = "N"
"""Keys of the page, by their places."""
MOST: Final = 9
_ROOM: Final = 46
"""Pixels beside the words and the key: the cap's own, margins and gaps."""
_LEAST: Final = 64
_LONGEST: Final = 420


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that can be given: its key, how it is called, what its tip says."""

    place: int
    key: str
    words: str
    tip: str


class AnswerButton(KeyButton):
    """As wide as its words need, with a key of its own on its cap, or that of an action."""

    def __init__(
        self, words: str, key: str, keys: KeyMap, theme: Theme, *, actions: str = "", is_main: bool = False
    ) -> None:
        super().__init__(words, actions, keys, theme, is_main=is_main)
        self._key = key
        self.setFixedHeight(TIGHT)
        self.setMinimumWidth(_LEAST)
        self.setAutoDefault(True)  # Enter presses it, too
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def cap(self) -> str:
        """Return what stands on the key cap."""
        return shown_key(self._key) if self._key else super().cap()

    def sizeHint(self) -> QSize:
        """Return the size in pixels."""
        small = QFont(self.font())
        small.setPixelSize(max(9, small.pixelSize() - 2))
        small.setWeight(QFont.Weight.Bold)
        words = self.fontMetrics().horizontalAdvance(self.words())
        width = words + QFontMetrics(small).horizontalAdvance(self.cap())
        return QSize(min(_LONGEST, max(_LEAST, width + _ROOM)), self.height())


class Answers(QWidget):
    """A row of buttons: each answer for the place in sight, and beside it for all that are alike.

    It decides nothing: what is pressed is a wish.
    """

    chosen = Signal(int, bool)
    """The place of an answer, or NOTHING, and whether it is for all places that are alike."""
    write_requested = Signal()

    def __init__(self, keys: KeyMap, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys, self._theme = keys, theme
        self._row = AnswerRow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)

    def show_answers(self, answers: Sequence[Answer], *, alike: int, has_main: bool) -> None:
        """Offer these answers, also for `alike` places together where there are more than one.

        With `has_main` the first one stands out.
        """
        self._row.clear()
        for place, answer in enumerate(answers):
            is_main = has_main and place == 0
            self._add(answer, answer.words, is_all=False, is_main=is_main and alike == 1)
            if alike > 1:
                words = _("all {count}").format(count=number(alike))
                self._add(answer, words, is_all=True, is_main=is_main)
                self._row.buttons[-1].setAccessibleName(
                    _("{answer}, all {count} places").format(answer=answer.words, count=number(alike))
                )
        write = AnswerButton(_("Write it anew…"), WRITE, self._keys, self._theme)
        write.clicked.connect(self.write_requested)
        self._row.add(write)

    def minimumSizeHint(self) -> QSize:
        """Return the least size in pixels; the height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 0)

    def buttons(self) -> list[AnswerButton]:
        """Return the buttons that are offered."""
        return list(self._row.buttons)

    def _add(self, answer: Answer, words: str, *, is_all: bool, is_main: bool) -> None:
        key = f"Shift+{answer.key}" if is_all else answer.key
        button = AnswerButton(words, key, self._keys, self._theme, is_main=is_main)
        button.setToolTip(answer.tip)
        button.setAccessibleDescription(answer.tip)
        button.clicked.connect(lambda _on=False: self.chosen.emit(answer.place, is_all))
        self._row.add(button)


class AnswerRow(QWidget):
    """Buttons beside each other, in more lines where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[AnswerButton] = []
        self._flow = Flow(self, spacing=4)
        self._flow.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, button: AnswerButton) -> None:
        """Put a button at the end."""
        self._flow.addWidget(button)
        button.show()
        self.buttons.append(button)

    def clear(self) -> None:
        """Take all buttons out."""
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []


def key_of(place: int) -> str:
    """Return the key of an answer by its place, "" for those that no digit is left for."""
    return str(place + 1) if place < MOST else ""
