"""Gold: disputes settled by rules, listed, taken back and made again."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from annotator.cli.group import json_option, main, project_argument
from annotator.console import print_json, progress, stoppable, text
from annotator.errors import NobodyRules
from annotator.words import _, n_, number, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.adjudication.disputes import Case, Variant
    from annotator.adjudication.gold import GoldDesk
    from annotator.adjudication.rules import Choice, Plan
    from annotator.model import Span
    from annotator.project.file import Project
    from annotator.reports.called import Called

_LISTED: Final = 100  # lines; --json has all


@main.command(
    help=_("Make gold: what all agree on, then disputes by rule. What is left is ruled in the window.")
)
@project_argument
@click.option(
    "--rule",
    "named",
    multiple=True,
    metavar="majority|same|NAME",
    type=text,
    help=_(
        "How to settle disputes: as most answered, as a lead ruled on alike places, or as this annotator "
        "has it. Given several times, the first that has an answer counts."
    ),
)
@click.option(
    "--by", metavar="LEAD", type=text, help=_("Whose ruling it is: the name stands beside it in gold.")
)
@click.option("--dry-run", "is_trial", is_flag=True, help=_("Change nothing; say what would be settled."))
@click.option(
    "--list", "is_listed", is_flag=True, help=_("List what is in dispute still, most frequent first.")
)
@click.option(
    "--again", is_flag=True, help=_("Make gold anew where it was imported too; else that is left alone.")
)
@click.option("--undo", "is_undone", is_flag=True, help=_("Take back the last change of gold, all of it."))
@click.option("--redo", "is_redone", is_flag=True, help=_("Make again what was taken back last."))
@json_option
def adjudicate(
    project: Path,
    named: tuple[str, ...],
    by: str | None,
    is_trial: bool,
    is_listed: bool,
    again: bool,
    is_undone: bool,
    is_redone: bool,
    as_json: bool,
) -> None:
    """Settle, list, take back or make again."""
    from annotator.adjudication.rules import plan, settle
    from annotator.project.file import Project

    if is_undone + is_redone + is_listed + bool(named or is_trial) > 1:
        raise click.UsageError(_("--undo, --redo, --list and rules are different wishes: give one of them."))
    if by is None and not (is_trial or is_listed):
        raise NobodyRules
    with Project.open(project) as opened:
        if is_undone or is_redone:
            _step(opened, by=by or "", is_redone=is_redone, as_json=as_json)
        elif is_listed:
            _list(opened, again=again, as_json=as_json)
        else:
            with stoppable() as is_cancelled, progress(_("Settling")) as on_progress:
                planned = plan(
                    opened,
                    rules=[_choice(one) for one in named],
                    again=again,
                    is_cancelled=is_cancelled,
                    on_progress=on_progress,
                )
                change = None if is_trial else settle(opened, planned, by=by or "")
            _say(planned, is_trial=is_trial, has_changed=change is not None, as_json=as_json)


def _choice(name: str) -> "Choice":
    from annotator.adjudication.disputes import Rule
    from annotator.adjudication.rules import Choice

    return Choice(Rule(name)) if name in (Rule.MAJORITY, Rule.SAME) else Choice(Rule.ONE, name)


def _step(project: "Project", *, by: str, is_redone: bool, as_json: bool) -> None:
    """Take the last change of gold back, or make it again."""
    from annotator.adjudication.writing import redo, undo
    from annotator.labelling.changes import change_name

    change = redo(project, by=by) if is_redone else undo(project, by=by)
    ids = change.document_ids
    if as_json:
        step = "redone" if is_redone else "undone"
        print_json({"format": 1, step: change.name, "values": dict(change.values), "documents": list(ids)})
        return
    name = change_name(change.name, change.values)
    if is_redone:
        said = n_(
            "Made again in {count} article: {name}.", "Made again in {count} articles: {name}.", len(ids)
        )
    else:
        said = n_(
            "Taken back in {count} article: {name}.", "Taken back in {count} articles: {name}.", len(ids)
        )
    click.echo(said.format(count=number(len(ids)), name=name))


def _list(project: "Project", *, again: bool, as_json: bool) -> None:
    from annotator.adjudication.as_json import desk_json
    from annotator.adjudication.gold import open_gold
    from annotator.reports.called import Called
    from annotator.reports.tables import Table
    from annotator.tables import print_tables

    with stoppable() as is_cancelled, progress(_("Reading")) as on_progress:
        desk = open_gold(project, again=again, is_cancelled=is_cancelled, on_progress=on_progress)
    if as_json:
        print_json(desk_json(desk, project.rulings.of()))
        return
    called = Called.by(project.schema)
    columns = (_("places"), _("what stands there"), _("article"), _("why"), _("answers"))
    shown = desk.groups[:_LISTED]
    rows = tuple(_row(group, called) for group in shown)
    rest = len(desk.groups) - len(shown)
    more = n_("… and {count} more", "… and {count} more", rest).format(count=number(rest))
    print_tables([Table(_("In dispute"), columns, rows, (more,) if rest else ())])
    if rows:
        click.echo()
    for line in _about(desk):
        click.echo(line)


def _row(group: "Sequence[Case]", called: "Called") -> tuple[str, ...]:
    from annotator.agreement.causes import words

    first = group[0]
    answers = _("; ").join(_answer(one, first, called) for one in first.dispute.variants)
    why = _(", ").join(words(cause) for cause in first.dispute.causes)
    surface = " ".join(first.surface.split())
    return number(len(group)), surface, first.dispute.document_id, why, answers


def _answer(variant: "Variant", case: "Case", called: "Called") -> str:
    start = case.dispute.start
    marks = [
        f"{quoted(' '.join(case.surface[one.start - start : one.end - start].split()))} {_label(one, called)}"
        for one in variant.spans
    ]
    who = _(", ").join(f"\u2068{name}\u2069" for name in variant.annotators)
    return _("{what}: {text}").format(what=who, text=_(", ").join(marks) or _("not marked"))


def _label(span: "Span", called: "Called") -> str:
    return called.sublabel(span.label, span.sublabel) if span.sublabel else called.label(span.label)


def _about(desk: "GoldDesk") -> list[str]:
    lines = [
        _(
            "{open} disputes are open, {settled} are settled; gold is finished in {done} of {count} articles."
        ).format(
            open=number(len(desk.open)),
            settled=number(len(desk.settled)),
            done=number(desk.done),
            count=number(len(desk.to_do)),
        )
    ]
    places = len(desk.left_alone)
    if places:
        left = n_(
            "Annotators differ in {count} place beside imported gold: --list --again lists it.",
            "Annotators differ in {count} places beside imported gold: --list --again lists them.",
            places,
        )
        lines.append(left.format(count=number(places)))
    return lines + _left_alone(imported=desk.imported, by_one=desk.by_one)


def _left_alone(*, imported: int, by_one: int) -> list[str]:
    lines = []
    if imported:
        lines.append(
            n_(
                "{count} article has gold that was imported; it is left alone (--again makes it anew; in the"
                " window it can be taken out).",
                "{count} articles have gold that was imported; it is left alone (--again makes it anew; in"
                " the window it can be taken out).",
                imported,
            ).format(count=number(imported))
        )
    if by_one:
        lines.append(
            n_(
                "{count} article was finished by one person only: that is not gold.",
                "{count} articles were finished by one person only: that is not gold.",
                by_one,
            ).format(count=number(by_one))
        )
    return lines


def _say(plan: "Plan", *, is_trial: bool, has_changed: bool, as_json: bool) -> None:
    from annotator.adjudication.as_json import plan_json
    from annotator.adjudication.rules import words
    from annotator.reports.tables import Table
    from annotator.tables import print_tables

    if as_json:
        print_json({**plan_json(plan), "is_written": has_changed})
        return
    rows = [(words(choice), number(places)) for choice, places in plan.taken.items()]
    if plan.settled:
        rows.insert(0, (_("settled before"), number(plan.settled)))
    rows.append((_("left to rule on"), number(len(plan.left))))
    if plan.to_do:
        print_tables([Table(_("Disputes"), (_("by"), _("places")), tuple(rows))])
        click.echo()
    for line in _told(plan, is_trial=is_trial, has_changed=has_changed):
        click.echo(line)


def _told(plan: "Plan", *, is_trial: bool, has_changed: bool) -> list[str]:
    lines = []
    if not plan.to_do and plan.imported:
        lines.append(_("There is nothing to settle: gold was imported."))
    elif not plan.to_do:
        lines.append(_("No article was finished by two people: there is nothing to settle."))
    else:
        agreed = n_(
            "{count} span that all agree on is new in gold.",
            "{count} spans that all agree on are new in gold.",
            plan.agreed,
        )
        done = _("Gold is finished in {done} of {count} articles.")
        if plan.agreed:
            lines.append(agreed.format(count=number(plan.agreed)))
        lines.append(done.format(done=number(plan.finished), count=number(plan.to_do)))
        if not (is_trial or has_changed):
            lines.append(_("Gold is so already: nothing was changed."))
    lines += _left_alone(imported=plan.imported, by_one=plan.by_one)
    if is_trial:
        lines.append(_("Nothing was changed: this is a trial."))
    return lines
