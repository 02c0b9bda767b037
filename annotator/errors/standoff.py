"""What is wrong with files whose labels stand beside the text: brat folders and UIMA CAS XMI."""

from annotator.errors.tree import InputError
from annotator.words import N_


class NoTextBeside(InputError):
    sentence = N_("{path}: the text of these labels, {name}, does not lie beside it.")


class NotALineOfBrat(InputError):
    sentence = N_("{path}, line {line}: this is no annotation as brat writes it («{text}»).")


class AnnotationIdTwice(InputError):
    sentence = N_("{path}, line {line}: the id {id} stands there twice.")


class ListingBroken(InputError):
    sentence = N_("{path}, line {line}: what it says of a document cannot be understood.")


class NotXml(InputError):
    sentence = N_("{path} is not well-formed XML ({why}).")


class XmlDeclaresEntities(InputError):
    sentence = N_(
        "{path} declares a document type or entities of its own, which this format never needs: "
        "it was not read."
    )


class XmlOfVersionOnePointOne(InputError):
    sentence = N_("{path} is XML 1.1: export it from INCEpTION as «UIMA CAS XMI (XML 1.0)».")


class NotACas(InputError):
    sentence = N_("{path} is no UIMA CAS XMI with a text in it.")


class CasValueBroken(InputError):
    sentence = N_("{path}: «{value}» cannot be what the UIMA CAS says at {place}.")


class CasOffsetsOutside(InputError):
    sentence = N_(
        "{path}, document {id}: an annotation from {start} to {end} does not fit the text, "
        "which has {length} UTF-16 units."
    )
