"""Puts a laid-out chart on a painter: the window's, a picture's, a printer's."""

from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from annotator.charts.chart import Chart
from annotator.charts.drawing import Anchor, Drawing, Palette, Rect, Stroke, Words
from annotator.charts.layout import lay_out
from annotator.gui.lines import sized
from annotator.gui.theme import LIGHT, Theme
from annotator.words import is_right_to_left

_SHARPNESS: Final = 2
"""Pixels of a saved picture for each of the window's."""
_MARGIN: Final = 16
PICTURE_WIDTH: Final = 720
"""How wide a chart is in a file, in pixels, whatever the window's width."""


def palette_of(theme: Theme) -> Palette:
    """Return a theme's colours as a chart takes them."""
    return Palette(
        ink=theme.ink,
        muted=theme.muted,
        raised=theme.raised,
        accent=theme.accent,
        good=theme.good,
        warning=theme.warning,
        line=theme.border,
    )


class Measure:
    """How wide words are in a typeface, in pixels; each is measured once."""

    def __init__(self, font: QFont) -> None:
        self._metrics = cache(lambda size, is_bold: QFontMetricsF(_font(font, size, is_bold=is_bold)))
        self._width = cache(
            lambda words, size, is_bold: self._metrics(size, is_bold).horizontalAdvance(words)
        )

    def __call__(self, words: str, size: float, is_bold: bool) -> float:
        """Return the width of words of a size."""
        return float(self._width(words, size, is_bold))


_MEASURES: Final[dict[str, Measure]] = {}


def measure_of(font: QFont) -> Measure:
    """Return what measures words in a typeface; charts of one typeface share what was measured."""
    return _MEASURES.setdefault(font.key(), Measure(font))


def drawn(
    chart: Chart, *, width: float, theme: Theme, measure: Measure, size: int = 14, is_titled: bool = False
) -> Drawing:
    """Return a chart laid out in the direction of the window, `width` pixels wide, in letters of a size."""
    return lay_out(
        chart,
        width=width,
        measure=measure,
        palette=palette_of(theme),
        mirrored=is_right_to_left(),
        size=size,
        is_titled=is_titled,
    )


def on_paper(chart: Chart, *, font: QFont) -> Drawing:
    """Return a chart as it stands in files and on paper: light, under its title, of a usual width."""
    measure = measure_of(font)
    return drawn(chart, width=PICTURE_WIDTH, theme=LIGHT, measure=measure, is_titled=True)


def paint(painter: QPainter, drawing: Drawing, *, font: QFont) -> None:
    """Paint a drawing with its upper left corner at the painter's origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    way = Qt.LayoutDirection.RightToLeft if drawing.is_mirrored else Qt.LayoutDirection.LeftToRight
    painter.setLayoutDirection(way)
    for item in drawing.items:
        if isinstance(item, Rect):
            _paint_rect(painter, item)
        elif isinstance(item, Stroke):
            _paint_stroke(painter, item)
        else:
            _paint_words(painter, item, font)


def image_of(chart: Chart, *, font: QFont) -> QImage:
    """Return a chart as a picture for paper and slides: light, with a margin, twice as fine as a window."""
    drawing = on_paper(chart, font=font)
    size = QSizeF(drawing.width + 2 * _MARGIN, drawing.height + 2 * _MARGIN)
    image = QImage((size * _SHARPNESS).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(LIGHT.panel))
    painter = QPainter(image)
    try:
        painter.scale(_SHARPNESS, _SHARPNESS)
        painter.translate(_MARGIN, _MARGIN)
        paint(painter, drawing, font=font)
    finally:
        painter.end()
    return image


def _paint_rect(painter: QPainter, item: Rect) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(item.colour, item.opacity))
    painter.drawRoundedRect(QRectF(item.x, item.y, item.width, item.height), item.radius, item.radius)


def _paint_stroke(painter: QPainter, item: Stroke) -> None:
    pen = QPen(_colour(item.colour, item.opacity), item.width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in item.points]))


def _paint_words(painter: QPainter, item: Words, font: QFont) -> None:
    fitted = _font(font, item.size, is_bold=item.is_bold)
    painter.setFont(fitted)
    painter.setPen(QColor(item.colour))
    width = QFontMetricsF(fitted).horizontalAdvance(item.words)
    before = {Anchor.LEFT: 0.0, Anchor.MIDDLE: width / 2, Anchor.RIGHT: width}[item.anchor]
    painter.save()
    painter.translate(item.x, item.y)
    if item.is_turned:
        painter.rotate(-90)
    painter.drawText(QPointF(-before, 0), item.words)
    painter.restore()


def _font(font: QFont, size: float, *, is_bold: bool) -> QFont:
    return sized(font, round(size), is_bold=is_bold)


def _colour(name: str, opacity: float) -> QColor:
    colour = QColor(name)
    colour.setAlphaF(opacity)
    return colour
