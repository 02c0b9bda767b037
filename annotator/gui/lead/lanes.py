"""One sentence as each answer has it: lanes under each other, in the article view of the labelling window."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.gui.article import ArticleView, Look
from annotator.gui.article.look import sizes
from annotator.gui.marks import label_words, mark_of
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.model import Span
from annotator.schema import Schema
from annotator.text.clitics import name
from annotator.text.reading import Reading
from annotator.words import _, quoted

_HEAD: Final = 118
LONGEST: Final = 420
_AROUND: Final = 24
"""Code points: of a passage that is shown whole, and of what is shown on both sides of a place at least."""
_MORE_BEFORE: Final = "… "
_MORE_AFTER: Final = " …"
_HEIGHT_OF_LINE: Final = 3.4
_WIDTH_OF_LETTER: Final = 0.38
"""Of the size of the text: a line with its chips and lanes, and a letter, on average."""


@dataclass(frozen=True, slots=True)
class Lane:
    """An answer in its passage: the key that takes it, who gave it, its spans, and those beside it.

    Offsets are those of the whole text.
    """

    key: str
    names: str
    spans: tuple[Span, ...]
    beside: tuple[Span, ...] = ()
    note: str = ""


def passage(reading: Reading, start: int, end: int, *, longest: int = LONGEST) -> tuple[int, int]:
    """Return the range of the sentences that `[start, end)` lies in.

    Of what is longer than `longest` code points only the words around the place are taken.
    """
    text = reading.text
    touched = [one for one in reading.sentences if one.start < end and start < one.end]
    first = min([start, *(one.start for one in touched)])
    last = max([end, *(one.end for one in touched)])
    while last > end and text[last - 1].isspace():
        last -= 1
    if last - first <= longest:
        return first, last
    # What one side does not need is the other's.
    room = max(2 * _AROUND, longest - (end - start))
    before = min(start - first, max(room // 2, room - (last - end)))
    after = min(last - end, room - before)
    if first < start - before:
        blank = text.find(" ", start - before, start)
        first = start - before if blank < 0 else blank + 1
    if last > end + after:
        blank = text.rfind(" ", end, end + after)
        last = end + after if blank < 0 else blank
    return first, last


def cut(reading: Reading, within: tuple[int, int]) -> tuple[bool, bool]:
    """Tell whether the sentence goes on before a passage, and whether it does after it."""
    text, (start, end) = reading.text, within
    before = any(one.start < start < one.end and text[one.start : start].strip() for one in reading.sentences)
    after = any(one.start < end < one.end and text[end : one.end].strip() for one in reading.sentences)
    return before, after


def fitting(look: Look, size: QSize, *, lanes: int) -> int:
    """Return about how many code points each lane may have for all to be seen in a size in pixels."""
    height = size.height() / max(1, lanes) - look.text_px
    lines = max(1, int(height / (_HEIGHT_OF_LINE * look.text_px)))
    width = min(37 * look.text_px, size.width() - _HEAD - 3 * look.text_px)
    return min(LONGEST, round(lines * max(1, width) / (_WIDTH_OF_LETTER * look.text_px)))


def shifted(span: Span, by: int) -> Span:
    """Return a span of a passage as one of the whole text, or the other way round."""
    return replace(span, start=span.start + by, end=span.end + by)


def inside(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """Return the spans that lie within a range."""
    return tuple(span for span in spans if start <= span.start and span.end <= end)


def said(spans: Sequence[Span], text: str, schema: Schema) -> str:
    """Return an answer in words: each name with its label, or that nothing is marked."""
    known = schema.knowing({span.label for span in spans})
    return _(", ").join(
        f"{quoted(name(text, span.start, span.end))} {label_words(known, span.label, span.sublabel)}"
        for span in spans
    ) or _("not marked")


class SentenceView(ArticleView):
    """A short text, always in its whole height: what scrolls is the column that it stands in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lead = 0
        """How many code points stand before the passage."""

    def set_passage(self, text: str, *, cut: tuple[bool, bool] = (False, False)) -> None:
        """Show a passage, with … where the sentence is `cut` before and after it."""
        before, after = _MORE_BEFORE if cut[0] else "", _MORE_AFTER if cut[1] else ""
        self.lead = len(before)
        self.set_article(f"{before}{text}{after}", has_title=False)

    def fit(self) -> None:
        """Take the height that the text needs with its marks.

        Where nobody writes, less of the blank below it: so more lanes are in sight.
        """
        is_read_only = self.focusPolicy() == Qt.FocusPolicy.NoFocus
        height = self.map.height() - (sizes(self._look).top * 7 // 4 if is_read_only else 0)
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the column, and the height to it."""
        super().resizeEvent(event)
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the column."""
        event.ignore()


class LaneView(QFrame):
    """One lane: at its head a key and who gave the answer, then the sentence with what they marked."""

    def __init__(self, look: Look, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        # A lane belongs to its text, which is read from the right in every language of the window.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._theme = theme
        self._head = ""
        self.article = SentenceView()
        self.article.set_look(look)
        self._key = QLabel()
        self._key.setObjectName("key")
        self._names = Paragraph("", theme.ink, px=13, is_bold=True)
        self._note = Paragraph("", theme.muted, px=12)
        for words in (self._names, self._note):
            words.setMinimumWidth(0)
        head = QWidget()
        head.setObjectName("clear")
        head.setFixedWidth(_HEAD)
        column = QVBoxLayout(head)
        column.setContentsMargins(10, 22, 6, 4)
        column.setSpacing(4)
        column.addWidget(self._key, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        column.addWidget(self._names)
        column.addWidget(self._note)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(head)
        row.addWidget(self.article, 1, Qt.AlignmentFlag.AlignTop)

    def show_head(self, lane: Lane) -> None:
        """Show who gave the answer, and the key that takes it."""
        self._head = " ".join(filter(None, (lane.names, lane.note)))
        self._key.setText(lane.key)
        self._key.setVisible(bool(lane.key))
        self._names.say(lane.names, self._theme.ink)
        self._note.say(lane.note, self._theme.muted)

    def head(self) -> str:
        """Return what stands at the head, without the key."""
        return self._head

    def show_lane(
        self,
        lane: Lane,
        text: str,
        *,
        within: tuple[int, int],
        cut: tuple[bool, bool],
        schema: Schema,
        said: str,
    ) -> None:
        """Show an answer in the passage `within` of a text; `said` is the answer in words."""
        start, end = within
        self.show_head(lane)
        self.article.set_passage(text[start:end], cut=cut)
        by = self.article.lead - start
        spans = [shifted(span, by) for span in inside((*lane.spans, *lane.beside), start, end)]
        known = schema.knowing({span.label for span in spans})
        marks = [
            mark_of(replace(span, id=place + 1), schema=known, theme=self._theme)
            for place, span in enumerate(spans)
        ]
        self.article.set_marks(marks)
        self.article.setAccessibleName(f"{lane.names}: {said}")
        self.article.fit()

    def ring(self, start: int, end: int) -> None:
        """Ring a range of the passage."""
        lead = self.article.lead
        self.article.set_current(None, ring=(start + lead, end + lead))


class LanesView(QWidget):
    """The lanes of one dispute, and a last one for what gold has or will have."""

    def __init__(self, look: Look, schema: Schema, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look, self._schema, self._theme = look, schema, theme
        self._lanes: list[LaneView] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 8)
        self._column.setSpacing(0)
        self._column.addStretch()

    def show_lanes(
        self,
        lanes: Sequence[Lane],
        text: str,
        *,
        ring: tuple[int, int],
        within: tuple[int, int],
        cut: tuple[bool, bool] = (False, False),
    ) -> None:
        """Show these answers in the passage `within` of a text, the range `ring` of it framed in each.

        `cut` tells whether the sentence goes on before and after the passage.
        """
        while len(self._lanes) < len(lanes):
            view = LaneView(self._look, self._theme)
            self._column.insertWidget(len(self._lanes), view)
            self._lanes.append(view)
        for place, view in enumerate(self._lanes):
            view.setVisible(place < len(lanes))
            if place < len(lanes):
                lane = lanes[place]
                words = said(lane.spans, text, self._schema)
                view.show_lane(lane, text, within=within, cut=cut, schema=self._schema, said=words)
                view.ring(ring[0] - within[0], ring[1] - within[0])

    def lanes(self) -> list[LaneView]:
        """Return the lanes that are shown."""
        return [view for view in self._lanes if not view.isHidden()]

    def show_look(self, look: Look) -> None:
        """Draw the sentences in another look."""
        self._look = look
        for view in self._lanes:
            view.article.set_look(look)
            view.article.fit()
