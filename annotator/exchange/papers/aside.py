"""A process beside this one, in which files of others are taken apart, with limits on time and memory.

The libraries that read pages and papers are large, some of them are written in C, and a file may be made
to stop them. What happens to them there stops no window and loses no decision. One process reads one
file after the other and ends when nobody asks it any more.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from annotator import errors
from annotator.exchange.papers.paper import Paper

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

SECONDS: Final = 60.0  # for one file
MEMORY: Final = 2 << 30  # bytes of address space, where the system can hold a process to them
_IDLE: Final = 60.0  # seconds without a question, after which the process ends


def read_aside(
    kind: str, path: Path, *, name: str, encoding: str | None = None, seconds: float = SECONDS
) -> Paper:
    """Return what a file of a kind (html, pdf, docx) says, read in the process beside.

    `name` is what sentences call it. Raises what its reader raises, PaperDamaged, PaperTooSlow and
    PaperTooHeavy.
    """
    with _lock:
        try:
            return _beside.ask((kind, path, name, encoding), seconds)
        except TimeoutError:
            raise errors.PaperTooSlow(path=name, seconds=round(seconds)) from None
        except (EOFError, OSError) as error:
            raise errors.PaperTooHeavy(path=name) from error


class _Beside:
    """The process and the line to it; one thread at a time may ask."""

    def __init__(self) -> None:
        self._process: Any = None
        self._line: Connection[Any, Any] | None = None

    def ask(self, question: tuple[object, ...], seconds: float) -> Paper:
        line = self._living()
        try:
            line.send(question)
            if not line.poll(seconds):
                raise TimeoutError
            answer = line.recv()
        except BaseException:  # also Ctrl+C: an answer that nobody waits for would be taken for the next
            self._end()
            raise
        if isinstance(answer, Paper):
            return answer
        kind, values = answer
        raise kind(**values)

    def _living(self) -> "Connection[Any, Any]":
        if self._line is not None and self._process.is_alive():
            return self._line
        self._end()
        from multiprocessing import get_context

        spawn = get_context("spawn")  # a fork would copy the open project and the locks of other threads
        line, theirs = spawn.Pipe()
        process = spawn.Process(target=_serve, args=(theirs,), daemon=True)
        with _deaf():
            process.start()
        theirs.close()  # else nobody would notice the end of the process
        self._process, self._line = process, line
        return line

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None


_lock: Final = threading.Lock()
_beside: Final = _Beside()


@contextmanager
def _deaf() -> Iterator[None]:
    """Let a process be born deaf to Ctrl+C, which is for its parent; Windows knows no such birth."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: "Connection[Any, Any]") -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _quiet()
    _limit()
    with suppress(EOFError, OSError):  # the parent is gone
        while line.poll(_IDLE):
            line.send(_answer(*line.recv()))


def _answer(kind: str, path: Path, name: str, encoding: str | None) -> object:
    try:
        return _reader(kind)(path, name=name, encoding=encoding)
    except errors.AnnotatorError as refusal:
        return type(refusal), refusal.values
    except MemoryError:
        return errors.PaperTooHeavy, {"path": name}
    except OSError as error:
        return errors.UnreadableFile, {"path": name, "why": error.strerror or type(error).__name__}
    except Exception as error:  # whatever a library does with a file that it did not expect
        return errors.PaperDamaged, {"path": name, "why": type(error).__name__}


def _reader(kind: str) -> Callable[..., Paper]:
    if kind == "html":
        from annotator.exchange.papers.html_text import read
    elif kind == "pdf":
        from annotator.exchange.papers.pdf_text import read
    else:
        from annotator.exchange.papers.docx_text import read
    return read


def _quiet() -> None:
    """Let no library write between our sentences."""
    sys.stderr.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _limit() -> None:
    with suppress(ImportError, OSError, ValueError):  # Windows and macOS have no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
