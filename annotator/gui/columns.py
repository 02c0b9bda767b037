"""Blocks side by side where there is room, under each other where there is not."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

_GAP = 14
_NARROW = 960
"""Below this width, in pixels, blocks stand under each other."""


class Columns(QWidget):
    """Widgets with their shares of the width."""

    def __init__(
        self,
        widgets: Sequence[QWidget],
        shares: Sequence[int],
        *,
        narrow: int = _NARROW,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self._narrow = narrow
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        for widget, share in zip(widgets, shares, strict=True):
            self._row.addWidget(widget, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side, or under each other."""
        super().resizeEvent(event)
        is_narrow = self.width() < self._narrow
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)
