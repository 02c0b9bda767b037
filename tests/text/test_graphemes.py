from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.graphemes import boundaries, clusters, is_boundary, snap

FAMILY = "👨‍👩‍👧"
PIECES = [*"اب َّـa1 \n\r.\u200d\u200c\u200e\u0600\u0301\u0e33ก한ᄀ😀🇵", "👍🏽", "🇲🇦", FAMILY]
TRICKY = st.lists(st.sampled_from(PIECES)).map("".join)
TEXT = st.one_of(st.text(), TRICKY)


@given(TEXT)
def test_boundaries_are_those_of_the_whole_text(text: str) -> None:
    assert boundaries(text) == [0, *(found.end() for found in regex.finditer(r"\X", text))]


@given(TEXT)
def test_each_offset_is_judged_alike_alone(text: str) -> None:
    found = set(boundaries(text))
    assert [offset for offset in range(-1, len(text) + 2) if is_boundary(text, offset)] == sorted(found)


@given(TEXT, st.integers(-2, 40))
def test_snap_goes_to_the_nearest_boundary_that_way(text: str, offset: int) -> None:
    found = boundaries(text)
    inside = min(max(offset, 0), len(text))
    assert snap(text, offset, forward=True) == min(one for one in found if one >= inside)
    assert snap(text, offset, forward=False) == max(one for one in found if one <= inside)


@given(TEXT)
def test_clusters_are_what_lies_between_boundaries(text: str) -> None:
    found = boundaries(text)
    assert clusters(text) == [(start, end) for start, end in pairwise(found) if end - start > 1]


@pytest.mark.parametrize("one", ["مَّ", "ل\u200d", FAMILY, "🇲🇦", "e\u0301", "👍🏽", "\r\n"])
def test_one_character_for_a_reader(one: str) -> None:
    text = f"س{one}س"
    assert boundaries(text) == [0, 1, 1 + len(one), 2 + len(one)]


def test_lone_surrogates_are_characters() -> None:
    assert boundaries("a\ud800b") == [0, 1, 2, 3]


def test_every_pair_of_the_basic_plane_is_judged_as_the_standard_does() -> None:
    # Each character beside a letter and beside itself: what is taken for plain has to be plain.
    for code in range(0x10000):
        one = chr(code)
        text = f"a{one}{one}a"
        assert boundaries(text) == [0, *(found.end() for found in regex.finditer(r"\X", text))], hex(code)


@pytest.mark.parametrize("piece", ["🇲🇦", "ก\u0e33", "ا\u064b" + "\u0650" * 200, "👍🏽\u200d"])
def test_long_stretches_of_letters_that_may_join_are_judged_alike(piece: str) -> None:
    text = piece * 70 + "🇲 ab"
    found = boundaries(text)
    assert [offset for offset in range(len(text) + 1) if is_boundary(text, offset)] == found
    assert [snap(text, offset, forward=True) for offset in found] == found
    assert [snap(text, offset, forward=False) for offset in found] == found
    assert all(
        snap(text, start + 1, forward=False) == start for start, end in pairwise(found) if end > start + 1
    )


def test_each_flag_of_a_row_is_judged_without_going_back_to_the_first() -> None:
    row = "🇲🇦" * 50_000
    assert all(is_boundary(row, offset) == (offset % 2 == 0) for offset in range(0, len(row), 70))
