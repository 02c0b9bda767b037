import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.utf16 import Units

TEXT = "a👨‍👩‍👧b🇲🇦"


@given(st.text(alphabet="اa\u0301👨🇲\u200d\U00013430", max_size=30))
def test_units_are_what_an_encoder_counts(text: str) -> None:
    units = Units(text)
    for offset in range(len(text) + 1):
        counted = len(text[:offset].encode("utf-16-le")) // 2
        assert units.to_units(offset) == counted
        assert units.to_code_points(counted) == offset
    assert units.are_code_points is (len(text.encode("utf-16-le")) == 2 * len(text))


def test_a_place_inside_a_character_is_none() -> None:
    assert [Units(TEXT).to_code_points(place) for place in range(5)] == [0, 1, None, 2, 3]


@pytest.mark.parametrize("text", ["اب", TEXT])
def test_past_the_end_stays_past_the_end(text: str) -> None:
    end = Units(text).to_units(len(text))
    assert Units(text).to_code_points(end + 5) == len(text) + 5
