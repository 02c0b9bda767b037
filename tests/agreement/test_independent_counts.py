"""What is counted, counted a second time by others: nervaluate, seqeval, scikit-learn.

Flat spans where these take flat ones only, and of two that overlap the pairing is plain to see.
"""

from collections import Counter
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from nervaluate import Evaluator
from seqeval.metrics.v1 import precision_recall_fscore_support
from seqeval.scheme import IOB2
from sklearn.metrics import confusion_matrix

from annotator.agreement.counting import count
from annotator.agreement.counts import MEASURES, Counts, Measure
from annotator.agreement.material import Material, Work
from annotator.model import Document, Span
from annotator.text.tokens import words
from tests.agreement.strategies import LABELS, flat_spans_over, spans_over, texts

TwoSides = list[tuple[str, tuple[Span, ...], tuple[Span, ...]]]


@st.composite
def flat(draw: st.DrawFn) -> TwoSides:
    """Draw texts with flat spans of two annotators, ends wherever they like."""
    return [(text, draw(flat_spans_over(text)), draw(flat_spans_over(text))) for text in _some(draw)]


@st.composite
def over_words(draw: st.DrawFn) -> TwoSides:
    """Draw texts with flat spans of whole words."""
    found = []
    for text in _some(draw):
        tokens = words(text)
        cuts = [draw(st.sets(st.integers(0, len(tokens)))) for _ in range(2)]
        found.append((text, *(_between(draw, text, sorted(one)) for one in cuts)))
    return found


@st.composite
def plain_to_pair(draw: st.DrawFn) -> TwoSides:
    """Draw spans of which each overlaps one of the other annotator at the most, and that only of its like."""
    found = []
    for text in _some(draw):
        first = draw(flat_spans_over(text))
        second = []
        for span in first:
            start = draw(st.integers(span.start, span.end - 1))
            end = draw(st.integers(start + 1, span.end))
            label = draw(st.sampled_from([None, span.label, *LABELS]))
            if label is not None:
                second.append(Span(start, end, label))
        found.append((text, first, tuple(second)))
    return found


def _some(draw: st.DrawFn) -> list[str]:
    return draw(st.lists(texts(), min_size=1, max_size=3))


def _between(draw: st.DrawFn, text: str, cuts: list[int]) -> tuple[Span, ...]:
    tokens, spans = words(text), []
    for first, after in pairwise(cuts):
        label = draw(st.sampled_from([None, *LABELS]))
        if label is not None:
            spans.append(Span(tokens[first].start, tokens[after - 1].end, label))
    return tuple(spans)


def counted(sides: TwoSides) -> Counts:
    return count(
        Material.of(
            Work(Document(f"d{place}", text), {"amina": first, "youssef": second})
            for place, (text, first, second) in enumerate(sides)
        )
    )


def score(counts: Counts, measure: Measure, label: str | None = None) -> tuple[int, ...]:
    found = counts.scores[:, MEASURES.index(measure)].sum(axis=0)
    if label is None:
        return tuple(found.sum(axis=0).tolist())
    return tuple(found[counts.labels.index(label)].tolist()) if label in counts.labels else (0, 0, 0, 0)


def by_nervaluate(sides: TwoSides, *, labels: list[str] = LABELS) -> dict[str, Any]:
    """Count with the last character for an end: nervaluate takes touching spans for overlapping ones."""
    lists = [
        [
            [{"label": s.label, "start": s.start, "end": s.end - 1} for s in one if s.label in labels]
            for one in spans
        ]
        for spans in ([first for _, first, _ in sides], [second for *_, second in sides])
    ]
    found: dict[str, Any] = Evaluator(*lists, tags=labels, loader="dict").evaluate()["overall"]
    return found


@given(flat())
@settings(max_examples=60)
def test_exact_and_range_are_strict_and_exact_of_nervaluate(sides: TwoSides) -> None:
    counts, theirs = counted(sides), by_nervaluate(sides)
    first, second = (sum(len(one[side]) for one in sides) for side in (1, 2))
    strict, exact = theirs["strict"].correct, theirs["exact"].correct
    assert score(counts, Measure.EXACT) == (strict, first, strict, second)
    assert score(counts, Measure.RANGE) == (exact, first, exact, second)


@given(st.lists(texts().flatmap(lambda text: st.tuples(st.just(text), spans_over(text), spans_over(text)))))
@settings(max_examples=40)
def test_exact_and_range_of_nested_spans_are_those_of_sets(sides: TwoSides) -> None:
    counts = counted(sides)
    for label in LABELS:
        alike = sum(len(_marks(first, label) & _marks(second, label)) for _, first, second in sides)
        assert score(counts, Measure.EXACT, label)[::2] == (alike, alike)
    ranges = [[Counter((span.start, span.end) for span in one) for one in spans] for _, *spans in sides]
    alike = sum((first & second).total() for first, second in ranges)
    assert score(counts, Measure.RANGE)[::2] == (alike, alike)


def _marks(spans: tuple[Span, ...], label: str) -> set[tuple[int, int]]:
    return {(span.start, span.end) for span in spans if span.label == label}


@given(plain_to_pair())
@settings(max_examples=60)
def test_lenient_and_label_are_the_entity_type_of_nervaluate(sides: TwoSides) -> None:
    counts, theirs = counted(sides), by_nervaluate(sides)["ent_type"]
    first, second = (sum(len(one[side]) for one in sides) for side in (1, 2))
    assert score(counts, Measure.LENIENT) == (theirs.correct, first, theirs.correct, second)
    answered = theirs.correct + theirs.incorrect
    assert score(counts, Measure.LABEL) == (theirs.correct, answered, theirs.correct, answered)
    assert (theirs.missed, theirs.spurious) == (first - answered, second - answered)


@given(over_words())
@settings(max_examples=60)
def test_exact_by_label_is_that_of_seqeval(sides: TwoSides) -> None:
    counts = counted(sides)
    tags = [[_tags(text, spans[side]) for text, *spans in sides] for side in (0, 1)]
    if not any(tag != "O" for line in tags[0] + tags[1] for tag in line):
        return  # it has no figures without any span
    precision, recall, _, support = precision_recall_fscore_support(
        *tags, average=None, scheme=IOB2, zero_division=0
    )
    used = sorted({tag[2:] for line in tags[0] + tags[1] for tag in line if tag != "O"})
    for place, label in enumerate(used):
        matched, first, _, second = score(counts, Measure.EXACT, label)
        assert (first, round(recall[place] * first)) == (support[place], matched)
        assert round(precision[place] * second) == matched


def _tags(text: str, spans: tuple[Span, ...]) -> list[str]:
    tags = ["O"] * len(tokens := words(text))
    for span in spans:
        inside = [place for place, token in enumerate(tokens) if span.start <= token.start < span.end]
        for place in inside:
            tags[place] = f"{'B' if place == inside[0] else 'I'}-{span.label}"
    return tags


@given(over_words())
@settings(max_examples=60)
def test_words_by_label_are_the_confusion_matrix_of_scikit_learn(sides: TwoSides) -> None:
    counts = counted(sides)
    first, second = (
        [tag.rpartition("-")[2] for text, *spans in sides for tag in _tags(text, spans[side])]
        for side in (0, 1)
    )
    size = len(counts.labels) + 1
    found = np.zeros(size * size, np.int64)
    np.add.at(found, counts.tokens.cell, counts.tokens.count)
    expected = confusion_matrix(first, second, labels=[*counts.labels, "O", "no label"])
    assert np.array_equal(found.reshape(size, size), expected[:size, :size])
