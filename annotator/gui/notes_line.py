"""One line for the notes on what is in hand: what they say, or how to write one."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from annotator.gui.actions import BY_ID
from annotator.gui.keymap import KeyMap
from annotator.gui.lines import Lines, sized
from annotator.gui.theme import Theme
from annotator.gui.tips import tip
from annotator.model import Note
from annotator.words import _, number

_HEIGHT: Final = 26
_LONGEST: Final = 48  # code points of a note in the menu
_ASKING: Final = ("note", "ask")


class NotesLine(QAbstractButton):
    """Shows the first note and how many more there are; a press offers to change, remove or add one."""

    action_requested = Signal(str)
    change_requested = Signal(object)
    removal_requested = Signal(object)

    def __init__(self, theme: Theme, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._keys = theme, keys
        self._notes: tuple[Note, ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._offer)
        keys.changed.connect(self._say)
        self._say()

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show these notes."""
        if tuple(notes) != self._notes:
            self._notes = tuple(notes)
            self._say()

    def sizeHint(self) -> QSize:
        """Return the size in pixels."""
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the first note on a ground of its own, or in what way one is written."""
        theme, is_rtl = self._theme, self.isRightToLeft()
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            is_under = self.underMouse() or self.hasFocus()
            if self._notes or is_under:
                painter.setPen(QPen(QColor(theme.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.raised))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            is_question = any(note.is_question for note in self._notes)
            colour = theme.warning if is_question else theme.ink if self._notes else theme.muted
            inset = 8 if self._notes or is_under else 0
            words = Lines(
                self._words(), sized(self.font(), 12), width=self.width() - 2 * inset, most=1, is_rtl=is_rtl
            )
            words.draw(painter, inset, (self.height() - words.height) / 2, colour)
        finally:
            painter.end()

    def _words(self) -> str:
        if not self._notes:
            return _("Note or question to the lead… {key}").format(key=self._keys.shown("note")).rstrip()
        first = self._notes[0]
        words = (_("Question: {text}") if first.is_question else _("Note: {text}")).format(text=first.text)
        more = len(self._notes) - 1
        return _("{count} more · {text}").format(count=number(more), text=words) if more else words

    def _say(self) -> None:
        said = [_named(note) for note in self._notes] or [self._words()]
        self.setAccessibleName(". ".join(said))
        self.setToolTip(tip("\n".join(said)) if self._notes else "")
        self.update()

    def menu(self) -> QMenu:
        """Return a menu of what can be done with the notes; it goes when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for note in self._notes:
            words = _named(note)
            short = words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
            under = menu.addMenu(short.replace("&", "&&").replace("\n", " "))
            change = under.addAction(_("Change…"))
            change.triggered.connect(lambda _on=False, note=note: self.change_requested.emit(note))
            remove = under.addAction(_("Remove"))
            remove.triggered.connect(lambda _on=False, note=note: self.removal_requested.emit(note))
        if self._notes:
            menu.addSeparator()
        for id_ in _ASKING:
            item = menu.addAction(f"{_(BY_ID[id_].text)}\t{self._keys.shown(id_)}")
            item.triggered.connect(lambda _on=False, id_=id_: self.action_requested.emit(id_))
        return menu

    def _offer(self) -> None:
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height())))


def _named(note: Note) -> str:
    return (_("Question: {text}") if note.is_question else _("Note: {text}")).format(text=note.text)
