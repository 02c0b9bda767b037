"""Notes and questions for the lead, and putting a document away with a reason: decisions without labels."""

from annotator.errors import NoWords
from annotator.labelling.decisions import Outcome, set_state
from annotator.labelling.sheet import Sheet, shortened
from annotator.model import Draft, Edit, Note, NoteEdit, State, StateEdit
from annotator.text import clitics

Place = tuple[int, int] | None
"""A range in code points, None for the document as a whole."""


def ask(sheet: Sheet, text: str, *, place: Place = None) -> Outcome:
    """Ask the lead about a place; the document waits for the answer. Raises NoWords."""
    edits: list[Edit] = [_added(sheet, text, place=place, is_question=True)]
    if sheet.annotation.state is not State.QUESTION:
        edits.append(_to_state(sheet, State.QUESTION))
    return _outcome(sheet, "ask", place, edits)


def add_note(sheet: Sheet, text: str, *, place: Place = None) -> Outcome:
    """Write the lead a note on a place; what is finished stays finished. Raises NoWords."""
    edits: list[Edit] = [_added(sheet, text, place=place, is_question=False)]
    if sheet.annotation.state is State.NEW:
        edits.append(_to_state(sheet, State.IN_PROGRESS))
    return _outcome(sheet, "note", place, edits)


def change_note(sheet: Sheet, note: Note, text: str) -> Outcome:
    """Put other words in the place of a note's or a question's. Raises NoWords."""
    after = Note(note.start, note.end, _words(text), note.is_question, note.id)
    return _outcome(sheet, "note_change", place_of(note), [NoteEdit(sheet.document.id, note, after)])


def remove_note(sheet: Sheet, note: Note) -> Outcome:
    """Take back a note or a question; with the last question the document no longer waits."""
    edits: list[Edit] = [NoteEdit(sheet.document.id, note, None)]
    others = [one for one in sheet.annotation.notes if one.is_question and one.id != note.id]
    if note.is_question and not others and sheet.annotation.state is State.QUESTION:
        edits.append(_to_state(sheet, State.IN_PROGRESS))
    return _outcome(sheet, "note_remove", place_of(note), edits)


def skip(sheet: Sheet, reason: str) -> Outcome:
    """Put the document away, with the reason. Raises NoWords."""
    return set_state(sheet, State.SKIPPED, note=_words(reason))


def note_at(sheet: Sheet, place: Place, *, is_question: bool) -> Note | None:
    """Return the note (the question) on exactly this place, the newest of several."""
    there = [
        note for note in sheet.annotation.notes if place_of(note) == place and note.is_question is is_question
    ]
    return there[-1] if there else None


def place_of(note: Note) -> Place:
    """Return the range of a note, None where it is about the document."""
    return None if note.start is None or note.end is None else (note.start, note.end)


def _added(sheet: Sheet, text: str, *, place: Place, is_question: bool) -> NoteEdit:
    start, end = place if place is not None else (None, None)
    return NoteEdit(sheet.document.id, None, Note(start, end, _words(text), is_question))


def _to_state(sheet: Sheet, state: State) -> StateEdit:
    return StateEdit(sheet.document.id, sheet.annotation.state, state, sheet.annotation.note)


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise NoWords
    return words


def _outcome(sheet: Sheet, name: str, place: Place, edits: list[Edit]) -> Outcome:
    if place is None:
        return Outcome(Draft(f"{name}_article", {}, tuple(edits)))
    surface = shortened(clitics.name(sheet.document.text, *place))
    return Outcome(Draft(name, {"surface": surface}, tuple(edits)))
