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

from annotator.exchange import brought

_TAG: Final = re.compile(r"([BI])-(\S+)")
_SPACE: Final = re.compile(r"\s")


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
            where = _fault(document)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            where = repr(error)
        if where:
            raise NotProvenError(f"line {number}: {where}")
        yield document


def _fault(document: WholeDocument) -> str:
    """Return what is wrong inside a document, "" where nothing is."""
    text, meta = document.text, document.meta
    if not (_are_texts(document.id, text) and isinstance(meta, dict) and _are_texts(*meta.values())):
        return "its id, text or meta"
    for start, end, label, sublabel, said, name in document.spans:
        if not (_are_texts(label, sublabel, name) and 0 <= start < end <= len(text)):
            return f"the span at {start}"
        if text[start:end] != said:
            return f"the text of the span at {start}"
    return ""


def _are_texts(*values: object) -> bool:
    return all(type(value) is str for value in values)


def conll2002(path: Path) -> Iterator[FlatDocument]:
    """Yield the documents of a CoNLL-2002 file; raises NotProvenError."""
    return _conll(path, header=["-DOCSTART-", "O"], filler=[])


def conll2003(path: Path) -> Iterator[FlatDocument]:
    """Yield the documents of a CoNLL-2003 file; raises NotProvenError."""
    return _conll(path, header=["-DOCSTART-", "-X-", "-X-", "O"], filler=["-X-", "_"])


Read = FlatDocument | WholeDocument
FORMATS: Final[dict[str, Callable[[Path], Iterator[Read]]]] = {
    "jsonl": jsonl,
    "conll2002": conll2002,
    "conll2003": conll2003,
}


def parser(name: str) -> Callable[[Path], Iterator[Read]]:
    """Return what reads a format back, ours or one that another package brings.

    Raises KeyError where nothing does, and BrokenFormat.
    """
    if name in FORMATS:
        return FORMATS[name]
    parse: Callable[[Path], Iterator[Read]] = brought.modules()[name].READ_BACK
    return parse


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


def _conll(path: Path, *, header: list[str], filler: list[str]) -> Iterator[FlatDocument]:
    document: FlatDocument | None = None
    previous: str | None = None  # the tag before this one in the sentence
    for number, line in _lines(path):
        if not line:
            previous = None
            continue
        fields = line.split(" ")
        token, tag = fields[0], fields[-1]
        if fields == header:
            if previous is not None:
                raise NotProvenError(f"line {number}: a document begins inside a sentence")
            if document is not None:
                yield _whole(document, number)
            document = FlatDocument()
            continue
        if document is None:
            raise NotProvenError(f"line {number}: no document has begun")
        if not token or len(fields) != len(header) or fields[1:-1] != filler:
            raise NotProvenError(f"line {number}: its columns")
        if previous is None:
            document.sentences += 1
        if tag != "O":
            _label(document, tag, previous, number)
        document.tokens.append(token)
        previous = tag
    if document is not None:
        yield _whole(document, number)


def _whole(document: FlatDocument, number: int) -> FlatDocument:
    if _SPACE.search("".join(document.tokens)):
        raise NotProvenError(f"before line {number}: a token with white space in it")
    return document


def _label(document: FlatDocument, tag: str, previous: str | None, number: int) -> None:
    """Begin an entity at the token to come, or let the last one go on."""
    place = len(document.tokens)
    found = _TAG.fullmatch(tag)
    if found is None:
        raise NotProvenError(f"line {number}: the tag {tag}")
    begins, label = found.groups()
    if begins == "B":
        document.entities.append(Entity(place, place, label))
    elif previous in (f"B-{label}", f"I-{label}"):
        document.entities[-1] = document.entities[-1]._replace(last=place)
    else:
        raise NotProvenError(f"line {number}: {tag} goes on from nothing")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    number = 0
    try:
        with path.open(encoding="utf-8", newline="\n") as handle:
            for number, line in enumerate(handle, 1):
                if line[-1] != "\n":
                    raise NotProvenError(f"line {number}: the file ends inside a line")
                yield number, line[:-1]
    except UnicodeDecodeError as error:
        raise NotProvenError(f"after line {number}: not UTF-8") from error


def token_ranges(tokens: list[str], text: str) -> list[tuple[int, int]]:
    """Find each token in the text, in order; raises NotProvenError where more than blanks lies between.

    That everything else is white space or invisible proves that no text was left out.
    """
    ranges: list[tuple[int, int]] = []
    place = 0
    for token in tokens:
        start = text.find(token, place)
        if start < 0 or not _is_blank(text[place:start]):
            raise NotProvenError(f"the token {token!r} is not the text's next one at {place}")
        place = start + len(token)
        ranges.append((start, place))
    if not _is_blank(text[place:]):
        raise NotProvenError(f"the text goes on after its last token, at {place}")
    return ranges


def _is_blank(gap: str) -> bool:
    if not gap or gap.isspace():
        return True
    # Not assigned counts as blank: the tokens' library may know younger characters than Python does.
    return all(letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc", "Cn") for letter in gap)


def manifest(path: Path) -> dict[str, Any]:
    """Return a manifest's fields; raises NotProvenError."""
    try:
        found = json.loads(path.read_bytes().decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotProvenError(str(error)) from error
    if not isinstance(found, dict):
        raise NotProvenError("no object")
    return found
