"""The suggestions of a project: what was proposed for each document, whoever decides on it.

A row that a change has named stays for ever, so that undo finds it; the rest comes and goes. Those of a
document that is held back (see `honesty`) are kept and not shown: `kept` alone returns them.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from annotator.errors import UnknownDocument
from annotator.model import Reason, Span, Suggestion, Verdict
from annotator.project.connection import Connection, Row
from annotator.project.jsontext import to_text

_SUGGESTION: Final = (
    'SELECT suggestions.start, suggestions."end", label, sublabel, source, score, reason, suggestions.id'
    " FROM suggestions JOIN documents ON documents.number = document"
)
_SHOWN: Final = "withdrawn = 0 AND document NOT IN (SELECT document FROM held_back)"
# What is shown for a document, counted as the document list needs it; its number comes twice.
TALLY: Final = (
    "INSERT OR REPLACE INTO tallies SELECT ?, count(*), coalesce(sum(1 - score), 0.0)"
    f" FROM suggestions WHERE document = ? AND {_SHOWN}"
)

_DECIDED: Final = """
    SELECT suggestions.start, suggestions."end", label, sublabel, source, score, reason, suggestions.id,
        documents.id, verdict
    FROM annotations JOIN verdicts ON verdicts.annotation = annotations.number
    JOIN suggestions ON suggestions.id = verdicts.suggestion
    JOIN documents ON documents.number = suggestions.document
    WHERE annotator = (SELECT number FROM annotators WHERE name = ?)
    AND suggestions.id NOT IN (SELECT suggestion FROM planted) ORDER BY suggestions.id
"""
_REMEMBERED: Final = "memory"
# A span of anybody, a suggestion that is shown, or one that anybody decided on.
_TAKEN: Final = """
    SELECT 1 FROM suggestions WHERE document = :document AND start = :start AND "end" = :end
        AND (withdrawn = 0 OR EXISTS (SELECT 1 FROM verdicts WHERE suggestion = suggestions.id))
    UNION ALL
    SELECT 1 FROM spans JOIN annotations ON annotations.number = annotation
        WHERE document = :document AND start = :start AND "end" = :end
"""


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies on a document, whoever put it there: spans, suggestions shown, ranges decided on."""

    spans: list[Span]
    suggestions: list[Suggestion]
    decided: set[tuple[int, int]]

    def without(self, suggestion_ids: Collection[int]) -> "Ground":
        """Return the same without some suggestions."""
        return replace(self, suggestions=[one for one in self.suggestions if one.id not in suggestion_ids])


class _Place(NamedTuple):
    start: int
    end: int
    label: str
    sublabel: str


class _Stored(NamedTuple):
    id: int
    source: str
    score: float
    is_withdrawn: bool
    in_journal: bool


