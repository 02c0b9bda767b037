"""What a UIMA CAS XMI file says, as far as spans of a text go: texts, views, named entities, facts.

Offsets are UTF-16 units, as Java counts them. The file is read as a stream: no document type, no entity of
its own, and nothing that it points to elsewhere is followed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler, feature_external_ges, feature_namespaces

from annotator import errors
from annotator.exchange.incoming import SourceFile, quoted

_XMI: Final = "http://www.omg.org/XMI"
_CAS: Final = "http:///uima/cas.ecore"
_DKPRO: Final = "http:///de/tudarmstadt/ukp/dkpro/core/api"
_METADATA: Final = f"{_DKPRO}/metadata/type.ecore"
_ENTITIES: Final = f"{_DKPRO}/ner/type.ecore"
_CUSTOM: Final = "http:///webanno/custom.ecore"
_MAIN_VIEW: Final = "_InitialView"


class Attributes(Protocol):
    """What SAX gives of an element's attributes, each under its namespace and its name."""

    def items(self) -> list[tuple[tuple[str | None, str], str]]: ...  # noqa: D102


class Mark(NamedTuple):
    """An annotation: its type's last name, its features as they stand there."""

    id: str
    sofa: str
    kind: str
    features: Mapping[str, str]


@dataclass(slots=True)
class Cas:
    """A CAS as its file has it, nothing resolved."""

    texts: dict[str, str | None] = field(default_factory=dict)  # of sofas, by their XMI id
    names: dict[str, str] = field(default_factory=dict)  # of sofas' views
    members: dict[str, set[str]] = field(default_factory=dict)  # what is indexed, by sofa
    entities: list[Mark] = field(default_factory=list)
    custom: list[Mark] = field(default_factory=list)
    fields: list[Mark] = field(default_factory=list)
    documents: list[Mark] = field(default_factory=list)

    def sofa(self) -> str | None:
        """Return the XMI id of the text that counts: the initial view's, else the first; None without any."""
        with_text = [sofa for sofa, text in self.texts.items() if text is not None]
        main = [sofa for sofa in with_text if self.names[sofa] == _MAIN_VIEW]
        return next(iter(main + with_text), None)

    def indexed(self, marks: list[Mark], sofa: str) -> Iterator[Mark]:
        """Yield those annotations of a text that its view holds: deleted ones may still be in the file."""
        members = self.members.get(sofa)
        for mark in marks:
            if mark.sofa == sofa and (members is None or mark.id in members):
                yield mark


class _Taking(ContentHandler):
    """Takes in what an XMI file has, element by element."""

    def __init__(self) -> None:
        super().__init__()
        self.cas = Cas()
        self.is_cas = False

    def startElementNS(  # noqa: N802 - SAX's own name
        self,
        name: tuple[str | None, str],
        qname: str | None,  # noqa: ARG002
        attrs: Attributes,
    ) -> None:
        space, kind = name
        if space == _XMI and kind == "XMI":
            self.is_cas = True
            return
        places = {
            _ENTITIES: self.cas.entities,
            _CUSTOM: self.cas.custom,
            _METADATA: self.cas.documents if kind == "DocumentMetaData" else self.cas.fields,
        }
        if space == _CAS and kind in ("Sofa", "View"):
            self._take_view(kind, _features(attrs))
        elif space in places and (space != _METADATA or kind in ("DocumentMetaData", "MetaDataStringField")):
            features = _features(attrs)
            places[space].append(Mark(features.get(":id", ""), features.get("sofa", ""), kind, features))

    def _take_view(self, kind: str, features: Mapping[str, str]) -> None:
        if kind == "View":
            self.cas.members[features.get("sofa", "")] = set(features.get("members", "").split())
            return
        sofa = features.get(":id", "")
        has_other_data = "sofaURI" in features or "sofaArray" in features
        # UIMA leaves an attribute out where the text is empty.
        self.cas.texts[sofa] = None if has_other_data else features.get("sofaString", "")
        self.cas.names[sofa] = features.get("sofaID", "")


def _features(attrs: Attributes) -> dict[str, str]:
    """Return attributes by name, those of the XMI namespace with a colon before it."""
    return {f":{name}" if space == _XMI else name: value for (space, name), value in attrs.items()}


def parse(file: SourceFile) -> Cas:
    """Read a CAS; raises NotXml, XmlDeclaresEntities or NotACas."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.expatreader import create_parser

    taking = _Taking()
    parser = create_parser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    parser.setFeature(feature_namespaces, True)
    parser.setFeature(feature_external_ges, False)
    parser.setContentHandler(taking)
    try:
        with file.path.open("rb") as handle:
            parser.parse(handle)
    except DefusedXmlException:
        raise errors.XmlDeclaresEntities(path=file.name) from None
    except SAXParseException as error:
        why = f"{error.getMessage()}, {error.getLineNumber()}:{error.getColumnNumber()}"
        raise errors.NotXml(path=file.name, why=quoted(why)) from None
    except (SAXException, ValueError, LookupError) as error:  # an encoding that the parser does not know
        raise errors.NotXml(path=file.name, why=quoted(str(error))) from None
    if not taking.is_cas:
        raise errors.NotACas(path=file.name)
    return taking.cas
