"""A strip over the page, from when an update was installed under a running window.

The window goes on with the program that it was started from, as far as it has loaded it; what it decides is
saved as before. It cannot load anew, so it says so.
"""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from annotator.gui.announcing import announce
from annotator.own_program import is_replaced
from annotator.words import _

_LOOKS_MS: Final = 60_000


class ReplacedStrip(QLabel):
    """Says that the program on disk is another by now; not to be seen before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(16, 8, 16, 8)
        self.hide()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOKS_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        # Whoever has installed something comes back to the window.
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self.look)
        self.look()

    def look(self) -> None:
        """Look whether it has happened; say it once."""
        if self.text() or not is_replaced():
            return
        self._timer.stop()
        self.setText(
            _(
                "Annotator was updated or removed while this window was open. Your decisions are saved. "
                "Close it and open it again."
            )
        )
        self.show()
        announce(self, self.text())
