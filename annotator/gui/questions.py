"""What an annotator has to say beside labels: why an article is skipped, what the lead should know.

It knows what is asked and what the answer does; `asking` is the line in which it is answered.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError
from annotator.gui.hand import Hand
from annotator.gui.session import Session
from annotator.labelling import notes
from annotator.labelling.decisions import Outcome, trimmed
from annotator.labelling.notes import Place
from annotator.labelling.sheet import shortened
from annotator.model import Edit, Note, NoteEdit, State, StateEdit
from annotator.text import clitics
from annotator.words import N_, _

STANDARD_REASONS: Final = (
    N_("not security news"),
    N_("duplicate"),
    N_("unreadable"),
    N_("wrong language"),
)
_LOOKED_AT: Final = 200  # changes that are searched for words given before
_OFFERED: Final = 8


@dataclass(frozen=True, slots=True)
class Request:
    """Something to be answered: the prompt, the words that stand there already, words to choose from.

    `answer` takes the words and tells whether they were taken; under `key` words that were not given yet
    are found again.
    """

    key: str
    prompt: str
    answer: Callable[[str], bool]
    text: str = ""
    offered: tuple[str, ...] = ()


class Questions(QObject):
    """Skips, asks and notes, by way of a request for words."""

    requested = Signal(object)
    """A Request: words are needed."""
    told = Signal(str)
    """What was done, for the status line."""
    document_done = Signal()
    """The document was put away; the next one may come."""

    def __init__(self, session: Session, hand: Hand, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._hand = session, hand

    def skip(self) -> None:
        """Ask why the article is skipped, then skip it."""
        offered = dict.fromkeys([*self._earlier(_reason), *map(_, STANDARD_REASONS)])
        self._request(_("Why is this article skipped?"), self._skip, offered=list(offered))

    def ask(self) -> None:
        """Ask the lead about the selection, what is in hand, or the article; a question there is taken up."""
        self._begin(is_question=True)

    def note(self) -> None:
        """Note something on the selection, what is in hand, or the article; a note there is taken up."""
        self._begin(is_question=False)

    def change(self, note: Note) -> None:
        """Take up a note or a question again; without words it goes."""
        prompt = self._prompt(notes.place_of(note), is_question=note.is_question)
        self._request(prompt, self._put(note), about=note.id, text=note.text)

    def remove(self, note: Note) -> None:
        """Take a note or a question back."""
        if self._do(lambda: notes.remove_note(self._hand.sheet, note)):
            self.told.emit(_("The question is taken back.") if note.is_question else _("The note is gone."))

    def _begin(self, *, is_question: bool) -> None:
        place = self._place()
        there = notes.note_at(self._hand.sheet, place, is_question=is_question)
        if there is not None:
            self.change(there)
            return

        def answer(text: str) -> bool:
            make = notes.ask if is_question else notes.add_note
            if not text.strip():
                return True
            is_done = self._do(lambda: make(self._hand.sheet, text, place=place))
            if is_done:
                self.told.emit(_("The lead will find your question.") if is_question else _("Noted."))
            return is_done

        self._request(self._prompt(place, is_question=is_question), answer, about=place)

    def _place(self) -> Place:
        """Return what a note would be about: the selection, what is in hand, or the article."""
        start, end = trimmed(self._hand.sheet, *self._hand.selection)
        if start < end:
            return start, end
        item = self._hand.item
        return None if item is None else (item.start, item.end)

    def _prompt(self, place: Place, *, is_question: bool) -> str:
        if place is None:
            return _("Question to the lead about the article") if is_question else _("Note on the article")
        surface = shortened(clitics.name(self._hand.sheet.document.text, *place))
        words = _("Question to the lead about «{surface}»") if is_question else _("Note on «{surface}»")
        return words.format(surface=surface)

    def _skip(self, text: str) -> bool:
        is_done = self._do(lambda: notes.skip(self._hand.sheet, text))
        if is_done:
            self.document_done.emit()
        return is_done

    def _put(self, note: Note) -> Callable[[str], bool]:
        def answer(text: str) -> bool:
            if not text.strip():
                self.remove(note)
                return True
            if text.strip() == note.text:
                return True
            is_done = self._do(lambda: notes.change_note(self._hand.sheet, note, text))
            if is_done:
                self.told.emit(_("Noted."))
            return is_done

        return answer

    def _request(
        self,
        prompt: str,
        answer: Callable[[str], bool],
        *,
        about: Place | int = None,
        text: str = "",
        offered: list[str] | None = None,
    ) -> None:
        """Ask; `about` is the place or the note that is meant, for one name stands in many places."""
        key = f"{self._hand.sheet.document.id} {about} {prompt}"
        words = self._earlier(_said) if offered is None else offered
        self.requested.emit(Request(key, prompt, answer, text, tuple(words[:_OFFERED])))

    def _earlier(self, said: Callable[[Edit], str]) -> list[str]:
        """Return the words that this annotator gave before, newest first, each once."""
        changes = self._session.history(limit=_LOOKED_AT)
        words = (said(edit) for change in changes for edit in change.edits)
        return list(dict.fromkeys(one for one in words if one))

    def _do(self, wish: Callable[[], Outcome]) -> bool:
        try:
            outcome = wish()
        except AnnotatorError as error:
            self._session.refuse(error)
            return False
        return self._session.do(outcome) is not None


def _said(edit: Edit) -> str:
    return edit.after.text if isinstance(edit, NoteEdit) and edit.after is not None else ""


def _reason(edit: Edit) -> str:
    return edit.note_after if isinstance(edit, StateEdit) and edit.after is State.SKIPPED else ""
