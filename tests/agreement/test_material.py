from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.material import Material, Work
from annotator.model import Document, Span
from annotator.text.tokens import words
from tests.agreement.strategies import spans_over, texts

TEXT = "وصل اللواء محمد بريظ"


@given(
    st.lists(
        texts().flatmap(lambda text: st.tuples(st.just(text), spans_over(text), spans_over(text))), max_size=4
    )
)
@settings(max_examples=40)
def test_columns_hold_the_spans_and_words(
    drawn: list[tuple[str, tuple[Span, ...], tuple[Span, ...]]],
) -> None:
    works = [
        Work(Document(f"d{number}", text), {"amina": first, "gold": second})
        for number, (text, first, second) in enumerate(drawn)
    ]
    material = Material.of(works)
    for annotator, name in enumerate(material.annotators):
        columns = (column(material, one, annotator) for one in ("document", "start", "end", "label", "kind"))
        found = [
            (document, Span(start, end, material.labels[label], material.sublabels[kind][1]))
            for document, start, end, label, kind in zip(*columns, strict=True)
        ]
        assert found == [
            (place, span) for place, work in enumerate(works) for span in sorted(work.spans[name])
        ]
    for place, (text, *_) in enumerate(drawn):
        some = slice(*material.words.bounds[place : place + 2])
        ends = zip(material.words.start[some].tolist(), material.words.end[some].tolist(), strict=True)
        assert list(ends) == words(text)


def column(material: Material, name: str, annotator: int) -> list[int]:
    """Return one column of an annotator's spans, by the blocks that they lie in."""
    documents = len(material.works)
    among = slice(material.blocks[annotator * documents], material.blocks[(annotator + 1) * documents])
    assert set(material.spans.annotator[among].tolist()) <= {annotator}
    found: list[int] = getattr(material.spans, name)[among].tolist()
    return found


def test_who_finished_what_and_when() -> None:
    works = [
        Work(Document("one", TEXT), {"zahra": (), "gold": ()}, {"zahra": date(2026, 3, 1)}),
        Work(Document("two", TEXT), {"amina": ()}, {"amina": date(2026, 3, 2)}),
    ]
    material = Material.of(iter(works))
    assert material.annotators == ("amina", "zahra", "gold")
    assert material.finished.tolist() == [[False, True], [True, False], [True, False]]
    first = date(2026, 3, 1).toordinal()
    assert material.days.tolist() == [[0, first + 1], [first, 0], [0, 0]]
    assert material.work("two") is works[1]
    assert material.documents == (works[0].document, works[1].document)
    with pytest.raises(KeyError):
        material.work("three")


def test_how_deep_spans_are_nested() -> None:
    outer, inner, twin = Span(0, 20, "OCC"), Span(4, 10, "PERS"), Span(4, 10, "ORG")
    innermost, crossing = Span(5, 7, "GPE"), Span(6, 12, "GPE")
    spans = (outer, inner, twin, innermost, crossing)
    material = Material.of([Work(Document("one", TEXT), {"amina": spans, "gold": (inner,)})])
    depths = dict(zip(sorted(spans), column(material, "depth", 0), strict=True))
    assert depths == {outer: 0, inner: 1, twin: 1, innermost: 2, crossing: 1}
    assert column(material, "depth", 1) == [0]


def test_words_that_nobody_compares_are_not_cut() -> None:
    material = Material.of([Work(Document("one", TEXT), {"amina": ()})])
    assert (material.words.bounds.tolist(), material.lengths.tolist()) == ([0, 0], [len(TEXT)])
