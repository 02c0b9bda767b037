"""Runs a command of our own command line beside the window, in a process that anybody may end at any time.

What learns and what suggests for many articles needs a processor of its own: Python runs one thread at a
time, and a thread of the window's would cost every key. A process that is killed leaves a sound project.
"""

import json
import os
import sys
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from annotator import watched
from annotator.crashes import fatal
from annotator.crashes.keeping import EXIT_CODE, keep_printed
from annotator.words import N_, _, locale

_NICE: Final = 10  # of 19: the person at the window goes first
_END_MS: Final = 2_000
_BELOW_NORMAL: Final = 0x4000  # BELOW_NORMAL_PRIORITY_CLASS of Windows
_SET_INFORMATION: Final = 0x0200  # PROCESS_SET_INFORMATION
_TRACEBACK: Final = "Traceback ("
_BROKE: Final = N_(
    "The work in the background ended by a bug. A report of it is in the menu under Help, Reports of errors."
)


class OwnCommand(QObject):
    """One run of one command that prints one JSON object. It deletes itself when it has reported its end."""

    done = Signal(object)
    """The object that it printed."""
    failed = Signal(str)
    """The sentence that it ended with."""
    progressed = Signal(int, int)
    """How much of how much is done."""

    def __init__(
        self, program: Sequence[str], arguments: Sequence[str], *, given: str = "", parent: QObject
    ) -> None:
        """`given` is what it reads from standard input."""
        super().__init__(parent)
        self._given = given
        self._said: list[str] = []
        process = self._process = QProcess(self)
        process.setProgram(program[0])
        process.setArguments([*program[1:], *arguments])
        process.setProcessEnvironment(_environment())
        process.setReadChannel(QProcess.ProcessChannel.StandardError)
        process.started.connect(self._begin)
        process.readyReadStandardError.connect(self._read)
        process.finished.connect(self._end)
        process.errorOccurred.connect(self._fail)

    def start(self) -> None:
        """Begin; whoever wants to hear of it has to be connected by now."""
        self._process.start()

    def stop(self, *, waits: bool = False) -> None:
        """End the process and report nothing any more; `waits` until it is gone, before the file closes."""
        self.blockSignals(True)
        self._process.kill()
        if waits:
            self._process.waitForFinished(_END_MS)

    def _begin(self) -> None:
        _step_back(self._process.processId())
        self._process.write(self._given.encode())
        self._process.closeWriteChannel()

    def _read(self) -> None:
        while self._process.canReadLine():
            self._take(bytes(self._process.readLine().data()))

    def _take(self, line: bytes) -> None:
        """Take a line on standard error: progress, or what is wrong."""
        words = line.decode(errors="replace").strip()
        progress = watched.heard(words)
        if progress is not None:
            self.progressed.emit(*progress)
        elif words:
            self._said.append(words)

    def _end(self, code: int, status: QProcess.ExitStatus) -> None:
        self.deleteLater()
        for line in bytes(self._process.readAllStandardError().data()).splitlines():
            self._take(line)
        if status == QProcess.ExitStatus.NormalExit and code == 0:
            printed = bytes(self._process.readAllStandardOutput().data()).decode(errors="replace")
            try:
                self.done.emit(json.loads(printed))
            except ValueError:
                self.failed.emit(_("The work in the background ended without a result."))
            return
        if status == QProcess.ExitStatus.CrashExit:
            fatal.take_over()  # where it died may be known now
        self.failed.emit(self._sentence(code))

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:  # which nothing follows
            self.deleteLater()
            self.failed.emit(_("The work in the background could not be started."))

    def _sentence(self, code: int) -> str:
        """Return what the command said last; of a bug, that there is a report, made by it or here."""
        if code == EXIT_CODE:
            return _(_BROKE)
        before = _("Error: {sentence}").partition("{")[0]
        said = [line for line in self._said if line.startswith(before)]
        if said:
            return said[-1].removeprefix(before)
        if any(line.startswith(_TRACEBACK) for line in self._said):
            keep_printed(self._said, where="process beside")
            return _(_BROKE)
        return _("The work in the background ended before it was done.")


def _environment() -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("ANNOTATOR_LANGUAGE", locale())
    environment.insert(watched.VARIABLE, "1")
    environment.insert("PYTHONUTF8", "1")
    return environment


def _step_back(process_id: int) -> None:
    """Let everything else on the computer go first; where that is refused it is no harm."""
    try:
        if sys.platform == "win32":
            import ctypes

            kernel = ctypes.windll.kernel32
            handle = kernel.OpenProcess(_SET_INFORMATION, False, process_id)
            kernel.SetPriorityClass(handle, _BELOW_NORMAL)
            kernel.CloseHandle(handle)
        else:
            os.setpriority(os.PRIO_PROCESS, process_id, _NICE)
    except OSError:
        return
