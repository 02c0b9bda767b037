"""Whether an export is cut into train, dev and test, by what, and in which shares."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from annotator.gui.exchange.export_wish import RATIOS, SplitWish
from annotator.gui.exchange.fold import Fold
from annotator.gui.exchange.split_picture import PART_WORDS
from annotator.gui.exchange.wide_box import WideBox
from annotator.gui.flow import Flow
from annotator.gui.number_field import NumberField
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.words import N_, _, number

_WAYS = {
    "": N_("no parts, all in one"),
    "ratio": N_("by chance, labels evenly spread"),
    "date": N_("by date, the newest are the test"),
    "outlet": N_("by outlet, none in two parts"),
}


class SplitChoice(Fold):
    """The way, and the shares in percent."""

    chosen = Signal(object)
    """A SplitWish, None for no parts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_("Train, dev and test"), parent)
        self._split: SplitWish | None = None
        self._kept: Mapping[str, SplitWish] = {}
        self.way = WideBox(theme, name=_("Train, dev and test"))
        for value, words in _WAYS.items():
            self.way.addItem(_(words), value)
        self.way.activated.connect(lambda _row: self._choose())
        self.shares = [
            NumberField(name=_(PART_WORDS[part]), least=0, most=100, step=5, unit=_(" %"))
            for part in PART_WORDS
        ]
        self._row = QWidget()
        self._row.setObjectName("clear")
        flow = Flow(self._row, spacing=12)
        flow.setContentsMargins(0, 0, 0, 0)
        for part, share in zip(PART_WORDS, self.shares, strict=True):
            flow.addWidget(_labelled(_(PART_WORDS[part]), share))
            share.valueChanged.connect(lambda _value, share=share: self._share(share))
        self._note = Paragraph("", theme.muted, px=13)
        for widget in (self.way, self._row, self._note):
            self.inside.addWidget(widget)
        self.show_split(None, kept={})

    def show_split(self, split: SplitWish | None, *, kept: Mapping[str, SplitWish]) -> None:
        """Show what is set; `kept` are the splits that the project remembers."""
        self._split, self._kept = split, kept
        self.way.setCurrentIndex(self.way.findData(split.by if split is not None else ""))
        for field, share in zip(self.shares, split.ratios if split is not None else RATIOS, strict=True):
            field.show_value(round(share))
            field.setEnabled(split is not None and not split.is_kept)
        self._row.setVisible(split is not None)
        if split is None:
            words = ""
        elif split.is_kept:
            words = _("The project remembers who is where: documents keep their part, new ones are added.")
        else:
            words = _("Copies of one article never lie in two parts. The project remembers who is where.")
        self._note.say(words)
        shares = split.ratios if split is not None else ()
        self.say(_(" / ").join(number(round(share)) for share in shares) or _("none"))

    def _choose(self) -> None:
        way = self.way.currentData()
        self.chosen.emit(_split_by(way, self._kept) if way else None)

    def _share(self, changed: NumberField) -> None:
        """Take a share, and let the others give or take what is then too much or missing."""
        if self._split is None:
            return
        shares = [field.value() for field in self.shares]
        place = self.shares.index(changed)
        for other in (0, 1, 2):
            if other != place:
                shares[other] = max(0, min(100, shares[other] + 100 - sum(shares)))
        train, dev, test = shares
        self.chosen.emit(replace(self._split, ratios=(train, dev, test)))


def _labelled(words: str, share: NumberField) -> QWidget:
    label = QLabel(words)
    label.setObjectName("muted")
    label.setBuddy(share)
    both = QWidget()
    both.setObjectName("clear")
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(label)
    row.addWidget(share)
    return both


def _split_by(way: str, kept: Mapping[str, SplitWish]) -> SplitWish:
    """Return the split that the project keeps of that way, else a new one under a name that is free."""
    there = next((one for one in kept.values() if one.by == way), None)
    name = SplitWish().name
    return there or SplitWish(way, name=way if name in kept else name)
