"""Agreement counted beside the window: once for a state of the file, then summed anew for every choice.

A choice is answered twice: at once without intervals, then with them. An answer that nobody waits for any
more is dropped.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.agreement.scope import Resampling, Scope
from annotator.errors import AnnotatorError
from annotator.gui.background import Job, many_values
from annotator.model import GOLD
from annotator.project.file import Project
from annotator.project.passes import EARLIER
from annotator.project.rulings import Leaning
from annotator.words import _

if TYPE_CHECKING:
    from annotator.agreement.counts import Counts
    from annotator.agreement.results import Agreement, PairAgreement
    from annotator.agreement.units import Units
    from annotator.gui.lead.agreement_sheet import Sheet
    from annotator.reports.called import Called

_PARTS: Final = 100
"""How finely progress is told."""
_REST_MS: Final = 200
"""Who goes on choosing within this time is not kept waiting by intervals that nobody will read."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article that may be chosen: its id, its title, where it appeared."""

    id: str
    title: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Counted:
    """All that a choice is summed from, and what there is to choose from; `names` are of all at work."""

    counts: "Counts"
    units: "Units"
    articles: tuple[Article, ...]
    names: tuple[str, ...]
    has_earlier: bool = False
    leaning: Leaning = field(default_factory=lambda: Leaning(0, {}))

    @property
    def people(self) -> tuple[str, ...]:
        """Those who finished anything, gold and earlier passes apart."""
        return tuple(name for name in self.counts.annotators if name != GOLD and not self._is_earlier(name))

    def _is_earlier(self, name: str) -> bool:
        root = name.removesuffix(EARLIER)
        return self.has_earlier and root != name and root in self.counts.annotators


@dataclass(frozen=True, slots=True)
class Answer:
    """The figures of a choice, each annotator beside their own earlier pass where that was counted, charts.

    Where `is_quick` the intervals are still to come.
    """

    agreement: "Agreement"
    own: "tuple[PairAgreement, ...]"
    sheet: "Sheet"
    called: "Called"
    is_quick: bool


class Counting(QObject):
    """Counts a project and answers choices. In the window's thread it asks the project for its state only."""

    counted = Signal(object)
    """A Counted: from now on choices are answered from it."""
    answered = Signal(object)
    """An Answer."""
    failed = Signal(str)
    """Why nothing could be counted."""
    progressed = Signal(int, int)

    def __init__(
        self, project: Project, called: "Callable[[], Called]", parent: QObject | None = None
    ) -> None:
        """`called` tells what labels and people are called in the charts of the next answer."""
        super().__init__(parent)
        self._project, self._called = project, called
        self._job: Job | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(lambda: self._sum(resampling=Resampling()))
        self._scope = Scope()
        self._counted: Counted | None = None
        self._known: tuple[object, ...] = ()
        self._meant: tuple[object, ...] = ()

    def count(self, scope: Scope, *, earlier: bool) -> None:
        """Count the project as it is on disk and answer a choice; at once where nothing was written since.

        With `earlier`, people are compared with their own earlier passes too.
        """
        self._scope = scope
        try:
            state = (*self._project.state, earlier)
        except AnnotatorError as error:
            self.stop()
            self.failed.emit(str(error))
            return
        if self._counted is not None and state == self._known:
            self.answer(scope)
            return
        self._meant = state
        job = self._start(partial(_count, self._project.path, earlier=earlier))
        job.progressed.connect(self.progressed)
        job.done.connect(self._keep)
        job.start()

    def answer(self, scope: Scope) -> None:
        """Answer another choice, from what was counted or as soon as it is."""
        self._scope = scope
        if self._counted is not None:
            self._sum(resampling=None)

    def stop(self) -> None:
        """Give up what is under way; what was counted stays."""
        self._rest.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _keep(self, counted: Counted) -> None:
        self._job = None
        self._counted, self._known = counted, self._meant
        self.counted.emit(counted)
        self.answer(self._scope)

    def _sum(self, *, resampling: Resampling | None) -> None:
        counted = self._counted
        assert counted is not None
        job = self._start(
            partial(_figures, counted, self._scope, called=self._called(), resampling=resampling)
        )
        if resampling is None:
            job.done.connect(self._go_on)
        else:
            job.done.connect(self._end)
        job.start()

    def _go_on(self, answer: Answer) -> None:
        self._job = None
        self._rest.start()  # before this is heard, for who hears it may ask something else
        self.answered.emit(answer)

    def _end(self, answer: Answer) -> None:
        self._job = None
        self.answered.emit(answer)

    def _start(self, work: Callable[..., object]) -> Job:
        self.stop()
        job = self._job = Job(work, self)
        job.failed.connect(self._fail)
        job.broke.connect(lambda _bug: self._fail(_("This should not have happened.")))
        return job

    def _fail(self, sentence: str) -> None:
        self._job = None
        self.failed.emit(sentence)


def _count(
    path: Path,
    *,
    earlier: bool,
    is_cancelled: Callable[[], bool],
    on_progress: Callable[[int, int], None],
) -> Counted:
    from annotator.agreement.counting import count
    from annotator.agreement.gathering import gather
    from annotator.agreement.units import units

    def tell(part: int, done: int, total: int) -> None:
        on_progress(part * _PARTS + _PARTS * done // max(1, total), 2 * _PARTS)

    with many_values():
        with Project.open(path) as project:
            names = dict.fromkeys(project.annotations.annotators())
            leaning = project.rulings.leaning()
            material = gather(
                project, earlier=earlier, is_cancelled=is_cancelled, on_progress=partial(tell, 0)
            )
        counts = count(material, is_cancelled=is_cancelled, on_progress=partial(tell, 1))
        pieces = units(material, is_cancelled=is_cancelled)
    articles = tuple(Article(one.id, one.title, one.outlet) for one in material.documents)
    at_work = tuple(names | dict.fromkeys(counts.annotators))
    return Counted(counts, pieces, articles, at_work, has_earlier=earlier, leaning=leaning)


def _figures(
    counted: Counted,
    scope: Scope,
    *,
    called: "Called",
    resampling: Resampling | None,
    is_cancelled: Callable[[], bool],
    on_progress: Callable[[int, int], None],  # noqa: ARG001 - a Job's
) -> Answer:
    from annotator.agreement.figures import figures
    from annotator.agreement.gathering import with_leaning
    from annotator.agreement.reordering import in_order
    from annotator.gui.lead.agreement_sheet import sheet_of

    def sums(annotators: tuple[str, ...]) -> "Agreement":
        wanted = replace(scope, annotators=annotators)
        counts, units = counted.counts, counted.units
        return figures(counts, units, wanted, resampling=resampling, is_cancelled=is_cancelled)

    people = [name for name in scope.annotators or counted.people if name in counted.people]
    earlier = [(name, name + EARLIER) for name in people if name + EARLIER in counted.counts.annotators]
    with many_values():
        agreement = sums(scope.annotators or (counted.people if counted.has_earlier else ()))
        agreement = with_leaning(agreement, counted.leaning)
        own = tuple(pair for both in earlier for pair in sums(both).pairs)
        if called.people:
            places = {name: place for place, name in enumerate(called.people)}
            agreement = in_order(agreement, places)
            own = tuple(sorted(own, key=lambda pair: places.get(pair.first, 0)))
        sheet = sheet_of(agreement, own, called=called)
    return Answer(replace(agreement, scope=scope), own, sheet, called, is_quick=resampling is None)
