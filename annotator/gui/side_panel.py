"""The side panel: what is in hand and why, what can be pressed, what the guideline says.

All of it stands in sight: where the window is low, rows and words take less room and the guideline
gets what is left.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.blocks import card, heading
from annotator.gui.characters import character_words
from annotator.gui.guideline import Guideline
from annotator.gui.item_card import ItemCard
from annotator.gui.keymap import KeyMap
from annotator.gui.label_rows import LabelRows
from annotator.gui.still_text import StillText, Words
from annotator.gui.theme import Theme
from annotator.labelling.sheet import Item, Sheet
from annotator.schema import Schema
from annotator.words import _

_WIDTH: Final = 300
_ROOMY_HEIGHT: Final = 770
"""From so many pixels on, everything has the room that reads best."""


class SidePanel(QScrollArea):
    """What is in hand, the labels with their keys, the guideline of the label in hand."""

    action_requested = Signal(str)
    label_requested = Signal(str)
    sublabel_requested = Signal(str, str)
    note_change_requested = Signal(object)
    note_removal_requested = Signal(object)

    def __init__(self, schema: Schema, theme: Theme, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._keys = theme, keys
        self._is_tight: bool | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(_WIDTH)
        self.setAccessibleName(_("What is in hand, labels, guideline"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the buttons in it have the focus
        self.card = ItemCard(theme, keys)
        self.labels = LabelRows(schema, theme, keys)
        self.guideline = Guideline(schema, theme)
        self._character = StillText(22)
        self._character.hide()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.addWidget(self.card)
        self._column.addLayout(self._label_heading())
        self._column.addWidget(self.labels)
        self._column.addWidget(card(self.guideline), 1)
        self._column.addWidget(self._character)
        self.setWidget(inside)
        self._connect()
        self._fit()
        self.show_item(None, None)

    def show_item(
        self, sheet: Sheet | None, item: Item | None, *, selection: tuple[int, int] = (0, 0), caret: int = 0
    ) -> None:
        """Show what is in hand; where nothing is, the selection or the word at the caret."""
        self.labels.check(item.label if item is not None else "")
        if sheet is not None and not self._character.isHidden():
            words = character_words(sheet.document.text, caret)
            self._character.say([Words(words, self._theme.muted, 12)])
        if sheet is not None and item is not None:
            self.card.show_item(sheet, item)
            self.guideline.show_label(item.label)
            return
        start, end = selection
        if sheet is not None and start >= end:
            start, end = sheet.reading.word_range(caret) or (0, 0)
        self.card.show_none(sheet, start=start, end=end)

    def await_digit(self, label: str) -> None:
        """Show that a digit gives a sublabel of this label now; with "" it does not any more."""
        self.guideline.show_label(label)
        self.guideline.await_digit(awaits=bool(label))

    def name_characters(self, *, on: bool) -> None:
        """Name the character at the caret below the guideline, or do not any more."""
        self._character.setVisible(on)

    def character(self) -> str:
        """Return the name of the character at the caret, empty where it is not shown."""
        return "" if self._character.isHidden() else self._character.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give everything more or less room."""
        super().resizeEvent(event)
        self._fit()

    def _connect(self) -> None:
        self.card.action_requested.connect(self.action_requested)
        self.card.notes.change_requested.connect(self.note_change_requested)
        self.card.notes.removal_requested.connect(self.note_removal_requested)
        self.labels.label_requested.connect(self.label_requested)
        self.guideline.sublabel_requested.connect(self.sublabel_requested)
        self.guideline.more_requested.connect(self._turn_over)

    def _label_heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(heading(_("Labels")))
        row.addStretch()
        self._other = QPushButton()
        self._other.setObjectName("link")
        self._other.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._other.setAccessibleName(_("Other label…"))
        self._other.setCursor(Qt.CursorShape.PointingHandCursor)
        self._other.clicked.connect(lambda: self.action_requested.emit("palette"))
        self._keys.changed.connect(self._show_keys)
        self._show_keys()
        row.addWidget(self._other)
        return row

    def _show_keys(self) -> None:
        key = self._keys.shown("palette") if "palette" in self._keys.holders else ""
        self._other.setText(f"{_('Other label…')}  {key}".strip())

    def _turn_over(self) -> None:
        """Give the guideline the room of the labels, or give it back."""
        has_all = not self.labels.isHidden()
        self.labels.setVisible(not has_all)
        self.guideline.set_all_room(has_all=has_all)

    def _fit(self) -> None:
        is_tight = self.viewport().height() < _ROOMY_HEIGHT
        if is_tight == self._is_tight:
            return
        self._is_tight = is_tight
        gap = 6 if is_tight else 10
        self._column.setContentsMargins(12, gap, 12, gap)
        self._column.setSpacing(gap)
        self.card.set_tight(is_tight=is_tight)
        self.labels.set_tight(is_tight=is_tight)
