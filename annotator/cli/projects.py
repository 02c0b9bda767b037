"""Projects: the sample, an empty one, the window on one, a check."""

from pathlib import Path

import click

from annotator.cli.group import PATH, json_option, main, project_argument
from annotator.console import print_json, progress, text
from annotator.display import has_display, refuse_without_display
from annotator.errors import NoName, ReservedName
from annotator.model import RESERVED_NAMES
from annotator.words import _, number


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
@project_argument
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


@main.command(name="open", help=_("Open the window on a project."))
@project_argument
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


@main.command(help=_("Check that a project's file, spans and journal are sound."))
@project_argument
@json_option
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
