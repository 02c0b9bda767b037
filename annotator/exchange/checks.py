"""Whether the spans of a file may stand on a text under a schema. Refuses with the first that may not."""

from collections.abc import Iterable
from itertools import pairwise

from annotator import errors
from annotator.exchange.incoming import IncomingSpan, quoted
from annotator.model import Span
from annotator.schema import Schema
from annotator.text.graphemes import is_boundary, is_no_edge


class SpanCheck:
    """Checks the spans of one document; refusals name the file and the document."""

    def __init__(self, text: str, *, schema: Schema, path: str, document_id: str) -> None:
        self._text = text
        self._schema = schema
        self._where = {"path": path, "id": quoted(document_id)}

    def spans(self, given: Iterable[IncomingSpan]) -> list[Span]:
        """Return the spans, each alone in order, sorted; raises InputError."""
        checked = sorted((self._one(span) for span in given), key=_reading_order)
        for span, following in pairwise(checked):
            if span.start == following.start and span == following:
                raise self._repeated(span)
        return checked

    def together(self, spans: Iterable[Span]) -> None:
        """Check sorted spans as one work: a label once on a range, nesting as the schema has it."""
        open_spans: list[Span] = []
        widest: dict[str, Span] = {}  # by label: it holds what any of them does, and there may be thousands
        before: Span | None = None
        for span in spans:
            while open_spans and open_spans[-1].end <= span.start:
                open_spans.pop()
            if not open_spans:
                widest.clear()
            elif not self._schema.may_cross and open_spans[-1].crosses(span):
                raise errors.CrossingSpans(
                    **self._where, first=self._quote(open_spans[-1]), second=self._quote(span)
                )
            if before is not None and _range(before) == _range(span) and before.label == span.label:
                raise self._repeated(span)
            for outer in widest.values():
                self._check_nesting(outer, span)
            if span.label not in widest or widest[span.label].end < span.end:
                widest[span.label] = span
            open_spans.append(span)
            before = span

    def _one(self, span: IncomingSpan) -> Span:
        start, end = span.start, span.end
        if start < 0 or start > len(self._text) or end > len(self._text):
            raise errors.SpanOutsideText(**self._at(span), length=len(self._text))
        if start >= end:
            raise errors.EmptySpan(**self._at(span))
        found = self._text[start:end]
        if span.text is not None and span.text != found:
            raise errors.SpanTextDiffers(
                **self._where, start=start, said=quoted(span.text), found=quoted(found)
            )
        self._labels(span)
        if is_no_edge(found[0]) or is_no_edge(found[-1]):
            raise errors.EdgeOnSpace(**self._at(span))
        if not (is_boundary(self._text, start) and is_boundary(self._text, end)):
            raise errors.EdgeInsideCharacter(**self._at(span))
        return Span(start, end, span.label, span.sublabel, "import")

    def _at(self, span: IncomingSpan) -> dict[str, object]:
        return {**self._where, "start": span.start, "end": span.end}

    def _labels(self, span: IncomingSpan) -> None:
        if span.label not in self._schema:
            raise errors.UnknownLabel(**self._where, label=quoted(span.label))
        if span.sublabel and not self._schema.has(span.label, span.sublabel):
            raise errors.UnknownSublabel(
                **self._where, label=quoted(span.label), sublabel=quoted(span.sublabel)
            )

    def _check_nesting(self, outer: Span, inner: Span) -> None:
        if outer.end < inner.end or _range(outer) == _range(inner):
            return  # one beside the other, across it or on the very same range
        if not self._schema.label(outer.label).may_hold(inner.label):
            raise errors.NestingRefused(
                **self._where, inner=inner.label, outer=outer.label, text=self._quote(inner)
            )

    def _repeated(self, span: Span) -> errors.InputError:
        return errors.RepeatedSpan(**self._where, text=self._quote(span), start=span.start, label=span.label)

    def _quote(self, span: Span) -> str:
        return quoted(self._text[span.start : span.end])


def _range(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _reading_order(span: Span) -> tuple[int, int, str, str]:
    return span.start, -span.end, span.label, span.sublabel
