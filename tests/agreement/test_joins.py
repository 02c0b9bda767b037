import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.joins import first_of_each, greedy, matched, spread, without

KEYS = st.lists(st.integers(0, 6), max_size=12).map(sorted)


def column(values: list[int]) -> np.ndarray:
    return np.array(values, np.int64)


@given(st.lists(st.tuples(st.integers(-3, 9), st.integers(-3, 9)), max_size=8))
def test_spread_gives_every_number_of_every_range(ranges: list[tuple[int, int]]) -> None:
    owner, number = spread(column([low for low, _ in ranges]), column([high for _, high in ranges]))
    expected = [(place, one) for place, (low, high) in enumerate(ranges) for one in range(low, high)]
    assert list(zip(owner.tolist(), number.tolist(), strict=True)) == expected


@given(KEYS, KEYS)
def test_matched_pairs_equal_keys_one_to_one(left: list[int], right: list[int]) -> None:
    one, other = matched(column(left), column(right))
    assert [left[place] for place in one] == [right[place] for place in other]
    assert len(set(one.tolist())) == len(set(other.tolist())) == len(one)
    assert len(one) == sum(min(left.count(key), right.count(key)) for key in set(left))
    assert sorted(other.tolist()) == other.tolist()


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_greedy_takes_what_is_still_free(candidates: list[tuple[int, int]]) -> None:
    kept = greedy(*(column([one[side] for one in candidates]) for side in (0, 1))).tolist()
    taken: list[tuple[int, int]] = []
    for place, (one, other) in enumerate(candidates):
        is_free = all(one != left and other != right for left, right in taken)
        assert (place in kept) == is_free
        if is_free:
            taken.append((one, other))


def test_what_is_left_and_what_is_new() -> None:
    assert without(4, column([1, 3])).tolist() == [0, 2]
    assert without(0, column([])).tolist() == []
    assert first_of_each(column([2, 2, 3, 5, 5])).tolist() == [True, False, True, True, False]
    assert first_of_each(column([])).tolist() == []
