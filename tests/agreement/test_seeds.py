"""The two annotators of the seeds, counted a second time by others: sets, nervaluate, scikit-learn."""

import json
from itertools import combinations

import pytest
from nervaluate import Evaluator
from sklearn.metrics import cohen_kappa_score

from annotator.agreement.causes import Cause
from annotator.agreement.comparison import Agreement, compare
from annotator.assets import seed
from annotator.model import Annotation, Document, Span, State
from annotator.text.tokens import words

NAMES = ("amina", "youssef", "gold")
PAIRS = list(combinations(NAMES, 2))


def records(name: str) -> list[dict]:  # type: ignore[type-arg]  # as json gives it
    with seed("labels", f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


RECORDS = {name: records(name) for name in NAMES}


@pytest.fixture(scope="module")
def agreement() -> Agreement:
    documents = [Document(record["id"], record["text"]) for record in RECORDS["gold"]]
    return compare(
        documents, {name: [_annotation(name, record) for record in RECORDS[name]] for name in NAMES}
    )


def _annotation(name: str, record: dict) -> Annotation:  # type: ignore[type-arg]
    spans = (Span(one["start"], one["end"], one["label"], one["sublabel"]) for one in record["spans"])
    return Annotation(record["id"], name, State.FINISHED, tuple(spans))


@pytest.mark.parametrize("names", PAIRS, ids=" and ".join)
def test_f1_is_that_of_sets(agreement: Agreement, names: tuple[str, str]) -> None:
    (pair,) = [pair for pair in agreement.pairs if (pair.first, pair.second) == names]
    first, second = (
        {
            (record["id"], span["start"], span["end"], span["label"])
            for record in RECORDS[name]
            for span in record["spans"]
        }
        for name in names
    )
    assert pair.spans.matched == len(first & second)
    assert pair.f1.value == pytest.approx(2 * len(first & second) / (len(first) + len(second)))
    for label in {mark[3] for mark in first | second}:
        one, other = ({mark for mark in marks if mark[3] == label} for marks in (first, second))
        assert pair.labels[label].f1.value == pytest.approx(2 * len(one & other) / (len(one) + len(other)))


@pytest.mark.parametrize("names", PAIRS, ids=" and ".join)
def test_f1_of_each_label_is_that_of_nervaluate(agreement: Agreement, names: tuple[str, str]) -> None:
    (pair,) = [pair for pair in agreement.pairs if (pair.first, pair.second) == names]
    for label, score in pair.labels.items():
        # One label at a time: nervaluate lets a span of another label on the same range take the partner.
        lists = [
            [
                [_inclusive(span) for span in record["spans"] if span["label"] == label]
                for record in RECORDS[name]
            ]
            for name in names
        ]
        counted = Evaluator(*lists, tags=[label], loader="dict").evaluate()["overall"]["strict"]
        assert (counted.correct, counted.f1) == (score.matched, pytest.approx(score.f1.value)), label


@pytest.mark.parametrize("names", PAIRS, ids=" and ".join)
def test_kappa_is_that_of_scikit_learn(agreement: Agreement, names: tuple[str, str]) -> None:
    (pair,) = [pair for pair in agreement.pairs if (pair.first, pair.second) == names]
    first, second = ([label for record in RECORDS[name] for label in _word_labels(record)] for name in names)
    assert len(first) == agreement.words
    assert pair.kappa.value == pytest.approx(cohen_kappa_score(first, second), abs=1e-12)


def _inclusive(span: dict) -> dict:  # type: ignore[type-arg]
    """Name the last character for an end: nervaluate takes touching spans for overlapping ones."""
    return {"label": span["label"], "start": span["start"], "end": span["end"] - 1}


def _word_labels(record: dict) -> list[str]:  # type: ignore[type-arg]
    """Paint spans over words, inner first, so that the outermost stays on top."""
    tokens = words(record["text"])
    labels = ["-"] * len(tokens)
    inner_first = sorted(record["spans"], key=lambda span: (span["start"], -span["end"], span["label"]))[::-1]
    for span in inner_first:
        for place, (start, end) in enumerate(tokens):
            if span["start"] < end and start < span["end"]:
                labels[place] = span["label"]
    return labels


def test_people_differ_in_every_way_and_still_agree(agreement: Agreement) -> None:
    assert set(agreement.pairs[0].causes) == set(Cause)
    assert agreement.left_out == ()
    assert all(0.6 < pair.f1.value < 1.0 for pair in agreement.pairs if pair.f1.value is not None)
    # Words that nobody marks are most of a text, so the figure over words is the kinder one.
    assert all((pair.kappa.value or 0) > 0.7 for pair in agreement.pairs)


def test_a_preposition_left_in_is_a_clitic_and_an_office_cut_short_an_edge(agreement: Agreement) -> None:
    causes = {
        (
            one.first and one.first.start,
            one.second and one.second.start,
            one.first and one.first.label,
        ): one.cause
        for one in agreement.pairs[0].disagreements
        if one.document_id == "01-visit"
    }
    assert causes[427, 426, "ORG"] is Cause.CLITIC
    assert causes[256, 256, "OCC"] is Cause.EDGE
