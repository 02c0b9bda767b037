"""The edits of a change: written to an annotation, turned round, and kept as JSON in the journal.

Every edit says what it expects to find. `Editor` holds it to that, row by row, inside the caller's
transaction: what another window changed meanwhile is never written over.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from annotator.errors import ChangedElsewhere, UnknownDocument
from annotator.model import Edit, Span, SpanEdit, State, StateEdit, Verdict, VerdictEdit
from annotator.project.connection import ConflictError, Connection, Row
from annotator.project.jsontext import to_text


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

    def apply(self, edits: Sequence[Edit], *, keep_ids: bool) -> tuple[Edit, ...]:
        """Write `edits` and return them with the ids that their new spans were given.

        With `keep_ids` added spans keep the id they have, as undo and redo need. Raises
        ChangedElsewhere, where an edit does not find what it expects, and UnknownDocument.
        """
        try:
            spans = iter(self._write_spans([edit for edit in edits if isinstance(edit, SpanEdit)], keep_ids))
            for edit in edits:
                if isinstance(edit, VerdictEdit):
                    self._write_verdict(edit)
                elif isinstance(edit, StateEdit):
                    self._write_state(edit)
        except ConflictError as conflict:
            raise ChangedElsewhere from conflict
        self._connection.run_many(
            "UPDATE annotations SET updated = ? WHERE number = ?",
            [(self._at, annotation) for annotation, _, _ in self._annotations.values()],
        )
        return tuple(next(spans) if isinstance(edit, SpanEdit) else edit for edit in edits)

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

    def _check_crossing(self, edits: Iterable[SpanEdit]) -> None:
        """Look once at each document, at what is stored where its spans were written."""
        written: dict[str, tuple[int, int]] = {}
        for edit in edits:
            if edit.after is not None:
                start, end = written.get(edit.document_id, (edit.after.start, edit.after.end))
                written[edit.document_id] = min(start, edit.after.start), max(end, edit.after.end)
        for document_id, (start, end) in written.items():
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
            raise ValueError(f"a span ends at {end} in a text of {length} code points")
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
            annotation = self._connection.insert(
                "INSERT INTO annotations (document, annotator, state, note, opened, updated)"
                " VALUES (?, ?, 'new', '', ?, ?)",
                (document, self._annotator, self._at, self._at),
            )
        return annotation, document, length

    def _expect_one(self, sql: str, parameters: Sequence[object]) -> None:
        if self._connection.run(sql, parameters) != 1:
            raise ChangedElsewhere


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


def turned_round(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits that take `edits` back, in the order in which they must be made."""
    return tuple(_turned(edit) for edit in reversed(edits))


def _turned(edit: Edit) -> Edit:
    match edit:
        case SpanEdit(document_id, before, after):
            return SpanEdit(document_id, after, before)
        case VerdictEdit(document_id, suggestion_id, before=had, after=has):
            return VerdictEdit(document_id, suggestion_id, has, had)
        case StateEdit(document_id, before=was, after=is_, note_before=said, note_after=says):
            return StateEdit(document_id, is_, was, says, said)


def to_json(edits: Sequence[Edit]) -> str:
    """Write edits as the journal keeps them: a list an edit, its kind first, then its fields in order.

    A span is [id, start, end, label, sublabel, origin]; of 300,000 imported ones, names of fields
    would make most of the file.
    """
    return to_text([_plain(edit) for edit in edits])


def _plain(edit: Edit) -> list[object]:
    if isinstance(edit, SpanEdit):
        return ["span", edit.document_id, _plain_span(edit.before), _plain_span(edit.after)]
    if isinstance(edit, VerdictEdit):
        return ["verdict", edit.document_id, edit.suggestion_id, edit.before, edit.after]
    return ["state", edit.document_id, edit.before, edit.after, edit.note_before, edit.note_after]


def _plain_span(span: Span | None) -> list[object] | None:
    return None if span is None else [span.id, span.start, span.end, span.label, span.sublabel, span.origin]


def from_json(stored: str) -> tuple[Edit, ...]:
    """Read edits from the journal; raises ValueError where they are none."""
    match json.loads(stored):
        case [*edits]:
            return tuple(_edit(plain) for plain in edits)
    raise ValueError("no list of edits")


def _edit(plain: object) -> Edit:
    match plain:
        case ["span", str(document_id), before, after]:
            return SpanEdit(document_id, _span(before), _span(after))
        case ["verdict", str(document_id), int(suggestion_id), str() | None as had, str() | None as has]:
            return VerdictEdit(document_id, suggestion_id, _verdict(had), _verdict(has))
        case ["state", str(document_id), str(was), str(is_), str(said), str(says)]:
            return StateEdit(document_id, State(was), State(is_), said, says)
    raise ValueError(f"no edit: {plain!r:.200}")


def _span(plain: object) -> Span | None:
    match plain:
        case None:
            return None
        case [int(id_), int(start), int(end), str(label), str(sublabel), str(origin)]:
            return Span(start, end, label, sublabel, origin=origin, id=id_)
    raise ValueError(f"no span: {plain!r:.200}")


def _verdict(plain: str | None) -> Verdict | None:
    return None if plain is None else Verdict(plain)
