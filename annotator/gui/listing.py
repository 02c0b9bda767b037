"""Which documents the list shows, and in which order: two values, and what they make of summaries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from PySide6.QtCore import QCollator, QLocale

from annotator.model import State
from annotator.project.documents import Summary
from annotator.text.folding import folded
from annotator.words import N_

STATE_WORDS: Final = {
    State.NEW: N_("new"),
    State.IN_PROGRESS: N_("in progress"),
    State.QUESTION: N_("question to the lead"),
    State.SKIPPED: N_("skipped"),
    State.FINISHED: N_("finished"),
}
PUT_AWAY: Final = frozenset({State.FINISHED, State.SKIPPED})
_BY_STATE: Final = (State.QUESTION, State.IN_PROGRESS, State.NEW, State.SKIPPED, State.FINISHED)


class Order(StrEnum):
    """In which order documents are shown and worked through."""

    LIST = "list"
    UNCERTAIN = "uncertain"
    LEFT = "left"
    TITLE = "title"
    OUTLET = "outlet"
    STATE = "state"


ORDER_WORDS: Final = {
    Order.LIST: N_("As they came in"),
    Order.UNCERTAIN: N_("Most uncertain first"),
    Order.LEFT: N_("Most suggestions left"),
    Order.TITLE: N_("By title"),
    Order.OUTLET: N_("By outlet"),
    Order.STATE: N_("By state"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a document must have to be shown; of several states, outlets or labels, one is enough.

    `carrying` are the ids of the documents that carry one of the labels, None where none is asked for.
    """

    text: str = ""
    states: frozenset[State] = frozenset()
    outlets: frozenset[str] = frozenset()
    labels: tuple[str, ...] = ()
    carrying: frozenset[str] | None = None
    with_questions: bool = False
    with_notes: bool = False

    @property
    def is_anything(self) -> bool:
        """Whether every document is shown."""
        return replace(self, text=self.text.strip()) == ALL

    def carried_by(self, documents: frozenset[str] | None) -> "Wanted":
        """Return the same with the ids of the documents that carry one of its labels."""
        return replace(self, carrying=documents)

    def test(self) -> Callable[[Summary], bool]:
        """Return the test that a document to be shown passes; titles are compared folded, by all words."""
        words = folded(self.text).split()

        def passes(one: Summary) -> bool:
            return (
                (not self.states or one.state in self.states)
                and (not self.outlets or one.outlet in self.outlets)
                and (self.carrying is None or one.id in self.carrying)
                and (not self.with_questions or one.questions > 0 or one.state is State.QUESTION)
                and (not self.with_notes or one.notes > 0)
                and (not words or _holds(f"{one.title}\n{one.id}", words))
            )

        return passes


ALL: Final = Wanted()


def in_order(summaries: Sequence[Summary], order: Order) -> list[Summary]:
    """Return the summaries, which come in list order, in another; equals stay in list order.

    What is put away comes last where the order is one of work to be done. Titles go by the Arabic
    alphabet, ال included: by its letters alone it cannot be told from the الـ of التقى.
    """
    if order is Order.LIST:
        return list(summaries)
    return sorted(summaries, key=_key(order))


def _key(order: Order) -> Callable[[Summary], Any]:
    if order is Order.UNCERTAIN:
        return lambda one: (one.state in PUT_AWAY, -one.uncertainty)
    if order is Order.LEFT:
        return lambda one: (one.state in PUT_AWAY, -one.open_suggestions)
    if order is Order.STATE:
        return lambda one: _BY_STATE.index(one.state)
    collator = QCollator(QLocale(QLocale.Language.Arabic))
    collator.setIgnorePunctuation(True)
    collator.setNumericMode(True)
    if order is Order.TITLE:
        return lambda one: collator.sortKey(one.title)
    keys = {"": (True, collator.sortKey(""))}  # what names no outlet comes last

    def outlet_key(one: Summary) -> Any:
        if one.outlet not in keys:
            keys[one.outlet] = (False, collator.sortKey(one.outlet))
        return keys[one.outlet]

    return outlet_key


def _holds(text: str, words: list[str]) -> bool:
    text = folded(text)
    return all(word in text for word in words)
