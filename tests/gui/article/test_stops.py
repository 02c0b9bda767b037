import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.article import stops
from annotator.gui.article.content import Content
from annotator.gui.article.pieces import LONGEST
from annotator.text import clitics, tokens
from tests.gui.article.drawing import LINE

TEXT = "زار وفد للرباط والمغرب، أمس. وعاد اليوم إلى باكستان."
TWO = f"عنوان\n{TEXT}\n\n{TEXT}"


def content_of(text: str) -> Content:
    return Content(text, has_title=False)


def walk(text: str, start: int, unit: stops.Unit, *, forward: bool, anchor: int | None = None) -> list[int]:
    content, places = content_of(text), [start]
    while True:
        place = stops.target(content, places[-1], unit=unit, forward=forward, anchor=anchor)
        if place == places[-1]:
            return places
        places.append(place)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("زار", "وفد", "زار وفد"),
        ("،", "،", "،"),
        ("رباط", "رباط", "لرباط"),
        ("لل", "رباط", "للرباط"),
        ("والمغرب", "،", "والمغرب،"),
        ("المغرب", "،", "المغرب،"),
        (" أمس", "أمس", "أمس"),
        (" وفد", " وفد", ""),
    ],
)
def test_words_over(one: str, other: str, expected: str) -> None:
    start, end = stops.words_over(TEXT, TEXT.index(one), TEXT.index(other))
    assert TEXT[start:end] == expected
    assert stops.words_over(TEXT, TEXT.index(other), TEXT.index(one)) == (start, end)


@pytest.mark.parametrize(
    ("at", "expected"),
    [("للرباط", "لرباط"), ("رباط", "لرباط"), ("وعاد", "وعاد"), ("،", "،"), (" وفد", "")],
)
def test_the_word_at_a_place(at: str, expected: str) -> None:
    start, end = stops.word_at(TEXT, TEXT.index(at))
    assert TEXT[start:end] == expected


def test_words_over_no_text() -> None:
    assert stops.words_over("", 0, 0) == (0, 0)
    assert stops.word_at("", 0) == (0, 0)


def test_a_caret_stops_at_the_starts_of_words_and_behind_certain_proclitics() -> None:
    seen = walk(TEXT, 0, stops.by_words, forward=True)
    words = ["زار", "وفد", "للرباط", "لرباط", "والمغرب", "المغرب", "أمس", "وعاد", "اليوم", "إلى", "باكستان"]
    assert seen == [*(TEXT.index(word) for word in words), len(TEXT)]
    assert walk(TEXT, len(TEXT), stops.by_words, forward=False) == seen[::-1]


def test_a_selection_grows_by_whole_words_without_the_blank_behind() -> None:
    taken = [TEXT[:end] for end in walk(TEXT, 0, stops.by_words, forward=True, anchor=0)][1:6]
    assert taken == [
        "زار",
        "زار وفد",
        "زار وفد للرباط",
        "زار وفد للرباط والمغرب",
        "زار وفد للرباط والمغرب، أمس",
    ]


def test_a_selection_that_grows_backwards_stops_behind_proclitics() -> None:
    end = TEXT.index("،")
    places = walk(TEXT, end, stops.by_words, forward=False, anchor=end)
    assert [TEXT[start:end] for start in places[1:4]] == ["المغرب", "والمغرب", "لرباط والمغرب"]


def test_a_selection_shrinks_to_whole_words_and_turns_round_at_its_anchor() -> None:
    content, start = content_of(TEXT), TEXT.index("وفد")

    def step(offset: int, *, forward: bool) -> int:
        return stops.target(content, offset, unit=stops.by_words, forward=forward, anchor=start)

    end = step(step(start, forward=True), forward=True)
    assert TEXT[start:end] == "وفد للرباط"
    end = step(end, forward=False)
    assert TEXT[start:end] == "وفد"
    assert step(end, forward=False) == start
    assert step(start, forward=False) == 0
    assert step(0, forward=True) == start


def test_sentences_are_walked_and_selected() -> None:
    second = TWO.index("وعاد")
    starts = [0, 6, second, TWO.rindex("زار"), TWO.rindex("وعاد"), len(TWO)]
    assert walk(TWO, 0, stops.by_sentences, forward=True) == starts
    assert walk(TWO, len(TWO), stops.by_sentences, forward=False) == starts[::-1]
    ends = walk(TWO, 6, stops.by_sentences, forward=True, anchor=6)
    assert TWO[6 : ends[1]] == "زار وفد للرباط والمغرب، أمس."
    assert TWO[6 : ends[2]] == TEXT


@pytest.mark.parametrize(
    ("at", "expected"),
    [("اليوم", "وعاد اليوم إلى باكستان."), ("عنوان", "عنوان"), (" وعاد", "زار وفد للرباط والمغرب، أمس.")],
)
def test_the_sentence_at_a_place(at: str, expected: str) -> None:
    start, end = stops.sentence_at(content_of(TWO), TWO.index(at))
    assert TWO[start:end] == expected


def test_there_is_no_sentence_in_a_blank_line() -> None:
    blank = TWO.index("\n\n") + 1
    assert stops.sentence_at(content_of(TWO), blank) == (blank, blank)
    assert stops.sentence_at(content_of(""), 0) == (0, 0)


def test_a_sentence_longer_than_a_piece_is_one() -> None:
    text = f"{TEXT} {LINE.replace('.', '')} " + "كلمة " * (3 * LONGEST // 5) + f". {TEXT}"
    content = content_of(text)
    assert len(content.pieces) > 2
    seen = walk(text, 0, stops.by_sentences, forward=True)
    assert seen == [
        0,
        text.index("وعاد"),
        text.index("استقبل"),
        text.rindex("زار"),
        text.rindex("وعاد"),
        len(text),
    ]
    assert stops.sentence_at(content, 2 * LONGEST) == (text.index("استقبل"), len(text) - len(TEXT) - 1)


PIECES = st.sampled_from(
    [
        "محمد ",
        "لله",
        "للرباط ",
        "وبالمغرب",
        "\n",
        "NATO ",
        "12/05",
        "😀",
        "(",
        "، ",
        ". ",
        "اً",
        "e\u0301",
        " ",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_one_press_a_word_and_one_a_certain_proclitic(text: str) -> None:
    for unit in (stops.by_words, stops.by_sentences):
        there = walk(text, 0, unit, forward=True)
        assert there == sorted(set(there))
        assert there[-1] == len(text)
        assert walk(text, len(text), unit, forward=False)[::-1] == sorted({*there, 0})
    words = [word for word in tokens.words(text) if tokens.is_word(text, word)]
    stems = {
        stem
        for word in words
        for stem in clitics.stem_starts(text, word.start, word.end)
        if stem <= clitics.default_start(text, word.start, word.end)
    }
    assert set(walk(text, 0, stops.by_words, forward=True)) == stems | {0, len(text)}
    grown = walk(text, 0, stops.by_words, forward=True, anchor=0)
    assert set(grown) == {word.end for word in words} | {0, len(text)}
