"""About Annotator: which edition this is, what it stands on, and whose work is in it."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.edition import edition
from annotator.gui.about import about
from annotator.gui.announcing import announce
from annotator.gui.blocks import heading
from annotator.gui.exchange.two_sides import scrolling
from annotator.gui.licence_list import LicenceList
from annotator.words import _, as_said

_LEAST: Final = 240  # pixels of the list of licences


class AboutDialog(QDialog):
    """A window beside the work; it does not hold the work up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("About Annotator"))
        self.about = about()
        self.copy = QPushButton(_("Copy"))
        self.copy.setToolTip(_("Copy what stands here, to send it to whoever helps you"))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self.said = QLabel()
        self.said.setObjectName("muted")
        self.licences = LicenceList()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(self._top())
        column.addWidget(scrolling(self._below(), name=_("About Annotator")), 1)
        size = self.screen().availableSize() * 0.9
        self.resize(min(940, size.width()), min(820, size.height()))
        self.copy.setFocus()

    def _below(self) -> QWidget:
        """Return what scrolls where the window is low."""
        below = QWidget()
        below.setObjectName("clear")
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._facts())
        column.addSpacing(4)
        column.addWidget(heading(_("Licences: whose work is in Annotator")))
        self.licences.setMinimumHeight(_LEAST)
        column.addWidget(self.licences, 1)
        return below

    def _top(self) -> QHBoxLayout:
        name = QLabel(f"Annotator {edition().version}")
        name.setObjectName("big")
        row = QHBoxLayout()
        row.setSpacing(14)
        icon = self.windowIcon().pixmap(40, 40)
        if not icon.isNull():
            picture = QLabel()
            picture.setPixmap(icon)
            row.addWidget(picture)
        row.addWidget(name)
        row.addStretch(1)
        row.addWidget(self.said)
        row.addWidget(self.copy)
        return row

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self.about.rows()):
            called = QLabel(name)
            called.setObjectName("muted")
            itself = f"\u2068{value}\u2069"
            told = QLabel(as_said(itself))
            told.setTextFormat(Qt.TextFormat.PlainText)  # it holds paths
            told.setWordWrap(True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            told.setAccessibleName(_("{what}: {text}").format(what=name, text=itself))
            grid.addWidget(called, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(told, row, 1)
        return grid

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.about.text())
        self.said.setText(_("Copied"))
        announce(self.said, self.said.text())
