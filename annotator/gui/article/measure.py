"""Measures a laid-out line: finds the edges of its characters.

Qt paints right and answers wrongly. Right are the box of each run of glyphs, the carets within a run from
right to left, and the end of a single character's box in a run from left to right. From these the extents
are built so that they tile the line. Wrong are, for one and the same line:

- carets at the borders of runs (cursorToX), and boxes of ranges that cut a ligature or a base from its mark;
- carets from left to right behind a ligature, be it lines before, and beside the blanks of a wrapped line;
- the string indexes of glyphs wherever a font lends a single character to a run.

`tests/gui/article/test_against_harfbuzz.py` holds the result to what HarfBuzz says of the same text. Where a
line does not come out as wide as it is, it is measured again cluster by cluster.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex  # type: ignore[import-untyped]  # it ships no types
from PySide6.QtGui import QGlyphRun, QTextLayout, QTextLine

from annotator.gui.article.edges import HAIR, Edges, Extent, closed, levelled, shared
from annotator.gui.article.utf16 import U16
from annotator.text import graphemes

_FLAGS: Final = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
)
_TOLERANCE: Final = 0.3
_EMBEDDING: Final = regex.compile(r"[\u202a-\u202e\u2066-\u2069]")
_MARK: Final = regex.compile(r"[\p{Mn}\p{Me}\u200c\u200d]")


def measure(line: QTextLine, text: str, units: U16, *, start: int, end: int) -> Edges:
    """Measure the characters `[start, end)` of `text`, which are those of `line`.

    The layout must be in the logical style of cursor movement.
    """
    measured = _Ruler(line, text, units, start, end).by_runs()
    if measured is None:
        return remeasure(line, text, units, start=start, end=end)
    extents, is_rtl = measured
    return Edges(start, extents, is_rtl, was_remeasured=False)


def remeasure(line: QTextLine, text: str, units: U16, *, start: int, end: int) -> Edges:
    """Measure as `measure` does, but each cluster by its own glyphs: slower, and no wider than the line."""
    extents, is_rtl = _Ruler(line, text, units, start, end).by_clusters()
    return Edges(start, extents, is_rtl, was_remeasured=True)


class _Run(NamedTuple):
    """Glyphs of one direction: the characters `[start, end)`, where their clusters begin, their box."""

    start: int
    end: int
    clusters: list[int]
    is_rtl: bool
    left: float
    right: float
    parts: list[QGlyphRun]
    """More than one where other fonts lent characters: only the first of `clusters` is to be relied on."""

    @property
    def has_guests(self) -> bool:
        return len(self.parts) > 1


def _run(clusters: list[int], end: int, parts: list[QGlyphRun]) -> _Run:
    if clusters[-1] >= end:
        clusters = [cluster for cluster in clusters if cluster < end]
    box = parts[0].boundingRect()
    return _Run(clusters[0], end, clusters, parts[0].isRightToLeft(), box.left(), box.right(), parts)


class _Ruler(NamedTuple):
    line: QTextLine
    text: str
    units: U16
    start: int
    end: int

    def runs(self) -> list[_Run]:
        """Return the line's runs in the order of the text."""
        # Qt gives one part for each font of a run, and each the box of the whole run.
        parts: dict[tuple[float, float, bool], list[QGlyphRun]] = {}
        without_width: list[list[QGlyphRun]] = []
        for glyphs in self._glyphs(self.start, self.end):
            box = glyphs.boundingRect()
            if box.width() < HAIR:
                without_width.append([glyphs])
            else:
                parts.setdefault((box.left(), box.right(), glyphs.isRightToLeft()), []).append(glyphs)
        found = [(self._clusters(glyph_runs), glyph_runs) for glyph_runs in (*parts.values(), *without_width)]
        found = sorted((one for one in found if one[0]), key=lambda one: one[0])
        if not found:
            return []
        ends = [clusters[0] for clusters, _parts in found[1:]]
        ends.append(self._wrapped_at(found[-1][0][-1], has_guests=len(found[-1][1]) > 1))
        return [
            _run(clusters, end, glyph_runs)
            for (clusters, glyph_runs), end in zip(found, ends, strict=True)
            if clusters[0] < end
        ]

    def by_runs(self) -> tuple[list[Extent], list[bool]] | None:
        """Return the extents as the runs' boxes and the borders within them say, and the directions.

        None where these contradict each other.
        """
        runs = self.runs()
        if not _tile(runs, self.line.horizontalAdvance()) or self._has_embedded_blanks(runs):
            return None
        found: list[Extent | None] = [None] * (self.end - self.start)
        is_rtl = [False] * (self.end - self.start)
        # A mark has no width, nor does the letter before it end any sooner: Qt may say otherwise.
        marks = {mark.start() for mark in _MARK.finditer(self.text, self.start, self.end)}
        for run in runs:
            here = slice(run.start - self.start, run.end - self.start)
            if run.is_rtl or run.has_guests:
                is_rtl[here] = [run.is_rtl] * (run.end - run.start)
                bases = [offset for offset in range(run.start + 1, run.end) if offset not in marks]
                extents: Sequence[Extent | None] | None = self._from_borders(run, bases)
            else:
                extents = self._from_glyphs(run)
            if extents is None:
                return None
            found[here] = extents
        return self._share_ligatures(self._filled(found, is_rtl), is_rtl), is_rtl

    def by_clusters(self) -> tuple[list[Extent], list[bool]]:
        """Measure each cluster's glyphs alone, then close what gaps and overlaps are left.

        Qt gives the right box for a range that cuts no cluster.
        """
        runs = self.runs()
        starts = {self.start}
        for run in runs:
            starts.update(self._graphemes(run) if run.has_guests else run.clusters, [run.end])
        extents: list[Extent] = []
        is_rtl: list[bool] = []
        for begin, finish in pairwise([*sorted(starts - {self.end}), self.end]):
            glyphs = self._glyphs(begin, finish)
            boxes = [run.boundingRect() for run in glyphs]
            if boxes:
                rtl = glyphs[0].isRightToLeft()
                left, right = min(box.left() for box in boxes), max(box.right() for box in boxes)
            else:
                rtl = bool(is_rtl) and is_rtl[-1]
                (left,) = (right,) = self._carets([begin])
            is_rtl += [rtl] * (finish - begin)
            extents += shared(left, right, self.text[begin:finish], is_rtl=rtl)
        if runs:
            bounds = min(run.left for run in runs), max(run.right for run in runs)
            extents = closed(extents, bounds)
        return extents, is_rtl

    def _from_borders(self, run: _Run, borders: Sequence[int]) -> list[Extent | None] | None:
        """Return the extents of a run as Qt says where the characters at `borders` begin.

        The others have none. None where the borders are not in order.
        """
        xs = levelled([run.left, *(self._begins(run, borders)), run.right])
        if xs is None:
            return None
        extents: list[Extent | None] = list(pairwise(xs))
        if run.is_rtl:
            extents.reverse()
        if len(extents) == run.end - run.start:
            return extents
        spread: list[Extent | None] = [None] * (run.end - run.start)
        for offset, extent in zip([run.start, *borders], extents, strict=True):
            spread[offset - run.start] = extent
        return spread

    def _begins(self, run: _Run, borders: Sequence[int]) -> list[float]:
        """Return where the characters at `borders` begin, from left to right."""
        if run.is_rtl:
            return self._carets(borders)[::-1]
        ends = [run.left]
        for offset in range(run.start, borders[-1] if borders else run.start):
            boxes = [glyphs.boundingRect().right() for glyphs in self._glyphs(offset, offset + 1)]
            ends.append(max([ends[-1], *boxes]))
        return [ends[border - run.start] for border in borders]

    def _from_glyphs(self, run: _Run) -> list[Extent] | None:
        """Return the extents of a run from left to right, whose clusters begin with their first glyphs."""
        (glyphs,) = run.parts
        points = glyphs.positions()
        if len(points) == len(run.clusters):
            begins = [point.x() for point in points]
        else:
            first: dict[int, float] = {}
            for unit, point in zip(glyphs.stringIndexes(), points, strict=True):
                first.setdefault(self.units.to_code_points(unit), point.x())
            begins = [first[cluster] for cluster in run.clusters]
        xs = levelled([run.left, *begins[1:], run.right])
        if xs is None:
            return None
        extents = list(pairwise(xs))
        if len(extents) == run.end - run.start:
            return extents
        spread: list[Extent] = []
        for (begin, finish), (left, right) in zip(pairwise([*run.clusters, run.end]), extents, strict=True):
            spread += shared(left, right, self.text[begin:finish], is_rtl=False)
        return spread

    def _has_embedded_blanks(self, runs: Sequence[_Run]) -> bool:
        """Tell whether blanks that the line is wrapped at may have moved carets from right to left too."""
        return bool(runs) and runs[-1].end < self.end and _EMBEDDING.search(self.text) is not None

    def _graphemes(self, run: _Run) -> Iterator[int]:
        return (run.start + border for border in graphemes.boundaries(self.text[run.start : run.end]))

    def _clusters(self, parts: Sequence[QGlyphRun]) -> list[int]:
        """Return where the clusters begin, in order."""
        units = {unit for glyphs in parts for unit in glyphs.stringIndexes()}
        if not self.units.is_identity:
            units = set(map(self.units.to_code_points, units))
        return sorted(units)

    def _glyphs(self, start: int, end: int) -> list[QGlyphRun]:
        unit = self.units.to_units(start)
        return self.line.glyphRuns(unit, self.units.to_units(end) - unit, _FLAGS)

    def _wrapped_at(self, last: int, *, has_guests: bool) -> int:
        """Return where the blanks begin that have no glyphs because the line is wrapped at them.

        Letters behind the `last` cluster's first are part of it, up to a blank.
        """
        if has_guests:
            end = self.end
            while end - 1 > last and _is_blank(self.text[end - 1]) and not self._glyphs(end - 1, end):
                end -= 1
            return end
        end = last + 1
        while end < self.end and not self.text[end].isspace():
            end += 1
        return end

    def _carets(self, offsets: Sequence[int]) -> list[float]:
        """Return where Qt puts carets."""
        # The stubs leave out that PySide returns the pair (x, cursor position).
        to_x: Callable[[int], tuple[float, int]] = self.line.cursorToX  # type: ignore[assignment]  # see above
        if self.units.is_identity:
            return [to_x(offset)[0] for offset in offsets]
        return [to_x(self.units.to_units(offset))[0] for offset in offsets]

    def _filled(self, found: Sequence[Extent | None], is_rtl: list[bool]) -> list[Extent]:
        """Give what has no glyph a place without width: beside what it follows, else at its caret."""
        extents: list[Extent] = []
        for index, extent in enumerate(found):
            if extent is None:
                if extents:
                    is_rtl[index] = is_rtl[index - 1]
                    x = extents[-1][0] if is_rtl[index] else extents[-1][1]
                else:
                    (x,) = self._carets([self.start])
                extent = (x, x)
            extents.append(extent)
        return extents

    def _share_ligatures(self, extents: list[Extent], is_rtl: Sequence[bool]) -> list[Extent]:
        """Spread the width of a ligature over its letters where Qt gave it all to the first."""
        narrow = [
            index
            for index, (left, right) in enumerate(extents)
            if right - left < HAIR and self.text[self.start + index].isalpha()
        ]
        while narrow:
            after = narrow.pop() + 1
            first = after - 2
            while narrow and narrow[-1] == first:
                first = narrow.pop() - 1
            if first >= 0 and extents[first][1] - extents[first][0] > 1:
                cluster = self.text[self.start + first : self.start + after]
                extents[first:after] = shared(*extents[first], cluster, is_rtl=is_rtl[first])
        return extents


def _is_blank(letter: str) -> bool:
    """Tell whether a letter may be part of the blanks at a line's end; marks may sit on these."""
    return letter.isspace() or _MARK.match(letter) is not None


def _tile(runs: Sequence[_Run], advance: float) -> bool:
    """Tell whether the runs lie side by side and together are as wide as the line."""
    wide = sorted((run.left, run.right) for run in runs if run.right - run.left > HAIR)
    if abs(sum(right - left for left, right in wide) - advance) > 1:
        return False
    return all(abs(following[0] - extent[1]) <= _TOLERANCE for extent, following in pairwise(wide))
