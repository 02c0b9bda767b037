import csv
import io

import pytest

from annotator.reports.csv import ENCODING, to_csv


def test_a_spreadsheet_is_told_that_it_is_utf_8() -> None:
    assert to_csv([["اسم"]]).encode(ENCODING) == b"\xef\xbb\xbf" + "اسم\r\n".encode()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-x", "@SUM(A1)", "\tx", "＝1", "'=1"])
def test_what_would_run_is_neutralised(cell: str) -> None:
    [[written]] = csv.reader(io.StringIO(to_csv([[cell]]), newline=""))
    assert written == "'" + cell


@pytest.mark.parametrize(
    "cell", ["-0.12", "-3", "-0,12", "-٠٫١٢", "0.86", "—", "amina", "كلمة", "", 'a "b", c\nd']
)
def test_everything_else_stays_as_it_is(cell: str) -> None:
    [row] = csv.reader(io.StringIO(to_csv([[cell, "x"]]), newline=""))
    assert row == [cell, "x"]


def test_marks_of_direction_stay_out_of_cells() -> None:
    assert to_csv([["\u2068amina\u2069"]]) == "amina\r\n"
    assert to_csv([["\u2068=1\u2069"]]) == "'=1\r\n"
