"""Reads UIMA CAS XMI: ours, what INCEpTION exports, and what else has DKPro's named entities."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from annotator import errors
from annotator.exchange.file_names import id_of
from annotator.exchange.formats import cas
from annotator.exchange.formats.cas import Cas, Mark
from annotator.exchange.incoming import (
    LONGEST,
    MEGABYTE,
    Incoming,
    IncomingSpan,
    ReadOptions,
    SourceFile,
    quoted,
)
from annotator.project.documents import first_line
from annotator.text.cleaning import clean
from annotator.text.printable import printable
from annotator.text.utf16 import Units

MARK: Final = "annotator"  # the key of the fact that is ours
REPLACED: Final = "\N{REPLACEMENT CHARACTER}"  # stands for what XML cannot hold
_SUBLABEL: Final = "Sublabel"
_ENTITY: Final = "NamedEntity"
_LATER: Final = b'<?xml version="1.1"'


class XmiReader:
    """Reads one document a file."""

    name = "xmi"
    suffixes = (".xmi",)

    def recognises(self, file: SourceFile, head: bytes) -> bool:
        """Tell whether the file is named as XMI, or begins as one."""
        return file.path.suffix.lower() == ".xmi" or b"<xmi:XMI" in head

    def read(self, file: SourceFile, *, options: ReadOptions) -> Iterator[Incoming]:
        """Yield the document; XML says itself how it is encoded. Raises InputError."""
        size = file.path.stat().st_size
        if size > LONGEST:
            raise errors.TooLarge(path=file.name, limit=LONGEST // MEGABYTE)
        with file.path.open("rb") as handle:
            if handle.read(len(_LATER)).replace(b"'", b'"') == _LATER:
                raise errors.XmlOfVersionOnePointOne(path=file.name)
        found = cas.parse(file)
        sofa = found.sofa()
        if sofa is None:
            raise errors.NotACas(path=file.name)
        yield _Reading(file, found, sofa, options).incoming(read_to=size)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a file says of its document: its id, where it says one, and title, outlet and meta."""

    id: str | None
    meta: dict[str, str] = field(default_factory=dict)
    replaced: tuple[tuple[int, int], ...] = ()  # UTF-16 unit and character


