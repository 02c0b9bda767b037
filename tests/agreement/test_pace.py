"""How long the rest takes, or in words why nobody can tell."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.pace import WINDOW, NoForecast, forecast
from annotator.project.progress import Progress

TODAY = date(2026, 3, 20)


def progress(documents=100, *, finished=None, **days_ago):
    """A project; `d3=5` is five documents first finished three days ago, negative days lie ahead."""
    firsts = {
        TODAY - timedelta(days=int(day[1:].replace("_", "-"))): count for day, count in days_ago.items()
    }
    done = sum(firsts.values()) if finished is None else finished
    return Progress(documents, TODAY, {}, 0, done, 0, firsts, (), (), {}, ())


def test_what_is_left_at_the_pace_of_the_last_two_weeks():
    found = forecast(progress(d30=40, d13=4, d2=8, d0=2))
    assert (found.left, found.per_day, found.days, found.based_on_days) == (46, 1.0, 46, 14)
    assert found.sentences == (
        "46 articles are left.",
        "In the last 14 days 1.0 a day were finished for the first time.",
        "At this pace the rest takes 46 days.",
    )


def test_a_young_project_is_measured_from_its_first_day():
    found = forecast(progress(d3=4, d1=4, d0=2))
    assert (found.per_day, found.based_on_days, found.days) == (2.5, 4, 36)


def test_imported_documents_are_done_and_set_no_pace():
    found = forecast(progress(finished=97, d3=1, d1=1, d0=1))
    assert (found.left, found.per_day, found.days) == (3, 0.75, 4)


@pytest.mark.parametrize(
    ("given_", "why"),
    [
        (progress(0), NoForecast.NO_DOCUMENTS),
        (progress(4, d3=2, d1=1, d0=1), NoForecast.NOTHING_LEFT),
        (progress(), NoForecast.NOTHING_FINISHED),
        (progress(finished=50), NoForecast.ONLY_IMPORTED),
        (progress(d20=5), NoForecast.NOBODY_LATELY),
        (progress(d20=5, d1=5, d0=5), NoForecast.TOO_FEW_DAYS),
        (progress(d_1=9, d_2=9, d_3=9), NoForecast.NOTHING_FINISHED),
    ],
)
def test_why_nobody_can_tell(given_, why):
    found = forecast(given_)
    assert (found.why, found.per_day, found.days) == (why, None, None)
    assert all(found.sentences)


@given(
    counts=st.dictionaries(st.integers(0, 40), st.integers(1, 20), min_size=1, max_size=20),
    left=st.integers(1, 500),
)
def test_the_rest_is_done_in_those_days_and_not_a_day_sooner(counts, left):
    firsts = {TODAY - timedelta(days=day): count for day, count in counts.items()}
    found = forecast(
        Progress(sum(counts.values()) + left, TODAY, {}, 0, sum(counts.values()), 0, firsts, (), (), {}, ())
    )
    assert found.left == left
    if found.why is None:
        assert 1 <= found.based_on_days <= WINDOW
        lately = [count for day, count in counts.items() if day < WINDOW]
        pace = Fraction(sum(lately), found.based_on_days)
        assert found.per_day == float(pace)
        assert pace * found.days >= left > pace * (found.days - 1)


def test_a_rest_that_takes_whole_days_takes_no_day_more():
    found = forecast(progress(30, d10=5, d5=5, d0=5))
    assert (found.left, found.based_on_days, found.days) == (15, 11, 11)
    found = forecast(progress(18, d10=1, d5=1, d0=1))
    assert (found.left, found.based_on_days, found.days) == (15, 11, 55)
