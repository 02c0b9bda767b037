"""The fields of one JSON object of a file: strict JSON, and each field of the type that it should have.

A field that stands there twice, NaN and half a character are refused, for what is ignored is lost without a
word. Every refusal names the file and the line on which the object begins.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final, NoReturn

from annotator import errors
from annotator.exchange.incoming import quoted

SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")


class RefusedError(ValueError):
    """Raised inside the JSON decoder, where path and line are not known."""

    def __init__(self, kind: type[errors.InputError], **values: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise RefusedError(errors.RepeatedField, field=quoted(twice))
    return found


def _number(literal: str) -> float:
    value = float(literal)
    if not math.isfinite(value):
        raise RefusedError(errors.NotANumber, value=literal[:20])
    return value


def _constant(literal: str) -> NoReturn:
    raise RefusedError(errors.NotANumber, value=literal)


DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_float=_number, parse_constant=_constant)
# Takes the last of two fields of one name: for who has other means to see that there are none.
QUICK: Final = json.JSONDecoder(parse_float=_number, parse_constant=_constant)


class Fields:
    """The fields of an object that stands in a file."""

    def __init__(self, values: Mapping[str, Any], *, path: str, line: int) -> None:
        self.values = values
        self.path = path
        self.line = line

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def only(self, known: frozenset[str]) -> None:
        """Raise UnknownField where there is another one."""
        unknown = self.values.keys() - known
        if unknown:
            raise self.refuse(errors.UnknownField, field=quoted(min(unknown)))

    def text(self, name: str) -> str | None:
        """Return a text, None where there is none or null; raises FieldNotText."""
        value = self.values.get(name)
        if value is not None and type(value) is not str:
            raise self.refuse(errors.FieldNotText, field=name)
        return value

    def words(self, name: str) -> str:
        """Return a text that has to be there and to say something; raises MissingField or FieldNotText."""
        value = self.text(name)
        if not value:
            raise self.refuse(errors.MissingField, field=name)
        return value

    def offset(self, name: str) -> int:
        """Return a whole number that has to be there; raises MissingField or FieldNotWholeNumber."""
        if name not in self.values:
            raise self.refuse(errors.MissingField, field=name)
        value = self.values[name]
        if type(value) is not int:
            raise self.refuse(errors.FieldNotWholeNumber, field=name)
        return value

    def name(self, name: str) -> str:
        """Return a text or a number as text, "" where there is none; raises FieldNotText."""
        value = self.values.get(name)
        if type(value) is int:
            return str(value)
        return self.text(name) or ""

    def items(self, name: str) -> list[Any] | None:
        """Return a list, None where there is none or null; raises FieldNotList."""
        value = self.values.get(name)
        if value is not None and type(value) is not list:
            raise self.refuse(errors.FieldNotList, field=name)
        return value

    def objects(self, name: str) -> Iterator["Fields"]:
        """Yield the objects of a list, which may be missing; raises FieldNotList or FieldNotObject."""
        for value in self.items(name) or ():
            yield self.inside(value, name)

    def child(self, name: str) -> "Fields | None":
        """Return an object, None where there is none or null; raises FieldNotObject."""
        value = self.values.get(name)
        return None if value is None else self.inside(value, name)

    def inside(self, value: object, name: str) -> "Fields":
        """Return the fields of a value that stands under `name`; raises FieldNotObject."""
        if type(value) is not dict:
            raise self.refuse(errors.FieldNotObject, field=name)
        return Fields(value, path=self.path, line=self.line)

    def refuse(self, kind: type[errors.InputError], **values: object) -> errors.InputError:
        """Return an error that names the file and the line."""
        return kind(path=self.path, line=self.line, **values)


def meta_of(found: Fields | None) -> dict[str, str]:
    """Return what stands under `meta`: values that are no text as their JSON, without what is null."""
    values = found.values if found is not None else {}
    return {key: as_text(value) for key, value in values.items() if value is not None}


def as_text(value: object) -> str:
    """Return a value as text: itself, or its JSON."""
    return value if type(value) is str else json.dumps(value, ensure_ascii=False)


def ends_inside(error: json.JSONDecodeError, text: str) -> bool:
    """Tell whether all that is wrong with a text that is no JSON is that it ends before its JSON does."""
    rest = text[error.pos :].strip()
    return error.msg.startswith("Unterminated string") or any(
        word.startswith(rest.lstrip(",")) for word in ("true", "false", "null")
    )


def has_half_characters(value: object) -> bool:
    """Tell whether a lone surrogate stands anywhere in a value."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False
