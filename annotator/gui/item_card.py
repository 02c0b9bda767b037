"""What is in hand, in words: what it is, where it comes from, where else it stands, what can be pressed."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from annotator.gui import key_button
from annotator.gui.actions import BY_ID
from annotator.gui.blocks import card
from annotator.gui.key_button import KeyButton
from annotator.gui.keymap import KeyMap
from annotator.gui.marks import label_words
from annotator.gui.notes_line import NotesLine
from annotator.gui.still_text import StillText, Words
from annotator.gui.theme import Theme
from annotator.labelling.equals import equals
from annotator.labelling.origins import Origin, origin_of
from annotator.labelling.sheet import Item, Sheet, same_place
from annotator.model import Note, Span, State, Suggestion
from annotator.suggest.reasons import sentence
from annotator.words import N_, _, n_, number

ROOMY: Final = 112
TIGHT: Final = 72
"""Heights of the words in pixels."""
_LONGEST: Final = 200  # code points of what is in hand or selected: more does not fit, and costs every key
ORIGIN_WORDS: Final = {
    Origin.BY_HAND: N_("labelled by hand"),
    Origin.ACCEPTED: N_("accepted as suggested"),
    Origin.CORRECTED: N_("corrected from a suggestion"),
    Origin.SPREAD: N_("labelled together with its equals"),
}


class ItemCard(QWidget):
    """A card about the span or suggestion in hand, with its buttons."""

    action_requested = Signal(str)

    def __init__(self, theme: Theme, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._keys = theme, keys
        self._is_tight = False
        self._again: Callable[[], None] = lambda: None
        self.notes = NotesLine(theme, keys)
        self._words = StillText(ROOMY)
        self._accept = self._button("accept", _("Accept"), is_main=True)
        self._reject = self._button("reject", _("Reject"))
        self._edges = KeyButton(_("Edges"), "start_out end_out", keys, theme)
        self._edges.setToolTip(
            _("Move the start or the end of what is in hand, outwards or inwards, by clitic or word.")
        )
        self._edges.clicked.connect(self._offer_edges)
        self.notes.action_requested.connect(self.action_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._block = card(self._words, self.notes, self._accept, self._pair())
        column.addWidget(self._block)

    def text(self) -> str:
        """Return what is said of the item, a line each."""
        return self._words.text()

    def set_tight(self, *, is_tight: bool) -> None:
        """Take less room, or as much as reads best."""
        if is_tight == self._is_tight:
            return
        self._is_tight = is_tight
        self._words.setFixedHeight(TIGHT if is_tight else ROOMY)
        for button in (self._accept, self._reject, self._edges):
            button.setFixedHeight(key_button.TIGHT if is_tight else key_button.ROOMY)
        layout = self._block.layout()
        if layout is not None:
            layout.setSpacing(5 if is_tight else 8)
            layout.setContentsMargins(14, *((8, 14, 8) if is_tight else (12, 14, 12)))
        self._again()

    def show_item(self, sheet: Sheet, item: Item) -> None:
        """Show a span or a suggestion."""
        self._again = lambda: self.show_item(sheet, item)
        others = len(equals(sheet, item)) - 1
        theme, is_tight = self._theme, self._is_tight
        kind = _("Suggestion") if isinstance(item, Suggestion) else _("Span")
        colour = theme.colour_of(sheet.schema.label(item.label))
        named = label_words(sheet.schema, item.label, item.sublabel)
        why = _reasons(sheet, item)
        surface = sheet.surface(item)[:_LONGEST]
        if others > 0 and is_tight:
            named = f"{named}  ×{number(others + 1)}"
        elif others > 0:
            why.append(_places(others))
        self._words.say(
            [
                *([] if is_tight else [Words(kind, theme.muted, 12)]),
                Words(surface, theme.ink, 18, is_bold=True, lines=1 if is_tight else 2),
                Words(named, colour, 14, is_bold=True),
                Words(_(" · ").join(why), theme.muted, 13, lines=1 if is_tight else 2, is_said=True),
            ]
        )
        self.notes.show_notes(notes_on(sheet, item.start, item.end))
        self._show_buttons(is_suggestion=isinstance(item, Suggestion), others=others)

    def show_none(self, sheet: Sheet | None, *, start: int, end: int) -> None:
        """Show what a label would go to when nothing is in hand: the range, or nothing."""
        self._again = lambda: self.show_none(sheet, start=start, end=end)
        theme = self._theme
        for button in (self._accept, self._reject, self._edges):
            button.setEnabled(False)
        self.notes.show_notes([*notes_on(sheet, start, end), *_about_all(sheet)] if sheet is not None else ())
        if sheet is not None and start < end:
            said = " ".join(sheet.document.text[start : min(end, start + _LONGEST)].split())
            lines = [
                *([] if self._is_tight else [Words(_("Not labelled"), theme.muted, 12)]),
                Words(said, theme.ink, 18, is_bold=True, lines=1 if self._is_tight else 2),
                Words(_("A label's key labels it."), theme.ink, 13),
            ]
        else:
            lines = [Words(_("Nothing is chosen"), theme.muted, 16)]
        self._words.say([*lines, Words(self._what_next(sheet), theme.muted, 13, lines=2, is_said=True)])
        if sheet is not None and sheet.open_suggestions:
            self._accept.set_words(_("Next suggestion"))
            self._accept.setEnabled(True)  # Enter goes on where nothing is in hand

    def _what_next(self, sheet: Sheet | None) -> str:
        if sheet is None:
            return ""
        left = len(sheet.open_suggestions)
        if left:
            words = n_(
                "{count} suggestion waits: {key} takes the next.",
                "{count} suggestions wait: {key} takes the next.",
                left,
            )
            return words.format(count=number(left), key=self._keys.named("next_suggestion"))
        if sheet.annotation.state is State.FINISHED:
            return _("This article is finished; a change takes it up again.")
        if sheet.suggestions:
            words = _("Every suggestion is decided. {key} finishes the document.")
        else:
            words = _("Nothing is suggested here. Select a name and press a label's key; {key} finishes.")
        return words.format(key=self._keys.named("accept_rest"))

    def _show_buttons(self, *, is_suggestion: bool, others: int) -> None:
        if is_suggestion:
            words = _("Accept, everywhere") if others > 0 else _("Accept")
        else:
            words = _("Label it everywhere") if others > 0 else _("Nothing else to label")
        self._accept.set_words(words)
        self._accept.setEnabled(is_suggestion or others > 0)
        self._reject.set_words(_("Reject") if is_suggestion else _("Remove"))
        self._reject.setEnabled(True)
        self._edges.setEnabled(True)

    def _button(self, action: str, words: str, *, is_main: bool = False) -> KeyButton:
        button = KeyButton(words, action, self._keys, self._theme, is_main=is_main)
        button.clicked.connect(lambda: self.action_requested.emit(action))
        return button

    def _pair(self) -> QWidget:
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._reject, 4)  # it says more, in French most of all
        row.addWidget(self._edges, 3)
        return pair

    def _offer_edges(self) -> None:
        """Show the four ways to move an edge, under the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for id_ in ("start_out", "start_in", "end_out", "end_in"):
            item = menu.addAction(f"{_(BY_ID[id_].text)}\t{self._keys.shown(id_)}")
            item.triggered.connect(lambda _on=False, id_=id_: self.action_requested.emit(id_))
        menu.popup(self._edges.mapToGlobal(self._edges.rect().bottomLeft()))


