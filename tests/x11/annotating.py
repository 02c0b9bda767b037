"""Labels an article as a person would who knows what it is to become: from what is on the screen.

Nothing is counted beforehand. What is in hand says what to do; what is missing at the end is gone to. How
anything is done stands in `by_keyboard` and `by_mouse`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator

from annotator.gui.window import MainWindow
from annotator.labelling.sheet import Item
from annotator.model import Span, Suggestion
from tests.x11.gold import Gold, Wanted
from tests.x11.hands import Hands

MOST_STEPS = 12  # of an edge, before a person would rather select anew


class Annotating(ABC):
    """A person at work in one window on one article."""

    def __init__(self, window: MainWindow, hands: Hands, gold: Gold) -> None:
        self.window, self.hands, self.gold = window, hands, gold
        self.article = window.labelling.article
        self.hand = window.labelling.desk.hand

    def label_all(self) -> None:
        """Label the article that is open from first to last, and finish it."""
        self.try_undo()
        self.decide_suggestions()
        self.add_missing()
        self.remove_wrong()
        self.add_missing()  # what equal names took along
        assert self.missing() == []
        assert self.spans() <= self.gold.spans
        left, document = len(self.hand.sheet.open_suggestions), self.hand.sheet.document.id
        assert 1 <= left <= 2
        self.accept_rest()
        assert self.hand.sheet.document.id == document  # it said first how many are left
        self.accept_rest()
        self.hands.until(lambda: self.hand.sheet.document.id != document)

    # --- what a person does -----------------------------------------------------------------------

    @abstractmethod
    def go_on(self) -> None: ...

    @abstractmethod
    def accept(self) -> None: ...

    @abstractmethod
    def reject(self) -> None: ...

    @abstractmethod
    def label(self, wanted: Wanted) -> None:
        """Give what is in hand, or selected, the label and the sublabel."""

    @abstractmethod
    def move_edge(self, *, is_start: bool, outwards: bool) -> None: ...

    @abstractmethod
    def add(self, wanted: Wanted, *, is_odd: bool) -> None:
        """Label a range that nothing suggested; there are two ways."""

    @abstractmethod
    def take(self, wanted: Wanted) -> None:
        """Take the span in hand that lies there, of those that lie over one another."""

    @abstractmethod
    def undo(self) -> None: ...

    @abstractmethod
    def redo(self) -> None: ...

    @abstractmethod
    def accept_rest(self) -> None: ...

    # --- what is there and what is to be ----------------------------------------------------------

    def spans(self) -> set[Wanted]:
        return {wanted_of(span) for span in self.hand.sheet.annotation.spans}

    def missing(self) -> list[Wanted]:
        """What is neither labelled nor suggested, in reading order, outer before inner."""
        waiting = {wanted_of(one) for one in self.hand.sheet.open_suggestions}
        return sorted(self.gold.spans - self.spans() - waiting, key=lambda one: (one[0], -one[1]))

    # --- how it goes --------------------------------------------------------------------------------

    def try_undo(self) -> None:
        """Accept, take it back, do it again."""
        if not isinstance(self.hand.item, Suggestion):
            self.go_on()
        self.accept()
        after = self.spans()
        assert after
        self.undo()
        assert self.spans() == set()
        self.redo()
        assert self.spans() == after
        self.go_on()

    def decide_suggestions(self) -> None:
        """Decide what comes into hand, until only what is right and kept for the end is open."""
        right = [one.id for one in self.hand.sheet.open_suggestions if wanted_of(one) in self.gold.spans]
        kept = set(right[-2:])
        while any(one.id not in kept for one in self.hand.sheet.open_suggestions):
            item = self.hand.item
            if not isinstance(item, Suggestion) or item.id in kept:
                self.go_on()
            else:
                self.decide(item)

    def decide(self, item: Suggestion) -> None:
        there = [one for one in self.gold.spans if one[:2] == (item.start, item.end)]
        same = [one for one in there if one[2] == item.label]
        free = [one for one in there if one[:3] not in {span[:3] for span in self.spans()}]
        near = next(self.within_reach(item), None)
        if wanted_of(item) in self.gold.spans:
            self.accept()
        elif same or free:
            self.label((same or free)[0])
        elif near is not None:
            self.move_edges(near)
        else:
            self.reject()

    def add_missing(self) -> None:
        for number, wanted in enumerate(self.missing()):
            if wanted not in self.spans():
                self.add(wanted, is_odd=number % 2 == 1)

    def remove_wrong(self) -> None:
        for wrong in sorted(self.spans() - self.gold.spans):
            self.take(wrong)
            self.reject()

    # --- edges --------------------------------------------------------------------------------------

    def within_reach(self, item: Item) -> Iterator[Wanted]:
        """Yield what an item becomes by moving its edges."""
        for wanted in sorted(self.gold.spans - self.spans()):
            overlaps = wanted[0] < item.end and item.start < wanted[1]
            is_same = wanted[2:] == (item.label, item.sublabel)
            if overlaps and is_same and self.leads_to(item, wanted):
                yield wanted

    def leads_to(self, item: Item, wanted: Wanted) -> bool:
        """Tell whether an item's edges reach a range, by steps and past no other span."""
        sides = ((item.start, wanted[0], True), (item.end, wanted[1], False))
        low, high = min(item.start, wanted[0]), max(item.end, wanted[1])
        others = (one for one in self.hand.sheet.spans.over(low, high) if one != item)
        return all(self._reaches(here, there, is_start=is_start) for here, there, is_start in sides) and all(
            wanted[0] <= one.start and one.end <= wanted[1] for one in others
        )

    def _reaches(self, here: int, there: int, *, is_start: bool) -> bool:
        for _step in range(MOST_STEPS):
            if here == there:
                return True
            stop = self.hand.sheet.reading.edge_after(here, is_start=is_start, forward=there > here)
            if stop is None or ((stop > there) != (here > there) and stop != there):
                return False
            here = stop
        return here == there

    def move_edges(self, wanted: Wanted) -> None:
        """Move the edges of what is in hand until it lies where it should."""
        while self.in_hand().start != wanted[0]:
            self.move_edge(is_start=True, outwards=wanted[0] < self.in_hand().start)
        while self.in_hand().end != wanted[1]:
            self.move_edge(is_start=False, outwards=wanted[1] > self.in_hand().end)

    def in_hand(self) -> Item:
        assert self.hand.item is not None
        return self.hand.item

    def place_of_word(self, wanted: Wanted) -> Span | None:
        """Return the word at the beginning of a range, as a span from which edges may be moved."""
        word = self.hand.sheet.reading.word_range(wanted[0])
        return None if word is None else Span(word[0], word[1], wanted[2], wanted[3])


def wanted_of(item: Item) -> Wanted:
    return item.start, item.end, item.label, item.sublabel
