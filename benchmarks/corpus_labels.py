"""The labels of any corpus as a schema, and what knowledge calls by those labels.

Where a preset of the program has all the corpus' labels and a map leads there, it is that preset, and the
program's own map is what is measured. Else a schema is made for the corpus, with whole-word edges, and a
map for it from equal names and their usual short forms.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotator import schema as schemas
from annotator.model import Suggestion
from annotator.schema import Label, LabelMap, Names, Schema
from annotator.schema.maps import counterpart, load_map, map_names
from annotator.suggest.pipeline import Source

_SAME = (
    {"PERS", "PER", "PERSON"},
    {"ORG", "ORGANIZATION", "ORGANISATION"},
    {"LOC", "LOCATION", "PLACE"},
    {"GPE"},
    {"FAC", "FACILITY"},
    {"MISC", "MIS", "OTHER"},
    {"OCC", "POSITION"},
    {"WEA", "WEAPON"},
    {"VEH", "VEHICLE"},
    {"QUANT", "QUANTITY"},
    {"EVENT", "EVE"},
)


def schema_for(labels: Iterable[str]) -> tuple[Schema, LabelMap | None]:
    """Return a schema with these labels; with a map where the schema is made for them."""
    wanted = set(labels)
    for name in schemas.presets():
        preset = schemas.load(name)
        if wanted <= set(preset.label_ids()) and f"security-news-to-{preset.id}" in map_names():
            return preset, None
    made = tuple(
        Label(id_, Names(id_, id_, id_), "#5a5a5a", "#b4b4b4", clitics="inside") for id_ in sorted(wanted)
    )
    return Schema("corpus", 1, Names("corpus", "corpus", "corpus"), made), _map_to(wanted)


def _map_to(wanted: set[str]) -> LabelMap:
    ours, plain = schemas.load("security-news"), load_map("security-news-to-anercorp")
    found: dict[str, str | None] = {}
    for label in ours.label_ids():
        found[label] = _named(label, wanted) or _named(counterpart(plain, label) or "", wanted)
    return found


def _named(label: str, wanted: set[str]) -> str | None:
    names = next((same for same in _SAME if label in same), {label})
    by_upper = {one.upper(): one for one in sorted(wanted)}
    return next((by_upper[name] for name in sorted(names) if name in by_upper), None)


class Translated:
    """A source of knowledge under the labels of a corpus."""

    def __init__(self, source: Source, labels: LabelMap) -> None:
        self.name = source.name
        self._source, self._labels = source, labels

    def suggest(self, text: str) -> list[Suggestion]:
        """Return what the source suggests, without what has no counterpart."""
        found = []
        for one in self._source.suggest(text):
            if one.label in self._labels:
                label = counterpart(self._labels, one.label, sublabel=one.sublabel)
                if label is not None:
                    found.append(replace(one, label=label, sublabel=""))
        return found


def our_labels_in(label_map: Mapping[str, str | None], corpus: set[str]) -> bool:
    """Tell whether a map speaks of our labels, so that it says what knowledge is called in the corpus."""
    ours = set(schemas.load("security-news").label_ids())
    return (
        bool(label_map)
        and all(key.partition(".")[0] in ours for key in label_map)
        and not (set(label_map) <= corpus)
    )
