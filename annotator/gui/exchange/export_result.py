"""The proof: what was written and where, that it was read back the same, and what is not in it."""

import shlex

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from annotator.gui.announcing import announce
from annotator.gui.blocks import command_line, heading
from annotator.gui.exchange.delivery import gone_words
from annotator.gui.exchange.export_wish import Gone
from annotator.gui.exchange.loss_view import LossView, Named
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.words import _


class ExportResult(QScrollArea):
    """The report of one export."""

    def __init__(self, theme: Theme, named: Named, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title = Paragraph("", theme.good, px=20, is_bold=True)
        self.said = Paragraph("", theme.ink)
        self.losses = LossView(theme, named)
        self.card = Paragraph("", theme.ink)
        self.path = command_line("")
        self.path.setAccessibleName(_("Where it lies"))
        self.command = command_line("")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 4, 8, 4)
        column.setSpacing(10)
        for widget in (self.title, self.said, self.card, self.path):
            column.addWidget(widget)
        column.addWidget(heading(_("The proof can be repeated anywhere:")))
        column.addWidget(self.command)
        column.addWidget(self.losses)
        column.addStretch()
        self.setWidget(inside)

    def show_report(self, report: Gone) -> None:
        """Show how it went."""
        self.title.say(_("Read back and found the same"))
        self.said.say(gone_words(report))
        self.path.setText(str(report.path))
        self.command.setText(f"annotator verify {shlex.quote(str(report.path))}")
        for field in (self.path, self.command):
            field.setCursorPosition(0)
        self.losses.show_forecast(report.held)
        card = _("A data card lies with it, «{name}».")
        self.card.say(card.format(name=report.card.name) if report.card is not None else "")
        announce(self, gone_words(report))
