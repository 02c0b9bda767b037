"""The document list: title, outlet, state and what is left, two lines a document."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QShowEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.gui.documents import SUMMARY, Documents, Index, meta_words
from annotator.gui.kept_keys import LIST, keep_keys
from annotator.gui.theme import Theme
from annotator.project.documents import Summary
from annotator.words import _

_MARGIN: Final = 14
_LEADING: Final = 0.9  # the interface's Arabic letters leave much room above and below


class DocumentDelegate(QStyledItemDelegate):
    """Draws a document: its title on up to two lines, and what is known of it below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the size in pixels: two lines of title for all, so that none of thousands is measured."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 260
        height = QFontMetrics(option.font).height()
        return QSize(width, int(2 * height * _LEADING + height + 26))

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
    """The list itself; a click, or Enter in it, wishes for a document. Other keys are the window's."""

    document_requested = Signal(str)

    def __init__(self, documents: Documents, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = QPersistentModelIndex()
        self.setAccessibleName(_("Documents"))
        self.setItemDelegate(DocumentDelegate(theme, self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMinimumWidth(220)
        self._documents = documents
        keep_keys(self, *LIST)
        self.clicked.connect(self._wish)
        self.activated.connect(self._wish)

    def show_open(self, index: QModelIndex) -> None:
        """Show which document is on the desk."""
        self._open = QPersistentModelIndex(index)
        self.setCurrentIndex(index)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Go back to the document on the desk: looking through the list opened nothing."""
        super().focusOutEvent(event)
        self._go_to_open()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the documents, now that the window has its shape: every change of it walks all the rows."""
        if self.model() is not self._documents:
            self.setModel(self._documents)
            # After the selection's own answer to other rows, which is to have no current one.
            self._documents.modelReset.connect(self._go_to_open)
            self._go_to_open()
        super().showEvent(event)

    def _go_to_open(self) -> None:
        if self._open.isValid():
            self.setCurrentIndex(self._documents.index(self._open.row()))

    def _wish(self, index: QModelIndex) -> None:
        self.document_requested.emit(index.data(SUMMARY).id)


def _shortened(title: str, metrics: QFontMetrics, width: int) -> str:
    return metrics.elidedText(title, Qt.TextElideMode.ElideRight, max(40, width))
