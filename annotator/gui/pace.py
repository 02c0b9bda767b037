"""How fast the work goes, live: actions and seconds for each entity, over the last decisions and over all."""

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotator.errors import AnnotatorError
from annotator.gui.session import Session
from annotator.gui.still_text import StillText, Words
from annotator.gui.stopwatch import LONGEST_PAUSE
from annotator.gui.theme import Theme
from annotator.project.changes import Pace
from annotator.words import _, number

LAST: Final = 50
"""Decisions over which the pace is shown."""
_PX: Final = 14


class PaceLine(StillText):
    """The pace in the status line; it is read from the journal when the hand rests for a moment."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(30, parent)
        self._theme = theme
        self._session: Session | None = None
        font = self.font()
        font.setPixelSize(_PX)
        widest = pace_words(Pace(entities=10, seconds=888.0, actions=888))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedWidth(QFontMetrics(font).horizontalAdvance(widest) + 8)

    def follow(self, session: Session) -> None:
        """Show the pace of a session's annotator, now and after each change."""
        self._session = session
        session.rest.begun.connect(self._show)
        self._show()

    def event(self, event: QEvent) -> bool:
        """Say in the tool tip what the figures mean, and give them for all of the annotator's work."""
        if (
            event.type() == QEvent.Type.ToolTip
            and isinstance(event, QHelpEvent)
            and self._session is not None
        ):
            QToolTip.showText(event.globalPos(), self.explained(), self)
            return True
        return super().event(event)

    def explained(self) -> str:
        """Return what the figures are over, and those of all work."""
        if self._session is None:
            return ""
        all_ = self._read(self._session)
        lines = [
            _("Keys and clicks, and seconds, for each entity: over your last {count} decisions.").format(
                count=number(LAST)
            ),
            _("A pause counts up to {seconds} seconds. What is undone does not count.").format(
                seconds=number(round(LONGEST_PAUSE))
            ),
        ]
        if all_.entities:
            lines.append(_("In all your work: {pace}").format(pace=pace_words(all_)))
        return "\n".join(lines)

    def _show(self) -> None:
        if self._session is not None:
            pace = self._read(self._session, last=LAST)
            self.say([Words(pace_words(pace), self._theme.muted, _PX)] if pace.entities else [])

    def _read(self, session: Session, *, last: int | None = None) -> Pace:
        try:
            return session.project.changes.pace(session.annotator, last=last)
        except AnnotatorError:  # the next decision says what is wrong with the file
            return Pace()


def pace_words(pace: Pace) -> str:
    """Return actions and seconds for each entity; there must be one."""
    return _("{actions} actions per entity · {seconds} s per entity").format(
        actions=number(pace.actions / pace.entities, decimals=1),
        seconds=number(pace.seconds / pace.entities, decimals=1),
    )
