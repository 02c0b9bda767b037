"""Divides groups of documents into parts: by ratio and label, by date, or by outlet. Knows no project.

A group stays together whatever happens. Nothing is left to chance: where several places are as good, a hash
of the seed and the group's first document decides, so that the same seed always divides in the same way.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import pairwise
from typing import Final

Shares = Mapping[str, float]  # how much of everything each part is to have; they sum to 1

_EXCHANGES: Final = 10_000  # tried: all there are in a hundred documents, about one each in ten thousand


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that stay together, with the number of their spans by label; `ids` has one at least.

    `day` is the earliest date that any of them has, None where none has one.
    """

    ids: tuple[str, ...]
    labels: Counter[str]
    day: date | None = None


class Filling:
    """How full each part is, against what it is to have of documents and of each label's spans."""

    def __init__(self, shares: Shares, *, documents: int, labels: Counter[str]) -> None:
        """Begin with empty parts; `documents` and `labels` are all that they will have together."""
        self._shares = shares
        self._documents = {part: documents * share for part, share in shares.items()}
        self._labels = labels
        self.documents = dict.fromkeys(shares, 0)
        self.labels: dict[str, Counter[str]] = {part: Counter() for part in shares}

    def add(self, part: str, documents: int, labels: Counter[str]) -> None:
        """Put documents into a part; a negative number takes them out again."""
        self.documents[part] += documents
        counts = self.labels[part]
        for label, count in labels.items():
            counts[label] += count if documents >= 0 else -count

    def hungriest(self, group: Group, *, among: Sequence[str]) -> str:
        """Return the part that the group's labels bring nearest to what it is to have.

        Of parts that have what they are to have, none is taken while another has not.
        """
        hungry = [part for part in among if self.documents[part] < self._documents[part] - 1e-9] or among
        return min(hungry, key=lambda part: (self.cost(part, group.labels), -self._lack(part)))

    def cost(self, part: str, labels: Counter[str]) -> float:
        """Return by how much labels would move a part from its shares of them: χ², after less before."""
        share, have = self._shares[part], self.labels[part]
        total = 0.0
        for label, count in labels.items():
            wanted = share * self._labels[label]
            total += (2 * count * (have[label] - wanted) + count * count) / wanted
        return total

    def _lack(self, part: str) -> float:
        return 1 - self.documents[part] / self._documents[part]


def by_ratio(
    groups: Sequence[Group], *, shares: Shares, placed: Mapping[str, Sequence[Group]], seed: int
) -> dict[str, list[Group]]:
    """Divide groups so that every part comes near its share of documents and of every label's spans.

    `placed` are those that are in a part already: they count, and stay. No part is more than the largest
    group above its share of all, but where `placed` has it so; none is empty where there are enough groups.
    After K. Sechidis, G. Tsoumakas and I. Vlahavas, On the Stratification of Multi-Label Data (2011): the
    rarest label is dealt out first, each document to the part that lacks it most.
    """
    everything = [*groups, *(group for some in placed.values() for group in some)]
    labels: Counter[str] = Counter()
    for group in everything:
        labels.update(group.labels)
    filling = Filling(shares, documents=sum(len(group.ids) for group in everything), labels=labels)
    for part, some in placed.items():
        for group in some:
            filling.add(part, len(group.ids), group.labels)
    found: dict[str, list[Group]] = {part: [] for part in shares}
    order = _rarest_first(groups, labels, seed=seed)
    for number, group in enumerate(order):
        empty = [part for part in shares if not filling.documents[part]]
        among = empty if len(order) - number <= len(empty) else list(shares)
        part = filling.hungriest(group, among=among)
        filling.add(part, len(group.ids), group.labels)
        found[part].append(group)
    _exchange(found, filling, seed=seed)
    return found


def _rarest_first(groups: Sequence[Group], labels: Counter[str], *, seed: int) -> list[Group]:
    """Return the large groups first, then those with the rarest label."""

    def rarest(group: Group) -> int:
        return min((labels[label] for label in group.labels), default=labels.total() + 1)

    return sorted(groups, key=lambda one: (-len(one.ids), rarest(one), drawn(seed, one.ids[0])))


