"""What a bug looks like to a person: a sentence, and a text to copy. Article text is left out.

What is nobody's fault but the computer's (a full disk under an open window) is its sentence alone.
"""

import sys
import traceback
from types import TracebackType
from typing import Final

from PySide6.QtWidgets import QApplication, QMessageBox

from annotator import __version__
from annotator.errors import AnnotatorError
from annotator.words import _

_NAME: Final = "trouble"


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return where a bug happened: version, kind, files and lines; no values, so no article text."""
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return "\n".join([f"Annotator {__version__}, Python {sys.version.split()[0]}", kind.__name__, *places])


def show_trouble(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Write the bug to standard error, and show it where there is a window, one at a time.

    What breaks a paint breaks every paint, the one behind the message included.
    """
    if isinstance(error, AnnotatorError):
        print(error, file=sys.stderr)
    else:
        traceback.print_exception(kind, error, trace)
    if QApplication.instance() is None or _is_shown():
        return
    if isinstance(error, AnnotatorError):
        box = QMessageBox(QMessageBox.Icon.Warning, "Annotator", str(error))
    else:
        box = QMessageBox(QMessageBox.Icon.Warning, "Annotator", _("This should not have happened."))
        box.setInformativeText(_("Your decisions so far are saved. The text below says where it went wrong."))
        box.setDetailedText(report(kind, trace))
    box.setObjectName(_NAME)
    box.exec()


def _is_shown() -> bool:
    return any(window.objectName() == _NAME for window in QApplication.topLevelWidgets())
