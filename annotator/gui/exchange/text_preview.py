"""The beginning of a file's first article as it will come in, and how the file is read."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from annotator.exchange.recognised_words import recognised_words
from annotator.gui.article import ArticleView, Look, Mark
from annotator.gui.exchange.how_choice import HowChoice
from annotator.gui.exchange.import_wish import HowRead
from annotator.gui.exchange.seen import SeenFile
from annotator.gui.marks import label_words
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.schema import Schema
from annotator.words import N_, _, is_right_to_left

_MARGIN: Final = 18
_LONGEST: Final = 120  # code points of one thing that is known of an article
_KNOWN: Final = {
    "outlet": N_("outlet"),
    "date": N_("date"),
    "url": N_("address"),
    "file": N_("file"),
    "author": N_("author"),
    "country": N_("country"),
    "section": N_("section"),
    "age": N_("published"),
    "reads": N_("readers"),
}


class TextPreview(QWidget):
    """Shows one file; what is chosen goes for all files of the path that was asked for."""

    how_chosen = Signal(object)
    """A HowRead."""

    def __init__(self, schema: Schema, theme: Theme, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._schema, self._theme = schema, theme
        self.how = HowChoice(theme)
        self.how.chosen.connect(self.how_chosen)
        self.article = ArticleView()
        self.article.setAccessibleName(_("Beginning of the first article"))
        self.article.set_look(look)
        self.refusal = Paragraph("", theme.bad)
        self.meta = Paragraph("", theme.muted, px=13)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.article)
        self._stack.addWidget(_centred(self.refusal))
        said = QHBoxLayout()
        said.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        said.addWidget(self.meta)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 10, 1, 8)
        column.setSpacing(8)
        column.addWidget(self.how)
        column.addWidget(self._stack, 1)
        column.addLayout(said)

    def show_file(
        self, file: SeenFile | None, how: HowRead, *, formats: tuple[str, ...], labels: Mapping[str, str]
    ) -> None:
        """Show a file that is read in one way, its labels as what they become; None shows an empty page."""
        self.how.show_how(file, how, formats=formats)
        is_refused = file is not None and bool(file.refusal)
        self._stack.setCurrentIndex(is_refused)
        self.refusal.say(file.refusal if file is not None else "")
        text = "" if file is None or is_refused else file.text
        if text != self.article.text():
            self.article.set_article(text, has_title=True)
        self.article.set_marks([] if file is None or is_refused else self._marks(file, labels))
        self.meta.say("" if file is None else _facts(file))

    def _marks(self, file: SeenFile, labels: Mapping[str, str]) -> list[Mark]:
        marks = []
        for place, span in enumerate(file.marks):
            label = labels.get(span.label, span.label)
            end = min(span.end, len(file.text))
            if label and 0 <= span.start < end:
                words, colour = self._named(label)
                marks.append(Mark(("span", place), span.start, end, words, colour, is_suggestion=False))
        return marks

    def _named(self, label: str) -> tuple[str, str]:
        known, _dot, sublabel = label.partition(".")
        if known not in self._schema:
            return label, self._theme.warning
        return label_words(self._schema, known, sublabel), self._theme.colour_of(self._schema.label(known))


def _facts(file: SeenFile) -> str:
    """Return what is known of the article, and what was found out about the file, in a line."""
    told = list(recognised_words(file.recognised))
    told += [(_(_KNOWN.get(key, key)), value) for key, value in file.meta.items()]
    # Isolates: words of a file may run in either direction.
    said = [
        _("{what}: {text}").format(what=f"\u2068{what}\u2069", text=_short(value)) for what, value in told
    ]
    way = "\u2067" if is_right_to_left() else "\u2066"
    return _(" · ").join(f"{way}{one}\u2069" for one in said)


def _short(value: str) -> str:
    one_line = " ".join(value.split())
    cut = one_line if len(one_line) <= _LONGEST else f"{one_line[:_LONGEST].rstrip()}…"
    return f"\u2068{cut}\u2069"


def _centred(words: Paragraph) -> QWidget:
    page = QWidget()
    page.setObjectName("clear")
    column = QVBoxLayout(page)
    column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    column.addWidget(words)
    column.addStretch()
    return page
