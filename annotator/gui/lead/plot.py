"""The painted chart: each mark says its figure to the pointer, to the keyboard and to screen readers.

What it shows is laid out elsewhere, and what else can be done with it is the chart view's.
"""

from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.charts.chart import Chart
from annotator.charts.drawing import Drawing, Mark
from annotator.gui.announcing import announce
from annotator.gui.kept_keys import keep_keys
from annotator.gui.lead.marking import bring_into_sight, mark_at, ring
from annotator.gui.lead.painting import drawn, measure_of, paint
from annotator.gui.lead.walking import beside
from annotator.gui.theme import Theme
from annotator.gui.tips import tip
from annotator.words import _

LEAST_WIDTH: Final = 180
USUAL_WIDTH: Final = 360
_WAYS: Final = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}
_KEPT: Final = ("Up", "Down", "Left", "Right", "Home", "End", "Enter", "Space", "Ctrl+C", "Tab", "Shift+Tab")


class Plot(QWidget):
    """Paints one chart for the room it is given; one with many columns is wider. A press is a wish."""

    pressed = Signal(str)
    """The key of a mark that was pressed."""
    copy_requested = Signal()
    menu_requested = Signal(QPoint)
    """Where on the screen."""

    def __init__(self, chart: Chart, theme: Theme, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._chart = theme, chart
        self._drawings: dict[int, Drawing] = {}
        self._room = 0
        self._hovered: int | None = None
        self._current: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keep_keys(self, *_KEPT)
        self.show_chart(chart, name=name)

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Chart, *, name: str = "") -> None:
        """Show this instead; the mark in hand stays where there still is one of its place."""
        self._chart = chart
        self._drawings.clear()
        self.setAccessibleName(name or chart.title)
        self._hovered = None
        if self._room:  # else whoever lays it out has yet to say how much room there is
            self.fit(self._room)
        if self._current is not None and self._current >= len(self.marks()):
            self._current = None

    def fit(self, room: int) -> None:
        """Lay the chart out for so many pixels, and take the size that it then has."""
        self._room = max(LEAST_WIDTH, room)
        self._hovered = None
        for other in self._drawings.keys() - {self._room}:
            del self._drawings[other]
        self.resize(self.sizeHint())
        self.update()

    def marks(self) -> tuple[Mark, ...]:
        """Return what can be pointed at and walked, in order, with its words and its place in pixels."""
        return self._laid().marks

    def current(self) -> Mark | None:
        """Return the mark that the keyboard is at."""
        return None if self._current is None else self.marks()[self._current]

    def sizeHint(self) -> QSize:
        """Return the size in pixels of the chart as it is laid out."""
        return _size(self._laid())

    def size_in(self, room: int) -> QSize:
        """Return the size in pixels that the chart has in so much room."""
        return _size(self._drawn(max(LEAST_WIDTH, room)))

    def _laid(self) -> Drawing:
        return self._drawn(self._room or USUAL_WIDTH)

    def _drawn(self, room: int) -> Drawing:
        """Return the drawing for so much room: layouts ask for the same more than once."""
        if room not in self._drawings:
            measure = measure_of(self.font())
            made = drawn(self._chart, width=room, theme=self._theme, measure=measure)
            if not self._drawings:
                self.setAccessibleDescription(_("; ").join(mark.words for mark in made.marks))
                # Where there is nothing to walk to, the keyboard passes by.
                self.setFocusPolicy(Qt.FocusPolicy.TabFocus if made.marks else Qt.FocusPolicy.NoFocus)
            self._drawings[room] = made
        return self._drawings[room]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the chart, and a ring round the mark that is pointed at or walked to."""
        painter = QPainter(self)
        try:
            paint(painter, self._laid(), font=self.font())
            if self._hovered is not None:
                ring(painter, self.marks()[self._hovered], self._theme.muted)
            if self._current is not None and self.hasFocus():
                ring(painter, self.marks()[self._current], self._theme.accent)
        finally:
            painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the figure of what is pointed at."""
        self._hover(mark_at(self.marks(), event.position()), event.globalPosition().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Wish what a press on a mark stands for."""
        place = mark_at(self.marks(), event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self._current = place
            self.update()
            self._press()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Wish for the menu of what can be done with the chart."""
        self.menu_requested.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come to the mark that was in hand, or to the first."""
        super().focusInEvent(event)
        if self._current is None and self.marks():
            self._current = 0
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the marks, press one, copy the chart."""
        key = Qt.Key(event.key())
        marks = self.marks()
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_C:
            self.copy_requested.emit()
        elif not marks or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _WAYS:
            self._walk(beside(marks, self._current or 0, _WAYS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._walk(0 if key == Qt.Key.Key_Home else len(marks) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._press()
        else:
            super().keyPressEvent(event)

    def _walk(self, place: int) -> None:
        self._current = place
        self._tell()
        QToolTip.hideText()
        bring_into_sight(self, self.marks()[place])

    def _tell(self) -> None:
        mark = self.current()
        if mark is not None:
            announce(self, mark.words)
        self.update()

    def _press(self) -> None:
        mark = self.current()
        if mark is not None and mark.key:
            self.pressed.emit(mark.key)

    def _hover(self, place: int | None, on_screen: QPoint) -> None:
        if place == self._hovered:
            return
        self._hovered = place
        mark = None if place is None else self.marks()[place]
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if mark is not None and mark.key else Qt.CursorShape.ArrowCursor
        )
        if mark is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(on_screen, tip(mark.words), self)
        self.update()


def _size(drawing: Drawing) -> QSize:
    return QSize(ceil(drawing.width), ceil(drawing.height) + 1)
