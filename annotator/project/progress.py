"""How far everybody is, and what the work took: derived each time from what is stored. Read only.

Gold is nobody's work: it counts among labels alone. A change over several documents says when somebody
worked and how long, but nothing about any one of the documents. Imported labels took no time that is known.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from annotator.errors import CountingCancelled
from annotator.model import GOLD, Record, State
from annotator.project.clock import local_day
from annotator.project.connection import Connection, Row
from annotator.project.records import Records

_BETWEEN: Final = "\x1f"  # between the labels of one annotation: no id holds it
# By quarters of an hour: no zone's midnight lies between two of them.
_QUARTER: Final = "substr({at}, 1, 13) || (substr({at}, 15, 2) / 15)"
# What was written once alone was imported where an import wrote it.
_WORK: Final = f"""
    SELECT annotator, document, state, {_QUARTER.format(at="updated")},
        CASE state WHEN 'finished' THEN
            (SELECT group_concat(label, char(31)) FROM spans WHERE annotation = annotations.number) END,
        opened = updated AND EXISTS (
            SELECT 1 FROM change_documents JOIN changes ON id = change
            WHERE change_documents.document = annotations.document
            AND changes.annotator = annotations.annotator AND name = 'import'
        )
    FROM annotations WHERE state <> 'new'
"""
_IS_TIMED: Final = "status = 'done' AND seconds IS NOT NULL AND actions IS NOT NULL"
_SUMS: Final = f"{_QUARTER.format(at='at')}, sum(seconds), sum(actions), sum(coalesce(entities, 0))"
_SEVERAL: Final = (
    "SELECT json_group_array(change) FROM"
    " (SELECT change FROM change_documents GROUP BY change HAVING count(*) > 1)"
)
_LISTED: Final = "(SELECT value FROM json_each(?))"
_ALONE: Final = f"""
    SELECT annotator, document, {_SUMS} FROM change_documents CROSS JOIN changes ON id = change
    WHERE {_IS_TIMED} AND change NOT IN {_LISTED} GROUP BY 1, 2, 3
"""
_TOGETHER: Final = f"""
    SELECT annotator, NULL, {_SUMS} FROM changes WHERE {_IS_TIMED} AND id IN {_LISTED} GROUP BY 1, 3
"""
_STATES: Final = {state.value: state for state in State}


@dataclass(frozen=True, slots=True)
class Day:
    """What somebody did on a day, local time; what was timed is None where nothing was.

    `finished` and `spans` are of work last changed that day, imported labels apart; `entities` were decided
    for the first time that day, in the seconds that are known: spans made, and suggestions rejected.
    """

    annotator: str
    day: date
    finished: int = 0
    seconds: float | None = None
    actions: int | None = None
    entities: int | None = None
    spans: int = 0


@dataclass(frozen=True, slots=True)
class Times:
    """What one finished document took one annotator, by the changes that touched no other document.

    `seconds`, `actions` and `entities` (those decided in these seconds: spans made, and suggestions rejected)
    are None where nothing was timed; `is_imported` where nobody has touched it since it was imported.
    """

    annotator: str
    document_id: str
    seconds: float | None = None
    actions: int | None = None
    entities: int | None = None
    spans: int = 0
    is_imported: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a project is on the day `today`; people come in the order in which they joined.

    `states` counts documents by annotator and state, those that one never began apart. `untouched` are the
    documents that nobody has begun, `finished_documents` those that anybody has finished, and `firsts` says
    how many of these were first finished on which day, imported ones apart. `labels` are spans of finished
    work by annotator, gold among them, and label id. `gold` counts the documents whose gold is finished.
    """

    documents: int
    today: date
    states: Mapping[str, Mapping[State, int]]
    untouched: int
    finished_documents: int
    gold: int
    firsts: Mapping[date, int]
    days: tuple[Day, ...]
    times: tuple[Times, ...]
    labels: Mapping[str, Mapping[str, int]]
    records: tuple[Record, ...]


class ProgressReader:
    """Reads how far a project is."""

    def __init__(self, connection: Connection, *, records: Records) -> None:
        self._connection = connection
        self._records = records

    def read(
        self,
        *,
        today: date | None = None,
        with_records: bool = True,
        is_cancelled: Callable[[], bool] | None = None,
    ) -> Progress:
        """Return how far everybody is, from one state of the file; `today` is this day unless told.

        Records look at every suggestion and take as long as all the rest; without them there are none.
        Raises CountingCancelled.
        """

        def check() -> None:
            if is_cancelled is not None and is_cancelled():
                raise CountingCancelled

        with self._connection.reading():
            work = self._work(check)
            records = tuple(self._records.by_label()) if with_records else ()
        return work.progress(today or datetime.now().astimezone().date(), records)

    def times(self) -> tuple[Times, ...]:
        """Return what each finished document took each who finished it."""
        with self._connection.reading():
            return tuple(self._work().times)

    def _work(self, check: Callable[[], None] = lambda: None) -> "_Work":
        names: dict[int, str] = dict(
            self._connection.rows("SELECT number, name FROM annotators ORDER BY number")
        )
        work = _Work(names, dict(self._connection.rows("SELECT number, id FROM documents")))
        several = (self._connection.value(_SEVERAL),)
        for sql in (_ALONE, _TOGETHER):
            work.take_times(self._connection.rows(sql, several))
            check()
        work.take(self._connection.rows(_WORK))
        check()
        return work


