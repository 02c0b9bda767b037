"""Suggestions, and what they are learnt from."""

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from annotator.cli.group import json_option, main, project_argument
from annotator.cli.models import recognise_for
from annotator.console import names_in, print_json, progress, stoppable
from annotator.words import _, n_, number

if TYPE_CHECKING:
    from annotator.suggest.running import SuggestReport


@main.command(help=_("Suggest spans for every document, from what the chosen sources know."))
@project_argument
@click.option(
    "--sources",
    metavar="A,B",
    help=_(
        "Names of sources with commas between: lexicon, patterns, memory, tagger, camel; all that the "
        "project has not turned off unless told."
    ),
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    metavar="N",
    help=_("How many processes read texts beside one another."),
)
@click.option(
    "--documents",
    "listed",
    type=click.File(encoding="utf-8", errors="replace"),
    metavar="FILE",
    help=_("Only the documents whose ids FILE has, one a line; - is standard input."),
)
@click.option("--again", is_flag=True, help=_("Also where nothing has changed since the last time."))
@json_option
def suggest(
    project: Path, sources: str | None, jobs: int, listed: TextIO | None, again: bool, as_json: bool
) -> None:
    """Suggest spans."""
    from annotator.project.file import Project
    from annotator.suggest.running import suggest_documents
    from annotator.suggest.sources import sources_for

    names = names_in(sources)
    ids = None if listed is None else listed.read().splitlines()
    with Project.open(project) as opened, stoppable() as is_cancelled:
        if "camel" in (names or ()):  # it takes seconds a document, and is asked by name only
            recognise_for(opened, document_ids=ids, is_cancelled=is_cancelled)
        with progress(_("Suggesting")) as on_progress:
            chosen = sources_for(opened, names)
            report = suggest_documents(
                opened,
                sources=chosen,
                document_ids=ids,
                jobs=jobs,
                on_progress=on_progress,
                is_cancelled=is_cancelled,
                again=again,
            )
    if chosen.trouble is not None:
        click.echo(str(chosen.trouble), err=True)
    if as_json:
        print_json(_as_json(report))
    else:
        _say(report)
    if report.left:
        left = n_(
            "Stopped: {count} document is left. What is done is kept; the same command goes on.",
            "Stopped: {count} documents are left. What is done is kept; the same command goes on.",
            report.left,
        )
        click.echo(left.format(count=number(report.left)), err=True)
        click.get_current_context().exit(1)


def _as_json(report: "SuggestReport") -> dict[str, object]:
    return {
        "documents": report.documents,
        "suggestions": report.suggestions,
        "unchanged": report.unchanged,
        "left": report.left,
        "held_back": report.held_back,
        "seconds": round(report.seconds, 3),
        "documents_per_second": round(report.documents / report.seconds, 1) if report.seconds else None,
    }


def _say(report: "SuggestReport") -> None:
    if not report.documents and not report.unchanged and not report.left:
        click.echo(_("This project has no documents yet: «annotator import» brings them in."))
        return
    if report.documents or report.left:
        made = n_("{count} suggestion", "{count} suggestions", report.suggestions)
        over = n_("in {count} document", "in {count} documents", report.documents)
        click.echo(
            f"{made.format(count=number(report.suggestions))} {over.format(count=number(report.documents))}."
        )
    if report.unchanged:
        unchanged = n_(
            "{count} document has all that would be suggested now.",
            "{count} documents have all that would be suggested now.",
            report.unchanged,
        )
        click.echo(unchanged.format(count=number(report.unchanged)))
    if report.held_back:
        held = n_(
            "{count} document is held back: its suggestions are not shown.",
            "{count} documents are held back: their suggestions are not shown.",
            report.held_back,
        )
        click.echo(held.format(count=number(report.held_back)))
