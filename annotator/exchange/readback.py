"""Reads what was exported, to prove it: parsers of its own, sharing no code with any writer or reader.

They know the formats from their descriptions in `docs/formats.md` alone, and refuse what does not
fit them. Everything is yielded a document at a time.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

_TAG: Final = re.compile(r"O|([BI])-(\S+)")


class NotProvenError(Exception):
    """What was read is not what it should be; the words say where, for a bug report."""


class Entity(NamedTuple):
    """A labelled run of tokens, `first` and `last` included."""

    first: int
    last: int
    label: str


@dataclass(slots=True)
class FlatDocument:
    """A document as CoNLL has it: tokens, and entities by token. It has no id and no offsets."""

    tokens: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    sentences: int = 0


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """A document as JSONL has it; spans are (start, end, label, sublabel, text, name)."""

    id: str
    text: str
    meta: dict[str, str]
    spans: list[tuple[int, int, str, str, str, str]]


def jsonl(path: Path) -> Iterator[WholeDocument]:
    """Yield the documents of our JSONL; raises NotProvenError."""
    for number, line in _lines(path):
        try:
            record = json.loads(line)
            spans = [
                (one["start"], one["end"], one["label"], one["sublabel"], one["text"], one["name"])
                for one in record["spans"]
            ]
            document = WholeDocument(record["id"], record["text"], record["meta"], spans)
        except (ValueError, KeyError, TypeError) as error:
            raise NotProvenError(f"line {number}: {error!r}") from error
        for start, end, _label, _sublabel, said, _name in spans:
            if not (0 <= start < end <= len(document.text)) or document.text[start:end] != said:
                raise NotProvenError(f"line {number}: the span at {start}")
        yield document


def conll2002(path: Path) -> Iterator[FlatDocument]:
    """Yield the documents of a CoNLL-2002 file; raises NotProvenError."""
    return _conll(path, columns=2, header=["-DOCSTART-", "O"])


def conll2003(path: Path) -> Iterator[FlatDocument]:
    """Yield the documents of a CoNLL-2003 file; raises NotProvenError."""
    return _conll(path, columns=4, header=["-DOCSTART-", "-X-", "-X-", "O"])


Read = FlatDocument | WholeDocument
FORMATS: Final[dict[str, Callable[[Path], Iterator[Read]]]] = {
    "jsonl": jsonl,
    "conll2002": conll2002,
    "conll2003": conll2003,
}


@dataclass(slots=True)
class Counts:
    """How much a file holds; `spans` by label."""

    documents: int = 0
    sentences: int = 0
    tokens: int = 0
    spans: Counter[str] = field(default_factory=Counter)

    def take(self, document: Read) -> None:
        """Count a document."""
        self.documents += 1
        if isinstance(document, WholeDocument):
            self.spans.update(label for _start, _end, label, *_ in document.spans)
        else:
            self.sentences += document.sentences
            self.tokens += len(document.tokens)
            self.spans.update(entity.label for entity in document.entities)


def _conll(path: Path, *, columns: int, header: list[str]) -> Iterator[FlatDocument]:
    document: FlatDocument | None = None
    previous: tuple[str, str] | None = None  # the last token of this sentence with its tag
    for number, line in _lines(path):
        fields = line.split(" ")
        if fields == header:
            if previous is not None:
                raise NotProvenError(f"line {number}: a document begins inside a sentence")
            if document is not None:
                yield document
            document = FlatDocument()
        elif line == "":
            previous = None
        elif document is None:
            raise NotProvenError(f"line {number}: no document has begun")
        else:
            if len(fields) != columns or fields[0].split() != [fields[0]]:
                raise NotProvenError(f"line {number}: {len(fields)} columns")
            document.sentences += previous is None
            _take(document, fields[0], fields[-1], previous, number)
            previous = (fields[0], fields[-1])
    if document is not None:
        yield document


def _take(
    document: FlatDocument, token: str, tag: str, previous: tuple[str, str] | None, number: int
) -> None:
    found = _TAG.fullmatch(tag)
    if found is None:
        raise NotProvenError(f"line {number}: the tag {tag}")
    place = len(document.tokens)
    document.tokens.append(token)
    begins, label = found.groups()
    if begins == "B":
        document.entities.append(Entity(place, place, label))
    elif begins == "I":
        if previous is None or previous[1] not in (f"B-{label}", f"I-{label}"):
            raise NotProvenError(f"line {number}: {tag} goes on from nothing")
        document.entities[-1] = document.entities[-1]._replace(last=place)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open("rb") as handle:
        for number, raw in enumerate(handle, 1):
            if not raw.endswith(b"\n"):
                raise NotProvenError(f"line {number}: the file ends inside a line")
            try:
                yield number, raw[:-1].decode("utf-8")
            except UnicodeDecodeError as error:
                raise NotProvenError(f"line {number}: not UTF-8") from error


def token_ranges(tokens: list[str], text: str) -> list[tuple[int, int]]:
    """Find each token in the text, in order; raises NotProvenError where more than blanks lies between.

    That everything else is white space or invisible proves that no text was left out.
    """
    ranges: list[tuple[int, int]] = []
    place = 0
    for token in tokens:
        while not text.startswith(token, place):
            if place >= len(text) or not _is_blank(text[place]):
                raise NotProvenError(f"the token {token!r} is not the text's next one at {place}")
            place += 1
        ranges.append((place, place + len(token)))
        place += len(token)
    if not all(_is_blank(letter) for letter in text[place:]):
        raise NotProvenError(f"the text goes on after its last token, at {place}")
    return ranges


def _is_blank(letter: str) -> bool:
    # Not assigned counts as blank: the tokens' library may know younger characters than Python does.
    return letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc", "Cn")


def manifest(path: Path) -> dict[str, Any]:
    """Return a manifest's fields; raises NotProvenError."""
    try:
        found = json.loads(path.read_bytes().decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotProvenError(str(error)) from error
    if not isinstance(found, dict):
        raise NotProvenError("no object")
    return found
