"""Disputes settled in bulk: by majority, by one annotator's answers, as alike places were ruled.

First planned, so that a lead sees what would be taken by which rule, then settled as one change. What all
agree on is taken in any case. A ruling by hand is never replaced by a rule while it holds.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.adjudication.alike import carried, form_of
from annotator.adjudication.disputes import BY_HAND, Case, Dispute, Rule, Ruling
from annotator.adjudication.fitting import fits
from annotator.adjudication.gathering import Gathered, IsCancelled, OnProgress, gather, watched
from annotator.adjudication.renewing import Renewal, renew
from annotator.adjudication.standing import Standing, answer_of, majority
from annotator.adjudication.writing import SETTLE, check_lead, write
from annotator.errors import ReservedName, UnknownAnnotator
from annotator.model import GOLD, RESERVED_NAMES, Change, Span, State
from annotator.project.file import Project
from annotator.schema import Schema
from annotator.words import _


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
    found: Gathered = field(repr=False)
    renewed: Mapping[str, Renewal] = field(repr=False)

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
    again: bool = False,
    is_cancelled: IsCancelled | None = None,
    on_progress: OnProgress | None = None,
) -> Plan:
    """Return what the rules would settle, the first that has an answer, in all documents or in some.

    Gold that was imported is left alone, unless it is to be made `again`. Raises UnknownAnnotator,
    ReservedName, UnknownDocument or CountingCancelled.
    """
    _check_rules(project, rules)
    half = _halves(on_progress)
    found = gather(project, documents=documents, is_cancelled=is_cancelled, on_progress=half(0))
    standings = [one for one in found.standings if len(one.names) > 1 and (again or not one.is_imported)]
    ruled = _by_hand(standings) if any(one.rule is Rule.SAME for one in rules) else {}
    counting = _Counting(rules, ruled, project.schema)
    for standing in watched(standings, is_cancelled=is_cancelled, on_progress=half(1)):
        counting.take(standing)
    imported = sum(one.is_imported for one in found.standings) if not again else 0
    return Plan(
        taken=dict(counting.taken),
        left=tuple(counting.left),
        agreed=sum(one.agreed for one in counting.renewed.values()),
        finished=counting.finished,
        to_do=len(standings),
        settled=counting.settled,
        imported=imported,
        by_one=sum(len(one.names) == 1 and not one.is_imported for one in found.standings),
        found=found,
        renewed=counting.renewed,
    )


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
    return write(project, plan.found, renewed, name=SETTLE, values=values, by=by)


def words(choice: Choice) -> str:
    """Return what a reader calls a rule that settles in bulk."""
    if choice.rule is Rule.ONE:
        return _("as \u2068{name}\u2069 has it").format(name=choice.annotator)
    return _("the majority") if choice.rule is Rule.MAJORITY else _("as alike places were ruled")


class _Counting:
    """Applies rules to one document after another, and counts."""

    def __init__(
        self, rules: Sequence[Choice], ruled: "Mapping[str, Sequence[_Ruled]]", schema: Schema
    ) -> None:
        self._rules, self._ruled, self._schema = rules, ruled, schema
        self.taken: Counter[Choice] = Counter(dict.fromkeys(rules, 0))
        self.left: list[Case] = []
        self.renewed: dict[str, Renewal] = {}
        self.finished = self.settled = 0

    def take(self, standing: Standing) -> None:
        """Settle what can be settled in a document."""
        decided: list[Ruling] = []
        for case in standing.cases:
            if case.is_settled:
                self.settled += 1
                continue
            ruling = self._decide(standing, case.dispute, decided)
            if ruling is None:
                self.left.append(case)
            else:
                decided.append(ruling)
        renewal = renew(standing, decided, by="")
        self.finished += renewal.state.after is State.FINISHED
        if not renewal.is_empty:
            self.renewed[standing.document_id] = renewal

    def _decide(self, standing: Standing, dispute: Dispute, decided: Sequence[Ruling]) -> Ruling | None:
        by_hand = [*standing.rulings, *decided]
        for choice in self._rules:
            spans = self._answer(standing, dispute, choice)
            # Who answered so has all that is agreed too; only what was written by hand may be in the way, or
            # what is agreed because somebody is silent.
            is_sure = not (standing.silent or any(one.rule in BY_HAND for one in by_hand))
            is_sure = is_sure and choice.rule is not Rule.SAME
            if spans is not None and (is_sure or self._has_room(standing, dispute, spans, decided)):
                self.taken[choice] += 1
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
        text = standing.work.document.text
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
        text = standing.work.document.text
        for case in standing.cases if standing.rulings else ():
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
