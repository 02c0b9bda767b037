"""The figures beside those of programs that others wrote."""

from itertools import chain

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nervaluate import Evaluator
from seqeval.metrics import f1_score
from seqeval.scheme import IOB2
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

from annotator.agreement.coefficients import Figure, Undefined
from annotator.agreement.counts import Measure
from annotator.agreement.flat import outermost_labels
from annotator.agreement.material import Work
from annotator.agreement.results import Coefficient
from annotator.model import Document, Span
from annotator.text.tokens import words
from tests.agreement.corpora import NAMES, compared, corpora
from tests.agreement.strategies import LABELS, texts


def flat(work: Work) -> list[list[str]]:
    """Return the outermost label of every word, of one annotator after the other."""
    tokens = words(work.document.text)
    return [
        [label or "-" for label in outermost_labels(tokens, work.spans[name])] for name in sorted(work.spans)
    ]


def near(figure: Figure, value: float) -> bool:
    return figure.value == pytest.approx(value, abs=1e-12)


@given(corpora(is_flat=True, annotators=NAMES[:2]))
@settings(max_examples=25, deadline=None)
def test_f1_is_that_of_nervaluate(works: list[Work]) -> None:
    # With the last character for an end: nervaluate takes touching spans for overlapping ones.
    first, second = (
        [
            [{"label": one.label, "start": one.start, "end": one.end - 1} for one in work.spans[name]]
            for work in works
        ]
        for name in NAMES[:2]
    )
    found = Evaluator(first, second, tags=LABELS, loader="dict").evaluate()["overall"]
    agreement = compared(works)
    for measure, other in ((Measure.EXACT, "strict"), (Measure.RANGE, "exact")):
        assert agreement.scores[measure].matched == found[other].correct
        assert (agreement.f1[measure].value or 0.0) == pytest.approx(found[other].f1)


@st.composite
def on_words(draw: st.DrawFn) -> list[Work]:
    """Draw documents in which two annotators mark whole words, flat."""
    works = []
    for number in range(draw(st.integers(1, 4))):
        document = Document(f"d{number}", draw(texts()))
        tokens = words(document.text)
        spans = {}
        for name in NAMES[:2]:
            cuts = sorted(draw(st.sets(st.integers(0, len(tokens)), max_size=8)))
            spans[name] = tuple(
                Span(tokens[start].start, tokens[end - 1].end, draw(st.sampled_from(LABELS)))
                for start, end in zip(cuts[::2], cuts[1::2], strict=False)
            )
        works.append(Work(document, spans))
    return works


@given(on_words())
@settings(max_examples=25, deadline=None)
def test_f1_is_that_of_seqeval(works: list[Work]) -> None:
    sides = [[tags(work, name) for work in works] for name in NAMES[:2]]
    figure = compared(works).f1[Measure.EXACT]
    if any(work.spans[name] for work in works for name in NAMES[:2]):
        expected = f1_score(*sides, mode="strict", scheme=IOB2, zero_division=0)
        assert near(figure, expected)
    else:
        assert figure.undefined is Undefined.NO_SPANS


def tags(work: Work, name: str) -> list[str]:
    found = []
    for token in words(work.document.text):
        over = [span for span in work.spans[name] if span.start <= token.start < span.end]
        found.append("O" if not over else f"{'BI'[token.start > over[0].start]}-{over[0].label}")
    return found


@given(corpora(annotators=NAMES[:2], all_of=True))
@settings(max_examples=25, deadline=None)
def test_kappa_is_that_of_scikit_learn(works: list[Work]) -> None:
    first, second = (list(chain(*side)) for side in zip(*map(flat, works), strict=True))
    figure = compared(works).coefficients[Coefficient.KAPPA]
    if len({*first, *second}) == 1:
        assert figure.undefined is Undefined.ONE_CATEGORY
    else:
        assert near(figure, cohen_kappa_score(first, second))


@given(corpora(all_of=True))
@settings(max_examples=25, deadline=None)
def test_fleiss_is_that_of_statsmodels(works: list[Work]) -> None:
    values = np.array([unit for work in works for unit in zip(*flat(work), strict=True)])
    figure = compared(works).coefficients[Coefficient.FLEISS]
    if len(np.unique(values)) == 1:
        assert figure.undefined is Undefined.ONE_CATEGORY
    else:
        assert near(figure, fleiss_kappa(aggregate_raters(values)[0]))


@given(corpora())
@settings(max_examples=25, deadline=None)
def test_alpha_is_that_of_krippendorff_where_not_all_finished(works: list[Work]) -> None:
    units_ = [unit for work in works for unit in zip(*flat(work), strict=True)]
    names = sorted({label for unit in units_ for label in unit})
    figure = compared(works).coefficients[Coefficient.ALPHA]
    if len(names) == 1:
        assert figure.undefined is Undefined.ONE_CATEGORY
        return
    counts = np.array([[unit.count(name) for name in names] for unit in units_])
    assert near(figure, krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
