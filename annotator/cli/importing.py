"""Documents and labels brought in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.group import PATH, json_option, main, project_argument
from annotator.console import print_json, progress, text
from annotator.errors import ImportIncomplete
from annotator.words import _, n_, number

if TYPE_CHECKING:
    from annotator.exchange.importing import ImportReport


@main.command(name="import", help=_("Bring in documents, and labels where the files have them."))
@project_argument
@click.argument("paths", type=PATH, nargs=-1, required=True)
@click.option("--format", "format_", metavar="F", help=_("text or jsonl; found out unless told."))
@click.option("--encoding", metavar="NAME", help=_("The encoding of text files; found out unless told."))
@click.option("--annotator", metavar="NAME", type=text, help=_("Whose work the labels are."))
@click.option(
    "--as", "as_what", type=click.Choice(["suggestions"]), help=_("Take the labels as suggestions only.")
)
@json_option
def import_(
    project: Path,
    paths: Sequence[Path],
    format_: str | None,
    encoding: str | None,
    annotator: str | None,
    as_what: str | None,
    as_json: bool,
) -> None:
    """Bring in documents and labels."""
    from annotator.exchange.importing import import_paths
    from annotator.exchange.incoming import ReadOptions
    from annotator.project.file import Project

    with Project.open(project) as opened, progress(_("Importing")) as on_progress:
        report = import_paths(
            opened,
            paths,
            format=format_,
            options=ReadOptions(encoding=encoding),
            annotator=annotator,
            as_suggestions=as_what == "suggestions",
            on_progress=on_progress,
        )
    if as_json:
        print_json(_import_counts(report))
    elif report.documents or report.already_there or not report.refused:
        click.echo(_import_words(report))
    if len(report.refused) == 1:
        raise report.refused[0]
    if report.refused:
        for error in report.refused:
            click.echo(f"  {error}", err=True)
        raise ImportIncomplete(count=len(report.refused))


def _import_counts(report: "ImportReport") -> dict[str, object]:
    return {
        "documents": report.documents,
        "already_there": report.already_there,
        "labelled": report.labelled,
        "spans": report.spans,
        "ignored": report.ignored,
        "refused": [str(error) for error in report.refused],
    }


def _import_words(report: "ImportReport") -> str:
    counted = [
        (n_("{count} document imported", "{count} documents imported", report.documents), report.documents),
        (
            n_("{count} was there already", "{count} were there already", report.already_there),
            report.already_there,
        ),
        (n_("{count} span", "{count} spans", report.spans), report.spans),
        (
            n_(
                "{count} file of another kind ignored", "{count} files of other kinds ignored", report.ignored
            ),
            report.ignored,
        ),
    ]
    parts = [
        sentence.format(count=number(count))
        for place, (sentence, count) in enumerate(counted)
        if count or not place
    ]
    return _("; ").join(parts) + "."
