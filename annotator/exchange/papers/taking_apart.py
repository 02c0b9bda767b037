"""What the process beside does: reads a page or a paper for each question, and answers in a line of JSON."""

import json
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from annotator import errors
from annotator.crashes import fatal
from annotator.crashes.keeping import keep
from annotator.crashes.places import ends_in_program
from annotator.exchange.papers.paper import Paper

MEMORY: Final = 2 << 30  # bytes of address space, where the system can hold a process to them
_WHERE: Final = "pages and papers"
_LATEST: Final = 300.0  # seconds for a file when nobody is left to stop it


def main() -> int:
    """Answer until nobody asks any more; returns 0."""
    # Libraries may print: only answers go where the parent listens.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    _limit_memory()
    with fatal.watched(_WHERE):
        for line in sys.stdin:
            alone = threading.Timer(_LATEST, os._exit, [1])
            alone.daemon = True
            alone.start()
            answers.write(json.dumps(answer(**json.loads(line))) + "\n")
            answers.flush()
            alone.cancel()
    return 0


def answer(kind: str, path: str, name: str, encoding: str | None) -> dict[str, Any]:
    """Return what a file says, or the name of the error that refuses it and its values."""
    refused: type[errors.AnnotatorError]
    try:
        return _reader(kind)(Path(path), name=name, encoding=encoding)._asdict()
    except errors.AnnotatorError as refusal:
        refused, values = type(refusal), refusal.values
    except MemoryError:
        refused, values = errors.PaperTooHeavy, {"path": name}
    except OSError as error:
        why = error.strerror or type(error).__name__
        refused, values = errors.UnreadableFile, {"path": name, "why": why}
    except Exception as error:  # whatever a library does with a file that it did not expect
        if ends_in_program(error.__traceback__):  # and what we did not
            keep(error, where=_WHERE)
        refused, values = errors.PaperDamaged, {"path": name, "why": type(error).__name__}
    return {"refused": refused.__name__, "values": values}


def _reader(kind: str) -> Callable[..., Paper]:
    if kind == "html":
        from annotator.exchange.papers.html_text import read
    elif kind == "pdf":
        from annotator.exchange.papers.pdf_text import read
    else:
        from annotator.exchange.papers.docx_text import read
    return read


def _limit_memory() -> None:
    with suppress(ImportError, OSError, ValueError):  # Windows and macOS have no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    sys.exit(main())
