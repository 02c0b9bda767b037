"""Examples to learn from: made-up articles, each naming people and places of its own."""

import pytest

from annotator.model import Span
from annotator.schema import load
from annotator.suggest.examples import Example
from annotator.suggest.tagger.training import train

PEOPLE = ("كرار السوادي", "نزهة بنغاني", "شهاب الورداوي", "ليلوان كعبور", "مهدي الصقيلي", "رشا العبدوني")
PLACES = ("زركونة", "تنمالو", "أغبالن", "مزوارة", "سيدي خيار", "بوركون")


def example(number: int) -> Example:
    """Return an article that names a person and a place, and a place with its proclitic."""
    person, place = PEOPLE[number % len(PEOPLE)], PLACES[number * 5 % len(PLACES)]
    lines = [
        f"قال السيد {person} إن الاجتماع انتهى",
        f"وصل الوفد إلى مدينة {place} مساء",
        f"انعقد ب{place} لقاء",
    ]
    text = "\n".join(lines)
    spans = [Span(text.index(person), text.index(person) + len(person), "PERS")]
    first, second = text.index(place), text.rindex(place)
    spans += [Span(start, start + len(place), "GPE", "city") for start in (first, second)]
    return Example(f"d{number:02}", text, tuple(spans))


@pytest.fixture(scope="session")
def examples():
    return [example(number) for number in range(24)]


@pytest.fixture(scope="session")
def schema():
    return load("security-news")


@pytest.fixture(scope="session")
def tagger(examples, schema):
    return train(examples, schema=schema)
