"""Bugs and faults of the computer, as a person meets them in the window."""

import sys
import threading

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QSize, QThreadPool, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from annotator import words
from annotator.crashes import fatal, keeping, shelf
from annotator.crashes.keeping import Keeper
from annotator.errors import DiskFault
from annotator.gui import application as starting
from annotator.gui.background import Job
from annotator.gui.dress import dress
from annotator.gui.own_command import OwnCommand
from annotator.gui.paragraph import Paragraph
from annotator.gui.reports_dialog import ReportsDialog
from annotator.gui.trouble import QUIET_SECONDS, Trouble, tell_end, watched
from annotator.gui.trouble_dialog import Occasion, TroubleDialog

WORDS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويABCDEXYZ", min_size=8, max_size=20).map(lambda one: f"Qz{one}")


class Clock:
    """A clock that stands until it is told otherwise."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


class HalfScreen:
    """What a screen of 1920 by 1080 has at 200 %, a panel at its edge."""

    def availableSize(self):  # noqa: N802 - Qt's own name
        return QSize(960, 500)


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """A folder of this test's own, and a keeper that has kept nothing."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(keeping, "_keeper", Keeper(shelf.folder()))
    return shelf.folder()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def trouble(qapp, settings, clock):
    dress(qapp, settings)
    made = Trouble(settings, clock=clock)
    yield made
    close_all(qapp)


