"""Works in the window for a long time and watches the memory: `make soak`, or `MINUTES=5 make soak`.

Run it as `python benchmarks/soak.py [--minutes 30] [--settle 5] [--limit 5]`. On a copy of the sample
project, through the real window, it opens articles, labels, undoes, redoes, searches, zooms, changes language
and theme, and closes and opens the window again, by chance but always by the same one. It ends with 1 when
memory has grown by more than `--limit` MB since `--settle` minutes, or Qt or Python gave a warning.
"""

import argparse
import ctypes
import gc
import os
import random
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("ANNOTATOR_LANGUAGE", "ar")

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from annotator import demo
from annotator.gui.application import Application
from annotator.gui.settings import Settings
from annotator.gui.theme import THEMES
from annotator.gui.window import MainWindow
from annotator.project.file import Project

ANNOTATOR = "soak"
KEYS_PER_WINDOW = 400
WARM_WINDOWS = 5  # by then what is loaded once is loaded: fonts of all languages, figures, catalogues
OFFSCREEN_SAYS = "This plugin does not support propagateSizeHints()"
NONE, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = tuple[Qt.Key, Qt.KeyboardModifier]
MOVES: list[Key] = [
    (Qt.Key.Key_Tab, NONE),
    (Qt.Key.Key_Tab, SHIFT),
    (Qt.Key.Key_Left, NONE),
    (Qt.Key.Key_Left, CTRL),
    (Qt.Key.Key_Left, SHIFT),
    (Qt.Key.Key_Right, CTRL | SHIFT),
    (Qt.Key.Key_Down, NONE),
    (Qt.Key.Key_PageDown, NONE),
    (Qt.Key.Key_Home, CTRL),
    (Qt.Key.Key_Left, ALT),
    (Qt.Key.Key_Up, ALT),
]
DECISIONS: list[Key] = [
    (Qt.Key.Key_Return, NONE),
    (Qt.Key.Key_Return, NONE),
    (Qt.Key.Key_Delete, NONE),
    (Qt.Key.Key_1, NONE),
    (Qt.Key.Key_3, NONE),
    (Qt.Key.Key_4, NONE),
    (Qt.Key.Key_6, NONE),
    (Qt.Key.Key_BracketLeft, NONE),
    (Qt.Key.Key_BracketRight, SHIFT),
    (Qt.Key.Key_Space, NONE),
    (Qt.Key.Key_Return, CTRL),
    (Qt.Key.Key_Z, CTRL),
    (Qt.Key.Key_Z, CTRL),
    (Qt.Key.Key_Z, CTRL | SHIFT),
]
VIEWS: list[Key] = [
    (Qt.Key.Key_PageDown, CTRL),
    (Qt.Key.Key_PageUp, CTRL),
    (Qt.Key.Key_Equal, CTRL),
    (Qt.Key.Key_Minus, CTRL),
    (Qt.Key.Key_0, CTRL),
]
BESIDE = ("history", "show_removed", "keys", "palette", "find", "find_project", "filter", "note", "ask")


class Watch:
    """Collects what should not have been said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    @contextmanager
    def on(self) -> Iterator[None]:
        """Listen to Qt, to Python's warnings and to exceptions that nobody can catch."""
        warnings.simplefilter("always")
        warnings.showwarning = lambda message, category, name, line, *_rest: self.said.append(
            f"{Path(name).name}:{line}: {category.__name__}: {message}"
        )
        sys.excepthook = lambda kind, error, _trace: self.said.append(f"{kind.__name__}: {error}")
        sys.unraisablehook = lambda what: self.said.append(
            f"unraisable: {what.exc_value!r} in {what.object!r}"
        )
        qInstallMessageHandler(self._hear)
        try:
            yield
        finally:
            qInstallMessageHandler(None)
            sys.excepthook, sys.unraisablehook = sys.__excepthook__, sys.__unraisablehook__
            for sentence in dict.fromkeys(self.said):
                print(f"{self.said.count(sentence)} times: {sentence}", flush=True)

    def _hear(self, kind: QtMsgType, _context: object, message: str) -> None:
        is_bad = kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if is_bad and message != OFFSCREEN_SAYS:
            self.said.append(f"Qt: {message}")


