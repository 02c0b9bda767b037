import unicodedata

import pytest
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.folding import fold, folded
from annotator.text.graphemes import is_boundary

LETTERS = "ابتةثجحخدذرزسشصضطظعغفقكلمنهويىءأإآؤئٱ"
ARABIC = st.text(alphabet=LETTERS + "ًٌٍَُِّْٰـ ١٢۳\n،؛؟«»“”" + "ﷲﷺﻻﻷﻵﻼﭐکی\u200c\u200d\u200e\u200f\u0653\u0654\u0655")
TEXT = st.one_of(st.text(), ARABIC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("أحمد إسلام آباد ٱلله", "احمد اسلام اباد الله"),
        ("مُـحَمَّـد", "محمد"),
        ("هٰذا ٱلرَّحۡمَٰنِ", "هذا الرحمن"),
        ("مدرسة مستشفى", "مدرسه مستشفي"),
        ("کویت ایران", "كويت ايران"),
        ("پاکستان چاد ڤيينا گادير", "پاكستان چاد ڤيينا گادير"),
        ("مؤمن بئر ماء", "مؤمن بئر ماء"),
        ("١٢٣ ۴۵۶", "123 456"),
        ("ﻻﺳﻼﻡ ﷲ", "لاسلام الله"),
        ("NATO Réuters ＮＡＴＯ", "nato reuters nato"),
        ("“ا” ‘ب’ «ج»", '"ا" \'ب\' "ج"'),
        ("ا\xa0ب\tج\u2009د\nه", "ا ب ج د\nه"),
        ("ا\u200fب\u200cج\ufeffد\u2067", "ابجد"),
        ("😀🇲🇦", "😀🇲🇦"),
    ],
)
def test_one_spelling_for_all(written: str, expected: str) -> None:
    assert folded(written) == expected


@given(TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(alphabet=LETTERS + "َُِّْٰéàÇñ abc"))
def test_composed_and_decomposed_fold_alike(text: str) -> None:
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))


def spelled(text: str) -> str:
    return normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(dediac_ar(text))))


@given(st.text(alphabet=LETTERS + "ًٌٍَُِّْٰ ،.؟"))
def test_marks_alef_yeh_and_heh_fold_as_camel_tools_has_them(text: str) -> None:
    assert folded(text) == spelled(text)


@pytest.mark.parametrize("code", [*range(0xFE80, 0xFEFD), 0xFDF2])
def test_presentation_forms_open_as_camel_tools_has_them(code: int) -> None:
    assert folded(chr(code)) == spelled(normalize_unicode(chr(code)))


@given(TEXT)
def test_each_character_folds_on_its_own_and_leads_back(text: str) -> None:
    result = fold(text)
    assert result.text == folded(text)
    for offset in range(len(result.text)):
        start, end = result.source(offset, offset + 1)
        assert 0 <= start < end <= len(text)
        assert result.text[offset] in folded(text[start:end])


@given(TEXT, st.data())
def test_a_folded_range_leads_to_a_range_that_folds_to_it(text: str, data: st.DataObject) -> None:
    result = fold(text)
    # Half a ligature has no place of its own: ranges begin and end where a source character does.
    places = [
        offset
        for offset in range(len(result.text) + 1)
        if offset in (0, len(result.text))
        or result.source(offset - 1, offset)[0] != result.source(offset, offset + 1)[0]
    ]
    start = data.draw(st.sampled_from(places))
    end = data.draw(st.sampled_from([one for one in places if one >= start]))
    first, last = result.source(start, end)
    assert folded(text[first:last]) == result.text[start:end]
    assert result.folded(first) == start if start < end else first <= len(text)


@given(TEXT, st.data())
def test_source_offsets_find_their_folded_ones(text: str, data: st.DataObject) -> None:
    result = fold(text)
    offset = data.draw(st.integers(0, len(text)))
    assert 0 <= result.folded(offset) <= len(result.text)
    assert result.folded(len(text)) == len(result.text)
    if offset:
        assert result.folded(offset - 1) <= result.folded(offset)


def test_marks_and_tatweel_come_along_and_bidi_marks_stay_out() -> None:
    text = "قال\u200f مُحَمَّدٌـ\u200f،"
    result = fold(text)
    start = result.text.index("محمد")
    assert text[slice(*result.source(start, start + 4))] == "مُحَمَّدٌـ"
    assert text[slice(*result.source(0, 3))] == "قال"


@given(st.text(alphabet=LETTERS + "َُِّ ـ\u200c\u200d"))
def test_source_ranges_of_arabic_cut_no_grapheme(text: str) -> None:
    result = fold(text)
    for offset in range(len(result.text)):
        start, end = result.source(offset, offset + 1)
        assert is_boundary(text, end)
        assert is_boundary(text, start)


def test_where_nothing_goes_every_offset_stays() -> None:
    text = "قال المدير العام للأمن الوطني " * 1_000
    result = fold(text)
    assert len(result.text) == len(text)
    assert [result.source(at, at + 3) for at in range(0, 30_000, 997)] == [
        (at, at + 3) for at in range(0, 30_000, 997)
    ]
