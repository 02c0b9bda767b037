"""A person who labels without a mouse."""

from annotator.model import Span, Suggestion
from tests.x11.annotating import MOST_STEPS, Annotating, wanted_of
from tests.x11.gold import Wanted

EDGES = {(True, True): "[", (True, False): "{", (False, True): "]", (False, False): "}"}


class ByKeyboard(Annotating):
    """Every step is a key."""

    def label_all(self) -> None:
        self.look_about()
        self.try_on_free_words()
        self.hands.press("Ctrl+Home", "Tab")
        super().label_all()

    def go_on(self) -> None:
        self.hands.press("Tab")

    def accept(self) -> None:
        self.hands.press("Enter")

    def reject(self) -> None:
        self.hands.press("Delete")

    def label(self, wanted: Wanted) -> None:
        label = self.hand.sheet.schema.label(wanted[2])
        self.hands.press(label.key)
        if wanted[3]:
            self.hands.press(str([one.id for one in label.sublabels].index(wanted[3]) + 1))

    def move_edge(self, *, is_start: bool, outwards: bool) -> None:
        self.hands.press(EDGES[is_start, outwards])

    def undo(self) -> None:
        self.hands.press("Ctrl+Z")

    def redo(self) -> None:
        self.hands.press("Ctrl+Shift+Z")

    def accept_rest(self) -> None:
        self.hands.press("Space")

    def add(self, wanted: Wanted, *, is_odd: bool) -> None:
        """Label the first word and move its end, or select all of it."""
        self.go_to(wanted[0])
        word = self.place_of_word(wanted)
        is_free = not self.hand.sheet.spans.over(wanted[0], wanted[0] + 1)
        if (
            is_odd
            and is_free
            and word is not None
            and word.start == wanted[0]
            and self.leads_to(word, wanted)
        ):
            self.label(wanted)
            self.move_edges(wanted)
        else:
            self.select_to(wanted[1])
            self.label(wanted)

    def take(self, wanted: Wanted) -> None:
        self.go_to(wanted[0])
        for _step in range(MOST_STEPS):
            if isinstance(self.hand.item, Span) and wanted_of(self.hand.item) == wanted:
                return
            self.hands.press("Alt+Up")
        raise AssertionError(f"{wanted} does not come into hand")

    # --- keys that the work itself may not need ---------------------------------------------------------

    def look_about(self) -> None:
        """Go forth and back, to the next article too; relabel a suggestion and take that back."""
        self.hands.press("Tab", "Shift+Tab", "Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+Home", "Tab")
        item = self.hand.item
        assert isinstance(item, Suggestion)
        relabelled = (item.start, item.end, "EVENT", "visit")
        self.label(relabelled)
        assert self.spans() == {relabelled}
        self.hands.press("Ctrl+Z", "Ctrl+Z")
        assert self.hand.item == item
        assert self.spans() == set()

    def try_on_free_words(self) -> None:
        """Label a word where nothing is, move its edges, relabel it, remove it; then a selection."""
        before, (start, end), after = self.free_words()
        whole = before[0], after[1]
        self.go_to(start)
        self.hands.press("Left")
        assert self.article.caret.offset == start + 1
        self.hands.press("Right")
        self.label((start, end, "ORG", "military_unit"))
        assert self.spans() == {(start, end, "ORG", "military_unit")}
        moves = {"[": (before[0], end), "]": whole, "{": (start, after[1]), "}": (start, end)}
        for key, reached in moves.items():
            self.hands.press(key)
            assert (self.in_hand().start, self.in_hand().end) == reached
        self.label((start, end, "CRIME", ""))
        assert self.spans() == {(start, end, "CRIME", "")}
        self.hands.press("Delete")
        self.go_to(whole[0])
        self.hands.press("Shift+Left")
        self.select_to(whole[1])
        self.label((*whole, "FAC", "base"))
        assert self.spans() == {(*whole, "FAC", "base")}
        self.hands.press("Delete")
        assert self.spans() == set()

    def free_words(self) -> list[tuple[int, int]]:
        """Return three words that stand together, without proclitics, where nothing is nor is to be."""
        sheet = self.hand.sheet
        found: list[tuple[int, int]] = []
        for word in sheet.reading.words:
            is_taken = (
                sheet.proposed.over(*word)
                or any(one[0] < word[1] and word[0] < one[1] for one in self.gold.spans)
                or sheet.reading.word_range(word[0]) != tuple(word)
                or not sheet.document.text[slice(*word)].isalpha()
            )
            found = [] if is_taken else [*found, (word.start, word.end)]
            if len(found) == 4:  # and one to spare before them
                return found[1:]
        raise AssertionError("no words are free")

    # --- moving -----------------------------------------------------------------------------------

    def go_to(self, offset: int) -> None:
        """Bring the caret somewhere: by lines, then by words, then by letters."""
        caret = self.article.caret
        self._go_to_line(offset)
        seen: set[int] = set()
        while caret.offset < offset and caret.offset not in seen:
            seen.add(caret.offset)
            self.hands.press("Ctrl+Left")
        seen.clear()
        while caret.offset > offset and caret.offset not in seen:
            seen.add(caret.offset)
            self.hands.press("Right")
        if caret.offset != offset:  # among figures, which run the other way
            self.hands.press("Home")
            while caret.offset != offset:
                self.hands.press("Left")

    def _go_to_line(self, offset: int) -> None:
        if abs(self.article.caret.offset - offset) > len(self.article.text()) / 2:
            self.hands.press("Ctrl+Home" if offset < self.article.caret.offset else "Ctrl+End")
        while True:
            box = self.article.map.range_rects(offset, offset + 1)[0]
            here = self.article.caret.rect().center().y()
            if box.top() <= here <= box.bottom():
                break
            self.hands.press("Down" if here < box.top() else "Up")
        self.hands.press("Home")

    def select_to(self, end: int) -> None:
        """Select from the caret on, or from where the selection begins: by words and then by letters."""
        caret = self.article.caret
        start, _end = caret.selection
        while caret.selection[1] < end:
            self.hands.press("Shift+Ctrl+Left")
        while caret.selection != (start, end):
            self.hands.press("Shift+Right" if caret.selection[1] > end else "Shift+Left")
