"""The reports of errors that lie on this computer: a list, and the text of the one in hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.crashes import shelf
from annotator.crashes.shelf import Stored
from annotator.gui.history import time_words
from annotator.gui.paragraph import Paragraph
from annotator.gui.report_view import ReportView
from annotator.gui.theme import Theme
from annotator.words import _, n_, number

_LIST_WIDTH = 260  # pixels


class ReportsDialog(QDialog):
    """A window beside the work; it does not hold the work up."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Reports of errors"))
        self.reports = shelf.stored(shelf.folder())
        self.about = Paragraph(_about() if self.reports else _none(), theme.muted)
        self.list = QListWidget()
        self.list.setObjectName("places")
        self.list.setAccessibleName(_("Reports of errors"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view = ReportView(theme)
        self.leave = QPushButton(_("Close"))
        self.leave.setObjectName("main")
        self.leave.clicked.connect(self.close)
        for stored in self.reports:
            self.list.addItem(_row(stored))
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        (self.list if self.reports else self.leave).setFocus()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.list)
        row.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.about)
        column.addLayout(row, 1)
        if self.reports:
            self.view.buttons.addWidget(self.leave)
            size = self.screen().availableSize() * 0.9
            self.resize(min(900, size.width()), min(560, size.height()))
        else:
            self.list.hide()
            self.view.hide()
            column.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignRight)
            self.resize(460, 120)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self.reports):
            stored = self.reports[row]
            self.view.show_report(stored.report.text(), folder=stored.path.parent)


def _row(stored: Stored) -> QListWidgetItem:
    report = stored.report
    when = time_words(report.last.isoformat())
    if report.times > 1:
        often = n_("{count} time", "{count} times", report.times).format(count=number(report.times))
        when = _("{when}, {often}").format(when=when, often=often)
    # The kind of an exception is English in every language.
    return QListWidgetItem(f"{when}\n\u2066{report.title}\u2069")


def _about() -> str:
    return _(
        "The last errors of Annotator on this computer, {count} at most. They say where in the program it "
        "went wrong; nothing of articles, files or people is in them."
    ).format(count=number(shelf.MOST))


def _none() -> str:
    return _("No error was met so far: there are no reports.")
