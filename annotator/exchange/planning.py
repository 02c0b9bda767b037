"""Places documents into the parts of a split: what has a part stays, what is alike stays together.

A new document goes where those are that it is like. One that is like documents of two parts, or whose outlet
belongs to another part than its copies, is in none of them: it would let one part know another. Such are
counted as lying `between`, and tried again at the next export.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from annotator import errors
from annotator.exchange.choice import date_of, outlet_key
from annotator.exchange.dividing import Group, by_ratio, days_of, outlets_of, part_of_day
from annotator.exchange.selection import Selection
from annotator.exchange.splits import Kept, Split, check
from annotator.project.file import Project
from annotator.text.likeness import ALIKE, Signature, clusters, grouped, share, signature


@dataclass(frozen=True, slots=True)
class Plan:
    """Which documents of a selection go into which part, each part in the selection's order.

    `between` are in none. `undated` and `nameless` count those in a part that lack the date or the outlet
    by which the split is made: they are in the first part. `kept` is for the project to keep in the place
    of `before`.
    """

    parts: Mapping[str, list[str]]
    between: tuple[str, ...]
    undated: int
    nameless: int
    kept: Kept
    before: Kept | None


def plan(
    project: Project, split: Split, selection: Selection, *, on_document: Callable[[], None] = lambda: None
) -> Plan:
    """Return where the documents of a selection go; nothing is kept yet.

    `on_document` is called for each document that is read, and may raise to stop. Raises SplitDiffers,
    SplitUnreadable, TooFewToSplit or NoDatesToSplit.
    """
    before = Kept.of(project, split.name)
    kept = before or Kept(split)
    check(split, kept)
    if any(id_ not in kept.parts for id_ in selection.ids):
        kept = _Placing(project, kept, selection, on_document).placed()
    parts: dict[str, list[str]] = {part: [] for part in split.ratios}
    for id_ in selection.ids:
        if id_ in kept.parts:
            parts[kept.parts[id_]].append(id_)
    facts = [selection.facts[id_] for some in parts.values() for id_ in some]
    return Plan(
        parts,
        between=tuple(id_ for id_ in selection.ids if id_ not in kept.parts),
        undated=sum(date_of(one.meta) is None for one in facts) if split.by == "date" else 0,
        nameless=sum(not outlet_key(one.outlet) for one in facts) if split.by == "outlet" else 0,
        kept=kept,
        before=before,
    )


class _Placing:
    """The new documents of a selection on their way into parts."""

    def __init__(
        self, project: Project, kept: Kept, selection: Selection, on_document: Callable[[], None]
    ) -> None:
        self._kept = kept
        self._split = kept.split
        self._selection = selection
        self._parts = dict(kept.parts)
        self._new = [id_ for id_ in selection.ids if id_ not in kept.parts]
        self._labels: dict[str, Counter[str]] = {}
        self._signatures: dict[str, Signature] = {}
        for document in selection:
            on_document()
            self._labels[document.id] = Counter(span.label for span in document.spans)
            self._signatures[document.id] = signature(document.text)
        # Copies that are not exported today may be tomorrow, and join two that are.
        ids = project.documents.ids()
        for other in project.batches.documents([id_ for id_ in ids if id_ not in self._signatures]):
            on_document()
            self._signatures[other.id] = signature(other.text)
        self._ids = ids
        self._outlets = self._outlets_in_parts() if self._split.by == "outlet" else {}

    def placed(self) -> Kept:
        """Return what is to be kept once all are placed; raises TooFewToSplit and NoDatesToSplit."""
        free: list[list[str]] = []
        for members in self._families():
            new = [id_ for id_ in members if id_ in self._labels and id_ not in self._parts]
            parts = {self._parts[id_] for id_ in members if id_ in self._parts}
            if not parts:
                free.append(new)
            elif len(parts) == 1:
                self._join(new, *parts)
            else:
                free += self._part_ways(new, members)
        first = self._divide(free)
        outlets = {one: part for one, part in self._outlets.items() if one}
        return Kept(self._split, self._parts, outlets={**self._kept.outlets, **outlets}, first=first)

    def _families(self) -> list[list[str]]:
        """Return the clusters, and alone what has no copy; only those with a new document."""
        places = clusters([self._signatures[id_] for id_ in self._ids])
        together = [[self._ids[place] for place in group] for group in places]
        alike = {id_ for group in together for id_ in group}
        new = set(self._new)
        alone = [[id_] for id_ in self._new if id_ not in alike]
        return [group for group in together if not new.isdisjoint(group)] + alone

    def _join(self, new: Iterable[str], part: str) -> None:
        """Put documents to their copies in a part, but those whose outlet is in another."""
        for id_ in new:
            if self._own(id_) in (None, part):
                self._parts[id_] = part

    def _part_ways(self, new: Sequence[str], members: Sequence[str]) -> list[list[str]]:
        """Place what is like documents of one part only; return the groups of what is like none.

        Two that lay apart became one cluster by a text that is like both.
        """
        open_ids = list(new)
        is_settled = False
        while not is_settled:
            is_settled = True
            for id_ in list(open_ids):
                parts = {self._parts[other] for other in members if self._are_alike(id_, other)}
                if parts:
                    is_settled = False
                    open_ids.remove(id_)
                    self._join([id_] if len(parts) == 1 else [], min(parts))
        pairs = (
            (one, other)
            for one in range(len(open_ids))
            for other in range(one)
            if self._share(open_ids[one], open_ids[other]) >= ALIKE
        )
        groups = grouped(len(open_ids), pairs)
        together = {place for group in groups for place in group}
        alone = [[place] for place in range(len(open_ids)) if place not in together]
        return [[open_ids[place] for place in group] for group in (*groups, *alone)]

    def _are_alike(self, one: str, other: str) -> bool:
        return other in self._parts and one != other and self._share(one, other) >= ALIKE

    def _share(self, one: str, other: str) -> float:
        return share(self._signatures[one], self._signatures[other])

    def _divide(self, free: Sequence[Sequence[str]]) -> Mapping[str, date | None]:
        """Place groups that are like nothing that has a part; return the first day of each part."""
        groups = [self._group(ids) for ids in free]
        if self._split.by == "outlet":
            for group in groups:
                wishes = Counter(self._own(id_) for id_ in group.ids)
                self._join(group.ids, max(self._split.ratios, key=lambda part: wishes[part]))
            return {}
        if self._split.by == "date":
            return self._by_day(groups)
        if not self._kept.parts and len(groups) < len(self._split.ratios):
            raise errors.TooFewToSplit(parts=len(self._split.ratios), count=len(groups))
        placed: dict[str, list[Group]] = {part: [] for part in self._split.ratios}
        for id_, part in self._parts.items():
            placed[part].append(Group((id_,), self._labels.get(id_, Counter())))
        found = by_ratio(groups, shares=self._split.shares, placed=placed, seed=self._split.seed)
        for part, some in found.items():
            for group in some:
                self._join(group.ids, part)
        return {}

    def _by_day(self, groups: Sequence[Group]) -> Mapping[str, date | None]:
        first = self._kept.first or days_of(groups, shares=self._split.shares)
        if not first:
            days = {group.day for group in groups} - {None}
            if not days:
                raise errors.NoDatesToSplit()
            raise errors.TooFewToSplit(parts=len(self._split.ratios), count=len(days))
        for group in groups:
            self._join(group.ids, part_of_day(group.day, first))
        return first

    def _group(self, ids: Sequence[str]) -> Group:
        labels: Counter[str] = Counter()
        for id_ in ids:
            labels.update(self._labels[id_])
        days = [day for id_ in ids if (day := date_of(self._selection.facts[id_].meta)) is not None]
        # Sorted, so that the order of the project's list decides nothing, sums of fractions included.
        return Group(tuple(sorted(ids)), Counter(dict(sorted(labels.items()))), min(days, default=None))

    def _outlets_in_parts(self) -> dict[str, str]:
        facts = self._selection.facts
        documents = Counter(outlet_key(facts[id_].outlet) for id_ in self._selection.ids)
        named = len(documents.keys() | self._kept.outlets.keys() - {""})
        if named < len(self._split.ratios):
            raise errors.TooFewToSplit(parts=len(self._split.ratios), count=named)
        return outlets_of(
            documents, shares=self._split.shares, placed=self._kept.outlets, seed=self._split.seed
        )

    def _own(self, id_: str) -> str | None:
        """Return the part that a document's outlet is in, None where outlets do not count."""
        if self._split.by != "outlet":
            return None
        return self._outlets[outlet_key(self._selection.facts[id_].outlet)]
