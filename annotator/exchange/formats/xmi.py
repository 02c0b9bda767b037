"""UIMA CAS XMI as INCEpTION writes and reads it: a file for each document, and `TypeSystem.xml`.

A span is a `NamedEntity` whose `value` is its label; a sublabel stands in the layer `Sublabel` on the same
range. Offsets are UTF-16 units. XML 1.0 has no way to write some characters (NUL, most controls): they are
written as U+FFFD, and the fact `annotator` says what they were, so that they come back.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from annotator.exchange.file_names import FileNames
from annotator.exchange.formats.listing import Listing
from annotator.exchange.formats.xmi_reading import MARK, READER, REPLACED
from annotator.exchange.formats.xmi_types import TYPE_SYSTEM, type_system
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Facet, Options, Outgoing
from annotator.text.utf16 import Units

__all__ = ["READER", "WRITER"]

_IMPOSSIBLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Line ends and tabs become spaces in an attribute unless they are written so, others in some parsers.
_SPECIAL: Final = re.compile('[&<>"\t\n\r\x7f-\x9f\u2028\u2029]')
_SOFA: Final = 1
_SPACES: Final = {
    "xmi": "http://www.omg.org/XMI",
    "cas": "http:///uima/cas.ecore",
    "metadata": "http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore",
    "ner": "http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore",
    "custom": "http:///webanno/custom.ecore",
}


class XmiWriter:
    """Writes a folder of CAS files and the type system that belongs to them."""

    name = "xmi"
    suffix = ""
    is_folder = True
    schemes: tuple[str, ...] = ()
    carries: frozenset[Facet] = frozenset(Facet)
    offset_unit = "UTF-16 code units"

    def write(self, documents: Iterable[Outgoing], path: Path, *, options: Options, tally: Tally) -> None:
        """Write the documents into the folder `path`, one at a time, and count them in `tally`."""
        names = FileNames()
        with Listing(path) as listing:
            for document in documents:
                self.survey(document, options=options, tally=tally)
                name = names.of(document.id)
                (path / f"{name}.xmi").write_bytes(_cas(document))
                listing.add(name, id=document.id)
        (path / TYPE_SYSTEM).write_bytes(type_system())

    def survey(self, document: Outgoing, *, options: Options, tally: Tally) -> None:  # noqa: ARG002
        """Count a document; nothing of it is lost."""
        tally.documents += 1
        tally.spans.update(span.label for span in document.spans)


def _cas(document: Outgoing) -> bytes:
    units = Units(document.text)
    lines: list[str] = []
    members: list[int] = []
    for number, (name, features) in enumerate(_annotations(document, units), _SOFA + 1):
        members.append(number)
        lines.append(_element(name, {"xmi:id": number, "sofa": _SOFA, **features}))
    sofa = {"sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text", "sofaString": document.text}
    spaces = {f"xmlns:{name}": space for name, space in _SPACES.items()}
    return "".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            _element("xmi:XMI", {**spaces, "xmi:version": "2.0"}, is_open=True),
            _element("cas:NULL", {"xmi:id": 0}),
            *lines,
            _element("cas:Sofa", {"xmi:id": _SOFA, **sofa}),
            _element("cas:View", {"sofa": _SOFA, "members": " ".join(map(str, members))}),
            "</xmi:XMI>\n",
        ]
    ).encode()


def _annotations(document: Outgoing, units: Units) -> Iterator[tuple[str, dict[str, object]]]:
    whole: dict[str, object] = {"begin": 0, "end": units.to_units(len(document.text))}
    known = {"language": "x-unspecified", "documentTitle": document.title, "documentId": document.id}
    yield "metadata:DocumentMetaData", {**whole, **known, "isLastSegment": "false"}
    for key, value in _facts(document, units):
        yield "metadata:MetaDataStringField", {**whole, "key": key, "value": value}
    for span in document.spans:
        place: dict[str, object] = {"begin": units.to_units(span.start), "end": units.to_units(span.end)}
        yield "ner:NamedEntity", {**place, "value": span.label}
        if span.sublabel:
            yield "custom:Sublabel", {**place, "label": span.label, "value": span.sublabel}


def _facts(document: Outgoing, units: Units) -> Iterator[tuple[str, str]]:
    """Yield what is known of a document as keys and values; ours takes what no XML can hold."""
    facts = document.facts
    odd = {
        key: value
        for key, value in facts.items()
        if key == MARK or _IMPOSSIBLE.search(key) or _IMPOSSIBLE.search(value)
    }
    mark: dict[str, object] = {"version": 1, "id": document.id}
    if odd:
        mark["meta"] = odd
    replaced = [(units.to_units(at.start()), ord(at[0])) for at in _IMPOSSIBLE.finditer(document.text)]
    if replaced:
        mark["replaced"] = replaced
    written = json.dumps(mark, ensure_ascii=False)
    yield MARK, _IMPOSSIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
    for key, value in facts.items():
        if key not in odd and (value or key not in ("title", "outlet")):
            yield key, value


def _element(name: str, attributes: dict[str, object], *, is_open: bool = False) -> str:
    inside = "".join(f' {key}="{_attribute(str(value))}"' for key, value in attributes.items())
    return f"<{name}{inside}{'' if is_open else '/'}>\n"


def _attribute(value: str) -> str:
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", _IMPOSSIBLE.sub(REPLACED, value))


WRITER: Final = XmiWriter()
