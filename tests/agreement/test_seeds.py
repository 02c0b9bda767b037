"""The two annotators of the seeds, counted a second time by others: sets, nervaluate, scikit-learn."""

import json
from itertools import combinations

import numpy as np
import pytest
from nervaluate import Evaluator
from sklearn.metrics import confusion_matrix

from annotator.agreement.causes import Cause
from annotator.agreement.counting import count
from annotator.agreement.counts import CAUSES, MEASURES, Counts, Measure
from annotator.agreement.material import Material, Work
from annotator.agreement.places import Disagreement, disagreements
from annotator.assets import seed
from annotator.model import Document, Span
from annotator.text.tokens import words

NAMES = ("amina", "youssef", "gold")
PAIRS = list(combinations(NAMES, 2))


def records(name: str) -> list[dict]:  # type: ignore[type-arg]  # as json gives it
    with seed("labels", f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


RECORDS = {name: records(name) for name in NAMES}


@pytest.fixture(scope="module")
def material() -> Material:
    documents = zip(*(RECORDS[name] for name in NAMES), strict=True)
    return Material.of(
        Work(
            Document(own[0]["id"], own[0]["text"]),
            {name: _spans(record) for name, record in zip(NAMES, own, strict=True)},
        )
        for own in documents
    )


@pytest.fixture(scope="module")
def counts(material: Material) -> Counts:
    return count(material)


def _spans(record: dict) -> tuple[Span, ...]:  # type: ignore[type-arg]
    return tuple(Span(one["start"], one["end"], one["label"], one["sublabel"]) for one in record["spans"])


def exact(counts: Counts, names: tuple[str, str]) -> dict[str | None, list[int]]:
    """Return matched, first and second by label, and under None all together."""
    scores = counts.scores[_rows(counts, names), MEASURES.index(Measure.EXACT)].sum(axis=0)[:, [0, 1, 3]]
    by_label = dict(zip(counts.labels, scores.tolist(), strict=True))
    return {None: scores.sum(axis=0).tolist()} | {label: one for label, one in by_label.items() if any(one)}


def _rows(counts: Counts, names: tuple[str, str]) -> np.ndarray:
    first, second = (counts.annotators.index(name) for name in names)
    return np.flatnonzero((counts.first == first) & (counts.second == second))


@pytest.mark.parametrize("names", PAIRS, ids=" and ".join)
def test_exact_is_that_of_sets(counts: Counts, names: tuple[str, str]) -> None:
    first, second = (
        {
            (record["id"], span["start"], span["end"], span["label"])
            for record in RECORDS[name]
            for span in record["spans"]
        }
        for name in names
    )
    found = exact(counts, names)
    assert found.pop(None) == [len(first & second), len(first), len(second)]
    assert set(found) == {mark[3] for mark in first | second}
    for label, matched in found.items():
        one, other = ({mark for mark in marks if mark[3] == label} for marks in (first, second))
        assert matched == [len(one & other), len(one), len(other)]


@pytest.mark.parametrize("names", PAIRS, ids=" and ".join)
def test_exact_of_each_label_is_that_of_nervaluate(counts: Counts, names: tuple[str, str]) -> None:
    for label, (matched, first, second) in exact(counts, names).items():
        if label is None:
            continue
        # One label at a time: nervaluate lets a span of another label on the same range take the partner.
        lists = [
            [
                [_inclusive(span) for span in record["spans"] if span["label"] == label]
                for record in RECORDS[name]
            ]
            for name in names
        ]
        strict = Evaluator(*lists, tags=[label], loader="dict").evaluate()["overall"]["strict"]
        assert (strict.correct, strict.possible, strict.actual) == (matched, first, second), label


@pytest.mark.parametrize("names", PAIRS, ids=" and ".join)
def test_words_are_those_of_scikit_learn(counts: Counts, names: tuple[str, str]) -> None:
    first, second = ([label for record in RECORDS[name] for label in _word_labels(record)] for name in names)
    cells, size = counts.tokens, len(counts.labels) + 1
    own = np.isin(cells.row, _rows(counts, names))
    found = np.bincount(cells.cell[own], cells.count[own], minlength=size * size).reshape(size, size)
    assert found.sum() == counts.words.sum() == len(first)
    assert np.array_equal(found, confusion_matrix(first, second, labels=[*counts.labels, "-"]))


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


def test_people_differ_in_every_way_and_still_agree(counts: Counts) -> None:
    places = counts.places[_rows(counts, ("amina", "youssef"))].sum(axis=(0, 2))
    assert (places > 0).all(), dict(zip(CAUSES, places, strict=True))
    for names in PAIRS:
        matched, first, second = exact(counts, names)[None]
        assert 0.6 < 2 * matched / (first + second) < 1


def test_all_that_was_lost_has_one_cause(material: Material, counts: Counts) -> None:
    for names in PAIRS:
        listed = list(disagreements(material, pairs=[names]))
        spans = [
            (one.document_id, side, span) for one in listed for side in (0, 1) for span in _sides(one)[side]
        ]
        assert len(spans) == len(set(spans)) == counts.lost[_rows(counts, names)].sum()


def _sides(one: Disagreement) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    return one.first, one.second


def test_causes_that_the_notes_tell_of(material: Material) -> None:
    found = {
        (side, span.start, span.label): one.cause
        for one in disagreements(material, pairs=[("amina", "youssef")])
        if one.document_id == "01-visit"
        for side, spans in enumerate(_sides(one))
        for span in spans
    }
    assert found[0, 427, "ORG"] is found[1, 426, "ORG"] is Cause.CLITIC  # a preposition left in
    assert found[0, 256, "OCC"] is found[1, 256, "OCC"] is Cause.EDGE  # an office cut short
    assert found[0, 1072, "FAC"] is found[1, 1072, "ORG"] is Cause.LABEL  # an academy, or its building
    assert found[0, 404, "DATE"] is Cause.MISSING
