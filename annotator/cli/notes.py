"""What annotators told the lead."""

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.group import json_option, main, project_argument
from annotator.console import print_json
from annotator.words import _


@main.command(help=_("Show what annotators asked and noted, and why they skipped articles."))
@project_argument
@json_option
def notes(project: Path, as_json: bool) -> None:
    """Show what annotators told the lead."""
    from annotator.project.file import Project
    from annotator.reports.tables import Table
    from annotator.tables import print_tables

    with Project.open(project) as opened:
        told = opened.remarks.all()
    if as_json:
        print_json({"notes": [asdict(one) for one in told]})
        return
    if not told:
        click.echo(_("Nobody has asked or noted anything."))
        return
    kinds = {"question": _("question"), "note": _("note"), "skipped": _("skipped")}
    columns = (_("article"), _("who"), _("what"), _("about"), _("words"))
    lines = tuple((one.title, one.annotator, kinds[one.kind], one.surface, one.text) for one in told)
    print_tables([Table(_("Told to the lead"), columns, lines)])
