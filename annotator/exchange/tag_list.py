"""Every tag that an export may hold: formats that number their labels say them before the first document."""

from annotator.exchange.renaming import Renaming
from annotator.schema import Schema


def tags_of(schema: Schema, *, has_sublabels: bool, labels: Renaming | None = None) -> tuple[str, ...]:
    """Return the tags of `schema` in its order, as `labels` call them, each once.

    Where it `has_sublabels`, those in tags (`ORG.military_unit`) follow their label.
    """
    found: dict[str, None] = {}
    for label in schema.labels:
        for sublabel in ("", *(one.id for one in label.sublabels)):
            named = _named(label.id, sublabel, labels)
            if named is not None:
                found[f"{named[0]}.{named[1]}" if has_sublabels and named[1] else named[0]] = None
    return tuple(found)


def _named(label: str, sublabel: str, labels: Renaming | None) -> tuple[str, str] | None:
    if labels is None:
        return label, sublabel
    try:
        return labels.of(label, sublabel)
    except KeyError:  # the map says nothing about it
        return label, sublabel
