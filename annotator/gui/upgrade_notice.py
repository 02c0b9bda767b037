"""A strip over the page, after a project was brought up to date: where it lies as it was.

It stays until it is closed, for what the last line says is gone at the next key; and it holds nothing up.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from annotator.gui.announcing import announce
from annotator.gui.kept_keys import BUTTON, keep_keys
from annotator.gui.tips import tip
from annotator.project.upgrades import Upgrade
from annotator.text.printable import printable
from annotator.words import _


class UpgradeNotice(QWidget):
    """Says which project was brought up to date; not to be seen where there is none."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.upgrades: tuple[Upgrade, ...] = ()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.open_folder = _button(_("Open the folder"))
        self.open_folder.clicked.connect(self._open_folder)
        self.leave = _button(_("Close"))
        self.leave.clicked.connect(self._leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(14)
        row.addWidget(self.words, 1)
        row.addWidget(self.open_folder)
        row.addWidget(self.leave)
        self.hide()

    def tell(self, upgrades: Sequence[Upgrade]) -> None:
        """Say what was brought up to date, besides what is said already."""
        self.upgrades = (*self.upgrades, *upgrades)
        if upgrades:
            self.words.setText("\n".join(one.sentence for one in self.upgrades))
            self.words.setToolTip(tip("\n".join(printable(str(one.copy)) for one in self.upgrades)))
            self.show()
            announce(self.words, self.words.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.upgrades = ()
        self.hide()
        self.closed.emit()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.upgrades[-1].copy.parent)))


def _button(said: str) -> QPushButton:
    button = QPushButton(said)
    button.setObjectName("link")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the keys away from the article
    keep_keys(button, *BUTTON)
    return button
