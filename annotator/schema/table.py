"""One table of a schema file, read value by value; every complaint names the schema and the field."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, cast

from annotator import errors
from annotator.schema.values import LANGUAGES, Names

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")  # JSON may bring one; no file can hold it
_SHOWN: Final = 60  # code points of a wrong value that a sentence quotes


def shown(text: str) -> str:
    """Return a wrong text as a sentence can hold it: on one line, and cut where it is long."""
    line = text if text.isprintable() else repr(text)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


class Table:
    """A table of plain values, with what an error says about it: which schema, where in it.

    `path` is the table's own place, "" for the outermost; no other field than `fields` may be there.
    """

    def __init__(self, data: object, *, schema: str, path: str, fields: Iterable[str]) -> None:
        self.schema, self.path = schema, path
        if not isinstance(data, Mapping):
            if not path:
                raise errors.NotASchema(schema=schema)
            raise errors.SchemaWantsTable(schema=schema, field=path, found=shown(repr(data)))
        self._data: Mapping[str, object] = data
        allowed = tuple(fields)
        for name in data:
            if name not in allowed:
                raise errors.UnknownSchemaField(
                    schema=schema, field=self.field(shown(str(name))), fields=", ".join(allowed)
                )

    def __contains__(self, name: str) -> bool:
        return name in self._data

    def field(self, name: object) -> str:
        """Return how an error calls a field of this table: PERS.names."""
        return f"{self.path}.{name}" if self.path else str(name)

    def _get(self, name: str) -> object:
        if name not in self._data:
            raise errors.MissingSchemaField(schema=self.schema, field=self.field(name))
        return self._data[name]

    def _wrong(self, error: type[errors.SchemaError], name: str) -> errors.SchemaError:
        return error(schema=self.schema, field=self.field(name), found=shown(repr(self._data[name])))

    def text(self, name: str, *, default: str | None = None) -> str:
        """Return a text; blank only where there is a default. Raises MissingSchemaField, SchemaWantsText."""
        if default is not None and name not in self._data:
            return default
        value = self._get(name)
        is_text = isinstance(value, str) and not _LONE_SURROGATE.search(value)
        if not is_text or (default is None and not cast(str, value).strip()):
            raise self._wrong(errors.SchemaWantsText, name)
        return cast(str, value)

    def count(self, name: str) -> int:
        """Return a whole number from 1; raises MissingSchemaField, SchemaWantsCount."""
        value = self._get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self._wrong(errors.SchemaWantsCount, name)
        return value

    def flag(self, name: str) -> bool:
        """Return true or false, false where it is left out; raises SchemaWantsFlag."""
        value = self._data.get(name, False)
        if not isinstance(value, bool):
            raise self._wrong(errors.SchemaWantsFlag, name)
        return value

    def many(self, name: str) -> list[object]:
        """Return a list, empty where it is left out; raises SchemaWantsList."""
        value = self._data.get(name, [])
        if not isinstance(value, list | tuple):
            raise self._wrong(errors.SchemaWantsList, name)
        return list(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; raises SchemaWantsList, SchemaWantsText."""
        values = self.many(name)
        for value in values:
            if not isinstance(value, str) or _LONE_SURROGATE.search(value):
                raise errors.SchemaWantsText(
                    schema=self.schema, field=self.field(name), found=shown(repr(value))
                )
        return tuple(cast(list[str], values))

    def table(self, name: str, *, fields: Iterable[str]) -> "Table":
        """Return a table inside this one; raises MissingSchemaField, SchemaWantsTable."""
        return Table(self._get(name), schema=self.schema, path=self.field(name), fields=fields)

    def names(self, name: str) -> Names:
        """Return words in the three languages; raises MissingSchemaField, MissingLanguage."""
        table = self.table(name, fields=LANGUAGES)
        for language in LANGUAGES:
            if not table.text(language, default="").strip():
                raise errors.MissingLanguage(schema=self.schema, field=table.path, language=language)
        return Names(*(table.text(language) for language in LANGUAGES))
