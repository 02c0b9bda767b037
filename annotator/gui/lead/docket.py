"""What of gold's desk a lead wants to see: which disputes, in which groups, and each in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from annotator.adjudication.disputes import Case, Dispute, Rule, Ruling, Variant
from annotator.adjudication.gold import Article, GoldDesk
from annotator.agreement.causes import Cause
from annotator.agreement.causes import words as cause_words
from annotator.gui.lead.answers import MOST
from annotator.gui.lead.lanes import Lane, inside
from annotator.gui.lead.narrowing import Narrowing
from annotator.gui.marks import label_words
from annotator.labelling.sheet import shortened
from annotator.model import GOLD, Span
from annotator.schema import Schema
from annotator.words import N_, _, n_, number

Group = tuple[Case, ...]
Names = Mapping[str, str]

OPEN, SETTLED, IMPORTED = TABS = ("open", "settled", "imported")
"""Where a case is listed: it is to be settled, it is settled, or gold of its article was imported."""
RULE_WORDS: Final = {
    Rule.AGREED: N_("agreed by all"),
    Rule.MAJORITY: N_("by majority"),
    Rule.ONE: N_("as {annotator}"),
    Rule.RULED: N_("ruled"),
    Rule.SAME: N_("as an alike place was ruled"),
    Rule.WRITTEN: N_("written anew"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """Which disputes are wanted; "" and () are any. `annotators` are some who must not say the same."""

    cause: str = ""
    label: str = ""
    document: str = ""
    annotators: tuple[str, ...] = ()
    settled: bool = False
    within: Narrowing | None = None
    imported: bool = False
    """Those of articles whose gold was imported, which are neither open nor settled."""

    @property
    def is_narrow(self) -> bool:
        """Whether not all are wanted."""
        return bool(self.cause or self.label or self.document or self.annotators or self.within)

    def of(self, tab: str) -> "Wish":
        """Return the same of what is OPEN, SETTLED or IMPORTED."""
        return replace(self, settled=tab == SETTLED, imported=tab == IMPORTED)

    @property
    def tab(self) -> str:
        """Which of the three is wanted."""
        return IMPORTED if self.imported else SETTLED if self.settled else OPEN

    def takes(self, entry: "Entry") -> bool:
        """Tell whether a case is wanted."""
        return entry.tab == self.tab and self.takes_kind(entry)

    def takes_kind(self, entry: "Entry") -> bool:
        """Tell the same of a case, be it open, settled or of imported gold."""
        dispute = entry.case.dispute
        return (
            (not self.cause or self.cause in dispute.causes)
            and (not self.label or self.label in entry.labels)
            and (not self.document or self.document == dispute.document_id)
            and (not self.annotators or _differ(dispute, self.annotators))
            and (self.within is None or self.within.takes(dispute, entry.labels))
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A case with the labels that any answer gives; `is_left` where gold was imported and is left alone."""

    case: Case
    labels: frozenset[str]
    is_left: bool = False

    @property
    def tab(self) -> str:
        """Where it is listed: OPEN, SETTLED or IMPORTED."""
        if self.is_left:
            return IMPORTED
        return SETTLED if self.case.is_settled else OPEN


class Docket:
    """Gold's desk, ready to be narrowed in the time of a key, with tens of thousands of cases on it."""

    def __init__(self, desk: GoldDesk, entries: Mapping[str, Sequence[Entry]] | None = None) -> None:
        """`entries` by document id are those that are known already."""
        self.desk = desk
        self._entries = {
            id_: (entries or {}).get(id_) or _entries(article) for id_, article in desk.articles.items()
        }

    def renewed(self, desk: GoldDesk, ids: Iterable[str]) -> "Docket":
        """Return the docket of a desk on which only the cases of some documents are others."""
        anew = set(ids)
        return Docket(desk, {id_: one for id_, one in self._entries.items() if id_ not in anew})

    def groups(self, wish: Wish) -> list[Group]:
        """Return what is wanted: alike open disputes together, most first; settled ones, last ruled first.

        Every group has a case.
        """
        wanted = [one.case for some in self._entries.values() for one in some if wish.takes(one)]
        if wish.settled:
            return [(case,) for case in sorted(wanted, key=_newest_first)]
        by_key: dict[str, list[Case]] = defaultdict(list)
        for case in wanted:
            by_key[case.dispute.key].append(case)
        return sorted(map(tuple, by_key.values()), key=len, reverse=True)

    def counts(self, wish: Wish) -> dict[str, int]:
        """Return how many of what is wanted are open, settled, and of imported gold."""
        found = dict.fromkeys(TABS, 0)
        for some in self._entries.values():
            for one in some:
                found[one.tab] += wish.takes_kind(one)
        return found

    def causes(self) -> set[Cause]:
        """Return all that anything is disputed for."""
        cases = (one.case for some in self._entries.values() for one in some)
        return {cause for case in cases for cause in case.dispute.causes}

    def labels(self) -> set[str]:
        """Return all labels that any answer gives."""
        return {label for some in self._entries.values() for one in some for label in one.labels}

    def titles(self) -> dict[str, str]:
        """Return the titles, by id, of the documents that anything is or was in dispute in."""
        articles = self.desk.articles
        return {id_: shortened(articles[id_].title or id_) for id_, some in self._entries.items() if some}


