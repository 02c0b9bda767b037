"""How far suggestions lead people, as tables: work with suggestions, work without, errors let through."""

from collections.abc import Iterable

from annotator.agreement.bias import Bias, LetThrough, Sides, Speed
from annotator.agreement.coefficients import Figure
from annotator.reports.called import Called
from annotator.reports.figures import NONE, remark, signed
from annotator.reports.tables import Table
from annotator.words import _, number


def bias_tables(bias: Bias, *, called: Called) -> list[Table]:
    """Return the tables; those without rows too."""
    return [_sides(bias), _errors(bias.errors, called), _speeds(bias.speeds, called)]


def _sides(bias: Bias) -> Table:
    recall = _("recall against gold") if bias.recall_against == "gold" else _("recall against the others")
    figures = (
        (_("agreement (span F1)"), bias.agreement, 2),
        (recall, bias.recall, 2),
        (_("seconds for an entity"), bias.seconds, 1),
    )
    suggested, held_back = bias.articles
    none = ("", "")
    rows: list[tuple[str, ...]] = [
        (_("articles"), number(suggested), *none, number(held_back), *none, "", *none, "")
    ]
    rows += [(words, *_beside(sides, decimals)) for words, sides, decimals in figures]
    return Table(
        _("How far suggestions lead"),
        (
            _("finished work"),
            _("with suggestions"),
            _("from"),
            _("to"),
            _("held back"),
            _("from"),
            _("to"),
            _("difference"),
            _("from"),
            _("to"),
            _("remark"),
        ),
        tuple(rows) if any(bias.articles) else (),
        file="suggestions",
        means=_(
            "What people do with suggestions, and by themselves where suggestions were held back. Where the "
            "interval of a difference holds 0 it may be chance."
        ),
    )


def _beside(sides: Sides, decimals: int) -> Iterable[str]:
    for figure in (sides.suggested, sides.held_back, sides.difference):
        yield from _cells(figure, decimals)
    yield remark(sides.suggested) or remark(sides.held_back) or remark(sides.difference)


def _cells(figure: Figure, decimals: int) -> tuple[str, str, str]:
    """Return a figure and the ends of its interval, each in a cell of its own for spreadsheets."""
    ends = figure.interval
    if figure.value is None or ends is None:
        return NONE if figure.value is None else signed(figure.value, decimals), NONE, NONE
    return signed(figure.value, decimals), signed(ends.low, decimals), signed(ends.high, decimals)


def _errors(errors: Iterable[LetThrough], called: Called) -> Table:
    return Table(
        _("Wrong suggestions let through"),
        (_("annotator"), _("decided on"), _("accepted"), _("share"), _("from"), _("to"), _("remark")),
        tuple(
            (
                called.name(one.annotator),
                number(one.decided),
                number(one.accepted),
                *_cells(one.share, 2),
                remark(one.share),
            )
            for one in sorted(errors, key=lambda one: called.place(one.annotator))
        ),
        file="planted",
        means=_(
            "Wrong suggestions were planted by the lead. Who lets many through follows suggestions blindly."
        ),
    )


def _speeds(speeds: Iterable[Speed], called: Called) -> Table:
    return Table(
        _("Seconds for a span"),
        (
            _("annotator"),
            _("suggestions accepted"),
            _("from"),
            _("to"),
            _("labelled by hand"),
            _("from"),
            _("to"),
            _("remark"),
        ),
        tuple(
            (
                called.name(one.annotator),
                *_cells(one.accepted, 1),
                *_cells(one.by_hand, 1),
                remark(one.accepted) or remark(one.by_hand),
            )
            for one in sorted(speeds, key=lambda one: called.place(one.annotator))
        ),
        file="speeds",
        means=_(
            "Who accepts in a fraction of a second has hardly read. One key may settle equal names together."
        ),
    )
