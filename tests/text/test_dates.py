from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.dates import date_in


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-31",
        "2026-01-31T23:59:00+01:00",
        "2026/1/31",
        "٢٠٢٦-٠١-٣١",
        "31/01/2026",
        "31.1.2026 - 10:15",
        "السبت 31 يناير 2026",
        "31 كانون الثاني 2026",
        "31 جانفي 2026 على الساعة 12:30",
        "٣١ يناير، ٢٠٢٦",
        "31 janvier 2026",
        "Saturday 31 January 2026",
    ],
)
def test_a_date_is_read_in_every_way_that_is_clear(written: str) -> None:
    assert date_in(written) == date(2026, 1, 31)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "أمس",
        "01/31/2026",
        "2026-02-30",
        "1447-13-01",
        "12026-01-31",
        "31 رجب 1447",
        "20260131",
        "31/01/26",
    ],
)
def test_what_is_not_clear_is_no_date(written: str) -> None:
    assert date_in(written) is None


def test_august_is_not_found_in_a_longer_word() -> None:
    assert date_in("1 أغسطس 2025") == date_in("1 غشت 2025") == date_in("1 آب 2025") == date(2025, 8, 1)
    assert date_in("7 تشرين الثاني 2023") == date(2023, 11, 7)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_what_python_writes_is_read_again(day: date) -> None:
    assert date_in(day.isoformat()) == date_in(f"{day.day}/{day.month}/{day.year:04}") == day


@given(st.text())
def test_no_text_is_too_much(text: str) -> None:
    assert date_in(text) is None or text
