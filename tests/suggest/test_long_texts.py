"""Texts that repeat themselves: twice the text is twice the work, counted in calls and not in seconds."""

import sys

import pytest

from annotator.suggest.knowledge.lexicon import shipped
from annotator.suggest.patterns import source


def calls(text: str) -> int:
    """Return how many calls the rules make over a text that nobody has read yet."""
    rules = source.PatternSource(shipped())
    rules.suggest(text)  # what is kept of single words is there now
    counted = 0

    def count(_frame: object, event: str, _what: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        rules.suggest(f"{text} ")
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(
    "repeated",
    [
        "التقى محمد الحسني أحمد الحسني. ",
        "محمد بن ",
        "أبو ",
        "مليون ",
        "نصف ",
        "«أ ",
        "مدير وزارة ",
        "الجمعية ",
        "مدرعة ",
    ],
)
def test_twice_the_text_is_twice_the_work(repeated: str) -> None:
    assert calls(repeated * 200) < 2.6 * calls(repeated * 100)


def test_all_of_a_name_that_is_said_often_is_found() -> None:
    text = "قال العميد محمد الشعايري. " + "وأضاف الشعايري. " * 3

    found = [
        one for one in source.PatternSource(shipped()).suggest(text) if one.reason.code == "named_before"
    ]

    assert [text[one.start : one.end] for one in found] == ["الشعايري"] * 3
