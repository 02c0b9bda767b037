"""A layout that puts widgets beside one another and goes on in the next row where there is no room left."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget, QWidgetItem


class Flow(QLayout):
    """Rows of widgets in their own sizes, from the side where the window's lines begin.

    Its items are made here: one that Qt makes is known to Python by a wrapper that is now and then declared
    dead while the item lives on. What Qt asks of the layout then ends the process.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)

    def addWidget(self, widget: QWidget, /) -> None:
        """Add a widget at the end."""
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None where there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, None where there is none."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels of the rows at a width."""
        return self._arrange(QRect(0, 0, width, 0), is_for_good=False)

    def sizeHint(self) -> QSize:
        """Return the size of one widget under another."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest widget with the margins."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        """Put the widgets in their places."""
        super().setGeometry(rect)
        self._arrange(rect, is_for_good=True)

    def _arrange(self, rect: QRect, *, is_for_good: bool) -> int:
        """Go through the places row by row; return the height that they take."""
        room = rect.marginsRemoved(self.contentsMargins())
        x, y, row_height = room.left(), room.top(), 0
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        for item in self._items:
            if item.isEmpty():  # hidden: no room for it, and no gap
                continue
            size = item.sizeHint().boundedTo(QSize(max(1, room.width()), 10_000))
            if x > room.left() and x + size.width() > room.right() + 1:
                x, y, row_height = room.left(), y + row_height + self.spacing(), 0
            if is_for_good:
                box = QRect(QPoint(x, y), size)
                item.setGeometry(QStyle.visualRect(direction, room, box))
            x += size.width() + self.spacing()
            row_height = max(row_height, size.height())
        return y + row_height - rect.top() + self.contentsMargins().bottom()
