"""The report on progress, and the section on how far suggestions lead people."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from annotator.agreement.pace import Forecast
from annotator.charts.chart import BarChart, Chart, Grid, LineChart, StackChart
from annotator.project.progress import Progress
from annotator.reports.bias_charts import bias_charts, bias_words
from annotator.reports.bias_tables import bias_tables
from annotator.reports.called import Called
from annotator.reports.forecast_words import forecast_words, share_words
from annotator.reports.palettes import LIGHT
from annotator.reports.progress_charts import progress_charts
from annotator.reports.progress_tables import effort_tables, progress_tables
from annotator.reports.report import Headline, Report, Section
from annotator.reports.tables import Table
from annotator.words import _, number, quoted

if TYPE_CHECKING:
    from annotator.agreement.bias import Bias

_MOST_BARS: Final = 20


def progress_report(
    progress: Progress,
    forecast: Forecast,
    *,
    project: str,
    called: Called,
    more: Sequence[Section] = (),
    dark: Mapping[str, str] | None = None,
) -> Report:
    """Return the report; `project` is what the project is called, `more` are further sections."""
    charts = progress_charts(progress, called=called, palette=LIGHT, most=_MOST_BARS)
    left, states, labels, sources = progress_tables(progress, forecast, called=called)
    sections = (
        Section(left.title, charts=_shown(charts.articles), tables=(left,), notes=left.notes, is_open=True),
        Section(states.title, states.means, _shown(charts.annotators), (states,), notes=_cut(states)),
        Section(charts.pace.title, charts=_shown(charts.pace)),
        Section(
            _("What the work takes"),
            _(
                "The middle article of each, half of them between the ends of the line; of entities the mean."
                " An entity is decided where a span is made or a suggestion rejected."
            ),
            _shown(charts.article_time, charts.entity_time, charts.article_actions, charts.entity_actions),
        ),
        Section(labels.title, labels.means, _shown(charts.labels), (labels,)),
        Section(sources.title, sources.means, _shown(charts.sources), (sources,)),
    )
    return Report(
        title=_("Progress"),
        subtitle=_("{project} · {day}").format(
            project=quoted(project), day=f"\u2066{progress.today.isoformat()}\u2069"
        ),
        headlines=_headlines(progress, forecast),
        sections=tuple(section for section in (*sections, *more) if not section.is_empty),
        dark=dark or {},
        extra=tuple(effort_tables(progress, called=called)),
    )


def _cut(people: Table) -> tuple[str, ...]:
    if len(people.rows) <= _MOST_BARS:
        return ()
    words = _("Charts show {count} annotators at most, the table names all.")
    return (words.format(count=number(_MOST_BARS)),)


def bias_section(bias: "Bias", *, called: Called) -> Section:
    """Return what is known of how far suggestions lead people, for either report; an empty one of nothing."""
    if not any(bias.articles) and not bias.errors:
        return Section(_("How far suggestions lead"))
    charts = bias_charts(bias, called=called)
    return Section(
        _("How far suggestions lead"),
        charts=_shown(charts.sides, charts.seconds, charts.errors, charts.speeds),
        tables=tuple(bias_tables(bias, called=called)),
        notes=bias_words(bias),
    )


def _headlines(progress: Progress, forecast: Forecast) -> tuple[Headline, ...]:
    share, days = share_words(progress), forecast_words(forecast)
    return (
        Headline(_("Finished by somebody"), share[0], share[1]),
        Headline(_("Left to finish"), number(forecast.left)),
        Headline(_("Left at this pace"), days[0], "" if forecast.days is not None else days[1]),
        Headline(_("With gold"), number(progress.gold)),
    )


def _shown(*charts: Chart) -> tuple[Chart, ...]:
    """Return those of the charts that show something."""
    return tuple(chart for chart in charts if not _is_empty(chart))


def _is_empty(chart: Chart) -> bool:
    match chart:
        case BarChart():
            return not chart.bars
        case StackChart():
            return not any(sum(stack.counts) for stack in chart.stacks)
        case LineChart():
            return not chart.places
        case Grid():
            return not chart.rows
