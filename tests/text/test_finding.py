"""Every mode beside an oracle that tries every place."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.text import clitics
from annotator.text.finding import Mode, find, name_key
from annotator.text.folding import fold, folded
from annotator.text.reading import Reading
from annotator.text.tokens import is_word, words

TEXT = (
    "زيارة إلى الرِّباط\nوصل سفير باكستان إلى الرباط، ثم غادر للرباط. وبالرباط F-16 و١٢ مقاتلة\n"
    "قالت وزارة\nالدفاع إن لوزارة  الدفاع «أزمة» و COVID-19 مـــصر، ومصرُ ولمصر. 👍"
)
LETTERS = "لاابوفرطكيىةأؤ"
ODD = "ًُّـٔ\u200f\u200c\u200d \n\n\xa0\taAéF19٣-.،«»\"'ﻻﷺﷲ👍_\U0001f1f2ी"
texts = st.text(st.sampled_from(LETTERS + "  " + ODD), max_size=40)


@st.composite
def searches(draw):
    """A text, and a query that often stands in it."""
    text = draw(texts)
    start = draw(st.integers(0, len(text)))
    inside = text[start : start + draw(st.integers(0, 12))]
    other = draw(st.sampled_from(["", " ", "وال", "لل", "a", "ال"]))
    return text, draw(st.sampled_from([inside, folded(inside), other + inside, inside.upper(), other]))


def found(query, mode, text=TEXT):
    return [text[start:end] for start, end in find(Reading(text), query, mode=mode)]


@pytest.mark.parametrize(
    "query", ["الرباط", "للرباط", "وبالرباط", " الرباط\n", "«الرباط»", "الرِّبـاط", "الرباط،"]
)
def test_a_name_is_found_under_all_its_proclitics(query):
    assert found(query, Mode.NAME) == ["الرِّباط", "الرباط", "لرباط", "الرباط"]


def test_a_name_is_a_whole_word():
    assert found("رباط", Mode.NAME) == []
    assert found("وزار", Mode.NAME) == []
    assert found("f-16", Mode.NAME) == ["F-16"]
    assert found("covid", Mode.NAME) == []
    assert found("مصر", Mode.NAME) == ["مـــصر", "مصرُ", "مصر"]


def test_words_are_found_as_written_and_in_parts():
    assert found("رباط", Mode.WORDS) == ["رِّباط", "رباط", "رباط", "رباط"]
    assert found("الرباط", Mode.WORDS) == ["الرِّباط", "الرباط", "الرباط"]
    assert found("للرباط", Mode.WORDS) == ["للرباط"]
    assert found("covid", Mode.WORDS) == ["COVID"]
    assert found("ازمه", Mode.WORDS) == ["أزمة"]
    assert found("12", Mode.WORDS) == found("۱۲", Mode.WORDS) == found("12", Mode.NAME) == ["١٢"]
    assert found('"أزمه"', Mode.WORDS) == ["«أزمة»"]
    assert found("👍", Mode.WORDS) == ["👍"]


def test_exactly_is_code_point_for_code_point():
    assert found("رباط", Mode.EXACT) == ["رباط", "رباط", "رباط"]
    assert found("الرِّباط", Mode.EXACT) == ["الرِّباط"]
    assert found("covid", Mode.EXACT) == []
    assert found("12", Mode.EXACT) == []
    assert found("ـ", Mode.EXACT) == ["ـ", "ـ", "ـ"]
    assert found("،", Mode.EXACT) == ["،", "،"]
    assert found("ى", Mode.EXACT, "رئي رىٔي إلى") == ["ى"]  # the first is half of a ئ


@pytest.mark.parametrize("mode", [Mode.NAME, Mode.WORDS])
@pytest.mark.parametrize("query", ["وزارة الدفاع", "وزاره\n \nالدفاع", "وزارة\xa0الدفاع"])
def test_white_space_stands_for_any(query, mode):
    assert found(query, mode) == ["وزارة\nالدفاع", "وزارة  الدفاع"]


def test_a_word_in_a_line_that_wraps_is_found_exactly():
    assert found("وزارة الدفاع", Mode.EXACT) == ["وزارة\nالدفاع", "وزارة  الدفاع"]
    assert found("رة الد", Mode.EXACT) == found("رة الد", Mode.WORDS) == ["رة\nالد", "رة  الد"]


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("query", ["", " ", "\n\t\u2003"])
def test_nothing_is_nowhere(query, mode):
    assert found(query, mode) == []
    assert find(Reading(""), "الرباط", mode=mode) == []


@pytest.mark.parametrize("query", ["«", "...", "ـ", "\u064b\u064c", "\u200f", "👍"])
def test_what_holds_no_letter_is_no_name(query):
    assert name_key(query) == ""
    assert found(query, Mode.NAME) == []


def test_a_long_word_is_no_trouble():
    text = "ا" * 50_000
    assert find(Reading(text), "اا", mode=Mode.NAME) == []
    assert len(find(Reading(text), "اا", mode=Mode.WORDS)) == 49_999


@given(searches())
@settings(max_examples=200, deadline=None)
@example(("لله والله", "الله"))
@example(("aa\u200fbb", "aa"))
@example(("ال-ا", "ال-ا"))
def test_names_beside_the_oracle(search):
    text, query = search
    key = name_key(query)
    tokens = [token for token in words(text) if is_word(text, token)]
    expected = set()
    for token in tokens:
        for start in clitics.stem_starts(text, token.start, token.end):
            expected |= {
                (start, other.end)
                for other in tokens
                if other.end > start
                and " ".join(folded(clitics.name(text, start, other.end)).split()) == key != ""
            }
    hits = find(Reading(text), query, mode=Mode.NAME)
    assert len(hits) == len(set(hits))
    # Of two starts that give the same name, the first counts.
    assert {end for _, end in hits} == {end for _, end in expected}
    assert set(hits) <= expected


@given(searches())
@settings(max_examples=200, deadline=None)
def test_words_beside_the_oracle(search):
    text, query = search
    shadow = fold(text)
    places = _places(folded(query).split(), shadow.text)
    assert find(Reading(text), query, mode=Mode.WORDS) == list(
        dict.fromkeys(shadow.source(start, end) for start, end in places)
    )


@given(searches())
@settings(max_examples=200, deadline=None)
def test_what_is_found_exactly_is_found_as_written(search):
    text, query = search
    exact = find(Reading(text), query, mode=Mode.EXACT)
    assert set(exact) <= set(_places(query.split(), text))
    if not folded(query).strip():
        return
    wide = find(Reading(text), query, mode=Mode.WORDS)
    assert {_visible(text, hit) for hit in exact} <= {_visible(text, hit) for hit in wide}


def _visible(text: str, hit: tuple[int, int]) -> tuple[int, int]:
    """A range of the folded text, without the white space around it."""
    shadow = fold(text)
    start, end = map(shadow.folded, hit)
    piece = shadow.text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _places(parts: list[str], text: str) -> list[tuple[int, int]]:
    """Try every place of `text`."""
    found = []
    for start in range(len(text)) if parts else ():
        end = start
        for number, part in enumerate(parts):
            gap = len(text[end:]) - len(text[end:].lstrip())
            if number and not gap:
                break
            end += gap if number else 0
            if not text.startswith(part, end):
                break
            end += len(part)
        else:
            found.append((start, end))
    return found
