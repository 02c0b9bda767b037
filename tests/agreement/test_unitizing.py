from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.bootstrap import Draw
from annotator.agreement.coefficients import Figure, Undefined
from annotator.agreement.counting import count
from annotator.agreement.figures import figures
from annotator.agreement.material import Material, Work
from annotator.agreement.results import Agreement, Coefficient
from annotator.agreement.scope import Resampling, Scope
from annotator.agreement.units import units
from annotator.model import Document, Span
from tests.agreement.plain_unitizing import Observer, Range, disagreements

NAMES = ("amina", "youssef", "salma")

# Krippendorff, 1995, page 57: four continua of 24, two observers each.
PAGE_57: dict[str, list[list[Range]]] = {
    "A": [[(2, 10), (14, 20)], [(4, 8), (15, 17)]],
    "B": [[(0, 18)], [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 9), (9, 10)]],
    "C": [[(2, 8), (10, 12), (14, 18), (20, 22)], [(0, 2), (4, 8), (10, 14), (16, 18), (20, 22)]],
    "D": [
        [(0, 2), (2, 10), (10, 14), (14, 20), (20, 24)],
        [(0, 4), (4, 8), (8, 15), (15, 17), (17, 24)],
    ],
}
# Krippendorff, 2004, page 254: a continuum from 150 to 450, two observers, categories c and k.
PAGE_254: dict[str, list[list[Range]]] = {
    "c": [[(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)]],
    "k": [[(30, 90), (150, 200)], [(30, 90), (150, 200)]],
}


def work(number: int, length: int, marked: dict[str, list[list[Range]]], *, stretch: int = 1) -> Work:
    observers = range(max(map(len, marked.values())))
    spans = {
        NAMES[one]: tuple(
            Span(start * stretch, end * stretch, label)
            for label, lists in marked.items()
            for start, end in lists[one]
        )
        for one in observers
    }
    return Work(Document(f"d{number}", "x" * (length * stretch)), spans)


def compared(*works: Work, scope: Scope | None = None) -> Agreement:
    material = Material.of(works)
    return figures(count(material), units(material), scope or Scope(), resampling=None)


def joint(agreement: Agreement) -> Figure:
    return agreement.coefficients[Coefficient.ALPHA_U]


@pytest.mark.parametrize(("continuum", "value"), [("A", 0.553), ("B", -0.926), ("C", 0.679), ("D", 0.066)])
def test_the_four_continua_of_krippendorff_1995(continuum: str, value: float) -> None:
    # The paper prints what the coefficient comes to as the same lengths are counted ever finer.
    agreement = compared(work(1, 24, {continuum: PAGE_57[continuum]}, stretch=2_000))
    assert joint(agreement).value == pytest.approx(value, abs=0.02)
    observed, expected = disagreements([(24, PAGE_57[continuum])])
    coarse = compared(work(1, 24, {continuum: PAGE_57[continuum]}))
    assert joint(coarse).value == pytest.approx(float(1 - observed / expected), abs=1e-12)


@pytest.mark.parametrize(
    ("continuum", "observed"), [("A", 0.03125), ("B", 2.26736), ("C", 0.02777), ("D", 0.38715)]
)
def test_the_plain_reading_gives_the_papers_observed_disagreements(continuum: str, observed: float) -> None:
    assert float(disagreements([(24, PAGE_57[continuum])])[0]) == pytest.approx(observed, abs=1e-5)


def test_the_example_of_krippendorff_2004() -> None:
    agreement = compared(work(1, 300, PAGE_254))
    observed, expected = disagreements([(300, PAGE_254["c"])])
    assert float(observed) == pytest.approx(0.0144, abs=1e-4)
    assert float(expected) == pytest.approx(0.0532, abs=1e-4)
    assert of_label(agreement, "c").value == pytest.approx(0.7286, abs=1e-4)
    assert of_label(agreement, "k").value == 1.0
    assert joint(agreement).value == pytest.approx(0.8591, abs=5e-4)


def test_one_of_three_who_marked_is_no_agreement() -> None:
    # dkpro-statistics #2: it said 1.0 here.
    agreement = compared(work(1, 20, {"X": [[(0, 1)], [], []]}))
    assert joint(agreement).value == pytest.approx(0.0, abs=1e-12)
    wider = compared(work(1, 20, {"X": [[(0, 7)], [], []]}))
    assert joint(wider).value is not None
    assert joint(wider).value < 0.1


