"""Checks plain values, from TOML or JSON, and makes a schema of them.

The whole of it is checked before anything else sees it; the first thing wrong is said in one
sentence. A table without a readable id is called by its place, counted from 1: labels[3].
"""

import re
from collections.abc import Mapping
from typing import Final, cast

from annotator import errors
from annotator.schema.table import Table, shown
from annotator.schema.values import (
    CLITIC_RULES,
    FORMAT,
    KEYS,
    MOST_SUBLABELS,
    NOTHING_SAID,
    Clitics,
    Label,
    Schema,
    Sublabel,
)

_LABEL_ID: Final = re.compile(r"[A-Z][A-Z0-9_]*")
_SUBLABEL_ID: Final = re.compile(r"[a-z][a-z0-9_]*")
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_EXAMPLE: Final = re.compile(r"[^\[\]]*\[[^\[\]]*[^\[\]\s][^\[\]]*\][^\[\]]*")
_SCHEMA_FIELDS: Final = ("format", "id", "version", "may_cross", "names", "labels")
_LABEL_FIELDS: Final = tuple(Label.__dataclass_fields__)


def parse(data: Mapping[str, object], *, origin: str = "") -> Schema:
    """Check plain values and make a schema of them; `origin` (a name or path) goes into errors.

    Raises a SchemaError that names the first thing wrong.
    """
    name = origin or _id_of(data, otherwise="schema")
    found = data.get("format") if isinstance(data, Mapping) else None
    # Before anything else: a newer file may have fields that this program does not know.
    if isinstance(found, int) and found > FORMAT:
        raise errors.NewerSchema(schema=name, found=found, known=FORMAT)
    table = Table(data, schema=name, path="", fields=_SCHEMA_FIELDS)
    if "format" in table:
        table.count("format")
    schema_id, version, names = table.text("id"), table.count("version"), table.names("names")
    labels = tuple(
        _label(one, schema=name, place=place) for place, one in enumerate(table.many("labels"), start=1)
    )
    if not labels:
        raise errors.NoLabels(schema=name)
    _check_together(labels, schema=name)
    return Schema(
        id=schema_id, version=version, names=names, labels=labels, may_cross=table.flag("may_cross")
    )


def _id_of(data: object, *, otherwise: str) -> str:
    found = data.get("id") if isinstance(data, Mapping) else None
    return found if isinstance(found, str) and found.strip() and found.isprintable() else otherwise


def _label(data: object, *, schema: str, place: int) -> Label:
    path = _id_of(data, otherwise=f"labels[{place}]")
    table = Table(data, schema=schema, path=path, fields=_LABEL_FIELDS)
    label_id = table.text("id")
    if not _LABEL_ID.fullmatch(label_id):
        raise errors.BadLabelId(schema=schema, found=label_id)
    return Label(
        id=label_id,
        names=table.names("names"),
        light=_colour(table, "light"),
        dark=_colour(table, "dark"),
        key=_key(table),
        guideline=table.names("guideline") if "guideline" in table else NOTHING_SAID,
        examples=_examples(table),
        sublabels=_sublabels(table),
        clitics=_clitics(table),
        holds=frozenset(table.texts("holds")) if "holds" in table else None,
    )


def _clitics(table: Table) -> Clitics:
    found = table.text("clitics", default="outside")
    if found not in CLITIC_RULES:
        known = ", ".join(CLITIC_RULES)
        raise errors.UnknownCliticRule(
            schema=table.schema, field=table.field("clitics"), known=known, found=shown(found)
        )
    return cast(Clitics, found)


def _colour(table: Table, name: str) -> str:
    found = table.text(name)
    if not _COLOUR.fullmatch(found):
        raise errors.BadColour(schema=table.schema, field=table.field(name), found=shown(found))
    return found.lower()


def _key(table: Table) -> str:
    found = table.text("key", default="")
    if found and found not in KEYS:
        raise errors.NotAKey(schema=table.schema, label=table.path, found=shown(found))
    return found


def _examples(table: Table) -> tuple[str, ...]:
    examples = table.texts("examples")
    for example in examples:
        if not _EXAMPLE.fullmatch(example):
            raise errors.BadExample(schema=table.schema, label=table.path, found=shown(example))
    return examples


def _sublabels(table: Table) -> tuple[Sublabel, ...]:
    rows = table.many("sublabels")
    if len(rows) > MOST_SUBLABELS:
        raise errors.TooManySublabels(schema=table.schema, label=table.path, count=len(rows))
    sublabels: list[Sublabel] = []
    for place, row in enumerate(rows, start=1):
        path = f"{table.path}.{_id_of(row, otherwise=f'sublabels[{place}]')}"
        one = Table(row, schema=table.schema, path=path, fields=("id", "names"))
        found = one.text("id")
        if not _SUBLABEL_ID.fullmatch(found):
            raise errors.BadSublabelId(schema=table.schema, label=table.path, found=shown(found))
        if any(found == before.id for before in sublabels):
            raise errors.RepeatedSublabel(schema=table.schema, label=table.path, sublabel=found)
        sublabels.append(Sublabel(id=found, names=one.names("names")))
    return tuple(sublabels)


def _check_together(labels: tuple[Label, ...], *, schema: str) -> None:
    """Check what no label can know alone: ids and keys that repeat, labels held that are none."""
    ids: set[str] = set()
    keys: dict[str, str] = {}
    for label in labels:
        if label.id in ids:
            raise errors.RepeatedLabel(schema=schema, label=label.id)
        ids.add(label.id)
        if label.key in keys:
            raise errors.RepeatedKey(schema=schema, first=keys[label.key], second=label.id, key=label.key)
        if label.key:
            keys[label.key] = label.id
    for label in labels:
        unknown = sorted((label.holds or frozenset()) - ids)
        if unknown:
            raise errors.UnknownHeldLabel(schema=schema, label=label.id, found=shown(unknown[0]))
