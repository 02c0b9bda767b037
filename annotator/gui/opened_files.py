"""Projects that the system hands to the running program: on macOS a double click comes as an event of Qt."""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QProcess, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.own_program import own_window


class OpenedFiles(QObject):
    """Listens from the moment it is made, on macOS alone: no other system sends these events.

    A filter in Python costs something at every event of every widget.
    """

    asked = Signal(object)
    """The path of a project that is to be opened."""

    def __init__(self, qt: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        if sys.platform == "darwin":
            qt.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what says that a file is to be opened, and nothing else."""
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return False
        self.asked.emit(Path(event.file()))
        return True


def open_beside(path: Path, *, window: QWidget, here: Path) -> None:
    """Open another project in a process of its own; for the one that is open `here`, come to the front."""
    if path.resolve() == here.resolve():
        window.raise_()
        window.activateWindow()
        return
    program = own_window()
    QProcess.startDetached(program[0], [*program[1:], "--", str(path)])
