"""What docs/agreement.md says of the sample articles is what the figures are."""

import json

import pytest

from annotator.agreement.causes import Cause
from annotator.agreement.coefficients import Figure, Interval, Score
from annotator.agreement.counting import count
from annotator.agreement.counts import Measure
from annotator.agreement.figures import figures
from annotator.agreement.material import Material, Work
from annotator.agreement.results import Agreement, Coefficient
from annotator.agreement.units import units
from annotator.assets import seed
from annotator.model import Document, Span

NAMES = ("amina", "youssef", "gold")


@pytest.fixture(scope="module")
def agreement() -> Agreement:
    works: dict[str, Work] = {}
    for name in NAMES:
        with seed("labels", f"{name}.jsonl").open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                work = works.setdefault(record["id"], Work(Document(record["id"], record["text"]), {}, {}))
                spans = (
                    Span(one["start"], one["end"], one["label"], one["sublabel"]) for one in record["spans"]
                )
                works[record["id"]] = Work(work.document, {**work.spans, name: tuple(spans)})
    material = Material.of(works.values())
    return figures(count(material), units(material))


def said(figure: Figure | None) -> float:
    assert figure is not None
    assert figure.value is not None
    return round(figure.value, 2)


def between(figure: Figure) -> tuple[float, float]:
    assert isinstance(figure.interval, Interval)
    return round(figure.interval.low, 2), round(figure.interval.high, 2)


def test_over_all(agreement: Agreement) -> None:
    assert agreement.scores[Measure.EXACT] == Score(600, 694, 708)
    assert {measure: said(figure) for measure, figure in agreement.f1.items()} == {
        Measure.EXACT: 0.86,
        Measure.CLITIC: 0.87,
        Measure.LENIENT: 0.93,
        Measure.RANGE: 0.87,
        Measure.LABEL: 0.98,
    }
    assert between(agreement.f1[Measure.EXACT]) == (0.85, 0.86)
    assert {said(figure) for figure in agreement.coefficients.values()} == {0.92}
    assert set(agreement.coefficients) == set(Coefficient) - {Coefficient.GAMMA}


def test_by_label(agreement: Agreement) -> None:
    labels = agreement.labels
    assert (said(labels["PERS"].f1), said(labels["PERS"].alpha_u)) == (0.60, 0.93)
    assert (said(labels["EVENT"].f1), said(labels["EVENT"].alpha_u)) == (0.50, 0.86)
    assert between(labels["EVENT"].f1) == (0.34, 0.63)
    assert min(said(part.alpha_u) for part in labels.values()) == said(labels["FAC"].alpha_u) == 0.75


def test_by_cause(agreement: Agreement) -> None:
    assert {cause: (lost.points, lost.places) for cause, lost in agreement.causes.items()} == {
        Cause.EDGE: (80, 40),
        Cause.MISSING: (55, 55),
        Cause.LABEL: (22, 11),
        Cause.NESTING: (21, 21),
        Cause.CLITIC: (18, 9),
        Cause.SPLIT: (6, 2),
        Cause.SUBLABEL: (6, 3),
    }
    assert agreement.lost == 208
    assert agreement.pairs[0].confusion.count("FAC", "ORG") == 9


def test_against_gold(agreement: Agreement) -> None:
    scores = [pair.scores[Measure.EXACT] for pair in agreement.gold]
    assert [(said(one.precision), said(one.recall)) for one in scores] == [(0.97, 0.90), (0.92, 0.87)]
