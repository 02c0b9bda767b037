"""How the files of one path are read: format, encoding, and whose work where a file holds that of several."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.gui.columns import Columns
from annotator.gui.exchange.encoding_words import USUAL, encoding_words
from annotator.gui.exchange.import_wish import AS_FOUND, HowRead
from annotator.gui.exchange.seen import SeenFile
from annotator.gui.exchange.wide_box import WideBox
from annotator.gui.theme import Theme
from annotator.words import _

_NARROW = 560


class HowChoice(QWidget):
    """A field for each; what is not chosen is found out, but for whose work."""

    chosen = Signal(object)
    """A HowRead."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self._how = AS_FOUND
        self.format = WideBox(theme, name=_("Format"))
        self.encoding = WideBox(theme, name=_("Encoding"))
        self.by = WideBox(theme, name=_("Whose work of this file"))
        for box in (self.format, self.encoding, self.by):
            box.activated.connect(lambda _row: self._choose())
        self._whose = _field(_("Whose work"), self.by)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        fields = [_field(_("Format"), self.format), _field(_("Encoding"), self.encoding)]
        column.addWidget(Columns(fields, [1, 1], narrow=_NARROW))
        column.addWidget(self._whose)

    def show_how(self, file: SeenFile | None, how: HowRead, *, formats: Sequence[str]) -> None:
        """Show how a file is read, and what else there is to choose."""
        self._how = how
        found = file.format if file is not None and not how.format else ""
        _offer(self.format, found, [(one, one) for one in formats], how.format)
        found = encoding_words(file.encoding) if file is not None and not how.encoding else ""
        _offer(self.encoding, found, [(encoding_words(one), one) for one in USUAL], how.encoding)
        for box in (self.format, self.encoding):
            box.setEnabled(file is not None)
        people = file.people if file is not None else ()
        self._whose.setVisible(bool(people or how.by))
        names = dict.fromkeys([*people, *([how.by] if how.by else [])])
        self.by.clear()
        self.by.addItem(_("— choose —"), "")
        for name in names:
            self.by.addItem(f"\u2068{name}\u2069", name)
        self.by.setCurrentIndex(max(0, self.by.findData(how.by)))

    def _choose(self) -> None:
        how = replace(
            self._how,
            format=self.format.currentData() or "",
            encoding=self.encoding.currentData() or "",
            by=self.by.currentData() or "",
        )
        if how != self._how:
            self.chosen.emit(how)


def _offer(box: WideBox, found: str, offered: Sequence[tuple[str, str]], chosen: str) -> None:
    box.clear()
    box.addItem(_("{what} (found out)").format(what=found) if found else _("Find it out"), "")
    for words, value in offered:
        box.addItem(words, value)
    if chosen and box.findData(chosen) < 0:
        box.addItem(chosen, chosen)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _field(words: str, box: WideBox) -> QWidget:
    label = QLabel(words)
    label.setObjectName("muted")
    label.setBuddy(box)
    field = QWidget()
    field.setObjectName("clear")
    row = QHBoxLayout(field)
    row.setContentsMargins(12, 0, 12, 0)
    row.addWidget(label)
    row.addWidget(box, 1)
    return field
