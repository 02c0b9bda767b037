"""`TypeSystem.xml`: what the types are that stand in our UIMA CAS files, as UIMA wants it described.

All but the last are types of DKPro Core, which INCEpTION is built on: their names, supertypes and features
are given there. The last is a layer of INCEpTION, which its project has once this file is imported as layers.
"""

from typing import Final
from xml.sax.saxutils import escape

TYPE_SYSTEM: Final = "TypeSystem.xml"
_DKPRO: Final = "de.tudarmstadt.ukp.dkpro.core.api"
_DOCUMENT: Final = f"{_DKPRO}.metadata.type.DocumentMetaData"
_FIELD: Final = f"{_DKPRO}.metadata.type.MetaDataStringField"
_ENTITY: Final = f"{_DKPRO}.ner.type.NamedEntity"
_SUBLABEL: Final = "webanno.custom.Sublabel"

_STRING: Final = "uima.cas.String"
_TYPES: Final[dict[str, tuple[str, str, dict[str, str]]]] = {
    # name -> description, supertype, features
    _DOCUMENT: (
        "What is known of the document.",
        "uima.tcas.DocumentAnnotation",
        {
            "documentTitle": _STRING,
            "documentId": _STRING,
            "documentUri": _STRING,
            "collectionId": _STRING,
            "documentBaseUri": _STRING,
            "isLastSegment": "uima.cas.Boolean",
        },
    ),
    _FIELD: ("A fact about the document.", "uima.tcas.Annotation", {"key": _STRING, "value": _STRING}),
    _ENTITY: ("A labelled span.", "uima.tcas.Annotation", {"value": _STRING, "identifier": _STRING}),
    _SUBLABEL: (
        "The sublabel of the named entity on the same range whose value is «label».",
        "uima.tcas.Annotation",
        {"label": _STRING, "value": _STRING},
    ),
}


def type_system() -> bytes:
    """Return the file."""
    types = "".join(_type(name, *facts) for name, facts in _TYPES.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n'
        f"  <types>\n{types}  </types>\n</typeSystemDescription>\n"
    ).encode()


def _type(name: str, description: str, supertype: str, features: dict[str, str]) -> str:
    lines = "".join(
        f"        <featureDescription><name>{feature}</name><description/>"
        f"<rangeTypeName>{kind}</rangeTypeName></featureDescription>\n"
        for feature, kind in features.items()
    )
    return (
        f"    <typeDescription>\n      <name>{name}</name>\n"
        f"      <description>{escape(description)}</description>\n"
        f"      <supertypeName>{supertype}</supertypeName>\n"
        f"      <features>\n{lines}      </features>\n    </typeDescription>\n"
    )
