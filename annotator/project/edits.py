"""Writes the edits of a change to an annotation.

Every edit says what it expects to find. `Editor` holds it to that, row by row, inside the caller's
transaction: what another window changed meanwhile is never written over. How edits are kept and turned
round is `journal`'s to say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from annotator.errors import ChangedElsewhere, UnknownDocument
from annotator.model import Edit, Note, NoteEdit, Span, SpanEdit, StateEdit, VerdictEdit
from annotator.project.connection import ConflictError, Connection, Row


class Editor:
    """Writes edits to the annotations of one annotator, inside a transaction of the caller's.

    `at` becomes the time of the annotations touched. Crossing spans are refused unless `may_cross`.
    """

    def __init__(self, connection: Connection, *, annotator: int, at: str, may_cross: bool) -> None:
        self._connection = connection
        self._annotator = annotator
        self._at = at
        self._may_cross = may_cross
        self._annotations: dict[str, tuple[int, int, int]] = {}
        self._made: set[str] = set()  # documents whose annotation was made here: nothing else is stored there

    def apply(self, edits: Sequence[Edit], *, keep_ids: bool) -> tuple[Edit, ...]:
        """Write `edits` and return them with the ids that their new spans and notes were given.

        With `keep_ids` what is added keeps the id it has, as undo and redo need. Raises
        ChangedElsewhere, where an edit does not find what it expects, and UnknownDocument.
        """
        try:
            spans = iter(self._write_spans([edit for edit in edits if isinstance(edit, SpanEdit)], keep_ids))
            written: list[Edit] = []
            for edit in edits:
                match edit:
                    case SpanEdit():
                        edit = next(spans)
                    case NoteEdit():
                        edit = self._write_note(edit, keep_id=keep_ids)
                    case VerdictEdit():
                        self._write_verdict(edit)
                    case StateEdit():
                        self._write_state(edit)
                written.append(edit)
        except ConflictError as conflict:
            raise ChangedElsewhere from conflict
        self._connection.run_many(
            "UPDATE annotations SET updated = ? WHERE number = ?",
            [(self._at, annotation) for annotation, _, _ in self._annotations.values()],
        )
        return tuple(written)

    @property
    def documents(self) -> list[int]:
        """The numbers of the documents touched."""
        return [document for _, document, _ in self._annotations.values()]

    def _write_spans(self, edits: Sequence[SpanEdit], keep_ids: bool) -> list[SpanEdit]:
        written: list[SpanEdit] = []
        for is_addition, group in groupby(edits, key=lambda edit: edit.before is None):
            if is_addition:
                written += self._add_spans(group, keep_ids=keep_ids)
            else:
                written += [self._replace_span(edit) for edit in group]
        if not self._may_cross:
            self._check_crossing(written)
        return written

    def _add_spans(self, edits: Iterable[SpanEdit], *, keep_ids: bool) -> list[SpanEdit]:
        """Insert many at once: an import adds hundreds of spans in one change."""
        number = self._last_span()
        rows: list[Row] = []
        added: list[SpanEdit] = []
        for edit in edits:
            span = edit.after
            if span is None:
                raise ValueError("an edit of nothing into nothing")
            start, end, label, sublabel, origin = span.start, span.end, span.label, span.sublabel, span.origin
            if not keep_ids:
                number += 1
                edit = SpanEdit(edit.document_id, None, Span(start, end, label, sublabel, origin, number))
            annotation = self._annotation(edit.document_id, end=end)
            rows.append(
                (number if not keep_ids else span.id, annotation, start, end, label, sublabel, origin)
            )
            added.append(edit)
        self._connection.run_many("INSERT INTO spans VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        return added

    def _last_span(self) -> int:
        """Return the highest id that a span ever had."""
        row = self._connection.row("SELECT seq FROM sqlite_sequence WHERE name = 'spans'")
        return 0 if row is None else int(row[0])

    def _replace_span(self, edit: SpanEdit) -> SpanEdit:
        """Change a span under its id, or remove it."""
        before, after = edit.before, edit.after
        if before is None:
            raise ValueError("a replacement of nothing")
        annotation = self._annotation(edit.document_id, end=after.end if after else 0)
        found = (
            'WHERE id = ? AND annotation = ? AND start = ? AND "end" = ?'
            " AND label = ? AND sublabel = ? AND origin = ?"
        )
        expected = (before.start, before.end, before.label, before.sublabel, before.origin)
        where = (before.id, annotation, *expected)
        if after is None:
            self._expect_one(f"DELETE FROM spans {found}", where)
            return edit
        self._expect_one(
            f'UPDATE spans SET start = ?, "end" = ?, label = ?, sublabel = ?, origin = ? {found}',
            (after.start, after.end, after.label, after.sublabel, after.origin, *where),
        )
        return edit if after.id == before.id else replace(edit, after=replace(after, id=before.id))

    def _write_verdict(self, edit: VerdictEdit) -> None:
        annotation = self._annotation(edit.document_id)
        key = (annotation, edit.suggestion_id)
        if edit.before is None and edit.after is not None:
            self._expect_one(
                "UPDATE suggestions SET in_journal = 1 WHERE id = ? AND document = ?",
                (edit.suggestion_id, self._annotations[edit.document_id][1]),
            )
            self._connection.run("INSERT INTO verdicts VALUES (?, ?, ?)", (*key, edit.after.value))
            return
        where = "WHERE annotation = ? AND suggestion = ? AND verdict = ?"
        before = edit.before.value if edit.before else None
        if edit.after is None:
            self._expect_one(f"DELETE FROM verdicts {where}", (*key, before))
        else:
            self._expect_one(f"UPDATE verdicts SET verdict = ? {where}", (edit.after.value, *key, before))

    def _write_state(self, edit: StateEdit) -> None:
        self._expect_one(
            "UPDATE annotations SET state = ?, note = ? WHERE number = ? AND state = ? AND note = ?",
            (
                edit.after.value,
                edit.note_after,
                self._annotation(edit.document_id),
                edit.before.value,
                edit.note_before,
            ),
        )

    def _write_note(self, edit: NoteEdit, *, keep_id: bool) -> NoteEdit:
        before, after = edit.before, edit.after
        annotation = self._annotation(edit.document_id, end=(after.end or 0) if after else 0)
        if before is None:
            if after is None:
                raise ValueError("an edit of nothing into nothing")
            number = self._connection.insert(
                'INSERT INTO notes (id, annotation, start, "end", text, is_question)'
                " VALUES (?, ?, ?, ?, ?, ?)",
                (after.id if keep_id else None, annotation, *_facts(after)),
            )
            return edit if keep_id else replace(edit, after=replace(after, id=number))
        found = (
            'WHERE id = ? AND annotation = ? AND start IS ? AND "end" IS ? AND text = ? AND is_question = ?'
        )
        where = (before.id, annotation, *_facts(before))
        if after is None:
            self._expect_one(f"DELETE FROM notes {found}", where)
            return edit
        self._expect_one(
            f'UPDATE notes SET start = ?, "end" = ?, text = ?, is_question = ? {found}',
            (*_facts(after), *where),
        )
        return edit if after.id == before.id else replace(edit, after=replace(after, id=before.id))

    def _check_crossing(self, edits: Iterable[SpanEdit]) -> None:
        """Look once at each document, at what is stored where its spans were written."""
        written: dict[str, list[Row]] = {}
        for edit in edits:
            if edit.after is not None:
                written.setdefault(edit.document_id, []).append((edit.after.start, edit.after.end))
        for document_id, ranges in written.items():
            if document_id not in self._made:
                start, end = min(start for start, _ in ranges), max(end for _, end in ranges)
                ranges = self._connection.rows(
                    'SELECT start, "end" FROM spans WHERE annotation = ? AND start < ? AND "end" > ?',
                    (self._annotation(document_id), end, start),
                )
            if _some_cross(ranges):
                raise ChangedElsewhere

    def _annotation(self, document_id: str, *, end: int = 0) -> int:
        """Return the number of the annotation, made where there is none, of a text at least `end` long."""
        found = self._annotations.get(document_id)
        if found is None:
            found = self._annotations[document_id] = self._find_annotation(document_id)
        annotation, _, length = found
        if end > length:
            raise ValueError(f"a range ends at {end} in a text of {length} code points")
        return annotation

    def _find_annotation(self, document_id: str) -> tuple[int, int, int]:
        row = self._connection.row(
            "SELECT annotations.number, documents.number, length FROM documents"
            " LEFT JOIN annotations ON document = documents.number AND annotator = ? WHERE documents.id = ?",
            (self._annotator, document_id),
        )
        if row is None:
            raise UnknownDocument(id=document_id)
        annotation, document, length = row
        if annotation is None:
            self._made.add(document_id)
            annotation = self._connection.insert(
                "INSERT INTO annotations (document, annotator, state, note, opened, updated)"
                " VALUES (?, ?, 'new', '', ?, ?)",
                (document, self._annotator, self._at, self._at),
            )
        return annotation, document, length

    def _expect_one(self, sql: str, parameters: Sequence[object]) -> None:
        if self._connection.run(sql, parameters) != 1:
            raise ChangedElsewhere


def _facts(note: Note) -> Row:
    return note.start, note.end, note.text, note.is_question


def _some_cross(ranges: list[Row]) -> bool:
    """Tell whether any two of the ranges overlap without one holding the other."""
    around: list[int] = []  # the ends of the ranges that hold the place looked at, innermost last
    for start, end in sorted(ranges, key=lambda one: (one[0], -one[1])):
        while around and around[-1] <= start:
            around.pop()
        if around and around[-1] < end:
            return True
        around.append(end)
    return False
