"""Training data, and the proof of it."""

import json
from pathlib import Path

import click

from annotator.cli.group import PATH, json_option, main, project_argument
from annotator.console import print_json, progress, text
from annotator.model import BEGUN
from annotator.words import _, n_, number, quoted


@main.command(help=_("Write training data, read it back, and say what the format could not carry."))
@project_argument
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
@click.option(
    "--scheme",
    default="",
    metavar="S",
    help=_("The scheme of tags: IOB2 (unless told), IOB1, BIOES or BILOU."),
)
@json_option
def export(
    project: Path,
    out: Path,
    format_: str,
    by: str,
    clitics: str,
    nested: str,
    sublabels: bool,
    scheme: str,
    as_json: bool,
) -> None:
    """Write training data."""
    from annotator.exchange.exporting import export as export_
    from annotator.exchange.outgoing import Options
    from annotator.project.file import Project

    with Project.open(project) as opened, progress(_("Exporting")) as on_progress:
        report = export_(
            opened,
            out,
            format=format_,
            by=by,
            options=Options(
                clitics=clitics,  # type: ignore[arg-type]  # click has checked it
                nested=nested,  # type: ignore[arg-type]  # click has checked it
                sublabels=sublabels,
                scheme=scheme.upper(),
            ),
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
    if report.held_back:
        held = n_(
            "  {count} document whose suggestions are held back was left out.",
            "  {count} documents whose suggestions are held back were left out.",
            report.held_back,
        )
        click.echo(held.format(count=number(report.held_back)))
    for loss in report.lost:
        click.echo(f"  {loss.sentence()}")
        for example in loss.examples[:3]:
            click.echo(f"    {example.document_id}: {quoted(example.text)}")
    for lack in report.lacks:
        click.echo(f"  {lack.sentence()}")


@main.command(help=_("Check an export again by what its manifest says."))
@click.argument("out", type=PATH)
def verify(out: Path) -> None:
    """Check an export."""
    from annotator.exchange.verify import verify as verify_

    verify_(out)
    click.echo(_("{out} is as its manifest says.").format(out=out))
