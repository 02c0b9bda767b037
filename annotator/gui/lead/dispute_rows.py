"""The list of what is in dispute or settled: a row for all places that are alike, the most frequent first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.gui.lead.docket import Group
from annotator.gui.lines import Lines, pitch_of, sized
from annotator.gui.theme import Theme
from annotator.words import _, number

Index = QModelIndex | QPersistentModelIndex

ROW: Final = Qt.ItemDataRole.UserRole
_MARGIN: Final = 12
_COUNT: Final = 62
_HEIGHT: Final = 62
_STEPS: Final = frozenset(
    {
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
        *(Qt.Key.Key_Home, Qt.Key.Key_End),
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says: the name in dispute, what is disputed or ruled there, and in how many places."""

    name: str
    words: str
    count: int


class DisputeRows(QAbstractListModel):
    """Rows that are put into words when they are looked at, for there may be tens of thousands."""

    def __init__(self, row_of: Callable[[Group], Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._row_of = row_of
        self._groups: Sequence[Group] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words for a screen reader."""
        if not index.isValid():
            return None
        row = self._row_of(self._groups[index.row()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _("{name}. {words}. ×{count}").format(
                name=row.name, words=row.words, count=number(row.count)
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.name}\n{row.words}"
        return row if role == ROW else None

    def take(self, groups: Sequence[Group]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._groups = groups
        self.endResetModel()


class DisputeDelegate(QStyledItemDelegate):
    """Draws a row: the name, what it is about below, how many places at the end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the size in pixels, the same for all, so that none of thousands is measured."""
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row, theme = index.data(ROW), self._theme
        rect, is_rtl = QRectF(option.rect), option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QColor(theme.accent) if theme.id == "contrast" else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_wash))
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 8, 8)
        room = rect.width() - 2 * _MARGIN - _COUNT
        left = rect.right() - _MARGIN - room if is_rtl else rect.left() + _MARGIN
        bold, small = sized(option.font, 15, is_bold=True), sized(option.font, 13)
        y = rect.top() + (rect.height() - pitch_of(bold) - pitch_of(small)) / 2
        Lines(row.name, bold, width=room, most=1, is_rtl=is_rtl).draw(painter, left, y, theme.ink)
        words = Lines(row.words, small, width=room, most=1, is_rtl=is_rtl)
        words.draw(painter, left, y + pitch_of(bold), theme.muted)
        if row.count > 1:
            side = Qt.AlignmentFlag.AlignLeft if is_rtl else Qt.AlignmentFlag.AlignRight
            x = rect.left() + _MARGIN if is_rtl else rect.right() - _MARGIN - _COUNT
            painter.setFont(sized(option.font, 14, is_bold=True))
            painter.setPen(QColor(theme.ink))
            painter.drawText(
                QRectF(x, rect.top(), _COUNT, rect.height()),
                side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter,
                f"\u2066{number(row.count)}×\u2069",
            )
        painter.restore()


class DisputeList(QListView):
    """The list. The arrows walk in it; every other key is the page's."""

    def __init__(self, rows: DisputeRows, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Disputes that are alike"))
        self.setModel(rows)
        self.setItemDelegate(DisputeDelegate(theme, self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMinimumWidth(200)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, or leave the key to the page."""
        if Qt.Key(event.key()) in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def choose(self, row: int) -> None:
        """Make a row the current one and bring it into sight, or the nearest; -1 is none."""
        count = self.model().rowCount()
        if row < 0:
            self.setCurrentIndex(QModelIndex())
        elif count:
            index = self.model().index(min(row, count - 1), 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)  # Qt does that for who hears of the change, and nobody may
