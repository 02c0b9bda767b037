"""A coach mark: a note beside a real widget with a ring round what it is about. It holds nothing up."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.gui.actions import shown_key
from annotator.gui.announcing import announce
from annotator.gui.still_text import StillText, Words
from annotator.gui.theme import Theme
from annotator.words import _

NEXT_KEY: Final = "F11"
END_KEY: Final = "Esc"
_WIDTH: Final = 330
_INSET: Final = 18
_GAP: Final = 16
_MARGIN: Final = 10
"""Pixels within the note, between it and what it is about, and between it and the window's edge."""


class Ring(QWidget):
    """A frame round something, through which it can be pressed as ever."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the frame."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.accent), 3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 10, 10)
        finally:
            painter.end()


class Coach(QFrame):
    """The note: which step it is, what to do, and two buttons."""

    next_requested = Signal()
    end_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("coach")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH)
        self._ring = Ring(theme, parent)
        self._theme = theme
        self._words = StillText(20)
        self._next = self._button(NEXT_KEY, self.next_requested, is_main=True)
        self._end = self._button(END_KEY, self.end_requested)
        buttons = QHBoxLayout()
        buttons.addWidget(self._end)
        buttons.addStretch()
        buttons.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET, 12, _INSET, 14)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addLayout(buttons)
        self.hide()

    def say(self, says: str, asks: str, *, count: str, next_words: str) -> None:
        """Say what there is to see in this step, and what to do, which may be nothing."""
        theme = self._theme
        lines = [Words(count, theme.muted, 12), Words(says, theme.ink, 14, lines=12)]
        asked = [Words(asks, theme.accent, 14, is_bold=True, lines=3)] if asks else []
        self._words.say([*lines, *asked])
        margins = self.contentsMargins()
        inner = _WIDTH - margins.left() - margins.right() - 2 * _INSET
        self._words.setFixedHeight(self._words.height_of_words(inner) + 2)
        self._next.setText(f"{next_words}  {shown_key(NEXT_KEY)}")
        self._end.setText(f"{_('End the tour')}  {shown_key(END_KEY)}")
        self._next.setAccessibleName(next_words)
        self._end.setAccessibleName(_("End the tour"))
        self.setAccessibleName(". ".join(filter(None, (count, says, asks))))
        self.adjustSize()
        announce(self, self.accessibleName())

    def words(self) -> str:
        """Return what is said."""
        return self._words.text()

    def stand_beside(self, about: QRect) -> None:
        """Stand beside a rectangle of the parent's without covering it, and put the ring round it."""
        parent = self.parentWidget()
        if parent is None:
            return
        self._ring.setVisible(not about.isEmpty())
        self._ring.setGeometry(about.adjusted(-6, -6, 6, 6))
        self._ring.raise_()
        self.setGeometry(_place(self.size(), about, parent.rect()))
        self.show()
        self.raise_()

    def leave(self) -> None:
        """Go, with the ring."""
        self.hide()
        self._ring.hide()

    def _button(self, key: str, pressed: object, *, is_main: bool = False) -> QPushButton:
        button = QPushButton()
        button.setObjectName("main" if is_main else "link")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(pressed)
        button.setToolTip(shown_key(key))
        return button


def _place(size: QSize, about: QRect, within: QRect) -> QRect:
    """Return where a note stands: at a side of what it is about where it fits, else at the foot."""
    room = within.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    width, height = size.width(), size.height()
    if not about.isEmpty():
        x = max(room.left(), min(about.center().x() - width // 2, room.right() - width))
        y = max(room.top(), min(about.top(), room.bottom() - height))
        above_or_below = [
            QRect(x, about.bottom() + _GAP, width, height),
            QRect(x, about.top() - _GAP - height, width, height),
        ]
        at_the_side = [
            QRect(about.left() - _GAP - width, y, width, height),
            QRect(about.right() + _GAP, y, width, height),
        ]
        # Beside a high thing its neighbours in the same column stay in sight.
        is_high = about.height() > height // 2
        boxes = at_the_side + above_or_below if is_high else above_or_below + at_the_side
        for box in boxes:
            if room.contains(box):
                return box
    return QRect(room.center().x() - width // 2, room.bottom() - height, width, height)
