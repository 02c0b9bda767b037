"""The front of the program without a terminal: what it was started with, and what speaks against that.

Nobody reads its standard error, and on Windows it has none: what goes wrong before there is a window is said
in a box.
"""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple, TextIO

from PySide6.QtWidgets import QMessageBox

from annotator import words
from annotator.crashes.keeping import EXIT_CODE, keep
from annotator.display import refuse_without_display
from annotator.edition import edition
from annotator.errors import (
    AnnotatorError,
    BadCall,
    MissingLibrary,
    OneProjectAtATime,
    ProjectError,
    UnknownOption,
)
from annotator.gui.application import application_in, default_name, run, start
from annotator.gui.exchange.refusal_words import refusal_words
from annotator.gui.settings import Settings
from annotator.gui.start import MakeSample
from annotator.gui.trouble import WHERE, tell_end
from annotator.model import RESERVED_NAMES
from annotator.words import N_, _

PROGRAM: Final = "annotator-gui"
USAGE: Final = N_(
    "Usage: {program} [PROJECT.annot]\n\n"
    "Open the window on a project; without one, choose it in the start window.\n\n"
    "  --version   Show the version and exit.\n"
    "  -h, --help  Show this message and exit.\n\n"
    "All other work is done by the command line: annotator --help"
)
_BAD_CALL: Final = 2  # what click ends with, too


class Wish(NamedTuple):
    """What the program was started for: a project, or something to say and nothing else."""

    project: Path | None = None
    answer: str = ""


def main(make_sample: MakeSample | None = None) -> int:
    """Open the project that is named, or the start window; return the exit code.

    Where nobody knows under which name to label, the start window asks for it first; where the project cannot
    be opened, it asks for another. Without `make_sample` it offers no sample project. Raises MissingLibrary,
    which no box of ours could say.
    """
    try:
        words.use(Settings().locale)
        wish = wish_of(sys.argv[1:])
        if wish.answer:
            _say(wish.answer)
            return 0
        refuse_without_display()
        return _open(wish.project, make_sample)
    except MissingLibrary:
        raise
    except AnnotatorError as error:
        _complain(error)
        return _BAD_CALL if isinstance(error, BadCall) else 1
    except Exception as error:
        # The border of the program: what comes here is a bug, and a traceback would quote the article.
        return _end_by(error)


def _end_by(error: Exception) -> int:
    kept = keep(error, where=WHERE)
    _print(kept.report.text(), sys.stderr)
    with suppress(Exception):  # who has no display has read it; and what broke may break this, too
        refuse_without_display()
        application_in(Settings())
        tell_end(kept, Settings())
    return EXIT_CODE


def wish_of(arguments: list[str]) -> Wish:
    """Read what was given on the command line; the same project twice is one.

    Raises UnknownOption and OneProjectAtATime.
    """
    projects: dict[Path, Path] = {}
    for place, one in enumerate(arguments):
        if one in ("-h", "--help"):
            return Wish(answer=_(USAGE).format(program=PROGRAM))
        if one == "--version":
            return Wish(answer=f"{PROGRAM} {edition()}")
        if one == "--":
            projects |= _by_place(arguments[place + 1 :])
            break
        if one.startswith("-psn_"):  # older macOS names the process that it starts
            continue
        if one.startswith("-") and not Path(one).exists():
            raise UnknownOption(option=one, program=PROGRAM)
        projects |= _by_place([one])
    if len(projects) > 1:
        raise OneProjectAtATime(count=len(projects))
    return Wish(project=next(iter(projects.values()), None))


def _by_place(given: list[str]) -> dict[Path, Path]:
    """Return paths by where they lead, those left empty by a menu left out."""
    return {Path(one).resolve(): Path(one) for one in given if one}


def _open(project: Path | None, make_sample: MakeSample | None) -> int:
    name = default_name()
    if project is None or not name.strip() or name in RESERVED_NAMES:
        return start(make_sample, project=project)
    try:
        return run(project, name)
    except ProjectError as error:
        _complain(error)
        return start(make_sample, problem=refusal_words(error))


def _say(answer: str) -> None:
    """Print what was asked for, or show it where there is nothing to print on."""
    if not _print(answer, sys.stdout):
        refuse_without_display()
        _show(QMessageBox.Icon.Information, answer)


def _complain(error: AnnotatorError) -> None:
    """Say what speaks against it, on standard error too, for whoever started it there."""
    _print(str(error), sys.stderr)
    try:
        refuse_without_display()
    except AnnotatorError:
        return
    _show(QMessageBox.Icon.Warning, refusal_words(error))


def _print(sentence: str, stream: TextIO | None) -> bool:
    """Print a sentence and tell whether there was anywhere to print it."""
    if stream is None:
        return False
    try:
        coding = stream.encoding or "utf-8"
        print(sentence.encode(coding, "backslashreplace").decode(coding), file=stream, flush=True)
    except (OSError, ValueError):  # closed, or whoever read it has gone
        return False
    return True


def _show(icon: QMessageBox.Icon, sentence: str) -> None:
    application_in(Settings())
    box = QMessageBox(icon, "Annotator", sentence)
    box.setObjectName("said")
    box.exec()
