"""The bar below the article in which a person looks for words in it. It searches nothing itself."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.gui.announcing import announce
from annotator.gui.kept_keys import BUTTON, keep_keys
from annotator.gui.query import MODE_NAMES, QueryWidget
from annotator.gui.still_text import StillText, Words
from annotator.gui.theme import Theme
from annotator.text.finding import Mode
from annotator.words import _, n_, number

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

_LEAST: Final = 280  # pixels
_ROOM_FOR_STEPS: Final = 480


class FindBar(QueryWidget):
    """A field, how it is compared, which hit of how many; Esc closes it."""

    step_requested = Signal(bool)
    """To the next hit, or with False to the one before."""
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_("Find in the article…"), name=_("Find in the article"), parent=parent)
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._count = StillText(20)
        self._count.setMinimumWidth(24)  # a bar must not widen the window
        self._offer = _button("", _("Search otherwise"))
        self._offer.setObjectName("link")
        self._offered: Mode | None = None
        self._offer.clicked.connect(self._take_offer)
        self._offer.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        self.field.setMinimumWidth(96)
        row.addWidget(self.field, 3)
        self._steps: list[QPushButton] = []
        for sign, name, forward in (("↑", _("Previous hit"), False), ("↓", _("Next hit"), True)):
            button = _button(sign, name)
            button.clicked.connect(lambda _on=False, forward=forward: self.step_requested.emit(forward))
            row.addWidget(button)
            self._steps.append(button)
        self.setMinimumWidth(_LEAST)
        row.addWidget(self._count, 2)
        row.addWidget(self._offer)
        row.addWidget(self._modes)
        close = _button("×", _("Close the search"))
        close.clicked.connect(self.closed)
        row.addWidget(close)
        for widget in self.findChildren(QWidget):
            widget.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room of the two arrows to the field where there is little; Enter and F3 do the same."""
        super().resizeEvent(event)
        for button in self._steps:
            button.setVisible(self.width() >= _ROOM_FOR_STEPS)

    def take_focus(self, query: str = "") -> None:
        """Let the person type, over `query` where there is one."""
        self.show()
        super().take_focus(query)

    def show_count(self, hits: int, *, current: int | None) -> None:
        """Say how many hits there are, and which one the person is at."""
        self._offer.hide()
        if current is None:
            words = n_("{count} place", "{count} places", hits).format(count=number(hits))
        else:
            words = _("{place} of {count}").format(place=number(current + 1), count=number(hits))
        self._say(words, colour=self._theme.muted)

    def show_nothing(self, *, instead: Mode | None = None, hits: int = 0) -> None:
        """Say that nothing was found, and offer the other way to compare that finds something."""
        self._say(_("Nothing found"), colour=self._theme.warning)
        self._offered = instead
        self._offer.setVisible(instead is not None)
        if instead is not None:
            places = n_("{count} place", "{count} places", hits).format(count=number(hits))
            self._offer.setText(_("{what}: {text}").format(what=_(MODE_NAMES[instead]), text=places))
            self._offer.setAccessibleName(self._offer.text())

    def show_no_query(self) -> None:
        """Say nothing: nothing is looked for."""
        self._offer.hide()
        self._count.say([])

    def said(self) -> str:
        """Return what is said of the hits."""
        return self._count.text()

    def offered(self) -> Mode | None:
        """Return the way to compare that is offered instead, None where none is."""
        return None if self._offer.isHidden() else self._offered

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go to the next hit with Enter, back with Shift, and close with Esc."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            if event.key() in _ENTER and isinstance(watched, QPushButton):
                watched.click()
                return True
            if event.key() in _ENTER and watched is self.field:
                self.step_requested.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                return True
        return super().eventFilter(watched, event)

    def _say(self, words: str, *, colour: str) -> None:
        self._count.say([Words(words, colour)])
        announce(self, words)

    def _take_offer(self) -> None:
        if self._offered is not None:
            self.field.setFocus()
            self.set_mode(self._offered)


def _button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName("tab")
    button.setAccessibleName(name)
    button.setToolTip(name)
    # A click must not take the keys away from the field or the article.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    keep_keys(button, *BUTTON)
    return button
