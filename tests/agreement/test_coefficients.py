import math
import warnings
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from annotator.agreement.coefficients import Figure, Score, Undefined, cohen_kappa, mean

CATEGORIES = ["PERS", "ORG", None]


def test_the_diagnoses_of_cohen_1960() -> None:
    # 200 patients, two raters, three diagnoses: po = .70, pe = .41.
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    counts = {(str(row), str(column)): n for row, line in enumerate(table) for column, n in enumerate(line)}
    assert cohen_kappa(counts).value == pytest.approx((0.70 - 0.41) / (1 - 0.41))


@given(st.lists(st.tuples(st.sampled_from(CATEGORIES), st.sampled_from(CATEGORIES)), min_size=1, max_size=60))
def test_kappa_is_that_of_scikit_learn(words: list[tuple[str | None, str | None]]) -> None:
    first, second = ([str(label) for label in labels] for labels in zip(*words, strict=True))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns and says NaN where κ does not exist
        expected = cohen_kappa_score(first, second)
    figure = cohen_kappa(Counter(words))
    if math.isnan(expected):
        assert figure == Figure(None, Undefined.ONE_CATEGORY)
    else:
        assert figure.value == pytest.approx(expected, abs=1e-12)


def test_one_category_on_both_sides_has_no_kappa() -> None:
    figure = cohen_kappa({(None, None): 120})
    assert figure == Figure(None, Undefined.ONE_CATEGORY)
    assert "by chance" in figure.sentence


def test_one_category_each_but_not_the_same_is_no_agreement() -> None:
    assert cohen_kappa({("PERS", "ORG"): 12}) == Figure(0.0)


def test_no_words_have_no_kappa() -> None:
    assert cohen_kappa({}).undefined is Undefined.NO_WORDS


@pytest.mark.parametrize(
    ("score", "value"), [((3, 4, 6), 0.6), ((0, 4, 0), 0.0), ((0, 3, 3), 0.0), ((5, 5, 5), 1.0)]
)
def test_f1_of_counts(score: tuple[int, int, int], value: float) -> None:
    assert Score(*score).f1 == Figure(value)


def test_no_span_has_no_f1() -> None:
    figure = Score(0, 0, 0).f1
    assert figure == Figure(None, Undefined.NO_SPANS)
    assert figure.sentence


def test_counts_add_up() -> None:
    assert Score(1, 2, 3) + Score(2, 3, 4) == Score(3, 5, 7)


def test_a_mean_is_over_what_exists() -> None:
    nothing = Figure(None, Undefined.NO_SPANS)
    assert mean([Figure(0.5), nothing, Figure(1.0)]) == Figure(0.75)
    assert mean([nothing, Figure(None, Undefined.NO_WORDS)]) == nothing
    assert mean([]).undefined is Undefined.NO_DOCUMENTS


def test_a_figure_has_a_value_or_a_reason() -> None:
    with pytest.raises(ValueError, match="a reason"):
        Figure(None)
    with pytest.raises(ValueError, match="a reason"):
        Figure(0.5, Undefined.NO_SPANS)
    assert Figure(0.5).sentence == ""


def test_every_reason_has_words() -> None:
    assert len({Figure(None, reason).sentence for reason in Undefined}) == len(Undefined)
