"""Many documents at a time, with one person's spans: what an export reads, in few queries. Read only."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from annotator.errors import UnknownDocument
from annotator.model import Annotation, Document, Span, State
from annotator.project.connection import Connection

_AT_ONCE: Final = 100  # documents
_ASKED: Final = "(SELECT value FROM json_each(:ids))"
_DOCUMENTS: Final = f"SELECT id, text, title, outlet, meta FROM documents WHERE id IN {_ASKED}"
# CROSS JOIN: the few documents first, not all that the annotator ever did.
_WORK: Final = f"""
    SELECT documents.id, annotations.number, state FROM documents
    CROSS JOIN annotations ON annotations.document = documents.number
    WHERE documents.id IN {_ASKED}
    AND annotator = (SELECT number FROM annotators WHERE name = :annotator)
"""
_SPANS: Final = """
    SELECT annotation, start, "end", label, sublabel, origin, id FROM spans
    WHERE annotation IN (SELECT value FROM json_each(?)) ORDER BY annotation, start, "end" DESC, label
"""
_PLANTED: Final = f"""
    SELECT DISTINCT documents.id FROM documents
    JOIN suggestions ON suggestions.document = documents.number
    JOIN planted ON planted.suggestion = suggestions.id WHERE documents.id IN {_ASKED}
"""
_FINISHED: Final = """
    SELECT annotators.name, documents.id,
        (SELECT count(*) FROM spans WHERE spans.annotation = annotations.number)
    FROM annotations JOIN annotators ON annotators.number = annotations.annotator
    JOIN documents ON documents.number = annotations.document
    WHERE state = 'finished' ORDER BY annotators.number, position
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document without its text."""

    id: str
    outlet: str
    meta: dict[str, str]


class Batches:
    """Documents and work in batches; every iterator keeps the order of the ids that it was given."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def facts(self) -> list[Facts]:
        """Return what is known of every document, in list order."""
        rows = self._connection.rows("SELECT id, outlet, meta FROM documents ORDER BY position")
        return [Facts(id_, outlet, json.loads(meta)) for id_, outlet, meta in rows]

    def finished(self) -> dict[str, dict[str, int]]:
        """Return how many spans each finished annotation has: by annotator, then by document."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for name, id_, spans in self._connection.rows(_FINISHED):
            found[name][id_] = spans
        return dict(found)

    def documents(self, ids: Iterable[str]) -> Iterator[Document]:
        """Yield documents; raises UnknownDocument."""
        for some in _batches(ids):
            yield from self._documents(some)

    def work(self, ids: Iterable[str], annotator: str) -> Iterator[tuple[Document, Annotation, bool]]:
        """Yield documents with somebody's state and spans, and whether errors were planted in them.

        Of an annotation that is not there, or of its verdicts and notes, nothing is said. Raises
        UnknownDocument.
        """
        for some in _batches(ids):
            with self._connection.reading():
                documents = self._documents(some)
                annotations = self._annotations(some, annotator)
                planted = {id_ for (id_,) in self._connection.rows(_PLANTED, {"ids": json.dumps(some)})}
            for document in documents:
                found = annotations.get(document.id) or Annotation(document.id, annotator)
                yield document, found, document.id in planted

    def _documents(self, ids: Sequence[str]) -> list[Document]:
        rows = self._connection.rows(_DOCUMENTS, {"ids": json.dumps(ids)})
        found = {
            id_: Document(id_, text, title=title, outlet=outlet, meta=json.loads(meta))
            for id_, text, title, outlet, meta in rows
        }
        for id_ in ids:
            if id_ not in found:
                raise UnknownDocument(id=id_)
        return [found[id_] for id_ in ids]

    def _annotations(self, ids: Sequence[str], annotator: str) -> dict[str, Annotation]:
        work = self._connection.rows(_WORK, {"ids": json.dumps(ids), "annotator": annotator})
        spans: dict[int, list[Span]] = defaultdict(list)
        for number, *span in self._connection.rows(_SPANS, (json.dumps([number for _, number, _ in work]),)):
            spans[number].append(Span(*span))
        return {
            id_: Annotation(id_, annotator, State(state), tuple(spans[number])) for id_, number, state in work
        }


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    left = iter(ids)
    while some := list(islice(left, _AT_ONCE)):
        yield some
