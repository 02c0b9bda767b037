"""How far suggestions lead who labels: what became of planted errors, and work without suggestions.

Figures only, derived from verdicts and spans each time. Held-back documents have suggestions that nobody
saw: how often people labelled the same without seeing them is what the other documents are compared with.
"""

from dataclasses import dataclass
from typing import Final, Self

from annotator.project.connection import Connection
from annotator.project.records import BEGUN

# A planted error that was begun with, by what became of it last.
_PLANTED: Final = f"""
    WITH begun AS MATERIALIZED ({BEGUN})
    SELECT annotators.name, kind, count(*), coalesce(sum(verdict = 'accepted'), 0),
        coalesce(sum(verdict = 'corrected'), 0), coalesce(sum(verdict = 'rejected'), 0)
    FROM planted
    JOIN suggestions ON suggestions.id = planted.suggestion
    JOIN begun ON begun.document = suggestions.document
    JOIN annotations ON annotations.number = begun.number
    JOIN annotators ON annotators.number = annotations.annotator
    LEFT JOIN verdicts ON annotation = begun.number AND verdicts.suggestion = suggestions.id
    WHERE verdict IS NOT NULL
        OR (withdrawn = 0 AND begun.document NOT IN (SELECT document FROM held_back))
    GROUP BY annotators.number, kind ORDER BY annotators.number, kind
"""
# Of finished work: what was labelled, and how much of it is what is suggested, seen or not. Planted errors
# are left out on both sides.
_WORK: Final = f"""
    WITH begun AS MATERIALIZED ({BEGUN}),
    done AS MATERIALIZED (
        SELECT begun.number, begun.document, length,
            begun.document IN (SELECT document FROM held_back) AS is_held
        FROM begun JOIN annotations ON annotations.number = begun.number
        JOIN documents ON documents.number = begun.document WHERE state = 'finished'
    ),
    sound AS NOT MATERIALIZED ( -- it is asked for one document at a time
        SELECT id, document, start, "end", label FROM suggestions
        WHERE withdrawn = 0 AND id NOT IN (SELECT suggestion FROM planted)
    ),
    errors AS NOT MATERIALIZED (
        SELECT document, start, "end", label FROM suggestions JOIN planted ON suggestion = id
        WHERE withdrawn = 0 OR in_journal = 1
    )
    SELECT is_held, count(*), sum(length),
        sum((SELECT count(*) FROM spans WHERE annotation = done.number AND NOT EXISTS (
            SELECT 1 FROM errors WHERE errors.document = done.document AND errors.start = spans.start
            AND errors."end" = spans."end" AND errors.label = spans.label))),
        sum((SELECT count(*) FROM sound WHERE sound.document = done.document)),
        sum((SELECT count(*) FROM spans JOIN sound ON sound.document = done.document
            AND sound.start = spans.start AND sound."end" = spans."end" AND sound.label = spans.label
            WHERE annotation = done.number))
    FROM done GROUP BY is_held
"""
# What one document took; a change in several documents says nothing about any of them.
_PACE: Final = f"""
    WITH begun AS MATERIALIZED ({BEGUN}),
    spent AS MATERIALIZED ( -- the journal is read once, not for each document
        SELECT annotator, document,
            sum(seconds) AS seconds, sum(actions) AS actions, sum(entities) AS entities
        FROM change_documents CROSS JOIN changes ON changes.id = change
        WHERE status = 'done' AND seconds IS NOT NULL AND actions IS NOT NULL
        AND change NOT IN (SELECT change FROM change_documents GROUP BY change HAVING count(*) > 1)
        GROUP BY annotator, document
    )
    SELECT begun.document IN (SELECT document FROM held_back) AS is_held,
        sum(seconds), sum(actions), sum(entities)
    FROM begun JOIN annotations ON annotations.number = begun.number
    JOIN spent ON spent.document = begun.document AND spent.annotator = annotations.annotator
    WHERE state = 'finished' GROUP BY is_held
"""
# Finished work of people who saw suggestions, or would have seen them where they are held back.
_FINISHED: Final = f"""
    WITH begun AS MATERIALIZED ({BEGUN})
    SELECT annotators.name, documents.id, begun.document IN (SELECT document FROM held_back)
    FROM begun JOIN annotations ON annotations.number = begun.number
    JOIN annotators ON annotators.number = annotations.annotator
    JOIN documents ON documents.number = begun.document
    WHERE state = 'finished' AND EXISTS (
        SELECT 1 FROM suggestions WHERE suggestions.document = begun.document AND withdrawn = 0
    )
"""
_SPEEDS: Final = """
    SELECT annotators.name, documents.id, changes.name = 'label', sum(seconds), sum(entities)
    FROM change_documents CROSS JOIN changes ON changes.id = change
    JOIN annotators ON annotators.number = annotator JOIN documents ON documents.number = document
    WHERE status = 'done' AND seconds IS NOT NULL AND actions IS NOT NULL AND entities > 0
    AND changes.name IN ('accept', 'accept_rest', 'label')
    GROUP BY annotators.number, documents.number, 3
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """That somebody finished a document with suggestions, which were shown or held back."""

    annotator: str
    document_id: str
    is_held_back: bool


@dataclass(frozen=True, slots=True)
class Timed:
    """The seconds and the spans that somebody accepted, or labelled by hand, on one document."""

    annotator: str
    document_id: str
    is_by_hand: bool
    seconds: float
    entities: int


@dataclass(frozen=True, slots=True)
class PlantedRecord:
    """What became of the planted errors of one kind that one annotator met."""

    annotator: str
    kind: str
    shown: int
    accepted: int
    corrected: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Work:
    """Finished work: `alike` are its spans that are also suggestions (range and label), seen or not.

    Lengths are code points. `seconds`, `actions` and `entities` are of the decisions that were timed.
    """

    documents: int = 0
    length: int = 0
    spans: int = 0
    suggestions: int = 0
    alike: int = 0
    seconds: float = 0.0
    actions: int = 0
    entities: int = 0

    @property
    def spans_per_thousand(self) -> float:
        """Spans in 1,000 code points."""
        return 1_000 * self.spans / self.length if self.length else 0.0

    @property
    def taken(self) -> float:
        """The share of the suggestions that the work has as they are."""
        return self.alike / self.suggestions if self.suggestions else 0.0

    @property
    def suggested(self) -> float:
        """The share of the work's spans that are suggested as they are."""
        return self.alike / self.spans if self.spans else 0.0

    @property
    def seconds_per_entity(self) -> float:
        """What an entity took, where that is known."""
        return self.seconds / self.entities if self.entities else 0.0


