"""The same figures with people in another order, each pair with the earlier of the two first.

Where people go by numbers an order of their names would tell who is who.
"""

from collections.abc import Mapping
from dataclasses import replace

from annotator.agreement.coefficients import Score
from annotator.agreement.confusion import Confusion
from annotator.agreement.late import Late
from annotator.agreement.results import Agreement, PairAgreement


def in_order(agreement: Agreement, places: Mapping[str, int]) -> Agreement:
    """Return the agreement with people by their places; who has none comes last, in the order of names."""

    def place(name: str) -> tuple[int, str]:
        return places.get(name, len(places)), name

    pairs = (pair if place(pair.first) <= place(pair.second) else turned(pair) for pair in agreement.pairs)
    return replace(
        agreement,
        annotators=tuple(sorted(agreement.annotators, key=place)),
        pairs=tuple(sorted(pairs, key=lambda pair: (place(pair.first), place(pair.second)))),
        gold=tuple(sorted(agreement.gold, key=lambda pair: place(pair.first))),
    )


def turned(pair: PairAgreement) -> PairAgreement:
    """Return a pair as its second one sees it; no figure of it is another."""
    counts, labels = pair.confusion.counts, pair.labels
    return replace(
        pair,
        first=pair.second,
        second=pair.first,
        scores={measure: _turned(score) for measure, score in pair.scores.items()},
        labels=Late(lambda: {label: _turned(score) for label, score in labels.items()}),
        confusion=Confusion(
            pair.confusion.labels,
            Late(lambda: {(second, first): count for (first, second), count in counts.items()}),
        ),
    )


def _turned(score: Score) -> Score:
    if score.of_second is None:
        return Score(score.matched, score.second, score.first)
    return Score(score.of_second, score.second, score.first, of_second=score.matched)
