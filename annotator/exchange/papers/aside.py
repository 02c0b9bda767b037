"""A process beside this one, in which pages and papers are taken apart, with limits on time and memory.

The libraries that read them are large, some are written in C, and a file may be made to stop them. What
happens to them there stops no window and loses no decision. One process reads one file after the other and
ends when nobody has asked for a while. What it does is in `taking_apart`; a question and its answer are one
line of JSON each.
"""

import atexit
import json
import os
import subprocess
import threading
from pathlib import Path
from typing import Any, Final

import annotator
from annotator import errors
from annotator.exchange.papers.paper import Paper
from annotator.own_program import own_worker

SECONDS: Final = 60.0  # for one file
ARGUMENT: Final = "--paper-worker"  # what a frozen program is told, which is its own Python
_IDLE: Final = 60.0  # seconds without a question, after which the process ends


def read_aside(
    kind: str, path: Path, *, name: str, encoding: str | None = None, seconds: float = SECONDS
) -> Paper:
    """Return what a file of a kind (html, pdf, docx) says, read in the process beside.

    `name` is what sentences call it. Raises what its reader raises, PaperDamaged, PaperTooSlow and
    PaperTooHeavy.
    """
    question = {"kind": kind, "path": str(path.absolute()), "name": name, "encoding": encoding}
    with _lock:
        try:
            answer = _beside.ask(question, seconds)
        except TimeoutError:
            raise errors.PaperTooSlow(path=name, seconds=round(seconds)) from None
        except (EOFError, OSError) as error:
            raise errors.PaperTooHeavy(path=name) from error
    if "refused" in answer:
        raise getattr(errors, answer["refused"])(**answer["values"])
    return Paper(**answer)


class _Beside:
    """The process and the lines to it; one thread at a time may ask."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._rest: threading.Timer | None = None

    def ask(self, question: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Return the answer; raises TimeoutError, and EOFError or OSError where the process ends."""
        if self._rest is not None:
            self._rest.cancel()
        process = self._living()
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            process.kill()

        limit = threading.Timer(seconds, stop)
        limit.start()
        try:
            answer = self._exchange(process, json.dumps(question))
        except BaseException as error:  # also Ctrl+C: what nobody waits for would be taken for the next
            self.end()
            if is_late.is_set() and isinstance(error, EOFError | OSError):
                raise TimeoutError from None
            raise
        finally:
            limit.cancel()
            limit.join()
        self._rest = threading.Timer(_IDLE, _end_idle)
        self._rest.daemon = True
        self._rest.start()
        return answer

    def end(self) -> None:
        """End the process at once: it keeps nothing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for line in (process.stdin, process.stdout):
            if line is not None:
                try:
                    line.close()
                except OSError:  # what was not written when it died
                    continue
        process.wait()

    def _living(self) -> "subprocess.Popen[str]":
        if self._process is None or self._process.poll() is not None:
            self.end()
            self._process = _started()
        return self._process

    @staticmethod
    def _exchange(process: "subprocess.Popen[str]", question: str) -> dict[str, Any]:
        if process.stdin is None or process.stdout is None:
            raise EOFError
        process.stdin.write(question + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if not answer.endswith("\n"):
            raise EOFError
        found: dict[str, Any] = json.loads(answer)
        return found


def _started() -> "subprocess.Popen[str]":
    home = str(Path(annotator.__file__).resolve().parent.parent)
    # What is not absolute would be looked for in the folder where somebody works.
    given = [one for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if Path(one).is_absolute()]
    return subprocess.Popen(
        own_worker(ARGUMENT, module="annotator.exchange.papers.taking_apart"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # no library writes between our sentences
        env={**os.environ, "PYTHONPATH": os.pathsep.join([*given, home]), "PYTHONUTF8": "1"},
        encoding="utf-8",
        start_new_session=True,  # so that Ctrl+C is for the parent
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


_lock: Final = threading.Lock()
_beside: Final = _Beside()
atexit.register(_beside.end)


def _end_idle() -> None:
    if _lock.acquire(blocking=False):  # else somebody is asking just now
        try:
            _beside.end()
        finally:
            _lock.release()