class Sitting:
    """One window on the project, from opening to closing."""

    def __init__(self, project: Project, settings: Settings, chance: random.Random) -> None:
        self._settings, self._chance = settings, chance
        self._application = Application(project, ANNOTATOR, settings)
        self._application.window.resize(1440, 900)
        self._application.show()
        self._decisions = 0
        self.keys = 0

    @property
    def window(self) -> MainWindow:
        """The window in sight; another one after a change of language."""
        return self._application.window

    def work(self, *, until: float) -> None:
        """Press keys as a person might, and take back at the end what was decided."""
        acts: list[tuple[Callable[[], None], int]] = [
            (self._move, 30),
            (self._decide, 40),
            (self._change_view, 12),
            (self._look_beside, 4),
            (self._open_any, 4),
            (self._point, 10),
        ]
        doing, weights = zip(*acts, strict=True)
        while self.keys < KEYS_PER_WINDOW and time.monotonic() < until:
            self._chance.choices(doing, weights)[0]()
        self._show_agreement()
        self._change_language()
        for _time in range(self._decisions):
            self.window.perform("undo")
        self._settle()

    def close(self) -> None:
        """Close the window and let go of it, as on leaving a project."""
        window = self.window
        session = window.session
        window.close()
        window.deleteLater()
        session.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._settle()

    def _press(self, key: Key, *, on: QWidget | None = None) -> None:
        QTest.keyClick(on or self.window.labelling.article, *key)
        self.keys += 1
        self._settle()

    def _settle(self) -> None:
        self._application.qt.processEvents()

    def _move(self) -> None:
        self._press(self._chance.choice(MOVES))

    def _decide(self) -> None:
        self._press(self._chance.choice(DECISIONS))
        self._decisions += 1

    def _change_view(self) -> None:
        self._press(self._chance.choice(VIEWS))

    def _open_any(self) -> None:
        documents = self.window.labelling.documents
        if documents.rowCount():
            row = self._chance.randrange(documents.rowCount())
            self.window.labelling.open_document(documents.summary(row).id)
            self._settle()

    def _point(self) -> None:
        """Click, double-click, or drag over the article."""
        viewport = self.window.labelling.article.viewport()
        places = [
            viewport.rect().center() * self._chance.uniform(0.2, 1.8) if turn else viewport.rect().center()
            for turn in (False, True)
        ]
        if self._chance.random() < 0.5:
            QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, NONE, places[1])
        else:
            QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, NONE, places[1])
            QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, NONE, places[1])
        self.keys += 1
        self._settle()

    def _look_beside(self) -> None:
        """Show something that stands beside the article, write in it, and leave it."""
        window = self.window
        window.perform(self._chance.choice(BESIDE))
        self._settle()
        field = QApplication.focusWidget()
        if field is not None and field is not window.labelling.article:
            self._type(self._chance.choice(["الرباط", "وزير", "NATO"]), on=field)
            self._decisions += 1
            self._press((self._chance.choice([Qt.Key.Key_Return, Qt.Key.Key_Escape]), NONE), on=field)
        for dialog in window.findChildren(QDialog):
            dialog.close()
        window.labelling.article.setFocus()
        self._settle()

    def _type(self, text: str, *, on: QWidget) -> None:
        for letter in text:  # QTest types Latin letters alone
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(on, QKeyEvent(kind, 0, NONE, letter))
            self._settle()

    def _show_agreement(self) -> None:
        self.window.show_page("agreement")
        self._settle()
        self.window.show_page("labelling")
        self._settle()

    def _change_language(self) -> None:
        """Change language, theme or spacing, as the menu does: the window is made anew."""
        self._settings.locale = self._chance.choice(["ar", "ar_MA", "en", "fr"])
        self._settings.look.theme = THEMES[self._chance.choice(sorted(THEMES))]
        self.window.restyle_requested.emit()
        self._settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def memory_mb() -> float:
    """Return this process's resident memory in MB; NaN where /proc is not there.

    What is free already goes back to the system first: glibc keeps some MB of it, or none, by chance.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def soak(folder: Path, *, seconds: float, settle: float, every: float, watch: Watch) -> float:
    """Work for so many seconds, print the memory every so often, and return its growth in MB.

    What is there after `settle` seconds counts as the beginning.
    """
    path = demo.make(folder, on_progress=lambda _done, _all: None)
    settings = Settings(QSettings(str(folder / "soak.ini"), QSettings.Format.IniFormat))
    chance = random.Random(11)
    began = time.monotonic()
    settled: float | None = None
    keys = windows = 0
    shown = 0.0
    while time.monotonic() - began < seconds:
        with Project.open(path) as project:
            sitting = Sitting(project, settings, chance)
            sitting.work(until=began + seconds)
            sitting.close()
        keys, windows = keys + sitting.keys, windows + 1
        del sitting
        passed, now = time.monotonic() - began, memory_mb()
        if settled is None and passed >= settle and windows >= WARM_WINDOWS:
            settled = now
        if passed - shown >= every or passed >= seconds:
            shown = passed
            growth = f"{now - settled:+5.1f} MB" if settled is not None else "settling"
            print(
                f"{passed:6.0f} s  {now:6.1f} MB  {growth}  {windows} windows, {keys:,} keys, "
                f"{len(QApplication.allWidgets())} widgets left, {len(watch.said)} warnings",
                flush=True,
            )
    return memory_mb() - (settled if settled is not None else memory_mb())


def main() -> int:
    """Work, say how it went, and return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--settle", type=float, default=5, help="minutes after which growth counts")
    parser.add_argument("--limit", type=float, default=5, help="MB of growth that are let pass")
    asked = parser.parse_args()
    watch = Watch()
    with watch.on(), tempfile.TemporaryDirectory() as folder:
        growth = soak(
            Path(folder),
            seconds=asked.minutes * 60,
            settle=asked.settle * 60,
            every=min(60.0, asked.minutes * 60 / 12),
            watch=watch,
        )
    print(f"grown by {growth:.1f} MB (limit {asked.limit:g}), {len(watch.said)} warnings (limit 0)")
    return 1 if growth > asked.limit or watch.said else 0


if __name__ == "__main__":
    sys.exit(main())
