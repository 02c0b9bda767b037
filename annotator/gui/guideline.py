"""The guideline of one label: its sublabels with their digits, its rule, its examples.

Painted into the room that there is, so changing the label costs no layout; what does not fit ends in
…, and «more» asks for the room.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.colours import contrast
from annotator.gui.lines import Lines, pitch_of, sized
from annotator.gui.theme import Theme
from annotator.schema import Label, Schema, plain_example
from annotator.words import _, as_said, language

LEAST: Final = 92
"""The least height in pixels in which a guideline still says something."""
_CHIP: Final = 22
_GAP: Final = 5
_FEWEST_LINES: Final = 2


@dataclass(slots=True)
class _Page:
    """One label's guideline laid out for one size."""

    title: Lines
    body: list[tuple[Lines, float, str]] = field(default_factory=list)  # what, y, colour
    chips: list[tuple[QRectF, str, str]] = field(default_factory=list)  # where, words, id
    more: QRectF | None = None


class Guideline(QWidget):
    """A box that shows the guideline of the label in hand, as much of it as there is room for."""

    sublabel_requested = Signal(str, str)
    more_requested = Signal()
    """All of it should be seen; again, and the labels are back."""

    def __init__(self, schema: Schema, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._schema, self._theme = schema, theme
        self._label: Label | None = None
        self._awaits_digit = False
        self._has_all_room = False
        self._pages: dict[str, _Page] = {}
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(LEAST)
        self._say()

    def show_label(self, label: str) -> None:
        """Show a label's guideline; an unknown id keeps what is shown."""
        if label in self._schema and (self._label is None or label != self._label.id):
            self._label = self._schema.label(label)
            self._say()
            self.update()

    def await_digit(self, *, awaits: bool) -> None:
        """Show that a digit means a sublabel now, or that it does not."""
        if awaits != self._awaits_digit:
            self._awaits_digit = awaits
            self._say()
            self.update()

    def set_all_room(self, *, has_all: bool) -> None:
        """Say whether «less» is offered instead of «more»."""
        self._has_all_room = has_all
        self._pages.clear()
        self.update()

    def text(self) -> str:
        """Return what a screen reader says of it."""
        return self.accessibleName()

    def sizeHint(self) -> QSize:
        """Return the size in pixels."""
        return QSize(200, 200)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the guideline, or where it will stand."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._label is None:
                words = _("The guideline of the label in hand stands here.")
                hint = Lines(words, sized(self.font(), 13), width=self.width(), is_rtl=self.isRightToLeft())
                hint.draw(painter, 0, 0, self._theme.muted)
            else:
                self._paint(painter, self._label, self._page(self._label))
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the guidelines out anew when they are next shown."""
        super().resizeEvent(event)
        self._pages.clear()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be pressed."""
        is_over = self._pressed_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a sublabel, or show more."""
        pressed = self._pressed_at(event.position())
        if pressed == "":
            self.more_requested.emit()
        elif pressed is not None and self._label is not None:
            self.sublabel_requested.emit(self._label.id, pressed)

    def _pressed_at(self, point: QPointF) -> str | None:
        """Return the sublabel at a point, "" for «more», None for neither."""
        page = self._page(self._label) if self._label is not None else None
        if page is None:
            return None
        if page.more is not None and page.more.contains(point):
            return ""
        return next((id_ for box, _words, id_ in page.chips if box.contains(point)), None)

    def _say(self) -> None:
        label = self._label
        if label is None:
            self.setAccessibleName(_("The guideline of the label in hand stands here."))
            return
        chips = [f"{place} {words}" for place, words, _id in _numbered(label)]
        examples = [plain_example(example)[0] for example in label.examples]
        lead = [_("Now a digit gives the sublabel.")] if self._awaits_digit and chips else []
        parts = [*lead, label.names.in_language(language()), *chips, _rule(label), *examples]
        self.setAccessibleName(". ".join(part for part in parts if part))

    def _paint(self, painter: QPainter, label: Label, page: _Page) -> None:
        theme = self._theme
        colour = theme.colour_of(label)
        awaits = self._awaits_digit and bool(page.chips)
        if awaits:
            title = Lines(
                _("Now a digit gives the sublabel."),
                sized(self.font(), 14, is_bold=True),
                width=self.width() - (page.more.width() + 8 if page.more else 0),
                most=1,
                is_rtl=self.isRightToLeft(),
            )
            title.draw(painter, self._start_of_title(page), 0, theme.accent)
        else:
            page.title.draw(painter, self._start_of_title(page), 0, colour)
        small = sized(self.font(), 12, is_bold=awaits)
        for box, words, _id in page.chips:
            painter.setPen(QPen(QColor(colour if awaits else theme.border), 1))
            painter.setBrush(QColor(colour if awaits else theme.raised))
            painter.drawRoundedRect(box, 5, 5)
            ink = max((theme.panel, theme.ink), key=lambda one: contrast(QColor(one), QColor(colour)))
            painter.setPen(QColor(ink if awaits else theme.ink))
            painter.setFont(small)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        for lines, y, ink in page.body:
            lines.draw(painter, 0, y, ink)
        if page.more is not None:
            painter.setFont(sized(self.font(), 12))
            painter.setPen(QColor(theme.accent))
            painter.drawText(page.more, Qt.AlignmentFlag.AlignCenter, self._more_words())

    def _start_of_title(self, page: _Page) -> float:
        return page.more.right() + 8 if page.more is not None and self.isRightToLeft() else 0.0

    def _more_words(self) -> str:
        return _("less") if self._has_all_room else _("more…")

    def _page(self, label: Label) -> _Page:
        if label.id not in self._pages:
            self._pages[label.id] = self._lay(label)
        return self._pages[label.id]

    def _lay(self, label: Label) -> _Page:
        rule_font = sized(self.font(), 13)
        title_font = sized(self.font(), 14, is_bold=True)
        chips, below = self._place_chips(label, pitch_of(title_font) + 2)
        body, is_cut = self._lay_body(label, rule_font, top=below)
        more = None
        if is_cut or self._has_all_room:
            width = QFontMetricsF(sized(self.font(), 12)).horizontalAdvance(self._more_words()) + 10
            x = 0.0 if self.isRightToLeft() else self.width() - width
            more = QRectF(x, 0, width, pitch_of(title_font))
        room = self.width() - (more.width() + 8 if more is not None else 0)
        name = label.names.in_language(language())
        title = Lines(name, title_font, width=room, most=1, is_rtl=self.isRightToLeft())
        return _Page(title, body, chips, more)

    def _lay_body(
        self, label: Label, font: QFont, *, top: float
    ) -> tuple[list[tuple[Lines, float, str]], bool]:
        """Lay out the rule and the examples below it; where room is short, a line for each example."""
        room, pitch = self.height() - top, pitch_of(font)
        examples = [plain_example(example) for example in label.examples]
        rule = self._lines(_rule(label), font)
        shown = [self._lines(text, font, bold=[(start, end)]) for text, start, end in examples]
        gaps = _GAP * len(shown)
        is_cut = rule.height + sum(one.height for one in shown) + gaps > room
        if is_cut:
            fitting = max(0, int((room - gaps) / pitch) - _FEWEST_LINES)
            kept = examples[:fitting]
            shown = [self._lines(text, font, bold=[(start, end)], most=1) for text, start, end in kept]
            left = room - gaps - sum(one.height for one in shown)
            rule = self._lines(_rule(label), font, most=max(1, int(left / pitch)))
        body: list[tuple[Lines, float, str]] = []
        y = top
        for lines, colour in ((rule, self._theme.ink), *((one, self._theme.muted) for one in shown)):
            body.append((lines, y, colour))
            y += lines.height + _GAP
        return body, is_cut

    def _lines(
        self, text: str, font: QFont, *, bold: Sequence[tuple[int, int]] = (), most: int = 99
    ) -> Lines:
        # An example is a sentence of the article: it stands at the right, whatever the window's language.
        is_rtl = self.isRightToLeft() or bool(bold)
        said = text if bold else as_said(text)
        return Lines(said, font, width=self.width(), most=most, is_rtl=is_rtl, bold=bold)

    def _place_chips(self, label: Label, top: float) -> tuple[list[tuple[QRectF, str, str]], float]:
        """Put the sublabels beside each other; return them and where the next thing goes."""
        metrics = QFontMetricsF(sized(self.font(), 12, is_bold=True))
        chips: list[tuple[QRectF, str, str]] = []
        x, y = 0.0, top
        for place, words, id_ in _numbered(label):
            said = f"{place}  {words}"
            width = min(metrics.horizontalAdvance(said) + 14, float(self.width()))
            if x and x + width > self.width():
                x, y = 0.0, y + _CHIP + 4
            left = self.width() - x - width if self.isRightToLeft() else x
            chips.append((QRectF(left, y, width, _CHIP).adjusted(0.5, 0.5, -0.5, -0.5), said, id_))
            x += width + 5
        return chips, y + _CHIP + 6 if chips else y


def _rule(label: Label) -> str:
    return label.guideline.in_language(language())


def _numbered(label: Label) -> list[tuple[int, str, str]]:
    """Return a label's sublabels: digit, name, id."""
    return [
        (place, one.names.in_language(language()), one.id)
        for place, one in enumerate(label.sublabels, start=1)
    ]
