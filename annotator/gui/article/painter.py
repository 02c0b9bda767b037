"""Paints lines of a page: tints, selection, letters, underlines, the ring, chips, the caret."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPen,
    QRegion,
)

from annotator.gui.article.look import Ink, Look, found, ink
from annotator.gui.article.marks import Key, Mark
from annotator.gui.article.page import Page, Spot
from annotator.gui.article.paragraph import Line, Paragraph
from annotator.gui.article.placement import Bar, Chip
from annotator.gui.article.signs import SignPainter

_ON_CHIP: Final = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
_AT_TOP_RIGHT: Final = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
)
_BETWEEN: Final = " · "
# First strong isolate, and its end.
_ISOLATE, _END = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be seen beside the page itself.

    `ring` is a range that is framed, marked or not, empty for none; `caret` is its box, None where it is
    not shown.
    """

    current: Key | None
    ring: tuple[int, int]
    selection: tuple[int, int]
    caret: QRect | None
    subtitle: str


class PagePainter:
    """Paints with one painter whose origin is the top left corner of the column."""

    def __init__(self, painter: QPainter, page: Page, look: Look) -> None:
        self._painter = painter
        self._page = page
        self._look = look
        self._sizes = page.sizes

    def paint(self, scene: Scene, damage: QRegion) -> None:
        """Paint what lies in `damage` of the page, in pixels; the painter is clipped to it."""
        bounds = damage.boundingRect()
        self._painter.fillRect(bounds, QColor(self._look.paper))
        spots = [
            spot
            for spot in self._page.lines_between(bounds.top(), bounds.bottom() + 1)
            if damage.intersects(self._band(spot))
        ]
        for spot in spots:
            self._paint_tints(spot)
            self._paint_highlights(spot)
            self._paint_selection(spot, scene.selection)
        self._paint_ring(spots, scene.current)
        self._paint_ringed(spots, scene.ring)
        self._painter.setPen(QColor(self._look.ink))
        for spot in spots:
            paragraph, line, text_top = self._parts(spot)
            baseline = text_top + paragraph.box.ascent
            line.qt.draw(self._painter, QPointF(0, baseline - line.qt.ascent()))
        if self._look.shows_invisible:
            self._paint_signs(spots)
        for bar, _text_top, floor in self._bars(spots):
            self._paint_underline(bar, floor)
        self._paint_chips(spots)
        if scene.subtitle and damage.intersects(self._page.subtitle_box()):
            self._paint_subtitle(scene.subtitle)
        if scene.caret is not None:
            self._paint_caret(scene.caret)

    def _band(self, spot: Spot) -> QRect:
        # Tall letters and the ring reach a little beyond the band of their line.
        room = self._sizes.chip_row
        height = self._page.line(spot).height
        return QRect(-room, spot.top - room, self._page.width + 2 * room, height + 2 * room)

    def _parts(self, spot: Spot) -> tuple[Paragraph, Line, int]:
        paragraph = self._page.paragraphs[spot.paragraph]
        line = paragraph.lines[spot.line]
        return paragraph, line, spot.top - line.top + line.text_top

    def _bars(self, spots: Sequence[Spot]) -> Iterator[tuple[Bar, int, int]]:
        """Yield the marks on the lines with the top and the bottom of the text there."""
        for spot in spots:
            paragraph, _line, text_top = self._parts(spot)
            for bar in self._page.placement(spot.paragraph).bars(spot.line):
                yield bar, text_top, text_top + paragraph.box.height

    def _ink(self, mark: Mark) -> Ink:
        return ink(mark.colour, paper=self._look.paper, is_dark=self._look.is_dark)

    def _paint_tints(self, spot: Spot) -> None:
        paragraph, _line, text_top = self._parts(spot)
        height = paragraph.box.height
        for bar in self._page.placement(spot.paragraph).bars(spot.line):
            if not bar.mark.is_suggestion:
                for left, right in bar.intervals:
                    self._painter.fillRect(_box(left, right, text_top, height), self._ink(bar.mark).tint)

    def _paint_selection(self, spot: Spot, selection: tuple[int, int]) -> None:
        paragraph, line, text_top = self._parts(spot)
        height = paragraph.box.height
        start, end = (offset - paragraph.piece.start for offset in selection)
        if start == end or start > line.end or end <= line.start:
            return
        colour = QColor(self._look.selection)
        if paragraph.is_blank:
            height = self._sizes.blank
        elif start < line.end:
            for left, right in paragraph.edges(line).intervals(start, end):
                self._painter.fillRect(_box(left, right, text_top, height), colour)
        if line is paragraph.lines[-1] and end > line.end and paragraph.piece.ends_paragraph:
            # The line feed is selected too: it shows as a small step beyond the last letter.
            x, step = paragraph.line_end_x(line), self._sizes.lane
            left, right = (x - step, x) if paragraph.is_rtl else (x, x + step)
            self._painter.fillRect(_box(left, right, text_top, height), colour)

    def _paint_highlights(self, spot: Spot) -> None:
        paragraph, line, text_top = self._parts(spot)
        highlights, start = self._page.content.highlights, paragraph.piece.start
        for one, other in highlights.over(start + line.start, start + line.end):
            is_current = (one, other) == highlights.current
            ground, edge = found(self._look, is_current=is_current)
            for left, right in paragraph.edges(line).intervals(one - start, other - start):
                box = _box(left, right, text_top, paragraph.box.height)
                self._painter.fillRect(box, edge)
                hair = self._sizes.hair
                self._painter.fillRect(box.adjusted(hair, hair, -hair, -hair), ground)

    def _paint_signs(self, spots: Sequence[Spot]) -> None:
        painter, content = self._painter, self._page.content
        signs = SignPainter(painter, unit=self._sizes.body.font.pixelSize() / 20)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._look.muted))
        for spot in spots:
            paragraph, line, text_top = self._parts(spot)
            piece = paragraph.piece
            baseline = text_top + (self._sizes.blank if paragraph.is_blank else paragraph.box.ascent)
            signs.paint(
                paragraph,
                line,
                text=content.text[piece.start : piece.end + piece.ends_paragraph],
                baseline=baseline,
            )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_underline(self, bar: Bar, floor: int) -> None:
        stroke = self._sizes.stroke
        colour = self._ink(bar.mark).line
        y = floor + bar.lane * self._sizes.lane
        for left, right in bar.intervals:
            box = _box(left, right, y, stroke)
            if not bar.mark.is_suggestion:
                self._painter.fillRect(box, colour)
                continue
            # A hair's breadth stays free at both ends, so that neighbours are seen to be two.
            for begin, width in _dashes(box.left() + 1, box.width() - 2, dash=3 * stroke, gap=2 * stroke):
                self._painter.fillRect(begin, y, width, stroke, colour)

    def _paint_ring(self, spots: Sequence[Spot], current: Key | None) -> None:
        """Frame the current mark."""
        sizes = self._sizes
        for bar, text_top, floor in self._bars(spots):
            if bar.mark.key == current:
                bottom = floor + bar.lane * sizes.lane + sizes.stroke + sizes.hair
                for left, right in bar.intervals:
                    self._paint_frame(_box(left, right, text_top, bottom - text_top))

    def _paint_ringed(self, spots: Sequence[Spot], ring: tuple[int, int]) -> None:
        """Frame a range, with what is marked in it, line by line."""
        sizes = self._sizes
        for spot in spots:
            paragraph, line, text_top = self._parts(spot)
            start, end = (offset - paragraph.piece.start for offset in ring)
            if start >= end or start >= line.end or end <= line.start:
                continue
            lanes = [bar.lane for bar in self._page.placement(spot.paragraph).bars(spot.line)]
            height = paragraph.box.height + max(lanes, default=0) * sizes.lane + sizes.stroke + sizes.hair
            for left, right in paragraph.edges(line).intervals(start, end):
                self._paint_frame(_box(left, right, text_top, height))

    def _paint_frame(self, box: QRect) -> None:
        """Frame a box: thick where there is nothing, and of a hair's breadth beside letters.

        The frame lies within the box to the left and right, so that a comma or bracket beside it stays
        as it is.
        """
        painter, sizes, inner = self._painter, self._sizes, QRectF(box)
        frame = QPainterPath()
        frame.addRoundedRect(inner.adjusted(0, -sizes.stroke, 0, sizes.stroke), sizes.lane, sizes.lane)
        frame.addRoundedRect(inner.adjusted(sizes.hair, 0, -sizes.hair, 0), sizes.lane, sizes.lane)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.accent))
        painter.drawPath(frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_caret(self, box: QRect) -> None:
        """Draw a stem so thin that no letter is hidden, and feet that are found again at a glance."""
        colour, sizes = QColor(self._look.caret), self._sizes
        self._painter.fillRect(box, colour)
        foot = QRect(box.left() - sizes.stroke, box.top(), box.width() + 2 * sizes.stroke, sizes.stroke)
        self._painter.fillRect(foot, colour)
        self._painter.fillRect(foot.translated(0, box.height() - sizes.stroke), colour)

    def _paint_chips(self, spots: Sequence[Spot]) -> None:
        painter = self._painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._sizes.chip_font)
        # Names of labels are in the language of the window, not in that of the article.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        for spot in spots:
            paragraph_top = self._page.top(spot.paragraph)
            for chip in self._page.placement(spot.paragraph).chips(spot.line):
                colours = self._ink(chip.mark)
                box = chip.box.translated(0, paragraph_top)
                self._paint_chip_box(chip, box, colours)
                if chip.mark.has_note:
                    self._paint_badge(box)
                if chip.leads_to is not None:
                    self._paint_lead(chip.leads_to, box, colours)
                painter.setPen(colours.framed_lettering if chip.mark.is_suggestion else colours.lettering)
                painter.drawText(box.translated(0, self._sizes.chip_drop), _ON_CHIP, chip.text)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_chip_box(self, chip: Chip, box: QRect, colours: Ink) -> None:
        painter, radius = self._painter, self._sizes.chip_row / 4
        if chip.mark.is_suggestion:
            painter.setPen(colours.line)
            painter.setBrush(QBrush(colours.chip_paper))
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(colours.line))
            painter.drawRoundedRect(box, radius, radius)

    def _paint_badge(self, box: QRect) -> None:
        """Draw a dot on the corner of a chip, half beyond it: something is noted there."""
        radius = self._sizes.chip_row / 4
        corner = QPointF(box.left() + box.width() - radius / 2, box.top() + radius / 2)
        self._painter.setPen(QPen(QColor(self._look.paper), self._sizes.hair))
        self._painter.setBrush(QBrush(QColor(self._look.ink)))
        self._painter.drawEllipse(corner, radius, radius)

    def _paint_lead(self, anchor: int, box: QRect, colours: Ink) -> None:
        """Draw a line from where a mark begins to its chip, which found no room there."""
        hair, drop = self._sizes.hair, self._sizes.stroke
        end = box.right() - drop if anchor > box.right() else box.left() + drop
        y = box.bottom() + 1
        self._painter.fillRect(min(anchor, end), y, abs(anchor - end), hair, colours.line)
        self._painter.fillRect(anchor - hair, y, hair, drop + hair, colours.line)

    def _paint_subtitle(self, subtitle: str) -> None:
        page, sizes = self._page, self._sizes
        box = page.subtitle_box()
        metrics = QFontMetricsF(sizes.subtitle_font)
        # Each part keeps its own direction; their order is that of the language of the window.
        parts = _BETWEEN.join(f"{_ISOLATE}{part}{_END}" for part in subtitle.split(_BETWEEN))
        words = metrics.elidedText(parts, Qt.TextElideMode.ElideRight, page.width)
        self._painter.setPen(QColor(self._look.muted))
        self._painter.setFont(sizes.subtitle_font)
        self._painter.setLayoutDirection(QGuiApplication.layoutDirection())
        self._painter.drawText(box, _AT_TOP_RIGHT, words)
        self._painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)


def _dashes(left: int, width: int, *, dash: int, gap: int) -> Iterator[tuple[int, int]]:
    """Yield the left edges and widths of dashes about `dash` wide, a whole one at either end."""
    count = max(1, round((width + gap) / (dash + gap)))
    borders = [round(number * (width + gap) / count) for number in range(count + 1)]
    for begin, end in pairwise(borders):
        yield left + begin, max(1, end - begin - gap)


def _box(left: float, right: float, top: int, height: int) -> QRect:
    """Return a box on whole pixels; neighbours that share an edge neither overlap nor leave a seam."""
    x = round(left)
    return QRect(x, top, max(1, round(right) - x), height)
