"""The language in use, its digits, and what it makes of numbers in sentences."""

import pytest

from annotator import words
from annotator.errors import BrokenLine


@pytest.mark.parametrize(
    ("locale", "language", "offered", "digits"),
    [
        ("ar", "ar", "ar_MA", "123"),
        ("ar_MA", "ar", "ar_MA", "123"),
        ("ar-DZ", "ar", "ar_MA", "123"),
        ("ar_AE.UTF-8", "ar", "ar_MA", "123"),
        ("ar_EG", "ar", "ar_EG", "١٢٣"),
        ("ar_SA.UTF-8", "ar", "ar_EG", "١٢٣"),
        ("fr_MA", "fr", "fr", "123"),
        ("en_GB", "en", "en", "123"),
        ("de_DE", "en", "en", "123"),
    ],
)
def test_a_locale_is_a_language_and_its_digits(locale: str, language: str, offered: str, digits: str) -> None:
    words.use(locale)
    assert (words.language(), words.locale(), words.number(123)) == (language, offered, digits)
    assert words.locale() in words.LOCALES


def test_what_is_offered_shows_its_digits() -> None:
    for locale, name in words.LOCALES.items():
        words.use(locale)
        assert words.locale() == locale
        if words.language() == "ar":
            assert words.number(123) in name


@pytest.mark.parametrize(
    ("locale", "half"), [("en", "0.50"), ("fr", "0,50"), ("ar_MA", "0.50"), ("ar_EG", "٠٫٥٠")]
)
def test_the_point_of_a_fraction_is_the_languages(locale: str, half: str) -> None:
    words.use(locale)
    assert words.number(0.5, decimals=2) == half


def test_numbers_in_a_sentence_are_written_in_the_digits_in_use_and_names_are_left_alone() -> None:
    words.use("ar_EG")
    values = {"count": 12, "name": "a1", "is_so": True}
    assert words.fill("{count} {name} {is_so}", values) == "١٢ a1 True"


def test_errors_write_numbers_so_too() -> None:
    error = BrokenLine(path="a1.jsonl", line=12, why="x")
    assert "12" in str(error)
    words.use("ar_EG")
    assert "١٢" in str(error)
    assert "12" not in str(error)
    assert "a1.jsonl" in str(error)


@pytest.mark.parametrize(
    ("count", "french"), [(0, "0 article"), (1, "1 article"), (2, "2 articles"), (100, "100 articles")]
)
def test_nothing_and_one_are_singular_in_french(count: int, french: str) -> None:
    words.use("fr")
    assert words.n_("{count} document", "{count} documents", count).format(count=count) == french


@pytest.mark.parametrize(
    ("count", "arabic"),
    [
        (0, "لا مقالات"),
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (10, "10 مقالات"),
        (11, "11 مقالًا"),
        (99, "99 مقالًا"),
        (100, "100 مقال"),
        (102, "102 مقال"),
        (103, "103 مقالات"),
        (111, "111 مقالًا"),
    ],
)
def test_arabic_counts_in_six_ways(count: int, arabic: str) -> None:
    words.use("ar")
    assert words.n_("{count} document", "{count} documents", count).format(count=count) == arabic


@pytest.mark.parametrize(("locale", "said"), [("en", "«x»"), ("ar", "«x»"), ("fr", "«\u00a0x\u00a0»")])
def test_a_name_stands_in_the_quotation_marks_of_the_language(locale: str, said: str) -> None:
    words.use(locale)
    assert words.quoted("x") == said
