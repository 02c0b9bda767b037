"""Wilson's interval, beside that of statsmodels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from annotator.agreement.coefficients import Figure, Undefined
from annotator.agreement.shares import LEAST, share, wilson

counts = st.integers(1, 5_000).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials)))


@given(counts)
def test_it_is_that_of_statsmodels(counted):
    successes, trials = counted
    found = wilson(successes, trials)
    assert (found.low, found.high) == pytest.approx(
        proportion_confint(successes, trials, method="wilson"), abs=1e-9
    )
    assert 0 <= found.low <= successes / trials <= found.high <= 1


def test_newcombe_s_worked_examples():
    """Newcombe, «Two-sided confidence intervals for the single proportion», 1998, table I, method 3."""
    for (successes, trials), ends in {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }.items():
        found = wilson(successes, trials)
        assert (found.low, found.high) == pytest.approx(ends, abs=5e-5)


def test_none_and_all_end_at_the_very_ends():
    for trials in range(1, 300):
        assert (wilson(0, trials).low, wilson(trials, trials).high) == (0.0, 1.0)


@pytest.mark.parametrize("counted", [(0, 0), (2, 1), (-1, 4)])
def test_what_is_no_share(counted):
    with pytest.raises(ValueError, match="of"):
        wilson(*counted)


def test_few_trials_are_too_few_to_tell():
    why = Undefined.TOO_FEW_ERRORS
    assert share(0, 0, too_few=why) == Figure(None, why)
    assert share(2, LEAST - 1, too_few=why) == Figure(2 / (LEAST - 1), uncertain=why)
    assert share(LEAST, LEAST, too_few=why).interval == wilson(LEAST, LEAST)
