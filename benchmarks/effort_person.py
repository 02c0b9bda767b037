"""The person of the effort benchmark: knows what the labels should be, and takes the cheapest way there.

Costs are those of the action model: accept 1, reject 1, relabel 2, move an edge 2, add 3. A word at the
caret is labelled by one key in the way `rest`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from effort_product import whole

from annotator.errors import DecisionError
from annotator.gui.session import Session
from annotator.labelling import decisions
from annotator.labelling.decisions import Outcome
from annotator.labelling.equals import equals
from annotator.labelling.sheet import Sheet
from annotator.model import Change, Span, SpanEdit, State, Suggestion
from annotator.text.clitics import default_start
from annotator.text.tokens import word_at

Place = tuple[int, int, str]  # whole words, and a label
ACCEPT = REJECT = REMOVE = SPREAD = FINISH = ONE_WORD = STEP = 1
RELABEL = EDGE = 2
ADD = 3
_FARTHEST = 3  # steps of an edge that somebody still counts with


@dataclass
class Count:
    """How often what was done, and what it costs together."""

    entities: int = 0
    actions: int = 0
    accepted: int = 0
    rejected: int = 0
    relabelled: int = 0
    edges_moved: int = 0
    edge_steps: int = 0
    added: int = 0
    one_word: int = 0
    spread: int = 0
    removed: int = 0
    finished: int = 0
    second_space: int = 0
    left_open: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Count)))

    def parts(self) -> dict[str, int]:
        """Return how often each thing was done."""
        return {one.name: getattr(self, one.name) for one in fields(Count)[2:]}


class Person:
    """Somebody at one document."""

    def __init__(self, session: Session, gold: Iterable[Place], *, way: str) -> None:
        self._session = session
        text = self._sheet.document.text
        self._gold = {(*whole(text, start, end), label) for start, end, label in gold}
        self._way = way
        self.named: list[Change] = []
        """The decisions by which names were labelled."""
        self.count = Count(entities=len(self._gold))

    def work(self) -> None:
        """Label the document and finish it."""
        self._put_right()
        leaves_wrong = self._leaves_wrong_open()
        if self._way != "rest" or leaves_wrong:
            self._accept_right()
        if not leaves_wrong:
            self._reject_wrong()
        self._add_missing()
        self._remove_wrong()
        self._finish(is_rest=self._way == "rest" and not leaves_wrong)

    # --- what there is ---------------------------------------------------------------------------

    @property
    def _sheet(self) -> Sheet:
        sheet = self._session.sheet
        assert sheet is not None
        return sheet

    def _place(self, one: Span | Suggestion) -> Place:
        return *whole(self._sheet.document.text, one.start, one.end), one.label

    def _is_right(self, one: Span | Suggestion) -> bool:
        return self._place(one) in self._gold and self._place(one) not in self._done()

    def _done(self) -> set[Place]:
        return {self._place(span) for span in self._sheet.annotation.spans}

    def _missing(self) -> list[Place]:
        return sorted(self._gold - self._done())

    # --- what is done ----------------------------------------------------------------------------

    def _do(self, outcome: Outcome, *, cost: int, what: str, names: bool = False) -> None:
        change = self._session.do(outcome)
        assert change is not None
        if names:
            self.named.append(change)
        self.count.actions += cost
        setattr(self.count, what, getattr(self.count, what) + 1)

    def _gain(self, outcome: Outcome) -> int:
        """Return what a decision saves of later actions: the right spans it adds, less the wrong ones."""
        done = self._done()
        gain = 0
        open_ = {(one.start, one.end, one.label) for one in self._sheet.open_suggestions}
        for edit in outcome.draft.edits:
            if not isinstance(edit, SpanEdit) or edit.after is None or edit.before is not None:
                continue
            span = edit.after
            place = self._place(span)
            if place in self._gold and place not in done:
                suggested = (span.start, span.end, span.label) in open_
                gain += self._cost_of(place) if not suggested else 0 if self._way == "rest" else ACCEPT
                done.add(place)
            else:
                gain -= REMOVE
        return gain

    def _cost_of(self, place: Place) -> int:
        """Return what it costs to add an entity by hand."""
        start, end, _label = place
        return ONE_WORD if self._way == "rest" and self._is_one_word(start, end) else ADD

    def _is_one_word(self, start: int, end: int) -> bool:
        word = self._sheet.reading.word_range(start)
        return word is not None and whole(self._sheet.document.text, *word) == (start, end)

    def _put_right(self) -> None:
        """Relabel what has another label, and move edges where that is cheaper than to add and reject."""
        for one in list(self._sheet.open_suggestions):
            if not self._sheet.is_open(one) or self._place(one) in self._gold:
                continue
            start, end, _label = self._place(one)
            missing = self._missing()
            same = [place for place in missing if place[:2] == (start, end)]
            if same and self._gains_by_relabelling(same[0]):
                outcome = decisions.relabel(self._sheet, one, label=same[0][2])
                self._do(outcome, cost=RELABEL, what="relabelled", names=True)
                self._spread_from(same[0])
            elif not same:
                self._move_edge(one, [place for place in missing if place[2] == one.label])

    def _gains_by_relabelling(self, place: Place) -> bool:
        return self._cost_of(place) + self._cost_of_wrong() > RELABEL

    def _cost_of_wrong(self) -> int:
        return 0 if self._way == "open" else REJECT

    def _move_edge(self, one: Span | Suggestion, missing: Sequence[Place]) -> bool:
        """Move one edge, where that makes the item right and is cheaper; tell whether it is.

        An edge costs 2 for one step, a key for each step more.
        """
        for is_start, forward in ((True, False), (True, True), (False, False), (False, True)):
            for steps in range(1, _FARTHEST + 1):
                moved = self._moved(one, is_start=is_start, forward=forward, steps=steps)
                if moved is None:
                    break
                place = self._place(moved)
                if place in missing:
                    if self._cost_of(place) + self._cost_of_wrong() <= EDGE + steps - 1:
                        return False
                    if not self._walk_edge(one, is_start=is_start, forward=forward, steps=steps):
                        return False
                    self._spread_from(place)
                    return True
        return False

    def _moved(self, one: Span | Suggestion, *, is_start: bool, forward: bool, steps: int) -> Span | None:
        """Return what an item would be with an edge moved; None where it cannot go so far."""
        start, end = one.start, one.end
        for _ in range(steps):
            at = self._sheet.reading.edge_after(
                start if is_start else end, is_start=is_start, forward=forward
            )
            if at is None:
                return None
            start, end = (at, end) if is_start else (start, at)
        return Span(start, end, one.label) if start < end else None

    def _walk_edge(self, one: Span | Suggestion, *, is_start: bool, forward: bool, steps: int) -> bool:
        """Move an edge step by step, each a decision of its own; tell whether nothing was in the way."""
        item: Span | Suggestion = one
        for step in range(steps):
            try:
                outcome = decisions.move_edge(self._sheet, item, is_start=is_start, forward=forward)
            except DecisionError:
                return False
            what = "edges_moved" if step == 0 else "edge_steps"
            self._do(outcome, cost=EDGE if step == 0 else STEP, what=what, names=step == steps - 1)
            edits = [edit for edit in outcome.draft.edits if isinstance(edit, SpanEdit)]
            made = edits[0].after
            assert made is not None
            item = next(span for span in self._sheet.annotation.spans if span == made)
        return True

    def _accept_right(self) -> None:
        for one in list(self._sheet.open_suggestions):
            if self._sheet.is_open(one) and self._is_right(one):
                self._clear(one.start, one.end)
                outcome = decisions.accept(self._sheet, one)
                alone = decisions.relabel(self._sheet, one, label=one.label, sublabel=one.sublabel)
                # Where the spread does harm, the label's own key labels this place only.
                if ACCEPT - self._gain(outcome) <= RELABEL - self._gain(alone):
                    self._do(outcome, cost=ACCEPT, what="accepted", names=True)
                else:
                    self._do(alone, cost=RELABEL, what="relabelled", names=True)

    def _leaves_wrong_open(self) -> bool:
        """Tell whether it is cheaper to leave what is wrong open than to reject it."""
        if self._way == "strict":
            return False
        if self._way == "open":
            return True
        sheet = self._sheet
        names: tuple[set[tuple[str, str]], set[tuple[str, str]]] = (set(), set())
        for one in sheet.open_suggestions:
            key = sheet.reading.key(one.start, one.end), one.label
            names[self._is_right(one)].add(key)
        return len(names[True]) < len(names[False])

    def _reject_wrong(self) -> None:
        for one in list(self._sheet.open_suggestions):
            if not self._sheet.is_open(one) or self._is_right(one):
                continue
            self._keep_equals(one)
            if self._sheet.is_open(one):
                self._do(decisions.reject(self._sheet, one), cost=REJECT, what="rejected")

    def _keep_equals(self, wrong: Suggestion) -> None:
        """Accept by its label's key what is right and would be rejected along with its equal.

        Unless it is cheaper to label it anew afterwards.
        """
        sheet = self._sheet
        for start, end in equals(sheet, wrong):
            for one in sheet.proposed.over(start, end):
                if (one.start, one.end, one.label) != (start, end, wrong.label):
                    continue
                if (
                    self._sheet.is_open(one)
                    and self._is_right(one)
                    and self._cost_of(self._place(one)) >= RELABEL
                ):
                    alone = decisions.relabel(self._sheet, one, label=one.label, sublabel=one.sublabel)
                    self._do(alone, cost=RELABEL, what="relabelled", names=True)

    def _add_missing(self) -> None:
        for place in self._missing():
            if place in self._done() or self._is_suggested(place):
                continue
            if self._mend(place):
                continue
            start, end, label = place
            self._clear(start, end)
            word = word_at(self._sheet.document.text, start)
            if word is not None and word.start == start:
                start = default_start(self._sheet.document.text, word.start, word.end)
            outcome = decisions.label_range(self._sheet, start, end, label=label)
            cost = self._cost_of(place)
            self._do(outcome, cost=cost, what="added" if cost == ADD else "one_word", names=True)
            self._spread_from(place)

    def _wrong_over(self, start: int, end: int) -> list[Span]:
        """Return the spans there that a decision made and the corpus does not have."""
        return [one for one in self._sheet.spans.over(start, end) if self._place(one) not in self._gold]

    def _mend(self, place: Place) -> bool:
        """Make a wrong span right by its label or one edge; tell whether there was one."""
        for span in self._wrong_over(place[0], place[1]):
            if self._place(span)[:2] == place[:2]:
                outcome = decisions.relabel(self._sheet, span, label=place[2])
                self._do(outcome, cost=RELABEL, what="relabelled", names=True)
                return True
            if span.label == place[2] and self._move_edge(span, [place]):
                return True
        return False

    def _clear(self, start: int, end: int) -> None:
        """Remove the wrong spans that lie over a range."""
        for span in self._wrong_over(start, end):
            self._do(decisions.remove(self._sheet, span), cost=REMOVE, what="removed")

    def _is_suggested(self, place: Place) -> bool:
        return any(self._place(one) == place for one in self._sheet.open_suggestions)

    def _spread_from(self, place: Place) -> None:
        """Label the equal names of what was just labelled, where that pays."""
        span = next(one for one in self._sheet.annotation.spans if self._place(one) == place)
        try:
            outcome = decisions.spread(self._sheet, span)
        except DecisionError:
            return
        if self._gain(outcome) > SPREAD:
            self._do(outcome, cost=SPREAD, what="spread", names=True)

    def _remove_wrong(self) -> None:
        self._clear(0, len(self._sheet.document.text))

    def _finish(self, *, is_rest: bool) -> None:
        cost = FINISH if self._way == "rest" else 0
        self.count.left_open += 0 if is_rest else len(self._sheet.open_suggestions)
        if is_rest:
            self.count.second_space += bool(self._sheet.open_suggestions)
            self._do(decisions.accept_rest(self._sheet), cost=cost, what="finished")
        else:
            self._do(decisions.set_state(self._sheet, State.FINISHED), cost=cost, what="finished")
        assert self._done() == self._gold, (self._sheet.document.id, self._done() ^ self._gold)