def _exchange(found: dict[str, list[Group]], filling: Filling, *, seed: int) -> None:
    """Let parts exchange groups of one size where that brings both nearer to their shares of labels."""
    places = [(part, at) for part, some in found.items() for at in range(len(some)) if some[at].labels]
    places.sort(key=lambda place: drawn(seed + 1, found[place[0]][place[1]].ids[0]))
    for stride in range(1, min(len(places), 1 + max(1, _EXCHANGES // max(len(places), 1)))):
        for (one, here), (other, there) in zip(places, places[stride:], strict=False):
            first, second = found[one][here], found[other][there]
            if one == other or len(first.ids) != len(second.ids):
                continue
            before = _swap(filling, one, other, first, second)
            if before >= -1e-9:
                _swap(filling, one, other, second, first)
            else:
                found[one][here], found[other][there] = second, first


def _swap(filling: Filling, one: str, other: str, first: Group, second: Group) -> float:
    """Put `second` in the place of `first` in the part `one`, the other way in the other; return the cost."""
    filling.add(one, -len(first.ids), first.labels)
    filling.add(other, -len(second.ids), second.labels)
    gained = filling.cost(one, first.labels) + filling.cost(other, second.labels)
    spent = filling.cost(one, second.labels) + filling.cost(other, first.labels)
    filling.add(one, len(second.ids), second.labels)
    filling.add(other, len(first.ids), first.labels)
    return spent - gained


def days_of(groups: Iterable[Group], *, shares: Shares) -> dict[str, date | None]:
    """Return the first day of each part, oldest part first; None for the first, which has all before.

    A day is in one part. What has no date counts into the first part. None at all where there are fewer days
    than parts.
    """
    documents: Counter[date | None] = Counter()
    for group in groups:
        documents[group.day] += len(group.ids)
    days = sorted(day for day in documents if day is not None)
    parts = list(shares)
    if len(days) < len(parts):
        return {}
    total, reached = documents.total(), documents[None]
    before = {}  # how many documents are older than each day
    for day in days:
        before[day] = reached
        reached += documents[day]
    first: dict[str, date | None] = {parts[0]: None}
    wanted, at = 0.0, 0
    for number, (part, following) in enumerate(pairwise(parts), start=1):
        wanted += shares[part] * total
        # Each part that is still to come needs a day of its own.
        open_days = days[at + 1 : len(days) - (len(parts) - number) + 1]
        chosen = min(open_days, key=lambda day: (abs(before[day] - wanted), day))
        first[following], at = chosen, days.index(chosen)
    return first


def part_of_day(day: date | None, first: Mapping[str, date | None]) -> str:
    """Return the part that a day is in; what has no date is in the first."""
    found = next(iter(first))
    for part, begins in first.items():
        if begins is not None and day is not None and begins <= day:
            found = part
    return found


def outlets_of(
    documents: Mapping[str, int], *, shares: Shares, placed: Mapping[str, str], seed: int
) -> dict[str, str]:
    """Return the part of each outlet by its number of documents, the largest dealt out first.

    `placed` are those that have a part. No outlet, "", is in the first part.
    """
    found = {outlet: part for outlet, part in placed.items() if part in shares}
    counts: dict[str, int] = defaultdict(int)
    for outlet, part in found.items():
        counts[part] += documents.get(outlet, 0)
    if documents.get("") and "" not in found:
        found[""] = next(iter(shares))
        counts[found[""]] += documents[""]
    total = sum(documents.values())
    left = sorted(set(documents) - set(found), key=lambda one: (-documents[one], drawn(seed, one)))
    for number, outlet in enumerate(left):
        empty = [part for part in shares if part not in found.values()]
        among = empty if len(left) - number <= len(empty) else list(shares)
        part = max(among, key=lambda one: shares[one] * total - counts[one])
        found[outlet] = part
        counts[part] += documents[outlet]
    return found


def drawn(seed: int, what: str) -> bytes:
    """Return where something comes in the order that the seed shuffles into: the same anywhere."""
    return blake2b(f"{seed}\0{what}".encode(), digest_size=8).digest()
