"""The tour: a few coach marks, each waiting until the person has done what it says, or goes on.

It decides nothing. On the sample project it asks to try; on any other it only says what keys do.
"""

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QObject, QRect, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.gui.actions import BY_ID
from annotator.gui.coach import END_KEY, NEXT_KEY, Coach
from annotator.gui.keys import stroke
from annotator.gui.sample import is_sample
from annotator.gui.tour_steps import STEPS
from annotator.model import Change
from annotator.words import _, number

if TYPE_CHECKING:
    from annotator.gui.window import MainWindow

_BREATH_MS: Final = 700
"""How long what was done is seen before the next step is said."""


class Tour(QObject):
    """Leads round one window, on the page of labelling."""

    def __init__(self, window: "MainWindow", *, breath_ms: int = _BREATH_MS) -> None:
        super().__init__(window)
        self._window = window
        self._is_sample = is_sample(window.session.project)
        self.place = -1
        """The step that is shown, -1 when the tour is over."""
        self._opened = self._document_id()
        self.coach = Coach(window.settings.look.theme, window)
        self.coach.next_requested.connect(self.go_on)
        self.coach.end_requested.connect(self.end)
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(breath_ms)
        self._breath.timeout.connect(self.go_on)
        self._watch()

    def start(self, place: int = 0) -> None:
        """Begin, or go on at a step."""
        self._window.show_page("labelling")
        self.place = place
        self._listen(on=True)
        self._show()

    def go_on(self) -> None:
        """Say the next step; after the last the tour is over."""
        self._breath.stop()
        if self.place >= 0:
            self.place += 1
            if self.place < len(STEPS):
                self._show()
            else:
                self.end()

    def end(self) -> None:
        """Leave, and give the keys back to the article."""
        self._breath.stop()
        self.place = -1
        self._listen(on=False)
        self.coach.leave()
        self._window.labelling.article.setFocus()

    def about(self) -> QRect:
        """Return what the step points to, in the window's coordinates; an empty rectangle for nothing."""
        return _rect(self._window, STEPS[self.place].place) if self.place >= 0 else QRect()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the two keys of the tour, and follow the window's size."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._settle_later()
        if self.place < 0 or event.type() != QEvent.Type.KeyPress or isinstance(watched, QLineEdit):
            return False
        pressed = stroke(cast(QKeyEvent, event))
        if pressed == NEXT_KEY:
            self.go_on()
        elif pressed == END_KEY:
            self.end()
        return pressed in (NEXT_KEY, END_KEY)

    def _watch(self) -> None:
        window = self._window
        page = window.labelling
        window.pages.currentChanged.connect(lambda _place: self._settle())
        window.session.changed.connect(self._see_change)
        window.session.opened.connect(self._see_opened)
        page.desk.hand.taken.connect(lambda: self._see("taken"))
        page.desk.hand.changed.connect(self._settle_later)
        page.article.verticalScrollBar().valueChanged.connect(lambda _top: self._settle_later())

    def _listen(self, *, on: bool) -> None:
        """Hear keys and sizes while the tour is on; after it no event should pass through here."""
        widgets = [*self._window.labelling.findChildren(QWidget), *self.coach.findChildren(QWidget)]
        for widget in (self._window, *(one for one in widgets if one.focusPolicy().value)):
            widget.removeEventFilter(self)
            if on:
                widget.installEventFilter(self)

    def _see_change(self, change: Change) -> None:
        self._see("undone" if change.is_undone else change.name)

    def _see_opened(self) -> None:
        """Follow to another article; the same one, read again from disk, is no step of anybody."""
        document_id = self._document_id()
        if document_id != self._opened:
            self._opened = document_id
            self._see("opened")

    def _document_id(self) -> str:
        sheet = self._window.session.sheet
        return "" if sheet is None else sheet.document.id

    def _see(self, what: str) -> None:
        """Go on after a moment if this is what the step waits for."""
        if self.place >= 0 and self._is_sample and what in STEPS[self.place].until:
            self._breath.start()
            self._show(is_done=True)

    def _show(self, *, is_done: bool = False) -> None:
        step = STEPS[self.place]
        keys = {id_: self._window.keys.named(id_) for id_ in BY_ID}
        asks = _(step.asks).format(**keys) if self._is_sample and step.asks else ""
        if is_done:  # at once: who still reads what to do, does it a second time
            asks = "✓ " + _("Done")
        count = _("{place} of {steps}").format(place=number(self.place + 1), steps=number(len(STEPS)))
        is_last = self.place == len(STEPS) - 1
        words = _(step.says).format(**keys)
        self.coach.say(words, asks, count=count, next_words=_("Done") if is_last else _("Next"))
        self._settle()

    def _settle_later(self) -> None:
        """Find the place anew once the window has laid itself out."""
        if self.place >= 0:
            QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        if self.place < 0:
            return
        if self._window.page_name() == "labelling":
            self.coach.stand_beside(self.about())
        else:  # what it points to is not in sight; it waits there
            self.coach.leave()


def tour_of(window: "MainWindow") -> Tour:
    """Return the tour of a window, made when it is first wanted."""
    found = window.findChild(Tour)
    return found if found is not None else Tour(window)


def offer_tour(window: "MainWindow", *, wants_tour: bool = False) -> None:
    """Begin the tour where it is wanted, or, the first time of all, on the sample; else say where it is."""
    remembered = window.settings.remembered
    is_first = not remembered.was_tour_offered()
    remembered.tour_offered()
    if wants_tour or (is_first and is_sample(window.session.project)):
        tour_of(window).start()
    elif is_first:
        window.status.tell(_("New here? The tour in the menu shows you round."))


def carry_on(old: "MainWindow", window: "MainWindow") -> None:
    """Go on in a window that was made anew where the old one's tour was."""
    before = old.findChild(Tour)
    if before is not None and before.place >= 0:
        tour_of(window).start(before.place)


def _rect(window: "MainWindow", place: str) -> QRect:
    """Return where a step points to, in the window's coordinates; an empty rectangle for nowhere."""
    page = window.labelling
    widgets: dict[str, QWidget] = {
        "card": page.panel.card,
        "labels": page.panel.labels,
        "status": window.status,
        "list": page.list,
        "menu": window.top,
    }
    if place in widgets:
        widget = widgets[place]
        corner = widget.mapTo(window, widget.rect().topLeft())
        return QRect(corner, widget.size()) & window.rect()
    item, view = page.desk.hand.item, page.article.viewport()
    if item is None:
        return QRect()
    rect = page.article.map.range_rect(item.start, item.end).adjusted(0, -22, 0, 10) & view.rect()
    return QRect(view.mapTo(window, rect.topLeft()), rect.size()) if not rect.isEmpty() else QRect()
