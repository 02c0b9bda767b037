"""A field with a list that takes the room that there is, however long its words are."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QStyleOptionComboBox, QWidget

from annotator.gui.choice_box import ChoiceBox
from annotator.gui.theme import Theme

_LETTERS = 8  # for which there is always room
_BESIDE = 46  # pixels that the frame and the arrow take


class WideBox(ChoiceBox):
    """A ChoiceBox whose width does not follow from its words."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(16)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page over the field; the wheel never chooses, for the keys may begin in any field."""
        event.ignore()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Cut words that are too long where one stops reading; Qt would cut them anywhere."""
        super().initStyleOption(option)
        room = self.width() - _BESIDE
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )
