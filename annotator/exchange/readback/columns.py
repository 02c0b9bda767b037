"""Reads back what has tokens and tags in columns."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from annotator.exchange.readback.documents import Entity, FlatDocument, NotProvenError
from annotator.exchange.readback.lines import lines

_TAG: Final = re.compile(r"([BI])-(\S+)")
_SPACE: Final = re.compile(r"\s")


def conll2002(path: Path, *, scheme: str) -> Iterator[FlatDocument]:  # noqa: ARG001
    """Yield the documents of a CoNLL-2002 file; raises NotProvenError."""
    return _conll(path, header=["-DOCSTART-", "O"], filler=[])


def conll2003(path: Path, *, scheme: str) -> Iterator[FlatDocument]:  # noqa: ARG001
    """Yield the documents of a CoNLL-2003 file; raises NotProvenError."""
    return _conll(path, header=["-DOCSTART-", "-X-", "-X-", "O"], filler=["-X-", "_"])


def _conll(path: Path, *, header: list[str], filler: list[str]) -> Iterator[FlatDocument]:
    document: FlatDocument | None = None
    previous: str | None = None  # the tag before this one in the sentence
    for number, line in lines(path):
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
