"""What a bug looks like to a person: a sentence, and a text to copy. Article text is left out."""

import sys
import traceback
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox

from annotator import __version__
from annotator.words import _


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return where a bug happened: version, kind, files and lines; no values, so no article text."""
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return "\n".join([f"Annotator {__version__}, Python {sys.version.split()[0]}", kind.__name__, *places])


def show_trouble(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Write the bug to standard error, and show it where there is a window."""
    traceback.print_exception(kind, error, trace)
    if QApplication.instance() is None:
        return
    box = QMessageBox(QMessageBox.Icon.Warning, "Annotator", _("This should not have happened."))
    box.setInformativeText(_("Your decisions so far are saved. The text below says where it went wrong."))
    box.setDetailedText(report(kind, trace))
    box.exec()
