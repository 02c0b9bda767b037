"""The formats to choose from: under each group of readers its formats, each with what it is for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.gui.exchange.format_words import GROUPS, words_of
from annotator.gui.lines import Lines, pitch_of, sized
from annotator.gui.theme import Theme
from annotator.words import _

_ROW: Final = Qt.ItemDataRole.UserRole
_MARGIN: Final = 12
_PAD: Final = 5
_SMALL: Final = 12
_PLAIN: Final = 14

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FormatRow:
    """A format, or the head of a group where `name` is ""."""

    name: str
    title: str
    sentence: str = ""


class FormatList(QListView):
    """A list in which the arrows choose a format; heads of groups are passed over."""

    chosen = Signal(str)
    """The name of a format."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName(_("Format"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_formats(self, names: Sequence[str]) -> None:
        """Offer these, by group."""
        worded = {name: words_of(name) for name in names}
        rows: list[FormatRow] = []
        for group in GROUPS:
            inside = [name for name in worded if worded[name][0] == group]
            if inside:
                rows.append(FormatRow("", _(group)))
            for name in inside:
                _group, title, sentence = worded[name]
                rows.append(FormatRow(name, title, _(sentence) if sentence else ""))
        if rows != self._rows.rows:
            self._rows.show_rows(rows)

    def choose(self, name: str) -> None:
        """Choose a format, without a word about it."""
        place = next((place for place, row in enumerate(self._rows.rows) if row.name == name), -1)
        if place >= 0 and place != self.currentIndex().row():
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(self._rows.index(place))
            self.selectionModel().blockSignals(False)
            self.scrollTo(self._rows.index(place))
            self.viewport().update()

    def names(self) -> list[str]:
        """Return the formats that are offered, in their order."""
        return [row.name for row in self._rows.rows if row.name]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the sentences anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the list, at its end the page; Qt would keep a touch pad's whole movement in the list."""
        super().wheelEvent(event)
        if not event.isAccepted():
            page = self.parentWidget()
            while page is not None and not isinstance(page, QAbstractScrollArea):
                page = page.parentWidget()
            if page is not None:
                QApplication.sendEvent(page.verticalScrollBar(), event)

    def _tell(self, now: Index, _before: Index) -> None:
        row: FormatRow | None = now.data(_ROW)
        if row is not None and row.name:
            self.chosen.emit(row.name)


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[FormatRow] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}. {row.sentence}" if row.sentence else row.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let formats be chosen, and nothing else."""
        is_format = index.isValid() and bool(self.rows[index.row()].name)
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if is_format else Qt.ItemFlag.NoItemFlags
        )

    def show_rows(self, rows: Sequence[FormatRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    """Draws a format in bold with its sentence under it, and a group's head small."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size in pixels at the list's width."""
        width = self._view.viewport().width()
        row: FormatRow = index.data(_ROW)
        if not row.name:
            return QSize(width, round(pitch_of(sized(option.font, _SMALL))) + 2 * _PAD + 2)
        title = pitch_of(sized(option.font, _PLAIN))
        return QSize(width, round(title + self._sentence(option, row, width).height) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        theme, rect = self._theme, option.rect
        row: FormatRow = index.data(_ROW)
        is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        x, y, width = rect.left() + _MARGIN, rect.top() + _PAD, rect.width() - 2 * _MARGIN
        if not row.name:
            head = Lines(row.title, sized(option.font, _SMALL), width=width, most=1, is_rtl=is_rtl)
            head.draw(painter, x, y + 2, theme.muted)
            painter.restore()
            return
        painter.fillRect(rect, QColor(theme.accent_wash if is_selected else theme.panel))
        if is_selected:
            side = rect.right() - 3 if is_rtl else rect.left()
            painter.fillRect(QRect(side, rect.top(), 4, rect.height()), QColor(theme.accent))
        title = Lines(row.title, sized(option.font, _PLAIN, is_bold=True), width=width, most=1, is_rtl=is_rtl)
        title.draw(painter, x, y, theme.ink)
        sentence = self._sentence(option, row, rect.width())
        sentence.draw(painter, x, y + title.height, theme.muted)
        painter.restore()

    def _sentence(self, option: QStyleOptionViewItem, row: FormatRow, width: int) -> Lines:
        is_rtl = self._view.isRightToLeft()
        return Lines(
            row.sentence, sized(option.font, _SMALL + 1), width=width - 2 * _MARGIN, most=3, is_rtl=is_rtl
        )
