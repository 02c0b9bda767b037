"""Measures a laid-out line: finds the edges of its characters.

Qt's own answers are wrong at run borders (cursorToX), inside ligatures and beside emoji (rectangles of
ranges). Right are the extents of the glyph runs, and the caret positions within one run: from these
the extents are built so that they tile the line. Where Qt hands two directions as one run, or loses
count behind a ligature, the line is measured cluster by cluster instead, which is slower.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex  # type: ignore[import-untyped]  # it ships no types
from PySide6.QtGui import QGlyphRun, QTextLayout, QTextLine

from annotator.gui.article.edges import HAIR, Edges, Extent
from annotator.gui.article.utf16 import U16

_FLAGS: Final = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
)
_TOLERANCE: Final = 0.3
_MARK: Final = regex.compile(r"[\p{Mn}\p{Me}]")


def measure(line: QTextLine, text: str, units: U16, *, start: int, end: int) -> Edges:
    """Measure the characters `[start, end)` of `text`, which are those of `line`.

    The layout must be in the logical style of cursor movement.
    """
    ruler = _Ruler(line, text, units, start, end)
    runs = ruler.runs()
    is_rtl = [False] * (end - start)
    extents = None if ruler.has_doubtful_ligature(runs) else ruler.by_runs(runs, is_rtl)
    if extents is not None and _tiles(extents, line.horizontalAdvance()):
        return Edges(start, extents, is_rtl, was_remeasured=False)
    extents = ruler.by_clusters(runs, is_rtl)
    return Edges(start, extents, is_rtl, was_remeasured=True)


class _Run(NamedTuple):
    """Glyphs of one direction: the offsets where their clusters begin, in order, their end, their box."""

    clusters: list[int]
    end: int
    is_rtl: bool
    left: float
    right: float


class _Ruler(NamedTuple):
    line: QTextLine
    text: str
    units: U16
    start: int
    end: int

    def runs(self) -> list[_Run]:
        """Return the line's glyph runs in the order of the text."""
        found: list[tuple[list[int], QGlyphRun]] = []
        for run in self._glyph_runs(self.start, self.end):
            clusters = sorted({self.units.to_code_points(index) for index in run.stringIndexes()})
            if clusters:
                found.append((clusters, run))
        found.sort(key=lambda pair: pair[0])
        ends = [clusters[0] for clusters, _run in found[1:]]
        if found:
            ends.append(self._wrapped_at(found[-1][0][-1]))
        runs: list[_Run] = []
        for (clusters, run), end in zip(found, ends, strict=True):
            box = run.boundingRect()
            runs.append(_Run(clusters, end, run.isRightToLeft(), box.left(), box.right()))
        return runs

    def has_doubtful_ligature(self, runs: Sequence[_Run]) -> bool:
        """Tell whether cursorToX may be wrong: behind a ligature that runs from left to right."""
        return any(
            not run.is_rtl
            and any(
                after - before > 1 and self.text[before + 1].isalpha()
                for before, after in pairwise([*run.clusters, run.end])
            )
            for run in runs
        )

    def by_runs(self, runs: Sequence[_Run], is_rtl: list[bool]) -> list[Extent]:
        """Return the extents as the runs' boxes and the caret positions within them say."""
        found: list[Extent | None] = [None] * (self.end - self.start)
        # A mark has no width, nor does the letter before it end any sooner: Qt may say otherwise.
        marks = {mark.start() for mark in _MARK.finditer(self.text, self.start, self.end)}
        for run in runs:
            first, end = run.clusters[0], run.end
            borders = [offset for offset in range(first + 1, end) if offset not in marks]
            near, far = (run.right, run.left) if run.is_rtl else (run.left, run.right)
            xs = pairwise([near, *self._caret_xs(borders), far])
            for offset, (one, other) in zip([first, *borders], xs, strict=True):
                found[offset - self.start] = (one, other) if one <= other else (other, one)
            is_rtl[first - self.start : end - self.start] = [run.is_rtl] * (end - first)
        extents = self._filled(found, is_rtl)
        self._share_ligatures(extents, is_rtl)
        return extents

    def by_clusters(self, runs: Sequence[_Run], is_rtl: list[bool]) -> list[Extent]:
        """Measure each cluster's glyphs alone, then close what gaps and overlaps are left.

        Qt gives the right box for a range that cuts no cluster.
        """
        starts = {self.start, *(run.end for run in runs)}.union(*(run.clusters for run in runs)) - {self.end}
        extents: list[Extent] = []
        for begin, finish in pairwise([*sorted(starts), self.end]):
            glyphs = self._glyph_runs(begin, finish)
            boxes = [run.boundingRect() for run in glyphs]
            if boxes:
                rtl = glyphs[0].isRightToLeft()
                left, right = min(box.left() for box in boxes), max(box.right() for box in boxes)
            else:
                rtl = is_rtl[begin - self.start]
                (left,) = (right,) = self._caret_xs([begin])
            is_rtl[begin - self.start : finish - self.start] = [rtl] * (finish - begin)
            extents += _shared(left, right, self.text[begin:finish], is_rtl=rtl)
        if not runs:
            return extents
        return _closed(extents, (min(run.left for run in runs), max(run.right for run in runs)))

    def _glyph_runs(self, start: int, end: int) -> list[QGlyphRun]:
        unit = self.units.to_units(start)
        return self.line.glyphRuns(unit, self.units.to_units(end) - unit, _FLAGS)

    def _wrapped_at(self, last: int) -> int:
        """Return where the blanks begin that have no glyphs because the line is wrapped at them."""
        end = self.end
        while end - 1 > last and self.text[end - 1].isspace():
            end -= 1
        return end

    def _caret_xs(self, offsets: Sequence[int]) -> list[float]:
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
                    (x,) = self._caret_xs([self.start])
                extent = (x, x)
            extents.append(extent)
        return extents

    def _share_ligatures(self, extents: list[Extent], is_rtl: Sequence[bool]) -> None:
        """Spread the width of a ligature over its letters where Qt gave it all to the first."""
        index = 0
        while index < len(extents):
            after = index + 1
            while (
                after < len(extents)
                and _is_narrow(extents[after])
                and self.text[self.start + after].isalpha()
            ):
                after += 1
            left, right = extents[index]
            if after - index > 1 and right - left > 1:
                cluster = self.text[self.start + index : self.start + after]
                extents[index:after] = _shared(left, right, cluster, is_rtl=is_rtl[index])
            index = after


def _is_narrow(extent: Extent) -> bool:
    return extent[1] - extent[0] < HAIR


def _tiles(extents: Sequence[Extent], advance: float) -> bool:
    """Tell whether the extents lie side by side and together are as wide as the line."""
    wide = sorted(extent for extent in extents if not _is_narrow(extent))
    if abs(sum(right - left for left, right in wide) - advance) > 1:
        return False
    return all(abs(following[0] - extent[1]) <= _TOLERANCE for extent, following in pairwise(wide))


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
