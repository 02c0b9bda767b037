"""Blocks that the pages are made of: a small heading, a bordered card, a command to copy."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from annotator.words import _


def heading(words: str) -> QLabel:
    """Return a small heading over a block."""
    label = QLabel(words)
    label.setObjectName("heading")
    return label


def card(*widgets: QWidget) -> QWidget:
    """Return a bordered block with these widgets under each other."""
    block = QWidget()
    block.setObjectName("card")
    block.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(block)
    column.setContentsMargins(14, 12, 14, 12)
    column.setSpacing(8)
    for widget in widgets:
        column.addWidget(widget)
    # What is left over stays at the foot, except under a list, which takes it.
    if not any(widget.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Expanding for widget in widgets):
        column.addStretch()
    return block


def stand_in_the_middle(block: QWidget, *, within: QWidget) -> None:
    """Put a block of a fixed width a little above the middle of a widget, as high as its words need."""
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(block)
    row.addStretch()
    column = QVBoxLayout(within)
    column.addStretch(2)
    column.addLayout(row)
    column.addStretch(3)


def command_line(command: str) -> QLineEdit:
    """Return a command to be copied; it reads from the left in every language."""
    shown = QLineEdit(command)
    shown.setReadOnly(True)
    shown.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    shown.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    shown.setAccessibleName(_("Command"))
    shown.setCursorPosition(0)
    return shown
