"""Where what comes in is put: the project, or nowhere, for who only wants to know what would happen.

Both answer alike, so that a trial says what the import will do. A trial writes nothing to the file.
"""

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Final, Protocol

from annotator import errors
from annotator.model import Annotation, Reason, Span, State, Suggestion
from annotator.project.documents import NewDocument, text_sha256
from annotator.project.file import Project

SOURCE: Final = "import"  # of the suggestions that come in
_Place = tuple[int, int, str, str]
PLACE: Final = "file"  # the key in a document's meta: where the file lay, from the folder asked for


class Shelf(Protocol):
    """Documents and work by document id, as they are and as they come in."""

    def part(self) -> AbstractContextManager[None]:
        """Make what is put inside whole or nothing; parts may lie in parts."""
        ...

    def with_text(self, sha256: str) -> Sequence[str]:
        """Return the ids of the documents with a text, by its SHA-256."""
        ...

    def text(self, document_id: str) -> str:
        """Return a document's text; raises UnknownDocument."""
        ...

    def meta(self, document_id: str) -> Mapping[str, str]:
        """Return what is known of a document; raises UnknownDocument."""
        ...

    def add(self, document: NewDocument) -> bool:
        """Put a document, False where it is there; raises DifferentText and UnstorableText."""
        ...

    def store(self, annotator: str, document_id: str, spans: Sequence[Span]) -> bool:
        """Put finished work, False where the same is there; raises WorkExists."""
        ...

    def suggest(self, document_id: str, spans: Sequence[Span], *, file: str) -> int:
        """Put suggestions from a file, and return how many an import had not suggested before."""
        ...


class ProjectShelf:
    """The project itself."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def part(self) -> AbstractContextManager[None]:
        """Make what is put inside one transaction, or a part of one."""
        return self._project.documents.adding()

    def with_text(self, sha256: str) -> Sequence[str]:
        """Return the ids of the documents with a text, by its SHA-256."""
        return self._project.documents.with_text(sha256)

    def text(self, document_id: str) -> str:
        """Return a document's text; raises UnknownDocument."""
        return self._project.documents.get(document_id).text

    def meta(self, document_id: str) -> Mapping[str, str]:
        """Return what is known of a document; raises UnknownDocument."""
        return self._project.documents.get(document_id).meta

    def add(self, document: NewDocument) -> bool:
        """Put a document, False where it is there; raises DifferentText and UnstorableText."""
        return self._project.documents.add(document)

    def store(self, annotator: str, document_id: str, spans: Sequence[Span]) -> bool:
        """Put finished work, False where the same is there; raises WorkExists."""
        try:
            self._project.annotations.store_finished(annotator, document_id, spans)
        except errors.WorkExists:
            if _is_same(self._project.annotations.get(document_id, annotator), spans):
                return False
            raise
        return True

    def suggest(self, document_id: str, spans: Sequence[Span], *, file: str) -> int:
        """Add to what earlier imports suggested, and return how many are new."""
        there = _suggested(self._project, document_id)
        reason = Reason("import", {"file": file})
        new = [Suggestion(*_place(span), SOURCE, 1.0, reason) for span in spans if _place(span) not in there]
        if new:
            self._project.suggestions.replace(document_id, [*there.values(), *new], sources={SOURCE})
        return len(new)


class TrialShelf:
    """A project as it would be: what is put stays in memory."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._texts: dict[str, bytes] = {}  # packed: there may be thousands
        self._meta: dict[str, Mapping[str, str]] = {}
        self._by_sha256: dict[str, list[str]] = defaultdict(list)
        self._work: dict[tuple[str, str], list[Span]] = {}
        self._suggestions: dict[str, set[_Place]] = {}
        self._undo: list[Callable[[], object]] = []  # how to take back what was put, in order

    @contextmanager
    def part(self) -> Iterator[None]:
        """Forget what was put inside where it fails."""
        begin = len(self._undo)
        try:
            yield
        except BaseException:
            for take_back in reversed(self._undo[begin:]):
                take_back()
            del self._undo[begin:]
            raise

    def with_text(self, sha256: str) -> Sequence[str]:
        """Return the ids of the documents with a text, by its SHA-256."""
        return [*self._project.documents.with_text(sha256), *self._by_sha256.get(sha256, ())]

    def text(self, document_id: str) -> str:
        """Return a document's text; raises UnknownDocument."""
        packed = self._texts.get(document_id)
        if packed is not None:
            return zlib.decompress(packed).decode()
        return self._project.documents.get(document_id).text

    def meta(self, document_id: str) -> Mapping[str, str]:
        """Return what is known of a document; raises UnknownDocument."""
        found = self._meta.get(document_id)
        return self._project.documents.get(document_id).meta if found is None else found

    def add(self, document: NewDocument) -> bool:
        """Put a document, False where it is there; raises DifferentText and UnstorableText."""
        document.check()
        sha256 = text_sha256(document.cleaned.text)
        if document.id in self._texts or self._project.documents.has(document.id):
            if document.id not in self.with_text(sha256):
                raise errors.DifferentText(path=self._project.path, id=document.id)
            return False
        self._texts[document.id] = zlib.compress(document.cleaned.text.encode(), 1)
        self._meta[document.id] = dict(document.meta)
        self._by_sha256[sha256].append(document.id)
        self._undo.append(partial(self._forget, document.id, sha256))
        return True

    def _forget(self, document_id: str, sha256: str) -> None:
        del self._texts[document_id], self._meta[document_id]
        self._by_sha256[sha256].remove(document_id)

    def store(self, annotator: str, document_id: str, spans: Sequence[Span]) -> bool:
        """Put finished work, False where the same is there; raises WorkExists."""
        there = self._work.get((document_id, annotator))
        if there is not None:
            if sorted(there) == sorted(spans):
                return False
            raise errors.WorkExists(name=annotator, id=document_id)
        if document_id not in self._texts:
            work = self._project.annotations.get(document_id, annotator)
            if _is_same(work, spans):
                return False
            if work != Annotation(document_id, annotator):
                raise errors.WorkExists(name=annotator, id=document_id)
        self._work[document_id, annotator] = list(spans)
        self._undo.append(partial(self._work.pop, (document_id, annotator)))
        return True

    def suggest(self, document_id: str, spans: Sequence[Span], *, file: str) -> int:  # noqa: ARG002
        """Return how many are new; more of them never stand in the way of others."""
        there = self._suggestions.get(document_id, set())
        known = there if document_id in self._texts else {*there, *_suggested(self._project, document_id)}
        new = {place for place in map(_place, spans) if place not in known}
        self._suggestions[document_id] = there | new
        self._undo.append(partial(self._suggestions.__setitem__, document_id, there))
        return len(new)


def _place(one: Span | Suggestion) -> _Place:
    return one.start, one.end, one.label, one.sublabel


def _suggested(project: Project, document_id: str) -> dict[_Place, Suggestion]:
    """Return what imports suggested for a document."""
    kept = project.suggestions.kept(document_id)
    return {_place(one): one for one in kept if one.source == SOURCE}


def _is_same(work: Annotation, spans: Sequence[Span]) -> bool:
    """Tell whether the very same work is imported once more."""
    return work.state is State.FINISHED and sorted(work.spans) == sorted(spans)
