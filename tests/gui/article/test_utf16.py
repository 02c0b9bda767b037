from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.article.utf16 import U16

TEXTS = st.text(st.sampled_from("ابمحمد a1😀🇲🇦𞸀\u200d\u0301"), max_size=30)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_without_characters_beyond_the_bmp_both_count_alike() -> None:
    counted = U16("الأمن الوطني")
    assert counted.is_identity
    assert [counted.to_units(offset) for offset in (0, 5, 12)] == [0, 5, 12]


@given(TEXTS)
def test_every_offset_comes_back(text: str) -> None:
    counted = U16(text)
    for offset in range(len(text) + 1):
        assert counted.to_units(offset) == units(text[:offset])
        assert counted.to_code_points(counted.to_units(offset)) == offset


@given(TEXTS)
def test_the_middle_of_a_pair_is_its_start(text: str) -> None:
    counted = U16(text)
    for offset, character in enumerate(text):
        if units(character) == 2:
            assert counted.to_code_points(counted.to_units(offset) + 1) == offset


def test_lone_surrogates_are_counted() -> None:
    assert U16("a\ud83d").to_units(2) == 2