class Suggestions:
    """The suggestions, by document."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, document_id: str) -> list[Suggestion]:
        """Return what is suggested for a document, in reading order, the outer before the inner.

        Nothing is, where the document is held back.
        """
        return self._read(document_id, which=_SHOWN)

    def kept(self, document_id: str) -> list[Suggestion]:
        """Return the same, whether the document is held back or not: for runs and reports."""
        return self._read(document_id, which="withdrawn = 0")

    def _read(self, document_id: str, *, which: str) -> list[Suggestion]:
        rows = self._connection.rows(
            f'{_SUGGESTION} WHERE documents.id = ? AND {which} ORDER BY start, "end" DESC, label',
            (document_id,),
        )
        reasons: dict[str, Reason] = {}  # hundreds have the same one
        return [_suggestion(row, reasons=reasons) for row in rows]

    def decided(self, annotator: str) -> dict[str, list[tuple[Suggestion, Verdict]]]:
        """Return what an annotator decided on, by document id; planted errors are left out."""
        found: dict[str, list[tuple[Suggestion, Verdict]]] = {}
        reasons: dict[str, Reason] = {}
        for *row, document_id, verdict in self._connection.rows(_DECIDED, (annotator,)):
            one = _suggestion(tuple(row), reasons=reasons)
            found.setdefault(document_id, []).append((one, Verdict(verdict)))
        return found

    def count(self) -> int:
        """Return how many suggestions are shown in the whole project."""
        return int(self._connection.value(f"SELECT count(*) FROM suggestions WHERE {_SHOWN}"))

    def ground(self, document_id: str) -> Ground:
        """Return all that lies on a document, so that nothing is suggested where anybody worked."""
        of = "document = (SELECT number FROM documents WHERE id = ?)"
        with self._connection.reading():
            spans = self._connection.rows(
                'SELECT start, "end", label, sublabel, origin FROM annotations'
                f" JOIN spans ON annotation = annotations.number WHERE {of}",
                (document_id,),
            )
            decided = self._connection.rows(
                'SELECT DISTINCT start, "end" FROM suggestions JOIN verdicts ON suggestion = suggestions.id'
                f" WHERE {of}",
                (document_id,),
            )
            return Ground([Span(*span) for span in spans], self.of(document_id), set(decided))

    def add_remembered(self, remembered: Sequence[tuple[str, Suggestion]]) -> int:
        """Suggest what was labelled elsewhere, by document id; return how many were new, in one transaction.

        Where anything lies on a range meanwhile, or was decided on, it is left alone, and so is a document
        that is held back. What was withdrawn comes back under its id. Raises UnknownDocument, ProjectBusy,
        NoSpace and so on; nothing is written then.
        """
        added = 0
        touched: set[int] = set()
        with self._connection.writing():
            for document_id, one in remembered:
                if one.source != _REMEMBERED:
                    raise ValueError(f"a suggestion of {one.source} among those of {_REMEMBERED}")
                document = self._number(document_id)
                place = {"document": document, "start": one.start, "end": one.end}
                if not self._is_held_back(document) and self._connection.row(_TAKEN, place) is None:
                    self._show(document, one)
                    added += 1
                    touched.add(document)
            for document in touched:
                self._tally(document)
        return added

    def _show(self, document: int, one: Suggestion) -> None:
        self._connection.run(
            'INSERT INTO suggestions (document, start, "end", label, sublabel, source, score, reason)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            ' ON CONFLICT (document, start, "end", label, sublabel) DO UPDATE SET withdrawn = 0,'
            " source = iif(in_journal, source, excluded.source),"
            " score = iif(in_journal, score, excluded.score),"
            " reason = iif(in_journal, reason, excluded.reason)",
            (document, one.start, one.end, one.label, one.sublabel, *_facts(one)),
        )
        self._connection.run(
            "DELETE FROM planted WHERE suggestion IN (SELECT id FROM suggestions WHERE document = ?"
            ' AND start = ? AND "end" = ? AND label = ? AND sublabel = ? AND in_journal = 0)',
            (document, one.start, one.end, one.label, one.sublabel),
        )

    def _is_held_back(self, document: int) -> bool:
        return self._connection.row("SELECT 1 FROM held_back WHERE document = ?", (document,)) is not None

    def forget_remembered(self, suggestion_ids: Collection[int]) -> int:
        """Withdraw remembered suggestions, and return how many were shown, in one transaction."""
        forgotten = 0
        touched: set[int] = set()
        with self._connection.writing():
            for number in suggestion_ids:
                for (document,) in self._connection.rows(
                    "UPDATE suggestions SET withdrawn = 1 WHERE id = ? AND source = ? AND withdrawn = 0"
                    " RETURNING document",
                    (number, _REMEMBERED),
                ):
                    forgotten += 1
                    touched.add(document)
            for document in touched:
                self._tally(document)
        return forgotten

    def _number(self, document_id: str) -> int:
        row = self._connection.row("SELECT number FROM documents WHERE id = ?", (document_id,))
        if row is None:
            raise UnknownDocument(id=document_id)
        return int(row[0])

    @contextmanager
    def replacing(self) -> Iterator[None]:
        """Make all that is replaced inside one transaction, as a run over many documents needs."""
        with self._connection.writing():
            yield

    def replace(
        self, document_id: str, suggestions: Sequence[Suggestion], *, sources: Collection[str]
    ) -> None:
        """Put `suggestions` in the place of what `sources` proposed for a document before.

        What is proposed again keeps its id. What is not is withdrawn, and deleted the next time unless a
        change has named it. What two sources propose alike (range, label, sublabel) is one suggestion,
        the surer's; one that was decided on stays as it was seen, so that nobody is asked twice. What is
        remembered from people's work stays; what would cross it, or repeat it under another sublabel,
        is left out. A planted error that is proposed again and that nobody decided on is one no longer: see
        `honesty.plant`; one that is withdrawn stays one, for a window may still show it.
        Raises UnknownDocument, ProjectBusy or NoSpace.
        """
        with self._connection.writing():
            self._replace(self._number(document_id), suggestions, sources=frozenset(sources))

    def _replace(self, document: int, suggestions: Sequence[Suggestion], *, sources: frozenset[str]) -> None:
        stored = {
            _Place(*place): _Stored(number, source, score, bool(is_withdrawn), bool(in_journal))
            for number, source, score, is_withdrawn, in_journal, *place in self._connection.rows(
                'SELECT id, source, score, withdrawn, in_journal, start, "end", label, sublabel'
                " FROM suggestions WHERE document = ?",
                (document,),
            )
        }
        kept = [place for place, one in stored.items() if one.source == _REMEMBERED and not one.is_withdrawn]
        proposed: dict[_Place, Suggestion] = {}
        for one in suggestions:
            place = _Place(one.start, one.end, one.label, one.sublabel)
            if _REMEMBERED in sources or not any(_is_in_the_way(other, place) for other in kept):
                proposed.setdefault(place, one)
        new: list[Row] = []
        taken_over: list[Row] = []
        shown_again: list[Row] = []
        for place, one in proposed.items():
            if one.source not in sources:
                raise ValueError(f"a suggestion of {one.source} among those of {sorted(sources)}")
            facts = _facts(one)
            there = stored.get(place)
            if there is None:
                new.append((document, *place, *facts))
            elif there.in_journal:  # what was decided on stays as it was seen
                shown_again.append((there.id,))
            elif there.source in sources or there.is_withdrawn or one.score > there.score:
                taken_over.append((*facts, there.id))
        gone = [(one.id,) for place, one in stored.items() if place not in proposed and one.source in sources]
        anew = [(row[-1],) for row in taken_over]
        run = self._connection.run_many
        run("DELETE FROM planted WHERE suggestion = ?", anew)
        run("DELETE FROM suggestions WHERE id = ? AND withdrawn = 1 AND in_journal = 0", gone)
        run("UPDATE suggestions SET withdrawn = 1 WHERE id = ? AND withdrawn = 0", gone)
        run("UPDATE suggestions SET withdrawn = 0 WHERE id = ? AND withdrawn = 1", shown_again)
        run(
            "UPDATE suggestions SET source = ?, score = ?, reason = ?, withdrawn = 0 WHERE id = ?", taken_over
        )
        run(
            'INSERT INTO suggestions (document, start, "end", label, sublabel, source, score, reason)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            new,
        )
        self._tally(document)

    def _tally(self, document: int) -> None:
        self._connection.run(TALLY, (document, document))


def _is_in_the_way(one: _Place, other: _Place) -> bool:
    """Tell whether the two cross, or are one range and label with two sublabels."""
    if (one.start, one.end) == (other.start, other.end):
        return one.label == other.label and one.sublabel != other.sublabel
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end


def _facts(one: Suggestion) -> Row:
    return one.source, one.score, to_text([one.reason.code, dict(one.reason.values)])


def _suggestion(row: Row, *, reasons: dict[str, Reason]) -> Suggestion:
    start, end, label, sublabel, source, score, stored, number = row
    reason = reasons.get(stored)
    if reason is None:
        code, values = json.loads(stored)
        reason = reasons[stored] = Reason(code, values)
    return Suggestion(start, end, label, sublabel, source, score, reason, id=number)
