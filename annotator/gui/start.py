"""The start window: what to do when no project is open yet."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError, NoName, ReservedName
from annotator.gui.choosing import file_to_make, file_to_open
from annotator.model import RESERVED_NAMES
from annotator.project.file import Project
from annotator.schema import load
from annotator.words import _


class StartWindow(QDialog):
    """Asks for a name and a project; `chosen` is the project's path once it is accepted."""

    def __init__(self, annotator: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: Path | None = None
        self.setWindowTitle("Annotator")
        self.setMinimumWidth(460)
        heading = QLabel(_("Label Arabic security news"))
        heading.setObjectName("big")
        about = QLabel(
            _("A project is one file on this computer. It holds the articles, the labels and every decision.")
        )
        about.setObjectName("muted")
        about.setWordWrap(True)
        self.name = QLineEdit(annotator)
        self.name.setPlaceholderText(_("Your name, as it will stand beside your labels"))
        self.name.setAccessibleName(_("Your name"))
        self._problem = QLabel()
        self._problem.setObjectName("problem")
        self._problem.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(12)
        for widget in (heading, about, QLabel(_("Your name")), self.name):
            column.addWidget(widget)
        for words, act, is_main in (
            (_("Open a project…"), self._open, True),
            (_("New project…"), self._new, False),
        ):
            button = QPushButton(words)
            button.setObjectName("main" if is_main else "")
            button.setDefault(is_main)
            button.clicked.connect(act)
            column.addWidget(button)
        column.addWidget(self._problem)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def annotator(self) -> str:
        """Return the name that was given."""
        return self.name.text().strip()

    def _open(self) -> None:
        kinds = _("Annotator projects (*.annot)")
        self._choose(file_to_open(self, _("Open a project"), kinds), is_new=False)

    def _new(self) -> None:
        kinds = _("Annotator projects (*.annot)")
        path = file_to_make(self, _("New project"), kinds, name="news.annot", suffix="annot")
        self._choose(path, is_new=True)

    def _choose(self, path: Path | None, *, is_new: bool) -> None:
        if path is None:
            return
        try:
            if not self.annotator():
                raise NoName
            if self.annotator() in RESERVED_NAMES:
                raise ReservedName(name=self.annotator())
            if is_new:
                Project.create(path, schema=load("security-news")).close()
            else:
                Project.open(path).close()
        except AnnotatorError as error:
            self._problem.setText(str(error))
            return
        self.chosen = path
        self.accept()
