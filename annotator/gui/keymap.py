"""Which key does what: the table of actions and the schema's labels, with the keys a person chose instead.

A key has one meaning. What is stored and would give it two, names nothing that is there or is no key
falls back to what the table and the schema say. Nothing is drawn here, and nothing pressed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from PySide6.QtCore import QObject, Signal

from annotator.errors import KeyMovesCaret, KeyOfSystem, KeyOfTextFields, KeyTaken, NotUsableKey
from annotator.gui.actions import ACTIONS, BY_ID, Action, shown_key
from annotator.gui.article.keys import movement
from annotator.gui.keys import KEY_NAMES, press_of
from annotator.gui.settings import Settings
from annotator.schema import Label, Schema
from annotator.words import N_, _, language, quoted

LABELS: Final = N_("Labels")
Keys = tuple[str, ...]

_STROKE: Final = re.compile(r"(Ctrl\+)?(Alt\+)?(Shift\+)?(.+)")
_OF_TEXT_FIELDS: Final = frozenset({"Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X"})
# Alt+F4, Alt+Tab and Alt+Space are the window manager's; Esc leaves what is open; Ctrl+Alt is AltGr.
_OF_SYSTEM: Final = frozenset(
    {"Alt+F4", "Alt+Tab", "Alt+Shift+Tab", "Alt+Space", "Ctrl+Tab", "Ctrl+Shift+Tab"}
)


@dataclass(frozen=True, slots=True)
class Holder:
    """What has keys: an action of the table or a label of the schema. `keys` are those it comes with."""

    id: str
    words: str
    group: str
    keys: Keys
    label: Label | None = None


def id_of_label(label_id: str) -> str:
    """Return the id under which the map holds a label's key."""
    return f"label {label_id}"


class KeyMap(QObject):
    """The keys of one window."""

    changed = Signal()
    """Something has another key; all that shows keys is to be drawn again."""

    def __init__(self, schema: Schema, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.holders = {one.id: one for one in _holders(schema)}
        self._labels_of = "labels/" + quote(schema.id, safe="")
        self._chosen: dict[str, Keys] = {
            **settings.keys("actions"),
            **{id_of_label(id_): keys for id_, keys in settings.keys(self._labels_of).items()},
        }
        self._settle()

    def keys(self, id_: str) -> Keys:
        """Return all keys of an action or a label, the one to show first."""
        return self._keys[id_]

    def shown(self, id_: str) -> str:
        """Return the first key of an action or a label as it stands on a cap, "" where it has none."""
        return shown_key(self._keys[id_][0]) if self._keys[id_] else ""

    def named(self, id_: str) -> str:
        """Return how a sentence names what to press: the key, or where there is none the action."""
        return self.shown(id_) or quoted(self.holders[id_].words)

    def action(self, stroke: str) -> Action | None:
        """Return the action of a key."""
        return BY_ID.get(self._by_key.get(stroke, ""))

    def label(self, stroke: str) -> Label | None:
        """Return the label of a key."""
        holder = self.holders.get(self._by_key.get(stroke, ""))
        return holder.label if holder is not None else None

    def owner(self, key: str) -> Holder | None:
        """Return what has a key now."""
        return self.holders.get(self._by_key.get(key, ""))

    def is_changed(self, id_: str) -> bool:
        """Tell whether something has other keys than it comes with."""
        return self._keys[id_] != self.holders[id_].keys

    def change(self, id_: str, key: str) -> None:
        """Give something another key instead of those it has; raises KeyRefused."""
        check(key)
        self._refuse_taken(id_, (key,))
        self._choose({id_: (key,)})

    def swap(self, id_: str, key: str) -> None:
        """Give something the key that another has, which gets its key for it; raises KeyRefused."""
        check(key)
        other = self.owner(key)
        if other is None or other.id == id_:
            self.change(id_, key)
            return
        given = tuple(one for one in self._keys[other.id] if one != key) + self._keys[id_][:1]
        self._choose({id_: (key,), other.id: given})

    def take_away(self, id_: str) -> None:
        """Leave something without a key."""
        self._choose({id_: ()})

    def reset(self, id_: str) -> None:
        """Give something the keys back that it comes with; raises KeyTaken where another has them now."""
        self._refuse_taken(id_, self.holders[id_].keys)
        self._choose({id_: self.holders[id_].keys})

    def reset_all(self) -> None:
        """Give everything the keys back that it comes with."""
        self._choose({id_: holder.keys for id_, holder in self.holders.items()})

    def _refuse_taken(self, id_: str, keys: Keys) -> None:
        for key in keys:
            other = self.owner(key)
            if other is not None and other.id != id_:
                raise KeyTaken(key=shown_key(key), name=other.words)

    def _choose(self, chosen: Mapping[str, Keys]) -> None:
        self._chosen |= chosen
        for id_, holder in self.holders.items():
            if self._chosen.get(id_) == holder.keys:
                del self._chosen[id_]
        prefix = id_of_label("")
        labels = {
            id_.removeprefix(prefix): keys for id_, keys in self._chosen.items() if id_.startswith(prefix)
        }
        actions = {id_: keys for id_, keys in self._chosen.items() if not id_.startswith(prefix)}
        self._settings.set_keys("actions", actions)
        self._settings.set_keys(self._labels_of, labels)
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        """Work out what has which key. A choice that would give a key two meanings is passed over."""
        chosen = {
            id_: keys
            for id_, keys in self._chosen.items()
            if id_ in self.holders and all(map(is_usable, keys))
        }
        while True:
            owners: dict[str, list[str]] = {}
            for id_, holder in self.holders.items():
                for key in chosen.get(id_, holder.keys):
                    owners.setdefault(key, []).append(id_)
            at_odds = {id_ for ids in owners.values() if len(ids) > 1 for id_ in ids if id_ in chosen}
            if not at_odds:
                break
            chosen = {id_: keys for id_, keys in chosen.items() if id_ not in at_odds}
        self._keys = {id_: chosen.get(id_, holder.keys) for id_, holder in self.holders.items()}
        # Actions come first: a schema of somebody's own may have a label on a key that an action has.
        self._by_key = {key: ids[0] for key, ids in owners.items()}


def check(key: str) -> None:
    """Raise KeyRefused for a key that nothing may have."""
    found = _STROKE.fullmatch(key)
    if found is None or found[4] not in KEY_NAMES:
        raise NotUsableKey
    if (found[1] and found[2]) or key in _OF_SYSTEM or found[4] == "Esc":
        raise KeyOfSystem(key=shown_key(key))
    if key in _OF_TEXT_FIELDS:
        raise KeyOfTextFields(key=shown_key(key))
    if movement(press_of(key)) is not None:
        raise KeyMovesCaret(key=shown_key(key))


def is_usable(key: str) -> bool:
    """Tell whether something may have a key."""
    try:
        check(key)
    except (NotUsableKey, KeyOfSystem, KeyOfTextFields, KeyMovesCaret):
        return False
    return True


def _holders(schema: Schema) -> list[Holder]:
    actions = [Holder(action.id, _(action.text), _(action.menu), action.keys) for action in ACTIONS]
    labels = [
        Holder(
            id_of_label(label.id),
            label.names.in_language(language()),
            _(LABELS),
            (label.key,) if label.key else (),
            label,
        )
        for label in schema.labels
    ]
    return actions + labels