def test_why_there_is_no_alpha_u() -> None:
    nothing = compared(work(1, 20, {"X": [[], []]}))
    assert joint(nothing).undefined is Undefined.NO_SPANS
    everything = compared(work(1, 1, {"X": [[(0, 1)], [(0, 1)]]}))
    assert joint(everything).undefined is Undefined.ONE_CATEGORY
    in_turns = compared(
        Work(Document("d1", "x" * 9), {"amina": (), "salma": ()}),
        Work(Document("d2", "x" * 9), {"amina": (), "youssef": (Span(0, 2, "X"),)}),
    )
    assert joint(in_turns).undefined is Undefined.NOT_ALL
    assert of_label(in_turns, "X").undefined is Undefined.NOT_ALL


def test_a_round_of_very_many_units_is_alpha_u_of_the_documents_drawn() -> None:
    works = [many_units(number) for number in range(12)]
    material = Material.of(works)
    resampling = Resampling(rounds=1)
    drawn = figures(count(material), units(material), resampling=resampling)
    draw = Draw.over([one.document.id for one in works], np.ones(12, bool), resampling)
    again = [
        replace(one, document=replace(one.document, id=f"{one.document.id}/{copy}"))
        for one, times in zip(works, draw.weights[0, draw.place].astype(int).tolist(), strict=True)
        for copy in range(times)
    ]
    assert len(again) == 12
    interval, value = joint(drawn).interval, joint(compared(*again)).value
    assert interval is not None
    assert value is not None
    assert interval.low == interval.high == pytest.approx(value, abs=1e-9)
    assert joint(drawn).value != pytest.approx(value, abs=1e-6)


def many_units(number: int) -> Work:
    """Return two observers' units of forty lengths, 750 each; the second begins some later."""
    lengths = [1 + at % 40 for at in range(750)]
    starts = [0, *accumulate(length + 2 + number for length in lengths)]
    late = [start + (number * place) % 2 for place, start in enumerate(starts)]
    spans = {
        name: tuple(Span(start, start + length, "X") for start, length in zip(begins, lengths, strict=False))
        for name, begins in (("amina", starts), ("youssef", late))
    }
    return Work(Document(f"d{number}", "x" * (starts[-1] + 100)), spans)


def test_what_overlaps_within_a_label_is_one_unit() -> None:
    nested = compared(work(1, 30, {"ORG": [[(2, 12), (4, 8)], [(2, 12)]], "GPE": [[(4, 8)], [(4, 8)]]}))
    assert joint(nested).value == 1.0
    crossing = compared(work(1, 30, {"ORG": [[(2, 8), (6, 12)], [(2, 12)]]}))
    assert joint(crossing).value == 1.0
    touching = compared(work(1, 30, {"ORG": [[(2, 7), (7, 12)], [(2, 12)]]}))
    assert joint(touching).value is not None
    assert joint(touching).value < 1


def of_label(agreement: Agreement, label: str) -> Figure:
    figure = agreement.labels[label].alpha_u
    assert figure is not None
    return figure


@st.composite
def continua(draw: st.DrawFn) -> list[Work]:
    """Draw documents in which two or three observers mark two labels, without overlaps in a label."""
    observers = draw(st.integers(2, 3))
    works = []
    for number in range(draw(st.integers(1, 4))):
        length = draw(st.integers(1, 40))
        marked = {label: [draw(observed(length)) for _ in range(observers)] for label in ("ORG", "GPE")}
        works.append(work(number, length, marked))
    return works


@st.composite
def observed(draw: st.DrawFn, length: int) -> list[Range]:
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    return [both for both in pairwise(cuts) if draw(st.booleans())]


def continuum(works: Sequence[Work], label: str) -> list[tuple[int, list[Observer]]]:
    return [
        (
            len(one.document.text),
            [
                [(span.start, span.end) for span in one.spans[name] if span.label == label]
                for name in sorted(one.spans)
            ],
        )
        for one in works
    ]


def same(figure: Figure, observed: Fraction, expected: Fraction) -> bool:
    if not expected:
        return figure.value is None and figure.undefined in (Undefined.NO_SPANS, Undefined.ONE_CATEGORY)
    return figure.value == pytest.approx(float(1 - observed / expected), abs=1e-9)


@given(continua())
@settings(max_examples=150, deadline=None)
def test_alpha_u_is_that_of_the_papers_formulas(works: list[Work]) -> None:
    agreement = compared(*works)
    found = {label: disagreements(continuum(works, label)) for label in ("ORG", "GPE")}
    for label in agreement.labels:
        assert same(of_label(agreement, label), *found[label])
    both = [sum((one[side] for one in found.values()), Fraction(0)) for side in (0, 1)]
    assert same(joint(agreement), *both)
