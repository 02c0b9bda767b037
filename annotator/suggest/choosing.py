"""Of scored places the ones to show: the likeliest first, and nothing beside it that cannot be right too."""

from collections.abc import Callable, Iterable
from typing import Final

from annotator.cover import Cover
from annotator.model import Suggestion
from annotator.schema import Schema
from annotator.suggest.fitting import KNOWLEDGE
from annotator.suggest.merging import are_rivals, is_explained_by, order

_WIDER: Final = 0.002  # a code point: of two as likely, the wider says more
_WIDEST: Final = 40

Nests = Callable[[str, str], bool]


def choose(
    scored: Iterable[Suggestion], *, text: str, schema: Schema | None, nests: Nests
) -> list[Suggestion]:
    """Return those that may stand together, in reading order, outer before inner.

    Of two that cross, of two labels of which one range has only one, and of two of which one leaves the
    other nothing to say, the likelier stays. `nests` tells what people labelled inside what.
    """
    chosen: Cover[Suggestion] = Cover()
    for one in sorted(scored, key=_weight, reverse=True):
        if all(_agree(one, other, text, schema, nests) for other in chosen.over(one.start, one.end)):
            chosen.add(one)
    return order(chosen)


def _weight(one: Suggestion) -> tuple[float, int, int, str]:
    length = one.end - one.start
    return one.score + _WIDER * min(length, _WIDEST), length, -one.start, one.label


def _agree(one: Suggestion, other: Suggestion, text: str, schema: Schema | None, nests: Nests) -> bool:
    """Tell whether both may be right."""
    if (one.start, one.end) == (other.start, other.end):
        return one.label != other.label and (nests(one.label, other.label) or not are_rivals(one, other))
    if one.as_span().crosses(other):
        return False
    outer, inner = (one, other) if one.as_span().contains(other) else (other, one)
    if schema is not None and not schema.label(outer.label).may_hold(inner.label):
        return False
    if not is_explained_by(inner, outer, text):
        return True
    # An organisation in an organisation is known to some who label and to all the rules: these tell which.
    is_told = inner.label != outer.label or inner.source not in KNOWLEDGE
    return is_told and nests(outer.label, inner.label)
