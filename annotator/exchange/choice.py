"""Which documents and which spans of them are exported: by state, label, outlet and date.

What is left out because somebody asked for it is counted apart from what a format loses.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from annotator import errors
from annotator.exchange.incoming import quoted
from annotator.model import Span, State
from annotator.project.batches import Facts
from annotator.schema import Schema
from annotator.text.dates import date_in
from annotator.text.folding import folded
from annotator.words import _

DATE_KEYS: Final = (
    "date",
    "published",
    "publication_date",
    "published_at",
    "datepublished",
    "pubdate",
    "تاريخ",
    "التاريخ",
)
"""The keys of `meta` that tell when a document was published, in the order in which they are asked."""

_MOST_OUTLETS: Final = 12  # that a sentence names


@dataclass(frozen=True, slots=True)
class Choice:
    """What to export; an empty field leaves everything in.

    `labels` are `ORG` or `ORG.military_unit`: spans of others are left out, their documents are not. `after`
    is the first day that counts, `before` the first that does not; a document without a date is in no range.
    """

    states: frozenset[State] = frozenset({State.FINISHED})
    labels: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None

    def check(self, schema: Schema, outlets: Iterable[str]) -> None:
        """Refuse what could choose nothing; `outlets` are those of the documents.

        Raises LabelNotInSchema, OutletUnknown or NoDaysBetween.
        """
        for one in self.labels:
            label, dot, sublabel = one.partition(".")
            known = schema.label(label).sublabels if label in schema else ()
            if label not in schema or (dot and sublabel not in {sub.id for sub in known}):
                raise errors.LabelNotInSchema(label=quoted(one), labels=", ".join(schema.label_ids()))
        there = dict.fromkeys(outlet for outlet in outlets if outlet)
        known_outlets = {outlet_key(outlet) for outlet in there}
        for outlet in self.outlets:
            if outlet_key(outlet) not in known_outlets:
                shown = [quoted(one) for one in there][:_MOST_OUTLETS] or ["—"]
                raise errors.OutletUnknown(outlet=quoted(outlet), outlets=_(", ").join(shown))
        if self.after is not None and self.before is not None and self.after >= self.before:
            raise errors.NoDaysBetween(after=self.after.isoformat(), before=self.before.isoformat())

    def documents(self, ids: Iterable[str], facts: Mapping[str, Facts]) -> "Chosen":
        """Return those of the documents that are to go out, in their order, by outlet and date."""
        chosen = Chosen()
        for id_ in ids:
            reason = self._against(facts[id_])
            if reason:
                chosen.left_out[reason] += 1
            else:
                chosen.ids.append(id_)
        return chosen

    def keeps(self, span: Span) -> bool:
        """Tell whether a span is to go out."""
        return not self.labels or span.label in self.labels or f"{span.label}.{span.sublabel}" in self.labels

    def as_fields(self) -> dict[str, object]:
        """Return the choice as it stands in a manifest."""
        return {
            "states": [state.value for state in State if state in self.states],
            "labels": list(self.labels) or None,
            "outlets": list(self.outlets) or None,
            "after": self.after.isoformat() if self.after else None,
            "before": self.before.isoformat() if self.before else None,
        }

    def _against(self, one: Facts) -> str:
        """Return what speaks against a document, "" for nothing."""
        if self.outlets and outlet_key(one.outlet) not in {outlet_key(outlet) for outlet in self.outlets}:
            return "outlet"
        if self.after is None and self.before is None:
            return ""
        day = date_of(one.meta)
        if day is None:
            return "undated"
        is_in = (self.after is None or self.after <= day) and (self.before is None or day < self.before)
        return "" if is_in else "date"


EVERYTHING: Final = Choice()


@dataclass(slots=True)
class Chosen:
    """The documents that go out, and why others do not: by `outlet`, `date`, or being `undated`."""

    ids: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def date_of(meta: Mapping[str, str]) -> date | None:
    """Return when a document was published, None where its `meta` does not say so clearly."""
    lower = {key.casefold(): value for key, value in meta.items()}
    days = (date_in(lower[key]) for key in DATE_KEYS if key in lower)
    return next((day for day in days if day is not None), None)


def day_of(value: str) -> date:
    """Return the day that somebody typed; raises NotADate."""
    day = date_in(value)
    if day is None:
        raise errors.NotADate(value=quoted(value))
    return day


def outlet_key(outlet: str) -> str:
    """Return what two spellings of an outlet have in common, "" for none."""
    return " ".join(folded(outlet).split())
