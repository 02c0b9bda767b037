"""Documents and labels brought in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from annotator.cli.group import PATH, json_option, main, project_argument
from annotator.cli.import_words import import_counts, import_words, preview_counts, preview_lines
from annotator.console import print_json, progress, stoppable, text
from annotator.errors import ImportIncomplete, LabelMapNotSaved, LabelMapOfNothing, NothingImported
from annotator.words import _

if TYPE_CHECKING:
    from annotator.exchange.importing import ImportPreview, ImportReport

FORMATS = (
    "label-studio, prodigy, doccano, spacy-jsonl, jsonl, wojood, conll2003, conll2002, parquet, huggingface, "
    "csv, tsv, excel, brat, xmi, html, pdf, docx, text"
)
_FORMATS = _("How the files are written; found out unless told. One of {formats}.").format(formats=FORMATS)


def _pair(_context: click.Context, _parameter: click.Parameter, given: Sequence[str]) -> dict[str, str]:
    """Take `text=BODY`, as many times as it is given."""
    found: dict[str, str] = {}
    for one in given:
        field, sign, column = one.partition("=")
        if not sign or not field.strip() or not column.strip():
            raise click.BadParameter(_("write FIELD=COLUMN, as in text=body."))
        found[field.strip()] = column.strip()
    return found


@main.command(name="import", help=_("Bring in documents, and labels where the files have them."))
@project_argument
@click.argument("paths", type=PATH, nargs=-1, required=True)
@click.option("--format", "format_", metavar="F", help=_FORMATS)
@click.option("--encoding", metavar="NAME", help=_("The encoding of the files; found out unless told."))
@click.option(
    "--column",
    "columns",
    metavar="FIELD=COLUMN",
    multiple=True,
    callback=_pair,
    help=_("The column of a table that holds the text, the id, the title and so on."),
)
@click.option(
    "--scheme", default="", metavar="NAME", help=_("The scheme of tags (IOB2); found out unless told.")
)
@click.option(
    "--by",
    default="",
    metavar="NAME",
    type=text,
    help=_("Whose labels to take from a file that holds the work of several."),
)
@click.option("--annotator", metavar="NAME", type=text, help=_("Whose work the labels are."))
@click.option(
    "--as", "as_what", type=click.Choice(["suggestions"]), help=_("Take the labels as suggestions only.")
)
@click.option("--map", "label_map", metavar="FILE", help=_("What the labels of the files are called here."))
@click.option(
    "--no-clean",
    "unwanted",
    metavar="STEP",
    multiple=True,
    help=_("A step of cleaning to leave out: ads, trailer, bidi and so on."),
)
@click.option(
    "--skip-duplicates",
    "skip_copies",
    type=click.Choice(["exact", "near"]),
    help=_("Leave out articles whose text is there already, or nearly the same text."),
)
@click.option("--dry-run", is_flag=True, help=_("Say what would come in, and bring nothing in."))
@click.option(
    "--save-map",
    metavar="FILE",
    type=PATH,
    help=_("With --dry-run: write a label map of all labels, to look at and to edit."),
)
@json_option
def import_(
    project: Path,
    paths: Sequence[Path],
    dry_run: bool,
    save_map: Path | None,
    skip_copies: Literal["", "exact", "near"] | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Bring in documents and labels."""
    from annotator.exchange.importing import import_paths, preview
    from annotator.project.file import Project

    if save_map is not None and not dry_run:
        raise click.UsageError(_("--save-map goes with --dry-run."))
    with (
        Project.open(project) as opened,
        progress(_("Importing")) as on_progress,
        stoppable() as is_cancelled,
    ):
        wanted = {**_wanted(asked), "on_progress": on_progress, "is_cancelled": is_cancelled}
        if dry_run:
            seen = preview(opened, paths, skip_copies=skip_copies or "", **wanted)
        else:
            report = import_paths(opened, paths, skip_copies=skip_copies or "", **wanted)
    if dry_run:
        _tell_preview(seen, as_json=as_json, save_map=save_map)
    else:
        _tell(report, as_json=as_json)


def _wanted(asked: dict[str, Any]) -> dict[str, Any]:
    """Return what both ways into a project are asked with."""
    from annotator.errors import NoSuchStep
    from annotator.exchange.incoming import ReadOptions
    from annotator.exchange.renaming import Renaming
    from annotator.text.cleaning import DEFAULT_STEPS, STEPS

    for step in asked["unwanted"]:
        if step not in STEPS:
            raise NoSuchStep(name=step, names=", ".join(STEPS))
    return {
        "format": asked["format_"],
        "annotator": asked["annotator"],
        "as_suggestions": asked["as_what"] == "suggestions",
        "options": ReadOptions(asked["encoding"], asked["columns"], asked["scheme"], asked["by"]),
        "labels": Renaming.load(asked["label_map"]) if asked["label_map"] is not None else None,
        "steps": [step for step in DEFAULT_STEPS if step not in asked["unwanted"]],
    }


def _tell(report: "ImportReport", *, as_json: bool) -> None:
    if as_json:
        print_json(import_counts(report))
    elif report.documents or report.already_there or report.skipped or not report.refused:
        click.echo(import_words(report))
    if len(report.refused) == 1:
        raise report.refused[0]
    if report.refused:
        for error in report.refused:
            click.echo(f"  {error}", err=True)
        is_any = report.documents or report.already_there or report.skipped
        raise (ImportIncomplete if is_any else NothingImported)(count=len(report.refused))


def _tell_preview(seen: "ImportPreview", *, as_json: bool, save_map: Path | None) -> None:
    is_any = not seen.refused or any(file.refusal is None for file in seen.files)
    if save_map is not None and is_any:
        _save(seen, save_map)
    if as_json:
        print_json(preview_counts(seen))
    else:
        for line in preview_lines(seen):
            click.echo(line)
    if save_map is not None and not is_any:
        raise LabelMapOfNothing(path=save_map)


def _save(seen: "ImportPreview", path: Path) -> None:
    """Write a label map of all labels: of the unknown ones with what is proposed."""
    from annotator.exchange.renaming import Renaming

    try:
        Renaming(dict(sorted((seen.known_labels | seen.unknown_labels).items()))).to_file(path)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise LabelMapNotSaved(path=path, why=why) from error
