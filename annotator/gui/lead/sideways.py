"""A plot at its full height; one that is too wide is moved sideways in its place, and not with the page."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from annotator.gui.lead.plot import LEAST_WIDTH, USUAL_WIDTH, Plot


class Sideways(QScrollArea):
    """As high as its plot is at its width."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self._plot = plot
        self.setObjectName("clear")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(LEAST_WIDTH)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWidget(plot)
        plot.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """Return the size in pixels in usual room."""
        return QSize(USUAL_WIDTH, self.heightForWidth(USUAL_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Return the least size in pixels: the height follows from the width."""
        return QSize(LEAST_WIDTH, 0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels of the plot, and of the scroll bar where it is too wide."""
        size = self._plot.size_in(width)
        bar = self.horizontalScrollBar().sizeHint().height() if size.width() > width else 0
        return size.height() + bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the plot its room."""
        super().resizeEvent(event)
        self._plot.fit(self.viewport().width())
