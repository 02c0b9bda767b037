"""Reads back folders of UIMA CAS XMI: `documents.list` in its order, a CAS for each line, one type system."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn
from xml.parsers import expat

from annotator.exchange.readback.documents import NotProvenError, SpanFacts, WholeDocument
from annotator.exchange.readback.lines import listed

_DKPRO: Final = "de.tudarmstadt.ukp.dkpro.core.api"
_DOCUMENT: Final = f"{_DKPRO}.metadata.type.DocumentMetaData"
_FACT: Final = f"{_DKPRO}.metadata.type.MetaDataStringField"
_ENTITY: Final = f"{_DKPRO}.ner.type.NamedEntity"
_SUBLABEL: Final = "webanno.custom.Sublabel"
_OURS: Final = "annotator"
_XMI: Final = "http://www.omg.org/XMI"
_DESCRIPTION: Final = "http://uima.apache.org/resourceSpecifier"


class _Element(NamedTuple):
    """An element by its type's name (`package.Name`), and its attributes without those of XMI itself."""

    type: str
    id: str
    features: dict[str, str]


@dataclass(slots=True)
class _Cas:
    """What stands in one file, in its order."""

    elements: list[_Element] = field(default_factory=list)

    def of(self, *types: str) -> list[_Element]:
        return [element for element in self.elements if element.type in types]

    def only(self, type_: str) -> _Element:
        found = self.of(type_)
        if len(found) != 1:
            raise NotProvenError(f"{len(found)} elements {type_}")
        return found[0]


def xmi(path: Path, *, scheme: str) -> Iterator[WholeDocument]:  # noqa: ARG001
    """Yield the documents of a folder; raises NotProvenError."""
    try:
        types = _types(path / "TypeSystem.xml")
    except (LookupError, ValueError) as error:
        raise NotProvenError(f"TypeSystem.xml: {error!r}") from error

    def read(name: str, entry: dict[str, Any]) -> WholeDocument:
        try:
            document = _document(_cas(path / f"{name}.xmi"), types)
        except NotProvenError as error:
            raise NotProvenError(f"{name}.xmi: {error}") from error
        if document.id != entry["id"]:
            raise ValueError("id")
        return document

    yield from listed(path, read)


def _document(cas: _Cas, types: dict[str, set[str]]) -> WholeDocument:
    sofa, view = cas.only("uima.cas.Sofa"), cas.only("uima.cas.View")
    known = cas.only(_DOCUMENT)
    annotations = cas.of(_DOCUMENT, _FACT, _ENTITY, _SUBLABEL)
    if len(annotations) + 3 != len(cas.elements):  # NULL, Sofa, View
        raise NotProvenError("elements of other types")
    if view.features["members"].split(" ") != [one.id for one in annotations]:
        raise NotProvenError("the members of its view")
    text = sofa.features["sofaString"]
    wide = text.encode("utf-16-le")
    for one in annotations:
        if one.features.pop("sofa") != sofa.id or view.features["sofa"] != sofa.id:
            raise NotProvenError(f"the sofa of {one.id}")
        if not set(one.features) <= types[one.type]:
            raise NotProvenError(f"features of {one.id} that the type system does not name")
    if _place(known, wide) != (0, len(text)):
        raise NotProvenError("the range of its facts")
    ours, meta = _facts(cas)
    if ours["id"] != _as_written(known.features["documentId"], ours["id"]):
        raise NotProvenError("its documentId")
    whole = _whole(text, ours.get("replaced", ()), wide)
    return WholeDocument(ours["id"], whole, meta, list(_spans(cas, wide)))


