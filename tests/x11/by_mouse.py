"""A person who labels without a keyboard."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from annotator.gui.actions import BY_ID
from annotator.gui.key_button import KeyButton
from annotator.model import Span
from tests.x11.annotating import MOST_STEPS, Annotating, wanted_of
from tests.x11.gold import Wanted

_WHEEL_UP, _WHEEL_DOWN, _RIGHT = 4, 5, 3
_EDGES = {
    (True, True): "start_out",
    (True, False): "start_in",
    (False, True): "end_out",
    (False, False): "end_in",
}


class ByMouse(Annotating):
    """Every step is a click, a drag or a turn of the wheel."""

    def go_on(self) -> None:
        self.choose_above("next_suggestion")

    def accept(self) -> None:
        self.hands.click(self.button("Accept"))

    def reject(self) -> None:
        self.hands.click(self.button("Reject") if self.is_suggestion() else self.button("Remove"))

    def label(self, wanted: Wanted) -> None:
        """Choose from the menu under the right button."""
        start, end = self.hand.selection
        place = (start, end) if start < end else (self.in_hand().start, self.in_hand().end)
        label = self.hand.sheet.schema.label(wanted[2])
        path = ["Label", label.names.en]
        if label.sublabels:
            path.append(label.sublabel(wanted[3]).names.en if wanted[3] else label.names.en)
        self.open_menu(place)
        self.choose(*path)

    def move_edge(self, *, is_start: bool, outwards: bool) -> None:
        self.hands.click(self.button("Edges"))
        self.choose(BY_ID[_EDGES[is_start, outwards]].text)

    def undo(self) -> None:
        self.choose_above("undo")

    def redo(self) -> None:
        self.choose_above("redo")

    def accept_rest(self) -> None:
        self.choose_above("accept_rest")

    def add(self, wanted: Wanted, *, is_odd: bool) -> None:
        """Draw over it, or double click its first word and move the end."""
        start, end, *_label = wanted
        word = self.place_of_word(wanted)
        if is_odd and word is not None and word.start == start and self.leads_to(word, wanted):
            self.reveal(start, start + 1)
            self.hands.click(self.article.viewport(), self.middle(start), times=2)
        else:
            self.reveal(start, end)
            self.hands.drag(self.article.viewport(), self.middle(start), self.middle(end - 1))
        self.label(wanted)
        self.move_edges(wanted)

    def take(self, wanted: Wanted) -> None:
        self.open_menu(wanted[:2])
        for _step in range(MOST_STEPS):
            if isinstance(self.hand.item, Span) and wanted_of(self.hand.item) == wanted:
                self.close_menu()
                return
            self.choose(BY_ID["outer_item"].text)
            self.open_menu(wanted[:2])
        raise AssertionError(f"{wanted} does not come into hand")

    # --- where to press ---------------------------------------------------------------------------

    def is_suggestion(self) -> bool:
        return not isinstance(self.hand.item, Span)

    def button(self, words: str) -> KeyButton:
        buttons = self.window.labelling.panel.findChildren(KeyButton)
        return next(one for one in buttons if one.accessibleName().startswith(words))

    def middle(self, offset: int) -> QPoint:
        return self.article.map.range_rect(offset, offset + 1).center()

    def reveal(self, start: int, end: int) -> None:
        """Turn the wheel until a range is in sight, with room for its chips."""
        view = self.article.viewport()
        while True:
            whole = self.article.map.range_rect(start, end)
            if whole.top() < 40:
                self.hands.click(view, button=_WHEEL_UP)
            elif whole.bottom() > view.height() - 40:
                self.hands.click(view, button=_WHEEL_DOWN)
            else:
                return

    # --- menus ----------------------------------------------------------------------------------------

    def open_menu(self, place: tuple[int, int]) -> None:
        self.reveal(*place)
        at = self.article.map.range_rects(*place)[0].center()
        self.hands.click(self.article.viewport(), at, button=_RIGHT)

    def close_menu(self) -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        self.hands.click(self.window.status)
        self.hands.until(lambda: not menu.isVisible())

    def choose_above(self, action: str) -> None:
        """Choose an action from the menu in the bar."""
        (button,) = [one for one in self.window.top.findChildren(QPushButton) if one.menu()]
        self.hands.click(button)
        self.choose(BY_ID[action].menu, BY_ID[action].text)

    def choose(self, *path: str) -> None:
        """Click through the menu that is open, submenu by submenu."""
        self.hands.until(lambda: QApplication.activePopupWidget() is not None)
        menu = QApplication.activePopupWidget()
        for words in path:
            assert isinstance(menu, QMenu)
            entry = next(one for one in menu.actions() if one.text().partition("\t")[0].startswith(words))
            self.hands.click(menu, menu.actionGeometry(entry).center())
            if entry.menu() is not None:
                under = entry.menu()
                self.hands.until(under.isVisible)
                menu = under
        self.hands.until(lambda: QApplication.activePopupWidget() is None)
