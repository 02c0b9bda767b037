"""A project's own lexicon: the names that it adds to the program's, and those that it refuses."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.group import PATH, json_option, main, project_argument
from annotator.console import print_json
from annotator.words import _, n_, number

if TYPE_CHECKING:
    from annotator.model import OwnEntry


@main.command(help=_("Show the names that a project adds to the lexicons or refuses, and take in more."))
@project_argument
@click.option(
    "--add",
    "source",
    type=PATH,
    metavar="FILE.csv",
    help=_("Take in the names of this table; one that is there already is replaced."),
)
@click.option("--out", type=PATH, metavar="FILE.csv", help=_("Write all names of the project to this table."))
@json_option
def lexicon(project: Path, source: Path | None, out: Path | None, as_json: bool) -> None:
    """Show, take in, write out."""
    from annotator.exchange import lexicon_tables
    from annotator.project.file import Project

    with Project.open(project) as opened:
        taken = None
        if source is not None:
            taken = lexicon_tables.read(source, schema=opened.schema)
            opened.lexicon.put_all(taken)
        entries = opened.lexicon.all()
        if out is not None:
            lexicon_tables.write(out, entries, project=project)
    if as_json:
        print_json({"entries": [_as_json(entry) for entry in entries], "taken": len(taken or ())})
        return
    if taken is not None:
        said = n_("{count} name taken in.", "{count} names taken in.", len(taken))
        click.echo(said.format(count=number(len(taken))))
    if out is not None:
        said = n_("{count} name written to {path}.", "{count} names written to {path}.", len(entries))
        click.echo(said.format(count=number(len(entries)), path=out))
    if source is None and out is None:
        _show(entries)


def _as_json(entry: "OwnEntry") -> dict[str, object]:
    return {key: value for key, value in asdict(entry).items() if key != "id"}


def _show(entries: list["OwnEntry"]) -> None:
    from annotator.reports.tables import Table
    from annotator.tables import print_tables

    if not entries:
        click.echo(_("This project has no names of its own."))
        return
    columns = (_("name"), _("label"), _("sublabel"), _("what"), _("other spellings"))
    rows = tuple(
        (
            entry.surface,
            entry.label or _("any"),
            entry.sublabel,
            _("refused")
            if entry.is_refused
            else _("added, needs context")
            if entry.needs_context
            else _("added"),
            " | ".join(entry.variants),
        )
        for entry in entries
    )
    print_tables([Table(_("The project's own lexicon"), columns, rows)])
