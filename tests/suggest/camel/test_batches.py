"""How sentences are cut and grouped: nothing is lost, nothing is too long."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.suggest.camel.batches import batches, windows

lengths = st.lists(st.integers(1, 20), max_size=120)


@settings(max_examples=100)
@given(lengths, st.integers(20, 60), st.integers(0, 40))
def test_every_word_is_kept_once_and_no_window_is_too_long(words, most, overlap):
    found = windows(words, most=most, overlap=overlap)
    assert [at for one in found for at in range(one.keep_first, one.keep_last)] == list(range(len(words)))
    for one in found:
        assert one.first <= one.keep_first < one.keep_last <= one.last
        assert sum(words[one.first : one.last]) <= most


def test_a_sentence_that_fits_is_one_window():
    assert windows([2, 3, 4], most=9) == [(0, 3, 0, 3)]
    assert windows([]) == []


def test_a_word_is_kept_where_it_stands_further_from_the_edge():
    assert windows([1] * 12, most=8, overlap=4) == [(0, 8, 0, 6), (4, 12, 6, 12)]


def test_words_longer_than_the_overlap_do_not_hold_up():
    assert windows([20, 20, 20], most=20, overlap=4) == [(0, 1, 0, 1), (1, 2, 1, 2), (2, 3, 2, 3)]


@settings(max_examples=100)
@given(lengths, st.integers(1, 8), st.integers(20, 60))
def test_every_sequence_is_in_one_batch(sequences, most, pieces):
    found = batches(sequences, most=most, pieces=pieces)
    assert sorted(index for batch in found for index in batch) == list(range(len(sequences)))
    for batch in found:
        assert len(batch) <= most
        assert len(batch) * max(sequences[index] for index in batch) <= pieces


def test_like_lengths_go_together():
    assert batches([9, 1, 9, 1], most=2) == [[1, 3], [0, 2]]
