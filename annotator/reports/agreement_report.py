"""The report on agreement: what a lead reads from the top, and which figure means what."""

from collections.abc import Mapping, Sequence
from datetime import date

from annotator.agreement.counts import Measure
from annotator.agreement.results import Agreement, Coefficient
from annotator.charts.chart import Chart, Grid
from annotator.reports.agreement_charts import charts_of
from annotator.reports.agreement_tables import agreement_tables, scope_notes
from annotator.reports.called import Called
from annotator.reports.figures import (
    coefficient_means,
    coefficient_words,
    interval,
    measure_means,
    measure_words,
    remark,
    said,
)
from annotator.reports.people_charts import least_alike, people_bars
from annotator.reports.report import Example, Headline, Report, Section
from annotator.words import _, n_, number, quoted


def agreement_report(
    agreement: Agreement,
    *,
    project: str,
    made: date,
    called: Called,
    examples: Sequence[Example] = (),
    more: Sequence[Section] = (),
    dark: Mapping[str, str] | None = None,
) -> Report:
    """Return the report; `project` is what the project is called, `more` are further sections."""
    return Report(
        title=_("Agreement"),
        subtitle=_("{project} · {day}").format(
            project=quoted(project), day=f"\u2066{made.isoformat()}\u2069"
        ),
        headlines=_headlines(agreement),
        sections=tuple(
            section
            for section in (*_sections(agreement, called, tuple(examples)), *more)
            if not section.is_empty
        ),
        notes=scope_notes(agreement, called),
        dark=dark or {},
    )


def _headlines(agreement: Agreement) -> tuple[Headline, ...]:
    found = agreement.alone or agreement
    exact, clitic = found.f1[Measure.EXACT], found.f1[Measure.CLITIC]
    kappa = found.coefficients.get(Coefficient.KAPPA)
    lines = [
        Headline(measure_words(Measure.EXACT), said(exact), interval(exact) or remark(exact)),
        Headline(measure_words(Measure.CLITIC), said(clitic), interval(clitic) or remark(clitic)),
    ]
    if kappa is not None:
        flatters = _("over words, most of which are not marked: it flatters")
        lines.append(Headline(coefficient_words(Coefficient.KAPPA), said(kappa), kappa.sentence or flatters))
    if agreement.alone is None:
        places = sum(one.places for one in agreement.causes.values())
        lost = n_("{count} point lost", "{count} points lost", agreement.lost)
        note = lost.format(count=number(agreement.lost))
        lines.append(Headline(_("Places where they differ"), number(places), note))
    return tuple(lines)


def _sections(agreement: Agreement, called: Called, examples: tuple[Example, ...]) -> tuple[Section, ...]:
    charts = charts_of(agreement, called=called)
    overall, labels, sublabels, depths, causes, pairs, gold, confusion = agreement_tables(
        agreement, called=called
    )
    terms = [(measure_words(one), measure_means(one)) for one in agreement.f1]
    terms += [(coefficient_words(one), coefficient_means(one)) for one in agreement.coefficients]
    by_sublabel, by_depth, to_gold = (
        (chart,) if chart.bars else () for chart in (charts.sublabels, charts.depths, charts.gold)
    )
    return (
        Section(
            overall.title,
            overall.means,
            (charts.measures,),
            (overall,),
            terms=tuple(terms),
            is_open=True,
        ),
        Section(labels.title, labels.means, (charts.labels,) if charts.labels.bars else (), (labels,)),
        Section(
            causes.title,
            causes.means,
            (charts.causes,) if charts.causes.bars else (),
            (causes,),
            examples,
        ),
        Section(sublabels.title, sublabels.means, by_sublabel, (sublabels,)),
        Section(depths.title, depths.means, by_depth, (depths,)),
        Section(pairs.title, pairs.means, _people(agreement, charts.pairs, called), (pairs,)),
        Section(gold.title, gold.means, to_gold, (gold,), notes=gold.notes),
        Section(
            confusion.title,
            confusion.means,
            (charts.confusion,) if charts.confusion.rows else (),
            (confusion,),
        ),
    )


def _people(agreement: Agreement, grid: Grid, called: Called) -> tuple[Chart, ...]:
    """Return who agrees with whom among three or more: a grid, or of many those that agree least."""
    each, least = people_bars(agreement, called=called), least_alike(agreement, called=called)
    if not each.bars:
        return ()
    return (each, grid if least is None else least)