def _entries(article: Article) -> tuple[Entry, ...]:
    found = [Entry(case, labels_of(case.dispute)) for case in article.cases]
    found += (Entry(case, labels_of(case.dispute), is_left=True) for case in article.left_alone)
    return tuple(found)


def labels_of(dispute: Dispute) -> frozenset[str]:
    """Return the labels that any answer gives."""
    return frozenset(span.label for variant in dispute.variants for span in variant.spans)


def row_words(dispute: Dispute, schema: Schema, *, first: str = "") -> str:
    """Return what is in dispute: the labels that are given, and all causes, `first` before the others."""
    known = schema.knowing(labels_of(dispute))
    labels = dict.fromkeys(
        label_words(known, span.label) for variant in dispute.variants for span in variant.spans
    )
    said = _(" / ").join(labels)
    causes = sorted(dispute.causes, key=lambda cause: cause.value != first)
    why = _(", ").join(map(cause_words, causes))
    return _(" · ").join(filter(None, (said, why)))


def people(variant: Variant, called: Names) -> str:
    """Return who gave an answer, the first two by name where they are many."""
    names = [f"\u2068{called.get(name, name)}\u2069" for name in variant.annotators]
    more = len(names) - 2
    if more < 2:
        return _(", ").join(names)
    words = n_("{names} and {count} more", "{names} and {count} more", more)
    return words.format(names=_(", ").join(names[:2]), count=number(more))


def ruling_words(ruling: Ruling, called: Names) -> str:
    """Return who ruled, by which rule."""
    rule = _(RULE_WORDS[ruling.rule]).format(annotator=called.get(ruling.annotator, ruling.annotator))
    return _("{rule} · {name}").format(rule=rule, name=f"\u2068{called.get(ruling.by, ruling.by)}\u2069")


def lanes_of(
    case: Case,
    marked: Mapping[str, Sequence[Span]],
    *,
    within: tuple[int, int],
    called: Names,
    is_left: bool = False,
) -> list[Lane]:
    """Return a lane for each answer, before them one for gold where the place is settled or gold is imported.

    `marked` are all spans of the document by annotator. Beside an answer stands what all who gave it marked.
    """
    lanes = [
        Lane(
            key=str(place + 1) if place < MOST and not is_left else "",
            names=people(variant, called),
            spans=variant.spans,
            beside=_beside(case.dispute, inside(alike(marked, variant.annotators), *within)),
        )
        for place, variant in enumerate(case.dispute.variants)
    ]
    if case.is_settled and case.ruling is not None:
        said = ruling_words(case.ruling, called)
        ruled = inside(case.ruling.spans, case.dispute.start, case.dispute.end)
        kept = (span for span in marked.get(GOLD, ()) if span not in ruled)
        beside = _beside(case.dispute, inside(kept, *within))
        lanes.insert(0, Lane("", _("gold"), ruled, beside=beside, note=said))
    elif is_left:
        shown = inside(marked.get(GOLD, ()), *within)
        there = inside(shown, case.dispute.start, case.dispute.end)
        beside = tuple(span for span in shown if span not in there)
        lanes.insert(0, Lane("", _("gold"), there, beside=beside, note=_("imported")))
    return lanes


def alike(marked: Mapping[str, Sequence[Span]], annotators: Sequence[str]) -> list[Span]:
    """Return the spans that all of some annotators have, in reading order."""
    first, *others = annotators
    having = [frozenset(marked.get(name, ())) for name in others]
    return [span for span in marked.get(first, ()) if all(span in spans for spans in having)]


def _beside(dispute: Dispute, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans that are no answer to a dispute."""
    answered = {span for variant in dispute.variants for span in variant.spans}
    return tuple(span for span in spans if span not in answered)


def _differ(dispute: Dispute, annotators: Sequence[str]) -> bool:
    answers = [
        place
        for place, variant in enumerate(dispute.variants)
        for name in annotators
        if name in variant.annotators
    ]
    return len(answers) == len(annotators) and (len(set(answers)) > 1 or len(annotators) == 1)


def _newest_first(case: Case) -> tuple[int, str, int]:
    return -(case.ruling.id if case.ruling is not None else 0), case.dispute.document_id, case.dispute.start


def place_of(found: Sequence[Group], case: Case | None, *, otherwise: int) -> tuple[int, int]:
    """Return where what was looked at is, else what is alike, else the row where it was: row and place."""
    if case is not None:
        here, alike = case.dispute, None
        for row, group in enumerate(found):
            if group[0].dispute.key == here.key:
                alike = row, 0
                break
        for row, group in enumerate(found):
            for place, one in enumerate(group):
                there = one.dispute
                if (there.document_id, there.start, there.end) == (here.document_id, here.start, here.end):
                    return row, place
        if alike is not None:
            return alike
    return max(0, min(otherwise, len(found) - 1)), 0
