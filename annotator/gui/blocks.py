"""Blocks that the pages are made of: a small heading, a bordered card."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget


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