def _facts(cas: _Cas) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the fact that is ours and the others, with those that it has."""
    facts = [(one.features["key"], one.features["value"]) for one in cas.of(_FACT)]
    (ours,) = [json.loads(value) for key, value in facts if key == _OURS]
    meta = {"title": "", "outlet": "", **{key: value for key, value in facts if key != _OURS}}
    more = ours.get("meta", {})
    if len(facts) != len(dict(facts)) or set(more) & {key for key, _ in facts if key != _OURS}:
        raise NotProvenError("a fact stands there twice")
    if not all(type(text) is str for text in (ours["id"], *more.keys(), *more.values())):
        raise NotProvenError("a fact that is no text")
    return ours, meta | more


def _spans(cas: _Cas, wide: bytes) -> Iterator[SpanFacts]:
    sublabels: dict[tuple[int, int, str], str] = {}
    for one in cas.of(_SUBLABEL):
        key = (*_place(one, wide), one.features["label"])
        if key in sublabels:
            raise NotProvenError(f"a second sublabel at {key[0]}")
        sublabels[key] = one.features["value"]
    for one in cas.of(_ENTITY):
        start, end = _place(one, wide)
        label = one.features["value"]
        yield start, end, label, sublabels.pop((start, end, label), ""), "", ""
    if sublabels:
        raise NotProvenError("sublabels of nothing")


def _place(one: _Element, wide: bytes) -> tuple[int, int]:
    """Return a range in code points; a range that begins or ends inside a character does not decode."""
    begin, end = int(one.features["begin"]), int(one.features["end"])
    if not 0 <= begin <= end <= len(wide) // 2:
        raise NotProvenError(f"offsets {begin} to {end}")
    start = len(wide[: 2 * begin].decode("utf-16-le"))
    return start, start + len(wide[2 * begin : 2 * end].decode("utf-16-le"))


def _whole(text: str, replaced: list[list[int]], wide: bytes) -> str:
    letters = list(text)
    for unit, letter in replaced:
        place = len(wide[: 2 * unit].decode("utf-16-le"))
        if letters[place] != "\ufffd":
            raise NotProvenError(f"no replaced character at {unit}")
        letters[place] = chr(letter)
    return "".join(letters)


def _as_written(written: str, meant: str) -> str:
    """Return `meant` where `written` is the same but for characters that XML cannot hold."""
    is_same = len(written) == len(meant) and all(
        one in (other, "\ufffd") for one, other in zip(written, meant, strict=True)
    )
    return meant if is_same else written


def _cas(path: Path) -> _Cas:
    cas = _Cas()
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        space, _blank, kind = name.rpartition(" ")
        if depth == 1:
            if (space, kind) != (_XMI, "XMI"):
                raise NotProvenError("no XMI")
            return
        # http:///uima/cas.ecore is the package uima.cas.
        package = space.removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
        features = {key: value for key, value in attributes.items() if " " not in key}
        cas.elements.append(_Element(f"{package}.{kind}", attributes.get(f"{_XMI} id", ""), features))

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    _parsed(path, start, end)
    return cas


def _types(path: Path) -> dict[str, set[str]]:
    """Return the features of each type that a type system describes, inherited ones too."""
    found: dict[str, set[str]] = {}
    inside: list[str] = []
    words: list[str] = []
    current = ""

    def start(name: str, _attributes: dict[str, str]) -> None:
        space, _blank, kind = name.rpartition(" ")
        if space != _DESCRIPTION:
            raise NotProvenError(f"{path.name}: {name}")
        inside.append(kind)
        words.clear()

    def end(_name: str) -> None:
        nonlocal current
        text, kind = "".join(words), inside.pop()
        if (kind, inside[-1:]) == ("name", ["typeDescription"]):
            current = text
            found[current] = {"begin", "end"}
        elif (kind, inside[-1:]) == ("name", ["featureDescription"]):
            found[current].add(text)
        elif kind == "supertypeName" and text == "uima.tcas.DocumentAnnotation":
            found[current].add("language")
        words.clear()

    _parsed(path, start, end, words)
    return found


def _parsed(path: Path, start: Any, end: Any, words: list[str] | None = None) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = _no_doctype
    if words is not None:
        parser.CharacterDataHandler = words.append
    try:
        with path.open("rb") as handle:
            parser.ParseFile(handle)
    except expat.ExpatError as error:
        raise NotProvenError(f"{path.name}: {error}") from error


def _no_doctype(*_facts: object) -> NoReturn:
    raise NotProvenError("a document type")
