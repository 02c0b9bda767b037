"""Disputes settled in bulk: by majority, by one annotator's answers, as alike places were ruled.

First planned, so that a lead sees what would be taken by which rule, then settled as one change. What all
agree on is taken in any case. A ruling by hand is never replaced by a rule while it holds.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from annotator.adjudication.alike import carried, form_of
from annotator.adjudication.disputes import BY_HAND, Case, Dispute, Rule, Ruling
from annotator.adjudication.fitting import fits
from annotator.adjudication.gathering import IsCancelled, OnProgress, gather
from annotator.adjudication.renewing import Renewal, renew
from annotator.adjudication.standing import Standing, answer_of, majority
from annotator.adjudication.writing import AGREED, SETTLE, check_lead, write
from annotator.errors import ReservedName, UnknownAnnotator
from annotator.model import GOLD, RESERVED_NAMES, Change, Span, State
from annotator.project.connection import Row
from annotator.project.file import Project
from annotator.project.rulings import Stamps
from annotator.schema import Schema
from annotator.words import _

Place = tuple[str, int, int]
"""The id of a document, and a range of it in code points: where a dispute is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule to settle by: MAJORITY, SAME (as a lead ruled on alike places), or ONE with whose answers."""

    rule: Rule
    annotator: str = ""


@dataclass(frozen=True)
class Plan:
    """What would be settled: how many places by each choice, in its order, and what would be left.

    `agreed` counts the spans that gold would gain because all have them, `articles` those that would change,
    `finished` those whose gold would be finished then, of the `to_do` that two and more have finished.
    `settled` places were settled before and hold. `imported` articles have gold that is left alone, and
    `by_one` were finished by one person only.
    """

    taken: Mapping[Choice, int]
    left: tuple[Case, ...]
    agreed: int
    finished: int
    to_do: int
    settled: int
    imported: int
    by_one: int
    renewed: Mapping[str, Renewal] = field(repr=False)
    stamps: Stamps = field(repr=False)

    @property
    def articles(self) -> int:
        """How many documents would change."""
        return len(self.renewed)

    @property
    def places(self) -> int:
        """How many places would be settled."""
        return sum(self.taken.values())


def plan(
    project: Project,
    *,
    rules: Sequence[Choice],
    documents: Collection[str] | None = None,
    places: Collection[Place] | None = None,
    again: bool = False,
    is_cancelled: IsCancelled | None = None,
    on_progress: OnProgress | None = None,
) -> Plan:
    """Return what the rules would settle, the first that has an answer, in all documents or in some.

    Where `places` are given, only disputes at these are settled or left, and the documents of no such place
    are not touched; what all agree on is taken in the others.
    Gold that was imported is left alone, unless it is to be made `again`. Raises UnknownAnnotator,
    ReservedName, UnknownDocument or CountingCancelled.
    """
    _check_rules(project, rules)
    among = None if places is None else frozenset(places)
    wanted = documents if among is None else {id_ for id_, _start, _end in among}
    read = partial(gather, project, documents=documents, is_cancelled=is_cancelled)
    is_twice = any(one.rule is Rule.SAME for one in rules)
    half = _halves(on_progress) if is_twice else lambda _which: on_progress
    ruled = _by_hand(read(on_progress=half(0))) if is_twice else {}
    counting = _Counting(rules, ruled, project.schema, among=among)
    for standing in partial(read, documents=wanted)(on_progress=half(1)):
        counting.take(standing, again=again)
    return counting.plan()


def settle(project: Project, plan: Plan, *, by: str) -> Change | None:
    """Write what was planned in the name of the lead `by`, as one change; None where nothing would change.

    Raises ChangedElsewhere where a document has changed since, NoName, ReservedName, and as
    `changes.record` does.
    """
    check_lead(by)
    if not plan.renewed:
        return None
    renewed = {
        id_: replace(one, rulings=tuple(replace(ruling, by=by) for ruling in one.rulings))
        for id_, one in plan.renewed.items()
    }
    values = {"places": str(plan.places), "articles": str(plan.articles)}
    return write(project, renewed, plan.stamps, name=SETTLE if plan.places else AGREED, values=values, by=by)


def words(choice: Choice) -> str:
    """Return what a reader calls a rule that settles in bulk."""
    if choice.rule is Rule.ONE:
        return _("as \u2068{name}\u2069 has it").format(name=choice.annotator)
    return _("the majority") if choice.rule is Rule.MAJORITY else _("as alike places were ruled")


class _Counting:
    """Applies rules to one document after another, and counts."""

    def __init__(
        self,
        rules: Sequence[Choice],
        ruled: "Mapping[str, Sequence[_Ruled]]",
        schema: Schema,
        *,
        among: Collection[Place] | None,
    ) -> None:
        self._rules, self._ruled, self._schema, self._among = rules, ruled, schema, among
        self._taken: Counter[Choice] = Counter(dict.fromkeys(rules, 0))
        self._left: list[Case] = []
        self._renewed: dict[str, Renewal] = {}
        self._stamps: dict[str, Sequence[Row]] = {}
        self._agreed = self._finished = self._to_do = self._settled = self._imported = self._by_one = 0

    def plan(self) -> Plan:
        """Return what was counted."""
        return Plan(
            dict(self._taken),
            tuple(self._left),
            self._agreed,
            self._finished,
            self._to_do,
            self._settled,
            self._imported,
            self._by_one,
            self._renewed,
            self._stamps,
        )

    def take(self, standing: Standing, *, again: bool) -> None:
        """Settle what can be settled in a document."""
        if standing.is_imported and not again:
            self._imported += 1
            return
        if len(standing.names) < 2:
            self._by_one += len(standing.names)
            return
        decided: list[Ruling] = []
        for case in standing.cases:
            if case.is_settled:
                self._settled += 1
                continue
            dispute = case.dispute
            if (
                self._among is not None
                and (dispute.document_id, dispute.start, dispute.end) not in self._among
            ):
                continue
            ruling = self._decide(standing, dispute, decided)
            if ruling is None:
                self._left.append(case)
            else:
                decided.append(ruling)
        renewal = renew(standing, decided, by="")
        self._to_do += 1
        self._agreed += renewal.agreed
        self._finished += renewal.state.after is State.FINISHED
        if not renewal.is_empty:
            self._renewed[standing.document.id] = renewal
            self._stamps[standing.document.id] = standing.stamp

    def _decide(self, standing: Standing, dispute: Dispute, decided: Sequence[Ruling]) -> Ruling | None:
        for choice in self._rules:
            spans = self._answer(standing, dispute, choice)
            # Who answered so has all that is agreed too; only what was written by hand may be in the way, or
            # what is agreed because somebody is silent.
            is_sure = not (standing.silent or standing.is_by_hand or choice.rule is Rule.SAME)
            is_sure = is_sure and not any(one.rule is Rule.SAME for one in decided)
            if spans is not None and (is_sure or self._has_room(standing, dispute, spans, decided)):
                self._taken[choice] += 1
                if choice.rule is Rule.SAME:
                    return standing.ruling(dispute, spans, Rule.SAME, by="", note="")
                place = (dispute.document_id, dispute.start, dispute.end)
                return Ruling(*place, choice.rule, "", spans, annotator=choice.annotator)
        return None

    def _answer(self, standing: Standing, dispute: Dispute, choice: Choice) -> tuple[Span, ...] | None:
        if choice.rule is Rule.MAJORITY:
            return majority(dispute)
        if choice.rule is Rule.ONE:
            return answer_of(dispute, choice.annotator)
        text = standing.document.text
        answers = {
            carried(one.text, one.dispute, one.spans, to=dispute, over=text)
            for one in self._ruled.get(dispute.key, ())
        }
        return answers.pop() if len(answers) == 1 else None  # leads who ruled otherwise here and there rule

    def _has_room(
        self, standing: Standing, dispute: Dispute, spans: Sequence[Span], decided: Iterable[Ruling]
    ) -> bool:
        others = [span for one in decided for span in one.spans]
        return fits(standing, dispute, spans, schema=self._schema, decided=others)


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A dispute that a lead ruled on by hand."""

    text: str
    dispute: Dispute
    spans: tuple[Span, ...]


