"""Training data, and the proof of it."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from annotator.cli.choosing import choice_of, dividing, filters, split_of
from annotator.cli.group import PATH, json_option, main, project_argument
from annotator.console import print_json, progress, text
from annotator.model import BEGUN
from annotator.words import _, n_, number, quoted

if TYPE_CHECKING:
    from annotator.exchange.exporting import ExportReport
    from annotator.exchange.lacks import Lack


@main.command(help=_("Write training data, read it back, and say what the format could not carry."))
@project_argument
@click.argument("out", type=PATH)
@click.option(
    "--format",
    "format_",
    required=True,
    metavar="F",
    help=_("The format: jsonl, conll2002, docbin, huggingface or another (docs/formats.md has them all)."),
)
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
@filters
@dividing
@click.option("--card", is_flag=True, help=_("Write a data card beside a file; a folder always has one."))
@click.option("--names", is_flag=True, help=_("Name annotators in the manifest and the card."))
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
    card: bool,
    names: bool,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Write training data."""
    from annotator.exchange.exporting import export as export_
    from annotator.exchange.outgoing import Options
    from annotator.project.file import Project

    with Project.open(project) as opened, progress(_("Exporting")) as on_progress:
        choice, labels = choice_of(wishes)
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
            choice=choice,
            split=split_of(opened, wishes),
            labels=labels,
            has_card=card,
            has_names=names,
            on_progress=on_progress,
        )
        states = opened.annotations.states(by).values()
        begun = sum(state in BEGUN and state not in choice.states for state in states)
    if as_json:
        print_json(json.loads(report.manifest.read_text(encoding="utf-8")))
        return
    for line in _report(report, out=out, by=by, begun=begun):
        click.echo(line)


def _report(report: "ExportReport", *, out: Path, by: str, begun: int) -> Iterator[str]:
    """Yield what an export did, in lines."""
    spans = n_("{count} span", "{count} spans", report.spans).format(count=number(report.spans))
    yield _("{out}: {spans} of {documents}, read back and found the same.").format(
        out=out, spans=spans, documents=_documents(report.documents)
    )
    for part, documents in report.parts.items():
        if part:
            yield "  " + _("{what}: {text}").format(what=part, text=_documents(documents))
    yield from _left_out(report, by=by, begun=begun)
    for loss in report.lost:
        yield f"  {loss.sentence()}"
        for example in loss.examples[:3]:
            yield f"    {example.document_id}: {quoted(example.text)}"
    yield from _lacks(report.lacks)
    if report.card is not None:
        yield _("  {card} is the data card.").format(card=report.card)


def _lacks(lacks: "Sequence[Lack]") -> Iterator[str]:
    """Yield what the format has no place for; sublabels of all labels in one line, the most first."""
    from annotator.exchange.outgoing import Facet

    sublabels = [lack for lack in lacks if lack.facet is Facet.SUBLABEL]
    for lack in lacks:
        if lack not in sublabels:
            yield f"  {lack.sentence()}"
    if sublabels:
        count = sum(lack.count for lack in sublabels)
        labels = _(", ").join(f"{lack.label} {number(lack.count)}" for lack in sublabels)
        sentence = n_(
            "  The format has no place for the sublabel of {count} span ({labels}); "
            "--sublabels writes it into the label.",
            "  The format has no place for the sublabels of {count} spans ({labels}); "
            "--sublabels writes them into the label.",
            count,
        )
        yield sentence.format(count=number(count), labels=labels)


def _documents(count: int) -> str:
    return n_("{count} document", "{count} documents", count).format(count=number(count))


def _left_out(report: "ExportReport", *, by: str, begun: int) -> Iterator[str]:
    """Yield what is in no file because of how far somebody is, or because somebody chose so."""
    from annotator.exchange.gaps import between

    if begun:
        left = n_(
            "  {count} document that {name} has not finished was left out.",
            "  {count} documents that {name} has not finished were left out.",
            begun,
        )
        yield left.format(count=number(begun), name=by)
    if report.held_back:
        held = n_(
            "  {count} document whose suggestions are held back was left out.",
            "  {count} documents whose suggestions are held back were left out.",
            report.held_back,
        )
        yield held.format(count=number(report.held_back))
    for reason, count in sorted(report.left_out.items()):
        yield "  " + _REASONS[reason](count).format(count=number(count))
    if report.spans_left_out:
        count = report.spans_left_out.total()
        spans = n_(
            "  {count} span of other labels was left out.",
            "  {count} spans of other labels were left out.",
            count,
        )
        yield spans.format(count=number(count))
    if report.between:
        yield "  " + between(len(report.between))


_REASONS: Final[Mapping[str, Callable[[int], str]]] = {
    "outlet": lambda count: n_(
        "{count} document of another outlet was left out.",
        "{count} documents of other outlets were left out.",
        count,
    ),
    "date": lambda count: n_(
        "{count} document of another time was left out.",
        "{count} documents of another time were left out.",
        count,
    ),
    "undated": lambda count: n_(
        "{count} document without a date was left out.",
        "{count} documents without a date were left out.",
        count,
    ),
}


@main.command(help=_("Check an export again by what its manifest says."))
@click.argument("out", type=PATH)
def verify(out: Path) -> None:
    """Check an export."""
    from annotator.exchange.verify import verify as verify_

    verify_(out)
    click.echo(_("{out} is as its manifest says.").format(out=out))
