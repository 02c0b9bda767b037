"""How far suggestions lead people, as charts and in sentences: what is certain, what may be chance.

Nothing is judged from too little: where the figures do not suffice the sentence says so.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.agreement.coefficients import Figure
from annotator.charts.chart import Bar, BarChart
from annotator.reports.called import Called
from annotator.reports.durations import duration
from annotator.reports.figures import NONE, remark, rounded, signed
from annotator.words import _, n_, number

if TYPE_CHECKING:
    from annotator.agreement.bias import Bias, Sides

_Said = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class BiasCharts:
    """Work with suggestions beside work without; errors let through and speed, by annotator."""

    sides: BarChart
    seconds: BarChart
    errors: BarChart
    speeds: BarChart


def bias_charts(bias: "Bias", *, called: Called) -> BiasCharts:
    """Return the charts; who has no figure has a bar that says why."""
    recall = _("Recall against gold") if bias.recall_against == "gold" else _("Recall against the others")
    return BiasCharts(
        sides=BarChart(
            _("With suggestions and without"),
            tuple(
                _bar(words, figure)
                for what, sides in ((_("Agreement"), bias.agreement), (recall, bias.recall))
                for words, figure in _named(what, sides)
            ),
        ),
        seconds=_times(_("Time for an entity"), _named(_("Time"), bias.seconds)),
        errors=BarChart(
            _("Wrong suggestions that were accepted"),
            tuple(
                _bar(called.person(one.annotator), one.share, note=_decided(one.accepted, one.decided))
                for one in sorted(bias.errors, key=lambda one: called.place(one.annotator))
            ),
        ),
        speeds=_times(
            _("Time for a span: suggestions accepted, and spans labelled by hand"),
            (
                (_("{what}, {part}").format(what=called.person(one.annotator), part=part), figure)
                for one in sorted(bias.speeds, key=lambda one: called.place(one.annotator))
                for part, figure in ((_("accepted"), one.accepted), (_("by hand"), one.by_hand))
            ),
        ),
    )


def bias_words(bias: "Bias") -> tuple[str, ...]:
    """Return what the figures say, a sentence each, the first of how much they rest on."""
    suggested, held_back = bias.articles
    if not any(bias.articles) and not bias.errors:
        return (
            _(
                "Nothing to report yet: nobody met a wrong suggestion"
                " or finished an article without suggestions."
            ),
        )
    rests = _("{suggested} finished with suggestions, {held_back} without.").format(
        suggested=_articles(suggested), held_back=_articles(held_back)
    )
    sentences = [rests]
    if held_back:
        sentences += [_agreement_words(bias.agreement), _recall_words(bias.recall), _time_words(bias.seconds)]
    decided = sum(one.decided for one in bias.errors)
    if decided:
        accepted = sum(one.accepted for one in bias.errors)
        words = n_(
            "{accepted} of {count} wrong suggestion that was decided on was accepted.",
            "{accepted} of {count} wrong suggestions that were decided on were accepted.",
            decided,
        )
        sentences.append(words.format(accepted=number(accepted), count=number(decided)))
    return tuple(sentences)


def _agreement_words(sides: "Sides") -> str:
    return _compared(
        sides.difference,
        more=_("With suggestions people agree more, by {figure}: they may be following the same ones."),
        less=_("With suggestions people agree less, by {figure}."),
        maybe=_("Whether people agree more with suggestions is not certain: the difference is {figure}."),
        unknown=_("Whether people agree more with suggestions: too few to tell."),
        words=signed,
    )


def _recall_words(sides: "Sides") -> str:
    return _compared(
        sides.difference,
        more=_("With suggestions they find more of what is there, by {figure}."),
        less=_("With suggestions they find less of what is there, by {figure}: they trust what is shown."),
        maybe=_("Whether they find more with suggestions is not certain: the difference is {figure}."),
        unknown=_("Whether they find more with suggestions: too few to tell."),
        words=signed,
    )


def _time_words(sides: "Sides") -> str:
    return _compared(
        sides.difference,
        more=_("With suggestions an entity takes longer, by {figure}."),
        less=_("With suggestions an entity takes less time, by {figure}."),
        maybe=_("Whether suggestions save time is not certain: the difference is {figure}."),
        unknown=_("Whether suggestions save time: too few to tell."),
        words=duration,
    )


def _compared(difference: Figure, *, more: str, less: str, maybe: str, unknown: str, words: _Said) -> str:
    """Return the sentence for a difference: certain where its interval leaves 0 out."""
    if difference.value is None or difference.interval is None:
        return unknown
    low, high = difference.interval.low, difference.interval.high
    if low <= 0 <= high:
        ends = _("{low} to {high}").format(low=words(low), high=words(high))
        return maybe.format(
            figure=_("{figure} ({interval})").format(figure=words(difference.value), interval=ends)
        )
    near, far = sorted((abs(low), abs(high)))
    ends = _("{low} to {high}").format(low=words(near), high=words(far))
    figure = _("{figure} ({interval})").format(figure=words(abs(difference.value)), interval=ends)
    return (more if low > 0 else less).format(figure=figure)


def _articles(count: int) -> str:
    return n_("{count} article", "{count} articles", count).format(count=number(count))


def _decided(accepted: int, decided: int) -> str:
    words = n_("{accepted} of {count} decided", "{accepted} of {count} decided", decided)
    return words.format(accepted=number(accepted), count=number(decided))


def _named(what: str, sides: "Sides") -> tuple[tuple[str, Figure], ...]:
    return (
        (_("{what}, with suggestions").format(what=what), sides.suggested),
        (_("{what}, without").format(what=what), sides.held_back),
    )


def _times(title: str, figures: Iterable[tuple[str, Figure]]) -> BarChart:
    """Return bars of seconds, to the scale of the longest or of the end of its interval."""
    named = list(figures)
    ends = [
        one.value if one.interval is None else one.interval.high
        for _words, one in named
        if one.value is not None
    ]
    scale = max((end for end in ends if end is not None), default=0.0) or 1.0
    bars = tuple(_bar(words, figure, scale=scale, said_as=duration) for words, figure in named)
    return BarChart(title, bars, scale=scale, unit=_("seconds"))


def _bar(words: str, figure: Figure, *, note: str = "", scale: float = 1.0, said_as: _Said = rounded) -> Bar:
    if figure.value is None:
        return Bar(words, None, NONE, _(" · ").join(part for part in (note, remark(figure)) if part))
    ends = figure.interval
    between = (
        "" if ends is None else _("{low} to {high}").format(low=said_as(ends.low), high=said_as(ends.high))
    )
    notes = (note, between or remark(figure))
    return Bar(
        words,
        figure.value / scale,
        said_as(figure.value),
        _(" · ").join(part for part in notes if part),
        low=None if ends is None else ends.low / scale,
        high=None if ends is None else ends.high / scale,
    )
