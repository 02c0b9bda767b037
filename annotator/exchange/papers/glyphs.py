"""The shapes on the pages of a PDF, by pdfminer.six: for each its letters, or that nobody knows them."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import apply_matrix_pt, decode_text

from annotator.exchange.papers.lines import Glyph, fold_shapes

UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"


class Page(NamedTuple):
    """What stands on a page. `folded` counts presentation forms, `turned` shapes that run another way."""

    glyphs: list[Glyph]
    has_pictures: bool
    folded: int
    turned: int


def pages(document: Any, *, most: int) -> Iterator[Page]:
    """Yield the pages of a PDFDocument, at most `most` of them."""
    resources = PDFResourceManager()
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number == most:
            return
        device = _Device(resources)
        PDFPageInterpreter(resources, device).process_page(page)
        yield device.page()


class _Shape(NamedTuple):
    """A shape as it is drawn: where it begins and ends on its baseline."""

    text: str
    start: tuple[float, float]
    end: tuple[float, float]
    size: float


class _Device(PDFTextDevice):  # type: ignore[misc]  # mypy leaves out what pdfminer says
    """Collects shapes instead of drawing them."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self._shapes: list[_Shape] = []
        self._has_pictures = False
        self._folded = 0
        self._tags: list[tuple[str, int]] = []  # what a stretch is said to stand for, and where it begins

    def page(self) -> Page:
        """Return what was collected, turned so that most of it runs from left to right."""
        ways = Counter(_way(shape) for shape in self._shapes)
        most = max(ways, key=lambda way: ways[way], default=0)
        glyphs = [_glyph(shape, most) for shape in self._shapes if _way(shape) == most]
        return Page(glyphs, self._has_pictures, self._folded, len(self._shapes) - len(glyphs))

    def render_image(self, name: str, stream: Any) -> None:  # noqa: ARG002 - pdfminer's
        """Note that there is a picture."""
        self._has_pictures = True

    def begin_tag(self, tag: Any, props: Any = None) -> None:  # noqa: ARG002
        """Begin a stretch, which may say what it stands for (PDF 32000-1, 14.9.4)."""
        said = props.get("ActualText") if isinstance(props, dict) else None
        self._tags.append((decode_text(said) if isinstance(said, bytes) else "", len(self._shapes)))

    def end_tag(self) -> None:
        """End a stretch: where it says what it stands for and lies on one line, that is one shape."""
        said, start = self._tags.pop() if self._tags else ("", 0)
        shapes = self._shapes[start:]
        if not said.strip() or not shapes or len({round(shape.start[1]) for shape in shapes}) > 1:
            return
        text, folded = fold_shapes(said)
        self._folded += folded
        places = sorted(end for shape in shapes for end in (shape.start, shape.end))
        self._shapes[start:] = [_Shape(_known(text), places[0], places[-1], shapes[0].size)]

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,  # noqa: ARG002
        graphicstate: Any,  # noqa: ARG002
    ) -> float:
        """Take a shape, and return how far it moves the pen."""
        try:
            text, folded = fold_shapes(str(font.to_unichr(cid)))
        except PDFUnicodeNotDefined:
            text, folded = UNKNOWN, 0
        advance = float(font.char_width(cid)) * fontsize * scaling
        start, end = apply_matrix_pt(matrix, (0, rise)), apply_matrix_pt(matrix, (advance, rise))
        size = abs(fontsize) * (abs(matrix[3]) or abs(matrix[1]))
        # A shape without width that nobody knows is part of the one before it, which stands for both.
        if advance or _known(text) != UNKNOWN:
            self._folded += folded
            self._shapes.append(_Shape(_known(text), start, end, size))
        return advance


def _known(text: str) -> str:
    """Return the letters of a shape, white space as one space, and UNKNOWN for what is no character."""
    if text and not text.strip():
        return " "
    return "".join(UNKNOWN if _is_no_character(one) else one for one in text) or UNKNOWN


def _is_no_character(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs")


def _way(shape: _Shape) -> int:
    """Return in how many quarter turns a shape runs; one without a width runs as most do."""
    across, up = shape.end[0] - shape.start[0], shape.end[1] - shape.start[1]
    if abs(across) >= abs(up):
        return 0 if across >= 0 else 2
    return 1 if up > 0 else 3


def _glyph(shape: _Shape, way: int) -> Glyph:
    start, end = _turned(shape.start, way), _turned(shape.end, way)
    return Glyph(shape.text, start[0], end[0], start[1], shape.size)


def _turned(point: tuple[float, float], way: int) -> tuple[float, float]:
    x, y = point
    return ((x, y), (y, -x), (-x, -y), (-y, x))[way]
