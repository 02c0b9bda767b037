"""The page of suggestions: where they come from, how good they are, what is learnt, what comes next."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError
from annotator.gui.background import Job
from annotator.gui.columns import Columns
from annotator.gui.due import EVERY, OFF, USUAL_EVERY
from annotator.gui.lead_view import LeadView
from annotator.gui.learner import Learner
from annotator.gui.learning_view import LearningView
from annotator.gui.lexicon_editor import LexiconEditor
from annotator.gui.lexicon_edits import LexiconEdits
from annotator.gui.marks import label_words
from annotator.gui.next_article import MODE, RANDOM, USUAL_RANDOM
from annotator.gui.order_view import OrderView
from annotator.gui.record_view import RecordView
from annotator.gui.settings import Settings
from annotator.gui.sources_view import SourcesView
from annotator.gui.suggestion_facts import Facts, read
from annotator.gui.theme import Theme
from annotator.project.file import Project


class SuggestionsPage(QScrollArea):
    """Shows the state of a project's suggestions, and wishes. The learner does what takes time."""

    told = Signal(str)
    refused = Signal(str)
    counted = Signal()
    """The figures, or why there are none, are shown."""

    def __init__(
        self,
        project: Project,
        learner: Learner,
        edits: LexiconEdits,
        settings: Settings,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._project, self._learner, self._settings, self._theme = project, learner, settings, theme
        self._job: Job | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sources = SourcesView(theme)
        self.record = RecordView(theme)
        self.learning = LearningView(theme)
        self.order = OrderView(theme)
        self.lexicon = LexiconEditor(project, edits, theme)
        self.lead = LeadView(project, theme)
        inside = _Paper()
        inside.setObjectName("paper")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(Columns([self.sources, self.learning], [1, 1]))
        column.addWidget(Columns([self.record, self.order], [3, 2], narrow=1100))
        column.addWidget(self.lexicon)
        column.addWidget(self.lead)
        column.addStretch()
        self.setWidget(inside)
        self._connect()

    def _connect(self) -> None:
        learner, learning = self._learner, self.learning
        self.sources.switched.connect(lambda name, is_on: self._switch(name, is_on=is_on))
        self.sources.act_requested.connect(lambda _name: learner.read())
        learning.learn_requested.connect(learner.learn)
        learning.stop_requested.connect(learner.give_up)
        learning.learns_chosen.connect(self._choose_learning)
        learning.every_chosen.connect(lambda every: self._keep({EVERY: every}))
        self.order.mode_chosen.connect(lambda mode: self._keep({MODE: mode}))
        self.order.random_chosen.connect(lambda share: self._keep({RANDOM: share}))
        self.lexicon.told.connect(self.told)
        self.lexicon.refused.connect(self.refused)
        self.lead.shares_chosen.connect(self._choose_shares)
        self.lead.bias.told.connect(self.told)
        self.lead.bias.refused.connect(self.refused)
        learner.changed.connect(self._show_doing)
        learner.progressed.connect(learning.show_progress)
        learner.ended.connect(self.refresh)

    def refresh(self) -> None:
        """Show what is set at once, and the figures as soon as they are read beside the window."""
        try:
            self._show_settings()
        except AnnotatorError as error:
            self.refused.emit(str(error))
        self._show_doing()
        self.lexicon.refresh()
        self.lead.refresh()
        self._drop()
        if not self.isVisible():
            return
        job = self._job = Job(partial(read, self._project.path), self)
        job.done.connect(self._show)
        job.failed.connect(self._refuse)
        job.start()

    def stop(self) -> None:
        """Read nothing any more."""
        self._drop()
        self.lexicon.stop()
        self.lead.bias.stop()

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show_settings(self) -> None:
        settings = self._project.settings
        self._off = list(settings.get(OFF, []))
        self.sources.show_switches(self._off)
        self.order.show_order(settings.get(MODE, "off"), settings.get(RANDOM, USUAL_RANDOM))
        self.learning.show_settings(learns=self._settings.learns, every=settings.get(EVERY, USUAL_EVERY))
        self.lead.show_shares(settings.get("hold_back", 0.0), settings.get("plant", 0.0))

    def _show(self, facts: Facts) -> None:
        self._job = None
        schema = self._project.schema
        names = {
            label.id: (label_words(schema, label.id), self._theme.colour_of(label)) for label in schema.labels
        }
        self.sources.show_states(facts.states)
        self.record.show_records(facts.records, labels=names)
        labels = {names.get(id_, (id_, ""))[0]: count for id_, count in facts.labels.items()}
        self.learning.show_model(facts.tagger, labels)
        self.learning.show_curve(facts.curve)
        self.counted.emit()

    def _refuse(self, sentence: str) -> None:
        self._job = None
        self.refused.emit(sentence)
        self.counted.emit()

    def _show_doing(self) -> None:
        self.learning.show_doing(self._learner.doing, problem=self._learner.problem)

    def _switch(self, name: str, *, is_on: bool) -> None:
        off = [one for one in self._off if one != name] + ([] if is_on else [name])
        if self._keep({OFF: off}):
            self._off = off
            self._learner.suggest()

    def _choose_learning(self, is_on: bool) -> None:
        self._settings.learns = is_on

    def _choose_shares(self, hold_back: float, plant: float) -> None:
        self._learner.control(hold_back=hold_back, plant=plant)

    def _keep(self, chosen: dict[str, object]) -> bool:
        """Keep settings in the project; tell whether that was possible, and show what stands there if not."""
        try:
            for key, value in chosen.items():
                self._project.settings.put(key, value)
        except AnnotatorError as error:
            self.refused.emit(str(error))
            self.refresh()
            return False
        return True


class _Paper(QWidget):
    """What the page scrolls: as high as its blocks are at its width, and not at the narrowest."""

    def minimumSizeHint(self) -> QSize:
        """Return the least size in pixels; the height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 0)
