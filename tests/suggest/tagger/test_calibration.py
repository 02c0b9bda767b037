from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.tagger.calibration import Calibration, calibration_error, fit, is_rising, reliability

SCORED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


def test_scores_that_promise_too_much_are_taken_down():
    curve = fit([(0.9, number % 2 == 0) for number in range(1000)])
    assert curve(0.9) == pytest.approx(0.5, abs=0.03)


def test_scores_that_promise_too_little_are_raised():
    curve = fit([(0.3, number % 5 > 0) for number in range(1000)])
    assert curve(0.3) == pytest.approx(0.8, abs=0.03)


def test_where_nothing_is_known_a_score_stands_for_itself():
    curve = fit([])
    for score in (0.1, 0.35, 0.5, 0.9):
        assert curve(score) == pytest.approx(score, abs=0.05)


@given(SCORED)
def test_the_curve_rises_and_gives_chances(scored):
    curve = fit(scored)
    assert is_rising(curve)
    chances = [curve(step / 50) for step in range(51)]
    assert all(one <= other + 1e-12 for one, other in pairwise(chances))
    assert 0 <= chances[0] <= chances[-1] <= 1


@pytest.mark.parametrize(
    "curve",
    [
        Calibration((), ()),
        Calibration((0.0,), (0.0, 1.0)),
        Calibration((0.5, 0.2), (0.0, 1.0)),
        Calibration((0.0, 1.0), (1.0, 0.0)),
        Calibration((0.0, 1.0), (0.0, 2.0)),
        Calibration((0.0, float("nan")), (0.0, 1.0)),
    ],
)
def test_what_is_no_rising_curve_is_known(curve):
    assert not is_rising(curve)


def test_the_reliability_curve_and_its_error():
    scored = [(0.95, True)] * 8 + [(0.95, False)] * 2 + [(0.15, False)] * 10
    curve = reliability(scored)
    assert curve == [(0.15, 0.0, 10), (0.95, 0.8, 10)]
    assert calibration_error(curve) == pytest.approx(0.15)
    assert calibration_error([]) == 0
