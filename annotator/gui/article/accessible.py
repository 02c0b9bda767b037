"""Tells screen readers the text, the caret and the selection of an article view.

Assistive technology counts UTF-16 units, as Qt does; this is where they are turned round.

What PySide 6.11 cannot do: `selection` and `attributes` of the interface have C++ out-parameters and are
left unbound, so a reader that asked for them would get what lies on the stack. The interface therefore
says that nothing is selected, and what is selected is announced instead.
"""

from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextUpdateEvent,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from annotator.gui.article.utf16 import U16

if TYPE_CHECKING:
    from annotator.gui.article.view import ArticleView

_VIEW: Final = "annotator_article"
"""The property that an article view is known by; importing its class here would be a circle."""


class ArticleText(QAccessibleTextInterface):
    """The text of a view as assistive technology reads it, in UTF-16 units."""

    def __init__(self, view: "ArticleView") -> None:
        super().__init__()
        self._view = view
        self._text = ""
        self._units = U16("")

    def characterCount(self) -> int:
        """Return the length of the text."""
        return self._counted().to_units(len(self._text))

    def text(self, startOffset: int, endOffset: int) -> str:  # noqa: N803 - Qt's own names
        """Return a part of the text."""
        units = self._counted()
        return self._text[units.to_code_points(startOffset) : units.to_code_points(endOffset)]

    def cursorPosition(self) -> int:
        """Return where the caret is."""
        return self._counted().to_units(self._view.caret.offset)

    def setCursorPosition(self, position: int) -> None:
        """Put the caret somewhere."""
        self._view.caret.put(self._to_code_points(position))

    def selectionCount(self) -> int:
        """Return 0: see the module's docstring."""
        return 0

    def addSelection(self, startOffset: int, endOffset: int) -> None:  # noqa: N803
        """Select a range: there is one selection at most."""
        self.setSelection(0, startOffset, endOffset)

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:  # noqa: N803
        """Select a range."""
        if selectionIndex == 0:
            self._view.caret.select(self._to_code_points(startOffset), self._to_code_points(endOffset))

    def removeSelection(self, selectionIndex: int) -> None:  # noqa: N803
        """Select nothing."""
        if selectionIndex == 0:
            self._view.caret.put(self._view.caret.offset)

    def characterRect(self, offset: int) -> QRect:
        """Return the box of a character on the screen, that of the caret where it has none."""
        at = self._to_code_points(offset)
        box = self._view.map.range_rect(at, at + 1)
        if box.isNull():
            return QRect()
        return box.translated(self._view.viewport().mapToGlobal(QPoint(0, 0)))

    def offsetAtPoint(self, point: QPoint) -> int:
        """Return the caret position nearest to a point of the screen."""
        offset = self._view.map.offset_at(self._view.viewport().mapFromGlobal(point))
        return self._counted().to_units(offset)

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:  # noqa: N803
        """Bring a range into sight."""
        self._view.map.reveal(self._to_code_points(startIndex), self._to_code_points(endIndex))

    def _counted(self) -> U16:
        text = self._view.text()
        if text is not self._text:
            self._text, self._units = text, U16(text)
        return self._units

    def _to_code_points(self, units: int) -> int:
        return min(max(self._counted().to_code_points(units), 0), len(self._text))


class ArticleAccessible(QAccessibleWidget):
    """An article view as assistive technology finds it: a text that is read, not typed into."""

    def __init__(self, view: "ArticleView") -> None:
        super().__init__(view, QAccessible.Role.EditableText)
        self._article_text = ArticleText(view)

    def state(self) -> QAccessible.State:
        """Return the state: the text is read only, and can be selected."""
        state = super().state()
        state.readOnly = True
        state.selectableText = True
        state.multiLine = True
        return state

    def interface_cast(self, t: QAccessible.InterfaceType) -> Any:
        """Return the address of the text interface, which is what C++ asks for.

        WORKAROUND: PySide takes any other value than a VoidPtr, None included, for the address itself,
        and the process dies with the first question of a screen reader.
        """
        address = 0
        if t == QAccessible.InterfaceType.TextInterface:
            (address,) = Shiboken.getCppPointer(self._article_text)
        return Shiboken.VoidPtr(address)


def claim(view: QObject) -> None:
    """Have `view` described to screen readers by this module."""
    _install()
    view.setProperty(_VIEW, True)


@cache
def _install() -> None:
    QAccessible.installFactory(_factory)


def _factory(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    return ArticleAccessible(cast("ArticleView", thing)) if thing.property(_VIEW) else None


def tell_text(view: "ArticleView", *, before: str) -> None:
    """Tell that another text is shown."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleTextUpdateEvent(view, 0, before, view.text()))


def tell_caret(view: "ArticleView") -> None:
    """Tell where the caret is."""
    if QAccessible.isActive():
        at = U16(view.text()[: view.caret.offset]).to_units(view.caret.offset)
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(view, at))


def tell_selection(view: "ArticleView") -> None:
    """Announce what is selected, in the text's own words."""
    start, end = view.caret.selection
    if start != end and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, view.text()[start:end]))