def close_all(qapp):
    for one in qapp.topLevelWidgets():
        one.close()
    qapp.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def shown(qapp, kind=TroubleDialog):
    qapp.processEvents()
    return [one for one in qapp.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


def broken(message, *, kind=RuntimeError):
    try:
        raise kind(message)
    except kind as error:
        return error


def said_in(dialog):
    """Return everything that stands in a dialog."""
    labels = [one.text() for one in dialog.findChildren(QLabel)]
    return "\n".join([*labels, dialog.view.text.toPlainText(), dialog.windowTitle()])


def test_a_bug_is_told_and_its_message_is_not(qapp, trouble, capsys, place):
    trouble.hear(broken("وصل اللواء"))
    (dialog,) = shown(qapp)
    assert dialog.happened.text() == "This should not have happened."
    assert "RuntimeError" in dialog.view.text.toPlainText()
    assert "وصل" not in said_in(dialog)
    err = capsys.readouterr().err
    assert "RuntimeError" in err
    assert "وصل" not in err
    (kept,) = shelf.stored(place)
    assert kept.report.text() == dialog.view.text.toPlainText()


@examples(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WORDS)
def test_no_word_of_a_person_is_shown_or_printed(qapp, trouble, capsys, text):
    errors = [
        broken(text),
        broken(text, kind=KeyError),
        broken(f"'{text}' object has no attribute '{text}'", kind=AttributeError),
        OSError(2, text, f"/home/{text}"),
        ExceptionGroup(text, [ValueError(text)]),
        type(text, (Exception,), {})(text),
        UnicodeEncodeError("ascii", text, 0, 1, text),
    ]
    errors[0].add_note(text)
    for error in errors:
        trouble.hear(error)
        for dialog in shown(qapp):
            assert text not in said_in(dialog)
            dialog.close()
    close_all(qapp)
    assert text not in capsys.readouterr().err
    assert all(text not in one.path.read_text(encoding="utf-8") for one in shelf.stored(shelf.folder()))


def test_nothing_is_shown_in_the_middle_of_what_broke(qapp, trouble):
    trouble.hear(broken("x"))
    assert not [one for one in qapp.topLevelWidgets() if isinstance(one, TroubleDialog)]
    assert len(shown(qapp)) == 1


def test_who_interrupts_is_no_bug(qapp, trouble, place):
    trouble.hear(KeyboardInterrupt())
    assert shown(qapp) == []
    assert shelf.stored(place) == []


def test_a_command_beside_the_window_that_dies_leaves_its_report_at_once(qapp, qtbot, place):
    dying = (
        "import faulthandler\nfrom annotator.crashes import fatal\n"
        "with fatal.watched('command line learn'): faulthandler._sigsegv()"
    )
    parent = QObject()
    command = OwnCommand([sys.executable], ["-c", dying], parent=parent)
    with qtbot.waitSignal(command.failed, timeout=30_000):
        command.start()
    (kept,) = shelf.stored(place)
    assert kept.report.where == "command line learn"


def test_it_is_told_though_the_terminal_has_gone(qapp, trouble, monkeypatch):
    class Gone:
        def write(self, _words):
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stderr", Gone())
    trouble.hear(broken("x"))
    assert len(shown(qapp)) == 1


def test_a_job_that_breaks_when_its_window_has_gone_prints_nothing(qapp, place, capfd):
    go, window = threading.Event(), QObject()

    def work(*, on_progress, **_job):
        go.wait(20)
        on_progress(1, 2)
        raise LookupError("وصل")

    def well(**_job):
        go.wait(20)

    for one in (work, well):
        Job(one, window).start()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    go.set()
    assert QThreadPool.globalInstance().waitForDone(20_000)
    assert capfd.readouterr().err == ""
    assert shelf.stored(place) == []


def test_a_job_that_breaks_at_once_then_is_kept(qapp, place, capfd):
    go, window = threading.Event(), QObject()

    def work(**_job):
        go.wait(20)
        raise LookupError("وصل")

    Job(work, window).start()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    go.set()
    assert QThreadPool.globalInstance().waitForDone(20_000)
    (kept,) = shelf.stored(place)
    assert kept.report.title == "LookupError"
    assert capfd.readouterr().err == ""


def test_what_happens_again_while_it_is_told_is_counted(qapp, trouble):
    for _time in range(3):
        trouble.hear(broken("x"))
    (dialog,) = shown(qapp)
    assert dialog.times.text() == "It happened 3 times."


def test_another_bug_meanwhile_is_kept_and_opens_no_second_dialog(qapp, trouble, place):
    trouble.hear(broken("x"))
    trouble.hear(broken("x", kind=ValueError))
    assert len(shown(qapp)) == 1
    assert len(shelf.stored(place)) == 2


def test_what_breaks_all_the_time_is_not_told_all_the_time(qapp, trouble, clock):
    for _paint in range(5):
        trouble.hear(broken("x"))
        for dialog in shown(qapp):
            dialog.leave.click()
        clock.now += QUIET_SECONDS - 1
    trouble.hear(broken("x"))
    assert shown(qapp) == []
    clock.now += QUIET_SECONDS
    trouble.hear(broken("x"))
    assert len(shown(qapp)) == 1  # a person pressed the same button, later


def test_a_paint_that_breaks_leaves_no_loop(qapp, qtbot, trouble, monkeypatch):
    painted = []

    class Broken(QWidget):
        def paintEvent(self, _event):  # noqa: N802 - Qt's own name
            painted.append(1)
            raise RuntimeError("وصل")

    widgets = [Broken() for _each in range(3)]
    with qtbot.captureExceptions():
        monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: trouble.hear(error))
        for widget in widgets:
            QTimer.singleShot(0, widget.show)
        qtbot.waitUntil(lambda: len(painted) >= len(widgets) and bool(shown(qapp)))
        qapp.processEvents()
        (dialog,) = shown(qapp)
        assert dialog.times.text() == f"It happened {len(painted)} times."
        dialog.leave.click()
        again = Broken()
        QTimer.singleShot(0, again.show)
        qtbot.waitUntil(lambda: len(painted) > len(widgets))
        qapp.processEvents()
        assert shown(qapp) == []
        for widget in (*widgets, again):
            widget.deleteLater()


def test_a_bug_in_the_dialog_itself_is_kept_and_not_told(qapp, trouble, monkeypatch, place):
    def explode(*_given):
        raise ZeroDivisionError

    monkeypatch.setattr(TroubleDialog, "count", explode)
    trouble.hear(broken("x"))
    assert shown(qapp) == []
    assert {one.report.title for one in shelf.stored(place)} == {"RuntimeError", "ZeroDivisionError"}


def test_it_belongs_to_the_window_and_goes_with_it(qapp, application, trouble, place):
    trouble.hear(broken("x"))
    (dialog,) = shown(qapp)
    assert dialog.parentWidget() is application.window
    application.restyle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert shown(qapp) == []
    trouble.hear(broken("y", kind=ValueError))
    assert len(shown(qapp)) == 1


def test_the_end_of_one_does_not_hide_the_next(qapp, trouble):
    trouble.hear(broken("x"))
    (first,) = shown(qapp)
    trouble.hear(broken("y", kind=ValueError))  # told when the loop turns, before the first is destroyed
    first.leave.click()
    (second,) = shown(qapp)
    trouble.hear(broken("y", kind=ValueError))
    assert shown(qapp) == [second]
    assert second.times.text() == "It happened 2 times."


