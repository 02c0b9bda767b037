"""The JSON objects of a file, one at a time: the elements of an array, or objects one after the other.

Both are read with one object in memory. Other programs write a document a line, an array on one line, or
an array laid out over many; all of it is JSON, so that line ends do not matter here.
"""

import codecs
import json
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from annotator import errors
from annotator.exchange.formats.fields import (
    DECODER,
    SURROGATE,
    Fields,
    RefusedError,
    ends_inside,
    has_half_characters,
)
from annotator.exchange.incoming import LONGEST, MEGABYTE, ReadOptions, SourceFile
from annotator.text.cleaning import decode

_CHUNK: Final = 1 << 18  # bytes
_BOM: Final = b"\xef\xbb\xbf"
_UTF_8: Final = "utf-8"
_BLANKS: Final = " \t\r\n"
_TAIL: Final = 16  # characters: what is cut off inside an escape or a word is wrong this close to the end
_FURTHEST: Final = 8 * MEGABYTE  # how far the first object is followed to know a dialect


class Found(NamedTuple):
    """An object of a file, and how many bytes of the file were read when it was found."""

    fields: Fields
    read_to: int


def objects(file: SourceFile, *, options: ReadOptions, with_pairs: bool = False) -> Iterator[Found]:
    """Yield the objects of a file; an object may have LONGEST bytes. Raises InputError.

    With `with_pairs` an element may be a list of a text and an object too: the object, with the text in it.
    """
    with file.path.open("rb") as handle:
        head = handle.read(4096)
        handle.seek(0)
        if b"\0" in head and options.encoding is None:
            decode(head, name=file.name)  # a picture is called a picture
        stream = _Stream(handle, path=file.name, encoding=options.encoding or _UTF_8, with_pairs=with_pairs)
        yield from stream.objects()