@dataclass(frozen=True, slots=True)
class BiasReport:
    """The planted errors by annotator and kind; finished work with suggestions and without."""

    planted: tuple[PlantedRecord, ...]
    suggested: Work
    held_back: Work

    @classmethod
    def of(cls, connection: Connection) -> Self:
        """Derive the figures from one state of the file."""
        with connection.reading():
            planted = connection.rows(_PLANTED)
            work = {bool(is_held): tuple(row) for is_held, *row in connection.rows(_WORK)}
            pace = {bool(is_held): tuple(row) for is_held, *row in connection.rows(_PACE)}
        suggested, held_back = (
            Work(*work.get(is_held, (0, 0, 0, 0, 0)), *pace.get(is_held, (0.0, 0, 0)))
            for is_held in (False, True)
        )
        return cls(tuple(PlantedRecord(*row) for row in planted), suggested, held_back)


def seen(connection: Connection) -> list[Seen]:
    """Return who finished which document that has suggestions; imported work saw none."""
    return [Seen(name, id_, bool(is_held)) for name, id_, is_held in connection.rows(_FINISHED)]


def timed(connection: Connection) -> list[Timed]:
    """Return what accepting took, and what labelling by hand took."""
    rows = connection.rows(_SPEEDS)
    return [Timed(name, id_, bool(is_by_hand), *sums) for name, id_, is_by_hand, *sums in rows]
