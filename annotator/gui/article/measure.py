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
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

import regex  # type: ignore[import-untyped]  # it ships no types
from PySide6.QtGui import QGlyphRun, QTextLayout, QTextLine

from annotator.gui.article.edges import HAIR, Edges, Extent
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
    """Measure as `measure` does, but each cluster by its own glyphs: slower, and never wider than the line."""
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
        for glyphs in self._glyphs(self.start, self.end):
            box = glyphs.boundingRect()
            parts.setdefault((box.left(), box.right(), glyphs.isRightToLeft()), []).append(glyphs)
        found: list[tuple[list[int], tuple[float, float, bool], list[QGlyphRun]]] = []
        for key, glyph_runs in parts.items():
            units = {unit for glyphs in glyph_runs for unit in glyphs.stringIndexes()}
            found.append((sorted({self.units.to_code_points(unit) for unit in units}), key, glyph_runs))
        found = [one for one in found if one[0]]
        found.sort(key=lambda one: one[0])
        ends = [clusters[0] for clusters, _key, _parts in found[1:]]
        if found:
            clusters, _key, glyph_runs = found[-1]
            ends.append(self._wrapped_at(clusters[-1], has_guests=len(glyph_runs) > 1))
        return [
            _Run(clusters[0], end, clusters, is_rtl, left, right, glyph_runs)
            for (clusters, (left, right, is_rtl), glyph_runs), end in zip(found, ends, strict=True)
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
            if not run.is_rtl and not run.has_guests:
                found[here] = self._from_glyphs(run)
                continue
            is_rtl[here] = [run.is_rtl] * (run.end - run.start)
            offsets = [
                offset for offset in range(run.start, run.end) if offset not in marks or offset == run.start
            ]
            xs = self._carets(offsets[1:])[::-1] if run.is_rtl else self._ends(offsets[1:], run)
            levelled = _levelled([run.left, *xs, run.right])
            if levelled is None:
                return None
            extents = list(pairwise(levelled))
            if run.is_rtl:
                extents.reverse()
            if len(extents) == run.end - run.start:
                found[here] = extents
            else:
                for offset, extent in zip(offsets, extents, strict=True):
                    found[offset - self.start] = extent
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
            extents += _shared(left, right, self.text[begin:finish], is_rtl=rtl)
        if runs:
            bounds = min(run.left for run in runs), max(run.right for run in runs)
            extents = _closed(extents, bounds)
        return extents, is_rtl

    def _from_glyphs(self, run: _Run) -> list[Extent]:
        """Return the extents of a run from left to right, whose clusters begin with their first glyphs."""
        (glyphs,) = run.parts
        begins = dict(zip(reversed(glyphs.stringIndexes()), reversed(glyphs.positions()), strict=True))
        xs = [begins[unit].x() for unit in sorted(begins)]
        extents = list(pairwise([run.left, *xs[1:], run.right]))
        if len(extents) == run.end - run.start:
            return extents
        shared: list[Extent] = []
        for (begin, finish), (left, right) in zip(pairwise([*run.clusters, run.end]), extents, strict=True):
            shared += _shared(left, right, self.text[begin:finish], is_rtl=False)
        return shared

    def _ends(self, borders: Sequence[int], run: _Run) -> list[float]:
        """Return where the characters before `borders` end, by the boxes of single ones."""
        ends = [run.left]
        for offset in range(run.start, borders[-1] if borders else run.start):
            ends.append(self._right_of(offset, at_least=ends[-1]))
        return [ends[border - run.start] for border in borders]

    def _has_embedded_blanks(self, runs: Sequence[_Run]) -> bool:
        """Tell whether blanks that the line is wrapped at may have moved carets from right to left too."""
        return bool(runs) and runs[-1].end < self.end and _EMBEDDING.search(self.text) is not None

    def _graphemes(self, run: _Run) -> Iterator[int]:
        return (run.start + border for border in graphemes.boundaries(self.text[run.start : run.end]))

    def _right_of(self, offset: int, *, at_least: float) -> float:
        """Return where a character that runs from left to right ends."""
        boxes = [glyphs.boundingRect().right() for glyphs in self._glyphs(offset, offset + 1)]
        return max([at_least, *boxes])

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
                extents[first:after] = _shared(*extents[first], cluster, is_rtl=is_rtl[first])
        return extents


def _is_blank(letter: str) -> bool:
    """Tell whether a letter may be part of the blanks at a line's end; marks may sit on these."""
    return letter.isspace() or _MARK.match(letter) is not None


def _is_narrow(extent: Extent) -> bool:
    return extent[1] - extent[0] < HAIR


def _tile(runs: Sequence[_Run], advance: float) -> bool:
    """Tell whether the runs lie side by side and together are as wide as the line."""
    wide = sorted((run.left, run.right) for run in runs if run.right - run.left > HAIR)
    if abs(sum(right - left for left, right in wide) - advance) > 1:
        return False
    return all(abs(following[0] - extent[1]) <= _TOLERANCE for extent, following in pairwise(wide))


def _levelled(xs: list[float]) -> list[float] | None:
    """Return the edges in order; None where they are not, but for letters that kerning left below nothing."""
    ordered = sorted(xs)
    if ordered == xs:
        return xs
    if max(abs(x - other) for x, other in zip(xs, ordered, strict=True)) > 1:
        return None
    return list(accumulate(xs, max))


def _shared(left: float, right: float, cluster: str, *, is_rtl: bool) -> list[Extent]:
    """Share a cluster's width among its letters; marks and joiners stand after theirs without any."""
    count = sum(index == 0 or letter.isalpha() for index, letter in enumerate(cluster))
    step = (left - right if is_rtl else right - left) / count
    extents: list[Extent] = []
    x = right if is_rtl else left
    for index, letter in enumerate(cluster):
        following = x + step if index == 0 or letter.isalpha() else x
        extents.append((min(x, following), max(x, following)))
        x = following
    return extents


def _closed(extents: Sequence[Extent], bounds: Extent) -> list[Extent]:
    """Move the edges between neighbours to the middle of their gap or overlap, the outer ones to `bounds`."""
    closed = list(extents)
    order = sorted(
        (index for index, extent in enumerate(extents) if not _is_narrow(extent)),
        key=lambda index: sum(extents[index]),
    )
    if not order:
        return closed
    borders = [bounds[0]]
    for here, there in pairwise(order):
        borders.append(max(borders[-1], (extents[here][1] + extents[there][0]) / 2))
    borders.append(max(borders[-1], bounds[1]))
    for index, border in zip(order, pairwise(borders), strict=True):
        closed[index] = border
    return closed
