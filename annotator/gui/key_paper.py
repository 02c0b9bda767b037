"""The two buttons that put the keys on paper: print, and save as a file."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.errors import AnnotatorError
from annotator.gui import key_page
from annotator.gui.choosing import file_to_make
from annotator.gui.keymap import KeyMap
from annotator.words import _


class KeyPaper(QWidget):
    """Prints or saves the keys of a map."""

    told = Signal(str)
    """What was done."""
    refused = Signal(str)
    """Why it was not done."""

    def __init__(self, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for words, act in ((_("Print…"), self._print), (_("Save as PDF or HTML…"), self._save)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)

    def save(self, path: Path) -> None:
        """Write the keys to a new file, and say so or why not."""
        try:
            key_page.save(self._keys, path)
        except AnnotatorError as error:
            self.refused.emit(str(error))
        else:
            self.told.emit(_("Saved: {path}").format(path=f"\u2066{path}\u2069"))

    def _save(self) -> None:
        kinds = _("Pages (*.pdf *.html)")
        path = file_to_make(self, _("Save the keys"), kinds, name="keys.pdf", suffix="pdf")
        if path is not None:
            self.save(path)

    def _print(self) -> None:
        # Loaded here: nothing else needs what Qt has for printers.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: key_page.print_on(printer, self._keys))
        dialog.show()
