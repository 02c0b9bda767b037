
import pytest

from annotator.agreement.coefficients import Figure
from annotator.agreement.counting import count
from annotator.agreement.figures import figures
from annotator.agreement.material import Material, Work
from annotator.agreement.results import Agreement, Coefficient
from annotator.agreement.scope import Scope
from annotator.agreement.units import units
from annotator.model import Document, Span
from tests.agreement.plain_unitizing import Range, disagreements

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


def compared(*works: Work, scope: Scope = Scope()) -> Agreement:
    material = Material.of(works)
    return figures(count(material), units(material), scope, resampling=None)


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
