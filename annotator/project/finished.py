"""What everybody has finished, document by document: what agreement is counted from. Read only.

Spans that came of planted errors are left out, by the rules of `honesty.clean`; what has none planted
costs nothing more. How the earlier pass of somebody's work is found is `passes`' to say.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from annotator.errors import CountingCancelled
from annotator.model import Document, Span
from annotator.project.clock import local_day
from annotator.project.connection import Connection, Row
from annotator.project.honesty import Honesty
from annotator.project.passes import Passes, earlier_names
from annotator.text.reading import Reading

_AT_ONCE: Final = 250  # documents
_ASKED: Final = "(SELECT value FROM json_each(?))"
_ANNOTATIONS: Final = """
    SELECT documents.number, documents.id, annotations.number, annotators.name, updated FROM annotations
    JOIN annotators ON annotators.number = annotator JOIN documents ON documents.number = document
    WHERE state = 'finished' ORDER BY position, annotators.number
"""
# CROSS JOIN: the few documents first, not all that was ever done.
_ANNOTATIONS_OF: Final = f"""
    SELECT documents.number, documents.id, annotations.number, annotators.name, updated FROM documents
    CROSS JOIN annotations ON document = documents.number JOIN annotators ON annotators.number = annotator
    WHERE documents.id IN {_ASKED} AND state = 'finished' ORDER BY position, annotators.number
"""
_DOCUMENTS: Final = f"SELECT number, id, text, title, outlet, meta FROM documents WHERE number IN {_ASKED}"
_SPANS: Final = f"""
    SELECT annotation, start, "end", label, sublabel, origin, id FROM spans
    WHERE annotation IN {_ASKED} ORDER BY annotation, start, "end" DESC, label
"""
_PLANTED: Final = f"""
    SELECT document, id, start, "end", label FROM suggestions
    WHERE document IN {_ASKED} AND (withdrawn = 0 OR in_journal = 1)
    AND id IN (SELECT suggestion FROM planted)
"""
_ACCEPTED: Final = f"""
    SELECT annotation, suggestion FROM verdicts
    WHERE annotation IN {_ASKED} AND verdict = 'accepted' AND suggestion IN (SELECT suggestion FROM planted)
