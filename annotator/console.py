"""The terminal under the command line: what a person types into it, and what of ours it can show."""

import errno
import io
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from typing import Any

import click

from annotator import watched
from annotator.crashes import fatal
from annotator.crashes.hooks import uncaught
from annotator.crashes.keeping import EXIT_CODE, keep
from annotator.errors import AnnotatorError, CannotWrite, MissingLibrary
from annotator.text.printable import printable
from annotator.words import _


class Commands(click.Group):
    """Turns the errors that are nobody's fault into one sentence and exit code 1, a bug into a report."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, on streams that take every character: some terminals and pipes know no Arabic."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        given: Sequence[str] = (args[0] if args else kwargs.get("args")) or sys.argv[1:]
        command = next((one for one in given if one in self.commands), "")
        where = f"command line {command}".rstrip()
        # Beside the window nobody sees how it ends.
        dying = fatal.watched(where) if os.environ.get(watched.VARIABLE) else nullcontext()
        try:
            with uncaught(where=where, tell=partial(_tell_bug, where=where)), dying:
                return super().main(*args, **kwargs)
        except Exception as error:
            # The border of the program: what comes here is a bug, and a traceback would quote the article.
            _tell_bug(error, where=where)
            sys.exit(EXIT_CODE)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command, which is listed with its whole first sentence."""
        cmd.short_help = cmd.get_short_help_str(limit=sys.maxsize)
        super().add_command(cmd, name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and say what speaks against it."""
        try:
            return super().invoke(ctx)
        except AnnotatorError as error:
            _say(error)
            ctx.exit(1)
        except ImportError as error:  # of Qt, which is imported by the command that needs it
            missing = MissingLibrary.of(error)
            if missing is None:
                raise
            _say(missing)
            ctx.exit(1)
        except OSError as error:
            # Of a disk that is full under `annotator ... > file` no name is known.
            is_full = error.errno == errno.ENOSPC and error.filename is None
            if not is_full and not _has_no_reader(error):
                raise
            _write_no_more()
            if not is_full:
                ctx.exit(1)
            _say(CannotWrite(path="stdout", why=os.strerror(errno.ENOSPC)))
            ctx.exit(1)


def _say(error: AnnotatorError) -> None:
    # A name in it may hold what would break the line or steer the terminal.
    click.echo(_("Error: {sentence}").format(sentence=printable(str(error))), err=True)


def _tell_bug(error: BaseException, *, where: str) -> None:
    """Keep a report of a bug, and say in one sentence where it lies."""
    kept = keep(error, where=where)
    if kept.path is not None:
        sentence = _("This should not have happened. A report of it, without any article text, is in {path}.")
        said = [_("Error: {sentence}").format(sentence=sentence.format(path=printable(str(kept.path))))]
    else:
        sentence = _("This should not have happened. No report of it could be kept; it would say:")
        said = [_("Error: {sentence}").format(sentence=sentence), kept.report.text()]
    with suppress(OSError, ValueError):  # nobody reads standard error any more
        click.echo("\n".join(said), err=True)


def _has_no_reader(error: OSError) -> bool:
    """Tell whether the reader of our output went away (`annotator ... | head`), so that nobody is to be told.

    Windows calls a pipe that nobody reads any more an invalid argument.
    """
    is_windows_word = sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None
    return isinstance(error, BrokenPipeError) or is_windows_word


def _write_no_more() -> None:
    """Let what is left in standard output go nowhere, or it is tried again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def text(value: str) -> str:
    """Take an argument that is to be stored; bytes that are no UTF-8 arrive as lone surrogates."""
    if any("\ud800" <= one <= "\udfff" for one in value):
        raise click.BadParameter(_("this is not UTF-8."))
    return value


def names_in(listed: str | None) -> list[str] | None:
    """Return the names in a list with commas; None where there is none."""
    return [name.strip() for name in (listed or "").split(",") if name.strip()] or None


def print_json(value: object) -> None:
    """Print a value as JSON, with escapes where standard output knows no Arabic."""
    is_unicode = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=not is_unicode, indent=2, default=str))


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Lend the question whether Ctrl+C was pressed; pressed once more it ends the program at once."""
    pressed: list[int] = []

    def press(number: int, _frame: object) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)

    before = signal.signal(signal.SIGINT, press)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """Draw a progress bar on standard error where somebody watches, lines where a program does."""
    if os.environ.get(watched.VARIABLE):
        yield watched.Teller().say
        return
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
