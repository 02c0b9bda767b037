import pytest

from annotator import words
from annotator.gui.characters import character_words, named


@pytest.mark.parametrize(
    ("locale", "character", "said"),
    [
        ("en", "\u200f", "right-to-left mark"),
        ("ar", "\u200f", "علامة يمين إلى يسار"),
        ("fr", "\u00a0", "espace insécable"),
        ("en", "ب", "arabic letter beh"),
        ("ar", "ب", "«ب»"),
        ("fr", "\u064b", "◌\u064b"),
        ("ar", "\x07", ""),
    ],
)
def test_a_character_has_a_name_or_is_shown(locale: str, character: str, said: str) -> None:
    words.use(locale)
    assert named(character) == f"\u2066U+{ord(character):04X}\u2069 {said}".rstrip()


def test_the_marks_on_a_letter_are_named_with_it_and_the_end_has_no_name() -> None:
    text = "ب\u0651\u064ea"
    assert character_words(text, 0).count("U+") == 3
    assert character_words(text, 3).count("U+") == 1
    assert character_words(text, len(text)) == ""
