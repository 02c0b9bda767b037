"""A whole number in a small field: typed, or changed by the arrows, and by the wheel in it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QWidget

from annotator.gui.kept_keys import FIELD, keep_keys

_WIDTH = 76


class NumberField(QSpinBox):
    """It says nothing of a number that is still being typed, and the wheel scrolls the page over it."""

    def __init__(
        self,
        *,
        name: str,
        least: int,
        most: int,
        step: int = 1,
        unit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setSuffix(unit)
        self.setAccessibleName(name)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setKeyboardTracking(False)
        self.setFixedWidth(_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        keep_keys(self, *FIELD)

    def show_value(self, value: int) -> None:
        """Show a number that nobody chose just now."""
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the digits the whole field: a style sheet leaves them one pixel beside buttons not shown."""
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        """Place the digits now that the style has had its say."""
        super().showEvent(event)
        self._place()

    def _place(self) -> None:
        self.lineEdit().setGeometry(self.rect().adjusted(6, 2, -6, -2))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the number only where the person is in the field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