def test_a_fault_of_the_computer_is_one_sentence_and_no_bug(qapp, trouble, capsys, place):
    fault = DiskFault(path="<b>خبر.annot", why="Input/output error")
    trouble.hear(fault)
    (box,) = shown(qapp, QMessageBox)
    assert box.text() == str(fault)
    assert box.textFormat().name == "PlainText"
    assert capsys.readouterr().err == ""
    assert shelf.stored(place) == []


def test_where_nothing_can_be_kept_it_is_said(qapp, trouble, monkeypatch):
    monkeypatch.setattr(keeping, "_keeper", Keeper(None))
    trouble.hear(broken("x"))
    (dialog,) = shown(qapp)
    assert dialog.unkept.isVisible()
    assert not dialog.view.open.isVisible()


def test_the_text_is_copied_and_saved_and_never_over_another(qapp, trouble, tmp_path):
    trouble.hear(broken("x"))
    (dialog,) = shown(qapp)
    dialog.view.copy.click()
    text = dialog.view.text.toPlainText()
    assert QGuiApplication.clipboard().text() == text
    dialog.view.save_as(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == text
    dialog.view.save_as(tmp_path / "report.txt")
    assert "report.txt" in dialog.view.said.text()
    assert not dialog.view.said.text().startswith("Saved")
    dialog.view.save_as(tmp_path / "no" / "folder.txt")
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize("locale", ["ar_EG", "en", "fr"])
@pytest.mark.parametrize("occasion", list(Occasion))
def test_every_sentence_fits(qapp, settings, locale, occasion):
    settings.locale = locale
    dress(qapp, settings)
    dialog = TroubleDialog(keeping.keep(broken("x"), where="window"), occasion, settings.look.theme)
    dialog.show()
    qapp.processEvents()
    for said in dialog.findChildren(Paragraph):
        assert not said.isVisible() or said.height() >= said.heightForWidth(said.width())
    assert dialog.view.text.isLeftToRight()
    assert dialog.focusWidget() is dialog.leave
    dialog.close()
    close_all(qapp)
    settings.locale = "en"
    dress(qapp, settings)


@pytest.mark.parametrize("locale", ["ar_EG", "en", "fr"])
def test_there_is_room_for_it_on_half_a_screen(qapp, settings, locale, monkeypatch):
    settings.locale = locale
    dress(qapp, settings)
    monkeypatch.setattr(TroubleDialog, "screen", lambda _dialog: HalfScreen())
    dialog = TroubleDialog(keeping.keep(broken("x"), where="window"), Occasion.NOW, settings.look.theme)
    dialog.show()
    qapp.processEvents()
    assert dialog.height() <= HalfScreen().availableSize().height()
    assert dialog.width() <= HalfScreen().availableSize().width()
    dialog.close()
    close_all(qapp)
    settings.locale = "en"
    dress(qapp, settings)


# --- what is heard -------------------------------------------------------------------------------------


@pytest.fixture
def in_loop(qapp, qtbot, settings):
    """Runs something in an event loop that is watched, until a dialog was told; returns what it says."""
    dress(qapp, settings)

    def run(act):
        heard = []
        loop = QEventLoop()
        looking = QTimer()
        looking.setInterval(5)

        def look():
            for dialog in shown(qapp):
                heard.append(dialog.view.text.toPlainText())
                dialog.close()
                loop.quit()

        looking.timeout.connect(look)
        with qtbot.captureExceptions(), watched(settings):
            QTimer.singleShot(0, act)
            looking.start()
            QTimer.singleShot(20_000, loop.quit)
            loop.exec()
            looking.stop()
        close_all(qapp)
        return heard

    return run


def explode(**_job):
    raise LookupError("وصل")


@pytest.mark.parametrize(
    "act",
    [explode, lambda: Job(explode).start(), lambda: threading.Thread(target=explode).start()],
    ids=["event loop", "job", "thread"],
)
def test_wherever_it_breaks_it_is_told(in_loop, act):
    (text,) = in_loop(act)
    assert "LookupError" in text
    assert "where: window" in text
    assert "وصل" not in text


def test_what_python_cannot_raise_is_kept_and_not_told(qapp, settings, place, capfd):
    class Broken:
        def __del__(self):
            raise LookupError("وصل")

    with watched(settings):
        del Broken().__dict__
    (kept,) = shelf.stored(place)
    assert kept.report.title == "LookupError"
    assert shown(qapp) == []
    assert "وصل" not in capfd.readouterr().err


def test_hooks_are_put_back_and_the_second_watch_does_nothing(qapp, settings):
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    with watched(settings):
        inside = sys.excepthook, threading.excepthook, sys.unraisablehook
        assert all(one is not other for one, other in zip(before, inside, strict=True))
        with watched(settings):
            assert sys.excepthook is inside[0]
        assert sys.excepthook is inside[0]
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_a_crash_is_told_at_the_next_start_once(in_loop, place):
    place.mkdir(parents=True)
    dump = "Annotator 0.1.0\nPython\nwindow\n\nFatal Python error: Aborted\n"
    (place / "running-999999999.txt").write_text(dump, encoding="utf-8")
    (text,) = in_loop(lambda: None)
    assert "Fatal Python error: Aborted" in text
    assert fatal.take_over() == []


def test_a_crash_of_a_process_beside_is_not_the_window_s(qapp, trouble, place):
    place.mkdir(parents=True)
    dump = "Annotator 0.1.0\nPython\nCAMeL\n\nFatal Python error: Aborted\n"
    (place / "running-999999999.txt").write_text(dump, encoding="utf-8")
    trouble.tell_last_end(fatal.take_over())
    assert shown(qapp) == []
    assert len(shelf.stored(place)) == 1


def test_the_window_on_a_project_is_watched(qapp, qtbot, project_path, settings, monkeypatch, place):
    """The whole way: `run`, a bug in it, the dialog, the end; nothing is left hanging."""
    told = []

    def use():
        window = next(one for one in qapp.topLevelWidgets() if one.isVisible())
        QTimer.singleShot(0, explode)
        QTimer.singleShot(0, look)
        looking.append(window)

    def look():
        dialogs = shown(qapp)
        if not dialogs:
            QTimer.singleShot(5, look)
            return
        told.append(dialogs[0].view.text.toPlainText())
        looking[0].close()

    looking = []
    monkeypatch.setattr(starting, "Settings", lambda: settings)
    monkeypatch.setattr(starting, "spare_keys", lambda: None)
    settings.remembered.tour_offered()
    QTimer.singleShot(0, use)
    with qtbot.captureExceptions():
        assert starting.run(project_path, "amina") == 0
    assert "LookupError" in told[0]
    assert list(place.iterdir()) == [shelf.stored(place)[0].path]
    close_all(qapp)


def test_a_bug_before_there_is_a_window_is_told_and_waited_for(qapp, settings):
    QTimer.singleShot(0, lambda: [one.leave.click() for one in shown(qapp)])
    tell_end(keeping.keep(broken("x"), where="window"), settings)
    assert shown(qapp) == []


def test_reports_are_listed_under_help(qapp, window, place):
    window.perform("reports")
    (empty,) = window.findChildren(ReportsDialog)
    assert empty.about.text() == "No error was met so far: there are no reports."
    for kind in (ValueError, KeyError):
        keeping.keep(broken("وصل", kind=kind), where="window")
    window.perform("reports")
    dialog = next(one for one in window.findChildren(ReportsDialog) if one.isVisible() and one.reports)
    assert dialog.list.count() == 2
    dialog.list.setCurrentRow(1)
    assert dialog.view.text.toPlainText() == dialog.reports[1].report.text()
    dialog.leave.click()
    assert not dialog.isVisible()


def test_reports_read_from_the_right_in_arabic(qapp, settings):
    settings.locale = "ar_EG"
    dress(qapp, settings)
    keeping.keep(broken("x"), where="window")
    dialog = ReportsDialog(settings.look.theme)
    dialog.show()
    qapp.processEvents()
    assert dialog.list.x() > dialog.view.x()
    assert dialog.view.text.isLeftToRight()
    dialog.close()
    close_all(qapp)
    settings.locale = "en"
    dress(qapp, settings)
    assert words.language() == "en"


def test_a_crash_would_name_the_language_that_the_window_speaks_by_then(application, settings, place):
    with watched(settings):
        settings.locale = "fr"
        application.restyle()
        (running,) = place.glob("running-*.txt")
        assert running.read_text(encoding="utf-8").splitlines()[1].endswith(", fr")
