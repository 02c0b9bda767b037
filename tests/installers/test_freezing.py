import re
from pathlib import Path

import pytest

from annotator import __version__, edition
from annotator.edition import Edition, Flavour
from installers import flavours, freezing


def test_a_build_is_named_by_its_commit_and_day() -> None:
    assert re.fullmatch(r"[0-9a-f]{7,}\+? \d{4}-\d\d-\d\d", freezing.build_id())
    assert freezing.commit_time() > 1_700_000_000


def test_without_git_a_build_is_unknown_and_its_time_always_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert freezing.build_id() == "unknown"
    assert freezing.commit_time() == freezing.commit_time() > 1_700_000_000


def test_what_is_written_is_what_the_program_says_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Edition(__version__, "0d87a1c 2026-11-22", Flavour.FULL)
    freezing.write_edition(told, tmp_path / edition.FILE)
    monkeypatch.setattr(edition, "__file__", str(tmp_path / "edition.py"))
    edition.edition.cache_clear()
    assert edition.edition() == told
    edition.edition.cache_clear()


def test_the_full_flavour_leaves_out_less_and_is_called_so() -> None:
    standard, full = (set(flavours.left_out(one)) for one in flavours.BUILT)
    assert full < standard
    assert {"torch", "pyarrow", "spacy", "pandas"} <= standard - full
    assert {"PySide6.QtWebEngineCore", "readline", "numba"} <= full
    assert [flavours.program_name(one) for one in flavours.BUILT] == ["annotator", "annotator-full"]
