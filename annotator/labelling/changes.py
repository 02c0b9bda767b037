"""The names of changes in words, as undo and the history show them."""

from collections.abc import Mapping

from annotator.words import N_, _

CHANGES = {
    "accept": N_("accept «{surface}»"),
    "spread": N_("label every «{surface}»"),
    "reject": N_("reject «{surface}»"),
    "label": N_("label «{surface}»"),
    "relabel": N_("relabel «{surface}»"),
    "move_edge": N_("move the edge of «{surface}»"),
    "remove": N_("remove «{surface}»"),
    "accept_rest": N_("accept the rest and finish"),
    "state_finished": N_("finish the document"),
    "state_in_progress": N_("take the document up again"),
    "state_skipped": N_("skip the document"),
    "state_question": N_("ask the lead"),
    "state_new": N_("put the document back"),
    "import": N_("import labels"),
}


def change_name(name: str, values: Mapping[str, str]) -> str:
    """Return the words for a change's code and values, as undo and the history show them."""
    return _(CHANGES[name]).format(**values) if name in CHANGES else name
