"""The documents of a project with their originals, and the document list. Texts never change."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from annotator.errors import DifferentText, UnknownDocument, UnstorableText
from annotator.model import Document, State
from annotator.project.connection import Connection, Row
from annotator.project.index import catch_up
from annotator.project.jsontext import to_text

if TYPE_CHECKING:  # needed for originals only, not before the first paint
    from annotator.text.cleaning import Cleaned, Step


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document as it comes in. `raw` decoded by `encoding` (a Python codec) is `cleaned.raw`."""

    id: str
    raw: bytes
    encoding: str
    cleaned: "Cleaned"
    title: str = ""
    outlet: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)

    def check(self) -> None:
        """Raise UnstorableText where something is no text that UTF-8 can hold."""
        meta = to_text(dict(self.meta))
        for value in (self.id, self.title, self.outlet, meta, self.cleaned.text):
            _check_utf8(value, document_id=self.id)


@dataclass(frozen=True, slots=True)
class Original:
    """What a document was before cleaning, with the way there and back."""

    raw: bytes
    encoding: str
    cleaned: "Cleaned"


@dataclass(frozen=True, slots=True)
class Summary:
    """A line of the document list, as one annotator sees it.

    `uncertainty` is the mean of what the scores of the open suggestions lack to 1, and 0 where there is
    none; `questions` are those of the `notes` that ask.
    """

    id: str
    title: str
    outlet: str
    state: State
    open_suggestions: int
    spans: int
    uncertainty: float = 0.0
    notes: int = 0
    questions: int = 0


_Totals = Mapping[int, tuple[int, float]]
_STATES: Final = {state.value: state for state in State}
_LONGEST_TITLE: Final = 160  # code points

_MINE: Final = """
    LEFT JOIN annotations AS mine ON mine.document = documents.number
        AND mine.annotator = (SELECT number FROM annotators WHERE name = :annotator)
"""
_SUMMARY: Final = f"""
    SELECT documents.id, documents.title, documents.outlet, coalesce(mine.state, 'new'), mine.number,
        coalesce(tallies.suggestions, 0), coalesce(tallies.doubt, 0.0),
        (SELECT count(*) FROM spans WHERE spans.annotation = mine.number)
    FROM documents {_MINE} LEFT JOIN tallies ON tallies.document = documents.number
"""
# What is still open: a look a suggestion at what answers it.
_OPEN: Final = """
    withdrawn = 0 AND suggestions.document NOT IN (SELECT document FROM held_back)
    AND NOT EXISTS (
        SELECT 1 FROM verdicts
        WHERE verdicts.annotation = mine.number AND verdicts.suggestion = suggestions.id
    )
    AND NOT EXISTS (
        SELECT 1 FROM spans
        WHERE spans.annotation = mine.number AND spans.start = suggestions.start
        AND spans."end" = suggestions."end" AND spans.label = suggestions.label
    )
"""
# The same for many annotations: what has no verdicts or no spans is not asked for each suggestion again.
_LEFT: Final = """
    WITH mine AS MATERIALIZED (
        SELECT number, document,
            EXISTS (SELECT 1 FROM verdicts WHERE annotation = number) AS has_verdicts,
            EXISTS (SELECT 1 FROM spans WHERE annotation = number) AS has_spans
        FROM annotations WHERE annotator = (SELECT number FROM annotators WHERE name = :annotator) {of_one}
    )
    SELECT mine.number, count(*), sum(1 - score) FROM mine
    CROSS JOIN suggestions ON suggestions.document = mine.document AND withdrawn = 0
    AND mine.document NOT IN (SELECT document FROM held_back)
    AND NOT (has_verdicts AND EXISTS (
        SELECT 1 FROM verdicts
        WHERE verdicts.annotation = mine.number AND verdicts.suggestion = suggestions.id
    ))
    AND NOT (has_spans AND EXISTS (
        SELECT 1 FROM spans
        WHERE spans.annotation = mine.number AND spans.start = suggestions.start
        AND spans."end" = suggestions."end" AND spans.label = suggestions.label
    ))
    GROUP BY mine.number
"""
_NOTES: Final = """
    SELECT annotation, count(*), sum(is_question) FROM notes JOIN annotations ON number = annotation
    WHERE annotator = (SELECT number FROM annotators WHERE name = :annotator) {of_one} GROUP BY annotation
"""
_OF_ONE: Final = "AND document = (SELECT number FROM documents WHERE id = :id)"
_WITH_LABEL: Final = f"""
    SELECT documents.id FROM documents {_MINE}
    WHERE EXISTS (SELECT 1 FROM spans WHERE annotation = mine.number AND label = :label)
    OR EXISTS (
        SELECT 1 FROM suggestions
        WHERE suggestions.document = documents.number AND suggestions.label = :label AND {_OPEN}
    )
"""


