"""What is said of suggestions: certain only where the interval leaves 0 out, too few where it is."""

import pytest

from annotator.agreement.bias import Bias, LetThrough, Sides, Speed
from annotator.agreement.coefficients import Figure, Interval, Undefined
from annotator.reports.bias_charts import bias_charts, bias_words
from annotator.reports.bias_tables import bias_tables
from annotator.reports.called import Called

NONE = Figure(None, Undefined.TOO_FEW)
UNTIMED = Figure(None, Undefined.NOT_TIMED)
NOTHING = Bias(
    (0, 0), Sides(NONE, NONE, NONE), Sides(NONE, NONE, NONE), "others", Sides(*[UNTIMED] * 3), (), ()
)


def figure(value: float, low: float, high: float) -> Figure:
    return Figure(value, interval=Interval(low, high))


def sides(low: float, value: float, high: float) -> Sides:
    return Sides(figure(0.8, 0.7, 0.9), figure(0.8 - value, 0.5, 0.9), figure(value, low, high))


FULL = Bias(
    articles=(40, 8),
    agreement=sides(-0.02, 0.03, 0.08),
    recall=sides(0.02, 0.05, 0.08),
    recall_against="gold",
    seconds=Sides(figure(4.0, 3.0, 5.0), figure(9.0, 8.0, 10.0), figure(-5.0, -6.0, -4.0)),
    errors=(
        LetThrough("amina", 10, 2, figure(0.2, 0.06, 0.51)),
        LetThrough("youssef", 1, 1, Figure(None, Undefined.TOO_FEW_ERRORS)),
    ),
    speeds=(Speed("amina", figure(1.2, 1.0, 2.0), UNTIMED),),
)


def test_nothing_is_said_of_nothing():
    assert bias_words(NOTHING) == (
        "Nothing to report yet: nobody met a wrong suggestion or finished an article without suggestions.",
    )


def test_each_difference_is_certain_or_not_by_its_interval():
    rests, agreement, recall, time, errors = bias_words(FULL)
    assert rests == "40 articles finished with suggestions, 8 articles without."
    assert agreement.endswith("is not certain: the difference is 0.03 (\u2066-0.02\u2069 to 0.08).")
    assert recall == "With suggestions they find more of what is there, by 0.05 (0.02 to 0.08)."
    assert time == "With suggestions an entity takes less time, by 5.0 s (4.0 s to 6.0 s)."
    assert errors == "3 of 11 wrong suggestions that were decided on were accepted."


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0.01, 0.05, "agree more, by 0.03"), (-0.05, -0.01, "agree less, by 0.03"), (0.0, 0.05, "not certain")],
)
def test_an_interval_that_touches_nothing_is_not_certain(low, high, said):
    bias = Bias(**{**as_dict(FULL), "agreement": sides(low, (low + high) / 2, high)})
    assert said in bias_words(bias)[1]


def test_too_few_says_so_and_never_a_figure():
    bias = Bias(**{**as_dict(NOTHING), "articles": (3, 1)})
    assert [words.rpartition(": ")[2] for words in bias_words(bias)[1:]] == ["too few to tell."] * 3


def test_bars_have_intervals_or_say_why_there_is_none():
    charts = bias_charts(FULL, called=Called(people={"amina": "annotator 1"}))
    agreement, without, recall, _other = charts.sides.bars
    assert (agreement.words, agreement.figure, agreement.note) == (
        "Agreement, with suggestions",
        "0.80",
        "0.70 to 0.90",
    )
    assert without.words == "Agreement, without"
    assert recall.words == "Recall against gold, with suggestions"
    amina, youssef = charts.errors.bars
    assert (amina.words, amina.low, amina.high) == ("\u2068annotator 1\u2069", 0.06, 0.51)
    assert (youssef.share, youssef.figure) == (None, "—")
    assert "Too few wrong suggestions" in youssef.note
    accepted, by_hand = charts.speeds.bars
    assert (accepted.figure, accepted.share, accepted.high) == ("1.2 s", 0.6, 1.0)
    assert by_hand.share is None
    assert charts.seconds.bars[1].share == pytest.approx(0.9)


def test_a_difference_in_a_table_keeps_its_sign_and_is_no_minus_nothing():
    small = Sides(figure(0.8, 0.7, 0.9), figure(0.801, 0.7, 0.9), figure(-0.001, -0.02, 0.004))
    table, *_others = bias_tables(Bias(**{**as_dict(FULL), "agreement": small}), called=Called())
    rows = {row[0]: row for row in table.rows}
    assert rows["agreement (span F1)"][7:10] == ("0.00", "\u2066-0.02\u2069", "0.00")
    assert rows["seconds for an entity"][7:10] == tuple(f"\u2066-{one}.0\u2069" for one in (5, 6, 4))
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_without_names_people_come_in_the_order_of_their_numbers():
    called = Called(people={"youssef": "annotator 1", "amina": "annotator 2"})
    assert [bar.words for bar in bias_charts(FULL, called=called).errors.bars] == [
        "\u2068annotator 1\u2069",
        "\u2068annotator 2\u2069",
    ]
    _sides, errors, _speeds = bias_tables(FULL, called=called)
    assert [row[0] for row in errors.rows] == ["annotator 1", "annotator 2"]


def as_dict(bias: Bias) -> dict[str, object]:
    return {name: getattr(bias, name) for name in bias.__dataclass_fields__}
