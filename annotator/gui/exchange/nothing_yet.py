"""The import assistant before any file was chosen: what can be dropped on it, and two ways to choose."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.words import _


class NothingYet(QWidget):
    """An invitation."""

    files_requested = Signal()
    folder_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(_("Drop files or folders here"))
        title.setObjectName("big")
        hint = QLabel(
            _(
                "Text, web pages, Word, PDF, tables, and what other tools have labelled. What they are is"
                " found out and shown before anything comes in."
            )
        )
        hint.setObjectName("muted")
        self.files = QPushButton(_("Choose files…"))
        self.files.setObjectName("main")
        self.files.clicked.connect(lambda _on=False: self.files_requested.emit())
        self.folder = QPushButton(_("Choose a folder…"))
        self.folder.clicked.connect(lambda _on=False: self.folder_requested.emit())
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch(2)
        for label in (title, hint):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(6)
        for button in (self.files, self.folder):
            button.setMinimumWidth(220)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
