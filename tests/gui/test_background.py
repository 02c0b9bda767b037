"""Work beside the window: it reports once, and leaves nothing behind."""

import gc

import pytest
from PySide6.QtCore import QObject, QThreadPool

from annotator.errors import NothingToUndo
from annotator.gui.background import Job, many_values


@pytest.fixture
def asking(qapp):
    return QObject()


def fail(**_watch):
    raise NothingToUndo


def test_what_ended_is_gone(qtbot, asking):
    for work, ended in ((lambda **_watch: 7, "done"), (fail, "failed")):
        job = Job(work, asking)
        with qtbot.waitSignals([getattr(job, ended), job.destroyed]) as heard:
            job.start()
        assert heard.signal_triggered
    assert asking.findChildren(Job) == []


def test_what_was_cancelled_reports_nothing(qtbot, asking):
    heard = []
    job = Job(lambda is_cancelled, **_watch: is_cancelled(), asking)
    job.done.connect(heard.append)
    job.cancel()
    job.run()
    follower = Job(lambda **_watch: 1, asking)
    with qtbot.waitSignal(follower.done):
        follower.start()
    assert heard == []


def test_many_values_are_made_without_looking_for_garbage_and_looking_comes_back():
    assert gc.isenabled()
    with many_values():
        assert not gc.isenabled()
        with many_values():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.unfreeze()


def test_what_was_dropped_when_it_had_ended_is_not_passed_on_either(qtbot, asking):
    """Its result waits for the window by then, behind what the window is doing."""
    heard = []
    job = Job(lambda **_watch: 1, asking)
    job.done.connect(heard.append)
    job.start()
    QThreadPool.globalInstance().waitForDone()
    job.cancel()
    follower = Job(lambda **_watch: 2, asking)
    with qtbot.waitSignal(follower.done):
        follower.start()
    assert heard == []
