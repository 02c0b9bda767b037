"""The order of the next documents: who comes sooner, who keeps the place, who was drawn by lot."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.suggest.ordering import BLOCK, FULL, MILD, MODES, OFF, is_drawn, next_order

IDS = [f"d{number:04}" for number in range(400)]
DOUBTS = [(id_, (number * 37 % 100) / 100) for number, id_ in enumerate(IDS)]
lists = st.lists(
    st.tuples(st.text(min_size=1, max_size=4), st.none() | st.floats(0, 1)),
    max_size=60,
    unique_by=lambda one: one[0],
)


@given(lists, st.sampled_from(MODES), st.floats(0, 1), st.integers(0, 5))
@settings(max_examples=150)
def test_every_document_comes_once(documents, mode, share, seed):
    order = next_order(documents, mode=mode, random_share=share, seed=seed)
    assert sorted(order) == sorted(id_ for id_, _doubt in documents)
    assert order == next_order(documents, mode=mode, random_share=share, seed=seed)


def test_off_is_the_order_of_the_list():
    assert next_order(DOUBTS, mode=OFF) == IDS


def test_full_without_a_lot_is_by_doubt():
    order = next_order(DOUBTS, mode=FULL, random_share=0)
    doubts = dict(DOUBTS)
    assert [doubts[id_] for id_ in order] == sorted(doubts.values(), reverse=True)


@given(lists, st.floats(0, 1))
@settings(max_examples=80)
def test_mild_moves_nothing_out_of_its_ten_and_nothing_that_was_drawn(documents, share):
    order = next_order(documents, mode=MILD, random_share=share, seed=3)
    ids = [id_ for id_, _doubt in documents]
    for place, id_ in enumerate(ids):
        assert order.index(id_) // BLOCK == place // BLOCK
        if is_drawn(id_, share=share, seed=3):
            assert order[place] == id_


def test_mild_brings_the_doubtful_forward_within_ten():
    order = next_order(DOUBTS, mode=MILD, random_share=0)
    doubts = dict(DOUBTS)
    first = [doubts[id_] for id_ in order[:BLOCK]]
    assert first == sorted(first, reverse=True)
    assert order != IDS


@pytest.mark.parametrize("mode", [MILD, FULL])
def test_equal_doubts_keep_the_order_of_the_list(mode):
    assert next_order([(id_, 0.5) for id_ in IDS], mode=mode, random_share=0) == IDS


def test_who_is_drawn_depends_on_the_seed_and_the_id_alone():
    drawn = {id_ for id_ in IDS if is_drawn(id_, share=0.2, seed=1)}
    assert 50 < len(drawn) < 110
    assert drawn != {id_ for id_ in IDS if is_drawn(id_, share=0.2, seed=2)}
    assert drawn <= {id_ for id_ in IDS if is_drawn(id_, share=0.3, seed=1)}
    assert not any(is_drawn(id_, share=0.0, seed=1) for id_ in IDS)
    assert all(is_drawn(id_, share=1.0, seed=1) for id_ in IDS)


def test_full_mixes_the_lot_in_evenly_and_without_looking_at_doubt():
    drawn = [id_ for id_ in IDS if is_drawn(id_, share=0.2, seed=1)]
    order = next_order(DOUBTS, mode=FULL, random_share=0.2, seed=1)
    for end in (50, 100, 200, 300):
        assert abs(sum(id_ in drawn for id_ in order[:end]) - end * len(drawn) / len(IDS)) <= 1.5
    turned = [(id_, 1 - doubt) for id_, doubt in DOUBTS]
    again = next_order(turned, mode=FULL, random_share=0.2, seed=1)
    assert [id_ for id_ in order if id_ in drawn] == [id_ for id_ in again if id_ in drawn]


def test_a_doubt_that_is_not_known_is_the_mean():
    order = next_order([("a", 0.2), ("b", None), ("c", 0.9)], mode=FULL, random_share=0)
    assert order == ["c", "b", "a"]
