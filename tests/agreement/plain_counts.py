"""Counts by the plain definitions, span by span: slow, and short enough to be read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from annotator.agreement.causes import differences
from annotator.agreement.counts import CAUSES, MEASURES, Cells, Counts, Measure
from annotator.agreement.flat import outermost_labels
from annotator.agreement.pairing import Pair, pair_spans
from annotator.model import GOLD, Document, Span
from annotator.text.clitics import stem_starts
from annotator.text.reading import Reading

Work = Mapping[str, Sequence[Span]]


def plain_counts(
    documents: Sequence[tuple[Document, Work]], *, days: Mapping[str, int] | None = None
) -> Counts:
    """Count the finished work of each document; `days` are ordinals by annotator.

    It is what `counting.count` counts, cell for cell.
    """
    names = sorted({name for _, work in documents for name in work}, key=lambda name: (name == GOLD, name))
    spans = [span for _, work in documents for marked in work.values() for span in marked]
    labels = sorted({span.label for span in spans})
    sublabels = sorted({(span.label, span.sublabel) for span in spans})
    rows = [
        (first, second, place)
        for first, second in combinations(range(len(names)), 2)
        for place, (_, work) in enumerate(documents)
        if names[first] in work and names[second] in work
    ]
    number = len(rows)
    scores = np.zeros((number, len(MEASURES), len(labels), 4), dtype=int)
    by_sublabel = np.zeros((number, len(sublabels), 3), dtype=int)
    deepest = max(
        (_depth(one, spans) for _, work in documents for spans in work.values() for one in spans), default=0
    )
    by_depth = np.zeros((number, deepest + 1, len(labels), 3), dtype=int)
    lost = np.zeros((number, len(CAUSES), len(labels)), dtype=int)
    places = np.zeros((number, len(CAUSES), len(labels)), dtype=int)
    tokens: Counter[tuple[int, int]] = Counter()
    confusion: Counter[tuple[int, int]] = Counter()
    none = len(labels)

    def label_of(span: Span | None) -> int:
        return none if span is None else labels.index(span.label)

    for row, (first, second, place) in enumerate(rows):
        document, work = documents[place]
        ours, theirs = work[names[first]], work[names[second]]
        reading = Reading(document.text)
        flat = [outermost_labels(reading.words, one) for one in (ours, theirs)]
        for one, other in zip(*flat, strict=True):
            both = [none if label is None else labels.index(label) for label in (one, other)]
            tokens[row, both[0] * (none + 1) + both[1]] += 1
        for pair in pair_spans(ours, theirs):
            confusion[row, label_of(pair.first) * (none + 1) + label_of(pair.second)] += 1
            for side, span, others in ((0, pair.first, ours), (2, pair.second, theirs)):
                if span is None:
                    continue
                for measure in MEASURES:
                    is_counted = measure is not Measure.LABEL or None not in (pair.first, pair.second)
                    scores[row, MEASURES.index(measure), label_of(span), side + 1] += is_counted
                scores[row, MEASURES.index(Measure.LENIENT), label_of(span), side] += any(
                    span.label == other.label and span.start < other.end and other.start < span.end
                    for other in (theirs if side == 0 else ours)
                )
                by_sublabel[row, sublabels.index((span.label, span.sublabel)), 1 + side // 2] += 1
                depth = _depth(span, others)
                by_depth[row, depth, label_of(span), 1 + side // 2] += 1
                for measure in _alike(pair):
                    scores[row, MEASURES.index(measure), label_of(span), side] += 1
            if pair.first == pair.second:
                span = pair.present
                by_sublabel[row, sublabels.index((span.label, span.sublabel)), 0] += 1
            if Measure.EXACT in _alike(pair) and pair.first and pair.second:
                depths = _depth(pair.first, ours), _depth(pair.second, theirs)
                if depths[0] == depths[1]:
                    by_depth[row, depths[0], label_of(pair.first), 0] += 1
        for label, alike in _by_clitic(reading, ours, theirs).items():
            scores[row, MEASURES.index(Measure.CLITIC), labels.index(label), ::2] += alike
        for one in differences(reading, ours, theirs):
            for span in one.spans:
                lost[row, CAUSES.index(one.cause), label_of(span)] += 1
            places[row, CAUSES.index(one.cause), label_of((one.first or one.second)[0])] += 1
    return Counts(
        documents=tuple(document.id for document, _ in documents),
        annotators=tuple(names),
        labels=tuple(labels),
        sublabels=tuple(sublabels),
        words=np.array(
            [len(Reading(document.text).words) * (len(work) > 1) for document, work in documents], dtype=int
        ),
        finished=np.array([[name in work for _, work in documents] for name in names], dtype=bool).reshape(
            len(names), len(documents)
        ),
        days=np.array(
            [[(days or {}).get(name, 1) if name in work else 0 for _, work in documents] for name in names],
            dtype=int,
        ).reshape(len(names), len(documents)),
        first=np.array([row[0] for row in rows], dtype=int),
        second=np.array([row[1] for row in rows], dtype=int),
        document=np.array([row[2] for row in rows], dtype=int),
        scores=scores,
        by_sublabel=by_sublabel,
        by_depth=by_depth,
        lost=lost,
        places=places,
        tokens=_cells(tokens),
        confusion=_cells(confusion),
    )


def _alike(pair: Pair) -> set[Measure]:
    if pair.first is None or pair.second is None:
        return set()
    found = set()
    if (pair.first.start, pair.first.end) == (pair.second.start, pair.second.end):
        found.add(Measure.RANGE)
    if pair.first.label == pair.second.label:
        found.add(Measure.LABEL)
        if Measure.RANGE in found:
            found.add(Measure.EXACT)
    return found


def _by_clitic(reading: Reading, ours: Sequence[Span], theirs: Sequence[Span]) -> Counter[str]:
    """Count by label what answers one to one where a span may as well start at its word."""
    first, second = (
        Counter((span.label, span.end, _stem(reading, span.start)) for span in spans)
        for spans in (ours, theirs)
    )
    found: Counter[str] = Counter()
    for (label, *_), number in (first & second).items():
        found[label] += number
    return found


def _stem(reading: Reading, start: int) -> int:
    token = reading.token_at(start)
    if token is not None and start < token.end and start in stem_starts(reading.text, *token):
        return token.start
    return start


def _depth(span: Span, others: Sequence[Span]) -> int:
    ranges = {(other.start, other.end) for other in others if other.contains(span)}
    return len(ranges - {(span.start, span.end)})


def _cells(counted: Counter[tuple[int, int]]) -> Cells:
    listed = sorted(counted.items())
    return Cells(
        np.array([row for (row, _), _ in listed], dtype=int),
        np.array([cell for (_, cell), _ in listed], dtype=int),
        np.array([count for _, count in listed], dtype=int),
    )
