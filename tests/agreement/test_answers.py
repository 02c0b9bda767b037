from collections import Counter

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.agreement.answers import Pairs, Side, pair, side_of
from annotator.agreement.material import Material, Work
from annotator.agreement.pairing import Pair, pair_spans
from annotator.model import Document, Span
from tests.agreement.strategies import spans_over, texts

LENGTH = 12


@st.composite
def crowded(draw: st.DrawFn) -> tuple[Span, ...]:
    """Draw many spans on few places, so that they nest, cross, tie and come twice."""
    marks = st.tuples(
        st.integers(0, LENGTH - 1), st.integers(1, LENGTH), st.sampled_from("AB"), st.sampled_from(["", "x"])
    )
    return tuple(
        Span(start, min(start + length, LENGTH), label, sublabel)
        for start, length, label, sublabel in draw(st.lists(marks, max_size=14))
    )


def paired(works: list[Work]) -> list[Counter[Pair]]:
    """Return the pairs of the two annotators, document by document."""
    material = Material.of(works)
    documents = np.arange(len(works))
    left, right = (side_of(material, np.full(len(works), who), documents) for who in (0, 1))
    pairs, alone = pair(material, left, right)
    found: list[Counter[Pair]] = [Counter() for _ in works]
    for row, first, second in zip(pairs.row, pairs.first, pairs.second, strict=True):
        found[row][Pair(_span(material, first), _span(material, second))] += 1
    for row, side, span in zip(alone.row, alone.side, alone.span, strict=True):
        own = _span(material, span)
        found[row][Pair(None, own) if side else Pair(own, None)] += 1
    return found


def _span(material: Material, place: int) -> Span:
    spans = material.spans
    label, sublabel = material.sublabels[spans.kind[place]]
    assert material.labels[spans.label[place]] == label
    return Span(int(spans.start[place]), int(spans.end[place]), label, sublabel)


def works_of(drawn: list[tuple[str, tuple[Span, ...], tuple[Span, ...]]]) -> list[Work]:
    return [
        Work(Document(f"d{number}", text), {"amina": first, "youssef": second})
        for number, (text, first, second) in enumerate(drawn)
    ]


@given(st.lists(st.tuples(st.just("ا" * LENGTH), crowded(), crowded()), min_size=1, max_size=3))
@example([("ا" * LENGTH, (Span(0, 4, "A"), Span(0, 4, "A", "x")), (Span(0, 4, "A", "x"),))])
@settings(max_examples=150)
def test_pairs_are_those_of_the_plain_pairing(
    drawn: list[tuple[str, tuple[Span, ...], tuple[Span, ...]]],
) -> None:
    assert paired(works_of(drawn)) == [Counter(pair_spans(first, second)) for _, first, second in drawn]


@given(
    st.lists(
        texts().flatmap(lambda text: st.tuples(st.just(text), spans_over(text), spans_over(text))),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=50)
def test_pairs_of_texts_of_several_lengths_are_too(
    drawn: list[tuple[str, tuple[Span, ...], tuple[Span, ...]]],
) -> None:
    assert paired(works_of(drawn)) == [Counter(pair_spans(first, second)) for _, first, second in drawn]


def test_pairs_come_by_how_much_they_share() -> None:
    first = [Span(0, 2, "A"), Span(3, 5, "A", "x"), Span(6, 8, "A"), Span(9, 11, "A")]
    second = [Span(0, 2, "A"), Span(3, 5, "A"), Span(6, 8, "B"), Span(10, 12, "B")]
    material = Material.of(works_of([("ا" * LENGTH, tuple(first), tuple(second))]))
    row = np.zeros(1, np.int64)
    pairs, alone = pair(material, side_of(material, row, row), side_of(material, row + 1, row))
    assert pairs.step.tolist() == [0, 1, 2, 3]
    assert len(alone.row) == 0


@pytest.mark.parametrize("kept", [[], [0, 2]])
def test_some_of_many(kept: list[int]) -> None:
    places = np.array(kept, np.int64)
    side = Side(np.arange(3), np.arange(3) * 2).at(places)
    assert (side.row.tolist(), side.span.tolist()) == (kept, [2 * one for one in kept])
    pairs = Pairs(*(np.arange(3) for _ in Pairs.__slots__)).where(np.isin(np.arange(3), places))
    assert pairs.step.tolist() == kept
