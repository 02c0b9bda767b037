"""Disputes settled by rule: which rules, and what they would settle before they do."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.adjudication.disputes import Rule
from annotator.adjudication.rules import Choice, Place, Plan, plan, words
from annotator.gui.background import Job, many_values
from annotator.gui.blocks import heading
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.lead.docket import Names
from annotator.gui.paragraph import Paragraph
from annotator.gui.switch import Switch
from annotator.gui.theme import Theme
from annotator.project.file import Project
from annotator.words import _, n_, number

_BOX: Final = 220


class RulesCard(QWidget):
    """Three rules that are tried one after the other. It settles nothing: the plan is a wish."""

    settle_requested = Signal(object)
    """A Plan."""
    planned = Signal()
    """What the rules would settle, or why that cannot be told, is shown."""
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._path = Path()
        self._places: frozenset[Place] | None = None
        self._open = 0
        self._is_open = False
        self._job: Job | None = None
        self.plan: Plan | None = None
        self.same = Switch(_("as an alike place was ruled"), theme, shows_words=True)
        self.majority = Switch(_("by majority: what more than half gave"), theme, shows_words=True)
        self.one = Switch(_("as one annotator has it:"), theme, shows_words=True)
        self.who = ChoiceBox(theme, name=_("Whose labels"))
        self.who.setMaximumWidth(_BOX)
        self.listed = Switch("", theme, shows_words=True)
        self._said = Paragraph(_("Choose a rule to see what it would settle."), theme.ink)
        self.settle = QPushButton(_("Settle"))
        self.settle.setObjectName("main")
        close = QPushButton(f"{_('Close')}  \u2066{_('Esc')}\u2069")
        close.setAccessibleName(_("Close"))
        for button in (self.settle, close):
            button.setAutoDefault(True)  # Enter presses it, too
        self._build(close)
        for box in (self.same, self.majority, self.one, self.listed):
            box.toggled.connect(self._ask)
        self.who.activated.connect(self._choose_one)
        self.settle.clicked.connect(self._wish)
        close.clicked.connect(self.leave)

    def begin(
        self,
        path: Path,
        names: Sequence[str],
        called: Names,
        *,
        disputes: int = 0,
        places: Collection[Place] | None = None,
    ) -> None:
        """Offer the rules for a project that these annotators worked on, and that has so many open disputes.

        Where the list shows some `places` only, the rules are for those, unless a lead wants all.
        """
        self._path, self._open = path, disputes
        self._places = None if places is None else frozenset(places)
        listed = len(self._places or ())
        shown = n_(
            "Only the {count} that is listed, not all {all}",
            "Only the {count} that are listed, not all {all}",
            listed,
        ).format(count=number(listed), all=number(disputes))
        self.listed.setText(shown)
        self.listed.setAccessibleName(shown)
        self.listed.setHidden(self._places is None)
        self.who.clear()
        for name in names:
            self.who.addItem(called.get(name, name), name)
        for box in (self.same, self.majority, self.one, self.listed):
            box.blockSignals(True)
            box.setChecked(box in (self.majority, self.listed))
            box.blockSignals(False)
        self._is_open = True
        self.majority.setFocus()
        self._ask()

    def is_open(self) -> bool:
        """Tell whether the rules are before the lead."""
        return self._is_open

    def leave(self) -> None:
        """Go without settling anything."""
        self.stop()
        if self._is_open:
            self._is_open = False
            self.closed.emit()

    def stop(self) -> None:
        """Give up what is being worked out."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def said(self) -> str:
        """Return what the rules would settle, in words."""
        return self._said.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def choices(self) -> list[Choice]:
        """Return the rules that are chosen, in the order in which they are tried."""
        found = []
        if self.same.isChecked():
            found.append(Choice(Rule.SAME))
        if self.majority.isChecked():
            found.append(Choice(Rule.MAJORITY))
        if self.one.isChecked() and self.who.currentData():
            found.append(Choice(Rule.ONE, str(self.who.currentData())))
        return found

    def _build(self, close: QPushButton) -> None:
        one = QHBoxLayout()
        one.addWidget(self.one)
        one.addWidget(self.who)
        one.addStretch()
        buttons = QHBoxLayout()
        buttons.addWidget(self.settle)
        buttons.addWidget(close)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(heading(_("Settle by rule: each rule takes what those above it leave")))
        column.addWidget(self.same)
        column.addWidget(self.majority)
        column.addLayout(one)
        column.addWidget(self.listed)
        column.addWidget(self._said)
        column.addLayout(buttons)
        column.addStretch()

    def _ask(self) -> None:
        self.stop()
        self.plan = None
        self.settle.setEnabled(False)
        choices = self.choices()
        if not choices:
            self._said.say(_("Choose a rule to see what it would settle."))
            return
        self._said.say(_("Counting…"))
        places = self._places if self.listed.isChecked() else None
        job = self._job = Job(partial(_plan, self._path, tuple(choices), places), self)
        job.done.connect(self._show)
        job.failed.connect(self._refuse)
        job.start()

    def _choose_one(self) -> None:
        if self.one.isChecked():
            self._ask()
        else:
            self.one.setChecked(True)

    def _show(self, made: Plan) -> None:
        self._job, self.plan = None, made
        parts = [
            _("{rule}: {places}").format(
                rule=self._called(choice),
                places=n_("{count} place", "{count} places", count).format(count=number(count)),
            )
            for choice, count in made.taken.items()
        ]
        if made.agreed:
            agreed = n_("{count} span that all agree on", "{count} spans that all agree on", made.agreed)
            parts.append(agreed.format(count=number(made.agreed)))
        left = len(made.left)
        rest = n_("{count} place is left for you.", "{count} places are left for you.", left)
        self._said.say(f"{_(' · ').join(parts)}. {rest.format(count=number(left))} {self._beyond()}".strip())
        settle = _("Settle {count}").format(count=number(made.places))
        self.settle.setText(settle if made.places else _("Take what all agree on"))
        self.settle.setEnabled(made.articles > 0)
        self.planned.emit()

    def _beyond(self) -> str:
        """Return what else is open, or is settled with the rest, beside what the list shows."""
        if self._places is None:
            return ""
        if not self.listed.isChecked():
            listed = len(self._places)
            words = n_(
                "That is of all {all} open disputes, not only of the {count} that is listed.",
                "That is of all {all} open disputes, not only of the {count} that are listed.",
                listed,
            )
            return words.format(all=number(self._open), count=number(listed))
        others = self._open - len(self._places)
        words = n_(
            "{count} other open dispute, which is not listed, stays as it is.",
            "{count} other open disputes, which are not listed, stay as they are.",
            others,
        )
        return words.format(count=number(others)) if others else ""

    def _refuse(self, sentence: str) -> None:
        self._job = None
        self._said.say(sentence, self._theme.bad)
        self.planned.emit()

    def _called(self, choice: Choice) -> str:
        """Return what a rule is called, its annotator as the page calls everybody."""
        return words(replace(choice, annotator=self.who.currentText()) if choice.annotator else choice)

    def _wish(self) -> None:
        if self.plan is not None:
            made = self.plan
            self.leave()
            self.settle_requested.emit(made)


def _plan(path: Path, choices: Sequence[Choice], places: Collection[Place] | None, **watch: object) -> Plan:
    with many_values(), Project.open(path) as project:
        # A Job hands on its own is_cancelled and on_progress.
        return plan(project, rules=choices, places=places, **watch)  # type: ignore[arg-type]
