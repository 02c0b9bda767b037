"""A text cut where spans begin and end, so that each piece lies in the same spans from end to end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.reports.report import Marked


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text and the spans that hold it, the outermost first."""

    text: str
    spans: tuple[Marked, ...]


def pieces(text: str, spans: Sequence[Marked]) -> Iterator[Piece]:
    """Yield the text in pieces; put together they are the text. Spans may nest, cross and reach beyond it."""
    size = len(text)
    inside = [span for span in spans if span.start < size and span.end > 0]
    edges = {edge for span in inside for edge in (span.start, span.end) if 0 < edge < size}
    cuts = sorted({0, size, *edges})
    ordered = sorted(inside, key=lambda span: (span.start, -span.end))
    for start, end in pairwise(cuts):
        holding = tuple(span for span in ordered if span.start <= start and end <= span.end)
        yield Piece(text[start:end], holding)
