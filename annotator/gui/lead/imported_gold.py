"""Below the lanes of an article whose gold was imported: why nothing is ruled there, and the way to it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.gui.flow import Flow
from annotator.gui.kept_keys import BUTTON, keep_keys
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.words import _, n_, number


class ImportedGold(QWidget):
    """A sentence and two buttons: imported gold is taken out of this article, or of all."""

    wished = Signal(bool)
    """Imported gold is to be taken out, of all articles or of this one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        why = Paragraph(
            _(
                "Gold of this article was imported, and nothing is ruled on it as it stands. Taken out, what"
                " all agree on becomes gold instead, and the places can be ruled; undo brings it back."
            ),
            theme.ink,
            px=13,
        )
        self.one = QPushButton(_("Take it out to adjudicate here"))
        self.all = QPushButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(why)
        row = QWidget()
        row.setObjectName("clear")
        flow = Flow(row, spacing=8)
        flow.setContentsMargins(0, 0, 0, 0)
        for button in (self.one, self.all):
            button.setAutoDefault(True)  # Enter presses it, too
            keep_keys(button, *BUTTON)
            button.setAccessibleDescription(why.text())
            flow.addWidget(button)
        column.addWidget(row)
        self.one.clicked.connect(lambda: self.wished.emit(False))
        self.all.clicked.connect(lambda: self.wished.emit(True))

    def offer(self, articles: int) -> None:
        """Offer the same for so many articles at once, where there are more than one."""
        words = n_("Take it out of {count} article", "Take it out of all {count} articles", articles)
        self.all.setText(words.format(count=number(articles)))
        self.all.setVisible(articles > 1)

    def minimumSizeHint(self) -> QSize:
        """Return the least size in pixels; the height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 0)
