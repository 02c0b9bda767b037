"""The article as it came, with what cleaning took out of it marked where it stood.

The raw text is shown by the same view as the article, so a megabyte opens at once and invisible
characters have their signs.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QListView, QSplitter, QVBoxLayout, QWidget

from annotator.gui.article import ArticleView, Look, Mark
from annotator.gui.characters import character_words, named
from annotator.gui.still_text import StillText, Words
from annotator.gui.theme import Theme
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
_EXCERPT: Final = 80  # code points of a piece in the list

Index = QModelIndex | QPersistentModelIndex


class RemovedText(QDialog):
    """A window beside the work: the pieces that cleaning removed, and the whole text as it came."""

    def __init__(
        self, original: Original, look: Look, theme: Theme, *, caret: int = 0, parent: QWidget | None = None
    ) -> None:
        """`caret` is the offset in the clean text whose place in the raw text is shown."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What cleaning removed"))
        self.resize(900, 680)
        self._theme = theme
        cleaned = original.cleaned
        self.pieces = cleaned.removed()
        self.raw = ArticleView()
        self.raw.setAccessibleName(_("The text as it came"))
        self.raw.set_look(replace(look, text_px=max(15, look.text_px - 3), shows_invisible=True))
        self.raw.set_article(cleaned.raw, has_title=False)
        self.raw.set_marks([_mark(piece, place, theme) for place, piece in enumerate(self.pieces)])
        self.list = _list(self.pieces, self)
        self._character = StillText(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(8)
        column.addWidget(QLabel(_summary(self.pieces)))
        column.addWidget(_muted(_steps(self.pieces)))
        column.addWidget(self._split(), 1)
        came = _("It came as {encoding}, {bytes} bytes.")
        column.addWidget(_muted(came.format(encoding=original.encoding, bytes=number(len(original.raw)))))
        column.addWidget(self._character)
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._show_piece(now))
        self.list.clicked.connect(self._show_piece)
        self.raw.caret.moved.connect(self._name)
        self.raw.caret.put(cleaned.to_raw(caret))
        self._name()
        self.raw.setFocus()

    def character(self) -> str:
        """Return what is said of the character at the caret."""
        return self._character.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc; no other key presses a button that is not there."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()

    def _split(self) -> QWidget:
        if not self.pieces:
            self.list.hide()
            return self.raw
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.raw)
        split.setStretchFactor(1, 1)
        split.setSizes([150, 450])
        return split

    def _show_piece(self, index: Index) -> None:
        if index.isValid():
            piece = self.pieces[index.row()]
            self.raw.caret.select(piece.raw_start, piece.raw_end)
            self.raw.set_current(("span", index.row()))

    def _name(self) -> None:
        offset = self.raw.caret.offset
        self._character.say([Words(character_words(self.raw.text(), offset), self._theme.muted, 13)])


class _Pieces(QAbstractListModel):
    """The pieces, a line each: hundreds of thousands where a file is full of direction marks."""

    def __init__(self, pieces: Sequence[Removed]) -> None:
        super().__init__()
        self._pieces = pieces

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._pieces)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a piece in words."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        piece = self._pieces[index.row()]
        return _("{what}: {text}").format(what=_step(piece.step), text=_excerpt(piece.text))


def _list(pieces: Sequence[Removed], parent: QWidget) -> QListView:
    view = QListView(parent)
    model = _Pieces(pieces)
    model.setParent(view)
    view.setModel(model)
    view.setObjectName("places")
    view.setUniformItemSizes(True)
    view.setAccessibleName(_("Removed pieces"))
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    return view


def _mark(piece: Removed, place: int, theme: Theme) -> Mark:
    return Mark(
        key=("span", place),
        start=piece.raw_start,
        end=piece.raw_end,
        text=_step(piece.step),
        colour=theme.warning,
        is_suggestion=False,
    )


def _summary(pieces: Sequence[Removed]) -> str:
    worded = [piece for piece in pieces if piece.text.strip()]
    if not worded:
        return _("No words were removed.")
    count = len(worded)
    words = n_("{count} piece with words was removed.", "{count} pieces with words were removed.", count)
    return words.format(count=number(count))


def _steps(pieces: Sequence[Removed]) -> str:
    counted = Counter(piece.step for piece in pieces)
    return _(", ").join(f"{_step(step)} {number(count)}" for step, count in counted.most_common())


def _step(step: str) -> str:
    return _(STEP_WORDS.get(step, step))


def _excerpt(text: str) -> str:
    """Return a piece as one line: its words, or the names of its characters where none can be seen."""
    words = " ".join(text[: 4 * _EXCERPT].split())
    if not any(character.isprintable() for character in words):
        return _(", ").join(dict.fromkeys(map(named, text[:6])))
    short = words if len(words) <= _EXCERPT else words[:_EXCERPT] + "…"
    # A direction isolate: code in the middle of Arabic words keeps its own order.
    return f"\u2068{short}\u2069"


def _muted(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("muted")
    label.setWordWrap(True)
    return label
