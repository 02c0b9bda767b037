import numpy as np
import pytest

from annotator.agreement.material import Material, Work
from annotator.agreement.stems import Stems
from annotator.model import Document, Span

TEXT = "لمحمد وبباكستان F-16"


@pytest.mark.parametrize(
    ("surface", "stem"),
    [
        ("لمحمد", "لمحمد"),
        ("محمد", "لمحمد"),
        ("حمد", "حمد"),
        ("وبباكستان", "وبباكستان"),
        ("بباكستان", "وبباكستان"),
        ("باكستان", "وبباكستان"),
        ("اكستان", "اكستان"),
        (" F", " F"),
        ("16", "16"),
    ],
)
def test_a_span_may_as_well_start_at_its_word(surface: str, stem: str) -> None:
    start = TEXT.index(surface)
    spans = (Span(start, start + len(surface), "GPE"),)
    material = Material.of([Work(Document("one", TEXT), {"amina": spans, "gold": spans})])
    stems = Stems(material)
    both = np.array([0, 1])
    for _ in range(2):  # looked up, then remembered
        assert stems.of(both).tolist() == [TEXT.index(stem)] * 2
    assert stems.of(both[:0]).tolist() == []
    assert material.spans.start.tolist() == [start, start]


def test_a_span_behind_the_last_word_is_not_in_the_next_text_s_first() -> None:
    spans = (Span(2, 3, "GPE"),)
    works = [
        Work(Document("one", "ا  "), {"amina": spans, "gold": spans}),
        Work(Document("two", "وبباكستان"), {"amina": (), "gold": ()}),
    ]
    assert Stems(Material.of(works)).of(np.array([0])).tolist() == [2]


def test_a_span_where_no_words_are() -> None:
    spans = (Span(1, 2, "GPE"),)
    material = Material.of([Work(Document("one", "   "), {"amina": spans, "gold": spans})])
    assert Stems(material).of(np.array([0])).tolist() == [1]


def test_thousands_of_spans_in_one_endless_word() -> None:
    text = "وبكلمة" * 50_000
    spans = tuple(Span(at, at + 9, "GPE") for at in range(0, 100_000, 20))
    material = Material.of([Work(Document("one", text), {"amina": spans, "gold": ()})])
    assert Stems(material).of(np.arange(len(spans))).tolist() == list(range(0, 100_000, 20))