"""


@dataclass(frozen=True, slots=True)
class FinishedDocument:
    """One document with the spans of each who finished it, in reading order, and the day of it.

    `days` are those on which each one's work was last changed, local time. Those who finished it come in the
    order in which they joined the project; an earlier pass comes right after the work that took its place.
    `spoilt` are the spans that were left out, of those who have any.
    """

    document: Document
    spans: Mapping[str, tuple[Span, ...]]
    days: Mapping[str, date]
    spoilt: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Annotation:
    number: int
    annotator: str
    day: date


@dataclass(slots=True)
class _Wanted:
    """A document that is to be read, by number, and whose work."""

    id: str
    annotations: list[_Annotation] = field(default_factory=list)


class Finished:
    """Finished work of all annotators, gold among them, in few queries."""

    def __init__(self, connection: Connection, *, honesty: Honesty) -> None:
        self._connection = connection
        self._honesty = honesty

    def earlier_names(self) -> dict[str, str]:
        """Return under which name the earlier pass of each annotator goes."""
        return earlier_names(self._connection)

    def works(
        self,
        *,
        annotators: Collection[str] | None = None,
        documents: Collection[str] | None = None,
        earlier: bool = False,
        is_cancelled: Callable[[], bool] | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> list[FinishedDocument]:
        """Return the documents that anybody has finished, in list order, from one state of the file.

        Of `annotators` and of the `documents` with these ids alone, where such are named. With `earlier`,
        work that was taken up again and finished anew stands beside what it was when first finished, under
        its `earlier_names`. `on_progress` hears of documents. Raises CountingCancelled.
        """
        with self._connection.reading():
            wanted = self._wanted(annotators, documents)
            planted = self._planted(wanted)
            passes = Passes(self._connection) if earlier else None
            found: list[FinishedDocument] = []
            for some in _batches(list(wanted.items())):
                if is_cancelled is not None and is_cancelled():
                    raise CountingCancelled
                found += self._read(dict(some), planted, passes)
                if on_progress is not None:
                    on_progress(len(found), len(wanted))
        return found

    def _wanted(
        self, annotators: Collection[str] | None, documents: Collection[str] | None
    ) -> dict[int, _Wanted]:
        wanted: dict[int, _Wanted] = {}
        names = None if annotators is None else frozenset(annotators)
        if documents is None:
            rows = self._connection.rows(_ANNOTATIONS)
        else:
            rows = self._connection.rows(_ANNOTATIONS_OF, (json.dumps(list(documents)),))
        for document, id_, number, name, updated in rows:
            if names is None or name in names:
                one = _Annotation(number, name, local_day(updated))
                wanted.setdefault(document, _Wanted(id_)).annotations.append(one)
        return wanted

    def _planted(self, documents: Iterable[int]) -> dict[int, list[Row]]:
        planted: dict[int, list[Row]] = defaultdict(list)
        if self._connection.row("SELECT 1 FROM planted LIMIT 1") is None:
            return planted
        for document, *error in self._connection.rows(_PLANTED, (json.dumps(list(documents)),)):
            planted[document].append(tuple(error))
        return planted

    def _read(
        self, wanted: Mapping[int, _Wanted], planted: Mapping[int, Sequence[Row]], passes: Passes | None
    ) -> Iterator[FinishedDocument]:
        numbers = [one.number for work in wanted.values() for one in work.annotations]
        spans = self._spans(numbers)
        accepted = self._accepted(numbers) if any(number in planted for number in wanted) else frozenset()
        documents = self._documents(wanted)
        for number, work in wanted.items():
            document, errors = documents[number], None
            if number in planted:
                errors = _Errors(document, planted[number], accepted, self._honesty)
            made = {
                name: (errors.without(marked, one) if errors else marked, day)
                for one in work.annotations
                for name, marked, day in _passes(one, document.id, tuple(spans.get(one.number, ())), passes)
            }
            yield FinishedDocument(
                document,
                {name: marked for name, (marked, _) in made.items()},
                {name: day for name, (_, day) in made.items()},
                _left_out(work.annotations, spans, made) if errors else {},
            )

    def _documents(self, numbers: Iterable[int]) -> dict[int, Document]:
        rows = self._connection.rows(_DOCUMENTS, (json.dumps(list(numbers)),))
        return {
            number: Document(id_, text, title=title, outlet=outlet, meta=json.loads(meta))
            for number, id_, text, title, outlet, meta in rows
        }

    def _spans(self, annotations: Sequence[int]) -> dict[int, list[Span]]:
        """Read the spans of many; equal words are kept once, for there are hundreds of thousands."""
        spans: dict[int, list[Span]] = defaultdict(list)
        words: dict[str, str] = {}
        once = words.setdefault
        for number, start, end, label, sublabel, origin, id_ in self._connection.rows(
            _SPANS, (json.dumps(annotations),)
        ):
            spans[number].append(
                Span(start, end, once(label, label), once(sublabel, sublabel), once(origin, origin), id_)
            )
        return spans

    def _accepted(self, annotations: Sequence[int]) -> frozenset[tuple[int, int]]:
        return frozenset(self._connection.rows(_ACCEPTED, (json.dumps(annotations),)))


def _left_out(
    annotations: Iterable[_Annotation],
    spans: Mapping[int, Sequence[Span]],
    made: Mapping[str, tuple[tuple[Span, ...], date]],
) -> dict[str, tuple[Span, ...]]:
    """Return the spans that came of planted errors, by annotator."""
    found = {}
    for one in annotations:
        kept = set(made[one.annotator][0])
        left_out = tuple(span for span in spans.get(one.number, ()) if span not in kept)
        if left_out:
            found[one.annotator] = left_out
    return found


def _passes(
    one: _Annotation, document_id: str, spans: tuple[Span, ...], passes: Passes | None
) -> Iterator[tuple[str, tuple[Span, ...], date]]:
    """Yield the work as it is, then as it was when first finished, each under its name."""
    yield one.annotator, spans, one.day
    before = passes.earlier(document_id, one.annotator) if passes is not None else None
    if passes is not None and before is not None:
        yield passes.name_of(one.annotator), before.spans, before.day


class _Errors:
    """The planted errors of one document, taken out of the work on it.

    Only a span that has the name and the label of an error can come of it: the journal, which says what
    was accepted and then changed, is read where there is one and nothing else tells.
    """

    def __init__(
        self,
        document: Document,
        planted: Iterable[Row],
        accepted: Collection[tuple[int, int]],
        honesty: Honesty,
    ) -> None:
        self._document = document
        self._reading = Reading(document.text)
        self._keys: dict[tuple[int, int], str] = {}
        self._accepted = accepted
        self._honesty = honesty
        self._planted = [
            (number, (start, end, label), (self._key(start, end), label))
            for number, start, end, label in planted
        ]
        self._labels = {label for _, _, (_, label) in self._planted}

    def without(self, spans: tuple[Span, ...], annotation: _Annotation) -> tuple[Span, ...]:
        """Return the spans of an annotation that did not come of an error."""
        named = {
            span: (self._key(span.start, span.end), span.label)
            for span in spans
            if span.label in self._labels
        }
        spoilt = self._spoilt(spans, frozenset(named.values()), annotation)
        if not spoilt:
            return spans
        return tuple(span for span in spans if named.get(span) not in spoilt)

    def _spoilt(
        self, spans: Iterable[Span], named: Collection[tuple[str, str]], annotation: _Annotation
    ) -> set[tuple[str, str]]:
        standing = {(span.start, span.end, span.label) for span in spans}
        spoilt: set[tuple[str, str]] = set()
        in_doubt: list[tuple[int, tuple[str, str]]] = []
        for number, place, kind in self._planted:
            if kind not in named:
                continue
            if place in standing or (annotation.number, number) in self._accepted:
                spoilt.add(kind)
            else:
                in_doubt.append((number, kind))
        if any(kind not in spoilt for _, kind in in_doubt):
            accepted = self._honesty.ever_accepted(self._document.id, annotator=annotation.annotator)
            spoilt.update(kind for number, kind in in_doubt if number in accepted)
        return spoilt

    def _key(self, start: int, end: int) -> str:
        found = self._keys.get((start, end))
        if found is None:
            found = self._keys[start, end] = self._reading.key(start, end)
        return found


def _batches(wanted: list[tuple[int, _Wanted]]) -> Iterator[list[tuple[int, _Wanted]]]:
    for first in range(0, len(wanted), _AT_ONCE):
        yield wanted[first : first + _AT_ONCE]
