"""What a schema is: labels with names, colours, keys, guideline, nesting and clitic rules; all frozen.

Nothing is checked here: `reading.parse` is the way in, and `dump` the way out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

FORMAT: Final = 1  # of the file, not of its content: that is Schema.version
KEYS: Final = (*"1234567890", *"QWERTYUIOPASDFGHJKLZXCVBNM")  # physical, named as on a US keyboard

MOST_SUBLABELS: Final = 9  # one for each of the keys 1 to 9
LANGUAGES: Final = ("ar", "en", "fr")
Clitics = Literal["outside", "inside"]
CLITIC_RULES: Final = ("outside", "inside")


@dataclass(frozen=True, slots=True)
class Names:
    """The same words in the three languages of the program."""

    ar: str
    en: str
    fr: str

    def in_language(self, code: str) -> str:
        """Return the words in the language `code`, English for a code that is none of the three."""
        return {"ar": self.ar, "fr": self.fr}.get(code, self.en)


NOTHING_SAID: Final = Names("", "", "")
_GREYS: Final = ("#5a5a5a", "#b4b4b4")  # of what has no colour, in the light and the dark theme


@dataclass(frozen=True, slots=True)
class Sublabel:
    """A finer kind of a label; its place among the label's sublabels is its digit, 1 to 9."""

    id: str
    names: Names


@dataclass(frozen=True, slots=True)
class Label:
    """What a span may be called, and how it looks, is reached and nests.

    `light` and `dark` are inks "#rrggbb" for the light and the dark theme; `key` is a physical key
    of KEYS, or "" for none; examples are Arabic with the span in [brackets]; `holds` are the labels
    that may nest inside, None meaning any.
    """

    id: str
    names: Names
    light: str
    dark: str
    key: str = ""
    guideline: Names = NOTHING_SAID
    examples: tuple[str, ...] = ()
    sublabels: tuple[Sublabel, ...] = ()
    clitics: Clitics = "outside"
    holds: frozenset[str] | None = None

    def sublabel(self, sublabel_id: str) -> Sublabel:
        """Return the sublabel `sublabel_id`; raises KeyError."""
        for sublabel in self.sublabels:
            if sublabel.id == sublabel_id:
                return sublabel
        raise KeyError(sublabel_id)

    def may_hold(self, label_id: str) -> bool:
        """Tell whether a span of the label `label_id` may nest inside a span of this one."""
        return self.holds is None or label_id in self.holds


@dataclass(frozen=True, slots=True)
class Schema:
    """All labels of a project, in the order in which they are shown."""

    id: str
    version: int
    names: Names
    labels: tuple[Label, ...]
    may_cross: bool = False
    _by_id: Mapping[str, Label] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {label.id: label for label in self.labels})

    def __contains__(self, label_id: object) -> bool:
        return label_id in self._by_id

    def has(self, label_id: str, sublabel_id: str = "") -> bool:
        """Tell whether there is a label of that id, with a sublabel of that id where one is asked for."""
        label = self._by_id.get(label_id)
        if label is None or not sublabel_id:
            return label is not None
        return any(one.id == sublabel_id for one in label.sublabels)

    def label_ids(self) -> tuple[str, ...]:
        """Return the ids of all labels, in their order."""
        return tuple(label.id for label in self.labels)

    def label(self, label_id: str) -> Label:
        """Return the label `label_id`; raises KeyError."""
        return self._by_id[label_id]

    def sublabel(self, label_id: str, sublabel_id: str) -> Sublabel:
        """Return the sublabel `sublabel_id` of the label `label_id`; raises KeyError."""
        return self._by_id[label_id].sublabel(sublabel_id)

    def knowing(self, label_ids: Iterable[str]) -> "Schema":
        """Return a schema that can also tell how to call and draw those of `label_ids` that are none of its.

        They are grey, called by their ids and in no list: what a damaged project carries can be seen, and
        removed.
        """
        strangers = {id_: Label(id_, Names(id_, id_, id_), *_GREYS) for id_ in label_ids if id_ not in self}
        if not strangers:
            return self
        known = replace(self)
        object.__setattr__(known, "_by_id", {**self._by_id, **strangers})
        return known

    def by_key(self, key: str) -> Label | None:
        """Return the label of a physical key, None where no label has it."""
        return next((label for label in self.labels if label.key == key), None) if key else None

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the whole content, in hexadecimal: equal schemas have equal ones."""
        # Imported here: both are needed for saving and exporting, not before the first paint.
        import hashlib
        import json

        content = json.dumps(dump(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()


def plain_example(example: str) -> tuple[str, int, int]:
    """Return an example without its brackets, and the range of its span in code points."""
    start, end = example.index("["), example.index("]") - 1
    return example.replace("[", "").replace("]", ""), start, end


def dump(schema: Schema) -> dict[str, object]:
    """Return the schema as plain values for JSON or TOML; `parse` makes an equal schema of them."""
    return {
        "format": FORMAT,
        "id": schema.id,
        "version": schema.version,
        "may_cross": schema.may_cross,
        "names": _dump_names(schema.names),
        "labels": [_dump_label(label) for label in schema.labels],
    }


def _dump_label(label: Label) -> dict[str, object]:
    data: dict[str, object] = {
        "id": label.id,
        "key": label.key,
        "light": label.light,
        "dark": label.dark,
        "clitics": label.clitics,
        "names": _dump_names(label.names),
        "examples": list(label.examples),
        "sublabels": [{"id": sub.id, "names": _dump_names(sub.names)} for sub in label.sublabels],
    }
    if label.guideline != NOTHING_SAID:
        data["guideline"] = _dump_names(label.guideline)
    if label.holds is not None:
        data["holds"] = sorted(label.holds)
    return data


def _dump_names(names: Names) -> dict[str, str]:
    return {"ar": names.ar, "en": names.en, "fr": names.fr}
