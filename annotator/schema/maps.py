"""Maps from one preset's labels to another's, so that an export can speak another tag set.

A map names for every label, or label.sublabel, its counterpart or that it has none. It moves no
edge: where the other tag set draws spans differently, the map's file says so in a comment.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from annotator import errors
from annotator.assets import resource
from annotator.schema.files import load, read_toml
from annotator.schema.table import Table
from annotator.schema.values import FORMAT, Schema

LabelMap = Mapping[str, str | None]  # "ORG" or "ORG.media" -> a label, None for no counterpart
_FIELDS: Final = ("format", "from", "to", "labels")


def map_names() -> list[str]:
    """Return the names of the maps that ship with the program: FROM-to-TO."""
    return sorted(path.stem for path in resource("schemas", "maps").glob("*.toml"))


def load_map(name: str) -> LabelMap:
    """Read a map by its name and check it against both its schemas.

    Raises UnknownMap, BrokenMap, MapLeavesOut or another SchemaError.
    """
    if name not in map_names():
        raise errors.UnknownMap(name=name, names=", ".join(map_names()))
    path = resource("schemas", "maps", f"{name}.toml")
    table = Table(read_toml(path), schema=path.name, path="", fields=_FIELDS)
    if table.count("format") > FORMAT:
        raise errors.NewerSchema(schema=path.name, found=table.count("format"), known=FORMAT)
    source, target = load(table.text("from")), load(table.text("to"))
    known = [*source.label_ids(), *(f"{one.id}.{sub.id}" for one in source.labels for sub in one.sublabels)]
    rows = table.table("labels", fields=known)
    found = {key: rows.text(key, default="") for key in known if key in rows}
    _check(found, path=path, source=source, target=target)
    return {key: label or None for key, label in found.items()}


def _check(found: Mapping[str, str], *, path: Path, source: Schema, target: Schema) -> None:
    for label in found.values():
        if label and label not in target:
            raise errors.BrokenMap(path=path, found=label, schema=target.id)
    for label in source.label_ids():
        if label not in found:
            raise errors.MapLeavesOut(path=path, label=label, schema=source.id)


def counterpart(label_map: LabelMap, label: str, *, sublabel: str = "") -> str | None:
    """Return what a span is called on the other side, None for nothing; raises KeyError.

    The line of the sublabel counts before that of its label.
    """
    key = f"{label}.{sublabel}"
    return label_map[key] if sublabel and key in label_map else label_map[label]
