"""A day, typed as 2026-01-31 with any digits, or stepped with Up and Down; nothing in it is any day."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.gui.kept_keys import FIELD, keep_keys
from annotator.text.folding import folded

_STEPS: Final = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_LONGEST: Final = 10


class DayField(QLineEdit):
    """Tells of every day that is whole; what is no day stays as it was typed, and is shown to be none."""

    chosen = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMaxLength(_LONGEST)
        self.setPlaceholderText("2026-01-31")
        keep_keys(self, *FIELD, "Up", "Down")
        self._day: date | None = None
        self.textEdited.connect(self._read)

    @property
    def day(self) -> date | None:
        """The day that was typed last, None for any."""
        return self._day

    def show_day(self, day: date | None) -> None:
        """Show a day that nobody typed just now."""
        self._day = day
        self.setText("" if day is None else day.isoformat())
        self._show_whether_bad(is_bad=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step to the next or the last day."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.show_day((self._day or date.today()) + timedelta(days=step if self._day else 0))
        self.chosen.emit()

    def _read(self, typed: str) -> None:
        words = folded(typed).strip()
        try:
            day = date.fromisoformat(words) if words else None
        except ValueError:
            self._show_whether_bad(is_bad=len(words) >= _LONGEST)
            return
        self._show_whether_bad(is_bad=False)
        if day != self._day:
            self._day = day
            self.chosen.emit()

    def _show_whether_bad(self, *, is_bad: bool) -> None:
        self.setObjectName("problem" if is_bad else "")
        self.style().polish(self)
