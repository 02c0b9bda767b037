"""The guideline of one label: its name, its rule, its examples. Changing the label costs no layout."""

from html import escape

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.theme import Theme
from annotator.schema import Label, Schema
from annotator.words import _, is_right_to_left, language


class Guideline(QWidget):
    """A box that shows the guideline of the label in hand; as high as the longest one needs."""

    def __init__(self, schema: Schema, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts = {label.id: _html(label) for label in schema.labels}
        self._pages: dict[str, QTextDocument] = {}
        self._shown = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(120)

    def show_label(self, label: str) -> None:
        """Show a label's guideline; an unknown id keeps what is shown."""
        if label in self._texts and label != self._shown:
            self._shown = label
            self.setAccessibleName(self._page(label).toPlainText())
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the guideline, or where it will stand."""
        painter = QPainter(self)
        try:
            if self._shown:
                self._page(self._shown).drawContents(painter)
            else:
                painter.setPen(QColor(self._theme.muted))
                words = _("The guideline of the label in hand stands here.")
                option = QTextOption()
                option.setWrapMode(QTextOption.WrapMode.WordWrap)
                painter.drawText(self.rect().toRectF(), words, option)
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the guidelines out for the new width, and be as high as the longest."""
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            for page in self._pages.values():
                page.setTextWidth(self.width())
            self.setFixedHeight(max(int(self._page(label).size().height()) for label in self._texts) + 4)

    def _page(self, label: str) -> QTextDocument:
        if label not in self._pages:
            page = self._pages[label] = QTextDocument(self)
            page.setDefaultFont(self.font())
            page.setDocumentMargin(0)
            page.setDefaultStyleSheet(
                f"body, p {{ color: {self._theme.ink}; }} .muted {{ color: {self._theme.muted}; }}"
            )
            page.setHtml(self._texts[label])
            page.setTextWidth(self.width())
        return self._pages[label]


def _html(label: Label) -> str:
    name = escape(label.names.in_language(language()))
    direction = "rtl" if is_right_to_left() else "ltr"
    rule = escape(label.guideline.in_language(language()))
    examples = "".join(f"<p dir='rtl' class='muted'>{_bold(example)}</p>" for example in label.examples)
    return f"<body><p dir='{direction}'><b>{name}</b> — {rule}</p>{examples}</body>"


def _bold(example: str) -> str:
    return escape(example).replace("[", "<b>").replace("]", "</b>")
