"""Draws the signs for what cannot be seen, over the letters: no letter moves for them."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from annotator.gui.article.invisible import Sign, signs
from annotator.gui.article.paragraph import Line, Paragraph

_Stroke = tuple[tuple[float, float], ...]
# The heads of the stems that stand where a character has no width, within 1 around their middle.
_HEADS: Final[Mapping[Sign, tuple[_Stroke, ...]]] = {
    Sign.NON_JOINER: (((-1, -1), (1, 1)), ((-1, 1), (1, -1))),
    Sign.JOINER: (((0, -1), (1, 0), (0, 1), (-1, 0), (0, -1)),),
    Sign.TO_LEFT: (((0, -1), (-1.6, 0), (0, 1)),),
    Sign.TO_RIGHT: (((0, -1), (1.6, 0), (0, 1)),),
    Sign.OPENS: (((1, -1), (-0.6, -1), (-0.6, 1), (1, 1)),),
    Sign.CLOSES: (((-1, -1), (0.6, -1), (0.6, 1), (-1, 1)),),
    Sign.NOTHING: (((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)),),
}


class SignPainter:
    """Draws the signs of lines with one painter, in its pen's colour. `unit` is a 20th of the text's size."""

    def __init__(self, painter: QPainter, *, unit: float) -> None:
        self._painter = painter
        self._unit = unit

    def paint(self, paragraph: Paragraph, line: Line, *, text: str, baseline: float) -> None:
        """Draw the signs of `line`, whose base line is at `baseline`.

        `text` is what really stands in the piece, with the line feed behind it.
        """
        painter, edges = self._painter, paragraph.edges(line)
        painter.setPen(QPen(painter.pen().color(), max(1.0, self._unit)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for offset, sign in signs(text, line.start, line.end):
            left, right = edges.extent(offset)
            if sign in _HEADS:
                self._stem(sign, edges.leading(offset), baseline)
            elif sign is Sign.LONE_MARK:
                self._circle(*self._under(paragraph, line, offset), baseline)
            elif right - left >= 1:
                self._wide(sign, left, right, baseline, is_rtl=edges.is_rtl(offset))
        if line is paragraph.lines[-1] and text.endswith("\n"):
            self._feed(paragraph, line, baseline)

    def _under(self, paragraph: Paragraph, line: Line, offset: int) -> tuple[float, float]:
        """Return the extent of what a mark sits on."""
        edges = paragraph.edges(line)
        return edges.extent(max(line.start, offset - 1))

    def _stem(self, sign: Sign, x: float, baseline: float) -> None:
        u = self._unit
        head = QPointF(x, baseline - 17 * u)
        self._painter.drawLine(QPointF(x, baseline + 4 * u), head + QPointF(0, 3 * u))
        for stroke in _HEADS[sign]:
            points = QPolygonF([head + QPointF(dx, dy) * 2.5 * u for dx, dy in stroke])
            self._painter.drawPolyline(points)

    def _circle(self, left: float, right: float, baseline: float) -> None:
        """Draw the dotted circle that stands for the missing letter."""
        u, painter = self._unit, self._painter
        pen = painter.pen()
        painter.setPen(QPen(pen.color(), pen.widthF(), Qt.PenStyle.DotLine))
        painter.drawEllipse(QPointF((left + right) / 2, baseline - 4 * u), 3.5 * u, 3.5 * u)
        painter.setPen(pen)

    def _wide(self, sign: Sign, left: float, right: float, baseline: float, *, is_rtl: bool) -> None:
        u, painter = self._unit, self._painter
        middle, half = (left + right) / 2, max(1.5 * u, (right - left) / 2 - u)
        if sign is Sign.TATWEEL:
            painter.drawEllipse(QPointF(middle, baseline + 4 * u), u, u)
        elif sign is Sign.TAB:
            tip, tail = (left, right) if is_rtl else (right, left)
            back = 2.5 * u if is_rtl else -2.5 * u
            y = baseline - 5 * u
            painter.drawLine(QPointF(tail, y), QPointF(tip, y))
            painter.drawPolyline(
                QPolygonF(
                    [QPointF(tip + back, y - 2.5 * u), QPointF(tip, y), QPointF(tip + back, y + 2.5 * u)]
                )
            )
        elif sign is Sign.CONTROL:
            painter.drawRect(QRectF(middle - half, baseline - 2 * half, 2 * half, 2 * half))
        else:
            corners = ((-half, -3 * u), (-half, u), (half, u), (half, -3 * u))
            painter.drawPolyline(QPolygonF([QPointF(middle + dx, baseline + dy) for dx, dy in corners]))

    def _feed(self, paragraph: Paragraph, line: Line, baseline: float) -> None:
        """Draw a pilcrow beyond the last letter, turned to the side that the paragraph is read to."""
        u, painter = self._unit, self._painter
        x = paragraph.line_end_x(line)
        bowl = QPainterPath(QPointF(6 * u, -12 * u))
        bowl.arcTo(QRectF(2 * u, -12 * u, 8 * u, 6 * u), 90, 180)
        painter.save()
        painter.translate(x, baseline)
        if paragraph.is_rtl:
            painter.scale(-1, 1)
        painter.fillPath(bowl, painter.pen().color())
        for stem in (6 * u, 8.5 * u):
            painter.drawLine(QPointF(stem, -12 * u), QPointF(stem, 2 * u))
        painter.restore()
