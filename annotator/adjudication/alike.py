"""Which disputes are alike, and how an answer to one is carried to another.

Two places are alike where the same name stands, folded and without proclitics, and where the same answers
were given. An answer is carried by its form, to the spans that somebody has at the other place; offsets are
carried only where the very same letters stand.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from annotator.adjudication.disputes import Dispute, Variant
from annotator.model import Span
from annotator.text import clitics
from annotator.text.folding import folded
from annotator.text.tokens import word_at

_BORDER: Final = "\x1f"
Form = tuple[int, int, str, str, str]
"""A span by what it says: how many blanks of the place stand before it, how many letters of proclitics it
takes in, its name, its label and its sublabel."""
T = TypeVar("T")


def key_of(text: str, start: int, end: int, variants: Sequence[Variant], *, document_id: str) -> str:
    """Return what alike places share; where two answers read the same, no other place has it."""
    names = _Names(text, variants)
    forms = {_form(names, start, variant.spans) for variant in variants}
    parts = [names.of(start, end)[1], *sorted(map(repr, forms))]
    if len(forms) < len(variants):
        parts += [document_id, str(start)]
    return _BORDER.join(parts)


def alike(places: Iterable[T], key: Callable[[T], str]) -> list[tuple[T, ...]]:
    """Return the places that are alike together, most first, then in the order in which they came."""
    groups: dict[str, list[T]] = defaultdict(list)
    for place in places:
        groups[key(place)].append(place)
    return sorted(map(tuple, groups.values()), key=len, reverse=True)


def form_of(text: str, dispute: Dispute, spans: Sequence[Span]) -> tuple[Form, ...]:
    """Return what spans at a dispute say, wherever it stands: two that say the same are carried alike."""
    return _form(_Names(text, dispute.variants), dispute.start, spans)


def carried(
    text: str, dispute: Dispute, spans: Sequence[Span], *, to: Dispute, over: str
) -> tuple[Span, ...] | None:
    """Return what `spans` at a dispute are at an alike one, None where nothing there is like them.

    `text` is that of the dispute's document, `over` that of the other's.
    """
    if not spans:
        return ()
    names = _Names(over, to.variants)
    wanted = form_of(text, dispute, spans)
    there: dict[Form, Span] = {}
    for variant in to.variants:
        found = _form(names, to.start, variant.spans)
        if found == wanted:
            return tuple(replace(span, id=0) for span in variant.spans)
        there.update(zip(found, sorted(variant.spans), strict=True))
    if all(one in there for one in wanted):
        return tuple(replace(there[one], id=0) for one in wanted)
    return _moved(text, dispute, spans, to=to, over=over)


class _Names:
    """The names that stand in the ranges of one place.

    Proclitics are the certain ones, and what somebody at the place left out.
    """

    def __init__(self, text: str, variants: Iterable[Variant]) -> None:
        self.text = text
        self._starts = frozenset(span.start for variant in variants for span in variant.spans)
        self._found: dict[tuple[int, int], tuple[int, str]] = {}

    def of(self, start: int, end: int) -> tuple[int, str]:
        """Return how many letters of proclitics a range takes in, and its name without them, folded."""
        found = self._found.get((start, end))
        if found is None:
            stem = self._stem(start, end) if folded(self.text[start]) in clitics.PROCLITICS else start
            taken_in = len(folded(self.text[start:stem])) if stem > start else 0
            found = self._found[start, end] = taken_in, folded(clitics.name(self.text, stem, end))
        return found

    def _stem(self, start: int, end: int) -> int:
        word = word_at(self.text, start)
        if word is None or word.end > end:
            return start
        if len(self._starts) > 1:
            left_out = [
                one for one in clitics.stem_starts(self.text, *word) if one > start and one in self._starts
            ]
            if left_out:
                return max(left_out)
        return clitics.default_start(self.text, *word) if word.start == start else start


def _form(names: _Names, start: int, spans: Sequence[Span]) -> tuple[Form, ...]:
    """Return spans at a place that begins at `start` by what they say, in reading order."""
    return tuple(
        (
            _blanks(names.text, start, span.start) if span.start != start else 0,
            *names.of(span.start, span.end),
            span.label,
            span.sublabel,
        )
        for span in (sorted(spans) if len(spans) > 1 else spans)
    )


def _blanks(text: str, start: int, end: int) -> int:
    if end < start:
        return -_blanks(text, end, start)
    return len(text[start:end].split()) - 1 + text[end - 1].isspace()


def _moved(
    text: str, dispute: Dispute, spans: Sequence[Span], *, to: Dispute, over: str
) -> tuple[Span, ...] | None:
    """Return spans as far from the other place's start, where the very same letters stand in both."""
    start = min(dispute.start, *(span.start for span in spans))
    end = max(dispute.end, *(span.end for span in spans))
    by = to.start - dispute.start
    if start + by < 0 or text[start:end] != over[start + by : end + by]:
        return None
    if start < dispute.start and _letter(text, start - 1) != _letter(over, start + by - 1):
        return None
    if end > dispute.end and _letter(text, end) != _letter(over, end + by):
        return None
    return tuple(replace(span, start=span.start + by, end=span.end + by, id=0) for span in spans)


def _letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()
