"""Agreement as values for JSON: every figure with its interval, or with the code and the words of why not.

Offsets are code points of the text, the first and the last day are both among those that count. In a
confusion matrix null is «not marked».
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from annotator.agreement.coefficients import Figure, Interval, Score
from annotator.agreement.counts import Measure
from annotator.agreement.gathering import Compared
from annotator.agreement.places import Disagreement, sentence_of
from annotator.agreement.results import Agreement, PairAgreement, Part
from annotator.agreement.scope import Resampling, Scope
from annotator.model import Span
from annotator.text.clitics import CLITIC_RULES
from annotator.text.reading import Reading
from annotator.text.tokens import TOKEN_RULES

FORMAT: Final = 2
_People = Callable[[str], str]


def to_json(
    compared: Compared, *, resampling: Resampling | None = None, people: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return every figure and every place where they differ, in the order of the articles.

    `resampling` is how the intervals were drawn, `people` what those go by who are not to be named.
    """
    agreement, names = compared.agreement, people or {}

    def called(name: str) -> str:
        return names.get(name, name)

    return {
        "format": FORMAT,
        "offset_unit": "code points",
        "token_rules": TOKEN_RULES,
        "clitic_rules": CLITIC_RULES,
        "scope": _scope(agreement.scope, called),
        "intervals": _drawn(resampling),
        **figures_json(agreement, called=called),
        "disagreements": list(_places(compared, called)),
    }


def figures_json(agreement: Agreement, *, called: _People) -> dict[str, Any]:
    """Return the figures alone."""
    return {
        "annotators": [called(name) for name in agreement.annotators],
        "documents": list(agreement.documents),
        "left_out": list(agreement.left_out),
        "words": agreement.words,
        "f1": _measured(agreement.f1, agreement.scores),
        "coefficients": {one.value: figure_json(figure) for one, figure in agreement.coefficients.items()},
        "labels": {label: _part(part) for label, part in agreement.labels.items()},
        "sublabels": [
            {"label": label, "sublabel": sublabel, **_part(part)}
            for (label, sublabel), part in agreement.sublabels.items()
        ],
        "depths": [{"depth": depth, **_part(part)} for depth, part in agreement.depths.items()],
        "lost": agreement.lost,
        "causes": {
            cause.value: {"points": lost.points, "places": lost.places, "labels": dict(lost.labels)}
            for cause, lost in agreement.causes.items()
        },
        "pairs": [_pair(pair, called) for pair in agreement.pairs],
        "gold": [_against_gold(pair, called) for pair in agreement.gold],
    }


def figure_json(figure: Figure) -> dict[str, Any]:
    """Return a figure: its value or null, its interval or null, and what is to be said of either."""
    found: dict[str, Any] = {"value": figure.value, "interval": _interval(figure.interval)}
    if figure.undefined is not None:
        found["undefined"] = {"code": figure.undefined.value, "sentence": figure.sentence}
    if figure.uncertain is not None:
        found["uncertain"] = {"code": figure.uncertain.value, "sentence": figure.doubt}
    return found


def _interval(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]


def _scope(scope: Scope, called: _People) -> dict[str, Any]:
    return {
        "annotators": [called(name) for name in scope.annotators],
        "documents": None if scope.documents is None else sorted(scope.documents),
        "labels": None if scope.labels is None else sorted(scope.labels),
        "first_day": None if scope.after is None else scope.after.isoformat(),
        "last_day": None if scope.before is None else scope.before.isoformat(),
        "common": scope.common,
    }


def _drawn(resampling: Resampling | None) -> dict[str, Any] | None:
    if resampling is None:
        return None
    return {"percent": 95, "over": "documents", "rounds": resampling.rounds, "seed": resampling.seed}


def _score(score: Score) -> dict[str, Any]:
    found: dict[str, Any] = {"matched": score.matched, "spans": [score.first, score.second]}
    if score.of_second is not None:
        found["matched_of_second"] = score.of_second
    return found


def _measured(f1: Mapping[Measure, Figure], scores: Mapping[Measure, Score]) -> dict[str, Any]:
    return {one.value: figure_json(figure) | _score(scores[one]) for one, figure in f1.items()}


def _part(part: Part) -> dict[str, Any]:
    found = {"f1": figure_json(part.f1), **_score(part.score), "documents": part.documents}
    return found if part.alpha_u is None else found | {"alpha_u": figure_json(part.alpha_u)}


def _pair(pair: PairAgreement, called: _People) -> dict[str, Any]:
    return {
        "annotators": [called(pair.first), called(pair.second)],
        "documents": pair.documents,
        "words": pair.words,
        "f1": _measured(pair.f1, pair.scores),
        "coefficients": {one.value: figure_json(figure) for one, figure in pair.coefficients.items()},
        "labels": {
            label: {"f1": figure_json(score.f1)} | _score(score) for label, score in pair.labels.items()
        },
        "confusion": {"labels": list(pair.confusion.labels), "matrix": pair.confusion.matrix()},
        "lost": {cause.value: points for cause, points in pair.lost.items()},
    }


def _against_gold(pair: PairAgreement, called: _People) -> dict[str, Any]:
    exact = pair.scores[Measure.EXACT]
    return {
        **_pair(pair, called),
        "precision": figure_json(exact.precision),
        "recall": figure_json(exact.recall),
        "settled_by_their_answers": {"places": pair.taken, "of": pair.ruled},
    }


def _places(compared: Compared, called: _People) -> Iterable[dict[str, Any]]:
    reading: Reading | None = None
    for one in compared.disagreements():
        text = compared.material.work(one.document_id).document.text
        if reading is None or reading.text is not text:
            reading = Reading(text)
        yield {
            "document": one.document_id,
            "annotators": [called(one.first_annotator), called(one.second_annotator)],
            "cause": one.cause.value,
            "sentence": list(sentence_of(reading, _both(one))),
            "spans": [[_span(span) for span in side] for side in (one.first, one.second)],
        }


def _both(one: Disagreement) -> tuple[Span, ...]:
    return (*one.first, *one.second)


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "label": span.label, "sublabel": span.sublabel}
