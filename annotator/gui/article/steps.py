"""Where the movement keys and the pointer take the caret.

Left and right are those of the page: left goes forward in Arabic, and through a Latin word within it
from its last letter to its first. Where two directions meet, one offset has two places on the line, and
one place two offsets; so a place remembers on which side of which letter it is. (Qt's own visual moves
know offsets alone, and get stuck or turn back at such borders.) All offsets are code points of the whole
text and lie on grapheme borders.
"""

from typing import NamedTuple

from PySide6.QtCore import QRect

from annotator.gui.article.page import Page, Spot
from annotator.gui.article.paragraph import Line, Paragraph
from annotator.text import graphemes


class Slot(NamedTuple):
    """A gap between two graphemes of a line as seen, counted from where its paragraph begins to read."""

    paragraph: int
    line: int
    number: int


class Place(NamedTuple):
    """An offset and where it is seen; without a slot that is before the grapheme at the offset."""

    offset: int
    slot: Slot | None = None


class _Row:
    """The graphemes of a line as they are seen, in the reading direction of their paragraph."""

    def __init__(self, page: Page, spot: Spot) -> None:
        self.spot = spot
        self.start = page.content.starts[spot.paragraph]
        self.paragraph = page.paragraphs[spot.paragraph]
        self.line = page.line(spot)
        self.graphemes = self.paragraph.reading_order(self.line)

    def slot_of(self, offset: int) -> int:
        """Return the slot before the grapheme at `offset` of the text."""
        inner = offset - self.start
        following = [(start, number) for number, (start, end) in enumerate(self.graphemes) if end > inner]
        if not following:
            return len(self.graphemes)
        start, number = min(following)
        return number if self._runs_along(start) else number + 1

    def passed(self, number: int, *, is_forward: bool) -> int:
        """Return the offset that is reached by passing a grapheme."""
        start, end = self.graphemes[number]
        return self.start + (end if is_forward == self._runs_along(start) else start)

    def place(self, offset: int, number: int) -> Place:
        """Return the place at `offset`, seen in a slot of this line."""
        return Place(offset, Slot(self.spot.paragraph, self.spot.line, number))

    def x(self, number: int) -> float:
        """Return the x of a slot."""
        if not self.graphemes:
            return self.paragraph.caret_x(self.line.start)
        intervals = self.paragraph.edges(self.line).intervals(*self.graphemes[max(0, number - 1)])
        is_left_side = (number > 0) == self.paragraph.is_rtl
        return intervals[0][0] if is_left_side else intervals[-1][1]

    def _runs_along(self, inner: int) -> bool:
        return self.paragraph.edges(self.line).is_rtl(inner) == self.paragraph.is_rtl


