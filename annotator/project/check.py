"""Proves that a project file holds together: its texts, spans, notes, verdicts, journal and schema.

Only reads. Findings carry a code and values; their sentences are in the one catalogue.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from os import PathLike
from pathlib import Path
from typing import Final

from annotator.errors import (
    DamagedProject,
    NoRights,
    OlderProject,
    ProjectError,
    SchemaError,
    UnknownDocument,
)
from annotator.model import GOLD, Annotation, Span
from annotator.project import location
from annotator.project.connection import Connection
from annotator.project.file import Project, connect, file_version
from annotator.project.header import FILE_VERSION
from annotator.project.reading_copy import reading_copy
from annotator.project.replay import Replay, Replayed, is_same
from annotator.schema import parse
from annotator.text.graphemes import is_boundary, is_no_edge
from annotator.words import N_, _, fill

FINDINGS: Final = {
    "damaged": N_("The file is damaged: {why}"),
    "foreign_key": N_("A row of {table} refers to one of {parent} that is not there."),
    "schema": N_("Schema version {version} cannot be read: {why}"),
    "text_changed": N_("Document {id}: its text is not the one that was imported."),
    "original_differs": N_(
        "Document {id}: its original and the record of its cleaning do not give its text."
    ),
    "span_outside": N_("Document {id}: a span of {annotator} ends at {end}, behind the end of the text."),
    "span_inside_character": N_("Document {id}: the span {start}-{end} of {annotator} cuts a character."),
    "span_on_space": N_(
        "Document {id}: the span {start}-{end} of {annotator} starts or ends on white space or a bidi mark."
    ),
    "spans_cross": N_("Document {id}: spans of {annotator} cross at {start}."),
    "unknown_label": N_("Document {id}: {annotator} has a span of {label}, which the schema lacks."),
    "note_outside": N_("Document {id}: a note of {annotator} ends at {end}, behind the end of the text."),
    "suggestion_outside": N_("Document {id}: a suggestion ends at {end}, behind the end of the text."),
    "tally_differs": N_("Document {id}: its suggestions were counted wrong."),
    "not_indexed": N_("Document {id}: the search does not know it."),
    "row_unreadable": N_("A row of {table} cannot be read: {why}"),
    "verdict_elsewhere": N_(
        "Document {id}: a verdict of {annotator} is about another document's suggestion."
    ),
    "verdict_unguarded": N_("Document {id}: a suggestion that {annotator} decided on may be deleted."),
    "journal_unreadable": N_("The journal of {annotator} cannot be read: {why}"),
    "journal_misfit": N_("Change {change} of {annotator} does not fit what went before it."),
    "journal_differs": N_("Document {id}: the journal of {annotator} does not give what is stored."),
    "journal_order": N_("Change {change} of {annotator} is undone although a later one is not."),
    "ruling_outside": N_("Document {id}: a ruling ends at {end}, behind the end of the text."),
    "ruling_elsewhere": N_("Document {id}: a ruling belongs to a change that did not touch its gold."),
    "journal_unlinked": N_("Change {change} is not listed under the documents that it touched."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a project that should not be: a code of FINDINGS and its values."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def sentence(self) -> str:
        """The finding in words."""
        return fill(_(FINDINGS[self.code]), self.values)


def check(path: str | PathLike[str]) -> list[Finding]:
    """Return what is wrong with the project at `path`; nothing, where it is sound.

    What may only be read is checked in a copy. Raises what `Project.open` raises, but for DamagedProject,
    which is a finding; OlderProject instead of bringing the file up to date.
    """
    try:
        try:
            return list(_check(Path(path)))
        except NoRights as refused:
            with reading_copy(Path(path), refused=refused) as copy:
                return _checked(copy, known_as=Path(path))
    except DamagedProject as error:
        return [Finding("damaged", {"why": error.values["why"]})]


def _checked(copy: Path, *, known_as: Path) -> list[Finding]:
    try:
        return list(_check(copy))
    except ProjectError as error:
        raise type(error)(**error.values | {"path": known_as}) from error


def _check(path: Path) -> Iterator[Finding]:
    location.check_existing(path)
    with closing(connect(path)) as connection:
        version = file_version(connection)
        if version < FILE_VERSION:
            raise OlderProject(path=path, found=version, known=FILE_VERSION)
        with connection.reading():
            findings = [*_file(connection), *_schemas(connection)]
            yield from findings
            if not findings:  # the rest would stumble over these
                project = Project(connection)
                yield from _documents(connection, project)
                yield from _counted(connection)
                yield from _learnt(project, connection)
                yield from _verdicts(connection)
                yield from _rulings(connection)
                for (annotator,) in connection.rows("SELECT name FROM annotators ORDER BY number"):
                    yield from _journal(connection, project, annotator)
                yield from _statuses(connection)
                yield from _links(connection)


def _file(connection: Connection) -> Iterator[Finding]:
    for (why,) in connection.rows("PRAGMA integrity_check"):
        if why != "ok":
            yield Finding("damaged", {"why": why})
    for table, _row, parent, _key in connection.rows("PRAGMA foreign_key_check"):
        yield Finding("foreign_key", {"table": table, "parent": parent})


def _schemas(connection: Connection) -> Iterator[Finding]:
    for version, stored in connection.rows("SELECT version, json FROM schema_versions"):
        try:
            parse(json.loads(stored), origin=str(connection.path))
        except (SchemaError, json.JSONDecodeError) as error:
            yield Finding("schema", {"version": version, "why": str(error)})


def _documents(connection: Connection, project: Project) -> Iterator[Finding]:
    for number, id_, digest, length in connection.rows("SELECT number, id, sha256, length FROM documents"):
        text = project.documents.get(id_).text
        if sha256(text.encode()).hexdigest() != digest or len(text) != length:
            yield Finding("text_changed", {"id": id_})
            continue
        if not _comes_of_original(project, id_, text):
            yield Finding("original_differs", {"id": id_})
        for (end,) in connection.rows('SELECT "end" FROM suggestions WHERE document = ?', (number,)):
            if end > length:
                yield Finding("suggestion_outside", {"id": id_, "end": end})
        for (annotator,) in connection.rows(
            "SELECT name FROM annotators JOIN annotations ON annotator = annotators.number"
            " WHERE document = ?",
            (number,),
        ):
            annotation = project.annotations.get(id_, annotator)
            yield from _spans(project, annotation, text)
            yield from _notes(annotation, text)


def _comes_of_original(project: Project, document_id: str, text: str) -> bool:
    try:
        cleaned = project.documents.original(document_id).cleaned
    except (UnknownDocument, ValueError, LookupError):  # no original; bytes, steps or ranges that are none
        return False
    return cleaned.text == text


def _spans(project: Project, annotation: Annotation, text: str) -> Iterator[Finding]:
    of: dict[str, object] = {"id": annotation.document_id, "annotator": annotation.annotator}
    around: list[Span] = []
    for span in annotation.spans:  # in reading order, the outer before the inner
        place = {**of, "start": span.start, "end": span.end}
        if span.end > len(text):
            yield Finding("span_outside", place)
            continue
        if not (is_boundary(text, span.start) and is_boundary(text, span.end)):
            yield Finding("span_inside_character", place)
        if is_no_edge(text[span.start]) or is_no_edge(text[span.end - 1]):
            yield Finding("span_on_space", place)
        if not _is_known(project, span):
            yield Finding("unknown_label", {**of, "label": f"{span.label}.{span.sublabel}".rstrip(".")})
        around = [one for one in around if one.end > span.start]
        if not project.schema.may_cross and any(one.crosses(span) for one in around):
            yield Finding("spans_cross", place)
        around.append(span)


def _notes(annotation: Annotation, text: str) -> Iterator[Finding]:
    for note in annotation.notes:
        if note.end is not None and note.end > len(text):
            yield Finding(
                "note_outside",
                {"id": annotation.document_id, "annotator": annotation.annotator, "end": note.end},
            )


def _is_known(project: Project, span: Span) -> bool:
    if span.label not in project.schema:
        return False
    known = {sublabel.id for sublabel in project.schema.label(span.label).sublabels}
    return not span.sublabel or span.sublabel in known


def _counted(connection: Connection) -> Iterator[Finding]:
    """Check what is kept beside the documents to find them and list them sooner."""
    for (id_,) in connection.rows(
        "SELECT documents.id FROM documents LEFT JOIN tallies ON tallies.document = number LEFT JOIN ("
        "SELECT document, count(*) AS count, sum(1 - score) AS doubt FROM suggestions"
        " WHERE withdrawn = 0 AND document NOT IN (SELECT document FROM held_back)"
        " GROUP BY document) AS shown ON shown.document = number"
        " WHERE coalesce(suggestions, 0) <> coalesce(count, 0)"
        " OR abs(coalesce(tallies.doubt, 0) - coalesce(shown.doubt, 0)) > 1e-6"
    ):
        yield Finding("tally_differs", {"id": id_})
    for (id_,) in connection.rows(
        "SELECT id FROM documents WHERE number NOT IN (SELECT id FROM search_docsize)"
    ):
        yield Finding("not_indexed", {"id": id_})


def _learnt(project: Project, connection: Connection) -> Iterator[Finding]:
    """Check that what stands beside the work can be read: settings, entries, models, results, truths."""
    readers: Mapping[str, Callable[[], object]] = {
        "settings": lambda: [
            project.settings.get(key) for (key,) in connection.rows("SELECT key FROM settings")
        ],
        "lexicon": project.lexicon.all,
        "models": lambda: [
            dict(facts)
            for (kind,) in connection.rows("SELECT DISTINCT kind FROM models")
            for _at, facts in project.models.history(kind)
        ],
        "camel_results": lambda: [
            json.loads(result) for (result,) in connection.rows("SELECT result FROM camel_results")
        ],
        "rulings": project.rulings.of,
        "planted": lambda: [
            project.honesty.planted(id_)
            for (id_,) in connection.rows(
                "SELECT DISTINCT documents.id FROM planted JOIN suggestions ON suggestions.id = suggestion"
                " JOIN documents ON number = document"
            )
        ],
    }
    for table, read in readers.items():
        try:
            read()
        except (ValueError, TypeError) as error:
            yield Finding("row_unreadable", {"table": table, "why": str(error)})


def _verdicts(connection: Connection) -> Iterator[Finding]:
    for id_, annotator, is_elsewhere in connection.rows(
        "SELECT documents.id, annotators.name, suggestions.document <> annotations.document FROM verdicts"
        " JOIN suggestions ON suggestions.id = suggestion"
        " JOIN annotations ON annotations.number = annotation"
        " JOIN annotators ON annotators.number = annotations.annotator"
        " JOIN documents ON documents.number = annotations.document"
        " WHERE suggestions.document <> annotations.document OR in_journal = 0"
    ):
        code = "verdict_elsewhere" if is_elsewhere else "verdict_unguarded"
        yield Finding(code, {"id": id_, "annotator": annotator})


def _rulings(connection: Connection) -> Iterator[Finding]:
    for id_, end, is_outside in connection.rows(
        'SELECT documents.id, "end", "end" > length FROM rulings'
        " JOIN documents ON documents.number = rulings.document"
        " JOIN changes ON changes.id = rulings.change"
        " JOIN annotators ON annotators.number = changes.annotator"
        " LEFT JOIN change_documents AS links"
        " ON links.change = rulings.change AND links.document = rulings.document"
        ' WHERE "end" > length OR links.change IS NULL OR annotators.name <> ?',
        (GOLD,),
    ):
        yield Finding("ruling_outside" if is_outside else "ruling_elsewhere", {"id": id_, "end": end})


def _journal(connection: Connection, project: Project, annotator: str) -> Iterator[Finding]:
    try:
        replay = Replay(project.changes.done(annotator))
    except ValueError as error:
        yield Finding("journal_unreadable", {"annotator": annotator, "why": str(error)})
        return
    if replay.misfit is not None:
        yield Finding("journal_misfit", {"change": replay.misfit.id, "annotator": annotator})
        return
    stored = connection.rows(
        "SELECT documents.id FROM documents JOIN annotations ON document = documents.number"
        " JOIN annotators ON annotator = annotators.number WHERE name = ?",
        (annotator,),
    )
    for id_ in sorted({*replay.annotations, *(id_ for (id_,) in stored)}):
        try:
            is_as_replayed = _is_as_replayed(
                project.annotations.get(id_, annotator), replay.annotations.get(id_, Replayed())
            )
        except UnknownDocument:
            is_as_replayed = False
        if not is_as_replayed:
            yield Finding("journal_differs", {"id": id_, "annotator": annotator})


def _is_as_replayed(annotation: Annotation, replayed: Replayed) -> bool:
    return (
        (annotation.state, annotation.note) == (replayed.state, replayed.note)
        and annotation.verdicts == replayed.verdicts
        and {note.id: note for note in annotation.notes} == replayed.notes
        and len(annotation.spans) == len(replayed.spans)
        and all(is_same(span, replayed.spans.get(span.id)) for span in annotation.spans)
    )


def _statuses(connection: Connection) -> Iterator[Finding]:
    """Check that what is undone is younger than what is done, as undo and redo rely on."""
    for change, annotator in connection.rows(
        "SELECT undone.id, annotators.name FROM changes AS undone"
        " JOIN annotators ON annotators.number = undone.annotator"
        " WHERE status = 'undone' AND undone.id < ("
        "SELECT max(id) FROM changes WHERE annotator = undone.annotator AND status = 'done')"
    ):
        yield Finding("journal_order", {"change": change, "annotator": annotator})


def _links(connection: Connection) -> Iterator[Finding]:
    """Check that a document's history finds every change that touched it."""
    for (change,) in connection.rows(
        "SELECT DISTINCT changes.id FROM changes,"
        " json_each(CASE WHEN json_valid(changes.edits) THEN changes.edits ELSE '[]' END) AS edit"
        " JOIN documents ON documents.id = json_extract(edit.value, '$[1]')"
        " LEFT JOIN change_documents ON change = changes.id AND document = documents.number"
        " WHERE change IS NULL"
    ):
        yield Finding("journal_unlinked", {"change": change})
