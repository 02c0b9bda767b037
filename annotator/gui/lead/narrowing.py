"""What the page of agreement was limited to, as the page of adjudication takes it over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from annotator.adjudication.disputes import Dispute
from annotator.agreement.scope import Scope
from annotator.gui.marks import label_words
from annotator.model import GOLD
from annotator.schema import Schema
from annotator.words import _, n_, number

if TYPE_CHECKING:
    from annotator.gui.lead.counting import Counted


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A scope, with whose work on which article it takes in, by document id."""

    scope: Scope
    works: Mapping[str, frozenset[str]]

    def takes(self, dispute: Dispute, labels: frozenset[str]) -> bool:
        """Tell whether those in the scope differ at such a place; of one person, whether they were asked."""
        scope, who = self.scope, self.works.get(dispute.document_id, frozenset())
        if scope.labels is not None and not scope.labels & labels:
            return False
        answers = sum(not who.isdisjoint(one.annotators) for one in dispute.variants)
        return answers >= min(2, len(who)) > 0

    def words(self, schema: Schema, called: Mapping[str, str]) -> str:
        """Return what it is limited to."""
        return _(" · ").join(self._parts(schema, called))

    def _parts(self, schema: Schema, called: Mapping[str, str]) -> Iterator[str]:
        scope = self.scope
        if scope.annotators:
            yield _(", ").join(f"\u2068{called.get(name, name)}\u2069" for name in scope.annotators)
        if scope.labels is not None:
            known = schema.knowing(set(scope.labels))
            yield _(", ").join(label_words(known, label) for label in sorted(scope.labels))
        if scope.documents is not None:
            count = len(scope.documents)
            yield n_("{count} article", "{count} articles", count).format(count=number(count))
        if scope.after is not None and scope.before is not None:
            yield _("{first} to {last}").format(first=_day(scope.after), last=_day(scope.before))
        elif scope.after is not None:
            yield _("from {day}").format(day=_day(scope.after))
        elif scope.before is not None:
            yield _("until {day}").format(day=_day(scope.before))
        if scope.common:
            yield _("Only what all of them finished")


def narrowing_of(counted: "Counted", scope: Scope) -> Narrowing | None:
    """Return what a scope takes in of what was counted; None where it is everything."""
    if scope == Scope():
        return None
    counts = counted.counts
    people = [name for name in scope.annotators or counted.people if name != GOLD]
    first = scope.after.toordinal() if scope.after else 0
    last = scope.before.toordinal() if scope.before else date.max.toordinal()
    places = [(name, counts.annotators.index(name)) for name in people if name in counts.annotators]
    works = {
        id_: frozenset(
            name
            for name, row in places
            if counts.finished[row][place] and first <= counts.days[row][place] <= last
        )
        for place, id_ in enumerate(counts.documents)
        if scope.documents is None or id_ in scope.documents
    }
    if scope.common:
        all_ = frozenset(scope.annotators) - {GOLD} or frozenset().union(*works.values())
        works = {id_: who for id_, who in works.items() if who == all_}
    fewest = min(2, len(people))
    return Narrowing(scope, {id_: who for id_, who in works.items() if len(who) >= fewest})


def _day(day: date) -> str:
    return f"\u2066{day.isoformat()}\u2069"
