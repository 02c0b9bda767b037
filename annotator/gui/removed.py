"""What cleaning took out of a document, to be read again."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from annotator.project.documents import Original
from annotator.text.cleaning import Removed
from annotator.words import N_, _, n_, number

STEP_WORDS: Final = {
    "bom": N_("byte order mark"),
    "newlines": N_("line ends"),
    "mojibake": N_("garbled letters"),
    "controls": N_("control characters"),
    "bidi": N_("invisible direction marks"),
    "tatweel": N_("stretched letters"),
    "ads": N_("advertising script"),
    "trailer": N_("site trailer"),
    "margins": N_("blank margins"),
}


class RemovedText(QDialog):
    """A window beside the work: the pieces that cleaning removed, and the whole text as it came."""

    def __init__(self, original: Original, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What cleaning removed"))
        self.resize(760, 620)
        cleaned = original.cleaned
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        pieces = [piece for piece in cleaned.removed() if piece.text.strip()]
        head = n_("{count} piece was removed.", "{count} pieces were removed.", len(pieces))
        column.addWidget(
            QLabel(head.format(count=number(len(pieces))) if pieces else _("No words were removed."))
        )
        if pieces:
            column.addWidget(_listed(pieces), 1)
        words = _("The text as it came ({encoding}):").format(encoding=original.encoding)
        heading = QLabel(words)
        heading.setObjectName("heading")
        column.addWidget(heading)
        raw = QPlainTextEdit()
        raw.setReadOnly(True)
        raw.setAccessibleName(words)
        raw.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        option = raw.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        raw.document().setDefaultTextOption(option)
        raw.setPlainText(cleaned.raw)
        column.addWidget(raw, 1)


def _listed(pieces: Sequence[Removed]) -> QWidget:
    """Return the pieces under each other: hundreds of them, where direction marks were removed."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    for piece in pieces:
        step = _(STEP_WORDS.get(piece.step, piece.step))
        # A direction isolate: code in the middle of Arabic words keeps its own order.
        text = QLabel(f"{step}: \u2068{piece.text.strip()}\u2069")
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
    column.addStretch()
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    return area