class Documents:
    """The documents, in the order in which they came."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._is_adding = False

    @contextmanager
    def adding(self) -> Iterator[None]:
        """Make all that is added inside one transaction: a whole file, or nothing of it.

        What was added is indexed for the search at the end: a step each time would cost thrice as much.
        """
        if self._is_adding:
            with self._connection.writing():
                yield
            return
        self._is_adding = True
        try:
            with self._connection.writing():
                yield
                catch_up(self._connection)
        finally:
            self._is_adding = False

    def add(self, document: NewDocument) -> bool:
        """Store a document at the end of the list; False where the same one is there already.

        The title is the first line that is not blank where none is given. Raises DifferentText where
        another text has the id, UnstorableText, NoSpace or ProjectBusy.
        """
        document.check()
        text = document.cleaned.text
        digest = text_sha256(text)
        # Among others, each document by itself would be two statements more: their transaction is one whole.
        with self._connection.together() if self._is_adding else self.adding():
            there = self._connection.row("SELECT sha256 FROM documents WHERE id = ?", (document.id,))
            if there is not None:
                if there[0] != digest:
                    raise DifferentText(path=self._connection.path, id=document.id)
                return False
            number = self._connection.insert(
                "INSERT INTO documents (id, position, title, outlet, meta, sha256, length, text) VALUES "
                "(?, (SELECT coalesce(max(position), 0) + 1 FROM documents), ?, ?, ?, ?, ?, ?)",
                (
                    document.id,
                    document.title or first_line(text),
                    document.outlet,
                    to_text(dict(document.meta)),
                    digest,
                    len(text),
                    text,
                ),
            )
            steps = [[step.name, step.edits] for step in document.cleaned.steps]
            self._connection.run(
                "INSERT INTO originals (document, encoding, steps, raw) VALUES (?, ?, ?, ?)",
                (number, document.encoding, to_text(steps), document.raw),
            )
        return True

    def get(self, document_id: str) -> Document:
        """Return a document; raises UnknownDocument."""
        row = self._connection.row(
            "SELECT text, title, outlet, meta FROM documents WHERE id = ?", (document_id,)
        )
        if row is None:
            raise UnknownDocument(id=document_id)
        text, title, outlet, meta = row
        return Document(document_id, text, title=title, outlet=outlet, meta=json.loads(meta))

    def has(self, document_id: str) -> bool:
        """Tell whether there is a document of that id."""
        return self._connection.row("SELECT 1 FROM documents WHERE id = ?", (document_id,)) is not None

    def count(self) -> int:
        """Return how many documents there are."""
        return int(self._connection.value("SELECT count(*) FROM documents"))

    def ids(self) -> list[str]:
        """Return the ids of all documents, in list order."""
        return [found for (found,) in self._connection.rows("SELECT id FROM documents ORDER BY position")]

    def with_text(self, text_sha256: str) -> list[str]:
        """Return the ids of the documents whose clean text has this SHA-256 (hexadecimal, of its UTF-8)."""
        rows = self._connection.rows(
            "SELECT id FROM documents WHERE sha256 = ? ORDER BY position", (text_sha256,)
        )
        return [found for (found,) in rows]

    def original(self, document_id: str) -> Original:
        """Return the bytes that a document came as, with the map to its clean text."""
        from annotator.text.cleaning import replay

        row = self._connection.row(
            "SELECT raw, encoding, steps FROM originals JOIN documents ON number = document WHERE id = ?",
            (document_id,),
        )
        if row is None:
            raise UnknownDocument(id=document_id)
        raw, encoding, steps = row
        return Original(raw, encoding, replay(raw.decode(encoding), steps_of(steps)))

    def summaries(self, annotator: str) -> list[Summary]:
        """Return the document list as `annotator` sees it, in list order."""
        return self._summaries({"annotator": annotator}, which="ORDER BY position")

    def summary(self, document_id: str, annotator: str) -> Summary:
        """Return one line of the document list; raises UnknownDocument."""
        found = self._summaries(
            {"annotator": annotator, "id": document_id}, which="WHERE documents.id = :id", of_one=_OF_ONE
        )
        if not found:
            raise UnknownDocument(id=document_id)
        return found[0]

    def _summaries(self, parameters: Mapping[str, str], *, which: str, of_one: str = "") -> list[Summary]:
        def by_annotation(sql: str) -> _Totals:
            rows = self._connection.rows(sql.format(of_one=of_one), parameters)
            return {annotation: (count, total) for annotation, count, total in rows}

        with self._connection.reading():
            rows = self._connection.rows(f"{_SUMMARY} {which}", parameters)
            left, notes = by_annotation(_LEFT), by_annotation(_NOTES)
        return [_summary(row, left=left, notes=notes) for row in rows]

    def with_label(self, label: str, *, annotator: str) -> set[str]:
        """Return the ids of the documents where a span of `annotator` or an open suggestion has the label."""
        rows = self._connection.rows(_WITH_LABEL, {"annotator": annotator, "label": label})
        return {found for (found,) in rows}


def first_line(text: str) -> str:
    """Return the first line of a text that is not blank, cut at a word where it is longer than a title."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if len(line) <= _LONGEST_TITLE:
        return line
    start = line[:_LONGEST_TITLE]
    return (start.rpartition(" ")[0] or start) + " …"


def steps_of(stored: str) -> "list[Step]":
    """Read the record of a cleaning."""
    from annotator.text.cleaning import Step

    return [
        Step(name, tuple((start, end, with_) for start, end, with_ in edits))
        for name, edits in json.loads(stored)
    ]


def _summary(row: Row, *, left: _Totals, notes: _Totals) -> Summary:
    document_id, title, outlet, state, annotation, shown, doubt, spans = row
    if annotation is not None:
        shown, doubt = left.get(annotation, (0, 0.0))
    count, questions = notes.get(annotation, (0, 0))
    return Summary(
        document_id,
        title,
        outlet,
        _STATES[state],
        shown,
        spans,
        uncertainty=doubt / shown if shown else 0.0,
        notes=count,
        questions=int(questions),
    )


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8, in hexadecimal: by it labels find their document."""
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def _check_utf8(value: str, *, document_id: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        shown = document_id.encode(errors="replace").decode()
        raise UnstorableText(id=shown, offset=error.start) from error
