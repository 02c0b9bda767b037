"""What one does at the article to the lexicon: add the name in hand, or have it never suggested again."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.errors import AnnotatorError, NothingToLabel
from annotator.gui.desk import Desk
from annotator.gui.lexicon_edits import LexiconEdits, refusal_of
from annotator.gui.session import Session
from annotator.gui.theme import Theme
from annotator.labelling.sheet import shortened
from annotator.model import Change, OwnEntry, Suggestion
from annotator.words import _


class OwnNames(QObject):
    """Takes names from the hand into a project's lexicon."""

    told = Signal(str)
    changed = Signal()
    """The project's own lexicon is another."""

    def __init__(self, session: Session, desk: Desk, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._desk, self._theme, self._window = session, desk, theme, window
        self.edits = LexiconEdits(session.project, self)
        self.edits.changed.connect(self.changed)
        self.edits.refused.connect(session.refused)
        self._being_refused: OwnEntry | None = None
        self._refused_with: dict[int, OwnEntry] = {}
        session.changed.connect(self._follow)

    def add(self) -> None:
        """Show a form with the name in hand, to be added to the lexicon."""
        from annotator.gui.lexicon_dialog import LexiconDialog  # it brings the editor's fields

        try:
            entry = self._in_hand()
        except AnnotatorError as error:
            self._session.refuse(error)
            return
        dialog = LexiconDialog(entry, self._session.project.schema, self._theme, self._window)
        dialog.given.connect(self._put)
        for other in self._window.findChildren(LexiconDialog):
            if other is not dialog:
                other.close()
        dialog.show()

    def refuse(self) -> None:
        """Have the name in hand suggested by no lexicon; a suggestion in hand is rejected as well."""
        from annotator.suggest.knowledge.own import check  # which brings the lexicons

        try:
            entry = check(refusal_of(self._in_hand(), self._session.project.schema))
        except AnnotatorError as error:
            self._session.refuse(error)
            return
        item = self._desk.hand.item
        if not self.edits.put(entry):
            return
        if isinstance(item, Suggestion):
            self._being_refused = entry
            self._desk.reject()
            self._being_refused = None
        words = _("The lexicons no longer suggest «{surface}». The page «Suggestions» can take that back.")
        self.told.emit(words.format(surface=shortened(entry.surface)))

    def _follow(self, change: Change) -> None:
        """Take a refusal back with the rejection that it came with, for one key made both."""
        entry = self._refused_with.get(change.id)
        if self._being_refused is not None:
            self._refused_with[change.id] = self._being_refused
        elif entry is not None and change.is_undone:
            self.edits.remove([entry])
        elif entry is not None:
            self.edits.put(entry)

    def _put(self, entry: OwnEntry) -> None:
        if self.edits.put(entry):
            words = _("«{surface}» is in the lexicon of this project.")
            self.told.emit(words.format(surface=shortened(entry.surface)))

    def _in_hand(self) -> OwnEntry:
        """Return the name in hand, selected or at the caret, with the label that it has there."""
        hand = self._desk.hand
        sheet = hand.sheet
        if hand.item is not None:
            return OwnEntry(sheet.surface(hand.item), hand.item.label, hand.item.sublabel)
        place = (
            hand.selection if hand.selection[0] < hand.selection[1] else sheet.reading.word_range(hand.caret)
        )
        if place is None:
            raise NothingToLabel
        return OwnEntry(sheet.document.text[slice(*place)], "")
