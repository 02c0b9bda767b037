"""How far gold is, and what else can be done with it: settle by rules, export, names on or off."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from annotator.adjudication.gold import GoldDesk
from annotator.gui.keymap import KeyMap
from annotator.gui.lead.answers import RULES, AnswerButton
from annotator.gui.shortened import ShortenedLabel
from annotator.gui.switch import Switch
from annotator.gui.theme import Theme
from annotator.words import _, n_, number


class GoldBar(QWidget):
    """A line above the disputes."""

    rules_requested = Signal()
    export_requested = Signal()
    nameless_chosen = Signal(bool)

    def __init__(self, keys: KeyMap, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Articles whose gold is finished"))
        self._bar.setMinimumWidth(60)
        self._bar.setMaximumWidth(160)
        self._said = ShortenedLabel("")
        self._said.setObjectName("muted")
        self.nameless = Switch(_("Hide names"), theme, shows_words=True)
        self.nameless.toggled.connect(self.nameless_chosen)
        self.rules = AnswerButton(_("Settle by rule…"), RULES, keys, theme)
        self.rules.clicked.connect(self.rules_requested)
        self.export = QPushButton(_("Export gold…"))
        self.export.clicked.connect(self.export_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._bar)
        row.addWidget(self._said, 1)
        for button in (self.nameless, self.rules, self.export):
            row.addWidget(button)

    def show_desk(self, desk: GoldDesk) -> None:
        """Say how much is settled."""
        articles = len(desk.to_do)
        self._bar.setRange(0, max(1, articles))
        self._bar.setValue(desk.done)
        self._said.setText(gold_words(desk))
        self.rules.setEnabled(bool(desk.open))
        self.export.setEnabled(bool(desk.done))

    def said(self) -> str:
        """Return how much is settled, in words."""
        return self._said.text()


def gold_words(desk: GoldDesk) -> str:
    """Return how far gold is, only what there is any of."""
    articles, left = len(desk.to_do), len(desk.open)
    parts = [
        _("Gold is finished in {done} of {articles}").format(
            done=number(desk.done),
            articles=n_("{count} article", "{count} articles", articles).format(count=number(articles)),
        )
    ]
    if left:
        parts.append(n_("{count} dispute open", "{count} disputes open", left).format(count=number(left)))
    if desk.imported:
        parts.append(
            n_(
                "{count} has imported gold and is left alone",
                "{count} have imported gold and are left alone",
                desk.imported,
            ).format(count=number(desk.imported))
        )
    return _(" · ").join(parts)
