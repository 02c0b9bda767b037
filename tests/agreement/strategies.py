"""Random work of random annotators for the tests of agreement."""

import itertools

from hypothesis import strategies as st

from annotator.model import Span

WORDS = [
    "وصل",
    "اللواء",
    "محمد",
    "بريظ",
    "إلى",
    "للرباط",
    "وبباكستان",
    "،",
    "القوات",
    "الجوية",
    "الملكية",
    ".",
    "F-16",
]
LABELS = ["PERS", "ORG", "GPE"]
SUBLABELS = ["", "military_unit"]


def _place(mark: tuple[list[int], str, str]) -> tuple[int, int, str]:
    (start, end), label, _ = mark
    return start, end, label


@st.composite
def texts(draw: st.DrawFn) -> str:
    return " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25)))


@st.composite
def spans_over(draw: st.DrawFn, text: str) -> tuple[Span, ...]:
    """Draw spans that nest, cross and touch as they like; a label stands on a range once."""
    places = st.integers(0, len(text))
    ranges = st.tuples(places, places).filter(lambda ends: ends[0] != ends[1]).map(sorted)
    marks = st.tuples(ranges, st.sampled_from(LABELS), st.sampled_from(SUBLABELS))
    drawn = draw(st.lists(marks, max_size=8, unique_by=_place))
    return tuple(Span(start, end, label, sublabel) for (start, end), label, sublabel in drawn)


@st.composite
def flat_spans_over(draw: st.DrawFn, text: str) -> tuple[Span, ...]:
    """Draw spans that do not overlap."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    found = []
    for start, end in itertools.pairwise(cuts):
        label = draw(st.sampled_from([None, *LABELS]))
        if label is not None:
            found.append(Span(start, end, label))
    return tuple(found)
