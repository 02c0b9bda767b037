"""The program's side of the worker process: it starts it, gives it work, and ends it.

Whatever becomes of the process, the caller gets its answer or one sentence. A worker ends with this
program: its standard input closes then.
"""

import json
import os
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

import annotator
from annotator.errors.recognisers import (
    LowercasingTokenizer,
    MissingCatalogue,
    NoCamelTools,
    RecogniserAskedNetwork,
    RecogniserEnded,
    RecogniserError,
    RecogniserNotLoaded,
    RecogniserOutOfMemory,
    RecogniserStopped,
)
from annotator.own_program import own_worker
from annotator.suggest.camel import catalogue
from annotator.suggest.camel.folder import Installed, IsCancelled, data_folder
from annotator.suggest.camel.worker import ARGUMENT

_KILLED: Final = -9
_LOOK_SECONDS: Final = 0.1  # between two looks at whether the work was cancelled
_PATIENCE: Final = 5.0  # seconds between the end of the answers and that of the process
_LAST_LINES: Final = 20
_KEPT_VARIABLES: Final = ("PYTHONHOME", "PYTHONSTARTUP", "PYTHONINSPECT")

OnStage = Callable[[str], None]


def command() -> list[str]:
    """Return what starts a worker: this Python with the module, or the frozen program itself."""
    return own_worker(ARGUMENT, module="annotator.suggest.camel.worker")


