"""Puts what is read into the project: documents, and labels as somebody's work or as suggestions."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from annotator import errors
from annotator.exchange.checks import SpanCheck
from annotator.exchange.incoming import Incoming, IncomingSpan, SourceFile, quoted
from annotator.exchange.joining import Joined, Joining
from annotator.model import Reason, Span, State, Suggestion
from annotator.project.file import Project

SOURCE: Final = "import"  # of the suggestions that come in


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose the labels are: an annotator's, the suggestions', or nobody's, which is refused."""

    annotator: str | None = None
    as_suggestions: bool = False


@dataclass(slots=True)
class Counts:
    """What came of one file."""

    documents: int = 0
    already_there: int = 0
    labelled: int = 0
    spans: int = 0


class Placing:
    """Places what one run of an import reads, a file at a time: whole or not at all."""

    def __init__(self, project: Project, *, owner: Owner) -> None:
        self._project = project
        self._owner = owner
        self._joining = Joining(project)
        self._file = SourceFile(Path(), PurePosixPath())
        self._seen: set[str] = set()
        self._counts = Counts()

    @contextmanager
    def file(self, file: SourceFile) -> Iterator[Counts]:
        """Take what is placed inside as the content of `file`: one transaction."""
        self._file, self._seen, self._counts = file, set(), Counts()
        with self._project.documents.adding():
            yield self._counts

    def place(self, incoming: Incoming) -> None:
        """Store a document or find the one that is there, and store its labels; raises InputError."""
        if incoming.spans and self._owner == Owner():
            raise errors.LabelsOfNobody(path=self._file.name)
        joined = self._joining.join(incoming, file=self._file)
        if joined.id in self._seen:
            raise errors.RepeatedDocument(path=self._file.name, id=quoted(joined.id))
        self._seen.add(joined.id)
        self._counts.documents += joined.is_new
        self._counts.already_there += not joined.is_new
        if incoming.spans is not None and self._owner != Owner():
            self._labels(joined, incoming.spans)

    def _labels(self, joined: Joined, given: Sequence[IncomingSpan]) -> None:
        check = SpanCheck(
            joined.text, schema=self._project.schema, path=self._file.name, document_id=joined.id
        )
        spans = check.spans(given)
        if self._owner.annotator is None:
            self._suggest(joined.id, spans)
        else:
            check.together(spans)
            if self._is_there(joined.id, self._owner.annotator, spans):
                return
            self._project.annotations.store_finished(self._owner.annotator, joined.id, spans)
        self._counts.labelled += 1
        self._counts.spans += len(spans)

    def _is_there(self, document_id: str, annotator: str, spans: list[Span]) -> bool:
        """Tell whether the very same work is imported once more."""
        there = self._project.annotations.get(document_id, annotator)
        return there.state is State.FINISHED and sorted(there.spans) == sorted(spans)

    def _suggest(self, document_id: str, spans: list[Span]) -> None:
        """Add to what earlier imports suggested."""
        there = [one for one in self._project.suggestions.kept(document_id) if one.source == SOURCE]
        reason = Reason("import", {"file": self._file.file_name})
        new = [Suggestion(*_place(span), source=SOURCE, score=1.0, reason=reason) for span in spans]
        self._project.suggestions.replace(document_id, [*there, *new], sources={SOURCE})


def _place(span: Span) -> tuple[int, int, str, str]:
    return span.start, span.end, span.label, span.sublabel