class _Stream:
    """Cuts a file into objects. `_rest` holds what is decoded and not yet yielded."""

    def __init__(self, handle: BinaryIO, *, path: str, encoding: str, with_pairs: bool) -> None:
        self._handle = handle
        self._with_pairs = with_pairs
        self._path = path
        self._encoding = encoding
        name = "utf-8-sig" if encoding == _UTF_8 else encoding
        self._decoder = codecs.getincrementaldecoder(name)("strict")
        self._rest = ""
        self._place = 0  # in `_rest`
        self._line = 1
        self._began = 0  # how many bytes had been read when the object in hand began, or a few more
        self._is_read = False

    def objects(self) -> Iterator[Found]:
        if not self._next():
            raise errors.BlankFile(path=self._path)
        is_array = self._opens_array()
        while True:
            following = self._next()
            if is_array and following == "]":
                self._place += 1
                break
            if not following and not is_array:
                return
            yield Found(self._object(), self._handle.tell())
            if is_array and not self._has_another():
                break
        if self._next():
            raise self._refuse(errors.LineNotJson, why="something follows the array")

    def _opens_array(self) -> bool:
        """Take the bracket of an array; that of a pair is left."""
        if self._next() != "[":
            return False
        self._place += 1
        if self._with_pairs and self._next() == '"':
            self._rest, self._place = "[" + self._rest[self._place :], 0
            return False
        return True

    def _has_another(self) -> bool:
        following = self._next()
        if not following:
            raise self._refuse(errors.EndsTooEarly)
        if following not in (",", "]"):
            raise self._refuse(errors.LineNotJson, why="the array is not closed")
        self._place += 1
        if following == "," and self._next() == "]":
            raise self._refuse(errors.LineNotJson, why="nothing follows a comma")
        return following == ","

    def _next(self) -> str:
        """Return the next character that is no blank, without taking it; "" at the end of the file."""
        while True:
            while self._place < len(self._rest):
                character = self._rest[self._place]
                if character not in _BLANKS:
                    return character
                self._line += character == "\n"
                self._place += 1
            if self._is_read:
                return ""
            self._began = self._handle.tell()
            self._read(_CHUNK)

    def _object(self) -> Fields:
        """Take the object that begins here, reading on until it is whole."""
        while True:
            try:
                found, end = DECODER.raw_decode(self._rest, self._place)
            except RefusedError as refused:
                raise self._refuse(refused.kind, **refused.values) from None
            except json.JSONDecodeError as error:
                why = error.msg
                is_cut_off = why.startswith("Unterminated") or error.pos + _TAIL > len(self._rest)
                ends_early = self._is_read and ends_inside(error, self._rest)
            except RecursionError:
                raise self._refuse(errors.LineNotJson, why="nested too deeply") from None
            except ValueError:  # a whole number of more digits than Python reads
                raise self._refuse(errors.LineNotJson, why="a number is too long") from None
            else:
                return self._take(found, end)
            if ends_early:
                raise self._refuse(errors.EndsTooEarly)
            if self._is_read or not is_cut_off:
                raise self._refuse(errors.LineNotJson, why=why)
            left = LONGEST - (self._handle.tell() - self._began)
            if left <= 0:
                raise self._refuse(errors.LineTooLong, limit=LONGEST // MEGABYTE)
            # Twice as much each time: an object is looked at anew whenever it was not whole.
            self._read(min(max(_CHUNK, len(self._rest) - self._place), left))

    def _take(self, found: Any, end: int) -> Fields:
        if self._with_pairs:
            found = _unpaired(found)
        if type(found) is not dict:
            raise self._refuse(errors.LineNotObject)
        if SURROGATE.search(self._rest, self._place, end) and has_half_characters(found):
            raise self._refuse(errors.HalfCharacter)
        fields = Fields(found, path=self._path, line=self._line)
        self._line += self._rest.count("\n", self._place, end)
        self._place = end
        self._began = self._handle.tell()
        return fields

    def _read(self, size: int) -> None:
        raw = self._handle.read(size)
        self._is_read = not raw
        try:
            text = self._decoder.decode(raw, final=not raw)
        except (
            UnicodeError
        ) as error:  # not UnicodeDecodeError alone, as where UTF-16 lacks the mark of its byte order
            is_cut = isinstance(error, UnicodeDecodeError) and error.reason == "unexpected end of data"
            if self._encoding == _UTF_8 and is_cut:
                raise self._refuse(errors.EndsTooEarly) from None
            if self._encoding == _UTF_8:
                line = self._line + self._rest.count("\n", self._place)
                raise errors.LineNotUtf8(path=self._path, line=line) from None
            raise errors.WrongEncoding(path=self._path, encoding=self._encoding) from None
        self._rest = self._rest[self._place :] + text
        self._place = 0

    def _refuse(self, kind: type[errors.InputError], **values: object) -> errors.InputError:
        return kind(path=self._path, line=self._line, **values)


def where_it_ends_early(file: SourceFile) -> int:
    """Return the line on which a file ends in its first JSON object or array, 0 where it does not.

    Only files that begin as JSON are looked at, and no more of them than shows a dialect. Raises OSError.
    """
    text = _beginning(file)
    try:
        json.JSONDecoder().raw_decode(text.lstrip())
    except json.JSONDecodeError as error:
        return text.rstrip().count("\n") + 1 if text and ends_inside(error, text.lstrip()) else 0
    except (ValueError, RecursionError):
        return 0
    return 0


def is_over_lines(file: SourceFile) -> bool:
    """Tell whether the first JSON object or array of a file is whole and laid out over many lines.

    Looked at is what `where_it_ends_early` looks at. Raises OSError.
    """
    text = _beginning(file).lstrip()
    try:
        _found, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return "\n" in text[:end]


def _beginning(file: SourceFile) -> str:
    """Return a file that begins as JSON, empty where it does not, or is longer than shows a dialect."""
    with file.path.open("rb") as handle:
        text = handle.read(_FURTHEST + 1).removeprefix(_BOM).decode("utf-8", "ignore")
    return text if len(text) <= _FURTHEST and text.lstrip().startswith(("{", "[")) else ""


def _unpaired(value: Any) -> Any:
    """Return a pair of a text and an object as one object, anything else as it is."""
    if isinstance(value, list) and [type(one) for one in value] == [str, dict]:
        return {**value[1], "text": value[0]}
    return value


def first_object(file: SourceFile, head: bytes) -> dict[str, Any]:
    """Return the first object of a file that begins with `head`, or {}: it shows the dialect.

    Reads on where the head ends inside it, for the fields that tell may stand behind a long text.
    """
    start = head.removeprefix(_BOM).lstrip()
    if not start.startswith((b"{", b"[")):
        return {}
    try:
        changed = file.path.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _first_object(os.fspath(file.path), head, changed)


@lru_cache(maxsize=1)  # one file is shown to each reader in turn
def _first_object(path: str, head: bytes, changed: int) -> dict[str, Any]:  # noqa: ARG001 - a part of the key
    found = _first_in(head)
    size = 2 * len(head)
    while found is None and size <= _FURTHEST:
        try:
            with Path(path).open("rb") as handle:
                longer = handle.read(size)
        except OSError:
            return {}
        found = _first_in(longer)
        if len(longer) < size:
            break
        size *= 8
    return found or {}


def _first_in(head: bytes) -> dict[str, Any] | None:
    """Return the first object of a text that may end anywhere: {} for none, None for half of one."""
    text = head.removeprefix(_BOM).decode("utf-8", "ignore").lstrip(_BLANKS)
    inside = text[1:].lstrip(_BLANKS) if text.startswith("[") else text
    if not inside:
        return None
    if inside[0] not in '{["':
        return {}
    try:
        found = json.JSONDecoder().raw_decode(text if inside[0] == '"' else inside)[0]
    except (ValueError, RecursionError):
        return None
    found = _unpaired(found)
    return found if isinstance(found, dict) else {}
