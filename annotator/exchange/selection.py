"""Which documents go out with whose spans: the finished work of an annotator, of gold, or the suggestions.

Who is exported is always said, never chosen here. A choice may narrow it, a label map rename it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from annotator import errors
from annotator.exchange.choice import EVERYTHING, Choice
from annotator.exchange.incoming import quoted
from annotator.exchange.losses import LossKind
from annotator.exchange.outgoing import Outgoing
from annotator.exchange.renaming import Renaming
from annotator.model import GOLD, Annotation, Document, Span, State
from annotator.project.batches import Facts
from annotator.project.file import Project
from annotator.schema import Schema
from annotator.words import _

SUGGESTIONS = "suggestions"


class Selection:
    """The documents to export and whose spans they carry.

    Of suggestions, documents that are held back are left out and counted in `held_back`, and the truth goes
    out where an error is planted. `left_out` counts the documents that `choice` leaves out, by why.
    Raises UnknownAnnotator, NoGold, NothingFinished, NothingInState, NothingChosen, NoSuggestions,
    AllHeldBack, SuggestionsHaveNoState, or what `Choice.check` raises.
    """

    def __init__(
        self, project: Project, *, by: str, choice: Choice = EVERYTHING, labels: Renaming | None = None
    ) -> None:
        self.by = by
        self.choice = choice
        self.labels = labels
        self._project = project
        self._order = _order_of(project.schema)
        if by == SUGGESTIONS:
            ids, self.held_back = _suggested(project, choice)
        else:
            ids, self.held_back = _worked_on(project, by, choice.states), 0
        self.left_out: Counter[str] = Counter()
        if choice != Choice(states=choice.states):
            choice.check(project.schema, (one.outlet for one in self.facts.values()))
            chosen = choice.documents(ids, self.facts)
            ids, self.left_out = chosen.ids, chosen.left_out
            if not ids:
                raise errors.NothingChosen()
        self.ids = ids

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Outgoing]:
        return self.over(self.ids)

    @cached_property
    def facts(self) -> dict[str, Facts]:
        """What is known of every document of the project, by its id."""
        return {one.id: one for one in self._project.batches.facts()}

    def over(self, ids: Iterable[str]) -> Iterator[Outgoing]:
        """Yield some of the documents, in the order of `ids`; raises LabelMapSaysNothing."""
        for document, annotation, is_planted in self._project.batches.work(ids, self.by):
            if self.by == SUGGESTIONS:
                found = self._suggested(document, is_planted=is_planted)
                planted: tuple[Span, ...] = ()
            else:
                found = self._kept(annotation, document, is_planted=is_planted)
                planted = () if found is annotation.spans else _without(annotation.spans, found)
            yield self._outgoing(document, self._in_order(found), planted)

    def _outgoing(self, document: Document, spans: list[Span], planted: tuple[Span, ...]) -> Outgoing:
        chosen = [span for span in spans if self.choice.keeps(span)] if self.choice.labels else spans
        renamed, lost = (chosen, ()) if self.labels is None else _renamed(chosen, self.labels)
        return Outgoing(
            id=document.id,
            text=document.text,
            title=document.title,
            outlet=document.outlet,
            meta=document.meta,
            spans=tuple(renamed),
            planted=planted,
            lost=lost,
            left_out=() if chosen is spans else _without(spans, chosen),
        )

    def _suggested(self, document: Document, *, is_planted: bool) -> Iterable[Span]:
        planted = self._project.honesty.planted(document.id) if is_planted else {}
        shown = self._project.suggestions.of(document.id)
        meant = [planted[one.id].true if one.id in planted else one for one in shown]
        # Two sources may propose the same span: it goes out once.
        return {one.as_span() for one in meant if one is not None}

    def _kept(self, annotation: Annotation, document: Document, *, is_planted: bool) -> tuple[Span, ...]:
        return self._project.honesty.clean(annotation, document.text) if is_planted else annotation.spans

    def _in_order(self, spans: Iterable[Span]) -> list[Span]:
        """Return spans in reading order, the outer first; of one range, the schema's first label."""
        found = list(spans)
        # Annotations come in reading order; only spans of one range may have to change places.
        ranges = [(span.start, -span.end) for span in found]
        is_sorted = all(one < other for one, other in pairwise(ranges))
        return found if is_sorted else sorted(found, key=self._key)

    def _key(self, span: Span) -> tuple[int, int, int, str]:
        return span.start, -span.end, self._order.get(span.label, len(self._order)), span.sublabel


def _order_of(schema: Schema) -> dict[str, int]:
    return {label.id: place for place, label in enumerate(schema.labels)}


def _without(spans: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    there = set(others)
    return tuple(span for span in spans if span not in there)


def _renamed(spans: Iterable[Span], labels: Renaming) -> tuple[list[Span], tuple[tuple[LossKind, Span], ...]]:
    """Return the spans as the map calls them, and those of its own name that go out under none.

    What two labels of one range become the same by is written once.
    """
    renamed: list[Span] = []
    lost: list[tuple[LossKind, Span]] = []
    there: set[tuple[int, int, str]] = set()
    for span in spans:
        try:
            to = labels.of(span.label, span.sublabel)
        except KeyError:
            raise errors.LabelMapSaysNothing(path=labels.origin, label=quoted(span.label)) from None
        if to is None:
            lost.append((LossKind.NO_COUNTERPART, span))
        elif (span.start, span.end, to[0]) in there:
            lost.append((LossKind.MERGED, span))
        else:
            there.add((span.start, span.end, to[0]))
            renamed.append(Span(span.start, span.end, *to, origin=span.origin, id=span.id))
    return renamed, tuple(lost)


def _suggested(project: Project, choice: Choice) -> tuple[list[str], int]:
    """Return the ids of the documents whose suggestions are shown, and how many are held back."""
    if choice.states != EVERYTHING.states:
        raise errors.SuggestionsHaveNoState()
    ids, held_back = project.documents.ids(), project.honesty.held_back()
    shown = [id_ for id_ in ids if id_ not in held_back]
    if ids and not shown:
        raise errors.AllHeldBack()
    if not project.suggestions.count():
        raise errors.NoSuggestions()
    return shown, len(ids) - len(shown)


def _worked_on(project: Project, name: str, wanted: frozenset[State]) -> list[str]:
    names = project.annotations.annotators()
    if name not in names:
        if name == GOLD:
            raise errors.NoGold()
        if not names:
            raise errors.NoWork()
        raise errors.UnknownAnnotator(name=name, names=_(", ").join(names))
    states = project.annotations.states(name)
    ids = [id_ for id_ in project.documents.ids() if states.get(id_, State.NEW) in wanted]
    if not ids and wanted == EVERYTHING.states:
        raise errors.NothingFinished(name=name)
    if not ids:
        raise errors.NothingInState(name=name)
    return ids
