"""Where HarfBuzz and the bidi algorithm put the clusters of a text; knows nothing of Qt or of the program.

The bidi levels are those of python-bidi's Rust half (the crate unicode-bidi, UAX #9 with isolates and
brackets). Lines are reordered here by rules L1 and L2, runs of one level and script shaped by uharfbuzz.
"""

import re
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple
from unicodedata import bidirectional, category

import bidi
import regex
import uharfbuzz

_LEVEL = re.compile(r"Level\(\s*(\d+)")
_SCRIPTS = {"Arab": regex.compile(r"\p{Script=Arabic}"), "Latn": regex.compile(r"\p{Script=Latin}")}


class Cluster(NamedTuple):
    """The characters `[start, end)`: how wide they are in pixels, and their bidi level."""

    start: int
    end: int
    advance: float
    level: int


class Box(NamedTuple):
    """A cluster on its line, in pixels from the left edge of the column."""

    start: int
    end: int
    left: float
    right: float


class Typeface:
    """A font file at one size, with the advances that FreeType would give: 1/64 pixels, cut down."""

    def __init__(self, path: Path, pixels: int) -> None:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
        self._font = uharfbuzz.Font(face)
        self._font.scale = (pixels * 64, pixels * 64)
        self._design = uharfbuzz.Font(face)
        self._design.scale = (face.upem, face.upem)
        self._unit = pixels * 64 / face.upem
        self.letters = frozenset(map(chr, face.unicodes))

    def shape(self, text: str, *, is_rtl: bool) -> list[Cluster]:
        """Shape a paragraph, wholly: where its lines end changes no form."""
        clusters: list[Cluster] = []
        kinds = list(zip(_levels(text, is_rtl=is_rtl), _scripts(text), strict=True))
        for (level, script), group in groupby(range(len(text)), key=kinds.__getitem__):
            offsets = list(group)
            clusters += self._run(text, offsets[0], offsets[-1] + 1, level, script)
        return clusters

    def _run(self, text: str, start: int, end: int, level: int, script: str) -> list[Cluster]:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text, start, end - start)  # with what stands around it: letters join across marks
        buffer.direction = "rtl" if level % 2 else "ltr"
        buffer.script = script
        uharfbuzz.shape(self._font, buffer)
        advances: dict[int, float] = {}
        for glyph, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            advance = position.x_advance
            if advance:  # marks have none, whatever the font says
                advance += self._cut(glyph.codepoint) - self._font.get_glyph_h_advance(glyph.codepoint)
            advances[glyph.cluster] = advances.get(glyph.cluster, 0.0) + advance / 64
        borders = [*sorted(advances), end]
        return [Cluster(begin, finish, advances[begin], level) for begin, finish in pairwise(borders)]

    def _cut(self, glyph: int) -> int:
        return int(self._design.get_glyph_h_advance(glyph) * self._unit)


@cache
def typeface(path: Path, pixels: int) -> Typeface:
    """Return a typeface, read once."""
    return Typeface(path, pixels)


def boxes(
    clusters: list[Cluster], text: str, start: int, end: int, *, width: float, is_rtl: bool
) -> list[Box]:
    """Place the clusters of the line `[start, end)` in a column, from left to right.

    The line stands at the column's right edge where it is read from right to left. Blanks at its end
    have no place: they hang over.
    """
    while end > start and bidirectional(text[end - 1]) == "WS":
        end -= 1
    shown = _reordered([cluster for cluster in clusters if start <= cluster.start < end])
    x = width - sum(cluster.advance for cluster in shown) if is_rtl else 0.0
    placed: list[Box] = []
    for cluster in shown:
        placed.append(Box(cluster.start, min(cluster.end, end), x, x + cluster.advance))
        x += cluster.advance
    return placed


def _levels(text: str, *, is_rtl: bool) -> list[int]:
    if not text:
        return []
    said = bidi.get_display(text, base_dir="R" if is_rtl else "L", debug=True)
    assert isinstance(said, str)
    of_bytes = _LEVEL.findall(said[said.rindex("levels: [") : said.rindex("paragraphs: [")])
    levels: list[int] = []
    place = 0
    for letter in text:
        levels.append(int(of_bytes[place]))
        place += len(letter.encode())
    assert place == len(of_bytes)
    return levels


def _scripts(text: str) -> list[str]:
    """Return the script of each character; those of all scripts have that before them, else that after."""
    found: list[str | None] = []
    for letter in text:
        own = next((name for name, pattern in _SCRIPTS.items() if pattern.match(letter)), None)
        before = found[-1] if found else None
        is_mark = category(letter).startswith("M")
        found.append(before if own is None or (is_mark and before) else own)
    first = next((script for script in found if script), "Zyyy")
    return [script or first for script in found]


def _reordered(clusters: list[Cluster]) -> list[Cluster]:
    """Reverse what runs from right to left (UAX #9, rule L2)."""
    shown = list(clusters)
    for level in range(max((cluster.level for cluster in shown), default=0), 0, -1):
        for is_reversed, group in groupby(range(len(shown)), key=lambda at: shown[at].level >= level):
            places = list(group)
            if is_reversed:
                shown[places[0] : places[-1] + 1] = shown[places[0] : places[-1] + 1][::-1]
    return shown
