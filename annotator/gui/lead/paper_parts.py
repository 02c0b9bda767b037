"""The parts of a report as blocks for paper: words, headlines, charts, tables, examples."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption

from annotator.charts.chart import Chart
from annotator.charts.drawing import Anchor, Drawing, Words
from annotator.charts.layout import lay_out
from annotator.gui.fonts import Families
from annotator.gui.lead.painting import Measure, paint
from annotator.gui.lead.paper_columns import side_by_side, widths
from annotator.gui.lead.paper_flow import Block
from annotator.gui.lead.paper_letters import Letters
from annotator.gui.lead.paper_text import PaperText, Tint
from annotator.gui.lines import sized
from annotator.reports.palettes import LIGHT
from annotator.reports.report import Example, Headline, Lane, Report, Section
from annotator.reports.tables import Table
from annotator.words import _, is_right_to_left, n_, number

_TEXT: Final = 12
_SMALL: Final = 11
_CELL: Final = 10
_READING: Final = 16
_GAP: Final = 10.0
_PAD: Final = 4.0
_WHO: Final = 90.0
_MOST_ROWS: Final = 200
"""Of a longer table nobody wants all pages."""
_HEADING: Final = 100.0


class Paper:
    """Makes blocks of a width in the direction of the language in use; lengths in pixels.

    None is higher than `height`, for a chart that would be is drawn smaller.
    """

    def __init__(self, *, width: float, height: float, families: Families) -> None:
        self.width, self._height = width, height
        self.letters = Letters()
        self.is_right_to_left = is_right_to_left()
        # Letters as the typeface has them, and not as the pixels of some screen would like them.
        self._ui, self._reading = QFont(families.ui), QFont(families.text)
        for font in (self._ui, self._reading):
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)

    def report(self, report: Report) -> Iterator[Block]:
        """Yield all of a report."""
        yield self._words(report.title, 22, is_bold=True)
        yield self._words(report.subtitle, _TEXT, colour=LIGHT.muted)
        for note in report.notes:
            yield self._words(note, _SMALL, colour=LIGHT.muted)
        yield self._space(_GAP)
        if report.headlines:
            yield self._headlines(report.headlines)
        for section in report.sections:
            yield from self._section(section)

    def footer(self, words: str) -> PaperText:
        """Return the line under a page."""
        return self._set(words, _CELL, self.width, colour=LIGHT.muted)

    def _section(self, section: Section) -> Iterator[Block]:
        yield self._space(_GAP * 2, keeps_next=True)
        yield self._words(section.title, 15, is_bold=True, keeps_next=True)
        if section.means:
            yield self._words(section.means, _SMALL, colour=LIGHT.muted, keeps_next=True)
        for chart in section.charts:
            if len(section.charts) > 1:
                yield self._words(chart.title, _TEXT, is_bold=True, keeps_next=True)
            yield self._chart(chart)
        for table in section.tables:
            if table.rows:
                yield from self._table(table)
        for name, says in section.terms:
            yield self._words(_("{what}: {text}").format(what=name, text=says), _CELL, colour=LIGHT.muted)
        for example in section.examples:
            yield from self._example(example)
        for note in section.notes:
            yield self._words(note, _SMALL, colour=LIGHT.muted)

    def _words(
        self,
        words: str,
        size: int,
        *,
        colour: str = LIGHT.ink,
        is_bold: bool = False,
        keeps_next: bool = False,
    ) -> Block:
        text = self._set(words, size, self.width, colour=colour, is_bold=is_bold)
        return Block(text.height, lambda painter, y: text.draw(painter, 0, y), keeps_next)

    def _set(
        self, words: str, size: int, width: float, *, colour: str = LIGHT.ink, is_bold: bool = False
    ) -> PaperText:
        font = sized(self._ui, size, is_bold=is_bold)
        return PaperText(
            words,
            font=font,
            width=width,
            colour=colour,
            is_right_to_left=self.is_right_to_left,
            letters=self.letters,
        )

    def _space(self, height: float, *, keeps_next: bool = False) -> Block:
        return Block(height, lambda _painter, _y: None, keeps_next)

    def _headlines(self, headlines: Sequence[Headline]) -> Block:
        wide = (self.width - _GAP * (len(headlines) - 1)) / len(headlines)
        inner = wide - 2 * _GAP
        cards = [
            (
                self._set(one.words, _CELL, inner, colour=LIGHT.muted),
                self._set(one.figure, 20, inner, is_bold=True),
                self._set(one.note, _CELL, inner, colour=LIGHT.muted),
            )
            for one in headlines
        ]
        height = max(sum(text.height for text in card) for card in cards) + 2 * _GAP

        def draw(painter: QPainter, y: float) -> None:
            for place, card in enumerate(cards):
                x = self._from_leading(place * (wide + _GAP), wide)
                painter.setPen(QPen(QColor(LIGHT.line), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(x, y, wide, height), 8, 8)
                top = y + _GAP
                for text in card:
                    text.draw(painter, x + _GAP, top)
                    top += text.height

        return Block(height, draw)

    def _chart(self, chart: Chart) -> Block:
        drawing = lay_out(
            chart,
            width=self.width,
            measure=Measure(self._ui),
            palette=LIGHT,
            mirrored=self.is_right_to_left,
            size=_TEXT,
        )
        # With its heading on one page.
        room = self._height - 2 * _PAD - _HEADING
        share = min(1.0, self.width / drawing.width, room / max(1.0, drawing.height))

        def draw(painter: QPainter, y: float) -> None:
            painter.save()
            painter.translate(self._from_leading(0, drawing.width * share), y + _PAD)
            painter.scale(share, share)
            paint(painter, drawing, font=self._ui)
            self._note(painter, drawing)
            painter.restore()

        return Block(drawing.height * share + 2 * _PAD, draw)

    def _note(self, painter: QPainter, drawing: Drawing) -> None:
        """Let it be known where the words of a chart are, which the chart's own painter has drawn."""
        option = QTextOption()
        option.setTextDirection(painter.layoutDirection())
        for item in drawing.items:
            if not isinstance(item, Words):
                continue
            layout = QTextLayout(item.words, sized(self._ui, round(item.size), is_bold=item.is_bold))
            layout.setTextOption(option)
            layout.beginLayout()
            line = layout.createLine()
            layout.endLayout()
            wide = line.naturalTextWidth()
            before = {Anchor.LEFT: 0.0, Anchor.MIDDLE: wide / 2, Anchor.RIGHT: wide}[item.anchor]
            painter.save()
            painter.translate(item.x, item.y)
            if item.is_turned:
                painter.rotate(-90)
            corner = QPointF(-before, -line.ascent())
            self.letters.take(layout, at=corner, way=painter.combinedTransform())
            painter.restore()

    def _from_leading(self, x: float, width: float) -> float:
        return self.width - x - width if self.is_right_to_left else x

    def _table(self, table: Table) -> Iterator[Block]:
        shown = [place for place, column in enumerate(zip(*table.rows, strict=True)) if any(column)]
        rows = [[row[place] for place in shown] for row in (table.columns, *table.rows)]
        natural, least = self._wishes(rows)
        for some in side_by_side(least, room=self.width):
            part = [[row[place] for place in some] for row in rows]
            wide = widths([natural[one] for one in some], [least[one] for one in some], room=self.width)
            yield from self._rows(part, wide)

    def _rows(self, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Iterator[Block]:
        """Yield the heads, so many rows as anybody reads, and how many more there are."""
        heads = self._row(rows[0], widths, colour=LIGHT.muted)
        yield self._space(_PAD, keeps_next=True)
        yield Block(heads.height, heads.draw, keeps_next=True)
        for row in rows[1 : _MOST_ROWS + 1]:
            made = self._row(row, widths)
            yield Block(made.height, made.draw, again=heads)
        if more := max(0, len(rows) - 1 - _MOST_ROWS):
            words = n_(
                "{count} more row is in the page and in the tables.",
                "{count} more rows are in the page and in the tables.",
                more,
            )
            yield self._words(words.format(count=number(more)), _CELL, colour=LIGHT.muted)

    def _wishes(self, rows: Sequence[Sequence[str]]) -> tuple[list[float], list[float]]:
        """Return how wide columns would be with all that they say in a line, and with a word in each."""
        measure, columns = Measure(self._ui), list(zip(*rows, strict=True))
        around = 2 * _PAD + 2
        natural = [max(measure(cell, _CELL, False) for cell in column) + around for column in columns]
        least = [
            max(measure(word, _CELL, False) for cell in column for word in cell.split() or ("",)) + around
            for column in columns
        ]
        return natural, least

    def _row(self, cells: Sequence[str], widths: Sequence[float], *, colour: str = LIGHT.ink) -> Block:
        texts = [
            self._set(cell, _CELL, width - 2 * _PAD, colour=colour)
            for cell, width in zip(cells, widths, strict=True)
        ]
        height = max(text.height for text in texts) + 2 * _PAD

        def draw(painter: QPainter, y: float) -> None:
            x = 0.0
            for text, width in zip(texts, widths, strict=True):
                text.draw(painter, self._from_leading(x, width) + _PAD, y + _PAD)
                x += width
            painter.setPen(QPen(QColor(LIGHT.line), 0.7))
            painter.drawLine(QPointF(0, y + height), QPointF(self.width, y + height))

        return Block(height, draw)

    def _example(self, example: Example) -> Iterator[Block]:
        yield self._space(_GAP, keeps_next=True)
        head = _("{what}: {text}").format(what=example.cause, text=example.article)
        yield self._words(head, _TEXT, is_bold=True, keeps_next=True)
        for lane in example.lanes:
            yield self._lane(lane, example.text)

    def _lane(self, lane: Lane, text: str) -> Block:
        wide = self.width - _WHO - _GAP
        who = self._set(lane.who, _SMALL, _WHO, colour=LIGHT.muted)
        tints = [
            Tint(span.start, span.end, span.colour or LIGHT.accent, span in lane.at_issue)
            for span in lane.spans
        ]
        sentence = PaperText(
            text,
            font=sized(self._reading, _READING),
            width=wide,
            colour=LIGHT.ink,
            is_right_to_left=True,
            tints=tints,
            leading=1.9,
            letters=self.letters,
        )
        issues = " · ".join(f"\u2068{text[one.start : one.end]}\u2069 ({one.words})" for one in lane.at_issue)
        below = self._set(issues or _("not marked"), _CELL, wide, colour=LIGHT.muted)

        def draw(painter: QPainter, y: float) -> None:
            who.draw(painter, self._from_leading(0, _WHO), y + _PAD)
            x = self._from_leading(_WHO + _GAP, wide)
            sentence.draw(painter, x, y)
            below.draw(painter, x, y + sentence.height)

        return Block(sentence.height + below.height + _PAD, draw)