def notes_on(sheet: Sheet, start: int, end: int) -> list[Note]:
    """Return the notes on a range or on a part of it."""
    return [
        note
        for note in sheet.annotation.notes
        if note.start is not None and note.end is not None and note.start < end and start < note.end
    ]


def _about_all(sheet: Sheet) -> list[Note]:
    return [note for note in sheet.annotation.notes if note.start is None]


def _reasons(sheet: Sheet, item: Item) -> list[str]:
    if isinstance(item, Suggestion):
        return [sentence(item.reason)]
    proposed = sheet.proposed.over(item.start, item.end)
    if item.origin == "import" and not any(one.source == "import" for one in proposed):
        return [_("came with the import")]
    origin = origin_of(sheet, item)
    return [_(ORIGIN_WORDS[origin]), *_why_suggested(sheet, item, origin)]


def _why_suggested(sheet: Sheet, span: Span, origin: Origin) -> list[str]:
    """Return why an accepted span was suggested."""
    if origin is not Origin.ACCEPTED:
        return []
    proposed = sheet.proposed.over(span.start, span.end)
    return [sentence(one.reason) for one in proposed if same_place(one, span)][:1]


def _places(others: int) -> str:
    words = n_("stands in {count} more place", "stands in {count} more places", others)
    return words.format(count=number(others))
