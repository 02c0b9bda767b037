"""A card whose content is folded away until it is asked for; its head says what is set inside."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.words import _


class Fold(QWidget):
    """A head that is pressed, and `inside`, a column for widgets."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words, self._said = words, ""
        self.head = QPushButton()
        self.head.setObjectName("fold")
        self.head.setCheckable(True)
        self.head.toggled.connect(lambda _on: self._show())
        self._content = QWidget()
        self._content.setObjectName("clear")
        self.inside = QVBoxLayout(self._content)
        self.inside.setContentsMargins(4, 0, 4, 4)
        self.inside.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 10, 6)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self._content)
        self._show()

    def say(self, said: str) -> None:
        """Say at the head what is set inside."""
        self._said = said
        self._show()

    def said(self) -> str:
        """Return what the head says is set inside."""
        return self._said

    def _show(self) -> None:
        is_open = self.head.isChecked()
        self._content.setVisible(is_open)
        closed = "◂" if self.isRightToLeft() else "▸"  # it points to where the words go on
        words = _("{what}: {text}").format(what=self._words, text=self._said) if self._said else self._words
        self.head.setText(f"{'▾' if is_open else closed} {words}".replace("&", "&&"))
        self.head.setAccessibleName(words)
