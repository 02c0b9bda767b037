"""Recognisers that are installed beside the program, and how to get them. Nothing here is fetched."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.group import PATH, json_option, main
from annotator.console import print_json, progress, stoppable
from annotator.lacking import has_pip, how_to_get
from annotator.words import N_, _, number

if TYPE_CHECKING:
    from annotator.project.file import Project
    from annotator.suggest.camel.folder import Installed
    from annotator.suggest.camel.recognising import RecogniseReport

_STAGES = {
    "check": N_("Checking the recogniser"),
    "import": N_("Starting CAMeL Tools"),
    "load": N_("Loading the recogniser"),
    "words": N_("Loading the morphology"),
    "read": N_("Recognising"),
}


@main.command(help=_("Show which recognisers are installed, how to get them, and take them from a folder."))
@click.option("--check", is_flag=True, help=_("Read every file and compare it with its SHA-256."))
@click.option(
    "--take", type=PATH, metavar="FOLDER", help=_("Take recognisers over from a folder, a stick say.")
)
@json_option
def models(check: bool, take: Path | None, as_json: bool) -> None:
    """Show what is installed; exit code 1 where a check finds something wrong."""
    from annotator.suggest.camel.folder import installed

    with stoppable() as is_cancelled:
        if take is not None:
            for one in _take(take, is_cancelled):
                if not as_json:
                    click.echo(_("{name} was taken over from {path}.").format(name=one.name, path=take))
        with progress(_("Checking")) as on_progress:
            found = installed(check=check, on_progress=on_progress, is_cancelled=is_cancelled)
    if as_json:
        print_json(_as_json(found))
    else:
        _print(found, is_checked=check)
    if check and any(one.problems for one in found):
        click.get_current_context().exit(1)


def _take(source: Path, is_cancelled: Callable[[], bool]) -> "list[Installed]":
    from annotator.suggest.camel.taking import install_from

    with progress(_("Copying")) as on_progress:
        return install_from(source, on_progress=on_progress, is_cancelled=is_cancelled)


def recognise_for(
    project: "Project", *, document_ids: Sequence[str] | None, is_cancelled: Callable[[], bool]
) -> "RecogniseReport":
    """Let CAMeL's recogniser read what it has not read yet of these documents, all unless told."""
    from annotator.suggest.camel.recognising import recognise

    with _stages() as (on_stage, on_progress):
        return recognise(
            project,
            document_ids=document_ids,
            on_stage=on_stage,
            on_progress=on_progress,
            is_cancelled=is_cancelled,
        )


@contextmanager
def _stages() -> Iterator[tuple[Callable[[str], None], Callable[[int, int], None]]]:
    """Say what the seconds are for until the first document is read, then how many are."""

    def say(stage: str) -> None:
        if sys.stderr.isatty():
            click.echo(_(_STAGES[stage]) + " ...", err=True)

    reading = _STAGES["read"]  # a key inside the call would be taken for a sentence to translate
    with progress(_(reading)) as on_progress:
        yield say, on_progress


# --- what is shown -------------------------------------------------------------------------------------


def _as_json(found: "list[Installed]") -> dict[str, Any]:
    from annotator.suggest.camel.folder import data_folder, has_camel_tools

    return {
        "camel_tools": has_camel_tools(),
        "folder": str(data_folder()),
        "models": [
            {
                "name": one.name,
                "installed": one.is_there,
                "ready": one.is_ready,
                "path": str(one.path),
                "size": one.size,
                "size_to_load": one.package.size,
                "licence": one.package.licence,
                "address": one.package.address,
                "files": [
                    {"name": file.name, "size": file.size, "sha256": file.wanted, "found": file.found}
                    for file in one.files
                ],
                "problems": [
                    {"code": type(problem).__name__, "sentence": str(problem)} for problem in one.problems
                ],
            }
            for one in found
        ],
    }


def _print(found: "list[Installed]", *, is_checked: bool) -> None:
    from annotator.reports.tables import Table
    from annotator.suggest.camel.folder import VARIABLE, data_folder, has_camel_tools
    from annotator.tables import print_tables

    columns = (_("name"), _("what for"), _("size"), _("state"))
    rows = tuple(
        (one.name, _(one.package.purpose), _megabytes(one), _state(one, is_checked=is_checked))
        for one in found
    )
    where = _("They are looked for in {path}; the variable {variable} names another place.")
    print_tables(
        [Table(_("Recognisers"), columns, rows, (where.format(path=data_folder(), variable=VARIABLE),))]
    )
    for one in found:
        for problem in one.problems:
            click.echo(f"\n{one.name}: {problem}")
    missing = [one for one in found if not one.is_there]
    if missing or not has_camel_tools():
        _tell_how(missing, has_tools=has_camel_tools())


def _tell_how(missing: "list[Installed]", *, has_tools: bool) -> None:
    """Print the commands that a person may run; Annotator runs none of them."""
    from annotator.suggest.camel.published import CATALOGUE_ADDRESS

    click.echo()
    click.secho(_("How to get what is missing"), bold=True)
    if has_pip():
        wants_pip = not has_tools
        click.echo("  " + _("Annotator fetches nothing. On a computer with a network, you yourself may run:"))
    else:
        wants_pip = bool(missing)  # on the other computer, for the command after it
        if not has_tools:
            click.echo("  CAMeL Tools: " + how_to_get("camel"))
        if missing:
            said = _(
                "Annotator fetches nothing. On a computer with a network and Python, you yourself may run:"
            )
            click.echo("  " + said)
    if wants_pip:
        click.echo("    pip install 'camel-tools>=1.6,<2'")
        click.echo("      " + _("CAMeL Tools and torch: some gigabytes, from your package index."))
    for one in missing:
        click.echo(f"    camel_data -i {one.name}")
        said = _("{size}, licence {licence}, from:")
        click.echo("      " + said.format(size=_megabytes(one), licence=one.package.licence))
        click.echo(f"      {one.package.address}")
    if missing:
        click.echo("  " + _("It asks for the list of its packages first, from:"))
        click.echo(f"      {CATALOGUE_ADDRESS}")
        click.echo("  " + _("Without a network, bring that computer's folder here on a stick, and run:"))
        click.echo("    annotator models --take " + _("FOLDER"))
        click.echo("  " + _("FOLDER is the whole folder (.camel_tools), or the one with model.safetensors."))


def _megabytes(one: "Installed") -> str:
    size = one.size if one.is_there else one.package.size
    return _("{size} MB").format(size=number(size / 1_000_000, decimals=1))


def _state(one: "Installed", *, is_checked: bool) -> str:
    if not one.is_there:
        return _("not installed")
    if one.problems:
        return _("not usable")
    if not one.is_vouched:
        return _("ready; nobody says what its SHA-256 must be")
    return _("ready, every SHA-256 compared") if is_checked else _("ready")
