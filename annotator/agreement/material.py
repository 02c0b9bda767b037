"""What agreement is counted from: finished work as columns of spans and words, over all articles at once.

Columns are numpy's, offsets code points of the article's own text. Material is made once; figures over any
choice of people, articles and labels are counted from it (`counting`), and it keeps the work it came from.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from annotator.agreement.joins import first_of_each, spread
from annotator.errors import CountingCancelled
from annotator.model import GOLD, Document, Span
from annotator.text.columns import word_columns

if TYPE_CHECKING:  # not needed before the first paint
    import numpy as np
    from numpy.typing import NDArray

    from annotator.agreement.joins import Truth, Whole

IsCancelled = Callable[[], bool]
OnProgress = Callable[[int, int], None]

_AT_ONCE: Final = 500_000  # code points whose words are cut in one go
_READ_AT_ONCE: Final = 20_000  # spans


@dataclass(frozen=True, slots=True)
class Work:
    """A document with the spans of each who finished it, and the day on which that was last changed."""

    document: Document
    spans: Mapping[str, tuple[Span, ...]]
    days: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spans:
    """Columns of S spans, by annotator and document, then by start, end, label and sublabel.

    `annotator`, `document`, `label` and `kind` (label and sublabel) are places in the Material's tuples.
    `depth` is how many wider ranges of the same person hold it. It touches the words
    `[first_word, after_word)`, places in the Material's words. `value`, `mark` and `range` number what is
    the same in a document: all of a span, all but its sublabel, its range; they never fall within a block.
    """

    annotator: "Whole"
    document: "Whole"
    start: "Whole"
    end: "Whole"
    label: "Whole"
    kind: "Whole"
    depth: "Whole"
    first_word: "Whole"
    after_word: "Whole"
    value: "Whole"
    mark: "Whole"
    range: "Whole"


@dataclass(frozen=True, slots=True)
class Words:
    """Columns of T words, by document; those of document d lie at `[bounds[d], bounds[d + 1])`.

    A document that fewer than two finished has none here: nothing of it is compared. `document` says whose
    they are.
    """

    document: "NDArray[np.int32]"
    start: "NDArray[np.int32]"
    end: "NDArray[np.int32]"
    bounds: "Whole"


@dataclass(frozen=True, slots=True)
class Material:
    """The finished work of N annotators on D documents, as columns.

    annotators        names in order, gold last where there is gold
    labels            ids in order; `sublabels` are pairs of ids (label, sublabel), "" for none
    lengths           (D,) code points of each document
    finished, days    (N, D) who finished what, and on which day (ordinal, 0 where not finished)
    spans, words      columns; the spans of annotator n in document d are a block, number n * D + d, and lie
                      at `[blocks[number], blocks[number + 1])`
    """

    works: tuple[Work, ...]
    annotators: tuple[str, ...]
    labels: tuple[str, ...]
    sublabels: tuple[tuple[str, str], ...]
    lengths: "Whole"
    finished: "Truth"
    days: "NDArray[np.int32]"
    spans: Spans
    blocks: "Whole"
    words: Words
    _places: Mapping[str, int] = field(repr=False)

    @classmethod
    def of(
        cls,
        works: Iterable[Work],
        *,
        is_cancelled: IsCancelled | None = None,
        on_progress: OnProgress | None = None,
    ) -> "Material":
        """Make columns of what was finished; `on_progress` hears of documents. Raises CountingCancelled."""
        import numpy as np

        listed = tuple(works)
        names = {name for work in listed for name in work.spans}
        annotators = tuple(sorted(names, key=lambda name: (name == GOLD, name)))
        finished, days = _finished(listed, annotators)
        is_compared = finished.sum(axis=0) > 1
        words = _words(listed, is_compared, is_cancelled=is_cancelled, on_progress=on_progress)
        spans, kinds = _columns(listed, annotators, words)
        block = spans.annotator * len(listed) + spans.document
        return cls(
            works=listed,
            annotators=annotators,
            labels=tuple(sorted({label for label, _ in kinds})),
            sublabels=kinds,
            lengths=np.array([len(work.document.text) for work in listed], np.int64),
            finished=finished,
            days=days,
            spans=spans,
            blocks=np.searchsorted(block, np.arange(len(annotators) * len(listed) + 1)),
            words=words,
            _places={work.document.id: place for place, work in enumerate(listed)},
        )

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents in list order."""
        return tuple(work.document for work in self.works)

    @property
    def width(self) -> int:
        """More than any offset: what parts the documents where all lie on one line of whole numbers."""
        return int(max(self.lengths.max(initial=0), self.spans.end.max(initial=0))) + 1

    def work(self, document_id: str) -> Work:
        """Return what was finished of a document; raises KeyError for one that is not here."""
        return self.works[self._places[document_id]]


def _finished(works: Sequence[Work], annotators: Sequence[str]) -> "tuple[Truth, NDArray[np.int32]]":
    import numpy as np

    places = {name: place for place, name in enumerate(annotators)}
    finished = np.zeros((len(annotators), len(works)), np.bool_)
    days = np.zeros((len(annotators), len(works)), np.int32)
    for document, work in enumerate(works):
        for name in work.spans:
            finished[places[name], document] = True
            if name in work.days:
                days[places[name], document] = work.days[name].toordinal()
    return finished, days


