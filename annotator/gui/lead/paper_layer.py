"""A PDF of Qt's with a layer of words over it that nobody sees: what readers search, copy and read out.

The layer is added behind the file, as an incremental update (ISO 32000-1, 7.5.6): its letters are those of a
Type 3 font (9.6.5) whose glyphs draw nothing and whose ToUnicode map (9.10.3) says what each is. What Qt
drew is marked as standing for no text (ActualText, 14.9.4).
"""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from math import cos, sin
from typing import Final

from annotator.gui.lead.paper_letters import Written

_PAGE: Final = re.compile(rb"\n<<\n/Type /Page\n[^>]*?/Contents (\d+) 0 R\n/Resources (\d+) 0 R\n")
_PACKED: Final = re.compile(rb"<<\n/Length \d+ 0 R\n/Filter /FlateDecode\n>>\nstream\n", re.DOTALL)
_TRAILER: Final = re.compile(rb"trailer\n<<\n/Size (\d+) \n(.*?)>>\nstartxref\n(\d+) \n%%EOF\n?$", re.DOTALL)
_CODES: Final = 255
"""So many letters one such font holds; further ones get a font of their own."""
_USUAL, _WIDEST, _DEEP, _HIGH = 500, 1500, -250, 900
"""The box of a letter in thousandths of its size, where nothing else is known."""
_PER_INCH: Final = 72
# A blank: PDFium takes no text at all for a text that was left out, and reads the first glyph.
_NO_TEXT: Final = b"q\n/Span << /ActualText <FEFF0020> >> BDC\n%s\nEMC\nQ\n"
_QTS_OWN: Final = re.compile(rb"(?m)^(/Span << /ActualText <> >> BDC|EMC) *\n")
"""What Qt puts around the second stroke of bold letters; readers lose count of one inside the other."""


def with_letters(
    pdf: bytes, pages: Sequence[Sequence[Written]], *, per_inch: float, corner: tuple[float, float]
) -> bytes:
    """Return the file with its words laid over its pages.

    `per_inch` is how many pixels of `Written` there are to an inch, `corner` the upper left one of what is
    written on, in points from the lower left one of the page. A file that is not as Qt makes it is returned
    as it is.
    """
    found = list(_PAGE.finditer(pdf))
    trailer = _TRAILER.search(pdf)
    if trailer is None or len(found) != len(pages):
        return pdf
    update = _Update(first=int(trailer[1]))
    fonts = _Fonts(update, _widths(one for page in pages for one in page))
    for match, written in zip(found, pages, strict=True):
        contents, resources = (_object(pdf, number) for number in match.groups())
        packed = _PACKED.match(contents)
        if packed is None or b"/Font <<\n" not in resources:
            return pdf
        drawn = zlib.decompressobj().decompress(contents[packed.end() :])
        layer = fonts.layer(written, scale=_PER_INCH / per_inch, corner=corner)
        update.put(int(match[1]), _stream(_NO_TEXT % _QTS_OWN.sub(b"", drawn) + layer))
        update.put(int(match[2]), resources.replace(b"/Font <<\n", b"/Font <<\n" + fonts.names, 1))
    return update.behind(pdf, rest=trailer[2], earlier=int(trailer[3]))


def _object(pdf: bytes, number: bytes) -> bytes:
    """Return what an object of a file of Qt's is, empty where there is none of that number."""
    start = pdf.find(b"\n%s 0 obj\n" % number)
    return pdf[pdf.index(b"\n", start + 1) + 1 : pdf.index(b"\nendobj", start)] if start >= 0 else b""


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    return head + packed + b"\nendstream"


class _Update:
    """Objects to be put behind a file, and the table that leads to them."""

    def __init__(self, *, first: int) -> None:
        self._next = first
        self._objects: dict[int, bytes] = {}

    def put(self, number: int, body: bytes) -> None:
        """Put an object in place of the one of that number."""
        self._objects[number] = body

    def add(self, body: bytes) -> int:
        """Put a new object; return its number."""
        self._next += 1
        self._objects[self._next - 1] = body
        return self._next - 1

    def stream(self, content: bytes) -> int:
        """Put a stream; return its number."""
        return self.add(_stream(content))

    def behind(self, pdf: bytes, *, rest: bytes, earlier: int) -> bytes:
        """Return the file with the objects behind it; `rest` is what its trailer says besides the size."""
        parts = [pdf if pdf.endswith(b"\n") else pdf + b"\n"]
        at = len(parts[0])
        table = [b"xref\n"]
        for number, body in sorted(self._objects.items()):
            made = b"%d 0 obj\n%s\nendobj\n" % (number, body)
            parts.append(made)
            table.append(b"%d 1\n%010d 00000 n \n" % (number, at))
            at += len(made)
        trailer = b"trailer\n<<\n/Size %d\n/Prev %d\n%s>>\nstartxref\n%d\n%%%%EOF\n"
        return b"".join((*parts, *table, trailer % (self._next, earlier, rest, at)))


