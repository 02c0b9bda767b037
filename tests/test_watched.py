import pytest

from annotator import watched
from annotator.console import progress


def test_a_watched_command_says_how_far_it_is(monkeypatch, capsys):
    monkeypatch.setenv(watched.VARIABLE, "1")
    with progress("Counting") as on_progress:
        for done in range(1, 1_001):
            on_progress(done, 1_000)
    lines = capsys.readouterr().err.splitlines()
    assert [watched.heard(line) for line in (lines[0], lines[-1])] == [(1, 1_000), (1_000, 1_000)]
    assert len(lines) < 1_000


@pytest.mark.parametrize("line", ["", "1 of 2", "Error: 1/2", "1/", "-1/2"])
def test_what_is_no_progress_is_not_taken_for_it(line):
    assert watched.heard(line) is None


def test_nobody_watching_hears_nothing(monkeypatch, capsys):
    monkeypatch.delenv(watched.VARIABLE, raising=False)
    with progress("Counting") as on_progress:
        on_progress(1, 1)
    assert capsys.readouterr().err == ""
