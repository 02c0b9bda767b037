"""What became of suggestions: shown, accepted, corrected, rejected, by label, as bars with their figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.gui.blocks import heading
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.lines import sized
from annotator.gui.paragraph import Paragraph
from annotator.gui.sources_view import NAMES
from annotator.gui.theme import Theme
from annotator.model import Record
from annotator.words import N_, _, number

_ROW: Final = 28
_HEAD: Final = 26
_FIGURE: Final = 74
_BAR: Final = 10
_LEAST_BAR: Final = 60
_HEADS: Final = (N_("accepted"), N_("corrected"), N_("rejected"), N_("shown"))
# A painter mirrors «left» by itself in a window that reads from the right.
_LEADING: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TRAILING: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the suggestions of one label; what is left of `shown` is not decided yet."""

    words: str
    colour: str
    shown: int
    accepted: int
    corrected: int
    rejected: int

    @property
    def counts(self) -> tuple[int, int, int]:
        """Accepted, corrected, rejected."""
        return self.accepted, self.corrected, self.rejected

    def said(self) -> str:
        """Return it in words."""
        return _(
            "{label}: {shown} shown, {accepted} accepted, {corrected} corrected, {rejected} rejected"
        ).format(
            label=self.words,
            shown=number(self.shown),
            accepted=number(self.accepted),
            corrected=number(self.corrected),
            rejected=number(self.rejected),
        )


class OutcomeBars(QWidget):
    """A row for each label: its name, a bar of three colours, and the figures under their heads."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._outcomes: tuple[Outcome, ...] = ()
        self.setAccessibleName(_("What became of suggestions, by label"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_LEAST_BAR + 4 * _FIGURE + 90)

    def show_outcomes(self, outcomes: Sequence[Outcome]) -> None:
        """Show these, one under the other."""
        self._outcomes = tuple(outcomes)
        self.setAccessibleDescription(_("; ").join(one.said() for one in outcomes))
        self.setFixedHeight(_HEAD + _ROW * len(self._outcomes))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size in pixels."""
        return QSize(560, _HEAD + _ROW * len(self._outcomes))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the heads, which say what the colours mean, and the rows."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            theme = self._theme
            colours = (theme.good, theme.warning, theme.bad, theme.muted)
            for place, (words, colour) in enumerate(zip(_HEADS, colours, strict=True)):
                painter.setFont(sized(self.font(), 12))
                painter.setPen(QColor(colour))
                painter.drawText(self._figure_box(place, 0, _HEAD), _TRAILING, _(words))
            painter.setFont(sized(self.font(), 14))
            metrics = painter.fontMetrics()
            names = max((metrics.horizontalAdvance(one.words) for one in self._outcomes), default=0) + 4
            names = min(names, int(self.width() * 0.3))
            for row, one in enumerate(self._outcomes):
                self._draw(painter, _HEAD + row * _ROW, one, names=names)
        finally:
            painter.end()

    def _draw(self, painter: QPainter, y: int, one: Outcome, *, names: int) -> None:
        theme = self._theme
        painter.setFont(sized(self.font(), 14))
        painter.setPen(QColor(one.colour or theme.ink))
        elided = painter.fontMetrics().elidedText(one.words, Qt.TextElideMode.ElideRight, names)
        painter.drawText(self._box(0, y, names, _ROW), _LEADING, elided)
        start = names + 10
        room = max(_LEAST_BAR, self.width() - start - 4 * _FIGURE - 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.raised))
        top = y + (_ROW - _BAR) / 2
        painter.drawRect(self._box(start, top, room, _BAR))
        x = float(start)
        for count, colour in zip(one.counts, (theme.good, theme.warning, theme.bad), strict=True):
            width = room * count / max(1, one.shown)
            painter.setBrush(QColor(colour))
            painter.drawRect(self._box(x, top, max(0.0, width - (1 if width > 2 else 0)), _BAR))
            x += width
        figures = sized(self.font(), 14)
        for place, count in enumerate((*one.counts, one.shown)):
            figures.setWeight(QFont.Weight.Bold if place == 0 else QFont.Weight.Normal)
            painter.setFont(figures)
            painter.setPen(QColor(theme.ink if count else theme.muted))
            painter.drawText(self._figure_box(place, y, _ROW), _TRAILING, number(count))

    def _figure_box(self, place: int, y: float, height: float) -> QRectF:
        return self._box(self.width() - (4 - place) * _FIGURE, y, _FIGURE - 4, height)

    def _box(self, x: float, y: float, width: float, height: float) -> QRectF:
        left = self.width() - x - width if self.isRightToLeft() else x
        return QRectF(left, y, width, height)


class RecordView(QFrame):
    """The record of one source or of all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self._records: tuple[Record, ...] = ()
        self._labels: dict[str, tuple[str, str]] = {}
        self.source = ChoiceBox(theme, name=_("Record of which source"))
        self.source.currentIndexChanged.connect(lambda _row: self._show())
        self._summary = Paragraph("", theme.ink, px=15)
        self.bars = OutcomeBars(theme)
        head = QHBoxLayout()
        head.addWidget(heading(_("What became of suggestions")), 1)
        head.addWidget(self.source)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._summary)
        column.addWidget(self.bars)
        column.addStretch()

    def show_records(self, records: Sequence[Record], *, labels: dict[str, tuple[str, str]]) -> None:
        """Show these; `labels` are names and colours by id."""
        self._records, self._labels = tuple(records), labels
        chosen = self.source.currentData()
        there = [name for name in NAMES if any(one.source == name for one in records)]
        self.source.blockSignals(True)
        self.source.clear()
        self.source.addItem(_("All sources"), "")
        for name in there:
            self.source.addItem(_(NAMES[name]), name)
        self.source.setCurrentIndex(max(0, self.source.findData(chosen)))
        self.source.blockSignals(False)
        self.source.setVisible(bool(there))
        self._show()

    def summary(self) -> str:
        """Return the sentence over the bars."""
        return self._summary.text()

    def _show(self) -> None:
        source = self.source.currentData() or ""
        outcomes = by_label([one for one in self._records if source in ("", one.source)], labels=self._labels)
        self.bars.show_outcomes(outcomes)
        self.bars.setVisible(bool(outcomes))
        decided = sum(sum(one.counts) for one in outcomes)
        if not decided:
            self._summary.say(
                _(
                    "Nothing is decided yet. Accept or reject suggestions in an article,"
                    " and see here how good they are."
                ),
                self._theme.muted,
            )
            return
        accepted = sum(one.accepted for one in outcomes)
        words = _("{share} % of {decided} decided suggestions were accepted as they were.")
        share = 100 if accepted == decided else min(99, round(100 * accepted / decided))
        self._summary.say(words.format(share=number(share), decided=number(decided)), self._theme.ink)


def by_label(records: Sequence[Record], *, labels: dict[str, tuple[str, str]]) -> list[Outcome]:
    """Return what became of the suggestions of each label, whatever their source, the most shown first."""
    sums: dict[str, list[int]] = {}
    for one in records:
        counts = sums.setdefault(one.label, [0, 0, 0, 0])
        for place, count in enumerate((one.shown, one.accepted, one.corrected, one.rejected)):
            counts[place] += count
    ordered = sorted(sums.items(), key=lambda item: (-item[1][0], item[0]))
    return [Outcome(*labels.get(id_, (id_, "")), *counts) for id_, counts in ordered]
