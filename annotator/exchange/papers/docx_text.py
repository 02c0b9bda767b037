"""The text of a DOCX: ECMA-376 part 1, chapter 17, as far as text goes.

Read straight from its XML: python-docx leaves out what was inserted while changes are tracked, what stands in
content controls and in text boxes, and says nothing. Text is taken as it would be printed with all
changes accepted. Headers, footers, notes and comments are other texts, and are counted.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from annotator import errors
from annotator.exchange.incoming import MEGABYTE
from annotator.exchange.papers.paper import LARGEST, Paper

UNPACKED: Final = 64 * MEGABYTE  # of the part that holds the text; a book has 5
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_LOCKED_MEMBER: Final = 0x1
_WORDS: Final = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What was deleted or moved away, what computes a field, and properties, whose <w:tab> is no tab.
_LEFT_OUT: Final = frozenset({"del", "moveFrom", "instrText", "rPr", "pPr"})
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_NOTES: Final = frozenset({"footnoteReference", "endnoteReference", "commentReference"})
_CORE: Final = {"title": "title", "creator": "author", "created": "created"}
_BROKEN: Final = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, SyntaxError, ValueError)


def read(path: Path, *, name: str, encoding: str | None) -> Paper:  # noqa: ARG001 - XML names its own
    """Return what a DOCX says.

    Raises TooLarge, BlankFile, BinaryFile, PaperDamaged, OtherThanNamed, PaperLocked,
    PaperUnpacksTooLarge and XmlDeclaresEntities.
    """
    if path.stat().st_size > LARGEST:
        raise errors.TooLarge(path=name, limit=LARGEST // MEGABYTE)
    with path.open("rb") as handle:
        if handle.read(len(_OLE)) == _OLE:  # an old .doc, or a .docx behind a password
            raise (
                errors.PaperLocked(path=name)
                if _LOCKED in handle.read()
                else errors.BinaryFile(path=name, kind="DOC")
            )
        try:
            with zipfile.ZipFile(handle) as package:
                return _read(package, name)
        except _BROKEN as error:
            handle.seek(0)
            if handle.read(2) not in (b"PK", b""):
                raise errors.OtherThanNamed(path=name, suffix=path.suffix) from error
            why = "its archive is broken" if isinstance(error, zipfile.BadZipFile) else type(error).__name__
            raise errors.PaperDamaged(path=name, why=why) from error


def _read(package: zipfile.ZipFile, name: str) -> Paper:
    body = _Body()
    text = "\n".join(body.paragraphs(_parts_of(package, _main_part(package, name), name)))
    if not text.strip():
        raise errors.BlankFile(path=name)
    beside = sum(Path(member).name.startswith(("header", "footer")) for member in package.namelist())
    counts = {"headers_and_footers_left_out": beside, "notes_left_out": body.notes}
    meta = {key: value for key, value in _properties(package, name).items() if value}
    return Paper(text, meta, {key: str(value) for key, value in counts.items() if value})


class _Body:
    """Puts the text of a document together while its elements begin and end."""

    def __init__(self) -> None:
        self.notes = 0
        self._open: list[list[str]] = []  # paragraphs; those of a text box lie in another
        self._left_out = 0

    def paragraphs(self, events: Iterator[tuple[str, Any]]) -> Iterator[str]:
        """Yield the paragraphs, those of a text box before the one that it hangs on."""
        for event, element in events:
            tag = _word(element.tag)
            if event == "start":
                self._begin(tag, is_fallback=element.tag == _FALLBACK)
                continue
            if tag in _LEFT_OUT or element.tag == _FALLBACK:
                self._left_out -= 1
            elif self._left_out == 0:
                self._take(tag, element.text or "")
                if tag == "p":
                    yield "".join(self._open.pop())

    def _begin(self, tag: str, *, is_fallback: bool) -> None:
        if tag in _LEFT_OUT or is_fallback:  # a fallback says once more what stands before it
            self._left_out += 1
        elif tag == "p" and self._left_out == 0:
            self._open.append([])

    def _take(self, tag: str, text: str) -> None:
        if self._open and tag == "t":
            self._open[-1].append(text)
        elif self._open and tag in _SIGNS:
            self._open[-1].append(_SIGNS[tag])
        elif tag in _NOTES:
            self.notes += 1


def _word(tag: str) -> str:
    """Return the name of an element of WordprocessingML, "" of another."""
    for namespace in _WORDS:
        if tag.startswith(namespace):
            return tag[len(namespace) :]
    return ""


def _parts_of(package: zipfile.ZipFile, member: str, name: str) -> Iterator[tuple[str, Any]]:
    """Yield the elements of a part as they begin and end, never holding more than those that are open."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    open_elements: list[Any] = []
    try:
        with _member(package, member, name) as part:
            for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
                if event == "start":
                    open_elements.append(element)
                    yield event, element
                    continue
                yield event, element
                open_elements.pop()
                if open_elements:
                    del open_elements[-1][-1]
    except DefusedXmlException:
        raise errors.XmlDeclaresEntities(path=name) from None


def _member(package: zipfile.ZipFile, member: str, name: str) -> IO[bytes]:
    try:
        info = package.getinfo(member)
    except KeyError:
        raise errors.PaperDamaged(path=name, why=member) from None
    if info.flag_bits & _LOCKED_MEMBER:
        raise errors.PaperLocked(path=name)
    if info.file_size > UNPACKED:  # more than this is never unpacked: zipfile stops at what is said here
        raise errors.PaperUnpacksTooLarge(path=name, limit=UNPACKED // MEGABYTE)
    return package.open(info)


def _main_part(package: zipfile.ZipFile, name: str) -> str:
    """Return the part with the text, as the package says (part 2, 9.3)."""
    if "_rels/.rels" in package.namelist():
        for event, element in _parts_of(package, "_rels/.rels", name):
            if event == "start" and element.get("Type", "").endswith("/officeDocument"):
                return str(element.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _properties(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Return what the core properties say (part 2, 11): title, author, day of making."""
    meta: dict[str, str] = {}
    if "docProps/core.xml" not in package.namelist():
        return meta
    for event, element in _parts_of(package, "docProps/core.xml", name):
        key = _CORE.get(element.tag.rpartition("}")[2])
        if event == "end" and key is not None:
            meta[key] = " ".join((element.text or "").split())
    if "created" in meta:
        meta["created"] = meta["created"][:10]
    return meta
