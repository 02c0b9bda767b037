"""How far suggestions lead people, as tables: work with suggestions, work without, errors let through."""

from collections.abc import Iterable

from annotator.agreement.bias import Bias, LetThrough, Sides, Speed
from annotator.agreement.coefficients import Figure
from annotator.reports.called import Called
from annotator.reports.cells import Cell, Rows, count, plain, table
from annotator.reports.figures import NONE, remark, signed
from annotator.reports.tables import Table
from annotator.words import _


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
    rows: Rows = [(_("articles"), count(suggested), *none, count(held_back), *none, "", *none, "")]
    rows += [(words, *_beside(sides, decimals)) for words, sides, decimals in figures]
    return table(
        _("How far suggestions lead"),
        (
            _("finished work"),
            *_heads(_("with suggestions")),
            *_heads(_("held back")),
            *_heads(_("difference")),
            _("remark"),
        ),
        rows if any(bias.articles) else (),
        file="suggestions",
        means=_(
            "What people do with suggestions, and by themselves where suggestions were held back. Where the "
            "interval of a difference holds 0 it may be chance."
        ),
    )


def _beside(sides: Sides, decimals: int) -> Iterable[Cell | str]:
    for figure in (sides.suggested, sides.held_back, sides.difference):
        yield from _cells(figure, decimals)
    yield _remark(sides.suggested, sides.held_back, sides.difference)


def _heads(what: str) -> tuple[str, Cell, Cell]:
    """Return the heads of a figure and its ends; in files the ends say whose they are."""

    def end(words: str) -> Cell:
        return Cell(words, (_("{what}: {text}").format(what=what, text=words),))

    return what, end(_("from")), end(_("to"))


def _remark(*figures: Figure) -> Cell:
    """Return what is to be remarked first; in files all of it."""
    all_ = list(dict.fromkeys(filter(None, map(remark, figures))))
    return Cell(all_[0] if all_ else "", (" ".join(all_),))


def _cells(figure: Figure, decimals: int) -> tuple[Cell, Cell, Cell]:
    """Return a figure and the ends of its interval, each in a cell of its own."""
    ends = figure.interval
    low, high = (None, None) if figure.value is None or ends is None else (ends.low, ends.high)
    return _cell(figure.value, decimals), _cell(low, decimals), _cell(high, decimals)


def _cell(value: float | None, decimals: int) -> Cell:
    return Cell(NONE if value is None else signed(value, decimals), (plain(value),))


def _errors(errors: Iterable[LetThrough], called: Called) -> Table:
    rows: Rows = [
        (
            called.name(one.annotator),
            count(one.decided),
            count(one.accepted),
            *_cells(one.share, 2),
            remark(one.share),
        )
        for one in sorted(errors, key=lambda one: called.place(one.annotator))
    ]
    return table(
        _("Wrong suggestions let through"),
        (_("annotator"), _("decided on"), _("accepted"), _("share"), _("from"), _("to"), _("remark")),
        rows,
        file="planted",
        means=_(
            "Wrong suggestions were planted by the lead. Who lets many through follows suggestions blindly."
        ),
    )


def _speeds(speeds: Iterable[Speed], called: Called) -> Table:
    rows: Rows = [
        (
            called.name(one.annotator),
            *_cells(one.accepted, 1),
            *_cells(one.by_hand, 1),
            _remark(one.accepted, one.by_hand),
        )
        for one in sorted(speeds, key=lambda one: called.place(one.annotator))
    ]
    return table(
        _("Seconds for a span"),
        (
            _("annotator"),
            *_heads(_("suggestions accepted")),
            *_heads(_("labelled by hand")),
            _("remark"),
        ),
        rows,
        file="speeds",
        means=_(
            "Who accepts in a fraction of a second has hardly read. One key may settle equal names together."
        ),
    )