class _Reading:
    """Reads one CAS; refusals name its file."""

    def __init__(self, file: SourceFile, found: Cas, sofa: str, options: ReadOptions) -> None:
        self._file = file
        self._cas = found
        self._sofa = sofa
        self._label = options.columns.get("label", "")
        self._written = found.texts[sofa] or ""
        self._units = Units(self._written)
        self._left_out: Counter[str] = Counter()

    def incoming(self, *, read_to: int) -> Incoming:
        facts = self._facts()
        text = self._restored(facts)
        own_id = id_of(self._file.path.stem) if facts.id is None else facts.id
        id_ = self._file.stem if own_id is None else own_id
        spans = tuple(self._spans(id_))
        meta = dict(facts.meta)
        title = meta.pop("title", None)
        left_out = ", ".join(f"{kind} {count}" for kind, count in self._left_out.items() if count)
        return Incoming(
            id=id_,
            is_foreign=True,
            raw=text.encode(),
            cleaned=clean(text, steps=()),  # no step: what is cleaned moves offsets
            title=first_line(text) if title is None else title,
            outlet=meta.pop("outlet", ""),
            meta=meta,
            spans=spans,
            has_own_id=own_id is not None,
            read_to=read_to,
            recognised={"left out": left_out} if left_out else {},
        )

    def _facts(self) -> _Facts:
        marks = self._cas.indexed(self._cas.fields, self._sofa)
        meta = {mark.features.get("key", ""): mark.features.get("value", "") for mark in marks}
        ours = meta.pop(MARK, None)
        if ours is not None:
            return self._own_facts(ours, meta)
        known = next(self._cas.indexed(self._cas.documents, self._sofa), None)
        features = known.features if known is not None else {}
        title, id_ = features.get("documentTitle", ""), features.get("documentId", "")
        if title and features.get("documentUri") == f"{features.get('collectionId')}/{title}":
            # INCEpTION: the title is the name of the file that was imported, the id is the annotator's name.
            name = PurePosixPath(title).stem if title.endswith((".xmi", ".txt")) else title
            return _Facts(id_of(name) or printable(name), meta)
        if title:
            meta.setdefault("title", title)
        return _Facts(id_ if id_ and id_ != self._file.path.stem else None, meta)

    def _own_facts(self, ours: str, meta: dict[str, str]) -> _Facts:
        try:
            mark = json.loads(ours)
            found = _Facts(
                mark["id"],
                {"title": "", **meta, **mark.get("meta", {})},
                tuple((unit, letter) for unit, letter in mark.get("replaced", ())),
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise self._broken(MARK, ours) from None
        texts = (found.id, *found.meta.keys(), *found.meta.values())
        numbers = [number for pair in found.replaced for number in pair]
        if not all(type(text) is str for text in texts) or not all(type(number) is int for number in numbers):
            raise self._broken(MARK, ours)
        return found

    def _restored(self, facts: _Facts) -> str:
        """Return the text with the characters that XML could not hold."""
        if not facts.replaced:
            return self._written
        letters = list(self._written)
        for unit, letter in facts.replaced:
            place = self._units.to_code_points(unit)
            if place is None or not 0 <= place < len(letters) or letters[place] != REPLACED:
                raise self._broken("replaced", str(unit))
            letters[place] = _character(letter) or REPLACED
        return "".join(letters)

    def _spans(self, id_: str) -> Iterator[IncomingSpan]:
        if self._label:
            yield from self._layer(id_)
            return
        entities = list(self._cas.indexed(self._cas.entities, self._sofa))
        sublabels: dict[tuple[str, ...], list[str]] = {}
        for mark in self._cas.indexed(self._cas.custom, self._sofa):
            if mark.kind == _SUBLABEL:
                key = (*_range(mark), mark.features.get("label", ""))
                sublabels.setdefault(key, []).append(mark.features.get("value", ""))
            elif "begin" in mark.features:
                self._left_out[mark.kind] += 1
        for mark in entities:
            label = mark.features.get("value") or mark.kind
            found = sublabels.get((*_range(mark), label), [])
            yield self._span(mark, id_, label, found.pop() if found else "")
            self._left_out["identifier"] += "identifier" in mark.features
        self._left_out[_SUBLABEL] += sum(map(len, sublabels.values()))
        self._left_out[_ENTITY] += len(self._cas.entities) - len(entities)

    def _layer(self, id_: str) -> Iterator[IncomingSpan]:
        """Yield the annotations of the layer that a person named as `Layer:feature`."""
        layer, _colon, feature = self._label.rpartition(":")
        for mark in self._cas.indexed(self._cas.custom, self._sofa):
            if mark.kind == layer:
                yield self._span(mark, id_, mark.features.get(feature) or mark.kind, "")
        self._left_out[_ENTITY] += len(self._cas.entities)

    def _span(self, mark: Mark, id_: str, label: str, sublabel: str) -> IncomingSpan:
        begin, end = self._number(mark, "begin"), self._number(mark, "end")
        length = self._units.to_units(len(self._written))
        start, stop = self._units.to_code_points(begin), self._units.to_code_points(end)
        if start is None or stop is None or not 0 <= begin <= end <= length:
            raise errors.CasOffsetsOutside(
                path=self._file.name, id=quoted(id_), start=begin, end=end, length=length
            )
        return IncomingSpan(start, stop, label, sublabel)

    def _number(self, mark: Mark, feature: str) -> int:
        value = mark.features.get(feature, "")
        if not (value.isascii() and value.isdecimal() and len(value) < 10):
            raise self._broken(f"{mark.kind} {mark.id}, {feature}", value)
        return int(value)

    def _broken(self, place: str, value: str) -> errors.CasValueBroken:
        return errors.CasValueBroken(path=self._file.name, place=quoted(place), value=quoted(value))


def _range(mark: Mark) -> tuple[str, str]:
    return mark.features.get("begin", ""), mark.features.get("end", "")


def _character(number: int) -> str:
    # What was written stands for one UTF-16 unit, and a half of a pair is no character.
    is_one = 0 <= number <= 0xFFFF and not 0xD800 <= number <= 0xDFFF
    return chr(number) if is_one else ""


READER: Final = XmiReader()
