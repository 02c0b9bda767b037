"""Reads back what has tokens and tags in columns; what the schemes of tags are is said here once more."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote

from annotator.exchange.readback.documents import Entity, FlatDocument, NotProvenError
from annotator.exchange.readback.lines import lines

_SPACE: Final = re.compile(r"\s")
_OPEN: Final = "BI"  # letters after which an entity may go on


class _Scheme(NamedTuple):
    """The letters that begin an entity and those that go on with it; whether its last token says so."""

    begins: str
    goes_on: str
    must_close: bool
    marks_touching: bool = False  # B begins only what touches another one of its label


SCHEMES: Final = {
    "IOB2": _Scheme("B", "I", must_close=False),
    "IOB1": _Scheme("I", "I", must_close=False, marks_touching=True),
    "BIOES": _Scheme("BS", "IE", must_close=True),
    "BILOU": _Scheme("BU", "IL", must_close=True),
}


class _Columns(NamedTuple):
    """What a line has between token and tag, and whether it has a tag for each entity over the token."""

    filler: list[str]
    is_nested: bool = False

    def id_in(self, header: str) -> str | None:
        """Return the id in a document's line, None in one of a time without; raises NotProvenError."""
        fields = header.split(" ")
        if header == ("-DOCSTART- -X- -X- O" if self.filler else "-DOCSTART- O"):
            return None
        if self.filler:
            its_form = len(fields) == 4 and (fields[0], *fields[2:]) == ("-DOCSTART-", "-X-", "O")
            quoted = fields[1] if its_form else ""
        else:
            its_form = len(fields) == 2 and fields[0].startswith("-DOCSTART-:") and fields[1] == "O"
            quoted = fields[0].removeprefix("-DOCSTART-:") if its_form else ""
        if not quoted:
            raise NotProvenError(f"the line {header[:80]}")
        return unquote(quoted, errors="strict")

    def layers(self, rows: Sequence[list[str]]) -> list[list[str]]:
        """Return the tags of a sentence's rows, layer by layer; raises NotProvenError."""
        if not self.is_nested:
            width = len(self.filler) + 2
            if any(len(row) != width for row in rows) or (
                self.filler and any(row[1:-1] != self.filler for row in rows)
            ):
                raise NotProvenError("its columns")
            return [[row[-1] for row in rows]]
        depth = max(map(len, rows)) - 1
        if depth < 1 or any(len(row) < 2 or (len(row) > 2 and row[-1] == "O") for row in rows):
            raise NotProvenError("its columns")
        return [[row[at] if at < len(row) else "O" for row in rows] for at in range(1, depth + 1)]


def conll2002(path: Path, *, scheme: str) -> Iterator[FlatDocument]:
    """Yield the documents of a CoNLL-2002 file; raises NotProvenError."""
    return _documents(path, scheme, _Columns([]))


def conll2003(path: Path, *, scheme: str) -> Iterator[FlatDocument]:
    """Yield the documents of a CoNLL-2003 file; raises NotProvenError."""
    return _documents(path, scheme, _Columns(["-X-", "_"]))


def wojood(path: Path, *, scheme: str) -> Iterator[FlatDocument]:
    """Yield the documents of a file of nested columns; raises NotProvenError."""
    return _documents(path, scheme, _Columns([], is_nested=True))


def _documents(path: Path, scheme_name: str, columns: _Columns) -> Iterator[FlatDocument]:
    scheme = SCHEMES.get(scheme_name)
    if scheme is None:
        raise NotProvenError(f"the scheme {scheme_name}")
    header = ""
    begun = 0
    body: list[str] = []
    for number, line in lines(path):
        if line.startswith("-DOCSTART-"):
            if header:
                yield _document(header, body, begun, scheme, columns)
            header, body, begun = line, [], number
        elif header:
            body.append(line)
        else:
            raise NotProvenError(f"line {number}: no document has begun")
    if header:
        yield _document(header, body, begun, scheme, columns)


def _document(header: str, body: list[str], begun: int, scheme: _Scheme, columns: _Columns) -> FlatDocument:
    """Return the document of a header in line `begun` and what follows it: a blank line, then sentences."""
    document = FlatDocument(is_nested=columns.is_nested)
    first = 0
    try:
        document.id = columns.id_in(header)
        if not body or body[0] or body[-1]:
            raise NotProvenError("a document begins or ends inside a sentence")
        first = 1
        while first < len(body):
            end = body.index("", first)
            if end == first:
                raise NotProvenError("a sentence without tokens")
            rows = [line.split(" ") for line in body[first:end]]
            for tags in columns.layers(rows):
                document.entities += entities(tags, len(document.tokens), scheme)
            document.tokens += [row[0] for row in rows]
            document.sentences += 1
            first = end + 1
        if "" in document.tokens or _SPACE.search("".join(document.tokens)):
            raise NotProvenError("a token that is empty, or has white space in it")
    except (NotProvenError, UnicodeDecodeError) as error:
        raise NotProvenError(f"after line {begun + first}: {error}") from error
    return document


def entities(tags: Sequence[str], first: int, scheme: _Scheme) -> list[Entity]:
    """Return the entities of a layer of a sentence whose first token is `first` of the document."""
    found: list[Entity] = []
    is_open = False
    for place, tag in enumerate(tags, first):
        if tag == "O":
            if is_open and scheme.must_close:
                raise NotProvenError(f"{found[-1].label} has no end")
            is_open = False
            continue
        letter, hyphen, label = tag.partition("-")
        if len(letter) != 1 or not hyphen or not label:
            raise NotProvenError(f"the tag {tag[:80]}")
        goes_on = is_open and found[-1].label == label
        if goes_on and letter in scheme.goes_on:
            found[-1] = found[-1]._replace(last=place)
        elif (is_open and scheme.must_close) or letter not in (
            "B" if goes_on and scheme.marks_touching else scheme.begins
        ):
            says = (
                "goes on from nothing" if letter in scheme.goes_on else "is none of the scheme in its place"
            )
            raise NotProvenError(f"the tag {tag[:80]} {says}")
        else:
            found.append(Entity(place, place, label))
        is_open = letter in _OPEN
    if is_open and scheme.must_close:
        raise NotProvenError(f"{found[-1].label} has no end")
    return found
