"""The places where annotators differ, article by article, each with its cause and its sentence."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from annotator.agreement.causes import Cause, differences
from annotator.agreement.material import Material
from annotator.agreement.results import Agreement
from annotator.model import GOLD, Span
from annotator.text.reading import Reading


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One place where two annotators differ: what each made of it, in reading order, and the one cause.

    Nobody's spans are listed twice. `first` or `second` is empty where nothing answers.
    """

    document_id: str
    first_annotator: str
    second_annotator: str
    first: tuple[Span, ...]
    second: tuple[Span, ...]
    cause: Cause


def disagreements(
    material: Material, *, pairs: Collection[tuple[str, str]] | None = None
) -> Iterator[Disagreement]:
    """Yield the disagreements of every two who finished an article, article by article, in reading order.

    `pairs` are names, either first; without, all pairs are compared, gold's too. What `counting` counts
    of the same people adds up to what is yielded here.
    """
    wanted = None if pairs is None else {frozenset(pair) for pair in pairs}
    for work in material.works:
        reading = Reading(work.document.text)
        names = [name for name in material.annotators if name in work.spans]
        for first, second in combinations(names, 2):
            if wanted is None or {first, second} in wanted:
                for one in differences(reading, work.spans[first], work.spans[second]):
                    yield Disagreement(work.document.id, first, second, one.first, one.second, one.cause)


def disagreements_of(material: Material, agreement: Agreement) -> Iterator[Disagreement]:
    """Yield the places that the points of an agreement were lost at, article by article.

    Where labels are chosen, those at which either has a span of one of them; where days are, those of work
    that both last changed on such days, gold apart. One annotator alone is compared with gold.
    """
    scope, articles = agreement.scope, frozenset(agreement.documents)
    pairs = agreement.pairs if agreement.alone is None else (agreement.alone,)
    if agreement.alone is not None:
        articles = frozenset(agreement.left_out)  # by everybody but gold
    for one in disagreements(material, pairs=[(pair.first, pair.second) for pair in pairs]):
        if one.document_id not in articles:
            continue
        days = material.work(one.document_id).days
        is_in_time = all(
            (scope.after is None or days[name] >= scope.after)
            and (scope.before is None or days[name] <= scope.before)
            for name in {one.first_annotator, one.second_annotator} - {GOLD}
        )
        is_chosen = scope.labels is None or any(
            span.label in scope.labels for span in (*one.first, *one.second)
        )
        if is_in_time and is_chosen:
            yield one


def sentence_of(reading: Reading, spans: Iterable[Span]) -> tuple[int, int]:
    """Return the range of all sentences that spans touch, in code points; at the least their own range.

    Raises ValueError without spans.
    """
    listed = list(spans)
    start, end = min(span.start for span in listed), max(span.end for span in listed)
    first = bisect_right(reading.sentences, start, key=lambda sentence: sentence.end)
    last = bisect_left(reading.sentences, end, key=lambda sentence: sentence.start)
    touched = reading.sentences[first:last]
    return min([start, *(one.start for one in touched)]), max([end, *(one.end for one in touched)])
