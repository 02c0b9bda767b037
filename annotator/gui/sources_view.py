"""Where suggestions come from: each source with a sentence of what it is, its state, and its switch."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.gui.blocks import heading
from annotator.gui.paragraph import Paragraph
from annotator.gui.switch import Switch
from annotator.gui.theme import Theme
from annotator.words import N_, _

NAMES: Final = {
    "lexicon": N_("Lexicon"),
    "patterns": N_("Patterns"),
    "memory": N_("Memory"),
    "tagger": N_("Tagger"),
    "camel": N_("CAMeL"),
    "import": N_("Imported labels"),
}
"""The sources, in words; the last is none that can be turned off."""
SENTENCES: Final = {
    "lexicon": N_("Names that come with the program: places, forces, groups, weapons; and your own, below."),
    "patterns": N_(
        "Rules of the language: a rank before a name, the words of a date, a number and its noun."
    ),
    "memory": N_("What was confirmed or rejected in this project, wherever the same name stands again."),
    "tagger": N_("Learns from finished articles how names are used here, and finds those it never saw."),
    "camel": N_("A recogniser that was trained elsewhere on Arabic news. It runs on this computer, slowly."),
}


@dataclass(frozen=True, slots=True)
class SourceState:
    """What a source is ready for: a sentence, and whether it suggests anything as it is.

    Of one that is not here there is nothing to switch: it shows as off, whatever the project has set.
    """

    name: str
    words: str
    is_ready: bool = True
    is_here: bool = True
    act: str = ""
    """What can be wished of it, in words for a button."""


class SourcesView(QFrame):
    """A row for each source."""

    switched = Signal(str, bool)
    """A source by name, and whether it is to be used."""
    act_requested = Signal(str)
    """What the button of a source says."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self._rows: dict[str, _Row] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(12)
        column.addWidget(heading(_("Where suggestions come from")))
        for name, sentence in SENTENCES.items():
            row = self._rows[name] = _Row(_(NAMES[name]), _(sentence), theme)
            row.switch.toggled.connect(lambda is_on, name=name: self._wish(name, is_on=is_on))
            row.act.clicked.connect(lambda _on=False, name=name: self.act_requested.emit(name))
            column.addWidget(row)
        note = _("A change reaches articles that nobody began. What was decided stays.")
        column.addWidget(Paragraph(note, theme.muted, px=13))
        column.addStretch()

    def show_switches(self, off: Collection[str]) -> None:
        """Show which sources are used: all but those that are off."""
        for name, row in self._rows.items():
            row.show_switch(is_on=name not in off)

    def show_states(self, states: Sequence[SourceState]) -> None:
        """Show what each source is ready for."""
        for state in states:
            self._rows[state.name].show_state(state)

    def switch(self, name: str) -> Switch:
        """Return the switch of a source."""
        return self._rows[name].switch

    def act(self, name: str) -> QPushButton:
        """Return the button of a source."""
        return self._rows[name].act

    def state(self, name: str) -> str:
        """Return what is said of a source's state."""
        return self._rows[name].state.text()

    def _wish(self, name: str, *, is_on: bool) -> None:
        self._rows[name].dim(is_on=is_on)
        self.switched.emit(name, is_on)


class _Row(QWidget):
    def __init__(self, name: str, sentence: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_ready = self._is_here = self._is_on = True
        self.switch = Switch(name, theme, shows_words=False)
        self.switch.setAccessibleDescription(sentence)
        self._name = Paragraph(name, theme.ink, px=15, is_bold=True)
        self._sentence = Paragraph(sentence, theme.ink, px=14)
        self.state = Paragraph("", theme.muted, px=13)
        self.act = QPushButton()
        self.act.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.act.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        for line in (self._name, self._sentence, self.state):
            words.addWidget(line)
        beside = QVBoxLayout()
        beside.addWidget(self.switch)
        beside.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(beside)
        row.addLayout(words, 1)
        row.addWidget(self.act)

    def show_switch(self, *, is_on: bool) -> None:
        """Show whether the source is used: one that is not here never is."""
        self._is_on = is_on
        is_on = is_on and self._is_here
        self.switch.blockSignals(True)
        self.switch.setChecked(is_on)
        self.switch.blockSignals(False)
        self.switch.setEnabled(self._is_here)
        self.dim(is_on=is_on)

    def show_state(self, state: SourceState) -> None:
        """Show the source's state in words."""
        self._is_ready, self._is_here = state.is_ready, state.is_here
        self.state.say(state.words)
        self.act.setText(state.act)
        self.act.setVisible(bool(state.act))
        self.switch.setAccessibleDescription(f"{self._sentence.text()} {state.words}".strip())
        self.show_switch(is_on=self._is_on)

    def dim(self, *, is_on: bool) -> None:
        """Draw the words of a source that is off in a quieter colour."""
        theme = self._theme
        if self._is_here:
            self._is_on = is_on
        ink = theme.ink if is_on else theme.muted
        self._name.say(self._name.text(), ink)
        self._sentence.say(self._sentence.text(), ink)
        colour = theme.good if self._is_ready else theme.warning
        self.state.say(self.state.text(), colour if is_on else theme.muted)