def _by_hand(standings: Iterable[Standing]) -> dict[str, list[_Ruled]]:
    """Return what leads ruled by hand, by the key of the dispute, each outcome once."""
    found: dict[str, dict[object, _Ruled]] = defaultdict(dict)
    for standing in standings:
        text = standing.document.text
        for case in standing.cases if standing.is_by_hand else ():
            ruling = case.ruling
            if case.is_settled and ruling is not None and ruling.rule in BY_HAND and _is_of(ruling, case):
                one = _Ruled(text, case.dispute, ruling.spans)
                found[case.dispute.key].setdefault(form_of(text, case.dispute, ruling.spans), one)
    return {key: list(outcomes.values()) for key, outcomes in found.items()}


def _is_of(ruling: Ruling, case: Case) -> bool:
    return (ruling.start, ruling.end) == (case.dispute.start, case.dispute.end)


def _check_rules(project: Project, rules: Iterable[Choice]) -> None:
    names = [name for name in project.annotations.annotators() if name != GOLD]
    for choice in rules:
        if choice.rule not in (Rule.MAJORITY, Rule.ONE, Rule.SAME):
            raise ValueError(f"nothing is settled in bulk by {choice.rule}")
        if choice.rule is Rule.ONE and choice.annotator in RESERVED_NAMES:
            raise ReservedName(name=choice.annotator)
        if choice.rule is Rule.ONE and choice.annotator not in names:
            raise UnknownAnnotator(name=choice.annotator, names=_(", ").join(names) or "—")


def _halves(on_progress: OnProgress | None) -> Callable[[int], OnProgress | None]:
    """Make one way of two halves, the reading and the deciding."""
    if on_progress is None:
        return lambda _which: None
    return lambda which: lambda done, total: on_progress(done + which * total, 2 * total)
