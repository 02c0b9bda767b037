"""Puts the underlines of nested and crossing marks into lanes below the text."""

from collections.abc import Iterable, Mapping

from annotator.gui.article.marks import Key, Mark, nesting


def lanes(marks: Iterable[Mark]) -> Mapping[Key, int]:
    """Return each mark's lane, 0 nearest the text: inner marks lie above the ones that hold them.

    No two marks that overlap share a lane.
    """
    placed: list[tuple[int, int, int]] = []
    result: dict[Key, int] = {}
    for mark in sorted(marks, key=nesting):
        lane = 1 + max(
            (lane for start, end, lane in placed if start < mark.end and mark.start < end), default=-1
        )
        placed.append((mark.start, mark.end, lane))
        result[mark.key] = lane
    return result
