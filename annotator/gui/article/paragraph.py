"""One piece of text, laid out when it is first looked at.

The layout holds no formats and is never made again for a mark: Qt would break ligatures and kerning
at its borders. Marks only decide how tall the lines are.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

from annotator.gui.article.edges import Edges
from annotator.gui.article.look import Print, Sizes
from annotator.gui.article.measure import measure
from annotator.gui.article.pieces import Piece, shown
from annotator.gui.article.utf16 import U16
from annotator.text import graphemes

_STRONG_RTL: Final = frozenset({"R", "AL"})


@dataclass(slots=True)
class Line:
    """One line: its characters `[start, end)` within the piece, its place in pixels within the paragraph.

    `top` is where its band begins (the chips' row), `text_top` where the box of the text does. `qt` is
    part of `layout`, and must not outlive it.
    """

    layout: QTextLayout
    qt: QTextLine
    start: int
    end: int
    top: int = 0
    text_top: int = 0
    height: int = 0
    edges: Edges | None = None
    reading_order: list[tuple[int, int]] | None = None


class Paragraph:
    """A piece of the text with its lines. Offsets are code points within the piece."""

    __slots__ = (
        "_layout",
        "_print",
        "_sizes",
        "_starts",
        "_units",
        "_width",
        "height",
        "is_rtl",
        "lines",
        "piece",
        "text",
    )

    def __init__(self, text: str, piece: Piece) -> None:
        self.piece = piece
        self.text = shown(text)
        self.is_rtl = _is_rtl(text)
        self.lines: list[Line] = []
        self.height = 0
        self._units: U16 | None = None
        self._layout: QTextLayout | None = None
        self._starts: list[int] = []
        self._width = 0

    def prepare(self, kind: Print, sizes: Sizes, *, width: int) -> None:
        """Forget the layout and estimate the height that one in `kind`, `width` pixels wide, will have."""
        self._print, self._sizes, self._width = kind, sizes, width
        self._layout = None
        self.lines = []
        lines = max(1, -(-int(len(self.text) * kind.advance) // max(1, width)))
        self.height = sizes.blank if self.is_blank else lines * self._band(0) + self._gap()

    @property
    def is_blank(self) -> bool:
        """Tell whether there is nothing to be seen or marked."""
        return not self.text

    @property
    def units(self) -> U16:
        """The count in UTF-16 units, made when it is first asked for."""
        if self._units is None:
            self._units = U16(self.text)
        return self._units

    @property
    def is_laid_out(self) -> bool:
        """Tell whether the lines are known, and the height is no estimate."""
        return self._layout is not None

    @property
    def box(self) -> Print:
        """The kind of print of this paragraph."""
        return self._print

    def lay_out(self) -> None:
        """Break the text into lines; `stack` places them."""
        layout = QTextLayout(self.text, self._print.font)
        option = QTextOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if self.is_rtl else Qt.LayoutDirection.LeftToRight
        )
        option.setAlignment(
            (Qt.AlignmentFlag.AlignRight if self.is_rtl else Qt.AlignmentFlag.AlignLeft)
            | Qt.AlignmentFlag.AlignAbsolute
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, 0))
        layout.endLayout()
        self._layout = layout
        self.lines = [self._line(layout, layout.lineAt(number)) for number in range(layout.lineCount())]
        self._starts = [line.start for line in self.lines]

    def _line(self, layout: QTextLayout, line: QTextLine) -> Line:
        first, units = line.textStart(), self.units
        return Line(
            layout,
            line,
            units.to_code_points(first),
            units.to_code_points(first + line.textLength()),
        )

    def stack(self, lanes: list[int]) -> None:
        """Give each line its place, with room for as many lanes below it as `lanes` says."""
        if self.is_blank:
            line = self.lines[0]
            line.top, line.height, line.text_top = 0, self._sizes.blank, 0
            self.height = self._sizes.blank
            return
        y = 0
        for line, count in zip(self.lines, lanes, strict=True):
            line.top = y
            line.text_top = y + self._sizes.leading + self._sizes.chip_row
            line.height = self._band(count)
            y += line.height
        self.height = y + self._gap()

    def line_index(self, offset: int) -> int:
        """Return the number of the line that the character at `offset` is on; the end is on the last."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def edges(self, line: Line) -> Edges:
        """Return where the characters of `line` stand, measured once."""
        if line.edges is None:
            line.edges = measure(line.qt, self.text, self.units, start=line.start, end=line.end)
        return line.edges

    def caret_x(self, offset: int) -> float:
        """Return the x of a caret before the character at `offset`, or at the paragraph's end."""
        line = self.lines[self.line_index(offset)]
        if offset < line.end:
            return self.edges(line).leading(offset)
        return self.line_end_x(line)

    def line_end_x(self, line: Line) -> float:
        """Return the x where `line` ends in reading direction."""
        covered = self.edges(line).intervals(line.start, line.end)
        if not covered:
            return float(self._width if self.is_rtl else 0)
        return covered[0][0] if self.is_rtl else covered[-1][1]

    def reading_order(self, line: Line) -> list[tuple[int, int]]:
        """Return the graphemes of `line` as they are seen, from where it begins to be read.

        Those without any width are left out.
        """
        if line.reading_order is None:
            edges = self.edges(line)
            borders = graphemes.boundaries(self.text[line.start : line.end])
            seen = []
            for start, end in pairwise(line.start + border for border in borders):
                covered = edges.intervals(start, end)
                if covered:
                    seen.append((covered[0][0], start, end))
            seen.sort(reverse=self.is_rtl)
            line.reading_order = [(start, end) for _left, start, end in seen]
        return line.reading_order

    def _band(self, lanes: int) -> int:
        sizes = self._sizes
        room = max(self._print.lanes, lanes) * sizes.lane
        return sizes.leading + sizes.chip_row + self._print.height + room

    def _gap(self) -> int:
        return self._sizes.paragraph_gap if self.piece.ends_paragraph else 0


def _is_rtl(text: str) -> bool:
    """Tell the direction: that of the page, unless all strong characters are left to right."""
    has_latin = False
    for character in text:
        direction = bidirectional(character)
        if direction in _STRONG_RTL:
            return True
        has_latin = has_latin or direction == "L"
    return not has_latin
