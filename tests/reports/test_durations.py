import pytest

from annotator import words
from annotator.reports.durations import duration


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0.0 s"),
        (4.24, "4.2 s"),
        (45, "45 s"),
        (89, "89 s"),
        (90, "1.5 min"),
        (5399, "90 min"),
        (5400, "1.5 h"),
    ],
)
def test_the_unit_is_the_one_that_reads_best(seconds, said):
    assert duration(seconds) == said


def test_numbers_are_written_as_the_region_does():
    words.use("fr")
    try:
        assert "4,2" in duration(4.2)
    finally:
        words.use("en")


def test_a_sign_stays_before_its_figures():
    assert duration(-90) == "\u2066-1.5\u2069 min"


def test_what_rounds_to_nothing_has_no_sign():
    assert duration(-0.04) == "0.0 s"
