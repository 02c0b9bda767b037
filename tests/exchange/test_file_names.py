import unicodedata
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.file_names import LONGEST_NAME, FileNames, escaped_name, id_of

IDS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="aAبé=~/\\. :*?<>|\u0301\u200f\x00", max_size=8),
    st.text(alphabet="=0123456789ABCDEFabcdef~", max_size=12),
    st.sampled_from(["CON", "con.txt", "Lpt1", "COM¹.a", "..", ".", "", "ب" * 200, "-rf", "~"]),
)


@given(ids=st.lists(IDS, min_size=1, max_size=8, unique=True))
def test_names_are_safe_on_every_system_and_differ_on_those_without_capitals(ids: list[str]) -> None:
    names = FileNames()
    given_names = [names.of(id_) for id_ in ids]
    assert len({unicodedata.normalize("NFC", name.casefold()) for name in given_names}) == len(ids)
    for name in given_names:
        assert 0 < len(name.encode()) <= LONGEST_NAME
        assert not set(name) & set('<>:"/\\|?*%#\0\n\r\t')
        assert not PureWindowsPath(f"{name}.txt").is_reserved()
        assert name[0] not in ". -~"
        assert name[-1] not in ". "
        assert unicodedata.normalize("NFC", name) == name
        assert not any(unicodedata.category(letter)[0] == "C" for letter in name)


@given(id_=IDS)
def test_an_id_comes_back_from_its_name(id_: str) -> None:
    name = escaped_name(id_)
    assert id_of(name) == (id_ if name != id_ else None)


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("001", "001"),
        ("مقال 7", "مقال 7"),
        ("hespress/001", "hespress=2F001"),
        ("a=b", "a=3Db"),
        ("nul.txt", "=6Eul.txt"),
        ("x.", "x=2E"),
    ],
)
def test_what_is_safe_stays_as_it_is(id_: str, name: str) -> None:
    assert escaped_name(id_) == name


@pytest.mark.parametrize("name", ["a=b", "a=2f", "a=2", "=FF", "=D9", "a=41", "a=~0123456789ab"])
def test_a_name_that_nobody_made_from_an_id_tells_none(name: str) -> None:
    assert id_of(name) is None
