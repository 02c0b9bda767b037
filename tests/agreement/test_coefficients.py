import pytest

from annotator.agreement.coefficients import Figure, Score, Undefined, mean

CATEGORIES = ["PERS", "ORG", None]


@pytest.mark.parametrize(
    ("score", "value"), [((3, 4, 6), 0.6), ((0, 4, 0), 0.0), ((0, 3, 3), 0.0), ((5, 5, 5), 1.0)]
)
def test_f1_of_counts(score: tuple[int, int, int], value: float) -> None:
    assert Score(*score).f1 == Figure(value)


def test_no_span_has_no_f1() -> None:
    figure = Score(0, 0, 0).f1
    assert figure == Figure(None, Undefined.NO_SPANS)
    assert figure.sentence


def test_precision_is_the_first_one_s_and_recall_the_second_s() -> None:
    score = Score(2, 4, 8)
    assert (score.precision, score.recall) == (Figure(0.5), Figure(0.25))
    both_ways = Score(2, 4, 8, of_second=6)
    assert (both_ways.precision, both_ways.recall, both_ways.f1) == (
        Figure(0.5),
        Figure(0.75),
        Figure(8 / 12),
    )


def test_who_marked_nothing_has_no_precision_though_the_other_marked() -> None:
    assert Score(0, 0, 3).precision == Figure(None, Undefined.NO_SPANS_OF_ONE)
    assert Score(0, 0, 3).recall == Figure(0.0)
    assert Score(0, 3, 0).recall == Figure(None, Undefined.NO_SPANS_OF_ONE)
    assert Score(0, 0, 0).precision == Score(0, 0, 0).recall == Figure(None, Undefined.NO_SPANS)


def test_counts_add_up() -> None:
    assert Score(1, 2, 3) + Score(2, 3, 4) == Score(3, 5, 7)
    assert Score(1, 2, 3, of_second=2) + Score(2, 3, 4) == Score(3, 5, 7, of_second=4)
    assert Score(1, 2, 3, of_second=2) + Score(2, 3, 4, of_second=1) == Score(3, 5, 7)


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
