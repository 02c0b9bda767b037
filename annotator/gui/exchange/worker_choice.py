"""Whose work goes out: gold, an annotator's, or the suggestions. Nobody is chosen in silence."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.blocks import heading
from annotator.gui.exchange.export_work import SUGGESTIONS
from annotator.gui.exchange.wide_box import WideBox
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.model import GOLD
from annotator.words import _, n_, number


class WorkerChoice(QWidget):
    """One field, with how much each has finished."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.box = WideBox(theme, name=_("Whose work"))
        self.box.activated.connect(lambda _row: self.chosen.emit(self.box.currentData() or ""))
        self._said = Paragraph("", theme.muted, px=13)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(heading(_("Whose work goes out")))
        column.addWidget(self.box)
        column.addWidget(self._said)

    def show_workers(self, workers: Mapping[str, int], *, chosen: str) -> None:
        """Show who has finished how many documents."""
        self.box.clear()
        if not chosen:
            self.box.addItem(_("— choose —"), "")
        for name, count in workers.items():
            self.box.addItem(_worded(name, count), name)
        self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
        self.box.setEnabled(bool(workers))
        self._said.say(_said(workers, chosen))


def _worded(name: str, count: int) -> str:
    who = {GOLD: _("gold"), SUGGESTIONS: _("suggestions")}.get(name, f"\u2068{name}\u2069")
    words = n_("{count} document", "{count} documents", count).format(count=number(count))
    return _(" · ").join([who, words])


def _said(workers: Mapping[str, int], chosen: str) -> str:
    if not workers:
        return _("Nobody has finished a document yet. Only finished work goes out.")
    if chosen == SUGGESTIONS:
        return _("What the program proposes, unread. Mark such data as what it is.")
    if not chosen:
        return _("Several people have finished documents. Say whose labels are meant.")
    return _("Only finished documents go out.")
