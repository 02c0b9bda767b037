import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.reading import Reading
from annotator.text.tokens import is_word, words

TEXT = "وصل الوزير إلى الرباط، وغادر للرباط ثم وبالرباط التقى «محمد بريظ» ومحمّد بريظ. والرباطي ليس الرباط."


def occurrences(words: str) -> list[str]:
    start = TEXT.index(words)
    reading = Reading(TEXT)
    return [TEXT[a:b] for a, b in reading.occurrences(start, start + len(words))]


def test_equal_names_are_found_behind_every_proclitic_but_not_inside_other_words():
    assert occurrences("الرباط") == ["الرباط", "لرباط", "الرباط", "الرباط"]


def test_what_is_no_name_equals_itself_alone_wherever_it_stands():
    reading = Reading("أ ثم أ، و«»")
    assert reading.occurrences(0, 1) == [(0, 1)]
    assert reading.occurrences(5, 6) == [(5, 6)]


def test_equal_names_of_several_words_are_found_whatever_their_vowel_marks():
    assert occurrences("محمد بريظ") == ["محمد بريظ", "محمّد بريظ"]


@pytest.mark.parametrize(
    ("at", "expected"),
    [("لرباط،", "الرباط"), ("للرباط", "لرباط"), ("وبالرباط", "الرباط"), ("، وغادر", "الرباط")],
)
def test_the_word_at_a_place_is_taken_without_its_certain_proclitics(at, expected):
    found = Reading(TEXT).word_range(TEXT.index(at))
    assert found is not None
    assert TEXT[slice(*found)] == expected


def test_there_is_no_word_on_white_space_or_in_an_empty_text():
    assert Reading("").word_range(0) is None
    assert Reading("  ،  ").word_range(1) is None
    assert Reading("أ  ب").word_range(2) is None


def test_a_start_edge_walks_through_clitics_and_comes_to_other_words_past_them():
    reading = Reading("قال بالمغرب وبالرباط")
    walked = [0]
    while (stop := reading.edge_after(walked[-1], is_start=True, forward=True)) is not None:
        walked.append(stop)
    assert walked == [0, 5, 14]
    assert reading.edge_after(14, is_start=True, forward=False) == 13
    assert reading.edge_after(13, is_start=True, forward=False) == 12
    assert reading.edge_after(12, is_start=True, forward=False) == 5
    assert reading.edge_after(0, is_start=True, forward=False) is None


def test_an_end_edge_goes_from_word_to_word():
    reading = Reading("قال بالمغرب، ثم.")
    assert reading.edge_after(3, is_start=False, forward=True) == 11
    assert reading.edge_after(11, is_start=False, forward=True) == 15
    assert reading.edge_after(15, is_start=False, forward=True) is None
    assert reading.edge_after(11, is_start=False, forward=False) == 3


def test_edges_cross_blank_lines_to_the_next_paragraph():
    reading = Reading("قال\n\n بعد")
    assert reading.edge_after(3, is_start=False, forward=True) == 9
    assert reading.edge_after(9, is_start=False, forward=False) == 3
    assert reading.edge_after(0, is_start=True, forward=True) == 6
    assert reading.edge_after(6, is_start=True, forward=False) == 0


@given(st.text(alphabet="الط بـً،. «\n\n1aé😀", max_size=60))
def test_reading_by_paragraphs_finds_the_tokens_of_the_whole(text):
    reading = Reading(text)
    ends = [token.end for token in words(text) if is_word(text, token)]
    walked = []
    stop = reading.edge_after(0, is_start=False, forward=True)
    while stop is not None:
        walked.append(stop)
        stop = reading.edge_after(stop, is_start=False, forward=True)
    assert walked == ends
    for token in words(text):
        assert reading.token_at(token.start) == token


@given(st.text(alphabet="الربطوبكمحـًُ،. «»\n1aé😀", max_size=60))
def test_every_word_occurs_where_it_stands_and_offsets_stay_inside(text):
    reading = Reading(text)
    for token in reading.words:
        for start, end in reading.occurrences(token.start, token.end):
            assert 0 <= start < end <= len(text)
        for is_start in (True, False):
            stop = reading.edge_after(token.start, is_start=is_start, forward=True)
            assert stop is None or token.start < stop <= len(text)
