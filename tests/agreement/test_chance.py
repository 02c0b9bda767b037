import math
import warnings
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from annotator.agreement.chance import Margins, cohen_kappa, figure_of
from annotator.agreement.coefficients import Figure, Undefined

CATEGORIES = ["PERS", "ORG", None]


def kappa(counts: dict[tuple[str | None, str | None], int]) -> Figure:
    return figure_of(cohen_kappa, Margins.of(counts))


def test_the_diagnoses_of_cohen_1960() -> None:
    # 200 patients, two raters, three diagnoses: po = .70, pe = .41.
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    counts = {(str(row), str(column)): n for row, line in enumerate(table) for column, n in enumerate(line)}
    assert kappa(counts).value == pytest.approx((0.70 - 0.41) / (1 - 0.41))


@given(st.lists(st.tuples(st.sampled_from(CATEGORIES), st.sampled_from(CATEGORIES)), min_size=1, max_size=60))
def test_kappa_is_that_of_scikit_learn(words: list[tuple[str | None, str | None]]) -> None:
    first, second = ([str(label) for label in labels] for labels in zip(*words, strict=True))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns and says NaN where κ does not exist
        expected = cohen_kappa_score(first, second)
    figure = kappa(Counter(words))
    if math.isnan(expected):
        assert figure == Figure(None, Undefined.ONE_CATEGORY)
    else:
        assert figure.value == pytest.approx(expected, abs=1e-12)


def test_one_category_on_both_sides_has_no_kappa() -> None:
    figure = kappa({(None, None): 120})
    assert figure == Figure(None, Undefined.ONE_CATEGORY)
    assert "by chance" in figure.sentence


def test_one_category_each_but_not_the_same_is_no_agreement() -> None:
    assert kappa({("PERS", "ORG"): 12}) == Figure(0.0)


def test_no_words_have_no_kappa() -> None:
    assert kappa({}).undefined is Undefined.NO_WORDS
