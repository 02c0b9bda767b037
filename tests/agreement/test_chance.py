import math
import warnings
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from random import Random

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters
from statsmodels.stats.inter_rater import fleiss_kappa as kappa_of_statsmodels

from annotator.agreement.chance import Margins, cohen_kappa, figure_of, fleiss_kappa, krippendorff_alpha
from annotator.agreement.coefficients import Figure, Undefined

CATEGORIES = ["PERS", "ORG", None]

# How many of six psychiatrists gave each of thirty patients each of five diagnoses: Fleiss, 1971, table 1.
DIAGNOSES = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
# What four observers gave to twelve units, a point where one gave nothing: Krippendorff, 2011, section C.
OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


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


def coincidences(units: Sequence[Sequence[str]]) -> Margins:
    """Sum the pairs of values of each unit, each pair by 1 / (m - 1) of its m values."""
    table: defaultdict[tuple[str | None, str | None], float] = defaultdict(float)
    for values in units:
        for one, other in combinations(values, 2):
            table[one, other] += 1 / (len(values) - 1)
    return Margins.of(table)


def pairs(units: Sequence[Sequence[str]]) -> Margins:
    """Sum the pairs of values of each unit."""
    return Margins.of(Counter(pair for values in units for pair in combinations(values, 2)))


def test_the_diagnoses_of_fleiss_1971() -> None:
    units = [
        [str(category) for category, many in enumerate(line) for _ in range(int(many))]
        for line in DIAGNOSES.split()
    ]
    assert {len(unit) for unit in units} == {6}
    assert figure_of(fleiss_kappa, pairs(units)).value == pytest.approx(0.430, abs=0.0005)


def test_the_twelve_units_of_krippendorff_2011() -> None:
    units = [[value for value in values if value != "."] for values in zip(*OBSERVERS, strict=True)]
    assert figure_of(krippendorff_alpha, coincidences(units)).value == pytest.approx(0.743, abs=0.0005)


@given(st.integers(2, 5).flatmap(lambda raters: ratings(raters)))
def test_fleiss_is_that_of_statsmodels(units: list[list[str]]) -> None:
    figure = figure_of(fleiss_kappa, pairs(units))
    if len({value for unit in units for value in unit}) == 1:
        assert figure.undefined is Undefined.ONE_CATEGORY
        return
    table, _ = aggregate_raters(np.array(units))
    assert figure.value == pytest.approx(kappa_of_statsmodels(table), abs=1e-12)


@given(st.integers(2, 5).flatmap(lambda raters: ratings(raters)), st.randoms(use_true_random=False))
def test_alpha_is_that_of_krippendorff_with_values_missing(units: list[list[str]], chance: Random) -> None:
    left = [[value for value in unit if chance.random() < 0.8] for unit in units]
    figure = figure_of(krippendorff_alpha, coincidences([unit for unit in left if len(unit) > 1]))
    used = {value for unit in left if len(unit) > 1 for value in unit}
    if len(used) < 2:
        assert figure.undefined is (Undefined.ONE_CATEGORY if used else Undefined.NO_WORDS)
        return
    counts = np.array([[unit.count(value) for value in "abc"] for unit in left])
    expected = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
    assert figure.value == pytest.approx(expected, abs=1e-12)


def ratings(raters: int) -> st.SearchStrategy[list[list[str]]]:
    unit = st.lists(st.sampled_from("abc"), min_size=raters, max_size=raters)
    return st.lists(unit, min_size=1, max_size=30)
