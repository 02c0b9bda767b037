"""The command line: parse, call one function, print.

What goes wrong through no fault of the program is one sentence on standard error and exit code 1.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator import __version__, click_words, words
from annotator.console import (
    Commands,
    has_display,
    names_in,
    print_json,
    progress,
    refuse_without_display,
    text,
)
from annotator.errors import ImportIncomplete, NoName, ReservedName
from annotator.model import BEGUN, RESERVED_NAMES
from annotator.words import _, n_, number, quoted

if TYPE_CHECKING:
    from annotator.exchange.importing import ImportReport

words.use(words.from_environment())
click_words.speak()

# Whether a path can be read is said by whoever reads it, in a sentence.
PATH = click.Path(path_type=Path, readable=False)
_project = click.argument("project", type=PATH)
_json = click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object instead of words."))


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_("Label Arabic security news. Without a command, the window opens."),
)
@click.version_option(__version__, prog_name="annotator")
@click.pass_context
def main(context: click.Context) -> None:
    """Run a command, or open the window."""
    if context.invoked_subcommand is None:
        refuse_without_display()
        from annotator.gui.application import start

        context.exit(start(_make_sample))


def _make_sample(folder: Path) -> Path:
    # Imported when it is wanted: it brings all that reads, suggests and compares.
    from annotator import demo as sample

    return sample.make(folder, on_progress=lambda _done, _total: None)


@main.command(
    help=_(
        "Make a sample project and open it. Where there is no display, do the same job without a "
        "window and leave the results in DIRECTORY (by default annotator-demo)."
    )
)
@click.argument("directory", type=PATH, default="annotator-demo")
@click.option("--no-window", is_flag=True, help=_("Do the job without a window although there is a display."))
@click.pass_context
def demo(context: click.Context, directory: Path, no_window: bool) -> None:
    """Make the sample project and show it."""
    from annotator import demo as sample

    has_window = has_display() and not no_window
    with progress(_("Making the sample project")) as on_progress:
        made = sample.make(directory, on_progress=on_progress)
    if has_window:
        click.echo(_("The sample project is {path}.").format(path=made))
        from annotator.gui.application import run

        context.exit(run(made, sample.NEWCOMER))
    with progress(_("Working on it without a window")) as on_progress:
        results = sample.work_without_window(made, on_progress=on_progress)
    there = (
        _("The results are in {path}:") if no_window else _("There is no display; the results are in {path}:")
    )
    click.echo(there.format(path=directory))
    for path in results:
        click.echo(f"  {path.name}")


@main.command(help=_("Make an empty project, with the schema security-news unless told otherwise."))
@_project
@click.option(
    "--schema", metavar="NAME|FILE", default="security-news", help=_("The name of a preset, or a TOML file.")
)
@click.option(
    "--name", metavar="NAME", type=text, help=_("What people call it; the file's name unless told.")
)
def new(project: Path, schema: str, name: str | None) -> None:
    """Make an empty project."""
    from annotator.project.file import Project
    from annotator.schema import load

    name = name or project.stem.encode(errors="replace").decode()
    with Project.create(project, schema=load(schema), name=name) as made:
        labels = number(len(made.schema.labels))
        click.echo(
            _("{path} is ready: {labels} labels of the schema {schema}.").format(
                path=project, labels=labels, schema=made.schema.id
            )
        )


@main.command(name="import", help=_("Bring in documents, and labels where the files have them."))
@_project
@click.argument("paths", type=PATH, nargs=-1, required=True)
@click.option("--format", "format_", metavar="F", help=_("text or jsonl; found out unless told."))
@click.option("--encoding", metavar="NAME", help=_("The encoding of text files; found out unless told."))
@click.option("--annotator", metavar="NAME", type=text, help=_("Whose work the labels are."))
@click.option(
    "--as", "as_what", type=click.Choice(["suggestions"]), help=_("Take the labels as suggestions only.")
)
@_json
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
    from annotator.project.file import Project

    with Project.open(project) as opened, progress(_("Importing")) as on_progress:
        report = import_paths(
            opened,
            paths,
            format=format_,
            encoding=encoding,
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


@main.command(help=_("Suggest spans for every document, from what the chosen sources know."))
@_project
@click.option("--sources", metavar="A,B", help=_("Names of sources with commas between; all unless told."))
@_json
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


@main.command(name="open", help=_("Open the window on a project."))
@_project
@click.option(
    "--annotator", metavar="NAME", type=text, help=_("Who labels; the computer's user unless told.")
)
@click.pass_context
def open_(context: click.Context, project: Path, annotator: str | None) -> None:
    """Open the window."""
    if annotator is not None:
        _check_name(annotator)
    from annotator.project.file import Project

    Project.open(project).close()  # so that what is wrong with it is said without a display, too
    refuse_without_display()
    from annotator.gui.application import default_name, run

    name = default_name() if annotator is None else annotator
    _check_name(name)
    context.exit(run(project, name))


def _check_name(annotator: str) -> None:
    if not annotator.strip():
        raise NoName
    if annotator in RESERVED_NAMES:
        raise ReservedName(name=annotator)


@main.command(help=_("Show how far annotators agree on the documents that all of them finished."))
@_project
@click.option(
    "--annotators", metavar="A,B", type=text, help=_("Whom to compare; all people with work unless told.")
)
@_json
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
@_project
@_json
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


@main.command(help=_("Write training data, read it back, and say what the format could not carry."))
@_project
@click.argument("out", type=PATH)
@click.option("--format", "format_", required=True, metavar="F", help=_("jsonl, conll2002 or conll2003."))
@click.option(
    "--by", required=True, metavar="WHO", type=text, help=_("gold, an annotator's name, or suggestions.")
)
@click.option(
    "--clitics",
    type=click.Choice(["whole-word", "split"]),
    default="whole-word",
    help=_("How proclitics are written in formats of tokens."),
)
@click.option(
    "--nested",
    type=click.Choice(["outermost", "innermost"]),
    default="outermost",
    help=_("Which span a flat format keeps where spans nest."),
)
@click.option("--sublabels", is_flag=True, help=_("Write ORG.military_unit instead of ORG."))
@_json
def export(
    project: Path,
    out: Path,
    format_: str,
    by: str,
    clitics: str,
    nested: str,
    sublabels: bool,
    as_json: bool,
) -> None:
    """Write training data."""
    from annotator.exchange.exporting import export as export_
    from annotator.project.file import Project

    with Project.open(project) as opened, progress(_("Exporting")) as on_progress:
        report = export_(
            opened,
            out,
            format=format_,
            by=by,
            clitics=clitics,  # type: ignore[arg-type]  # click has checked it
            nested=nested,  # type: ignore[arg-type]  # click has checked it
            sublabels=sublabels,
            on_progress=on_progress,
        )
        begun = sum(state in BEGUN for state in opened.annotations.states(by).values())
    if as_json:
        print_json(json.loads(report.manifest.read_text(encoding="utf-8")))
        return
    spans = n_("{count} span", "{count} spans", report.spans).format(count=number(report.spans))
    documents = n_("{count} document", "{count} documents", report.documents)
    click.echo(
        _("{out}: {spans} of {documents}, read back and found the same.").format(
            out=out, spans=spans, documents=documents.format(count=number(report.documents))
        )
    )
    if begun:
        left = n_(
            "  {count} document that {name} has not finished was left out.",
            "  {count} documents that {name} has not finished were left out.",
            begun,
        )
        click.echo(left.format(count=number(begun), name=by))
    for loss in report.lost:
        click.echo(f"  {loss.sentence()}")
        for example in loss.examples[:3]:
            click.echo(f"    {example.document_id}: {quoted(example.text)}")


@main.command(help=_("Check an export again by what its manifest says."))
@click.argument("out", type=PATH)
def verify(out: Path) -> None:
    """Check an export."""
    from annotator.exchange.verify import verify as verify_

    verify_(out)
    click.echo(_("{out} is as its manifest says.").format(out=out))


@main.command(help=_("Check that a project's file, spans and journal are sound."))
@_project
@_json
@click.pass_context
def check(context: click.Context, project: Path, as_json: bool) -> None:
    """Check a project."""
    from annotator.project.check import check as check_

    findings = check_(project)
    if as_json:
        print_json([{"code": one.code, **one.values} for one in findings])
    elif findings:
        for one in findings:
            click.echo(one.sentence)
    else:
        click.echo(_("{path} is sound.").format(path=project))
    context.exit(1 if findings else 0)
