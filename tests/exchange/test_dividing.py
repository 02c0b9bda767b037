"""Parts are as large as they should be, alike in their labels, and the same every time."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.exchange.dividing import Group, by_ratio, days_of, drawn, outlets_of, part_of_day

THREE = {"train": 0.8, "dev": 0.1, "test": 0.1}
LABELS = st.dictionaries(st.sampled_from(["GPE", "ORG", "PERS", "WEA"]), st.integers(1, 9)).map(Counter)
SHARES = st.sampled_from([THREE, {"train": 0.9, "test": 0.1}, {"train": 0.5, "dev": 0.25, "test": 0.25}])


@st.composite
def groups(draw: st.DrawFn, *, name: str = "d", fewest: int = 0) -> list[Group]:
    sizes = draw(st.lists(st.integers(1, 4), min_size=fewest, max_size=25))
    return [
        Group(tuple(f"{name}{at}-{one}" for one in range(size)), draw(LABELS))
        for at, size in enumerate(sizes)
    ]


def documents(some: list[Group]) -> int:
    return sum(len(group.ids) for group in some)


@settings(max_examples=60, deadline=None)
@given(groups=groups(fewest=3), shares=SHARES, seed=st.integers(0, 5))
def test_every_group_is_in_one_part_and_no_part_is_too_large(
    groups: list[Group], shares: dict[str, float], seed: int
) -> None:
    found = by_ratio(groups, shares=shares, placed={}, seed=seed)
    assert sorted(group.ids for some in found.values() for group in some) == sorted(one.ids for one in groups)
    largest = max(len(group.ids) for group in groups)
    for part, some in found.items():
        assert some
        assert documents(some) < shares[part] * documents(groups) + largest


@settings(max_examples=30, deadline=None)
@given(groups=groups(fewest=3), seed=st.integers(0, 5), shuffled=st.randoms(use_true_random=False))
def test_the_same_seed_divides_in_the_same_way_whatever_comes_first(
    groups: list[Group], seed: int, shuffled: random.Random
) -> None:
    found = by_ratio(groups, shares=THREE, placed={}, seed=seed)
    other = list(groups)
    shuffled.shuffle(other)
    again = by_ratio(other, shares=THREE, placed={}, seed=seed)
    for part, some in found.items():
        assert {group.ids for group in some} == {group.ids for group in again[part]}


@settings(max_examples=30, deadline=None)
@given(before=groups(name="old", fewest=3), after=groups(name="new"))
def test_what_is_placed_counts_and_new_ones_go_where_room_is(before: list[Group], after: list[Group]) -> None:
    placed = by_ratio(before, shares=THREE, placed={}, seed=0)
    found = by_ratio(after, shares=THREE, placed=placed, seed=0)
    assert sorted(group.ids for some in found.values() for group in some) == sorted(one.ids for one in after)
    total = documents(before) + documents(after)
    largest = max(len(group.ids) for group in [*before, *after])
    for part, share in THREE.items():
        assert documents(found[part]) == 0 or documents(placed[part]) + documents(found[part]) < (
            share * total + largest
        )


def articles(count: int) -> list[Group]:
    """Articles on four subjects, each with labels of its own, one in ten with copies."""
    chance = random.Random(count)
    made = []
    for at in range(count):
        labels: Counter[str] = Counter()
        for place, label in enumerate(
            ("OCC", "ORG", "GPE", "PERS", "DATE", "EVENT", "LOC", "FAC", "WEA", "VEH")
        ):
            often = 8 / (place + 1) * (2 if place % 4 == at % 4 else 0.6)
            labels[label] += int(chance.expovariate(1 / often))
        copies = chance.randint(2, 5) if at % 10 == 0 else 1
        made.append(Group(tuple(f"{at}-{one}" for one in range(copies)), +labels))
    return made


@pytest.mark.parametrize(("count", "within"), [(100, 0.09), (1000, 0.01)])
def test_every_part_has_its_share_of_every_label(count: int, within: float) -> None:
    made = articles(count)
    everything = sum((group.labels for group in made), Counter())
    for seed in range(3):
        found = by_ratio(made, shares=THREE, placed={}, seed=seed)
        for part, share in THREE.items():
            has = sum((group.labels for group in found[part]), Counter())
            assert documents(found[part]) == pytest.approx(share * documents(made), abs=1)
            for label, spans in everything.items():
                assert spans < 50 or has[label] / spans == pytest.approx(share, abs=within)


def test_another_seed_divides_in_another_way() -> None:
    made = articles(50)
    tests = {
        frozenset(group.ids for group in by_ratio(made, shares=THREE, placed={}, seed=seed)["test"])
        for seed in range(5)
    }
    assert len(tests) == 5


def test_a_seed_means_the_same_on_every_machine() -> None:
    assert drawn(0, "001").hex() == "bafff4f6206beceb"
    assert drawn(1, "001") != drawn(0, "001")


DAY = date(2026, 1, 1)


@settings(max_examples=50, deadline=None)
@given(
    days=st.lists(st.one_of(st.none(), st.integers(0, 40)), min_size=1, max_size=40),
    shares=SHARES,
)
def test_days_part_old_from_new(days: list[int | None], shares: dict[str, float]) -> None:
    some = [
        Group((str(at),), Counter(), None if day is None else DAY + timedelta(day))
        for at, day in enumerate(days)
    ]
    first = days_of(some, shares=shares)
    known = {group.day for group in some if group.day is not None}
    if len(known) < len(shares):
        assert first == {}
        return
    assert list(first) == list(shares)
    begins = [day for day in first.values() if day is not None]
    assert begins == sorted(set(begins))
    parts = {group.day: part_of_day(group.day, first) for group in some}
    assert set(parts.values()) == set(shares)
    in_order = [list(shares).index(parts[day]) for day in sorted(known)]
    assert in_order == sorted(in_order)
    assert parts.get(None, "train") == "train"


def test_days_come_near_the_ratio() -> None:
    some = [Group((str(at),), Counter(), DAY + timedelta(at // 2)) for at in range(100)]
    first = days_of(some, shares=THREE)
    assert first == {"train": None, "dev": DAY + timedelta(40), "test": DAY + timedelta(45)}
    assert part_of_day(DAY + timedelta(400), first) == "test"


def test_outlets_are_dealt_out_whole_and_keep_their_part() -> None:
    counts = {"a": 50, "b": 20, "c": 10, "d": 10, "e": 5, "": 5}
    found = outlets_of(counts, shares=THREE, placed={}, seed=0)
    assert found[""] == found["a"] == "train"
    assert set(found.values()) == set(THREE)
    again = outlets_of({**counts, "f": 30}, shares=THREE, placed=found, seed=9)
    assert {outlet: again[outlet] for outlet in found} == found
