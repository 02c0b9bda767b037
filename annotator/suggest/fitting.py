"""What a project's schema makes of a suggestion: its labels, its sublabels, where its spans begin.

Knowledge speaks the labels of security-news. A schema to which a map leads from there gets their
counterparts; any other schema gets what it calls by the same or a usual name, and as LOC the places for
which it has no other label. What has no counterpart is no suggestion there.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Final

from annotator.model import Suggestion
from annotator.schema import Schema
from annotator.schema.maps import LabelMap, counterpart, load_map, map_names
from annotator.text.clitics import word_start

KNOWLEDGE: Final = frozenset({"lexicon", "patterns"})
"""The sources that speak the labels of security-news, whatever the project's own are."""
_SPOKEN: Final = "security-news"
_PLAIN: Final = "anercorp"  # in which every place is LOC: where a schema has no label of its own for it
_USUAL_NAMES: Final = {
    "PERS": ("PER", "PERSON"),
    "ORG": ("ORGANIZATION", "ORGANISATION"),
    "LOC": ("LOCATION", "PLACE"),
    "FAC": ("FACILITY",),
    "OCC": ("POSITION", "TITLE", "JOB_TITLE"),
    "WEA": ("WEAPON",),
    "VEH": ("VEHICLE",),
    "QUANT": ("QUANTITY",),
    "MISC": ("MIS", "OTHER"),
}


def translated(one: Suggestion, *, schema: Schema) -> Suggestion | None:
    """Return what knowledge suggests under the schema's own label; None where there is no counterpart.

    A label that the map does not speak of is kept: a project's own lexicon speaks the project's labels.
    """
    labels = _map_to(schema.id, schema.label_ids())
    if labels is None or one.label not in labels:
        return one
    label = counterpart(labels, one.label, sublabel=one.sublabel)
    if label is None:
        return None
    return one if label == one.label else replace(one, label=label)


def is_translated(schema: Schema | None) -> bool:
    """Tell whether knowledge needs a map to speak the labels of `schema`."""
    return schema is not None and _map_to(schema.id, schema.label_ids()) is not None


def fitted(one: Suggestion, *, text: str, schema: Schema | None) -> Suggestion | None:
    """Return a suggestion as `schema` has it, None where it lacks the label.

    An unknown sublabel is left out. Where the label takes proclitics in, the start goes to its word's.
    """
    if schema is None:
        return one
    if one.label not in schema:
        return None
    label = schema.label(one.label)
    if one.sublabel and all(sublabel.id != one.sublabel for sublabel in label.sublabels):
        one = replace(one, sublabel="")
    if label.clitics == "inside":
        start = word_start(text, one.start)
        if start != one.start:
            one = replace(one, start=start)
    return one


@lru_cache(maxsize=8)
def _map_to(schema_id: str, label_ids: tuple[str, ...]) -> LabelMap | None:
    """Return the map to a schema, that of the program or one by the names of its labels; None for none."""
    name = f"{_SPOKEN}-to-{schema_id}"
    if name in map_names():
        return load_map(name)
    known = frozenset(label_ids)
    plain = load_map(f"{_SPOKEN}-to-{_PLAIN}")
    if all(label in known or "." in label for label in plain):
        return None
    return {
        key: _called(key.partition(".")[0], known) or _called(label or "", known)
        for key, label in plain.items()
    }


def _called(label: str, known: frozenset[str]) -> str | None:
    """Return what another schema calls a label, by its name or one of its usual names."""
    if label in known:
        return label
    return next((other for other in _USUAL_NAMES.get(label, ()) if other in known), None)
