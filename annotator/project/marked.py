"""Every span of a document once, with all who have it: what gold is made from. Read only.

Work that is finished counts, and gold whatever its state. Spans that came of planted errors are left out, as
`finished` does it.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from annotator.errors import CountingCancelled
from annotator.model import GOLD, Document, Span, State
from annotator.project.connection import Connection, Row
from annotator.project.finished import Finished
from annotator.project.rulings import Ruling, Rulings

_AT_ONCE: Final = 250  # documents
_ASKED: Final = "(SELECT value FROM json_each(:asked))"
_GOLD: Final = "(SELECT number FROM annotators WHERE name = :gold)"
_DOCUMENTS: Final = """
    SELECT DISTINCT documents.number, id FROM documents JOIN annotations ON document = documents.number
    WHERE (state = 'finished' OR (annotator = {gold} AND state <> 'new')) {of_some} ORDER BY position
"""
_OF_SOME: Final = "AND id IN (SELECT value FROM json_each(:ids))"
_TEXTS: Final = f"SELECT number, id, text, title, outlet, meta FROM documents WHERE number IN {_ASKED}"
_WORK: Final = f"""
    SELECT document, annotations.number, name, state, note, updated
    FROM annotations JOIN annotators ON annotators.number = annotator
    WHERE document IN {_ASKED} AND (state = 'finished' OR name = :gold) ORDER BY annotations.number
"""
# An annotation's spans lie together: they are read in one go, and sorted by range a document at a time.
_MARKS: Final = f"""
    WITH asked AS MATERIALIZED (
        SELECT number, document, annotator, annotator IS {_GOLD} AS is_gold FROM annotations
        WHERE document IN {_ASKED} AND (state = 'finished' OR annotator = {_GOLD})
    )
    SELECT document, start, "end", label, sublabel,
        group_concat(CASE WHEN NOT is_gold THEN annotator END),
        coalesce(max(CASE WHEN is_gold THEN spans.id END), 0),
        coalesce(max(CASE WHEN is_gold THEN origin END), '')
    FROM asked CROSS JOIN spans ON annotation = asked.number
    GROUP BY document, start, "end", label, sublabel
"""

Mark = tuple[int, int, str, str, tuple[str, ...], int, str]
"""A span: start, end, label, sublabel, who has it in order of their names, its id in gold (0: gold lacks it)
and its origin there."""
Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A document with all that was marked in it, as those have it who finished it.

    `names` are who finished it, in order, gold apart. `state` and `note` are gold's. `silent` are the ranges,
    by annotator, where they took a planted error. `stamp` is another whenever any of it is.
    """

    document: Document
    names: tuple[str, ...]
    marks: Sequence[Mark]
    state: State = State.NEW
    note: str = ""
    rulings: tuple[Ruling, ...] = ()
    silent: Mapping[str, Ranges] = field(default_factory=dict)
    stamp: Sequence[Row] = ()


class MarkedWork:
    """What was marked in documents that somebody finished, or that gold was begun of."""

    def __init__(self, connection: Connection, *, finished: Finished, rulings: Rulings) -> None:
        self._connection, self._finished, self._rulings = connection, finished, rulings

    def read(
        self,
        documents: Collection[str] | None = None,
        *,
        is_cancelled: Callable[[], bool] | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Iterator[Marked]:
        """Yield all such documents, or some, in list order, each from one state of the file.

        `on_progress` hears of documents. Raises CountingCancelled.
        """
        of_some = "" if documents is None else _OF_SOME
        sql = _DOCUMENTS.format(gold=_GOLD, of_some=of_some)
        wanted = self._connection.rows(sql, {"gold": GOLD, "ids": json.dumps(list(documents or ()))})
        planted = {number for (number,) in self._connection.rows(_PLANTED)}
        for first in range(0, len(wanted), _AT_ONCE):
            if is_cancelled is not None and is_cancelled():
                raise CountingCancelled
            some: dict[int, str] = dict(wanted[first : first + _AT_ONCE])
            with self._connection.reading():
                found = self._read(some, planted & some.keys())
            yield from found
            if on_progress is not None:
                on_progress(first + len(some), len(wanted))

    def _read(self, wanted: Mapping[int, str], planted: Collection[int]) -> list[Marked]:
        asked = {"asked": json.dumps(list(wanted)), "gold": GOLD}
        documents = {
            number: Document(id_, text, title=title, outlet=outlet, meta=json.loads(meta))
            for number, id_, text, title, outlet, meta in self._connection.rows(_TEXTS, asked)
        }
        work: dict[int, list[Row]] = defaultdict(list)
        for number, *facts in self._connection.rows(_WORK, asked):
            work[number].append(tuple(facts))
        rulings = self._rulings.of(list(wanted.values()))
        spoilt = self._spoilt([wanted[number] for number in planted])
        marks = self._marks(asked)
        return [
            _marked(documents[number], marks[number], work[number], rulings.get(id_, ()), spoilt.get(id_, {}))
            for number, id_ in wanted.items()
        ]

    def _marks(self, asked: Mapping[str, str]) -> dict[int, list[Mark]]:
        names: dict[int, str] = dict(self._connection.rows("SELECT number, name FROM annotators"))
        givers: dict[str | None, tuple[str, ...]] = {None: ()}
        words: dict[str, str] = {}
        once = words.setdefault
        marks: dict[int, list[Mark]] = defaultdict(list)
        for number, start, end, label, sublabel, who, id_, origin in self._connection.rows(_MARKS, asked):
            if who not in givers:
                givers[who] = tuple(sorted(names[int(one)] for one in who.split(",")))
            mark = (start, end, once(label, label), once(sublabel, sublabel), givers[who], id_, origin)
            marks[number].append(mark)
        return marks

    def _spoilt(self, ids: Sequence[str]) -> dict[str, Mapping[str, tuple[Span, ...]]]:
        if not ids:
            return {}
        return {one.document.id: one.spoilt for one in self._finished.works(documents=ids) if one.spoilt}


_PLANTED: Final = """
    SELECT DISTINCT document FROM planted JOIN suggestions ON id = suggestion
    WHERE withdrawn = 0 OR in_journal = 1
"""


def _marked(
    document: Document,
    marks: Sequence[Mark],
    work: Sequence[Row],
    rulings: Sequence[Ruling],
    spoilt: Mapping[str, Sequence[Span]],
) -> Marked:
    mine = next((one for one in work if one[1] == GOLD), None)
    gone = {
        (span.start, span.end, span.label, span.sublabel, name)
        for name, spans in spoilt.items()
        for span in spans
    }
    if gone:
        marks = [
            (*one[:4], tuple(name for name in one[4] if (*one[:4], name) not in gone), *one[5:])
            for one in marks
        ]
    return Marked(
        document,
        tuple(sorted(name for _, name, *_ in work if name != GOLD)),
        marks,
        State(mine[2]) if mine else State.NEW,
        mine[3] if mine else "",
        tuple(rulings),
        {name: [(one.start, one.end) for one in spans] for name, spans in spoilt.items() if name != GOLD},
        tuple((number, state, updated) for number, _, state, _, updated in work),
    )
