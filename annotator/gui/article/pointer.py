"""What the mouse selects: characters, words, sentences, and by dragging any stretch of words."""

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimerEvent
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.gui.article import stops
from annotator.gui.article.sight import Sight

if TYPE_CHECKING:
    from annotator.gui.article.view import ArticleView

_SCROLL_EVERY_MS: Final = 30


class _Gesture(Enum):
    NONE = auto()
    PRESSED = auto()
    DRAGGING = auto()
    # A double or triple click: what it selected stays until the button is pressed again.
    CHOSEN = auto()


class Pointer(QObject):
    """Follows the left button over the viewport of one view and selects in that view."""

    def __init__(self, view: "ArticleView", sight: Sight) -> None:
        super().__init__(view)
        self._view = view
        self._sight = sight
        self._gesture = _Gesture.NONE
        self._pressed_at = QPoint()
        self._pressed_character = 0
        self._last_at = QPoint()
        self._double_clicked: tuple[int, QPoint] | None = None
        self._timer = 0

    def handle(self, event: QMouseEvent) -> bool:
        """Take a mouse event of the viewport; return False where it is none of the pointer's."""
        if event.type() == QEvent.Type.MouseMove:
            if event.buttons() & Qt.MouseButton.LeftButton and self._gesture is not _Gesture.NONE:
                self._move(event)
                return True
            return False
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            self._press(event)
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self._choose_word(event)
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._release(event)
        return True

    def timerEvent(self, _event: QTimerEvent) -> None:
        """Scroll on while the button is held outside the view."""
        view = self._view
        y, height = self._last_at.y(), view.viewport().height()
        beyond = y if y < 0 else y - height if y > height else 0
        if beyond == 0 or self._gesture is not _Gesture.DRAGGING:
            self._stop_scrolling()
            return
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + max(-60, min(60, beyond)))
        self._drag(by_character=bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier))

    def _press(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._is_third_click(event, at):
            self._choose_sentence(at)
            return
        self._pressed_at = self._last_at = at
        self._pressed_character = self._view.map.character_at(at)
        place = self._view.map.place_at(at)
        self._gesture = _Gesture.PRESSED
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._gesture = _Gesture.CHOSEN
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._view.caret.go_to(place, extends=True)
            else:
                self._select_words_to(self._pressed_character)
        else:
            self._view.caret.go_to(place)

    def _is_third_click(self, event: QMouseEvent, at: QPoint) -> bool:
        if self._double_clicked is None:
            return False
        when, where = self._double_clicked
        self._double_clicked = None
        is_near = (at - where).manhattanLength() <= QApplication.startDragDistance()
        return is_near and event.timestamp() - when <= QApplication.doubleClickInterval()

    def _move(self, event: QMouseEvent) -> None:
        self._last_at = event.position().toPoint()
        far = (self._last_at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self._gesture is _Gesture.PRESSED and far:
            self._gesture = _Gesture.DRAGGING
        if self._gesture is not _Gesture.DRAGGING:
            return
        self._drag(by_character=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        is_outside = not 0 <= self._last_at.y() <= self._view.viewport().height()
        if is_outside and not self._timer:
            self._timer = self.startTimer(_SCROLL_EVERY_MS)
        elif not is_outside:
            self._stop_scrolling()

    def _release(self, event: QMouseEvent) -> None:
        was_click = self._gesture is _Gesture.PRESSED
        self._gesture = _Gesture.NONE
        self._stop_scrolling()
        if was_click:
            mark = self._view.map.mark_at(event.position().toPoint())
            if mark is not None:
                self._view.mark_clicked.emit(mark.key)

    def _drag(self, *, by_character: bool) -> None:
        view = self._view
        if by_character:
            view.caret.go_to(self._view.map.place_at(self._last_at), extends=True)
            return
        character = self._view.map.character_at(self._last_at)
        start, end = stops.words_over(view.text(), self._pressed_character, character)
        if character < self._pressed_character:
            start, end = end, start
        view.caret.select(start, end)

    def _select_words_to(self, character: int) -> None:
        """Select whole words from where the selection began to a character, as dragging does."""
        caret = self._view.caret
        start, end = caret.selection
        anchor = start if caret.offset == end else end
        goes_back = character < anchor
        start, end = stops.words_over(self._view.text(), max(0, anchor - goes_back), character)
        caret.select(*((end, start) if goes_back else (start, end)))

    def _choose_word(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self._double_clicked = (event.timestamp(), at)
        self._gesture = _Gesture.CHOSEN
        character = self._view.map.character_at(at)
        self._view.caret.select(*stops.word_at(self._view.text(), character))

    def _choose_sentence(self, at: QPoint) -> None:
        self._gesture = _Gesture.CHOSEN
        character = self._view.map.character_at(at)
        self._view.caret.select(*stops.sentence_at(self._sight.page.content, character))

    def _stop_scrolling(self) -> None:
        if self._timer:
            self.killTimer(self._timer)
            self._timer = 0
