"""What a project's schema makes of a suggestion: its labels, its sublabels, where its spans begin.

Knowledge speaks the labels of security-news. A schema to which a map leads from there gets their
counterparts; what has none is no suggestion there.
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


def translated(one: Suggestion, *, schema: Schema) -> Suggestion | None:
    """Return what knowledge suggests under the schema's own label; None where the map has no counterpart.

    A label that the map does not speak of is kept: a project's own lexicon speaks the project's labels.
    """
    labels = _map_to(schema.id)
    if labels is None or one.label not in labels:
        return one
    label = counterpart(labels, one.label, sublabel=one.sublabel)
    if label is None:
        return None
    return one if label == one.label else replace(one, label=label)


def is_translated(schema: Schema | None) -> bool:
    """Tell whether knowledge needs a map to speak the labels of `schema`."""
    return schema is not None and _map_to(schema.id) is not None


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
def _map_to(schema_id: str) -> LabelMap | None:
    name = f"{_SPOKEN}-to-{schema_id}"
    return load_map(name) if name in map_names() else None
