"""For the lead, folded away: whether people accept blindly, and how to find out.

Who labels is told nothing of it in the articles; this page cannot hide from those who open it.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.gui.charts import Bar, Bars
from annotator.gui.number_field import NumberField
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.words import _, n_, number

if TYPE_CHECKING:
    from annotator.project.bias import BiasReport, Work

_MOST: Final = 50
"""The largest share, in percent: with more, suggestions would help nobody."""


class LeadView(QFrame):
    """Two shares to set, and the report."""

    shares_chosen = Signal(float, float)
    """What share of articles goes without suggestions, what share of suggestions is wrong on purpose."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self.fold = QPushButton()
        self.fold.setObjectName("fold")
        self.fold.setCheckable(True)
        self.fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fold.toggled.connect(self._unfold)
        self._inside = QWidget()
        self._inside.setObjectName("clear")
        self.hold_back, self.plant = (_spin(name) for name in (_hold_back_words(), _plant_words()))
        self.apply = QPushButton(_("Apply"))
        self.apply.setObjectName("main")
        self.apply.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.apply.clicked.connect(self._choose)
        self._report = QVBoxLayout()
        self._report.setSpacing(6)
        self._lay_out()
        self._unfold(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(8)
        column.addWidget(self.fold)
        column.addWidget(self._inside)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 4)
        inside.setSpacing(10)
        why = _(
            "People who see many good suggestions come to accept bad ones. Two controls tell how far this"
            " goes. Tell the team that there are such controls, and not where."
        )
        inside.addWidget(Paragraph(why, self._theme.ink))
        for spin, words in ((self.hold_back, _hold_back_words()), (self.plant, _plant_words())):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(spin)
            row.addWidget(Paragraph(words, self._theme.ink), 1)
            inside.addLayout(row)
        after = _(
            "Articles that somebody began stay as they are. A wrong suggestion that was accepted is taken out"
            " of exports, memory and learning."
        )
        inside.addWidget(Paragraph(after, self._theme.muted, px=13))
        row = QHBoxLayout()
        row.addWidget(self.apply)
        row.addStretch()
        inside.addLayout(row)
        inside.addLayout(self._report)

    def show_shares(self, hold_back: float, plant: float) -> None:
        """Show what is set."""
        self.hold_back.show_value(round(100 * hold_back))
        self.plant.show_value(round(100 * plant))

    def show_report(self, report: "BiasReport") -> None:
        """Show what came of the controls so far."""
        while (item := self._report.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.setParent(None)
                old.deleteLater()
        for widget in self._reported(report):
            self._report.addWidget(widget)

    def words(self) -> list[str]:
        """Return what the report says, a line each."""
        widgets = [
            item.widget() for place in range(self._report.count()) if (item := self._report.itemAt(place))
        ]
        return [
            one.text() if isinstance(one, Paragraph) else one.accessibleDescription()
            for one in widgets
            if one is not None
        ]

    def _reported(self, report: "BiasReport") -> list[QWidget]:
        theme = self._theme
        if not report.planted and not report.held_back.documents:
            words = _(
                "Nothing to report yet: nobody met a wrong suggestion"
                " or finished an article without suggestions."
            )
            return [Paragraph(words, theme.muted)]
        made: list[QWidget] = []
        if report.planted:
            made.append(
                Paragraph(_("Wrong suggestions that were accepted, by annotator"), theme.muted, px=13)
            )
            made.append(Bars(_accepted(report), theme, name=_("Wrong suggestions that were accepted")))
        if report.held_back.documents:
            made.append(Paragraph(_compared(report.suggested, report.held_back), theme.ink))
        return made

    def _choose(self) -> None:
        self.shares_chosen.emit(self.hold_back.value() / 100, self.plant.value() / 100)

    def _unfold(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        words = _("For the lead: do people accept blindly?")
        closed = "◂" if self.isRightToLeft() else "▸"  # it points to where the words go on
        self.fold.setText(f"{'▾' if is_open else closed} {words}")
        self.fold.setAccessibleName(words)


def _hold_back_words() -> str:
    return _("of the articles go without suggestions, to see what people label by themselves.")


def _plant_words() -> str:
    return _("of the suggestions are wrong on purpose, to see whether people notice.")


def _spin(name: str) -> NumberField:
    return NumberField(name=name, least=0, most=_MOST, step=5, unit=_(" %"))


def _accepted(report: "BiasReport") -> list[Bar]:
    """Return a bar for each annotator: the share of the wrong suggestions that he accepted."""
    counts: dict[str, list[int]] = {}
    for one in report.planted:
        sums = counts.setdefault(one.annotator, [0, 0])
        sums[0] += one.accepted
        sums[1] += one.accepted + one.corrected + one.rejected
    bars = []
    for who, (accepted, decided) in counts.items():
        share = accepted / decided if decided else None
        figure = "—" if share is None else _("{share} %").format(share=number(round(100 * share)))
        note = n_("of {count} decided", "of {count} decided", decided).format(count=number(decided))
        bars.append(Bar(f"\u2068{who}\u2069", share, figure, note))
    return bars


def _compared(suggested: "Work", held_back: "Work") -> str:
    """Return how work without suggestions differs from work with them."""
    words = _(
        "With suggestions, people labelled {with_} spans in {thousand} characters; without, {without}."
        " Of what would have been suggested, they labelled {taken} % by themselves;"
        " where they saw it, {seen} %."
    )
    return words.format(
        thousand=number(1_000),
        with_=number(suggested.spans_per_thousand, decimals=1),
        without=number(held_back.spans_per_thousand, decimals=1),
        taken=number(round(100 * held_back.taken)),
        seen=number(round(100 * suggested.taken)),
    )
