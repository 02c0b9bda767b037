"""What program this is: edition, what it stands on, typefaces, what is beside it; and whose work is in it."""

import os
from collections.abc import Iterable
from dataclasses import asdict

import click

from annotator.cli.group import json_option, main
from annotator.console import print_json
from annotator.licences import Component, components, key_of
from annotator.words import _


@main.command(help=_("Show what program this is: edition, system, typefaces, and where settings lie."))
@click.option(
    "--licences", is_flag=True, help=_("List whose work is in it instead, each with its version and licence.")
)
@click.option(
    "--licence",
    "wanted",
    metavar="NAME",
    help=_("Show the licence of one in that list instead, with its whole text."),
)
@json_option
def about(licences: bool, wanted: str | None, as_json: bool) -> None:
    """Show what this program is; no display is needed."""
    if licences or wanted is not None:
        _show_licences(
            components() if wanted is None else _named(wanted), whole=wanted is not None, as_json=as_json
        )
        return
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


def _named(wanted: str) -> list[Component]:
    found = [one for one in components() if key_of(one.name) == key_of(wanted)]
    if not found:
        raise click.BadParameter(_("--licences does not list it."), param_hint="--licence")
    return found


def _show_licences(found: Iterable[Component], *, whole: bool, as_json: bool) -> None:
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        click.echo("  ".join(filter(None, (one.name, one.version, one.licence))))
        if whole:
            click.echo(f"\n{one.text}\n")
