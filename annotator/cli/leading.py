"""What leads read: agreement, and what annotators told them."""

from dataclasses import asdict
from pathlib import Path

import click

from annotator import words
from annotator.cli.group import json_option, main, project_argument
from annotator.console import names_in, print_json, text
from annotator.words import _


@main.command(help=_("Show how far annotators agree on the documents that all of them finished."))
@project_argument
@click.option(
    "--annotators", metavar="A,B", type=text, help=_("Whom to compare; all people with work unless told.")
)
@json_option
def agreement(project: Path, annotators: str | None, as_json: bool) -> None:
    """Show agreement."""
    from annotator.agreement.report import compare, rows, to_json
    from annotator.project.file import Project
    from annotator.tables import print_tables

    with Project.open(project) as opened:
        result = compare(opened, annotators=names_in(annotators))
        called = {label.id: label.names.in_language(words.language()) for label in opened.schema.labels}
    if as_json:
        print_json(to_json(result))
    else:
        print_tables(rows(result, names=called))


@main.command(help=_("Show what annotators asked and noted, and why they skipped articles."))
@project_argument
@json_option
def notes(project: Path, as_json: bool) -> None:
    """Show what annotators told the lead."""
    from annotator.agreement.report import Table
    from annotator.project.file import Project
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