def _widths(written: Iterable[Written]) -> dict[str, int]:
    """Return how wide each letter is at its widest, in thousandths of its size: no reader sees a gap then."""
    widths: dict[str, int] = {}
    for one in written:
        for (letter, at), (_next, following) in pairwise(one.letters):
            wide = round((following - at) / one.size * 1000)
            widths[letter] = min(_WIDEST, max(wide, widths.get(letter, 0)))
        widths.setdefault(one.letters[-1][0], 0)
    return {letter: wide or _USUAL for letter, wide in widths.items()}


class _Fonts:
    """Fonts of letters that draw nothing, as many as it takes."""

    def __init__(self, update: _Update, widths: Mapping[str, int]) -> None:
        self._widths = widths
        self._codes: dict[str, tuple[int, int]] = {
            letter: (place // _CODES, place % _CODES + 1) for place, letter in enumerate(sorted(widths))
        }
        held: dict[int, list[str]] = {}
        for letter, (font, _code) in self._codes.items():
            held.setdefault(font, []).append(letter)
        glyphs = {wide: update.stream(_nothing(wide)) for wide in set(widths.values())}
        numbers = [update.add(_font(update, listed, widths, glyphs)) for listed in held.values()]
        self.names = b"".join(b"/Said%d %d 0 R\n" % item for item in enumerate(numbers))

    def layer(self, written: Iterable[Written], *, scale: float, corner: tuple[float, float]) -> bytes:
        """Return what writes the lines where they stand; `scale` is points to a pixel."""
        lines = [self._line(one, scale, corner) for one in written]
        return b"BT\n3 Tr\n" + b"\n".join(lines) + b"\nET\n"

    def _line(self, one: Written, scale: float, corner: tuple[float, float]) -> bytes:
        x, y = corner[0] + one.x * scale, corner[1] - one.y * scale
        c, s = cos(one.turn), -sin(one.turn)
        size = one.size * scale
        parts = [f"{c:.4f} {s:.4f} {-s:.4f} {c:.4f} {x:.2f} {y:.2f} Tm"]
        ends = (*one.letters[1:], ("", one.letters[-1][1]))
        steps = [
            (*self._codes[letter], self._widths[letter] - (following - at) / one.size * 1000)
            for (letter, at), (_next, following) in zip(one.letters, ends, strict=True)
        ]
        # As few texts as can be: readers take two equal ones close to each other for bold letters.
        for font, some in groupby(steps, key=lambda step: step[0]):
            # From the end of a letter, which is always as wide, to where the next one begins.
            shown = "".join(f"<{code:02X}>{back:.0f}" for _font, code, back in some)
            parts.append(f"/Said{font} {size:.2f} Tf [{shown}] TJ")
        return "\n".join(parts).encode("ascii")


def _nothing(wide: int) -> bytes:
    """Return a glyph that has a box, or readers would pass it over, and draws nothing."""
    return b"%d 0 0 %d %d %d d1" % (wide, _DEEP, wide, _HIGH)


def _font(
    update: _Update, letters: Sequence[str], widths: Mapping[str, int], glyphs: Mapping[int, int]
) -> bytes:
    last = len(letters)
    maps = [f"<{code:02X}> <{_utf16(letter)}>" for code, letter in enumerate(letters, start=1)]
    cmap = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, last, 100):  # so many a list may have at most
        listed = maps[start : start + 100]
        cmap += [f"{len(listed)} beginbfchar", *listed, "endbfchar"]
    cmap += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    unicode = update.stream("\n".join(cmap).encode("ascii"))
    used = [widths[letter] for letter in letters]
    box = f"[0 {_DEEP} {max(used)} {_HIGH}]"
    procs = " ".join(f"/w{wide} {glyphs[wide]} 0 R" for wide in sorted(set(used)))
    names, listed_widths = (" ".join(f"{mark}{wide}" for wide in used) for mark in ("/w", ""))
    return (
        f"<< /Type /Font /Subtype /Type3 /FontBBox {box} /FontMatrix [0.001 0 0 0.001 0 0]\n"
        f"/CharProcs << {procs} >> /Encoding << /Type /Encoding /Differences [1 {names}] >>\n"
        f"/FirstChar 1 /LastChar {last} /Widths [{listed_widths}] /Resources << >>\n"
        f"/ToUnicode {unicode} 0 R >>"
    ).encode("ascii")


def _utf16(letter: str) -> str:
    return letter.encode("utf-16-be", errors="replace").hex().upper()
