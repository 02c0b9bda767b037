"""The line at the foot of the article in which a reason, a question or a note is written.

It holds nothing up: the article stays in sight, Enter gives the words, Esc leaves. The keys that decide
do not work in it, since the window watches only what it had from the start; what is typed is text.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.gui.actions import shown_key
from annotator.gui.flow import Flow
from annotator.gui.questions import Request
from annotator.text.folding import folded
from annotator.words import _

_LONGEST = 1_000  # code points of an answer
_LONGEST_CHIP = 40  # code points of one to choose from, as it is shown


class AskingLine(QFrame):
    """Shows a request for words until it is answered or left."""

    closed = Signal()
    """The line is gone; the keys belong to the article again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("askingLine")
        self._request: Request | None = None
        self._drafts: dict[str, str] = {}
        self._field: _Field | None = None
        self._chips: dict[str, QPushButton] = {}
        self.hide()

    def ask(self, request: Request) -> None:
        """Show a request; one that is under way with words of its own comes to the front instead."""
        if self._field is None:
            self._field = self._build()
        if not (self.isVisible() and self._field.isModified()):
            self._request = request
            self._prompt.setText(request.prompt)
            self._field.setText(self._drafts.get(request.key) or request.text)
            self._field.setAccessibleName(request.prompt)
            self._field.selectAll()
            self._offer()
        self.show()
        self._field.setFocus()

    def leave(self) -> None:
        """Close the line; what was written is there again when the same is asked."""
        if self._request is None or self._field is None:
            return
        if self._field.isModified():
            self._drafts[self._request.key] = self._field.text()
        self._close()

    def inherit(self, other: "AskingLine") -> None:
        """Keep what was written in another window's line and never given: it is there when asked again."""
        other.leave()
        self._drafts |= other._drafts

    def text(self) -> str:
        """Return what is written now."""
        return "" if self._field is None else self._field.text()

    def prompt(self) -> str:
        """Return what is asked, an empty string while nothing is."""
        return "" if self._request is None else self._request.prompt

    def offered(self) -> list[str]:
        """Return the words that can be chosen now: those that go with what is written."""
        return list(self._chips)

    def _close(self) -> None:
        self._request = None
        self.hide()
        self.closed.emit()

    def _answer(self) -> None:
        request, field = self._request, self._field
        if request is not None and field is not None and request.answer(field.text()):
            self._drafts.pop(request.key, None)
            if self._request is request:  # the answer may have led to another document, which closes it
                self._close()

    def _build(self) -> "_Field":
        self._prompt = QLabel()
        self._prompt.setTextFormat(Qt.TextFormat.PlainText)
        self._prompt.setWordWrap(True)  # a long one must not widen the window
        field = _Field()
        field.setMaxLength(_LONGEST)
        field.setMinimumWidth(120)
        field.answered.connect(self._answer)
        field.left.connect(self.leave)
        field.stepped.connect(self._choose_next)
        field.textEdited.connect(self._offer)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(field, 1)
        for key, words in (("Enter", _("Keep")), ("Esc", _("Leave"))):
            cap = QLabel(shown_key(key))
            cap.setObjectName("key")
            first.addWidget(cap)
            said = QLabel(words)
            said.setObjectName("muted")
            first.addWidget(said)
        chips = QWidget()
        self._row = Flow(chips)  # all of them in one row would widen the window
        self._row.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(6)
        column.addWidget(self._prompt)
        column.addLayout(first)
        column.addWidget(chips)
        return field

    def _offer(self) -> None:
        """Show the words to choose from that go with what is written."""
        request = self._request
        for chip in self._chips.values():
            self._row.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        if request is None or self._field is None:
            return
        written = folded(self._field.text().strip()) if self._field.isModified() else ""
        for words in request.offered:
            if written in folded(words):
                self._chips[words] = chip = self._chip(words)
                self._row.addWidget(chip)

    def _chip(self, words: str) -> QPushButton:
        short = words if len(words) <= _LONGEST_CHIP else f"{words[:_LONGEST_CHIP].rstrip()}…"
        chip = QPushButton(short.replace("&", "&&"))
        chip.setObjectName("chip")
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setAccessibleName(words)
        chip.clicked.connect(lambda _on=False: self._choose(words))
        return chip

    def _choose(self, words: str) -> None:
        if self._field is not None:
            self._field.setText(words)
            self._field.setModified(True)
            self._field.setFocus()

    def _choose_next(self, step: int) -> None:
        """Put the next of the words to choose from into the field, round the end."""
        words = self.offered()
        if words and self._field is not None:
            there = words.index(self._field.text()) if self._field.text() in words else -1
            place = (there + step) % len(words) if there >= 0 else (0 if step > 0 else -1)
            self._field.setText(words[place])
            self._field.setModified(True)


def over(above: QWidget, line: QWidget) -> QWidget:
    """Return a column with the line under what it is about."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(above, 1)
    layout.addWidget(line)
    return column


class _Field(QLineEdit):
    """A text field in which Enter answers, Esc leaves, and the arrows up and down choose."""

    answered = Signal()
    left = Signal()
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the four keys; all others are text."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.answered.emit()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case _:
                super().keyPressEvent(event)
