"""The manual pages annotator(1) and annotator-gui(1), from what the commands say of themselves.

One page for the whole command line: a page a command would have to be known by name to be read.
"""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from typing import Final

import click

from annotator.edition import Edition

_ENVIRONMENT: Final = """\
.SH ENVIRONMENT
.TP
.B ANNOTATOR_LANGUAGE
The language: en, fr, ar, or ar with a region, which chooses the digits: ar_MA writes 123, ar_EG those of
Egypt. Where it is not set, LC_ALL, LC_MESSAGES and LANG are asked. A language that was chosen in the window
stays that of the window.
.TP
.B QT_QPA_PLATFORM
How Qt reaches the screen; offscreen draws without one.
"""
_FILES: Final = """\
.SH FILES
.TP
.I NAME.annot
A project: an SQLite file with articles, annotations, suggestions and every decision.
.TP
.I ~/.config/Annotator/annotator.conf
Settings of the window.
.TP
.I ~/.local/state/annotator/errors/
Reports of errors, twenty at most, which hold nothing of the articles. They stay on this computer.
"""
_WINDOW: Final = """\
.SH SYNOPSIS
.B annotator\\-gui
[\\fIPROJECT.annot\\fR]
.SH DESCRIPTION
Open the window on a project. Without one, a start window offers those opened last, a new one, and a sample.
All other work is done by the command line, see
.BR annotator (1).
.SH OPTIONS
.TP
.B \\-\\-version
Print version, flavour and build.
.TP
.BR \\-h ", " \\-\\-help
Print how it is called.
.SH EXIT STATUS
0 after the window was closed, 1 where the project could not be opened, 2 for a call that is not understood.
"""
_EXIT: Final = """\
.SH EXIT STATUS
0: done. 1: not done, or not all of it; one sentence on standard error says why.
2: a command or an option that does not exist, or one that is missing.
"""


def pages(edition: Edition, *, at: int) -> dict[str, str]:
    """Return each page's roff source by its file name; `at` is the day, in seconds since 1970."""
    # The commands speak the language of the moment when they are declared; the pages are English.
    os.environ["ANNOTATOR_LANGUAGE"] = "en"
    group = import_module("annotator.cli").main
    context = click.Context(group, info_name="annotator", **group.context_settings)
    about = "label Arabic security news, right to left, suggestions first"
    return {
        "annotator.1": "".join(
            [
                _title("annotator", edition=edition, at=at, about=about),
                f".SH SYNOPSIS\n.B annotator\n{_usage(group, context)}\n",
                f".SH DESCRIPTION\n{_prose(group.help or '')}",
                _options(group, context, heading=".SH OPTIONS\n"),
                ".SH COMMANDS\n",
                *(_command(name, group=group, context=context) for name in group.list_commands(context)),
                _EXIT + _ENVIRONMENT + _FILES,
                ".SH SEE ALSO\n.BR annotator\\-gui (1)\n",
            ]
        ),
        "annotator-gui.1": "".join(
            [
                _title("annotator-gui", edition=edition, at=at, about="the window of Annotator"),
                _WINDOW + _ENVIRONMENT + _FILES,
                ".SH SEE ALSO\n.BR annotator (1)\n",
            ]
        ),
    }


def _title(name: str, *, edition: Edition, at: int, about: str) -> str:
    day = datetime.fromtimestamp(at, tz=UTC).date().isoformat()
    return (
        f'.TH {_roff(name).upper()} 1 "{day}" "Annotator {_roff(edition.version)}" "User Commands"\n'
        f".SH NAME\n{_roff(name)} \\- {_roff(about)}\n"
    )


def _command(name: str, *, group: click.Group, context: click.Context) -> str:
    command = group.get_command(context, name)
    assert command is not None
    below = click.Context(command, info_name=name, parent=context)
    usage = f".SS annotator {_roff(name)} {_usage(command, below)}\n"
    return usage + _prose(command.help or "") + _options(command, below, heading="")


def _usage(command: click.Command, context: click.Context) -> str:
    return _roff(" ".join(command.collect_usage_pieces(context)))


def _options(command: click.Command, context: click.Context, *, heading: str) -> str:
    records = [parameter.get_help_record(context) for parameter in command.get_params(context)]
    # Of arguments nothing is said: their names stand in the line above.
    told = [record for record in records if record is not None and record[1]]
    listed = "".join(f".TP\n.B {_roff(name)}\n{_prose(said)}" for name, said in told)
    return heading + listed if listed else ""


def _prose(text: str) -> str:
    return "".join(_paragraphs(text.strip()))


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text)):
        kept_lines = paragraph.startswith("\b")  # click's mark for lines that stay as they are
        lines = [_line(line) for line in paragraph.removeprefix("\b\n").splitlines()]
        start = ".sp\n" if number else ""
        if kept_lines:
            yield f"{start}.nf\n" + "\n".join(lines) + "\n.fi\n"
        else:
            yield start + " ".join(lines).strip() + "\n"


def _line(line: str) -> str:
    written = _roff(line.strip())
    return f"\\&{written}" if written.startswith((".", "'")) else written


def _roff(text: str) -> str:
    return text.replace("\\", "\\e").replace("-", "\\-")
