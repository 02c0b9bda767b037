from dataclasses import replace
from datetime import date

import pytest

from annotator.agreement.pace import Forecast, NoForecast
from annotator.project.progress import Progress, Times
from annotator.reports.forecast_words import forecast_words, share_words

TIMES = tuple(Times(who, id_) for who, id_ in (("a", "x"), ("b", "x"), ("a", "y")))
PROGRESS = Progress(1000, date(2026, 3, 12), {}, 900, 2, 1, {}, (), TIMES, {}, ())


def test_the_share_is_of_what_anybody_finished():
    figure, *sentences = share_words(PROGRESS)
    assert figure == "0.2 %"
    assert sentences == [
        "2 of 1000 articles are finished by at least one annotator.",
        "1 article is finished by two or more: only such articles can be compared.",
        "Gold is done for 1 article.",
    ]


def test_what_lacks_one_article_is_not_all():
    times = tuple(Times("a", str(n)) for n in range(999))
    assert share_words(replace(PROGRESS, times=times))[0] == "99 %"
    assert share_words(replace(PROGRESS, times=(*times, Times("a", "last"))))[0] == "100 %"


def test_one_of_very_many_is_more_than_none():
    share = share_words(replace(PROGRESS, documents=5000, times=(Times("a", "x"),)))[0]
    assert share == "0.02 %"


def test_no_articles_have_no_share():
    assert share_words(replace(PROGRESS, documents=0, times=()))[0] == "—"


def test_a_forecast_says_what_it_rests_on():
    figure, first, others = forecast_words(Forecast(19, 3.2, 6, None, 14))
    assert figure == "6 days"
    assert "19 articles are left." in first
    assert "3.2" in first
    assert "second pass" in others


@pytest.mark.parametrize("why", NoForecast)
def test_without_a_pace_it_says_why(why):
    figure, sentence = forecast_words(Forecast(19, None, None, why, 0))
    assert figure == ("Done" if why is NoForecast.NOTHING_LEFT else "—")
    assert sentence.endswith(".")
