"""Articles that are there twice, word for word or nearly: wire copies. They stay unless a person says so."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.blocks import heading
from annotator.gui.exchange.seen import Pair
from annotator.gui.exchange.wide_box import WideBox
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.words import N_, _, n_, number

_MOST: Final = 12
_ANSWERS: Final = (
    (N_("take all of them in"), ""),
    (N_("leave out those with the text of another"), "exact"),
    (N_("leave out those that are nearly alike, too"), "near"),
)


class PairList(QWidget):
    """The pairs, the same ones first; and whether copies stay out."""

    skips_chosen = Signal(str)
    """What stays out: "" for nothing, "exact" for copies, "near" for near ones too."""

    def __init__(self, theme: Theme, *, asks: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.skip = WideBox(theme, name=_("Copies"))
        for words, value in _ANSWERS:
            self.skip.addItem(_(words), value)
        self.skip.activated.connect(lambda _row: self.skips_chosen.emit(self.skip.currentData()))
        self.skip.setVisible(asks)
        self._said = Paragraph("", theme.muted, px=13)
        self._lines: list[Paragraph] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(heading(_("There twice")))
        column.addWidget(self._said)
        column.addWidget(self.skip)
        self._column = column

    def show_pairs(self, pairs: Sequence[Pair], *, skips: str = "") -> None:
        """Show these."""
        same = sum(one.is_same for one in pairs)
        said = []
        if same:
            words = n_(
                "{count} article has the text of another.", "{count} articles have the text of others.", same
            )
            said.append(words.format(count=number(same)))
        if len(pairs) > same:
            near = len(pairs) - same
            words = n_("{count} is nearly like another.", "{count} are nearly like others.", near)
            said.append(words.format(count=number(near)))
        self._said.say(" ".join(said))
        self.skip.setCurrentIndex(max(0, self.skip.findData(skips)))
        for line in self._lines:
            line.setParent(None)
            line.deleteLater()
        ranked = sorted(pairs, key=lambda one: not one.is_same)
        rows = [_pair_words(one) for one in ranked[:_MOST]]
        if len(ranked) > _MOST:
            rows.append(_("and {count} more").format(count=number(len(ranked) - _MOST)))
        self._lines = [Paragraph(one, self._theme.ink, px=13) for one in rows]
        for line in self._lines:
            self._column.addWidget(line)

    def words(self) -> list[str]:
        """Return what is said, a line each."""
        return [self._said.text(), *(one.text() for one in self._lines)]


def _pair_words(pair: Pair) -> str:
    words = _("«{first}» has the text of «{second}»") if pair.is_same else _("«{first}» is nearly «{second}»")
    return words.format(first=pair.first, second=pair.second)
