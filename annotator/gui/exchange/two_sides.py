"""Two sides of a page: what is asked on the first, which scrolls, and what follows from it on the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from annotator.words import _

GAP = 12


class TwoSides(QSplitter):
    """A line between them can be moved; neither goes away."""

    def __init__(
        self, asked: QWidget, shown: QWidget, *, least: tuple[int, int], parent: QWidget | None = None
    ) -> None:
        """`least` are the least widths in pixels."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.first = scrolling(asked, name=_("What is asked"))
        self.setHandleWidth(1)
        sides: tuple[QWidget, QWidget] = (self.first, shown)
        for place, side in enumerate(sides):
            holder = _beside_the_line(side, is_first=place == 0)
            holder.setMinimumWidth(least[place])
            self.addWidget(holder)
        self.setChildrenCollapsible(False)
        self.setSizes([540, 500])


def scrolling(inside: QWidget, *, name: str) -> QScrollArea:
    """Return a widget that scrolls where it is too high, and is never cut at a side."""
    scroll = QScrollArea()
    scroll.setAccessibleName(name)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # Where one reads from the right, Qt begins a pixel too far: a border there would be out of sight.
    holder = QWidget()
    holder.setObjectName("clear")
    column = QVBoxLayout(holder)
    column.setContentsMargins(1, 0, 2, 0)
    column.addWidget(inside)
    scroll.setWidget(holder)
    return scroll


def _beside_the_line(side: QWidget, *, is_first: bool) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    is_left = is_first != holder.isRightToLeft()  # margins are not mirrored
    column.setContentsMargins(0 if is_left else GAP, 0, GAP if is_left else 0, 0)
    column.addWidget(side)
    return holder
