"""Choosing the days on which work was last changed."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.gui.flow import Flow
from annotator.gui.kept_keys import BUTTON, keep_keys
from annotator.gui.lead.day_field import DayField
from annotator.gui.lead.hanging import Hanging
from annotator.words import N_, _

_RECENT: Final = ((0, N_("Today")), (6, N_("The last 7 days")), (29, N_("The last 30 days")))
_WIDTH: Final = 360
_LEAST_HEIGHT: Final = 150

Days = tuple[date | None, date | None]


class DaysPicker(QPushButton):
    """Says which days count; pressed, it lets a person choose the first and the last."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)  # Enter opens it, too
        keep_keys(self, *BUTTON, "Down")
        self.days: Days = (None, None)
        self.panel = _Panel(self)
        self.panel.chosen.connect(self.pick)
        self.clicked.connect(lambda: self.panel.open(self.days))
        self._show()

    def pick(self, days: Days) -> None:
        """Choose a first and a last day, as a person would; None is any."""
        if days != self.days:
            self.days = days
            self._show()
            self.picked.emit()

    def _show(self) -> None:
        first, last = self.days
        if first is None and last is None:
            said = _("all")
        elif first is None or last is None:
            said = (_("from {day}") if last is None else _("until {day}")).format(day=_day(first or last))
        else:
            said = _("{first} to {last}").format(first=_day(first), last=_day(last))
        words = _("{what}: {text}").format(what=_("Days"), text=said)
        self.setText(f"{words} ▾")
        self.setAccessibleName(words)


class _Panel(Hanging):
    """The fields that hang from the button."""

    chosen = Signal(object)

    def __init__(self, button: QWidget) -> None:
        super().__init__(button)
        self.first, self.last = (DayField(name=name) for name in (_("First day"), _("Last day")))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(QLabel(_("Work that was last changed")))
        row = QHBoxLayout()
        for words, field in ((_("from"), self.first), (_("until"), self.last)):
            row.addWidget(QLabel(words))
            row.addWidget(field, 1)
            field.chosen.connect(self._choose)
        column.addLayout(row)
        self.recent = [
            *(self._button(_(words), back) for back, words in _RECENT),
            self._button(_("Any day"), None),
        ]
        row_of_recent = Flow()
        for button in self.recent:
            row_of_recent.addWidget(button)
        column.addLayout(row_of_recent)

    def open(self, days: Days) -> None:
        """Show which days are chosen."""
        self._fill(days)
        self.hang(width=_WIDTH, height=max(_LEAST_HEIGHT, self.heightForWidth(_WIDTH)), first=self.first)

    def _button(self, words: str, back: int | None) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName("chip")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._choose_recent(back))
        return button

    def _choose_recent(self, back: int | None) -> None:
        today = date.today()
        days: Days = (None, None) if back is None else (today - timedelta(days=back), today)
        self._fill(days)
        self.chosen.emit(days)

    def _choose(self) -> None:
        self.chosen.emit((self.first.day, self.last.day))

    def _fill(self, days: Days) -> None:
        for field, day in zip((self.first, self.last), days, strict=True):
            field.show_day(day)


def _day(day: date | None) -> str:
    return f"\u2066{day.isoformat()}\u2069" if day is not None else ""
