"""What program this is: edition, what it stands on, typefaces, what is installed beside it."""

import os

import click

from annotator.cli.group import json_option, main
from annotator.console import print_json
from annotator.words import _


@main.command(help=_("Show what program this is: edition, system, typefaces, and where settings lie."))
@json_option
def about(as_json: bool) -> None:
    """Show what this program is; no display is needed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # only typefaces are asked of Qt
    from annotator.gui.about import about as told
    from annotator.gui.typefaces import application

    qt = application()
    found = told()
    if as_json:
        print_json(found.as_json())
    else:
        click.echo(found.text())
    del qt
