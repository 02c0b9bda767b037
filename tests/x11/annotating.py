"""Labels an article as a person would who knows what it is to become: from what is on the screen.

Nothing is counted beforehand. What is in hand says what to press; what is missing at the end is gone to.
"""

from collections.abc import Iterator

from annotator.gui.window import MainWindow
from annotator.labelling.sheet import Item
from annotator.model import Span, Suggestion
from tests.x11.gold import Gold, Wanted
from tests.x11.hands import Hands

_MOST_STEPS = 12  # of an edge, before a person would rather select anew


class ByKeyboard:
    """Works in one window by keys alone."""

    def __init__(self, window: MainWindow, hands: Hands, gold: Gold) -> None:
        self.window, self.hands, self.gold = window, hands, gold
        self.page = window.labelling
        self.hand = window.labelling.desk.hand

    def label_all(self) -> None:
        """Label the article that is open from first to last, and finish it."""
        self.look_about()
        self.try_on_free_words()
        self.hands.press("Ctrl+Home", "Tab")
        self.decide_suggestions()
        self.add_missing()
        self.remove_wrong()
        self.add_missing()  # what equal names took along
        assert self.missing() == []
        self.finish()

    # --- what is there and what is to be ----------------------------------------------------------

    def spans(self) -> set[Wanted]:
        return {_wanted(span) for span in self.hand.sheet.annotation.spans}

    def missing(self) -> list[Wanted]:
        """What is neither labelled nor suggested, in reading order, outer before inner."""
        waiting = {_wanted(one) for one in self.hand.sheet.open_suggestions}
        return sorted(self.gold.spans - self.spans() - waiting, key=lambda one: (one[0], -one[1]))

    def kept(self) -> set[int]:
        """The suggestions that are left to the end: the last two right ones."""
        right = [one.id for one in self.hand.sheet.open_suggestions if _wanted(one) in self.gold.spans]
        return set(right[-2:])

    # --- suggestions ----------------------------------------------------------------------------------

    def look_about(self) -> None:
        """Go forth and back; accept, take it back, do it again; relabel a suggestion and take that back."""
        self.hands.press("Tab", "Shift+Tab", "Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+Home")
        self.hands.press("Tab", "Enter")
        after = self.spans()
        assert after
        self.hands.press("Ctrl+Z")
        assert self.spans() == set()
        self.hands.press("Ctrl+Shift+Z")
        assert self.spans() == after
        self.hands.press("Tab")
        item = self.hand.item
        assert isinstance(item, Suggestion)
        relabelled = (item.start, item.end, "EVENT", "visit")
        self.press_label(relabelled)
        assert relabelled in self.spans()
        self.hands.press("Ctrl+Z", "Ctrl+Z")
        assert self.hand.item == item

    def try_on_free_words(self) -> None:
        """Label a word where nothing is, move its edges, relabel it, remove it; then a selection."""
        before, (start, end), after = self.free_words()
        whole = before[0], after[1]
        self.go_to(start)
        self.hands.press("Left")
        assert self.page.article.caret.offset == start + 1
        self.hands.press("Right")
        self.press_label((start, end, "ORG", "military_unit"))
        assert self.spans() >= {(start, end, "ORG", "military_unit")}
        for key, reached in (
            ("[", (before[0], end)),
            ("]", whole),
            ("{", (start, after[1])),
            ("}", (start, end)),
        ):
            self.hands.press(key)
            assert (self.hand.item.start, self.hand.item.end) == reached
        self.press_label((start, end, "CRIME", ""))
        assert self.spans() >= {(start, end, "CRIME", "")}
        self.hands.press("Delete")
        self.go_to(whole[0])
        self.hands.press("Shift+Left")
        self.select_to(whole[1])
        self.press_label((*whole, "FAC", "base"))
        assert self.spans() >= {(*whole, "FAC", "base")}
        self.hands.press("Delete")
        assert not any(one[0] < whole[1] and whole[0] < one[1] for one in self.spans())

    def free_words(self) -> list[tuple[int, int]]:
        """Return three words that stand together, without proclitics, where nothing is nor is to be."""
        sheet = self.hand.sheet
        found: list[tuple[int, int]] = []
        for word in sheet.reading.words:
            is_taken = (
                sheet.proposed.over(*word)
                or sheet.spans.over(*word)
                or any(one[0] < word[1] and word[0] < one[1] for one in self.gold.spans)
                or sheet.reading.word_range(word[0]) != tuple(word)
                or sheet.document.text[word[0] - 1 : word[0]] not in (" ", "")
                or not sheet.document.text[slice(*word)].isalpha()
            )
            found = [] if is_taken else [*found, tuple(word)]
            if len(found) == 4:  # and one to spare before them
                return found[1:]
        raise AssertionError("no words are free")

    def decide_suggestions(self) -> None:
        """Decide what is in hand until only what is right and kept for the end is open."""
        kept = self.kept()
        while any(one.id not in kept for one in self.hand.sheet.open_suggestions):
            item = self.hand.item
            if not isinstance(item, Suggestion) or item.id in kept:
                self.hands.press("Tab")
            else:
                self.decide(item)

    def decide(self, item: Suggestion) -> None:
        there = [one for one in self.gold.spans if one[:2] == (item.start, item.end)]
        if _wanted(item) in self.gold.spans:
            self.hands.press("Enter")
        elif any(one[2] == item.label for one in there) or (there and not self.has(there[0])):
            better = next((one for one in there if one[2] == item.label), there[0])
            self.press_label(better)
        else:
            near = next(self.within_reach(item), None)
            if near is None:
                self.hands.press("Delete")
            else:
                self.move_edges(near)

    def has(self, wanted: Wanted) -> bool:
        return any(_wanted(span)[:3] == wanted[:3] for span in self.hand.sheet.annotation.spans)

    def press_label(self, wanted: Wanted) -> None:
        """Press a label's key, and the digit of its sublabel."""
        label = self.hand.sheet.schema.label(wanted[2])
        self.hands.press(label.key)
        if wanted[3]:
            ids = [one.id for one in label.sublabels]
            self.hands.press(str(ids.index(wanted[3]) + 1))

    # --- edges --------------------------------------------------------------------------------------

    def within_reach(self, item: Item) -> Iterator[Wanted]:
        """Yield what an item becomes by moving its edges."""
        for wanted in sorted(self.gold.spans - self.spans()):
            overlaps = wanted[0] < item.end and item.start < wanted[1]
            is_same = wanted[2] == item.label and wanted[3] == item.sublabel
            if overlaps and is_same and self.leads_to(item, wanted) and not self.crosses(item, wanted):
                yield wanted

    def leads_to(self, item: Item, wanted: Wanted) -> bool:
        pairs = ((item.start, wanted[0], True), (item.end, wanted[1], False))
        return all(self._reaches(here, there, is_start=is_start) for here, there, is_start in pairs)

    def _reaches(self, here: int, there: int, *, is_start: bool) -> bool:
        for _step in range(_MOST_STEPS):
            if here == there:
                return True
            stop = self.hand.sheet.reading.edge_after(here, is_start=is_start, forward=there > here)
            if stop is None or ((stop > there) != (here > there) and stop != there):
                return False
            here = stop
        return here == there

    def crosses(self, item: Item, wanted: Wanted) -> bool:
        """Tell whether a span is in the way of the edges."""
        low, high = min(item.start, wanted[0]), max(item.end, wanted[1])
        others = (one for one in self.hand.sheet.spans.over(low, high) if one != item)
        return any(not (wanted[0] <= one.start and one.end <= wanted[1]) for one in others)

    def move_edges(self, wanted: Wanted) -> None:
        """Press [ ] { } until what is in hand lies where it should."""
        start, end, *_label = wanted
        self._move(lambda item: item.start, start, out="[", back="{")
        self._move(lambda item: -item.end, -end, out="]", back="}")

    def _move(self, edge, there: int, *, out: str, back: str) -> None:
        for _step in range(_MOST_STEPS):
            here = edge(self.hand.item)
            if here == there:
                return
            self.hands.press(out if there < here else back)

    # --- what was missed, and what is too much ---------------------------------------------------------

    def add_missing(self) -> None:
        for number, wanted in enumerate(self.missing()):
            if wanted not in self.spans():
                self.add(wanted, by_word=number % 2 == 0)

    def add(self, wanted: Wanted, *, by_word: bool) -> None:
        """Label a range that nothing suggested: from its first word on, or selected."""
        start, end, *_label = wanted
        self.go_to(start)
        word = self.hand.sheet.reading.word_range(start)
        first = Span(word[0], word[1], wanted[2], wanted[3]) if word is not None else None
        is_free = not self.hand.sheet.spans.over(start, start + 1)
        if (
            by_word
            and first is not None
            and first.start == start
            and is_free
            and self.leads_to(first, wanted)
        ):
            self.press_label(wanted)
            self.move_edges(wanted)
        else:
            self.select_to(end)
            self.press_label(wanted)

    def remove_wrong(self) -> None:
        for wrong in sorted(self.spans() - self.gold.spans):
            self.go_to(wrong[0])
            self.take(wrong)
            self.hands.press("Delete")

    def take(self, wanted: Wanted) -> None:
        """Take the span in hand that is meant, where several lie over one another."""
        for _step in range(_MOST_STEPS):
            if isinstance(self.hand.item, Span) and _wanted(self.hand.item) == wanted:
                return
            self.hands.press("Alt+Up")
        raise AssertionError(f"{wanted} does not come into hand")

    # --- moving -----------------------------------------------------------------------------------

    def go_to(self, offset: int) -> None:
        """Bring the caret somewhere: by lines, then by words, then by letters."""
        self._go_to_line(offset)
        caret = self.page.article.caret
        seen: set[int] = set()
        while caret.offset < offset and caret.offset not in seen:
            seen.add(caret.offset)
            self.hands.press("Ctrl+Left")
        self._step_to(offset)

    def _go_to_line(self, offset: int) -> None:
        article = self.page.article
        if abs(article.caret.offset - offset) > len(article.text()) / 2:
            self.hands.press("Ctrl+Home" if offset < article.caret.offset else "Ctrl+End")
        while True:
            box = article.map.range_rects(offset, offset + 1)[0]
            here = article.caret.rect().center().y()
            if box.top() <= here <= box.bottom():
                break
            self.hands.press("Down" if here < box.top() else "Up")
        self.hands.press("Home")

    def _step_to(self, offset: int) -> None:
        caret = self.page.article.caret
        for key in ("Right", "Left"):
            seen: set[int] = set()
            while caret.offset != offset and caret.offset not in seen:
                seen.add(caret.offset)
                self.hands.press(key)
                if (caret.offset - offset) * (-1 if key == "Right" else 1) > 8:
                    break
        if caret.offset != offset:
            self.hands.press("Home")
            while caret.offset != offset:
                self.hands.press("Left")

    def select_to(self, end: int) -> None:
        """Select from the caret on, by words and then by letters."""
        caret = self.page.article.caret
        start, _end = caret.selection
        while caret.selection[1] < end:
            self.hands.press("Shift+Ctrl+Left")
        while caret.selection != (start, end):
            self.hands.press("Shift+Right" if caret.selection[1] > end else "Shift+Left")

    # --- the end ------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Accept what is left with Space: the first press says how much that is."""
        left = len(self.hand.sheet.open_suggestions)
        document = self.hand.sheet.document.id
        assert 1 <= left <= 2
        self.hands.press("Space")
        assert self.hand.sheet.document.id == document
        self.hands.press("Space")
        self.hands.until(lambda: self.hand.sheet.document.id != document)


def _wanted(item: Item) -> Wanted:
    return item.start, item.end, item.label, item.sublabel
