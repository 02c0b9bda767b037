from annotator.charts.rows import to_rows
from annotator.model import GOLD
from annotator.project.progress import Times
from annotator.reports.called import Called
from annotator.reports.effort_charts import effort_charts

SECONDS = (30.0, 60.0, 120.0, 240.0, 480.0)
WORKS = [
    *(Times("amina", f"d{n}", seconds, 2 * n, 4, 4) for n, seconds in enumerate(SECONDS)),
    Times("sami", "d1", 4000.0, 10, 0, 3),
    Times("sami", "d2", 4000.0, 10, 0, 3),
    Times("youssef", "d1", spans=7, is_imported=True),
    Times("zineb", "d1", spans=7),
    Times(GOLD, "d1", 1.0, 1, 1, 1),
]
CHARTS = effort_charts(WORKS, called=Called())


def bars(chart):
    return {bar.words.strip("\u2068\u2069"): bar for bar in chart.bars}


def test_an_article_takes_the_middle_of_all_and_half_lie_around_it():
    bar = bars(CHARTS.article_time)["amina"]
    assert (bar.figure, bar.note) == ("2.0 min", "60 s to 4.0 min · 5 articles")
    assert (bar.low, bar.share, bar.high) == (60 / 4000, 120 / 4000, 240 / 4000)


def test_a_table_for_programs_has_seconds():
    heads, first, second, *_others = to_rows(CHARTS.article_time)
    assert heads[:4] == ["Time for an article", "seconds", "from", "to"]
    assert (first[1], second[1:4]) == ("4000", ["120", "60", "240"])


def test_few_articles_have_no_spread():
    bar = bars(CHARTS.article_time)["sami"]
    assert (bar.figure, bar.low, bar.high) == ("67 min", None, None)


def test_an_entity_takes_what_all_took_together():
    bar = bars(CHARTS.entity_time)["amina"]
    assert (bar.figure, bar.note) == ("46 s", "20 entities decided")  # 930 s over 20
    assert bars(CHARTS.entity_actions)["amina"].figure == "1.0"


def test_the_longest_comes_first_and_gold_is_nobody():
    assert list(bars(CHARTS.article_time)) == ["sami", "amina", "youssef", "zineb"]
    assert list(bars(effort_charts(WORKS, called=Called(), most=2).article_time)) == ["sami", "amina"]


def test_what_is_unknown_says_why_and_is_no_nought():
    shown = bars(CHARTS.article_time)
    assert (shown["youssef"].share, shown["youssef"].figure) == (None, "—")
    assert shown["youssef"].note == "imported: what it took is not known"
    assert shown["zineb"].note == "what it took was not measured"
    # Time without an entity decided in it is time of no entity.
    assert bars(CHARTS.entity_time)["sami"].share is None
