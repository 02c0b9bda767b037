"""The document list: title, outlet, state and what is left, two lines a document."""

from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.gui.theme import Theme
from annotator.model import State
from annotator.project.documents import Summary
from annotator.words import N_, _, n_, number

STATE_WORDS: Final = {
    State.NEW: N_("new"),
    State.IN_PROGRESS: N_("in progress"),
    State.QUESTION: N_("question to the lead"),
    State.SKIPPED: N_("skipped"),
    State.FINISHED: N_("finished"),
}
SUMMARY: Final = Qt.ItemDataRole.UserRole
_MARGIN: Final = 14
_LEADING: Final = 0.9  # the interface's Arabic letters leave much room above and below

Index = QModelIndex | QPersistentModelIndex


def left_words(count: int) -> str:
    """Return how many suggestions wait, in words."""
    return n_("{count} suggestion", "{count} suggestions", count).format(count=number(count))


class Documents(QAbstractListModel):
    """The summaries of a project's documents for one annotator."""

    def __init__(self, summaries: list[Summary], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summaries = summaries
        self._rows = {one.id: row for row, one in enumerate(summaries)}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of documents."""
        return 0 if parent.isValid() else len(self._summaries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a document's title, its words for a screen reader, or its summary."""
        summary = self._summaries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return summary.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{summary.title}. {'. '.join(words for words, _c in meta_words(summary))}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{summary.title}\n{summary.id}"
        return summary if role == SUMMARY else None

    def row_of(self, document_id: str) -> int:
        """Return a document's row, -1 where there is none."""
        return self._rows.get(document_id, -1)

    def summary(self, row: int) -> Summary:
        """Return the summary in a row."""
        return self._summaries[row]

    def reset(self, summaries: list[Summary]) -> None:
        """Take another list."""
        self.beginResetModel()
        self._summaries = summaries
        self._rows = {one.id: row for row, one in enumerate(summaries)}
        self.endResetModel()

    def put(self, summary: Summary) -> None:
        """Replace one document's summary."""
        row = self._rows[summary.id]
        if self._summaries[row] != summary:
            self._summaries[row] = summary
            self.dataChanged.emit(self.index(row), self.index(row))

    def finished(self) -> int:
        """Return how many documents are finished."""
        return sum(one.state is State.FINISHED for one in self._summaries)

    def next_unfinished(self, after: int) -> int:
        """Return the row of the next document that is not put away, after `after`, round the end; or -1."""
        count = len(self._summaries)
        order = [(after + 1 + step) % count for step in range(count)] if count else []
        away = (State.FINISHED, State.SKIPPED)
        return next((row for row in order if self._summaries[row].state not in away), -1)


def meta_words(summary: Summary) -> list[tuple[str, str]]:
    """Return the second line as pairs of words and the theme's colour for them."""
    colour = {
        State.IN_PROGRESS: "accent",
        State.QUESTION: "warning",
        State.SKIPPED: "muted",
        State.FINISHED: "good",
    }.get(summary.state, "muted")
    pairs = [(summary.outlet, "muted")] if summary.outlet else []
    pairs.append((_(STATE_WORDS[summary.state]), colour))
    if summary.open_suggestions and summary.state is not State.FINISHED:
        pairs.append((left_words(summary.open_suggestions), "muted"))
    return pairs


class DocumentDelegate(QStyledItemDelegate):
    """Draws a document: its title on up to two lines, and what is known of it below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size in pixels: as high as the title needs."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 260
        lines = self._title(option.font, str(index.data()), width - 2 * _MARGIN).lineCount()
        height = QFontMetrics(option.font).height()
        return QSize(width, int(lines * height * _LEADING + height + 26))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one document."""
        theme, rect = self._theme, option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(theme.accent_wash if is_selected else theme.panel))
        is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
        if is_selected:
            bar = QRect(rect.right() - 2 if is_rtl else rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, QColor(theme.accent))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.border))
        inner = rect.adjusted(_MARGIN, 10, -_MARGIN, -10)
        layout = self._title(option.font, str(index.data()), inner.width())
        painter.setPen(QColor(theme.ink))
        y = float(inner.top())
        for number_ in range(layout.lineCount()):
            line = layout.lineAt(number_)
            line.draw(painter, inner.topLeft().toPointF() + QPointF(0, y - inner.top()))
            y += line.height() * _LEADING
        self._draw_meta(painter, option, index.data(SUMMARY), inner)
        painter.restore()

    def _draw_meta(
        self, painter: QPainter, option: QStyleOptionViewItem, summary: Summary, inner: QRect
    ) -> None:
        font = QFont(option.font)
        font.setPixelSize(max(10, font.pixelSize() - 1))
        painter.setFont(font)
        metrics = QFontMetrics(font)
        line = QRect(inner.left(), inner.bottom() - metrics.height(), inner.width(), metrics.height() + 2)
        is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
        x = 0
        for words, colour in meta_words(summary):
            width = metrics.horizontalAdvance(words)
            left = line.right() - x - width if is_rtl else line.left() + x
            painter.setPen(QColor(getattr(self._theme, colour)))
            painter.drawText(
                QRect(left, line.top(), width + 1, line.height()), Qt.AlignmentFlag.AlignCenter, words
            )
            x += width + 14

    def _title(self, font: QFont, title: str, width: int) -> QTextLayout:
        bold = QFont(font)
        bold.setWeight(QFont.Weight.Bold)
        option = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(_shortened(title, QFontMetrics(bold), 2 * width - 40), bold)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(20, width))
        layout.endLayout()
        return layout


class DocumentList(QListView):
    """The list itself; a click wishes for a document. Its keys are the window's, as on the whole page."""

    document_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Documents"))
        self.setItemDelegate(DocumentDelegate(theme, self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumWidth(220)
        self.clicked.connect(self._wish)

    def _wish(self, index: QModelIndex) -> None:
        self.document_requested.emit(index.data(SUMMARY).id)


def _shortened(title: str, metrics: QFontMetrics, width: int) -> str:
    return metrics.elidedText(title, Qt.TextElideMode.ElideRight, max(40, width))
