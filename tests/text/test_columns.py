import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.text.columns import word_columns
from annotator.text.tokens import words
from tests.text.test_tokens import PIECES

HOSTILE = [
    *PIECES,
    " ",
    "\u064e",
    "\u0670",
    "\u0600",
    "\u2028",
    "\x85",
    "\x1c",
    "\u2067",
    "\u2010",
    "\u2011",
    "٫",
    "٬",
    "é",
    "_",
    "@",
    "www.",
    "www.#",
    "http://#",
    "ftp://x",
    "a-.com",
    "d'I",
    "\ud800",
    "\U0010ffff",
    "\u202e",
    "ۓ",
    "۔",
]
TEXT = st.one_of(st.text(), st.lists(st.sampled_from(HOSTILE), max_size=40).map("".join))


def cut(texts: list[str]) -> list[list[tuple[int, int]]]:
    found = word_columns(texts)
    return [
        list(zip(found.start[a:b].tolist(), found.end[a:b].tolist(), strict=True))
        for a, b in zip(found.bounds[:-1], found.bounds[1:], strict=True)
    ]


@given(st.lists(TEXT, max_size=4))
@settings(max_examples=500)
@example(["https://a.ma/x، ثم 3.5"])
@example([" \u064eabc", "\u0600 x", "a\u064e", "ـ\u064e-"])
def test_columns_hold_the_very_tokens(texts: list[str]) -> None:
    assert cut(texts) == [words(text) for text in texts]


def test_no_text_and_texts_without_words() -> None:
    assert cut([]) == []
    assert cut(["", " \n", "\u200f"]) == [[], [], []]
    assert word_columns([]).start.dtype == np.int64


def test_more_texts_than_are_cut_at_once() -> None:
    texts = ["وصل اللواء 3.5 إلى للرباط، " * 4000, "نعم", "é ـ " * 90_000, "لا"]
    assert cut(texts) == [words(text) for text in texts]
