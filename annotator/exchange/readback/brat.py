"""Reads back folders of brat: `documents.list` in its order, a text and its annotations for each line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from annotator.exchange.readback.documents import NotProvenError, SpanFacts, WholeDocument
from annotator.exchange.readback.lines import lines, listed

_SECTION: Final = re.compile(r"\[(\w+)\]")
_ENTITY: Final = re.compile(r"T([0-9]+)\t(\S+) ([0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*)\t(.*)", re.DOTALL)
_ATTRIBUTE: Final = re.compile(r"A([0-9]+)\tSublabel T([0-9]+) (\S+)")
_ESCAPE: Final = re.compile(r"(?:=[0-9A-F]{2})+")


@dataclass(slots=True)
class _Allowed:
    """What `annotation.conf` lets stand in the folder."""

    entities: set[str] = field(default_factory=set)
    sublabels: set[str] = field(default_factory=set)
    has_overlap: bool = False


def brat(path: Path, *, scheme: str) -> Iterator[WholeDocument]:  # noqa: ARG001
    """Yield the documents of a folder; raises NotProvenError."""
    allowed = _allowed(path / "annotation.conf")
    yield from listed(
        path, lambda name, entry: _document(path / f"{name}.txt", path / f"{name}.ann", entry, allowed)
    )


def _document(text_path: Path, ann_path: Path, entry: dict[str, Any], allowed: _Allowed) -> WholeDocument:
    text = text_path.read_bytes().decode("utf-8")
    if "\r" in text:
        raise NotProvenError(f"{text_path.name}: a carriage return, which programs read differently")
    spans = _spans(ann_path, text, allowed)
    whole = list(text)
    for place in entry.get("returns", ()):
        if whole[place] != " ":
            raise NotProvenError(f"{text_path.name}: no space at {place}")
        whole[place] = "\r"
    meta = {"title": entry.get("title", ""), "outlet": entry.get("outlet", ""), **entry.get("meta", {})}
    if not all(type(fact) is str for fact in (entry["id"], *meta.keys(), *meta.values())):
        raise NotProvenError(f"{text_path.name}: its id, title, outlet or meta")
    return WholeDocument(entry["id"], "".join(whole), meta, spans)


def _spans(path: Path, text: str, allowed: _Allowed) -> list[SpanFacts]:
    found: dict[str, tuple[int, int, str]] = {}
    sublabels: dict[str, str] = {}
    attributes = 0
    for number, line in lines(path):
        where = f"{path.name}, line {number}"
        entity, attribute = _ENTITY.fullmatch(line), _ATTRIBUTE.fullmatch(line)
        if entity is not None:
            id_, label, ranges, said = entity.groups()
            if id_ != str(len(found) + 1) or label not in allowed.entities:
                raise NotProvenError(f"{where}: its id or its label")
            found[id_] = (*_range(ranges, said, text, where), _plain(label))
        elif attribute is not None:
            attributes += 1
            id_, target, value = attribute.groups()
            is_new = target in found and target not in sublabels
            if id_ != str(attributes) or not is_new or value not in allowed.sublabels:
                raise NotProvenError(f"{where}: its id, its target or its value")
            sublabels[target] = _plain(value)
        else:
            raise NotProvenError(where)
    if len(found) > 1 and not allowed.has_overlap:
        raise NotProvenError("annotation.conf: spans may not overlap")
    return [(start, end, label, sublabels.get(id_, ""), "", "") for id_, (start, end, label) in found.items()]


def _range(ranges: str, said: str, text: str, where: str) -> tuple[int, int]:
    """Return the range of the parts, divided by nothing but blanks with a line break or a tab in them."""
    parts = [tuple(map(int, part.split(" "))) for part in ranges.split(";")]
    place: int | None = None
    for start, end in parts:
        if not 0 <= start < end <= len(text):
            raise NotProvenError(f"{where}: offsets")
        if place is not None:
            gap = text[place:start]
            if not gap.isspace() or ("\t" not in gap and len(f"{gap}.".splitlines()) == 1):
                raise NotProvenError(f"{where}: parts that are none")
        if len(text[start:end].splitlines()) > 1 or "\t" in text[start:end]:
            raise NotProvenError(f"{where}: a line break or a tab inside an annotation")
        place = end
    if said != " ".join(text[start:end] for start, end in parts):
        raise NotProvenError(f"{where}: its text")
    return parts[0][0], parts[-1][1]


def _allowed(path: Path) -> _Allowed:
    allowed, sections = _Allowed(), []
    for number, line in lines(path):
        header = _SECTION.fullmatch(line)
        if header is not None:
            sections.append(header[1])
        elif line and sections[-1:] == ["entities"]:
            allowed.entities.add(line)
        elif line and sections[-1:] == ["attributes"]:
            start = "Sublabel\tArg:<ENTITY>, Value:"
            if not line.startswith(start):
                raise NotProvenError(f"{path.name}, line {number}")
            allowed.sublabels.update(line.removeprefix(start).split("|"))
        elif line.startswith("<OVERLAP>\t"):
            allowed.has_overlap = True
        elif line:
            raise NotProvenError(f"{path.name}, line {number}")
    if sections != ["entities", "relations", "events", "attributes"]:
        raise NotProvenError(f"{path.name}: its sections")
    return allowed


def _plain(written: str) -> str:
    return _ESCAPE.sub(lambda run: bytes.fromhex(run[0].replace("=", "")).decode("utf-8"), written)
