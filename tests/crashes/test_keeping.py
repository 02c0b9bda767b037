"""Reports on disk: the newest twenty, counted, in a folder of the person's own; and where there is none."""

import os
import re
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest

from annotator.crashes import shelf
from annotator.crashes.hooks import uncaught
from annotator.crashes.keeping import Keeper, keep
from annotator.crashes.report import Report, run_on
from annotator.crashes.telling import Told, told


class Clock:
    """A clock that stands until it is told otherwise."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def bug(number):
    return Told((f"ValueError: {number}", f"  annotator/model.py:{number} f"), f"annotator/model.py:{number}")


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    return shelf.folder()


def test_a_report_is_the_same_when_it_is_read(place):
    kept = Keeper(place).keep(bug(3), where="window")
    (found,) = shelf.stored(place)
    assert found.report == kept.report
    assert found.report.lines == bug(3).lines
    assert found.path == kept.path


def test_only_this_person_reads_the_folder(place):
    Keeper(place).keep(bug(3), where="window")
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_the_newest_twenty_are_left(place):
    keeper = Keeper(place)
    for number in range(shelf.MOST + 5):
        keeper.keep(bug(number), where="window")
    assert len(shelf.stored(place)) == shelf.MOST
    assert not [one for one in place.iterdir() if one.name.startswith("half")]


def test_what_happens_again_is_counted_and_the_disk_is_spared(place, monkeypatch):
    clock, writes = Clock(), []
    put = shelf.put
    monkeypatch.setattr(shelf, "put", lambda *given: writes.append(1) or put(*given))
    keeper = Keeper(place, clock=clock)
    for _time in range(500):
        kept = keeper.keep(bug(1), where="window")
    assert (kept.times, len(writes)) == (500, 1)
    clock.now = 2.0
    keeper.keep(bug(1), where="window")
    assert len(writes) == 2
    keeper.keep(bug(1), where="window")
    keeper.finish()
    (found,) = shelf.stored(place)
    assert (found.report.times, len(writes)) == (502, 3)


def test_what_happened_in_another_run_is_counted_with_it(place):
    for _run in range(2):
        keeper = Keeper(place)
        keeper.keep(bug(1), where="window")
        keeper.keep(bug(1), where="window")
        keeper.finish()
    (found,) = shelf.stored(place)
    assert found.report.times == 4


def test_parts_of_the_program_have_reports_of_their_own(place):
    keeper = Keeper(place)
    keeper.keep(bug(1), where="window")
    keeper.keep(bug(1), where="command line")
    assert len(shelf.stored(place)) == 2


def test_threads_may_come_at_once(place):
    keeper = Keeper(place)
    threads = [
        threading.Thread(target=keeper.keep, args=(bug(1),), kwargs={"where": "window"})
        for _each in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    keeper.finish()
    (found,) = shelf.stored(place)
    assert found.report.times == 20


def test_what_is_no_report_is_left_alone_and_not_listed(place):
    Keeper(place).keep(bug(1), where="window")
    (place / "error-0123456789.txt").write_bytes(b"\xff\xfe nothing")
    (place / "error-0123456788.txt").write_text(
        "Annotator: report of an error\nprogram: x\n\n", encoding="utf-8"
    )
    (place / "error-0123456787.txt").write_bytes(b"x" * 200_000)
    (place / "mine.txt").write_text("mine", encoding="utf-8")
    (place / "error-0123456786.txt").mkdir()
    assert len(shelf.stored(place)) == 1
    Keeper(place).keep(bug(2), where="window")
    assert (place / "mine.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("is_file", [True, False])
def test_without_a_folder_it_is_told_and_not_kept(tmp_path, is_file):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x", encoding="utf-8")
    kept = Keeper(in_the_way / "errors" if is_file else None).keep(bug(1), where="window")
    assert kept.path is None
    assert kept.report.lines == bug(1).lines


def test_who_has_no_home_has_no_folder(monkeypatch):
    def nobody():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr("pathlib.Path.home", nobody)
    assert shelf.folder() is None
    assert shelf.stored(None) == []


@pytest.mark.parametrize("home", ["", "here"])
def test_a_home_that_is_no_place_is_none(monkeypatch, home):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_STATE_HOME", "")
    monkeypatch.setenv("HOME", home)
    assert shelf.folder() is None


@pytest.mark.parametrize(
    ("system", "ending"),
    [
        ("linux", ".local/state/annotator/errors"),
        ("darwin", "Library/Logs/Annotator"),
        ("win32", "AppData/Local/Annotator/errors"),
    ],
)
def test_each_system_has_its_place(monkeypatch, tmp_path, system, ending):
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", "not/absolute")
    assert shelf.folder() == tmp_path / ending


def test_what_the_program_runs_on_names_no_computer_and_no_person(monkeypatch):
    run_on("Qt 6.11 offscreen", "فلان")
    running = Report.of(bug(1), where="window").running
    run_on()
    assert "Qt 6.11 offscreen" in running
    assert "فلان" not in running
    assert os.uname().nodename not in running.replace("-", " ").split()


def test_a_bug_in_the_report_does_not_hide_the_first(monkeypatch):
    def broken(_error):
        raise ZeroDivisionError

    monkeypatch.setattr("annotator.crashes.keeping.told", broken)
    kept = keep(ValueError("وصل"), where="window")
    assert kept.report.title == "ZeroDivisionError, while this report was made"
    assert kept.path is None


def test_developers_may_have_the_traceback_too(place, monkeypatch, capsys):
    error = ValueError("seen")
    keep(error, where="window")
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("ANNOTATOR_TRACEBACKS", "1")
    keep(error, where="window")
    assert "ValueError: seen" in capsys.readouterr().err
    assert told(error).lines[0] == "ValueError"


def test_what_was_just_kept_stays_though_the_clock_went_back(place):
    for number in range(shelf.MOST):
        ahead = datetime(2090, 1, 1, tzinfo=UTC) + timedelta(days=number)
        shelf.put(place, f"{number:010x}", Report("p", "r", "window", ahead, ahead, 1, ("ValueError",)))
    kept = Keeper(place).keep(bug(1), where="window")
    assert kept.path.is_file()
    assert len(shelf.stored(place)) == shelf.MOST


def test_a_system_whose_name_is_no_utf_8_is_not_named(place, monkeypatch):
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: b"\xff".decode())
    kept = keep(ValueError("x"), where="window")
    assert kept.report.title == "ValueError"
    assert "Python" in kept.report.running


@pytest.mark.parametrize("last", ["0001-01-01 00:00:00 UTC", "9999-12-31 23:59:59 UTC"])
def test_a_report_of_no_time_that_a_clock_shows_is_none(place, last):
    path = Keeper(place).keep(bug(1), where="window").path
    lines = path.read_text(encoding="utf-8").splitlines()
    broken = [re.sub(": .*", f": {last}", one) if one.startswith(("first", "last")) else one for one in lines]
    path.write_text("\n".join(broken), encoding="utf-8")
    assert shelf.stored(place) == []


def test_how_often_it_happened_is_written_at_the_end(place):
    code = "from annotator.crashes.keeping import keep\nfor _ in range(3): keep(ValueError(), where='window')"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    (found,) = shelf.stored(place)
    assert found.report.times == 3


def test_a_thread_that_wants_to_end_has_no_bug(place):
    heard = []
    with uncaught(where="window", tell=heard.append):
        for act in (sys.exit, lambda: 1 / 0):
            thread = threading.Thread(target=act)
            thread.start()
            thread.join()
    assert [type(one) for one in heard] == [ZeroDivisionError]
