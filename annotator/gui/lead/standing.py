"""A figure that is read first, with the sentences that say what it rests on: all of them, in full."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from annotator.gui.blocks import heading
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme

_FIGURE_PX = 27


class Standing(QFrame):
    """A title, a figure, and sentences under it, as high as they need."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title, self._theme = title, theme
        self._figure = Paragraph("", theme.ink, px=_FIGURE_PX, is_bold=True)
        self._first = Paragraph("", theme.ink)
        self._others = Paragraph("", theme.muted, px=13)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(4)
        for widget in (heading(title), self._figure, self._first, self._others):
            column.addWidget(widget)
        column.addStretch()

    def say(self, figure: str, *sentences: str) -> None:
        """Show a figure, its sentence, and what else is to be known of it."""
        self._figure.say(figure)
        self._first.say(" ".join(sentences[:1]))
        self._others.say(" ".join(sentences[1:]))
        self.setAccessibleName(". ".join((self._title, figure, *sentences)))

    def words(self) -> list[str]:
        """Return what is said under the title."""
        shown = (self._figure, self._first, self._others)
        return [one.text() for one in shown if one.text()]
