"""α_U read slowly from its paper, character by character where that is the plainest."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import permutations

Range = tuple[int, int]
Observer = Sequence[Range]
"""An observer's units of one category, none of which overlap."""


def segments(units: Iterable[Range], length: int) -> list[tuple[int, int, bool]]:
    """Cut a continuum into units and the gaps between them: begin, length, whether it is a unit."""
    found, at = [], 0
    for start, end in sorted(units):
        if start > at:
            found.append((at, start - at, False))
        found.append((start, end - start, True))
        at = end
    if at < length:
        found.append((at, length - at, False))
    return found


def difference(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> int:
    """Return the squared difference of two segments."""
    (begin, length, is_unit), (other_begin, other_length, other_is_unit) = one, other
    if is_unit and other_is_unit and -length < begin - other_begin < other_length:
        return (begin - other_begin) ** 2 + (begin + length - other_begin - other_length) ** 2
    if is_unit and not other_is_unit and 0 <= begin - other_begin <= other_length - length:
        return length**2
    if not is_unit and other_is_unit and 0 <= other_begin - begin <= length - other_length:
        return other_length**2
    return 0


def disagreements(documents: Sequence[tuple[int, Sequence[Observer]]]) -> tuple[Fraction, Fraction]:
    """Return the observed and the expected disagreement over documents of a length, for one category."""
    observers = len(documents[0][1])
    whole = sum(length for length, _ in documents)
    cut = [[segments(units, length) for units in marked] for length, marked in documents]
    observed = sum(
        difference(one, other)
        for marked in cut
        for ours, theirs in permutations(marked, 2)
        for one in ours
        for other in theirs
    )
    units = [length for marked in cut for ours in marked for _, length, is_unit in ours if is_unit]
    gaps = [length for marked in cut for ours in marked for _, length, is_unit in ours if not is_unit]
    total = Fraction(0)
    for length in units:
        total += Fraction(len(units) - 1, 3) * (2 * length**3 - 3 * length**2 + length)
        total += length**2 * sum(gap - length + 1 for gap in gaps if gap >= length)
    all_pairs = observers * whole * (observers * whole - 1) - sum(length * (length - 1) for length in units)
    return (
        Fraction(observed, observers * (observers - 1) * whole**2),
        Fraction(2, whole) * total / all_pairs if units else Fraction(0),
    )
