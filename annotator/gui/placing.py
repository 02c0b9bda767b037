"""Where a window stands: where it was left; at the first start so that its frame is on the screen, too."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from annotator.gui.remembered import Remembered

_WISHED: Final = QSize(1440, 900)
_FRAME: Final = QSize(16, 48)
"""At most what desktops draw around a window, in pixels; how much it is, nobody knows before it is shown."""


def place(window: QWidget, remembered: Remembered) -> None:
    """Give a window its place before it is first shown: Qt brings one back on a screen that is there."""
    kept = remembered.place()
    if not kept.isEmpty() and window.restoreGeometry(kept):
        return
    room = window.screen().availableSize() - _FRAME
    window.resize(_WISHED.boundedTo(room))
    if window.size() != _WISHED:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
