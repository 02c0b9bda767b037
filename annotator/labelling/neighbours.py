"""What lies next to, around and within an item: the ways from one span or suggestion to another."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annotator.labelling.sheet import Item, Sheet
from annotator.model import Suggestion

_Place = tuple[int, int]  # the start, and the end turned round: reading order, the outer before the inner


def next_item(sheet: Sheet, *, item: Item | None, offset: int, forward: bool) -> Item | None:
    """Return the span or open suggestion after `item` (before it) in reading order, round the end.

    Without an item it is the first from `offset` on (the last before it). None where nothing is marked.
    """
    place = _place(item) if item is not None else (offset, -len(sheet.document.text) - 1)
    if item is not None:
        there = _at(sheet, place)
        index = there.index(item) + (1 if forward else -1) if item in there else -1
        if 0 <= index < len(there):
            return there[index]
    found = _next_place(sheet, place, forward=forward)
    return None if found is None else _at(sheet, found)[0 if forward else -1]


def around(sheet: Sheet, item: Item) -> Item | None:
    """Return the smallest span or open suggestion that holds `item`, None where nothing does.

    Of equal ranges the confirmed one is the inner.
    """
    holding = [
        one
        for one in _over(sheet, item.start, item.end)
        if one.start <= item.start and item.end <= one.end and _depth(one) > _depth(item)
    ]
    return min(holding, key=_depth, default=None)


def within(sheet: Sheet, item: Item, *, offset: int) -> Item | None:
    """Return the largest span or open suggestion inside `item`, one over `offset` before all others."""
    inside = [
        one
        for one in _over(sheet, item.start, item.end)
        if item.start <= one.start and one.end <= item.end and _depth(one) < _depth(item)
    ]
    here = [one for one in inside if one.start <= offset < one.end]
    return max(here or inside, key=lambda one: (_depth(one)[0], -one.start, _depth(one)), default=None)


def at_range(sheet: Sheet, start: int, end: int) -> Item | None:
    """Return the span on exactly this range, else the open suggestion, None where there is neither."""
    return next(iter(items_at(sheet, start, end)), None)


def items_at(sheet: Sheet, start: int, end: int) -> list[Item]:
    """Return the spans and open suggestions on exactly this range, spans first."""
    return _at(sheet, (start, -end)) if start < end else []


def innermost(sheet: Sheet, offset: int) -> Item | None:
    """Return the smallest span or open suggestion over the character at `offset`."""
    return min(_over(sheet, offset, offset + 1), key=_depth, default=None)


def _over(sheet: Sheet, start: int, end: int) -> list[Item]:
    waiting = [one for one in sheet.proposed.over(start, end) if sheet.is_open(one)]
    return [*sheet.spans.over(start, end), *waiting]


def _at(sheet: Sheet, place: _Place) -> list[Item]:
    """Return what lies on exactly one place, spans first."""
    there = [one for one in _over(sheet, place[0], -place[1]) if _place(one) == place]
    return sorted(there, key=lambda one: (isinstance(one, Suggestion), one.label, one.sublabel))


def _next_place(sheet: Sheet, place: _Place, *, forward: bool) -> _Place | None:
    lists: tuple[Sequence[Item], ...] = (sheet.annotation.spans, sheet.open_suggestions)
    found = [_place(one) for items in lists if (one := _beside(items, place, forward=forward)) is not None]
    if not found:  # round the end
        found = [_place(items[0 if forward else -1]) for items in lists if items]
    return (min if forward else max)(found, default=None)


def _beside(items: Sequence[Item], place: _Place, *, forward: bool) -> Item | None:
    index = bisect_right(items, place, key=_place) if forward else bisect_left(items, place, key=_place) - 1
    return items[index] if 0 <= index < len(items) else None


def _place(item: Item) -> _Place:
    return item.start, -item.end


def _depth(item: Item) -> tuple[int, bool, str, int]:
    return item.end - item.start, isinstance(item, Suggestion), item.label, item.id
