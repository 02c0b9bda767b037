"""How far annotators agree: printed, as JSON, or as a report in files."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from annotator.cli.group import PATH, json_option, main, project_argument
from annotator.cli.reporting import Files, report_options, say_written, write_report
from annotator.console import names_in, print_json, progress, stoppable, text
from annotator.errors import LabelNotInSchema, NoDaysBetween, UnknownDocument, WrongEncoding
from annotator.text.printable import printable
from annotator.words import _, quoted

if TYPE_CHECKING:
    from annotator.agreement.gathering import Compared
    from annotator.agreement.scope import Scope
    from annotator.project.file import Project
    from annotator.reports.called import Called
    from annotator.reports.report import Example, Lane, Report, Section

_IN_REPORTS: Final = 3  # examples of each cause, unless told


@main.command(help=_("Show how far annotators agree, with intervals, and why they differ."))
@project_argument
@click.option(
    "--annotators",
    metavar="A,B",
    type=text,
    help=_("Whom to compare with each other and with gold; all who finished something unless told."),
)
@click.option(
    "--documents",
    metavar="FILE",
    type=PATH,
    help=_("Only the articles whose ids are in this file, one a line («-»: standard input)."),
)
@click.option("--labels", metavar="L,M", type=text, help=_("Only spans of these labels, as ORG,PERS."))
@click.option("--after", metavar="DAY", help=_("Only work last changed on this day (2026-01-31) or later."))
@click.option("--before", metavar="DAY", help=_("Only work last changed before this day."))
@click.option("--common", is_flag=True, help=_("Only articles that all of them have finished."))
@click.option(
    "--earlier",
    is_flag=True,
    help=_("Compare one annotator with their own first pass over articles that they finished twice."),
)
@click.option(
    "--gamma",
    is_flag=True,
    help=_("Count γ as well, over 50 articles at most: it takes a second each and needs the extra «gamma»."),
)
@click.option("--anonymous", is_flag=True, help=_("Give annotators numbers in place of their names."))
@click.option("--no-intervals", is_flag=True, help=_("Draw no intervals, which is quicker."))
@click.option(
    "--disagreements",
    metavar="N",
    type=click.IntRange(min=0),
    help=_("Show up to this many places of each cause, each in its sentence; reports have 3 unless told."),
)
@report_options
@json_option
def agreement(project: Path, disagreements: int | None, as_json: bool, **wishes: Any) -> None:
    """Show agreement."""
    from annotator.agreement.as_json import to_json
    from annotator.agreement.gathering import compare
    from annotator.agreement.scope import Resampling
    from annotator.project.file import Project
    from annotator.reports.agreement_tables import agreement_tables, scope_notes
    from annotator.reports.called import Called
    from annotator.tables import print_tables

    files = Files.of(wishes)
    resampling = None if wishes["no_intervals"] else Resampling()
    with (
        Project.open(project) as opened,
        stoppable() as is_cancelled,
        progress(_("Counting")) as on_progress,
    ):
        compared = compare(
            opened,
            _scope(opened, wishes),
            resampling=resampling,
            earlier=wishes["earlier"],
            with_gamma=wishes["gamma"],
            is_anonymous=wishes["anonymous"],
            is_cancelled=is_cancelled,
            on_progress=on_progress,
        )
        called = Called.by(opened.schema)  # whose names are hidden goes by a number in all that was counted
        report = None
        if files.are_wanted:
            examples = _examples(compared, called, _IN_REPORTS if disagreements is None else disagreements)
            led = _led(opened, is_cancelled, is_anonymous=wishes["anonymous"])
            report = _report(opened, compared, called, examples, more=led)
    written = [] if report is None else write_report(files, report, project=project)
    if as_json:
        print_json(to_json(compared, resampling=resampling))
    elif written:
        say_written(written)
    else:
        tables = agreement_tables(compared.agreement, called=called)
        if compared.agreement.alone is not None:
            notes = scope_notes(compared.agreement, called)
            tables = [
                replace(table, notes=(*notes, *table.notes)) for table in tables if table.file == "gold"
            ]
        print_tables(tables)
        for line in _lines(_examples(compared, called, disagreements or 0)):
            click.echo(line)


def _scope(project: "Project", wishes: dict[str, Any]) -> "Scope":
    """Return what was chosen; raises NotADate, NoDaysBetween, UnknownDocument and LabelNotInSchema."""
    from annotator.agreement.scope import Scope
    from annotator.exchange.choice import day_of

    after, before = (None if wishes[one] is None else day_of(wishes[one]) for one in ("after", "before"))
    if after is not None and before is not None and after >= before:
        raise NoDaysBetween(after=after, before=before)
    labels = names_in(wishes["labels"])
    return Scope(
        annotators=tuple(dict.fromkeys(names_in(wishes["annotators"]) or ())),
        documents=None if wishes["documents"] is None else _ids(project, wishes["documents"]),
        labels=None if labels is None else _labels(project, labels),
        after=after,
        before=None if before is None else _day_before(before),
        common=wishes["common"],
    )


def _day_before(day: date) -> date:
    return day if day == date.min else day - timedelta(days=1)


def _ids(project: "Project", path: Path) -> frozenset[str]:
    """Return the ids that a file lists; raises an InputError where it is none, and UnknownDocument."""
    from annotator.exchange.reading import refusal_of

    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise WrongEncoding(path=printable(str(path)), encoding="UTF-8") from None
    except (OSError, ValueError) as error:
        raise refusal_of(path, error) from error
    known = frozenset(project.documents.ids())
    wanted = [line.strip() for line in lines if line.strip()]
    for one in wanted:
        if one not in known:
            raise UnknownDocument(id=quoted(one))
    return frozenset(wanted)


def _labels(project: "Project", wanted: Iterable[str]) -> frozenset[str]:
    """Return the labels; one that the schema has lost may be asked for as long as a span has it."""
    known = project.schema.label_ids()
    for one in wanted:
        if one not in known and one not in project.annotations.labels():
            raise LabelNotInSchema(label=one, labels=", ".join(known))
    return frozenset(wanted)


def _examples(compared: "Compared", called: "Called", of_each: int) -> "tuple[Example, ...]":
    from annotator.reports.examples import examples_of

    return examples_of(compared.material, compared.agreement, called=called, of_each=of_each)


def _led(
    project: "Project", is_cancelled: Callable[[], bool], *, is_anonymous: bool
) -> "tuple[Section, ...]":
    """Return what is known of how far suggestions lead people, nothing where there are no controls."""
    from annotator.agreement.bias import bias
    from annotator.reports.called import Called
    from annotator.reports.progress_report import bias_section

    if not project.honesty.held_back() and not project.honesty.planted_count():
        return ()
    called = Called.by(project.schema, nameless_of=project.annotations.annotators() if is_anonymous else ())
    return (bias_section(bias(project, is_cancelled=is_cancelled), called=called),)


def _report(
    project: "Project",
    compared: "Compared",
    called: "Called",
    examples: "tuple[Example, ...]",
    *,
    more: "tuple[Section, ...]",
) -> "Report":
    from annotator.reports.agreement_report import agreement_report

    return agreement_report(
        compared.agreement,
        project=project.name,
        made=datetime.now().astimezone().date(),
        called=called,
        examples=examples,
        more=more,
        dark={label.light: label.dark for label in project.schema.labels},
    )


def _lines(examples: "Iterable[Example]") -> Iterator[str]:
    """Yield the places, cause by cause: the sentence, then what each marked there."""
    cause = None
    for example in examples:
        if example.cause != cause:
            cause = example.cause
            yield ""
            yield click.style(cause, bold=True)
        yield f"  {example.article}: {' '.join(example.text.split())}"
        for lane in example.lanes:
            yield f"    {_('{what}: {text}').format(what=lane.who, text=_marks(example.text, lane))}"


def _marks(sentence: str, lane: "Lane") -> str:
    marks = [f"{quoted(sentence[one.start : one.end])} {one.words}" for one in lane.at_issue]
    return _(", ").join(marks) or "—"
