"""The tagger: what it learnt from, how good it is, and «Train now»."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from annotator.gui.blocks import heading
from annotator.gui.learner import Doing
from annotator.gui.learning_curve import LearningCurve, Learnt
from annotator.gui.number_field import NumberField
from annotator.gui.paragraph import Paragraph
from annotator.gui.switch import Switch
from annotator.gui.theme import Theme
from annotator.words import _, n_, number

_MOST_EVERY = 500
_MOST_LABELS = 6


class LearningView(QFrame):
    """Shows models and wishes for one; it learns nothing."""

    learn_requested = Signal()
    stop_requested = Signal()
    learns_chosen = Signal(bool)
    """Whether to learn while the person works."""
    every_chosen = Signal(int)
    """After how many finished articles."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self._state = Paragraph("", theme.ink, px=15)
        self._labels = Paragraph("", theme.muted, px=13)
        self._problem = Paragraph("", theme.warning, px=13)
        self.train = QPushButton(_("Train now"))
        self.train.setObjectName("main")
        self.train.clicked.connect(self.learn_requested)
        self.cancel = QPushButton(_("Stop"))
        self.cancel.clicked.connect(self.stop_requested)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self._doing = Paragraph("", theme.muted, px=13)
        self.learns = Switch(_("Learn while I work"), theme, shows_words=True)
        self.learns.toggled.connect(self._choose_learning)
        self.every = NumberField(name=_("After how many finished articles"), least=1, most=_MOST_EVERY)
        self.every.valueChanged.connect(self.every_chosen)
        self.every.valueChanged.connect(self._say_every)
        self._every_words = Paragraph("", theme.ink)
        self.curve = LearningCurve(theme)
        self._curve_words = Paragraph("", theme.muted, px=13)
        for button in (self.train, self.cancel):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()
        self.show_doing(Doing.NOTHING, problem="")

    def _lay_out(self) -> None:
        run = QHBoxLayout()
        run.setSpacing(10)
        run.addWidget(self.train)
        run.addWidget(self.cancel)
        run.addWidget(self.bar, 1)
        run.addStretch()
        every = QHBoxLayout()
        every.setSpacing(8)
        every.addWidget(self.learns)
        every.addWidget(self.every)
        every.addWidget(self._every_words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(heading(_("Learning")))
        column.addWidget(self._state)
        column.addWidget(self._labels)
        column.addLayout(run)
        column.addWidget(self._doing)
        column.addWidget(self._problem)
        column.addLayout(every)
        column.addWidget(heading(_("How well it finds names, by articles learnt from")))
        column.addWidget(self.curve)
        column.addWidget(self._curve_words)
        column.addStretch()

    def show_settings(self, *, learns: bool, every: int) -> None:
        """Show what is set."""
        self.learns.blockSignals(True)
        self.learns.setChecked(learns)
        self.learns.blockSignals(False)
        self.every.show_value(every)
        self.every.setEnabled(learns)
        self._say_every(self.every.value())

    def show_model(self, state: str, labels: Mapping[str, int]) -> None:
        """Show what the newest model is, and from how many spans of which labels it learnt."""
        self._state.say(state)
        most = sorted(labels.items(), key=lambda one: (-one[1], one[0]))
        parts = [
            _("{label} {count}").format(label=label, count=number(count))
            for label, count in most[:_MOST_LABELS]
        ]
        if len(most) > _MOST_LABELS:
            more = n_("{count} label more", "{count} labels more", len(most) - _MOST_LABELS)
            parts.append(more.format(count=number(len(most) - _MOST_LABELS)))
        self._labels.say(_(" · ").join(parts))

    def show_curve(self, points: Sequence[Learnt]) -> None:
        """Show the models that were measured, oldest first; a line needs two numbers of articles."""
        has_line = len({one.documents for one in points}) > 1
        self.curve.setVisible(has_line)
        self.curve.show_points(points)
        if has_line:
            words = _(
                "{one} would be every name found and none wrong, in articles kept aside for this measure."
            ).format(one=number(1))
        elif points:
            figure = number(points[-1].f1, decimals=2)
            words = _("{figure} so far. A line begins when it has learnt from more articles.").format(
                figure=figure
            )
        else:
            words = _("Nothing is measured yet. Finish some articles, and a line shows what they were worth.")
        self._curve_words.say(words)

    def show_doing(self, doing: Doing, *, problem: str) -> None:
        """Show what goes on beside the window, and why the last run came to nothing."""
        is_busy = doing is not Doing.NOTHING
        self.train.setVisible(not is_busy)
        self.cancel.setVisible(is_busy)
        self.bar.setVisible(is_busy)
        self.bar.setRange(0, 0)
        words = {
            Doing.LEARNING: _("Learning from the finished articles…"),
            Doing.SUGGESTING: _("Suggesting in articles that nobody began…"),
            Doing.READING: _("CAMeL reads articles that nobody began…"),
            Doing.CONTROLLING: _("Setting the controls…"),
        }
        self._doing.say(words.get(doing, ""))
        self._problem.say("" if is_busy else problem)

    def show_progress(self, done: int, total: int) -> None:
        """Show how much of what goes on is done."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def words(self) -> str:
        """Return what is said of the model, of what goes on, and of what went wrong, a line each."""
        shown = (self._state, self._labels, self._doing, self._problem, self._curve_words)
        return "\n".join(one.text() for one in shown if one.text())

    def _choose_learning(self, is_on: bool) -> None:
        self.every.setEnabled(is_on)
        self.learns_chosen.emit(is_on)

    def _say_every(self, every: int) -> None:
        words = n_(
            "finished article from one time to the next", "finished articles from one time to the next", every
        )
        self._every_words.say(words)
