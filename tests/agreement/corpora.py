"""Random documents with the finished work of some of three annotators, and what they come to."""

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from annotator.agreement.counting import count
from annotator.agreement.counts import Counts
from annotator.agreement.figures import figures
from annotator.agreement.material import Material, Work
from annotator.agreement.results import Agreement
from annotator.agreement.scope import Scope
from annotator.agreement.units import Units, units
from annotator.model import Document
from tests.agreement.strategies import flat_spans_over, spans_over, texts

NAMES = ("amina", "salma", "youssef")


def counted(works: Sequence[Work]) -> tuple[Counts, Units]:
    material = Material.of(works)
    return count(material), units(material)


def compared(works: Sequence[Work], scope: Scope | None = None) -> Agreement:
    return figures(*counted(works), scope or Scope(), resampling=None)


@st.composite
def corpora(
    draw: st.DrawFn, *, is_flat: bool = False, annotators: Sequence[str] = NAMES, all_of: bool = False
) -> list[Work]:
    """Draw documents with the finished work of two annotators or more."""
    works = []
    for number in range(draw(st.integers(1, 5))):
        document = Document(f"d{number}", draw(texts()))
        own = (flat_spans_over if is_flat else spans_over)(document.text)
        least = len(annotators) if all_of else 2
        names = draw(st.permutations(annotators))[: draw(st.integers(least, len(annotators)))]
        first = draw(own)
        spans = {name: draw(st.one_of(st.just(first), own)) for name in names}
        works.append(Work(document, spans, dict.fromkeys(spans, date(2026, 1, 1))))
    return works