def rect(page: Page, place: Place) -> QRect:
    """Return the box of the page where a caret at `place` is drawn."""
    spot = spot_of(page, place)
    paragraph, line = page.paragraphs[spot.paragraph], page.line(spot)
    if place.slot is None:
        x = paragraph.caret_x(place.offset - paragraph.piece.start)
    else:
        x = _Row(page, spot).x(place.slot.number)
    stem = page.sizes.hair
    height = page.sizes.blank if paragraph.is_blank else paragraph.box.height
    return QRect(round(x) - stem // 2, page.top(spot.paragraph) + line.text_top, stem, height)


def spot_of(page: Page, place: Place) -> Spot:
    """Return the line that a caret at `place` stands on."""
    if place.slot is None:
        return page.spot(place.offset)
    return page.spot_of_line(place.slot.paragraph, place.slot.line)


def _row(page: Page, place: Place) -> _Row:
    return _Row(page, spot_of(page, place))


def beside(page: Page, place: Place, *, to_left: bool) -> Place:
    """Return the place one grapheme to the left or right of `place`, as seen on the page.

    Beyond a line's end it is on the next line, beyond a paragraph's end in the next paragraph: forward
    where the paragraph runs to that side.
    """
    row = _row(page, place)
    number = row.slot_of(place.offset) if place.slot is None else place.slot.number
    if to_left == row.paragraph.is_rtl:
        if number < len(row.graphemes):
            return _arrived(page, row, row.passed(number, is_forward=True), number + 1)
        return _after_line(page, row, place.offset)
    if number > 0:
        return row.place(row.passed(number - 1, is_forward=False), number - 1)
    return _before_line(page, row, place.offset)


def _arrived(page: Page, row: _Row, offset: int, number: int) -> Place:
    """Return the place behind a grapheme; behind the last one of a broken word it is on the next line."""
    is_behind = offset == row.start + row.line.end and number == len(row.graphemes)
    if is_behind and (row.line is not row.paragraph.lines[-1] or not row.paragraph.piece.ends_paragraph):
        return _after_line(page, row, offset)
    return row.place(offset, number)


def _after_line(page: Page, row: _Row, offset: int) -> Place:
    index, line = row.spot.paragraph, row.spot.line
    if line + 1 < len(row.paragraph.lines):
        return Place(row.start + row.line.end, Slot(index, line + 1, 0))
    end = row.start + len(row.paragraph.text)
    if offset != end:
        return row.place(end, len(row.graphemes))
    if index + 1 < len(page.paragraphs):
        return Place(page.content.starts[index + 1], Slot(index + 1, 0, 0))
    return row.place(end, len(row.graphemes))


def _before_line(page: Page, row: _Row, offset: int) -> Place:
    index, line = row.spot.paragraph, row.spot.line
    if line > 0:
        before = _Row(page, page.spot_of_line(index, line - 1))
        return before.place(before.start + _last_place(before.paragraph, before.line), len(before.graphemes))
    if offset != row.start or index == 0:
        return row.place(row.start, 0)
    page.place(index - 1)
    before = _Row(page, page.spot_of_line(index - 1, len(page.paragraphs[index - 1].lines) - 1))
    last = before.place(before.start + len(before.paragraph.text), len(before.graphemes))
    if before.paragraph.piece.ends_paragraph or not before.graphemes:
        return last
    return beside(page, last, to_left=not before.paragraph.is_rtl)


def is_forward(page: Page, offset: int, *, to_left: bool) -> bool:
    """Tell whether the paragraph at `offset` is read to that side."""
    return to_left == page.paragraphs[page.content.index_of(offset)].is_rtl


def line_start(page: Page, place: Place) -> Place:
    """Return where the line of `place` begins."""
    row = _row(page, place)
    return row.place(row.start + row.line.start, 0)


def line_end(page: Page, place: Place) -> Place:
    """Return the last place on the line of `place`: before the blanks at which it is wrapped."""
    row = _row(page, place)
    return row.place(row.start + _last_place(row.paragraph, row.line), len(row.graphemes))


def _last_place(paragraph: Paragraph, line: Line) -> int:
    if line is paragraph.lines[-1]:
        return line.end
    text = paragraph.text[line.start : line.end]
    kept = len(text.rstrip())
    # A word broken between two lines leaves no blank: the caret stays before its last letter here.
    return line.start + (kept if kept < len(text) else graphemes.snap(text, len(text) - 1, forward=False))


def on_line_at(page: Page, x: float, y: int) -> Place:
    """Return the place nearest to `x` on the line at `y` of the page."""
    return _nearest(_Row(page, page.spot_at(y)), x)


def _nearest(row: _Row, x: float) -> Place:
    """Return the place on a line nearest to `x`: on the near side of the grapheme there."""
    under = row.paragraph.edges(row.line).at(x)
    if under is None:
        return row.place(row.start + row.line.start, 0)
    number = next(place for place, (start, end) in enumerate(row.graphemes) if start <= under < end)
    is_behind = abs(row.x(number + 1) - x) < abs(row.x(number) - x)
    offset = row.passed(number, is_forward=is_behind)
    return row.place(min(offset, row.start + _last_place(row.paragraph, row.line)), number + is_behind)


def vertically(page: Page, place: Place, *, x: float, lines: int) -> Place:
    """Return the place `lines` lines further down (up where negative) nearest to `x`.

    Beyond the first and the last line that is the start and the end of the text.
    """
    spot = spot_of(page, place)
    index, number = spot.paragraph, spot.line + lines
    while number < 0:
        index -= 1
        if index < 0:
            return Place(0)
        page.place(index)
        number += len(page.paragraphs[index].lines)
    while number >= len(page.paragraphs[index].lines):
        number -= len(page.paragraphs[index].lines)
        index += 1
        if index == len(page.paragraphs):
            return Place(len(page.content.text))
        page.place(index)
    return _nearest(_Row(page, page.spot_of_line(index, number)), x)
