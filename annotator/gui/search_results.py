"""What a search in the project found, as rows: an article's title, then its hits in their context."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.gui.article.utf16 import U16
from annotator.gui.theme import Theme
from annotator.gui.tips import tip
from annotator.project.search import Hit
from annotator.words import _, n_, number

ROW: Final = Qt.ItemDataRole.UserRole
_MARGIN: Final = 14
_LINES: Final = 2
_BEFORE: Final = 24
"""So much of what comes before a hit is shown, in code points, that the hit is on the first of two lines."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Group:
    """An article, with how many of its places were found."""

    document_id: str
    title: str
    hits: int


@dataclass(frozen=True, slots=True)
class More:
    """More was found than is shown."""


Row = Group | Hit | More
_AT_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


class SearchResults(QAbstractListModel):
    """The rows of the results."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's words, or the row."""
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row_words(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Group):
            return tip(row.title)
        return row if role == ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let hits be taken, and what asks for more; a title is none of both."""
        if isinstance(self._rows[index.row()], Group):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def show(self, hits: Sequence[Hit], *, has_more: bool) -> None:
        """Show these hits, which come article by article."""
        self.beginResetModel()
        counts: dict[str, int] = {}
        for hit in hits:
            counts[hit.document_id] = counts.get(hit.document_id, 0) + 1
        self._rows = []
        before = None
        for hit in hits:
            if hit.document_id != before:
                before = hit.document_id
                self._rows.append(Group(hit.document_id, hit.title, counts[hit.document_id]))
            self._rows.append(hit)
        if has_more:
            self._rows.append(More())
        self.endResetModel()

    def row(self, number_: int) -> Row:
        """Return a row."""
        return self._rows[number_]

    def step(self, row: int, *, forward: bool) -> int:
        """Return the next row that is no title, or the one before, round the end; -1 without one."""
        count = len(self._rows)
        way = 1 if forward else -1
        rows = ((row + way * step) % count for step in range(1, count + 1))
        return next((one for one in rows if not isinstance(self._rows[one], Group)), -1)

    def of(self, document_id: str) -> list[tuple[int, int]]:
        """Return the places in one article."""
        return [
            (one.start, one.end)
            for one in self._rows
            if isinstance(one, Hit) and one.document_id == document_id
        ]


def row_words(row: Row) -> str:
    """Return a row in words."""
    if isinstance(row, Group):
        places = n_("{count} place", "{count} places", row.hits).format(count=number(row.hits))
        return f"{row.title}. {places}"
    if isinstance(row, Hit):
        return f"{row.before}{row.found}{row.after}"
    return _("Show more")


class ResultDelegate(QStyledItemDelegate):
    """Draws a row of the results from right to left, as articles are; what was found stands out."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size in pixels: two lines for a hit, one for all else."""
        height = QFontMetrics(option.font).height()
        lines = _LINES if isinstance(index.data(ROW), Hit) else 1
        return QSize(100, int(lines * height * 0.95) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row, theme, rect = index.data(ROW), self._theme, option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = theme.raised if isinstance(row, Group) else theme.accent_wash if is_selected else theme.panel
        painter.fillRect(rect, QColor(ground))
        if is_selected:
            is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
            painter.fillRect(
                QRect(rect.right() - 2 if is_rtl else rect.left(), rect.top(), 3, rect.height()),
                QColor(theme.accent),
            )
        inner = rect.adjusted(_MARGIN, 6, -_MARGIN, -6)
        if isinstance(row, Group):
            self._draw_group(painter, option.font, row, inner)
        elif isinstance(row, Hit):
            self._draw_hit(painter, option.font, row, inner)
        else:
            painter.setPen(QColor(theme.accent))
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, row_words(row))
        painter.restore()

    def _draw_group(self, painter: QPainter, font: QFont, group: Group, box: QRect) -> None:
        count = number(group.hits)
        width = painter.fontMetrics().horizontalAdvance(count) + 12
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(box, _AT_LEFT, count)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.Bold)
        painter.setFont(bold)
        painter.setPen(QColor(self._theme.ink))
        title = QFontMetrics(bold).elidedText(group.title, Qt.TextElideMode.ElideRight, box.width() - width)
        option = _from_right(QTextOption.WrapMode.NoWrap)
        option.setAlignment(option.alignment() | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(box.adjusted(width, 0, 0, 0).toRectF(), title, option)

    def _draw_hit(self, painter: QPainter, font: QFont, hit: Hit, box: QRect) -> None:
        before = hit.before if len(hit.before) <= _BEFORE else "…" + _words_from(hit.before[-_BEFORE:])
        text = before + hit.found + hit.after
        units = U16(text)
        layout = QTextLayout(text, font)
        layout.setTextOption(_from_right(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere))
        found = QTextLayout.FormatRange()
        found.start = units.to_units(len(before))
        found.length = units.to_units(len(before) + len(hit.found)) - found.start
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold)
        look.setForeground(QColor(self._theme.ink))
        look.setBackground(QColor(self._theme.selection))
        found.format = look
        layout.setFormats([found])
        layout.beginLayout()
        y = 0.0
        for _line in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(20, box.width()))
            line.setPosition(QPointF(0, y))
            y += line.height() * 0.95
        layout.endLayout()
        painter.setPen(QColor(self._theme.muted))
        layout.draw(painter, box.topLeft().toPointF())


class ResultList(QListView):
    """The list of the results; the current row is a hit, or what asks for more."""

    def __init__(self, results: SearchResults, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What was found"))
        self.setItemDelegate(ResultDelegate(theme, self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setModel(results)


def _from_right(wrap: QTextOption.WrapMode) -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(wrap)
    return option


def _words_from(text: str) -> str:
    """Return a text from its first whole word on."""
    _cut, space, rest = text.partition(" ")
    return rest if space and rest else text
