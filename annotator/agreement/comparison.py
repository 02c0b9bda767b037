"""Two or more annotators compared over the documents that all of them have finished.

Everything is a pure function of documents and annotations. A document is counted once for each pair of
annotators, then counts are summed: figures over another choice of documents are other sums.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from annotator.agreement.causes import Cause, cause_of
from annotator.agreement.coefficients import Category, Figure, Score, Undefined, mean
from annotator.agreement.confusion import Confusion, confusion
from annotator.agreement.flat import outermost_labels
from annotator.agreement.pairing import Pair, pair_spans
from annotator.model import Annotation, Document, Span, State
from annotator.text.reading import Reading


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One place where two annotators differ, the sentence that it stands in, and the one cause.

    `first` and `second` are their spans, None where one marked nothing that answers. `sentence` is a
    range of code points; it takes in every sentence that the two spans touch.
    """

    document_id: str
    sentence: tuple[int, int]
    first: Span | None
    second: Span | None
    cause: Cause


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """What two annotators have in common; `labels` holds every label that either used, by id."""

    first: str
    second: str
    f1: Figure
    kappa: Figure
    spans: Score
    labels: Mapping[str, Score]
    confusion: Confusion
    disagreements: tuple[Disagreement, ...]

    @property
    def causes(self) -> dict[Cause, int]:
        """How many disagreements have each cause, the most frequent first."""
        return _ranked(one.cause for one in self.disagreements)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two or more annotators have in common over `documents`, in list order.

    `left_out` are the documents that one of them finished and another did not. `words` counts tokens,
    punctuation included, each once. `f1`, `kappa` and `labels` are means over the pairs.
    """

    annotators: tuple[str, ...]
    documents: tuple[str, ...]
    left_out: tuple[str, ...]
    words: int
    pairs: tuple[PairAgreement, ...]

    @property
    def f1(self) -> Figure:
        """The mean of the pairs' strict span F1."""
        return mean(pair.f1 for pair in self.pairs)

    @property
    def kappa(self) -> Figure:
        """The mean of the pairs' κ."""
        return mean(pair.kappa for pair in self.pairs)

    @property
    def labels(self) -> dict[str, Figure]:
        """The mean of the pairs' strict span F1 for each label that anybody used, by id."""
        used = sorted({label for pair in self.pairs for label in pair.labels})
        nothing = Score(0, 0, 0)
        return {label: mean(pair.labels.get(label, nothing).f1 for pair in self.pairs) for label in used}

    def spans(self, label: str) -> Score:
        """Return the spans of a label, counted over all pairs."""
        nothing = Score(0, 0, 0)
        return sum((pair.labels.get(label, nothing) for pair in self.pairs), nothing)

    @property
    def causes(self) -> dict[Cause, int]:
        """How many disagreements of all pairs have each cause, the most frequent first."""
        return _ranked(one.cause for pair in self.pairs for one in pair.disagreements)


def compare(documents: Iterable[Document], annotations: Mapping[str, Iterable[Annotation]]) -> Agreement:
    """Compare annotators by name over `documents`; of their annotations the finished ones count.

    Documents that not all of them finished are left out, and need not be given. The order of annotators
    and documents changes no figure, only the order in which they are listed.
    """
    finished = {
        name: {one.document_id: one for one in listed if one.state is State.FINISHED}
        for name, listed in annotations.items()
    }
    common = common_documents(finished)
    touched = dict.fromkeys(id for works in finished.values() for id in works)  # noqa: A001
    tallies = {pair: _Tally() for pair in combinations(finished, 2)}
    ids, words = [], 0
    for document in documents:
        if document.id in common:
            ids.append(document.id)
            spans = {name: works[document.id].spans for name, works in finished.items()}
            words += _count(document, spans, tallies)
    return Agreement(
        annotators=tuple(finished),
        documents=tuple(ids),
        left_out=tuple(id for id in touched if id not in common),  # noqa: A001
        words=words,
        pairs=tuple(tally.agreement(*names) for names, tally in tallies.items()),
    )


def common_documents(finished: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the ids that every annotator's finished ids hold."""
    return set.intersection(*(set(ids) for ids in finished.values())) if finished else set()


def _count(
    document: Document, spans: Mapping[str, tuple[Span, ...]], tallies: Mapping[tuple[str, str], "_Tally"]
) -> int:
    """Count one document for every pair of annotators; return how many tokens it has."""
    reading = Reading(document.text)
    labels = {name: outermost_labels(reading.words, marked) for name, marked in spans.items()}
    for (first, second), tally in tallies.items():
        tally.documents += 1
        tally.words.update(zip(labels[first], labels[second], strict=True))
        pairs = pair_spans(spans[first], spans[second])
        tally.pairs += pairs
        tally.disagreements += _disagreements(document.id, reading, pairs)
    return len(reading.words)


class _Tally:
    """What is counted for one pair of annotators, document after document."""

    def __init__(self) -> None:
        self.documents = 0
        self.words: Counter[tuple[Category, Category]] = Counter()
        self.pairs: list[Pair] = []
        self.disagreements: list[Disagreement] = []

    def agreement(self, first: str, second: str) -> PairAgreement:
        """Make the figures of what was counted."""
        from annotator.agreement.chance import Margins, cohen_kappa, figure_of  # numpy: after the first paint

        labels = _by_label(self.pairs)
        spans = sum(labels.values(), Score(0, 0, 0))
        nothing = Figure(None, Undefined.NO_DOCUMENTS)
        return PairAgreement(
            first,
            second,
            f1=spans.f1 if self.documents else nothing,
            kappa=figure_of(cohen_kappa, Margins.of(self.words)) if self.documents else nothing,
            spans=spans,
            labels=labels,
            confusion=confusion(self.pairs),
            disagreements=tuple(self.disagreements),
        )


def _by_label(pairs: Iterable[Pair]) -> dict[str, Score]:
    matched: Counter[str] = Counter()
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for pair in pairs:
        if pair.first is not None:
            first[pair.first.label] += 1
            matched[pair.first.label] += pair.is_match
        if pair.second is not None:
            second[pair.second.label] += 1
    return {label: Score(matched[label], first[label], second[label]) for label in sorted(first | second)}


def _disagreements(document_id: str, reading: Reading, pairs: Iterable[Pair]) -> list[Disagreement]:
    found = []
    for pair in pairs:
        cause = cause_of(reading, pair)
        if cause is not None:
            sentence = _sentence(reading, pair)
            found.append(Disagreement(document_id, sentence, pair.first, pair.second, cause))
    return found


def _sentence(reading: Reading, pair: Pair) -> tuple[int, int]:
    """Return the range of the sentences that a pair touches; at the least its own."""
    spans = [span for span in (pair.first, pair.second) if span is not None]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    first = bisect_right(reading.sentences, start, key=lambda sentence: sentence.end)
    last = bisect_left(reading.sentences, end, key=lambda sentence: sentence.start)
    touched = reading.sentences[first:last]
    return min([start, *(one.start for one in touched)]), max([end, *(one.end for one in touched)])


def _ranked(causes: Iterable[Cause]) -> dict[Cause, int]:
    counts = Counter(causes)
    order = list(Cause)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], order.index(item[0]))))
