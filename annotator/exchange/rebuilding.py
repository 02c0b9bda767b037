"""Makes a text of the tokens that a file gives, and lays its labels over it.

The text is the tokens with white space between, a sentence a line; a document's meta says so (`tokens`), so
that what goes out has the very same tokens and sentences.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from annotator.exchange.incoming import IncomingSpan
from annotator.exchange.schemes import TagRun
from annotator.text.graphemes import is_boundary, is_no_edge


def rebuilt(
    sentences: Iterable[tuple[Sequence[str], Sequence[TagRun]]],
) -> tuple[str, tuple[IncomingSpan, ...]]:
    """Return the text and the spans of sentences: their tokens, in which there is no blank, and runs."""
    pieces: list[str] = []
    places: list[tuple[list[int], list[int], Sequence[TagRun]]] = []
    offset = 0
    for tokens, runs in sentences:
        starts: list[int] = []
        ends: list[int] = []
        before = "\n"
        for token in tokens:
            if starts:
                before = _between(pieces[-1][-1], token[0])
            elif not pieces:
                before = ""
            pieces += before, token
            starts.append(offset + len(before))
            offset = starts[-1] + len(token)
            ends.append(offset)
        places.append((starts, ends, runs))
    text = "".join(pieces)
    return text, tuple(
        IncomingSpan(*_narrowed(text, starts[run.first], ends[run.last]), run.label)
        for starts, ends, runs in places
        for run in runs
    )


@lru_cache(maxsize=1 << 12)
def _between(last: str, first: str) -> str:
    """Return what parts two tokens: a blank, but a tab where a mark would sit on the blank."""
    text = f"{last} {first}"
    return " " if is_boundary(text, 1) and is_boundary(text, 2) else "\t"


def _narrowed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without what no span may begin or end with; whole where nothing else is in it."""
    first, last = start, end
    while first < last and (is_no_edge(text[first]) or not is_boundary(text, first)):
        first += 1
    while first < last and (is_no_edge(text[last - 1]) or not is_boundary(text, last)):
        last -= 1
    return (first, last) if first < last else (start, end)
