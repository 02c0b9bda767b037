"""Hears of every bug that nobody catches while the window lives, has it kept, and tells a person once.

What is nobody's fault but the computer's (a full disk under an open window) is its sentence alone. Neither
the dialog nor standard error ever has what a bug's exception says: it may quote the article.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from annotator.crashes import fatal
from annotator.crashes.hooks import uncaught
from annotator.crashes.keeping import Kept, keep
from annotator.crashes.report import run_on
from annotator.crashes.shelf import Stored
from annotator.errors import AnnotatorError
from annotator.gui.settings import Settings

if TYPE_CHECKING:
    from annotator.gui.trouble_dialog import TroubleDialog

WHERE: Final = "window"
QUIET_SECONDS: Final = 10.0
"""How long a bug has to be quiet before it is told again: what breaks a paint breaks every paint."""

_watching: list["Trouble"] = []


class Trouble(QObject):
    """What it hears in any thread it tells in that of the window, when whatever broke has come to its end."""

    _bug_met = Signal(object)
    _fault_met = Signal(str)

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, self._clock = settings, clock
        self._shown: QDialog | None = None
        self._told: TroubleDialog | None = None  # where it is a bug that is shown
        self._last: dict[str, float] = {}  # when each bug happened last
        # Never at once: a dialog in the middle of a paint would be painted in the middle of it.
        self._bug_met.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._fault_met.connect(self._tell_fault, Qt.ConnectionType.QueuedConnection)

    def hear(self, error: BaseException) -> None:
        """Keep a report of a bug and have it told; from any thread, and never raising."""
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
            return
        try:
            if isinstance(error, AnnotatorError):
                self._fault_met.emit(str(error))
            else:
                kept = keep(error, where=WHERE)
                self._bug_met.emit(kept)
                if kept.times == 1 and sys.stderr is not None:
                    with suppress(OSError, ValueError):  # the terminal that it was started in has gone
                        print(kept.report.text(), file=sys.stderr)
        except Exception as broken:  # Qt has gone, or the sentence is broken: nobody is above this
            keep(broken, where=WHERE)

    def tell_last_end(self, left: list[Stored]) -> None:
        """Tell of the crash in which the program ended last time, if there was one in the window."""
        of_window = [one for one in left if one.report.where == WHERE]
        if of_window:
            last = max(of_window, key=lambda one: one.report.last)
            self._show(Kept(last.path.stem, last.report, last.path, 1), is_last_time=True)

    def _tell(self, kept: Kept) -> None:
        """Tell of a bug, or count it where it is told already, or was a moment ago."""
        now, before = self._clock(), self._last.get(kept.name)
        self._last[kept.name] = now
        if self._told is not None and self._told.name == kept.name:
            self._told.count(kept)
        elif self._shown is None and (before is None or now - before >= QUIET_SECONDS):
            self._show(kept)

    def _tell_fault(self, sentence: str) -> None:
        if self._shown is None:
            box = QMessageBox(QMessageBox.Icon.Warning, "Annotator", sentence, parent=_front())
            box.setTextFormat(Qt.TextFormat.PlainText)  # it may name a file
            self._open(box)

    def _show(self, kept: Kept, *, is_last_time: bool = False) -> None:
        try:
            from annotator.gui.trouble_dialog import Occasion, TroubleDialog  # what hardly anybody sees

            occasion = Occasion.LAST_TIME if is_last_time else Occasion.NOW
            self._told = TroubleDialog(kept, occasion, self._settings.look.theme, _front())
            self._open(self._told)
        except Exception as broken:  # it would be told by the same dialog
            keep(broken, where=WHERE)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shown = dialog
        forget = partial(self._forget, dialog)
        dialog.finished.connect(forget)
        dialog.destroyed.connect(forget)  # with the window that it belongs to
        dialog.open()

    def _forget(self, dialog: QDialog, *_how: object) -> None:
        if self._shown is dialog:  # it is destroyed some time after it was closed
            self._shown = self._told = None


@contextmanager
def watched(settings: Settings) -> Iterator[None]:
    """Hear of every bug in there that nobody catches: in the event loop, in jobs, in threads, in native code.

    A crash of the window that was left behind is told when the event loop runs. The second of two, one within
    the other, does nothing.
    """
    if _watching:
        yield
        return
    trouble = Trouble(settings)
    _watching.append(trouble)
    say_what_it_runs_on(settings)
    before = sys.excepthook
    sys.excepthook = _hook(trouble)
    left = fatal.take_over()
    QTimer.singleShot(0, trouble, lambda: trouble.tell_last_end(left))
    try:
        with uncaught(where=WHERE, tell=trouble.hear), fatal.watched(WHERE):
            yield
    finally:
        sys.excepthook = before
        _watching.remove(trouble)


def tell_end(kept: Kept, settings: Settings) -> None:
    """Tell of a bug that ends the program, and wait until it was seen.

    Needs an application of Qt; never raises.
    """
    with suppress(Exception):  # nobody is above this, and the report is kept
        from annotator.gui.trouble_dialog import Occasion, TroubleDialog

        TroubleDialog(kept, Occasion.END, settings.look.theme).exec()


def say_what_it_runs_on(settings: Settings) -> None:
    """Say for every report from here on which Qt there is, and the language that the window speaks now."""
    run_on(f"Qt {qVersion()} {QGuiApplication.platformName()}".rstrip(), settings.locale)
    fatal.renew()


def _hook(
    trouble: Trouble,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def hook(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        trouble.hear(error)

    return hook


def _front() -> QWidget | None:
    """Return the window that a dialog belongs to: the one that has the keys, else one in sight."""
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isWindow()]
    return QApplication.activeWindow() or next(
        (one for one in shown if one.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog)), None
    )
