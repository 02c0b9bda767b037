"""What came of an import: how much came in, and a sentence for each file that did not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from annotator.gui.announcing import announce
from annotator.gui.blocks import heading
from annotator.gui.exchange.intake import came_words
from annotator.gui.exchange.pair_list import PairList
from annotator.gui.exchange.seen import CameIn
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.words import _, as_said, n_, number


class ImportResult(QWidget):
    """The report of one import."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Paragraph("", theme.ink, px=20, is_bold=True)
        self._head = heading("")
        self.refused = QListWidget()
        self.refused.setObjectName("places")
        self.refused.setWordWrap(True)
        self.refused.setAccessibleName(_("What was not taken in, and why"))
        self.refused.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pairs = PairList(theme, asks=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.title, self._head):
            column.addWidget(widget)
        column.addWidget(self.refused, 1)
        column.addWidget(self.pairs)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)

    def show_report(self, report: CameIn) -> None:
        """Show how it went."""
        words = came_words(report)
        if report.is_cancelled:
            words = _("Stopped. {what} What is in stays in.").format(what=words)
        self.title.say(words)
        count = len(report.refused)
        said = n_("{count} file was not taken in:", "{count} files were not taken in:", count)
        self._head.setText(said.format(count=number(count)))
        self._head.setVisible(bool(count))
        self.refused.setVisible(bool(count))
        self._rest.setVisible(not count)
        self.refused.clear()
        self.refused.addItems([as_said(one) for one in report.refused])
        self.pairs.setVisible(bool(report.pairs))
        self.pairs.show_pairs(report.pairs)
        announce(self, words)
