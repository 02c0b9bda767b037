"""The labels with their keys beside an answer that is written, as they stand beside an article."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from annotator.gui.blocks import heading
from annotator.gui.desk import Desk
from annotator.gui.guideline import Guideline
from annotator.gui.keymap import KeyMap
from annotator.gui.label_rows import LabelRows
from annotator.gui.theme import Theme
from annotator.schema import Schema
from annotator.words import _

_ROOMY_HEIGHT = 620


class LabelCard(QScrollArea):
    """Label rows, and below them what the guideline says of the label in hand; a press labels at a desk."""

    def __init__(
        self, schema: Schema, theme: Theme, keys: KeyMap, desk: Desk, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("card")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the rows in it have the focus
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.labels = LabelRows(schema, theme, keys)
        self.guideline = Guideline(schema, theme)
        inside = QWidget()
        inside.setObjectName("card")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(heading(_("Labels")))
        column.addWidget(self.labels)
        column.addWidget(self.guideline, 1)
        self.setWidget(inside)
        self.labels.label_requested.connect(desk.label)
        self.guideline.sublabel_requested.connect(desk.label)
        desk.digit_awaited.connect(self._await_digit)
        desk.hand.changed.connect(self._show_hand)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rows more or less room."""
        super().resizeEvent(event)
        self.labels.set_tight(is_tight=self.height() < _ROOMY_HEIGHT)

    def _show_hand(self) -> None:
        item = self._desk.hand.item
        self.labels.check(item.label if item is not None else "")
        if item is not None:
            self.guideline.show_label(item.label)

    def _await_digit(self, label: str) -> None:
        self.guideline.show_label(label)
        self.guideline.await_digit(awaits=bool(label))
