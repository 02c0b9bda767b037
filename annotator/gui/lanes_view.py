"""One sentence as each of two annotators labelled it, under each other."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.agreement.comparison import Disagreement
from annotator.gui.article import ArticleView, Look
from annotator.gui.marks import mark_of
from annotator.gui.still_text import StillText, Words
from annotator.gui.theme import Theme
from annotator.model import Span
from annotator.schema import Schema


class LanesView(QWidget):
    """The sentence of a disagreement, once for each annotator, with all that each marked in it."""

    def __init__(self, look: Look, schema: Schema, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._schema, self._theme = schema, theme
        self._names = (StillText(28), StillText(28))
        self._articles = (ArticleView(), ArticleView())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for name, article in zip(self._names, self._articles, strict=True):
            article.set_look(look)
            article.setMinimumHeight(110)
            column.addWidget(name)
            column.addWidget(article, 1)

    def show_place(
        self,
        disagreement: Disagreement,
        text: str,
        work: Sequence[tuple[str, Sequence[Span]]],
    ) -> None:
        """Show the sentence in `text` with the spans of two annotators, each with a name."""
        start, end = disagreement.sentence
        disputed = (disagreement.first, disagreement.second)
        for name, article, (who, spans), own in zip(self._names, self._articles, work, disputed, strict=True):
            name.say([Words(who, self._theme.muted)])
            article.setAccessibleName(who)
            inside = [span for span in spans if start <= span.start and span.end <= end]
            shifted = [_shifted(span, -start, number) for number, span in enumerate(inside)]
            marks = [mark_of(span, schema=self._schema, theme=self._theme) for span in shifted]
            article.set_article(text[start:end], has_title=False)
            article.set_marks(marks)
            here = next((mark for mark, span in zip(marks, inside, strict=True) if span == own), None)
            article.set_current(here.key if here else None)


def _shifted(span: Span, by: int, number: int) -> Span:
    return Span(span.start + by, span.end + by, span.label, span.sublabel, span.origin, id=number + 1)
