"""Reads back spaCy's DocBin, by hand: no spaCy is needed, and none is believed.

A DocBin is zlib over MessagePack. Its tokens are a table of 64-bit numbers, a row a token, a column an
attribute; a number stands for a string by its hash, or for one of spaCy's own symbols by its place there.
"""

import struct
import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from annotator.exchange.readback.documents import Entity, FlatDocument, NotProvenError, WholeDocument
from annotator.exchange.readback.packed import unpack

_GROUP: Final = "sc"
_SPAN: Final = struct.Struct(
    ">QQQllll"
)  # id, kb_id, label, first token, token after, first and last character
_INSIDE, _OUTSIDE, _BEGINS = 1, 2, 3  # as ENT_IOB
_SENTENCE: Final = 1  # as SENT_START, of a token that begins one
# spaCy's symbols in the order of their numbers, which never change; between these parts stand numbered names.
_FIRST: Final = """
IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM LIKE_EMAIL
IS_STOP IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY
"""
_MIDDLE: Final = """
ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD SENT_START
SPACY PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X EOL
SPACE
"""
_LAST: Final = """
PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT MONEY QUANTITY
ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc ccomp complm conj cop csubj
csubjpass dep det dobj expl hmod hyph infmod intj iobj mark meta neg nmod nn npadvmod nsubj nsubjpass num
number oprd obj obl parataxis partmod pcomp pobj poss possessive preconj prep prt punct quantmod relcl
rcmod root xcomp acl ENT_KB_ID MORPH ENT_ID IDX _
"""
SYMBOLS: Final = (
    "",
    *_FIRST.split(),
    *(f"FLAG{number}" for number in range(19, 64)),
    *_MIDDLE.split(),
    *(f"DEPRECATED{number:03}" for number in range(1, 277)),
    *_LAST.split(),
)
_MASK: Final = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class _Bin:
    """What a DocBin holds, opened."""

    strings: dict[int, str]
    columns: dict[str, int]  # an attribute -> its place in a row
    cells: Sequence[int]
    blanks: bytes
    lengths: Sequence[int]
    groups: Sequence[bytes]
    facts: Sequence[bytes]


def docbin(path: Path, *, scheme: str) -> Iterator[WholeDocument]:  # noqa: ARG001 - spaCy has but one
    """Yield the documents of a `.spacy` file, their spans by token; raises NotProvenError."""
    try:
        opened = _open(zlib.decompress(path.read_bytes()))
    except (zlib.error, KeyError, TypeError, ValueError) as error:
        raise NotProvenError(f"no DocBin: {error!r}") from error
    first = 0
    for number, length in enumerate(opened.lengths):
        try:
            yield _document(opened, number, first, length)
        except (KeyError, TypeError, ValueError, IndexError, struct.error) as error:
            raise NotProvenError(f"document {number}: {error!r}") from error
        first += length


def hash_of(text: str) -> int:
    """Return the number by which spaCy knows a string: MurmurHash64A of its UTF-8, seeded with 1."""
    data = text.encode()
    multiplier = 0xC6A4A7935BD1E995
    found = 1 ^ (len(data) * multiplier & _MASK)
    whole = len(data) & ~7
    for (part,) in struct.iter_unpack("<Q", data[:whole]):
        part = part * multiplier & _MASK
        found = (found ^ (part ^ part >> 47) * multiplier & _MASK) * multiplier & _MASK
    if whole < len(data):
        found = (found ^ int.from_bytes(data[whole:], "little")) * multiplier & _MASK
    found = (found ^ found >> 47) * multiplier & _MASK
    return found ^ found >> 47


def _open(data: bytes) -> _Bin:
    packed = unpack(data)
    if packed["version"] != "0.1":
        raise ValueError("its version")
    numbers = {name: number for number, name in enumerate(SYMBOLS)}
    strings = {numbers.get(text, hash_of(text)) if text else 0: text for text in packed["strings"]}
    columns = {SYMBOLS[number]: place for place, number in enumerate(packed["attrs"])}
    cells, lengths = _array("Q", packed["tokens"]), _array("i", packed["lengths"])
    blanks = packed["spaces"]
    if not len(cells) == len(columns) * sum(lengths) == len(columns) * len(blanks):
        raise ValueError("its lengths")
    if len(lengths) != len(packed["span_groups"]) or len(lengths) != len(packed["user_data"]):
        raise ValueError("its number of documents")
    return _Bin(strings, columns, cells, blanks, lengths, packed["span_groups"], packed["user_data"])


def _array(kind: str, data: bytes) -> Sequence[int]:
    made = array(kind, data)
    if sys.byteorder == "big":
        made.byteswap()
    return made


def _document(opened: _Bin, number: int, first: int, length: int) -> WholeDocument:
    def column(name: str) -> Sequence[int]:
        width = len(opened.columns)
        begin = first * width + opened.columns[name]
        return opened.cells[begin : (first + length) * width : width]

    tokens = [opened.strings[key] for key in column("ORTH")]
    blanks = opened.blanks[first : first + length]
    facts = unpack(opened.facts[number])
    entities = _spans(opened, number, length)
    labels = ["" if key == 0 else opened.strings[key] for key in column("ENT_TYPE")]
    layer = _layer(column("ENT_IOB"), labels)
    _check_layer(layer, entities)
    return WholeDocument(
        id=facts["id"],
        text="".join(token + " " * blank for token, blank in zip(tokens, blanks, strict=True)),
        meta=facts["meta"],
        spans=None,
        flat=FlatDocument(
            tokens=tokens,
            entities=entities,
            sentences=sum(start == _SENTENCE for start in column("SENT_START")),
            is_nested=True,
        ),
        layer=FlatDocument(tokens, layer),
    )


def _spans(opened: _Bin, number: int, length: int) -> list[Entity]:
    """Return the spans of the group that holds all of them."""
    groups = unpack(opened.groups[number])
    found: list[Entity] = []
    for group, names in groups.items() if isinstance(groups, dict) else ():
        if names != [_GROUP]:
            raise ValueError(f"the group {names}")
        for span in unpack(group)["spans"]:
            _id, _kb_id, label, start, end, *_characters = _SPAN.unpack(span)
            if not 0 <= start < end <= length:
                raise ValueError(f"a span from token {start} to {end}")
            found.append(Entity(start, end - 1, opened.strings[label]))
    return found


def _layer(marks: Sequence[int], labels: Sequence[str]) -> list[Entity]:
    """Return the entities of the one layer that is told token by token."""
    found: list[Entity] = []
    for place, (mark, label) in enumerate(zip(marks, labels, strict=True)):
        if mark == _BEGINS:
            found.append(Entity(place, place, label))
        elif mark == _INSIDE and found and found[-1].last == place - 1 and found[-1].label == label:
            found[-1] = found[-1]._replace(last=place)
        elif mark != _OUTSIDE or label:
            raise ValueError(f"the entity mark {mark} at token {place}")
    return found


def _check_layer(layer: list[Entity], entities: list[Entity]) -> None:
    """Raise ValueError unless the layer is made of the spans, and has room for none of the others."""
    if not set(layer) <= set(entities):
        raise ValueError("an entity that is no span")
    taken = {token for one in layer for token in range(one.first, one.last + 1)}
    for one in entities:
        if taken.isdisjoint(range(one.first, one.last + 1)):
            raise ValueError(f"the span at token {one.first} is missing among the entities")
