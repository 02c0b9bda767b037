"""The bench: reads what is in dispute, records rulings, undoes and redoes them. It holds no widget.

What touches a few articles is done at once; everything longer is done beside the window, on a connection
of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from annotator.adjudication import gold, rules, ruling, writing
from annotator.adjudication.disputes import Case
from annotator.errors import AnnotatorError
from annotator.gui.background import Job, many_values
from annotator.gui.lead.docket import Docket
from annotator.labelling.changes import change_name
from annotator.model import Change, Span
from annotator.project.file import Project
from annotator.project.rulings import Step
from annotator.words import _, n_, number

_AT_ONCE: Final = 12
"""Articles that are read and written within a key."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a step did to gold, None where there was nothing to do, and the docket after it."""

    change: Change | None
    docket: Docket


Act = Callable[[Project], Change | None]


class Bench(QObject):
    """A lead's rulings on one project."""

    changed = Signal()
    """There is another docket."""
    read_anew = Signal()
    """All of it was read anew."""
    done = Signal(object)
    """A Change of gold is on disk, done or undone."""
    turned_back = Signal(object)
    """What a step back made another: the first Case of it as it is again."""
    overtaken = Signal()
    """A ruling was refused; what is there is being read anew."""
    told = Signal(str)
    refused = Signal(str)
    failed = Signal(str)
    """The desk could not be read; the sentence says why."""
    progressed = Signal(int, int)
    busied = Signal()
    """Something is under way, or is not any more."""

    def __init__(self, project: Project, *, lead: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project, self.lead = project, lead
        self.docket: Docket | None = None
        self._read_at: object = None
        self._job: Job | None = None
        self._tell: Callable[[Change], str] = _undone

    def is_busy(self) -> bool:
        """Tell whether something is under way beside the window."""
        return self._job is not None

    def read(self, *, anew: bool = True) -> None:
        """Read all that is in dispute, beside the window; unless `anew` only if anybody wrote since."""
        try:
            state = self.project.state
        except AnnotatorError as error:
            self.failed.emit(str(error))
            return
        if not anew and self.docket is not None and state == self._read_at:
            self.changed.emit()
            return
        self.stop()
        self._read_at = state
        job = self._begin(partial(_read, self.project.path))
        job.done.connect(self._take)
        job.failed.connect(self.failed)
        job.start()

    def stop(self) -> None:
        """Give up what is under way; a ruling that was begun is recorded whole or not at all."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.busied.emit()

    def rule(self, cases: Sequence[Case], spans: Sequence[Span], *, said: str) -> None:
        """Rule the first of these places, and those that are alike with it; `said` is the answer in words."""
        articles = len({case.dispute.document_id for case in cases})
        self._do(
            lambda project: ruling.rule(project, cases, spans=spans, by=self.lead),
            articles,
            tell=lambda change: _ruled(change, len(cases), said),
        )

    def undo(self) -> None:
        """Take back the last change of gold, where it is this lead's."""
        self._do(
            lambda project: writing.undo(project, by=self.lead),
            self._articles(self.project.rulings.undoable),
            tell=_undone,
        )

    def redo(self) -> None:
        """Make the change of gold again that was taken back last, where it is this lead's."""
        self._do(
            lambda project: writing.redo(project, by=self.lead),
            self._articles(self.project.rulings.redoable),
            tell=_redone,
        )

    def settle(self, plan: rules.Plan) -> None:
        """Settle by rules what a plan says, as one change."""
        self._do(lambda project: rules.settle(project, plan, by=self.lead), plan.articles, tell=_settled)

    def take_out(self, ids: Sequence[str]) -> None:
        """Take imported gold out of articles, as one change: what all agree on there becomes gold."""
        self._do(
            lambda project: rules.settle(
                project, rules.plan(project, rules=(), documents=ids, again=True), by=self.lead
            ),
            len(ids),
            tell=_taken_out,
        )

    def step_names(self) -> tuple[str, str]:
        """Return what undo would take back and what redo would make again, in words or empty."""
        try:
            return writing.undoable(self.project, by=self.lead), writing.redoable(self.project, by=self.lead)
        except AnnotatorError:
            return "", ""

    def _articles(self, following: Callable[[], Step | None]) -> int:
        """Return how many articles a step is about at most."""
        try:
            step = following()
        except AnnotatorError:
            return 0  # the step itself says why
        return 0 if step is None else int(step.values.get("articles") or step.values.get("places") or 0)

    def _do(self, act: Act, articles: int, *, tell: Callable[[Change], str]) -> None:
        """Do something to so many articles, and read those again."""
        if self.docket is None or self.is_busy():
            return
        if articles <= _AT_ONCE:
            try:
                self._show(_made(self.project, self.docket, act), tell)
            except AnnotatorError as error:
                self._say_no(str(error))
            return
        job = self._begin(partial(_beside, self.project.path, self.docket, act))
        self._tell = tell
        job.done.connect(self._finish)
        job.failed.connect(self._say_no)
        job.start()

    def _begin(self, work: Callable[..., object]) -> Job:
        job = self._job = Job(work, self)
        job.progressed.connect(self.progressed)
        # Bound methods only: a closure would keep this bench alive into the job's own end.
        for ended in (job.done, job.failed, job.broke):
            ended.connect(self._end)
        self.busied.emit()
        return job

    def _end(self, _how: object) -> None:
        self._job = None
        self.busied.emit()

    def _finish(self, done: Done) -> None:
        self._show(done, self._tell)

    def _take(self, docket: Docket) -> None:
        self.docket = docket
        self.read_anew.emit()
        self.changed.emit()

    def _show(self, done: Done, tell: Callable[[Change], str]) -> None:
        before, self.docket = self.docket, done.docket
        self.changed.emit()
        if done.change is not None and done.change.is_undone and before is not None:
            self._say_where(before, done)
        if done.change is None:
            self.told.emit(_("There was nothing to settle."))
        else:
            self.done.emit(done.change)
            self.told.emit(tell(done.change))

    def _say_where(self, before: Docket, done: Done) -> None:
        for id_ in done.change.document_ids if done.change is not None else ():
            was = {_stand(one) for one in before.desk.articles[id_].cases}
            turned = [one for one in done.docket.desk.articles[id_].cases if _stand(one) not in was]
            if turned:
                self.turned_back.emit(turned[0])
                return

    def _say_no(self, sentence: str) -> None:
        self.overtaken.emit()
        self.refused.emit(sentence)
        self.read()  # another window or program may have been quicker: show what is there


def _read(path: Path, **watch: object) -> Docket:
    with many_values(), Project.open(path) as project:
        # A Job hands on its own is_cancelled and on_progress.
        return Docket(gold.open_gold(project, **watch))  # type: ignore[arg-type]


def _beside(path: Path, docket: Docket, act: Act, **_watch: object) -> Done:
    with many_values(), Project.open(path) as project:
        return _made(project, docket, act)


def _made(project: Project, docket: Docket, act: Act) -> Done:
    change = act(project)
    if change is None:
        return Done(change, docket)
    ids = change.document_ids
    return Done(change, docket.renewed(docket.desk.renewed(project, ids), ids))


def _stand(case: Case) -> tuple[int, int, bool, int]:
    """Return a place of a document with how it stands."""
    ruling = 0 if case.ruling is None else case.ruling.id
    return case.dispute.start, case.dispute.end, case.is_settled, ruling


def _ruled(change: Change, asked: int, said: str) -> str:
    places = int(change.values.get("places", "1"))
    words = n_(
        "Ruled in {count} place: {answer}. It is saved.",
        "Ruled in {count} places: {answer}. It is saved.",
        places,
    ).format(count=number(places), answer=said)
    left = asked - places
    if left <= 0:
        return words
    more = n_(
        "{count} place could not take it and is left.", "{count} places could not take it and are left.", left
    )
    return f"{words} {more.format(count=number(left))}"


def _settled(change: Change) -> str:
    places = int(change.values.get("places", "0"))
    if not places:
        return _("What all agree on is in gold now. It is saved; undo takes it back as one.")
    return n_(
        "{count} dispute was settled by rule. It is saved; undo takes it back as one.",
        "{count} disputes were settled by rule. They are saved; undo takes them back as one.",
        places,
    ).format(count=number(places))


def _taken_out(change: Change) -> str:
    articles = len(change.document_ids)
    return n_(
        "Imported gold of {count} article was taken out; undo brings it back.",
        "Imported gold of {count} articles was taken out; undo brings it back as one.",
        articles,
    ).format(count=number(articles))


def _undone(change: Change) -> str:
    return _("Undone: {name}").format(name=change_name(change.name, change.values))


def _redone(change: Change) -> str:
    return _("Done again: {name}").format(name=change_name(change.name, change.values))
