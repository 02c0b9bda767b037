from hypothesis import given
from hypothesis import strategies as st

from annotator.charts.measuring import ELLIPSIS, fitted, guess


def fit(words: str, room: float) -> str:
    return fitted(words, room, measure=guess, size=14)


def test_what_fits_is_left_alone() -> None:
    assert fit("شخص", 1000) == "شخص"


def test_what_does_not_fit_loses_its_end() -> None:
    short = fit("كيان سياسي طويل جدا", 60)
    assert short.endswith(ELLIPSIS)
    assert "كيان سياسي طويل جدا".startswith(short.removesuffix(ELLIPSIS))
    assert guess(short, 14, False) <= 60


def test_no_room_gives_nothing() -> None:
    assert fit("شخص", 1) == ""


def test_a_mark_is_never_cut_from_its_letter() -> None:
    words = "مُحَمَّد"
    for room in range(5, 60):
        short = fit(words, room).removesuffix(ELLIPSIS)
        assert words[len(short) : len(short) + 1] not in tuple("\u064f\u064e\u0651")


def test_marks_take_no_room_and_bold_takes_more() -> None:
    assert guess("مُحَمَّد", 14, False) == guess("محمد", 14, False)
    assert guess("0.86", 14, True) > guess("0.86", 14, False)


@given(st.text(max_size=40), st.floats(0, 400))
def test_it_always_fits(words: str, room: float) -> None:
    short = fit(words, room)
    assert guess(short, 14, False) <= room or short == words == "" or guess(words, 14, False) <= room
