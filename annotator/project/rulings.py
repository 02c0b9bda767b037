"""What was ruled on gold: by which rule, in whose name, and on which answers.

A ruling belongs to the change that wrote its spans into gold, and is in force while that change is done:
undone with it, made again with it. Which ruling holds for which place is `adjudication`'s to say.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from annotator.errors import ChangedElsewhere
from annotator.model import GOLD, Change, Draft, Span
from annotator.project.changes import Changes
from annotator.project.connection import Connection, Row
from annotator.project.jsontext import to_text

_IN_FORCE: Final = """
    SELECT documents.id, start, "end", rule, lead, rulings.annotator, spans, answers, beside, note, at,
        rulings.id
    FROM rulings JOIN changes ON changes.id = change JOIN documents ON documents.number = document
    WHERE status = 'done' {of_some} ORDER BY rulings.id
"""
_SOME: Final = (
    "AND document IN (SELECT number FROM documents WHERE id IN (SELECT value FROM json_each(:ids)))"
)
# Who has finished what, and gold: what a decision about gold rests on.
_STAMPS: Final = """
    SELECT documents.id, annotations.number, state, updated
    FROM documents JOIN annotations ON document = documents.number
    WHERE (state = 'finished' OR annotator = (SELECT number FROM annotators WHERE name = :gold)) {of_some}
    ORDER BY annotations.number
"""
# Of the bare columns beside max(), SQLite gives those of the row that has it: the newest ruling of a place.
_WHOSE: Final = """
    SELECT rule, annotator, count(*) FROM (
        SELECT rule, rulings.annotator, max(rulings.id) FROM rulings JOIN changes ON changes.id = change
        WHERE status = 'done' AND rule <> 'agreed' GROUP BY document, start, "end"
    ) GROUP BY rule, annotator
"""
_STEP: Final = """
    SELECT name, "values" FROM changes
    WHERE annotator = (SELECT number FROM annotators WHERE name = ?) AND status = ? ORDER BY id {way} LIMIT 1
