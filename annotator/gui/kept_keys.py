"""Keys that a widget keeps to itself, though the table of actions or a label has them.

A list opens with Enter and is left with Tab, a button in a bar is pressed with Space; anywhere else on
the page these keys decide something about the article.
"""

from typing import Final

from PySide6.QtWidgets import QWidget

BUTTON: Final = ("Tab", "Shift+Tab", "Enter", "Esc", "Space", "Delete", "Backspace")
"""What a button in a bar keeps."""
FIELD: Final = (*BUTTON, "Shift+Enter", "Ctrl+Enter", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y")
"""What a field keeps: undoing there takes back letters, no decision."""
LIST: Final = BUTTON
"""What a list keeps: who walks in it has its rows in mind, and would not see what a key decides elsewhere."""

_PROPERTY: Final = "keptKeys"


def keep_keys(widget: QWidget, *strokes: str) -> None:
    """Leave these strokes, as in `Shift+Tab`, to a widget while it has the focus."""
    widget.setProperty(_PROPERTY, list(strokes))


def keeps(widget: QWidget, stroke: str) -> bool:
    """Tell whether a widget keeps a stroke to itself."""
    kept = widget.property(_PROPERTY)
    return kept is not None and stroke in kept
