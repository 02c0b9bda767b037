"""How far the work is: printed, as JSON, or as a report in files."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.group import json_option, main, project_argument
from annotator.cli.reporting import Files, report_options, say_written, write_report
from annotator.console import print_json, progress, stoppable
from annotator.words import _, n_

if TYPE_CHECKING:
    from annotator.agreement.pace import Forecast
    from annotator.project.progress import Progress, Times
    from annotator.reports.called import Called


@main.command(help=_("Show how far the work is, what it took, and how long the rest takes at this pace."))
@project_argument
@click.option("--anonymous", is_flag=True, help=_("Give annotators numbers in place of their names."))
@report_options
@json_option
def stats(project: Path, anonymous: bool, as_json: bool, **wishes: Any) -> None:
    """Show progress."""
    from annotator.agreement.anonymity import nameless, progress_without_names
    from annotator.agreement.pace import forecast
    from annotator.project.file import Project
    from annotator.reports.called import Called
    from annotator.reports.progress_tables import progress_tables
    from annotator.tables import print_tables

    files = Files.of(wishes)
    with (
        Project.open(project) as opened,
        stoppable() as is_cancelled,
        progress(_("Counting")) as on_progress,
    ):
        found = opened.progress.read(is_cancelled=is_cancelled)
        rest = forecast(found)
        numbers: Mapping[str, str] = nameless(opened.annotations.annotators()) if anonymous else {}
        found = progress_without_names(found, numbers) if anonymous else found
        called = Called.by(opened.schema)
        written = []
        if files.are_wanted:
            from annotator.agreement.bias import bias
            from annotator.agreement.gathering import gather
            from annotator.reports.progress_report import bias_section, progress_report

            material = gather(opened, is_cancelled=is_cancelled, on_progress=on_progress)
            led = bias_section(
                bias(opened, material=material, is_cancelled=is_cancelled),
                called=replace(called, people=numbers),
            )
            report = progress_report(
                found,
                rest,
                project=opened.name,
                called=called,
                more=[led],
                dark={label.light: label.dark for label in opened.schema.labels},
            )
            written = write_report(files, report, project=project)
    if as_json:
        print_json(_as_json(found, rest))
    elif written:
        say_written(written)
    else:
        print_tables(progress_tables(found, rest, called=called))
        for sentence in _untimed(found, called):
            click.echo()
            click.echo(sentence)


def _untimed(found: "Progress", called: "Called") -> Iterator[str]:
    """Say of whom no time is known because all of it was imported."""
    timed = {one.annotator for one in found.times if not one.is_imported}
    untimed = {one.annotator for one in found.times} - timed
    names = [called.person(who) for who in found.states if who in untimed]
    if names:
        words = n_(
            "All that {names} finished was imported: no time is known of it.",
            "All that {names} finished was imported: no time is known of it.",
            len(names),
        )
        yield words.format(names=_(", ").join(names))


def _why_not_timed(one: "Times") -> str | None:
    if one.seconds is not None:
        return None
    return "imported" if one.is_imported else "not_measured"


def _as_json(found: "Progress", rest: "Forecast") -> dict[str, Any]:
    return {
        "day": found.today.isoformat(),
        "documents": found.documents,
        "untouched": found.untouched,
        "finished": found.finished_documents,
        "gold": found.gold,
        "states": {
            who: {state.value: count for state, count in states.items()}
            for who, states in found.states.items()
        },
        "first_finished": {day.isoformat(): count for day, count in found.firsts.items()},
        "days": [asdict(one) | {"day": one.day.isoformat()} for one in found.days],
        "work": [asdict(one) | {"why_not_timed": _why_not_timed(one)} for one in found.times],
        "labels": {who: dict(counts) for who, counts in found.labels.items()},
        "sources": [asdict(one) for one in found.records],
        "forecast": {
            "left": rest.left,
            "per_day": rest.per_day,
            "days": rest.days,
            "based_on_days": rest.based_on_days,
            "why_not": None if rest.why is None else rest.why.value,
            "sentences": list(rest.sentences),
        },
    }
