"""What puts the keys on paper: which keyboard is drawn, print, and save as a file."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from annotator.errors import AnnotatorError
from annotator.gui import key_page
from annotator.gui.choosing import file_to_make
from annotator.gui.keyboard_picture import KeyboardPicture
from annotator.gui.keymap import KeyMap
from annotator.gui.printed import KEYBOARDS
from annotator.words import _


class KeyPaper(QWidget):
    """Prints or saves the keys of a map, drawn as on the keyboard that is chosen beside it."""

    told = Signal(str)
    """What was done."""
    refused = Signal(str)
    """Why it was not done."""

    def __init__(self, keys: KeyMap, picture: KeyboardPicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys, self._picture = keys, picture
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        kinds = QComboBox()
        kinds.setAccessibleName(_("Keyboard"))
        for one in KEYBOARDS:
            kinds.addItem(f"{_(one.words)} ▾", one)
        kinds.setCurrentIndex(KEYBOARDS.index(picture.printed))
        kinds.currentIndexChanged.connect(lambda row: picture.set_printed(KEYBOARDS[row]))
        row.addWidget(kinds)
        for words, act in ((_("Print…"), self._print), (_("Save as PDF or HTML…"), self._save)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)

    def save(self, path: Path) -> None:
        """Write the keys to a new file, and say so or why not."""
        try:
            key_page.save(self._keys, self._picture.printed, path)
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
        dialog.accepted.connect(lambda: key_page.print_on(printer, self._keys, self._picture.printed))
        dialog.show()
