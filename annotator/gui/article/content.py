"""The text of an article with what is shown in it, found by offset; knows no pixels.

A piece is what is laid out in one go: a paragraph, or a part of a very long one.
"""

from bisect import bisect_right

from annotator.gui.article.highlights import Highlights
from annotator.gui.article.marks import MarkIndex
from annotator.gui.article.pieces import cut
from annotator.text import graphemes


class Content:
    """A frozen text, its pieces, and the marks and search hits in it. Offsets are code points."""

    def __init__(self, text: str, *, has_title: bool) -> None:
        self.text = text
        self.has_title = has_title
        self.pieces = cut(text)
        self.starts = [piece.start for piece in self.pieces]
        self.marks = MarkIndex(self.starts, len(text))
        self.highlights = Highlights()

    def index_of(self, offset: int) -> int:
        """Return the number of the piece that holds `offset`."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def local(self, offset: int) -> tuple[int, int]:
        """Return an offset's piece and its offset there."""
        index = self.index_of(offset)
        return index, offset - self.starts[index]

    def snap(self, offset: int, *, forward: bool) -> int:
        """Return `offset`, or the grapheme border next to it where it lies within one."""
        start, end = self.line_feeds_around(offset)
        return start + graphemes.snap(self.text[start:end], offset - start, forward=forward)

    def line_feeds_around(self, offset: int) -> tuple[int, int]:
        """Return where the paragraph that holds `offset` begins and ends, however it is laid out."""
        start, end = self.text.rfind("\n", 0, offset) + 1, self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end
