"""Suggestions, and what they are learnt from."""

from pathlib import Path

import click

from annotator.cli.group import json_option, main, project_argument
from annotator.console import names_in, print_json, progress
from annotator.words import _, n_, number


@main.command(help=_("Suggest spans for every document, from what the chosen sources know."))
@project_argument
@click.option("--sources", metavar="A,B", help=_("Names of sources with commas between; all unless told."))
@json_option
def suggest(project: Path, sources: str | None, as_json: bool) -> None:
    """Suggest spans."""
    from annotator.project.file import Project
    from annotator.suggest.running import sources_named, suggest_documents

    with Project.open(project) as opened, progress(_("Suggesting")) as on_progress:
        chosen = sources_named(names_in(sources), schema=opened.schema)
        report = suggest_documents(opened, sources=chosen, on_progress=on_progress)
    if as_json:
        print_json({"documents": report.documents, "suggestions": report.suggestions})
        return
    if not report.documents:
        click.echo(_("This project has no documents yet: «annotator import» brings them in."))
        return
    made = n_("{count} suggestion", "{count} suggestions", report.suggestions)
    over = n_("in {count} document", "in {count} documents", report.documents)
    click.echo(
        f"{made.format(count=number(report.suggestions))} {over.format(count=number(report.documents))}."
    )