class CamelWorker:
    """A worker process, for one thread; use it as a context manager.

    `on_stage` hears the names of the stages while something loads: "import" (seconds, CAMeL Tools
    and torch), "load" (the model), "words" (the morphology). `is_cancelled` is asked ten times a
    second; a yes kills the process and raises RecogniserStopped.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        on_stage: OnStage | None = None,
        is_cancelled: IsCancelled | None = None,
    ) -> None:
        self._folder = folder or data_folder()
        self._on_stage = on_stage
        self._is_cancelled = is_cancelled
        self._process: subprocess.Popen[str] | None = None
        self._home: tempfile.TemporaryDirectory[str] | None = None
        self._answers: deque[str | None] = deque()
        self._has_answer = threading.Condition()
        self._said: deque[str] = deque(maxlen=_LAST_LINES)
        self._readers: list[threading.Thread] = []

    def __enter__(self) -> Self:
        if not (self._folder / catalogue.FILE).is_file():
            raise MissingCatalogue(path=self._folder / catalogue.FILE)
        try:
            self._home = tempfile.TemporaryDirectory(prefix="annotator-camel-", ignore_cleanup_errors=True)
            self._process = _started()
            self._readers = [
                self._reading(self._process.stdout, self._take_answer),
                self._reading(self._process.stderr, self._take_words),
            ]
            self._ask(order="start", data=str(self._folder), home=self._home.name, threads=_threads())
        except OSError as error:  # there is no place for a folder, or no room for a process
            self.close()
            raise RecogniserEnded(why=error.strerror) from error
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def process_id(self) -> int:
        """The number of the process; raises RuntimeError where none was started."""
        if self._process is None:
            raise RuntimeError("the worker was not started")
        return self._process.pid

    def load_recogniser(self, one: Installed) -> list[str]:
        """Load the recogniser that `folder.ready` returned; return its labels. Raises RecogniserError."""
        found: list[str] = self._ask(order="recogniser", dataset=one.package.dataset, path=str(one.path))
        return found

    def load_analyser(self, one: Installed) -> None:
        """Load a database of morphology that `folder.ready` returned. Raises RecogniserError."""
        self._ask(order="analyser", path=str(one.path))

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return each word's label: B- or I- with PERS, LOC, ORG or MISC, or O. Raises RecogniserError."""
        found: list[list[str]] = self._ask(order="tag", sentences=[list(words) for words in sentences])
        if list(map(len, found)) != list(map(len, sentences)):
            raise RecogniserEnded(why="length")
        return found

    def readings(self, words: Sequence[str]) -> list[dict[str, float]]:
        """Return how likely each part of speech is for every word, by CAMeL's names of them."""
        found: list[dict[str, float]] = self._ask(order="read", words=list(words))
        if len(found) != len(words):
            raise RecogniserEnded(why="length")
        return found

    def close(self) -> None:
        """End the process at once, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for reader in self._readers:
                reader.join()
            for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
                if stream is not None:
                    _close(stream)
        if self._home is not None:
            self._home.cleanup()

    # --- orders and answers ------------------------------------------------------------------------

    def _ask(self, **order: object) -> Any:
        if self._process is None or self._process.stdin is None:
            raise RuntimeError("the worker was not started")
        with suppress(OSError):  # it is no more; what it said last tells why
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
        while True:
            answer = self._next_answer()
            if "stage" in answer:
                if self._on_stage is not None:
                    self._on_stage(answer["stage"])
            elif "error" in answer:
                raise self._told(answer, order)
            else:
                return answer["done"]

    def _next_answer(self) -> Mapping[str, Any]:
        while True:
            with self._has_answer:
                if not self._answers:
                    self._has_answer.wait(_LOOK_SECONDS)
                line = self._answers[0] if self._answers else ""
                if line:
                    self._answers.popleft()  # the end of them stays
            if self._is_cancelled is not None and self._is_cancelled():
                self.close()
                raise RecogniserStopped
            if line is None:
                raise self._ended()
            if line:
                try:
                    answer: Mapping[str, Any] = json.loads(line)
                except ValueError as error:  # it died in the middle of a line, or is no worker of ours
                    self.close()
                    raise RecogniserEnded(why=line[:80].strip()) from error
                return answer

    def _ended(self) -> RecogniserError:
        """Return the sentence for a process that is no more."""
        if self._process is None:
            raise RuntimeError("the worker was not started")
        try:
            code = self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:  # it answers no more, but lives
            self._process.kill()
            code = self._process.wait()
            return RecogniserEnded(why=code)
        for reader in self._readers:
            reader.join()
        if code == _KILLED:
            return RecogniserOutOfMemory()
        return RecogniserEnded(why=self._said[-1] if self._said else code)

    def _told(self, answer: Mapping[str, Any], order: Mapping[str, Any]) -> RecogniserError:
        path = Path(str(order.get("path", self._folder)))
        match answer["error"]:
            case "memory":
                return RecogniserOutOfMemory()
            case "no catalogue":
                return MissingCatalogue(path=answer["why"])
            case "not installed":
                return NoCamelTools()
            case "letters":
                return LowercasingTokenizer(path=path / "tokenizer_config.json")
            case "network":
                return RecogniserAskedNetwork()
            case "not loaded":
                return RecogniserNotLoaded(path=path, why=answer["why"])
            case _:
                return RecogniserEnded(why=answer["why"])

    # --- what the process says ------------------------------------------------------------------------

    def _reading(self, stream: IO[str] | None, take: Callable[[str | None], None]) -> threading.Thread:
        def read() -> None:
            for line in stream or ():
                take(line)
            take(None)

        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        return thread

    def _take_answer(self, line: str | None) -> None:
        with self._has_answer:
            self._answers.append(line)
            self._has_answer.notify()

    def _take_words(self, line: str | None) -> None:
        if line is not None and line.strip():
            self._said.append(line.strip()[:200])


def _started() -> "subprocess.Popen[str]":
    home = str(Path(annotator.__file__).resolve().parent.parent)
    kept = {name: value for name, value in os.environ.items() if name not in _KEPT_VARIABLES}
    # What is not absolute would be looked for in the folder where somebody works.
    added = [one for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if Path(one).is_absolute()]
    return subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**kept, "PYTHONPATH": os.pathsep.join([home, *added]), "PYTHONUTF8": "1"},
        encoding="utf-8",
        errors="backslashreplace",
        start_new_session=True,  # so that Ctrl+C is ours to pass on
        # On Windows: after the window in turn, without a console of its own, and so out of reach of Ctrl+C.
        creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
        | getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _threads() -> int:
    """Return how many threads the worker may use: one processor is left to the window."""
    return max(1, (os.cpu_count() or 2) - 1)


def _close(stream: IO[str]) -> None:
    with suppress(OSError):  # what was not written when it died
        stream.close()
