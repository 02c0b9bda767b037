"""Checks plain values, from TOML or JSON, and makes a schema of them.

The whole of it is checked before anything else sees it; the first thing wrong is said in one sentence.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NoReturn, cast

from annotator import errors
from annotator.schema.values import FORMAT, KEYS, NOTHING_SAID, Clitics, Label, Names, Schema, Sublabel

MOST_SUBLABELS: Final = 9
_CLITICS: Final = ("outside", "inside")
_LANGUAGES: Final = ("ar", "en", "fr")
_LABEL_ID: Final = re.compile(r"[A-Z][A-Z0-9_]*")
_SUBLABEL_ID: Final = re.compile(r"[a-z][a-z0-9_]*")
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_EXAMPLE: Final = re.compile(r"[^\[\]]*\[[^\[\]]*[^\[\]\s][^\[\]]*\][^\[\]]*")


def parse(data: Mapping[str, object], *, origin: str = "") -> Schema:
    """Check plain values and make a schema of them; `origin` (a name or path) goes into errors.

    Raises a SchemaError that names the first thing wrong.
    """
    return _Reader(origin or _name_of(data)).schema(data)


def _name_of(data: object) -> str:
    name = data.get("id") if isinstance(data, Mapping) else None
    return name if isinstance(name, str) and name else "schema"


class _Table:
    """One table of the file with what an error has to say about it: which schema, where in it."""

    def __init__(self, data: object, *, schema: str, where: str, fields: Iterable[str]) -> None:
        self.schema, self.where = schema, where
        if not isinstance(data, Mapping):
            raise errors.NotASchema(schema=schema, where=where)
        allowed = list(fields)
        for name in data:
            if name not in allowed:
                raise errors.UnknownSchemaField(
                    schema=schema, where=where, field=name, fields=", ".join(allowed)
                )
        self._data = data

    def __contains__(self, name: str) -> bool:
        return name in self._data

    def raw(self, name: str) -> object:
        if name not in self._data:
            raise errors.MissingSchemaField(schema=self.schema, where=self.where, field=name)
        return self._data[name]

    def wrong(self, name: str, *, wanted: str) -> NoReturn:
        raise errors.WrongSchemaValue(
            schema=self.schema, where=self.where, field=name, wanted=wanted, found=repr(self._data[name])
        )

    def text(self, name: str, default: str | None = None) -> str:
        if default is not None and name not in self._data:
            return default
        value = self.raw(name)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.wrong(name, wanted="a text")
        return value

    def count(self, name: str) -> int:
        value = self.raw(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            self.wrong(name, wanted="a whole number from 1")
        return value

    def flag(self, name: str) -> bool:
        value = self._data.get(name, False)
        if not isinstance(value, bool):
            self.wrong(name, wanted="true or false")
        return value

    def many(self, name: str) -> list[object]:
        value = self._data.get(name, [])
        if not isinstance(value, list | tuple):
            self.wrong(name, wanted="a list")
        return list(value)

    def texts(self, name: str) -> list[str]:
        values = self.many(name)
        if not all(isinstance(value, str) for value in values):
            self.wrong(name, wanted="a list of texts")
        return cast(list[str], values)

    def names(self, name: str) -> Names:
        value = self.raw(name)
        where = f"{self.where}, {name}"
        table = _Table(value, schema=self.schema, where=where, fields=_LANGUAGES)
        for language in _LANGUAGES:
            if language not in table or not table.text(language, "").strip():
                raise errors.MissingLanguage(
                    schema=self.schema, where=self.where, field=name, language=language
                )
        return Names(*(table.text(language) for language in _LANGUAGES))


class _Reader:
    """Makes a schema of plain values, stopping at the first thing wrong."""

    def __init__(self, origin: str) -> None:
        self._origin = origin

    def _table(self, data: object, *, where: str, fields: Iterable[str]) -> _Table:
        return _Table(data, schema=self._origin, where=where, fields=fields)

    def schema(self, data: object) -> Schema:
        found = data.get("format", FORMAT) if isinstance(data, Mapping) else FORMAT
        # Before anything else: a newer file may have fields that this program does not know.
        if isinstance(found, int) and found > FORMAT:
            raise errors.NewerSchema(schema=self._origin, found=found, known=FORMAT)
        fields = ("format", "id", "version", "may_cross", "names", "labels")
        table = self._table(data, where=self._origin, fields=fields)
        if "format" in table:
            table.count("format")
        labels = tuple(self._label(one) for one in table.many("labels"))
        if not labels:
            raise errors.MissingSchemaField(schema=self._origin, where=self._origin, field="labels")
        self._check_together(labels)
        return Schema(
            id=table.text("id"),
            version=table.count("version"),
            names=table.names("names"),
            labels=labels,
            may_cross=table.flag("may_cross"),
        )

    def _label(self, data: object) -> Label:
        name = _name_of(data)
        fields = tuple(Label.__dataclass_fields__)
        table = self._table(data, where=name, fields=fields)
        label_id = table.text("id")
        if not _LABEL_ID.fullmatch(label_id):
            raise errors.BadLabelId(schema=self._origin, found=label_id)
        clitics = table.text("clitics", "outside")
        if clitics not in _CLITICS:
            table.wrong("clitics", wanted=" / ".join(_CLITICS))
        return Label(
            id=label_id,
            names=table.names("names"),
            light=self._colour(table, "light"),
            dark=self._colour(table, "dark"),
            key=self._key(table),
            guideline=table.names("guideline") if "guideline" in table else NOTHING_SAID,
            examples=self._examples(table),
            sublabels=self._sublabels(table, label=label_id),
            clitics=cast(Clitics, clitics),
            holds=frozenset(table.texts("holds")) if "holds" in table else None,
        )

    def _colour(self, table: _Table, name: str) -> str:
        found = table.text(name)
        if not _COLOUR.fullmatch(found):
            raise errors.BadColour(schema=self._origin, label=table.where, found=found)
        return found.lower()

    def _key(self, table: _Table) -> str:
        found = table.text("key", "")
        if found and found not in KEYS:
            raise errors.NotAKey(schema=self._origin, label=table.where, found=found)
        return found

    def _examples(self, table: _Table) -> tuple[str, ...]:
        examples = table.texts("examples")
        for example in examples:
            if not _EXAMPLE.fullmatch(example):
                raise errors.BadExample(schema=self._origin, label=table.where, found=example)
        return tuple(examples)

    def _sublabels(self, table: _Table, *, label: str) -> tuple[Sublabel, ...]:
        rows = table.many("sublabels")
        if len(rows) > MOST_SUBLABELS:
            raise errors.TooManySublabels(schema=self._origin, label=label, count=len(rows))
        sublabels: list[Sublabel] = []
        for row in rows:
            where = f"{label}.{_name_of(row)}"
            one = self._table(row, where=where, fields=("id", "names"))
            found = one.text("id")
            if not _SUBLABEL_ID.fullmatch(found):
                raise errors.BadSublabelId(schema=self._origin, label=label, found=found)
            if any(found == before.id for before in sublabels):
                raise errors.RepeatedSublabel(schema=self._origin, label=label, sublabel=found)
            sublabels.append(Sublabel(id=found, names=one.names("names")))
        return tuple(sublabels)

    def _check_together(self, labels: tuple[Label, ...]) -> None:
        """Check what no label can know alone: ids and keys that repeat, labels held that are none."""
        ids: set[str] = set()
        keys: dict[str, str] = {}
        for label in labels:
            if label.id in ids:
                raise errors.RepeatedLabel(schema=self._origin, label=label.id)
            ids.add(label.id)
            if label.key in keys:
                raise errors.RepeatedKey(
                    schema=self._origin, first=keys[label.key], second=label.id, key=label.key
                )
            if label.key:
                keys[label.key] = label.id
        for label in labels:
            unknown = sorted((label.holds or frozenset()) - ids)
            if unknown:
                raise errors.UnknownHeldLabel(schema=self._origin, label=label.id, found=unknown[0])
