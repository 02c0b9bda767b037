import os
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


def test_a_checkout_that_another_account_made_has_its_commit_read(monkeypatch: pytest.MonkeyPatch) -> None:
    told = freezing.build_id()
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own, for its tests
    assert freezing.build_id() == told != "unknown"


def test_what_was_built_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    for day in ("old", "new"):
        made = tmp_path / "frozen" / "annotator"
        made.mkdir(parents=True)
        (made / day).touch()
        freezing.put(made, into=tmp_path)
        assert [path.name for path in (tmp_path / "annotator").iterdir()] == [day]


def test_what_cannot_be_taken_away_is_not_taken_for_what_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "frozen" / "annotator"
    made.mkdir(parents=True)
    (tmp_path / "annotator").mkdir()

    def not_ours(path: Path, **_rest: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "rmdir", not_ours)
    with pytest.raises(PermissionError):
        freezing.put(made, into=tmp_path)
    assert list((tmp_path / "annotator").iterdir()) == []


def test_two_builds_do_not_work_in_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freezing, "BUILD", tmp_path / "build")
    with freezing.alone(), pytest.raises(SystemExit, match="Another build"), freezing.alone():
        pass
    with freezing.alone():  # the first has ended
        pass
