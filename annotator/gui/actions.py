"""Every action of the window in one table: it draws the menus, the key help and the status line.

Keys are physical: the key in the place where a US keyboard has that letter, whatever it types.
Labels bring keys of their own from the schema.
"""

from dataclasses import dataclass
from typing import Final

from annotator.words import N_, _


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do: its id, its words, its keys (the first is the one shown), its menu.

    A key that is held down does it again and again only where it `may_repeat`: moving on may, deciding not.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    menu: str
    may_repeat: bool = False


DECIDE: Final = N_("Decide")
MOVE: Final = N_("Move")
DOCUMENT: Final = N_("Document")
VIEW: Final = N_("View")
FIND: Final = N_("Find")
HELP: Final = N_("Help")

ACTIONS: Final = (
    Action("next_suggestion", N_("Next suggestion"), ("Tab",), MOVE, may_repeat=True),
    Action("previous_suggestion", N_("Previous suggestion"), ("Shift+Tab",), MOVE, may_repeat=True),
    Action("next_item", N_("Next span or suggestion"), ("Alt+Left",), MOVE, may_repeat=True),
    Action("previous_item", N_("Previous span or suggestion"), ("Alt+Right",), MOVE, may_repeat=True),
    Action("outer_item", N_("Take what lies around"), ("Alt+Up",), MOVE, may_repeat=True),
    Action("inner_item", N_("Take what lies inside"), ("Alt+Down",), MOVE, may_repeat=True),
    Action("accept", N_("Accept, everywhere in the document"), ("Enter",), DECIDE),
    Action("reject", N_("Reject, or remove the span"), ("Delete", "Backspace"), DECIDE),
    Action("palette", N_("Choose a label…"), ("F2",), DECIDE),
    Action("lexicon_add", N_("Add to the lexicon…"), (), DECIDE),
    Action("lexicon_refuse", N_("Never suggest this name"), (), DECIDE),
    Action("start_out", N_("Move the start outwards"), ("[",), DECIDE, may_repeat=True),
    Action("start_in", N_("Move the start inwards"), ("Shift+[",), DECIDE, may_repeat=True),
    Action("end_out", N_("Move the end outwards"), ("]",), DECIDE, may_repeat=True),
    Action("end_in", N_("Move the end inwards"), ("Shift+]",), DECIDE, may_repeat=True),
    Action("undo", N_("Undo"), ("Ctrl+Z",), DECIDE, may_repeat=True),
    Action("redo", N_("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), DECIDE, may_repeat=True),
    Action("accept_rest", N_("Accept the rest and finish"), ("Space",), DOCUMENT),
    Action("finish", N_("Finish without accepting"), ("Ctrl+Enter",), DOCUMENT),
    Action("skip", N_("Skip, with a reason…"), ("F8",), DOCUMENT),
    Action("ask", N_("Question to the lead…"), ("F7",), DOCUMENT),
    Action("note", N_("Note for the lead…"), ("F6",), DOCUMENT),
    Action("next_document", N_("Next document"), ("Ctrl+PgDown",), DOCUMENT, may_repeat=True),
    Action("previous_document", N_("Previous document"), ("Ctrl+PgUp",), DOCUMENT, may_repeat=True),
    Action("import", N_("Import articles…"), ("Ctrl+O",), DOCUMENT),
    Action("export", N_("Export training data…"), ("Ctrl+E",), DOCUMENT),
    Action("find", N_("Find in the article"), ("Ctrl+F",), FIND),
    Action("find_next", N_("Next place found"), ("F3",), FIND, may_repeat=True),
    Action("find_previous", N_("Previous place found"), ("Shift+F3",), FIND, may_repeat=True),
    Action("find_project", N_("Search the project"), ("Ctrl+Shift+F",), FIND),
    Action("filter", N_("Filter the list"), ("Ctrl+L",), FIND),
    Action("labelling", N_("Labelling"), ("Alt+1",), VIEW),
    Action("suggestions", N_("Suggestions"), ("Alt+2",), VIEW),
    Action("agreement", N_("Agreement"), ("Alt+3",), VIEW),
    Action("adjudication", N_("Adjudication"), ("Alt+4",), VIEW),
    Action("progress", N_("Progress"), ("Alt+5",), VIEW),
    Action("rule_here", N_("Rule on gold here"), (), VIEW),
    Action("history", N_("History"), ("F5",), VIEW),
    Action("show_removed", N_("Show what cleaning removed"), ("F4",), VIEW),
    Action("next_part", N_("Next part of the window"), ("F12",), VIEW),
    Action("previous_part", N_("Previous part of the window"), ("Shift+F12",), VIEW),
    Action("show_invisible", N_("Show invisible characters"), ("F9",), VIEW),
    Action("show_list", N_("Hide or show the list"), ("Ctrl+B",), VIEW),
    Action("larger", N_("Larger text"), ("Ctrl+=",), VIEW, may_repeat=True),
    Action("smaller", N_("Smaller text"), ("Ctrl+-",), VIEW, may_repeat=True),
    Action("usual_size", N_("Usual size of text"), ("Ctrl+0",), VIEW),
    Action("quit", N_("Quit"), ("Ctrl+Q",), DOCUMENT),
    Action("keys", N_("Keys"), ("F1",), HELP),
    Action("tour", N_("Tour"), (), HELP),
    Action("reports", N_("Reports of errors…"), (), HELP),
    Action("about", N_("About Annotator…"), (), HELP),
)

BY_ID: Final = {action.id: action for action in ACTIONS}

_SHOWN: Final = {"Delete": N_("Del"), "Shift+[": "{", "Shift+]": "}"}
_NAMES: Final = frozenset(
    {
        *(N_("Ctrl"), N_("Shift"), N_("Alt"), N_("Enter"), N_("Space"), N_("Tab"), N_("Backspace")),
        *(N_("Esc"), N_("PgUp"), N_("PgDown"), N_("Home"), N_("End")),
        *(N_("Up"), N_("Down"), N_("Left"), N_("Right")),
    }
)
"""Keys with a word on them, which in French is another than in English."""


def shown_key(key: str) -> str:
    """Return a key as it stands on a key cap, the same in a window that reads from the right.

    Direction isolates keep «[» from being mirrored and «Ctrl+=» from being turned round.
    """
    parts = [_(part) if part in _NAMES else part for part in key.split("+")]
    shown = _(_SHOWN[key]) if key in _SHOWN else "+".join(parts)
    return shown if shown.isalnum() else f"\u2066{shown}\u2069"