_Timed = tuple[float | None, int | None, int | None]
_NOTHING: Final[_Timed] = (None, None, None)  # no time that is known


def _sum(before: _Timed | None, timed: Sequence[Any]) -> _Timed:
    seconds, actions, entities = timed
    if before is None:
        return seconds, actions, entities
    return (before[0] or 0.0) + seconds, (before[1] or 0) + actions, (before[2] or 0) + entities


class _Work:
    """Rows of the file, summed; annotators and documents by number until the end."""

    def __init__(self, names: Mapping[int, str], ids: Mapping[int, str]) -> None:
        self._names = names
        self._ids = ids
        self._gold = next((number for number, name in names.items() if name == GOLD), None)
        self._known_days: dict[str, date] = {}
        self._by_day: dict[tuple[int, date], _Timed] = {}
        self._by_document: dict[tuple[int, int], _Timed] = {}
        self._states: dict[int, Counter[str]] = {}
        self._gold_finished = 0
        self._finished: Counter[tuple[int, date]] = Counter()
        self._spans: Counter[tuple[int, date]] = Counter()
        self._labels: dict[int, list[str]] = defaultdict(list)
        self.times: list[Times] = []
        self._begun: set[int] = set()
        self._first: dict[int, date | None] = {}  # None: it was imported

    def take_times(self, rows: Iterable[Row]) -> None:
        """Take what was timed, by quarter of an hour; the document is None for changes over several."""
        for annotator, document, quarter, *timed in rows:
            if annotator == self._gold:
                continue
            key = annotator, self._day(quarter)
            self._by_day[key] = _sum(self._by_day.get(key), timed)
            if document is not None:
                work = annotator, document
                self._by_document[work] = _sum(self._by_document.get(work), timed)

    def take(self, rows: Iterable[Row]) -> None:
        """Take the annotations, after all that was timed."""
        for annotator, document, state, quarter, labels, is_imported in rows:
            is_finished = state == "finished"
            if labels:
                self._labels[annotator].append(labels)
            if annotator == self._gold:
                self._gold_finished += is_finished
                continue
            self._begun.add(document)
            self._states.setdefault(annotator, Counter())[state] += 1
            if is_finished:
                spans = labels.count(_BETWEEN) + 1 if labels else 0
                self._finish(annotator, document, self._day(quarter), spans, bool(is_imported))

    def _finish(self, annotator: int, document: int, day: date, spans: int, is_imported: bool) -> None:
        timed = self._by_document.get((annotator, document), _NOTHING)
        name, id_ = self._names[annotator], self._ids[document]
        self.times.append(Times(name, id_, *timed, spans, is_imported))
        if is_imported:
            self._first[document] = None
            return
        before = self._first.get(document, day)
        self._first[document] = before and min(before, day)
        self._finished[annotator, day] += 1
        self._spans[annotator, day] += spans

    def progress(self, today: date, records: tuple[Record, ...]) -> Progress:
        """Return all that was taken."""
        firsts = Counter(day for day in self._first.values() if day is not None)
        return Progress(
            documents=len(self._ids),
            today=today,
            states={
                self._names[one]: {_STATES[state]: count for state, count in self._states[one].items()}
                for one in sorted(self._states)
            },
            untouched=len(self._ids) - len(self._begun),
            finished_documents=len(self._first),
            gold=self._gold_finished,
            firsts=dict(sorted(firsts.items())),
            days=tuple(self._days()),
            times=tuple(self.times),
            labels={
                self._names[one]: dict(Counter(_BETWEEN.join(self._labels[one]).split(_BETWEEN)))
                for one in sorted(self._labels)
            },
            records=records,
        )

    def _days(self) -> Iterable[Day]:
        for key in sorted(self._by_day.keys() | self._finished.keys()):
            annotator, day = key
            timed = self._by_day.get(key, _NOTHING)
            yield Day(self._names[annotator], day, self._finished[key], *timed, self._spans[key])

    def _day(self, quarter: str) -> date:
        """Return the local day of a quarter of an hour, as `_QUARTER` writes it."""
        if quarter not in self._known_days:
            self._known_days[quarter] = local_day(f"{quarter[:13]}:{int(quarter[13:]) * 15:02}Z")
        return self._known_days[quarter]
