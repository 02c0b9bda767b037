"""A report of an error as text, and what a person can do with it: copy it, save it, open its folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError
from annotator.gui.announcing import announce
from annotator.gui.choosing import file_to_make
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.project.staging import writing_errors
from annotator.words import _

_NAME = "annotator-error.txt"


class ReportView(QWidget):
    """One report; it sends nothing anywhere."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._folder: Path | None = None
        self.text = QPlainTextEdit()
        self.text.setObjectName("paper")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))  # ours are for Arabic
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # English, in every language
        self.text.setAccessibleName(_("Report of an error"))
        self.said = Paragraph("", theme.muted)
        self.copy = _button(_("Copy"), self._copy)
        self.save = _button(_("Save…"), self._ask)
        self.open = _button(_("Open folder"), self._open)
        self.buttons = QHBoxLayout()
        for button in (self.copy, self.save, self.open):
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.text, 1)
        column.addWidget(self.said)
        column.addLayout(self.buttons)

    def show_report(self, text: str, *, folder: Path | None) -> None:
        """Show the text of a report, which lies in a folder, or in none where the disk refused it."""
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
        self._folder = folder
        self.open.setVisible(folder is not None)

    def save_as(self, path: Path) -> None:
        """Write the text to a new file, and say so or why not."""
        try:
            with writing_errors(path), path.open("x", encoding="utf-8") as file:
                file.write(self.text.toPlainText())
        except AnnotatorError as error:
            self._say(str(error), self._theme.bad)
        else:
            self._say(_("Saved: {path}").format(path=f"\u2066{path}\u2069"), self._theme.good)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._say(_("Copied"), self._theme.good)

    def _ask(self) -> None:
        path = file_to_make(self, _("Save the report"), _("Text (*.txt)"), name=_NAME, suffix="txt")
        if path is not None:
            self.save_as(path)

    def _open(self) -> None:
        if self._folder is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self._say(f"\u2066{self._folder}\u2069", self._theme.ink)

    def _say(self, sentence: str, colour: str) -> None:
        self.said.say(sentence, colour)
        announce(self.said, sentence)


def _button(words: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button
