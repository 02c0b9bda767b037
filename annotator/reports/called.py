"""What labels and people are called in a report, and in which colours labels are drawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from annotator.agreement.anonymity import nameless
from annotator.schema import Schema
from annotator.text.printable import printable
from annotator.words import _, language


@dataclass(frozen=True, slots=True)
class Called:
    """Words for ids. An id or a name that is not in here stands for itself, and has the usual colour."""

    labels: Mapping[str, str] = field(default_factory=dict)
    sublabels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def by(
        cls, schema: Schema, *, colours: Mapping[str, str] | None = None, nameless_of: Iterable[str] = ()
    ) -> Self:
        """Return what a schema calls labels in the language in use, in their light colours unless told.

        Those of `nameless_of` are called by numbers, not by their names.
        """
        said = language()
        return cls(
            labels={label.id: label.names.in_language(said) for label in schema.labels},
            sublabels={
                (label.id, one.id): one.names.in_language(said)
                for label in schema.labels
                for one in label.sublabels
            },
            people=nameless(nameless_of),
            colours={label.id: label.light for label in schema.labels} if colours is None else colours,
        )

    def label(self, label_id: str | None) -> str:
        """Return what a label is called; None is «not marked»."""
        return _("not marked") if label_id is None else self.labels.get(label_id, label_id)

    def sublabel(self, label_id: str, sublabel_id: str) -> str:
        """Return a label's name with its sublabel's after a dot."""
        if not sublabel_id:
            return _("{label} · without a sublabel").format(label=self.label(label_id))
        return f"{self.label(label_id)} · {self.sublabels.get((label_id, sublabel_id), sublabel_id)}"

    def name(self, name: str) -> str:
        """Return what somebody is called, for a cell of its own; of names all that can be shown."""
        return printable(self.people.get(name, name))

    def place(self, name: str) -> int:
        """Return where somebody comes in a list: by their number, 0 where everybody goes by their name."""
        return list(self.people).index(name) if name in self.people else 0

    def person(self, name: str) -> str:
        """Return what somebody is called, between marks that keep a name's direction to itself."""
        return f"\u2068{self.name(name)}\u2069"

    def colour(self, label_id: str | None) -> str:
        """Return a label's colour, "" for the usual one."""
        return self.colours.get(label_id or "", "")
