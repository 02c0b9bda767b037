"""The parts of the window that one key goes round: within a part, Tab and the arrows are the part's own."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def go_round(parts: Sequence[QWidget], *, forward: bool) -> None:
    """Give the focus to the first thing of the next part that is in sight and can have it."""
    focused = QApplication.focusWidget()
    here = next((place for place, part in enumerate(parts) if _holds(part, focused)), 0)
    step = 1 if forward else -1
    for away in range(1, len(parts) + 1):
        first = _first(parts[(here + step * away) % len(parts)])
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _holds(part: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (part is widget or part.isAncestorOf(widget))


def _first(part: QWidget) -> QWidget | None:
    """Return what Tab would reach first within a part."""
    takes = [one for one in (part, *part.findChildren(QWidget)) if _takes_focus(one)]
    if not takes:
        return None
    order: list[QWidget] = []
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        order.append(widget)
        widget = widget.nextInFocusChain()
    ranked = {one: place for place, one in enumerate([part, *order])}
    return min(takes, key=lambda one: ranked.get(one, len(ranked)))


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.isVisible()
