"""Controls against blind acceptance: what the lead sets, and what came of it."""

from collections.abc import Callable
from dataclasses import asdict
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from annotator.cli.group import json_option, main, project_argument
from annotator.console import print_json, progress, stoppable
from annotator.words import N_, _, number

if TYPE_CHECKING:
    from annotator.agreement.bias import Bias, Sides
    from annotator.project.bias import BiasReport, PlantedRecord, Work
    from annotator.reports.tables import Table

_KINDS: Final = {"label": N_("wrong label"), "edge": N_("wrong edge"), "nothing": N_("no entity")}
_NONE: Final = "—"


class _Share(click.FloatRange):
    """A part of all; what is not a number is in no range, and click lets it pass."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        share = float(super().convert(value, param, ctx))
        if isnan(share):
            self.fail(_("«{value}» is no share.").format(value=value), param, ctx)
        return share


@main.command(
    help=_("Hold suggestions back and plant wrong ones, and show how far people follow suggestions.")
)
@project_argument
@click.option(
    "--hold-back",
    "hold_back",
    type=_Share(0, 1),
    metavar="SHARE",
    help=_(
        "Show no suggestions on this share of the articles that nobody has begun (0.1 is a tenth, 0 none)."
    ),
)
@click.option(
    "--plant",
    type=_Share(0, 0.5),
    metavar="SHARE",
    help=_("Put a wrong suggestion in the place of this share of the likely right ones (0 takes all back)."),
)
@json_option
def honesty(project: Path, hold_back: float | None, plant: float | None, as_json: bool) -> None:
    """Set the controls, and report."""
    from annotator.agreement.bias import bias
    from annotator.project.file import Project
    from annotator.reports.bias_charts import bias_words
    from annotator.reports.bias_tables import bias_tables
    from annotator.reports.called import Called
    from annotator.suggest import controls
    from annotator.tables import print_tables

    with (
        Project.open(project) as opened,
        stoppable() as is_cancelled,
        progress(_("Planting")) as on_progress,
    ):
        if hold_back is not None:
            opened.settings.put(controls.HOLD_BACK, hold_back)
            controls.hold_back(opened)
        if plant is not None:
            opened.settings.put(controls.PLANT, plant)
            controls.plant_anew(opened, on_progress=on_progress, is_cancelled=is_cancelled)
        shares = controls.shares_of(opened)
        held, planted = len(opened.honesty.held_back()), opened.honesty.planted_count()
        report = opened.honesty.report()
        found = bias(opened, is_cancelled=is_cancelled)
        called = Called.by(opened.schema)
    if as_json:
        state = {**asdict(shares), "documents_held_back": held, "errors_planted": planted}
        print_json({**state, **_as_json(report), "bias": _bias_json(found)})
        return
    for sentence in controls.sentences(shares, held_back=held, planted=planted):
        click.echo(sentence)
    tables = [*_tables(report), *bias_tables(found, called=called)]
    if any(table.rows for table in tables):
        click.echo()
    print_tables(tables)
    if found.errors or any(found.articles):
        click.echo()
        for sentence in bias_words(found):
            click.echo(sentence)


def _bias_json(bias: "Bias") -> dict[str, object]:
    def sides(one: "Sides") -> dict[str, object]:
        return {
            "with_suggestions": figure_json(one.suggested),
            "held_back": figure_json(one.held_back),
            "difference": figure_json(one.difference),
        }

    from annotator.agreement.as_json import figure_json

    suggested, held_back = bias.articles
    return {
        "documents": {"with_suggestions": suggested, "held_back": held_back},
        "agreement": sides(bias.agreement),
        "recall": {"against": bias.recall_against, **sides(bias.recall)},
        "seconds_per_entity": sides(bias.seconds),
        "errors": [
            {
                "annotator": one.annotator,
                "decided": one.decided,
                "accepted": one.accepted,
                "share": figure_json(one.share),
            }
            for one in bias.errors
        ],
        "seconds_per_span": [
            {
                "annotator": one.annotator,
                "accepted": figure_json(one.accepted),
                "by_hand": figure_json(one.by_hand),
            }
            for one in bias.speeds
        ],
    }


def _as_json(report: "BiasReport") -> dict[str, object]:
    return {
        "planted": [{**asdict(one), "share_accepted": _share(one)} for one in report.planted],
        "work": {
            name: {
                **asdict(work),
                "taken": work.taken,
                "suggested": work.suggested,
                "spans_per_thousand": work.spans_per_thousand,
                "seconds_per_entity": work.seconds_per_entity,
            }
            for name, work in (("with_suggestions", report.suggested), ("held_back", report.held_back))
        },
    }


def _tables(report: "BiasReport") -> "list[Table]":
    from annotator.reports.tables import Table

    errors = tuple(
        (
            one.annotator,
            _(_KINDS[one.kind]),
            *map(number, (one.shown, one.accepted, one.corrected, one.rejected)),
            _figure(_share(one)),
        )
        for one in report.planted
    )
    who = (
        _("annotator"),
        _("error"),
        _("met"),
        _("accepted"),
        _("corrected"),
        _("rejected"),
        _("accepted, share"),
    )
    met = (_("Of those that were decided on."),)
    has_work = report.suggested.documents or report.held_back.documents
    sides = (_("finished work"), _("with suggestions"), _("held back"))
    return [
        Table(_("Planted errors"), who, errors, met),
        Table(_("With suggestions and without"), sides, _work(report) if has_work else ()),
    ]


def _work(report: "BiasReport") -> tuple[tuple[str, ...], ...]:
    sides = [one if one.documents else None for one in (report.suggested, report.held_back)]

    def row(name: str, figure: "Callable[[Work], float]") -> tuple[str, ...]:
        return name, *(_figure(figure(one) if one else None) for one in sides)

    return (
        row(_("spans in 1,000 characters"), lambda one: one.spans_per_thousand),
        row(_("suggestions that stand as they were made, share"), lambda one: one.taken),
        row(_("spans that are suggestions as they were made, share"), lambda one: one.suggested),
    )


def _share(one: "PlantedRecord") -> float | None:
    decided = one.accepted + one.corrected + one.rejected
    return one.accepted / decided if decided else None


def _figure(value: float | None) -> str:
    return _NONE if value is None else number(value, decimals=2)