"""
_INSERT: Final = """
    INSERT INTO rulings (change, document, start, "end", rule, lead, annotator, spans, answers, beside, note)
    VALUES (?, (SELECT number FROM documents WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
Stamps = Mapping[str, Sequence[Row]]
"""By document id, who has finished it and how its gold is, with the times of the last change."""


class Rule(StrEnum):
    """By what a place of gold was settled.

    AGREED is of a whole document: what all who finished it have alike. ONE is one annotator's answer. SAME
    is a ruling carried to an alike place. WRITTEN is what nobody had answered.
    """

    AGREED = "agreed"
    MAJORITY = "majority"
    ONE = "one"
    RULED = "ruled"
    SAME = "same"
    WRITTEN = "written"


BY_HAND: Final = frozenset({Rule.RULED, Rule.SAME, Rule.WRITTEN})
"""The rules by which a lead decided, with the answers at hand."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One answer to a dispute: the spans (none is an answer too), and who gave it."""

    spans: tuple[Span, ...]
    annotators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was settled at a place, by which rule, whose ruling it is, and when (UTC, ISO 8601).

    `annotator` is whose answer was taken under the rule ONE. `answers` are what lay before the lead, of
    rulings by hand; `beside` are the spans in the place that all had alike. `id` is 0 until it is stored.
    """

    document_id: str
    start: int
    end: int
    rule: Rule
    by: str
    spans: tuple[Span, ...]
    at: str = ""
    note: str = ""
    annotator: str = ""
    answers: tuple[Variant, ...] = ()
    beside: tuple[Span, ...] = ()
    id: int = 0


@dataclass(frozen=True, slots=True)
class Leaning:
    """In how many `places` anything was ruled, and in how many of them by `taken` annotator's answers alone.

    Whoever's answers gold was settled by agrees with it there for no other reason.
    """

    places: int
    taken: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Step:
    """The change of gold that undo or redo would walk: the code of its name, and the name's values."""

    name: str
    values: Mapping[str, str]


class Rulings:
    """The rulings that are in force, and the way to make one."""

    def __init__(self, connection: Connection, *, changes: Changes) -> None:
        self._connection = connection
        self._changes = changes

    def of(self, documents: Collection[str] | None = None) -> dict[str, list[Ruling]]:
        """Return the rulings of all documents, or of some, oldest first, by document id.

        Raises ValueError where one cannot be read.
        """
        found: dict[str, list[Ruling]] = defaultdict(list)
        sql, ids = _asked(_IN_FORCE, documents)
        for row in self._connection.rows(sql, ids):
            found[row[0]].append(_ruling(row))
        return dict(found)

    def leaning(self) -> Leaning:
        """Return whose answers a rule took, and in how many of the places that were ruled."""
        places, taken = 0, dict[str, int]()
        for rule, annotator, count in self._connection.rows(_WHOSE):
            places += count
            if rule == Rule.ONE:
                taken[annotator] = count
        return Leaning(places, taken)

    def stamps(self, documents: Collection[str] | None = None) -> Stamps:
        """Return, by document id, what changes whenever finished work on it or its gold does."""
        sql, ids = _asked(_STAMPS, documents)
        found: dict[str, list[Row]] = defaultdict(list)
        for document, *facts in self._connection.rows(sql, {**ids, "gold": GOLD}):
            found[document].append(tuple(facts))
        return {id_: tuple(rows) for id_, rows in found.items()}

    def record(self, draft: Draft, rulings: Sequence[Ruling], *, stamps: Stamps) -> Change:
        """Write a change of gold with its rulings, as one.

        `stamps` are those that it rests on, of the documents that it touches. Raises ChangedElsewhere where
        one is another by now, and as `changes.record` does; nothing is written then.
        """
        with self._connection.writing():
            if self.stamps(stamps) != stamps:
                raise ChangedElsewhere
            change = self._changes.record(GOLD, draft)
            self._connection.run_many(_INSERT, [_row(change.id, ruling) for ruling in rulings])
        return change

    def undoable(self) -> Step | None:
        """Return the name of the change that undo would take back, without its edits."""
        return self._step("done", way="DESC")

    def redoable(self) -> Step | None:
        """Return the name of the change that redo would make again, without its edits."""
        return self._step("undone", way="ASC")

    def _step(self, status: str, *, way: str) -> Step | None:
        row = self._connection.row(_STEP.format(way=way), (GOLD, status))
        return None if row is None else Step(row[0], json.loads(row[1]))


def _asked(sql: str, documents: Collection[str] | None) -> tuple[str, dict[str, str]]:
    if documents is None:
        return sql.format(of_some=""), {}
    return sql.format(of_some=_SOME), {"ids": json.dumps(list(documents))}


def _row(change: int, one: Ruling) -> Row:
    answers = [[list(variant.annotators), _plain(variant.spans)] for variant in one.answers]
    facts = (change, one.document_id, one.start, one.end, one.rule.value, one.by, one.annotator)
    return *facts, to_text(_plain(one.spans)), to_text(answers), to_text(_plain(one.beside)), one.note


def _plain(spans: Iterable[Span]) -> list[list[object]]:
    return [[span.start, span.end, span.label, span.sublabel] for span in spans]


def _ruling(row: Row) -> Ruling:
    document_id, start, end, rule, lead, annotator, spans, answers, beside, note, at, number = row
    return Ruling(
        document_id,
        start,
        end,
        Rule(rule),
        lead,
        _spans(json.loads(spans)),
        at,
        note,
        annotator,
        tuple(Variant(_spans(given), tuple(names)) for names, given in json.loads(answers)),
        _spans(json.loads(beside)),
        number,
    )


def _spans(plain: Iterable[Sequence[object]]) -> tuple[Span, ...]:
    return tuple(_span(*one) for one in plain)


def _span(start: object, end: object, label: object, sublabel: object) -> Span:
    match start, end, label, sublabel:
        case int(), int(), str(), str():
            return Span(start, end, label, sublabel)
    raise ValueError(f"no span: {(start, end, label, sublabel)!r:.200}")