def _words(
    works: Sequence[Work],
    is_compared: "Truth",
    *,
    is_cancelled: IsCancelled | None,
    on_progress: OnProgress | None,
) -> Words:
    """Cut the words of what is compared, some documents at a time."""
    import numpy as np

    starts, ends, counts = [], [], np.zeros(len(works), np.int64)
    begun = size = 0
    for place, work in enumerate(works, start=1):
        size += len(work.document.text)
        if size < _AT_ONCE and place < len(works):
            continue
        if is_cancelled is not None and is_cancelled():
            raise CountingCancelled
        among = begun + np.flatnonzero(is_compared[begun:place])
        found = word_columns([works[one].document.text for one in among.tolist()])
        starts.append(found.start.astype(np.int32))
        ends.append(found.end.astype(np.int32))
        counts[among] = np.diff(found.bounds)
        begun, size = place, 0
        if on_progress is not None:
            on_progress(place, len(works))
    bounds = np.concatenate([[0], np.cumsum(counts)])
    document = np.repeat(np.arange(len(works), dtype=np.int32), counts)
    start, end = (np.concatenate([np.zeros(0, np.int32), *columns]) for columns in (starts, ends))
    return Words(document, start, end, bounds)


def _columns(
    works: Sequence[Work], annotators: Sequence[str], words: Words
) -> tuple[Spans, tuple[tuple[str, str], ...]]:
    """Return the spans as columns, and the pairs of label and sublabel that `kind` numbers."""
    import numpy as np

    places = {name: place for place, name in enumerate(annotators)}
    blocks = [
        (places[name], document, spans)
        for document, work in enumerate(works)
        for name, spans in work.spans.items()
    ]
    flat = list(chain.from_iterable(spans for *_, spans in blocks))
    met: dict[tuple[str, str], int] = defaultdict(count().__next__)  # numbered as they come
    counts = [len(spans) for *_, spans in blocks]

    def column(of: Callable[[Span], int]) -> "Whole":
        # Portion by portion: numpy lets no other thread, and so no window, move meanwhile.
        found = np.empty(len(flat), np.int64)
        for begun in range(0, len(flat), _READ_AT_ONCE):
            some = flat[begun : begun + _READ_AT_ONCE]
            found[begun : begun + len(some)] = np.fromiter(map(of, some), np.int64, len(some))
        return found

    start, end = (column(attrgetter(name)) for name in ("start", "end"))
    kind = column(lambda span: met[span.label, span.sublabel])
    kinds = tuple(sorted(met))
    kind = np.argsort([met[one] for one in kinds])[kind] if kinds else kind
    labels = sorted({label for label, _ in kinds})
    annotator, document = (np.repeat(np.array([one[i] for one in blocks], np.int64), counts) for i in (0, 1))
    label = np.array([labels.index(label) for label, _ in kinds], np.int64)[kind]
    return _in_order(words, annotator, document, start, end, label, kind), kinds


def _in_order(
    words: Words,
    annotator: "Whole",
    document: "Whole",
    start: "Whole",
    end: "Whole",
    label: "Whole",
    kind: "Whole",
) -> Spans:
    """Sort columns, number what is the same, and find how deep each span is nested."""
    import numpy as np

    width = int(end.max(initial=0)) + 1
    place, rest = document * width + start, end * (int(kind.max(initial=0)) + 1) + kind
    order = np.lexsort((rest, place))
    new_range = first_of_each(place[order]) | first_of_each(end[order])
    new_mark = new_range | first_of_each(label[order])
    new_value = new_mark | first_of_each(kind[order])
    numbers: list[Whole] = [np.cumsum(one, dtype=np.int64) for one in (new_value, new_mark, new_range)]
    # By annotator, and within a block as before.
    again = np.argsort(annotator[order], kind="stable")
    order = order[again]
    value, mark, span_range = (number[again] for number in numbers)
    annotator, document, start, end, label, kind = (
        one[order] for one in (annotator, document, start, end, label, kind)
    )
    line = (annotator * (int(document.max(initial=0)) + 1) + document) * width
    depth = _depths(line + start, line + end)
    first, after = _touched(words, document, start, end)
    return Spans(annotator, document, start, end, label, kind, depth, first, after, value, mark, span_range)


def _depths(start: "Whole", end: "Whole") -> "Whole":
    """Return how many other, wider ranges hold each; all lie on one line, sorted by start, then by end."""
    import numpy as np

    distinct = np.flatnonzero(first_of_each(start) | first_of_each(end))
    low, high = (np.searchsorted(start, side[distinct]) for side in (start, end))
    holder, held = spread(low, high)
    holder = distinct[holder]
    is_within = (end[held] <= end[holder]) & ((start[held] != start[holder]) | (end[held] != end[holder]))
    return np.bincount(held[is_within], minlength=len(start))


def _touched(words: Words, document: "Whole", start: "Whole", end: "Whole") -> "tuple[Whole, Whole]":
    """Return the words that share a character with each span, as ranges of the words."""
    import numpy as np

    width = int(max(words.end.max(initial=0), end.max(initial=0))) + 1
    shift, line = words.document * np.int64(width), document * width
    first = np.searchsorted(shift + words.end, line + start, "right")
    return first, np.searchsorted(shift + words.start, line + end)
