"""The history beside the window: every change in words, the places it touched, and the way to any of them."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.gui.history import ROW, History
from annotator.gui.lines import Lines, sized
from annotator.gui.theme import Theme
from annotator.labelling.changes import places_touched
from annotator.model import Change
from annotator.words import _, n_, number

if TYPE_CHECKING:
    from annotator.gui.labelling_page import LabellingPage

_MARGIN: Final = 14
_AROUND: Final = 28  # code points of the article on either side of a place
_LONGEST: Final = 36  # code points of a title
_LONGEST_PLACE: Final = 200
_MOST: Final = 200  # places that are listed
_PLACE: Final = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class HistoryView(QDialog):
    """A window beside the work. A row chosen shows its places; Enter goes to where the work was after it."""

    def __init__(self, page: "LabellingPage", theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("History"))
        self.resize(460, 720)
        self._page, self._past = page, page.desk.past
        self.rows = History(page.session, self._title, self)
        self.list = QListView()
        self.list.setAccessibleName(_("Changes, the newest first"))
        self.list.setModel(self.rows)
        self.list.setItemDelegate(_RowDelegate(self.rows, theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.places = QListWidget()
        self.places.setObjectName("places")
        self.places.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # as the article is written
        self.places.setWordWrap(True)
        self.places.setAccessibleName(_("Places of this change"))
        self.places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._heading = QLabel()
        self._heading.setObjectName("heading")
        self._button = QPushButton()
        self._button.setObjectName("main")
        self._button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(8)
        column.addWidget(self.list, 3)
        for widget, stretch in ((self._heading, 0), (self.places, 2), (self._button, 0)):
            column.addWidget(_inset(widget), stretch)
        self._connect()
        self.list.setCurrentIndex(self.rows.index(self.rows.here()))
        self.list.setFocus()

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._show_places)
        self.list.activated.connect(self._step)
        self.places.itemActivated.connect(self._go)
        self.places.itemClicked.connect(self._go)
        self._button.clicked.connect(self._step)
        self._page.session.rest.begun.connect(self._follow)
        self._past.arrived.connect(self._follow)

    def message(self) -> str:
        """Return what the button says: how far the way to the chosen row is."""
        return self._button.text()

    def _title(self, document_id: str) -> str:
        summary = self._page.documents.known.get(document_id)
        title = summary.title if summary is not None else document_id
        return title if len(title) <= _LONGEST else f"{title[:_LONGEST].rstrip()}…"

    def _step(self) -> None:
        """Go to where the work was just after the chosen change; pressed again on the way, stop."""
        if self._past.is_walking():
            self._past.stop()
            return
        row = self.list.currentIndex().row()
        if row >= 0 and row != self.rows.here():
            change = self.rows.change(row)
            self._past.step_to(0 if change is None else change.id)
            self._say_way()

    def _go(self, item: QListWidgetItem) -> None:
        document_id, start, end = item.data(_PLACE)
        self._page.show_place(document_id, start, end)

    def _follow(self) -> None:
        """Go to where the annotator is now; during a walk wait for its end."""
        if not self._past.is_walking():
            self.list.setCurrentIndex(self.rows.index(self.rows.here()))
            self._show_places()
            self.list.viewport().update()

    def _say_way(self) -> None:
        row, here = self.list.currentIndex().row(), self.rows.here()
        self._button.setEnabled(row >= 0 and row != here)
        if self._past.is_walking():
            self._button.setText(_("Stop"))
        elif row == here or row < 0:
            self._button.setText(_("You are here"))
        elif row > here:
            back = n_("Go back {count} step, to here", "Go back {count} steps, to here", row - here)
            self._button.setText(back.format(count=number(row - here)))
        else:
            on = n_("Go forward {count} step, to here", "Go forward {count} steps, to here", here - row)
            self._button.setText(on.format(count=number(here - row)))

    def _show_places(self) -> None:
        row = self.list.currentIndex().row()
        change = self.rows.change(row) if row >= 0 else None
        self.places.clear()
        try:
            count = self._list_places(change) if change is not None else 0
        except AnnotatorError as error:
            self._page.session.refuse(error)
            return
        words = n_("{count} place", "{count} places", count).format(count=number(count))
        if count > _MOST:
            words = _("{places}, the first {count}:").format(places=words, count=number(_MOST))
        self._heading.setText(words if count else _("No single place: this is about the article as a whole."))
        self._say_way()

    def _list_places(self, change: Change) -> int:
        """Put the first places of a change into the list, and those it left alone; return how many it has."""
        project = self._page.session.project
        left_alone = self._page.session.left_alone.get(change.id, ())
        count = 0
        for document_id in change.document_ids:
            proposed = {one.id: one for one in project.suggestions.of(document_id)}
            places = places_touched(change, document_id, proposed=proposed)
            room = max(0, _MOST - count)
            count += len(places)
            if not (places[:room] or left_alone):
                continue
            text = project.documents.get(document_id).text
            for start, end in places[:room]:
                self._list_place(in_context(text, start, end), (document_id, start, end))
            for start, end in left_alone[:_MOST]:
                words = _("left alone: {place}").format(place=in_context(text, start, end))
                self._list_place(words, (document_id, start, end))
        return count

    def _list_place(self, words: str, place: tuple[str, int, int]) -> None:
        item = QListWidgetItem(words)
        item.setData(_PLACE, place)
        self.places.addItem(item)


class _RowDelegate(QStyledItemDelegate):
    """Draws a change: what it was, and below it when, how much and where; a bar where the annotator is."""

    def __init__(self, rows: History, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows, self._theme = rows, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the size in pixels, the same for all rows."""
        return QSize(200, int(QFontMetrics(option.font).height() * 1.1) + 32)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one change."""
        theme, rect = self._theme, option.rect
        change: Change | None = index.data(ROW)
        is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_here = index.row() == self._rows.here()
        painter.save()
        painter.fillRect(rect, QColor(theme.accent_wash if is_selected else theme.panel))
        if is_here:
            bar = QRect(rect.right() - 3 if is_rtl else rect.left(), rect.top(), 4, rect.height())
            painter.fillRect(bar, QColor(theme.accent))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.border))
        is_undone = change is not None and change.is_undone
        width, px = rect.width() - 2 * _MARGIN, option.font.pixelSize()
        name = Lines(
            self._rows.name(change),
            sized(option.font, px, is_bold=not is_undone),
            width=width,
            most=1,
            is_rtl=is_rtl,
        )
        name.draw(painter, rect.left() + _MARGIN, rect.top() + 7, theme.muted if is_undone else theme.ink)
        # A mark of direction first: a title in the other direction must not turn the line round.
        said = ("\u200f" if is_rtl else "\u200e") + _(", ").join(self._rows.details(change))
        small = Lines(said, sized(option.font, max(10, px - 2)), width=width, most=1, is_rtl=is_rtl)
        small.draw(painter, rect.left() + _MARGIN, rect.bottom() - small.height - 6, theme.muted)
        painter.restore()


def in_context(text: str, start: int, end: int) -> str:
    """Return a place in quotation marks with the words around it, on one line."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:  # from a whole word on
        before = f"…{before.partition(' ')[2]}"
    if end + _AROUND < len(text):
        after = f"{after.rpartition(' ')[0]}…"
    said = text[start:end] if end - start <= _LONGEST_PLACE else f"{text[start : start + _LONGEST_PLACE]}…"
    return f"\u200f{' '.join(f'{before}«{said}»{after}'.split())}"


def _inset(widget: QWidget) -> QWidget:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(12, 0, 12, 0)
    column.addWidget(widget)
    return inside
