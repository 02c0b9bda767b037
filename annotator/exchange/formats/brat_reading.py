"""Reads brat folders: an annotation file and the text beside it, ours with what the listing says of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from annotator import errors
from annotator.exchange.file_names import id_of
from annotator.exchange.formats import ann_lines
from annotator.exchange.formats.ann_lines import SUBLABEL, Annotations
from annotator.exchange.formats.listing import Listed, listed
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
from annotator.text.cleaning import Decoded, clean, decode
from annotator.text.printable import printable

_NOTHING: Final = Listed("", "")


class BratReader:
    """Reads an annotation file and the text beside it."""

    name = "brat"
    suffixes = (".ann",)

    def recognises(self, file: SourceFile, head: bytes) -> bool:  # noqa: ARG002
        """Tell whether the file is named as annotations, or is a text that has some beside it."""
        suffix = file.path.suffix.lower()
        return suffix == ".ann" or (suffix == ".txt" and _beside(file.path, ".ann").is_file())

    def read(self, file: SourceFile, *, options: ReadOptions) -> Iterator[Incoming]:
        """Yield the document; raises InputError."""
        is_text = file.path.suffix.lower() == ".txt"
        text_path = file.path if is_text else _beside(file.path, ".txt")
        ann_path = _beside(file.path, ".ann") if is_text else file.path
        if not text_path.is_file():
            raise errors.NoTextBeside(path=file.name, name=printable(text_path.name))
        raw = _bytes(text_path, file=file)
        decoded = _decoded(raw, file=file, encoding=options.encoding)
        text = decoded.text
        found: Annotations | None = None
        if ann_path.is_file():
            found = ann_lines.parse(
                _decoded(_bytes(ann_path, file=file), file=file, encoding=None).text.removeprefix("\ufeff"),
                path=file.name,
                sublabel=options.columns.get("sublabel", SUBLABEL),
            )
            text = _as_counted(text, found)
        entry = listed(text_path, file=file)
        own_id = entry.id if entry is not None else id_of(file.path.stem)
        id_ = file.stem if own_id is None else own_id
        spans = None if found is None else tuple(_checked(file, id_, text, found))
        recognised = {} if found is None else _told(text, found)
        facts = entry or _NOTHING
        text = _with_returns(text, facts, file=file)
        is_as_read = text == decoded.text
        yield Incoming(
            id=id_,
            is_foreign=True,
            raw=raw if is_as_read else text.encode(),
            encoding=decoded.encoding if is_as_read else "utf-8",
            cleaned=clean(text, steps=()),  # no step: what is cleaned moves offsets
            title=facts.title if entry is not None else first_line(text),
            outlet=facts.outlet,
            meta=facts.meta,
            spans=spans,
            has_own_id=own_id is not None,
            read_to=file.size,
            recognised=recognised,
        )


def _told(text: str, found: Annotations) -> dict[str, str]:
    """Return what is to be said of the labels: those of several parts, and what is no span."""
    parted = sum(bound.is_parted(text) for bound in found.bounds.values())
    left_out = ", ".join(f"{kind} {count}" for kind, count in found.left_out.items())
    told = {"in parts": str(parted) if parted else "", "left out": left_out}
    return {what: words for what, words in told.items() if words}


def _checked(file: SourceFile, id_: str, text: str, found: Annotations) -> Iterator[IncomingSpan]:
    where = {"path": file.name, "id": quoted(id_)}
    for bound in found.bounds.values():
        if bound.end > len(text):
            raise errors.SpanOutsideText(**where, start=bound.start, end=bound.end, length=len(text))
        if not bound.fits(text):
            there = " ".join(text[start:end] for start, end in bound.parts)
            raise errors.SpanTextDiffers(
                **where, start=bound.start, said=quoted(bound.said), found=quoted(there)
            )
        yield found.span(bound)


def _as_counted(text: str, found: Annotations) -> str:
    """Return the text with the line ends that its offsets were counted with.

    Some programs hand a text out with CRLF whose annotations were made on LF; the texts that the
    annotations quote tell.
    """
    if "\r\n" not in text or all(bound.fits(text) for bound in found.bounds.values()):
        return text
    unix = text.replace("\r\n", "\n")
    return unix if all(bound.fits(unix) for bound in found.bounds.values()) else text


def _with_returns(text: str, entry: Listed, *, file: SourceFile) -> str:
    letters = list(text)
    for place in entry.returns:
        if place >= len(letters) or letters[place] != " ":
            raise errors.DifferentText(path=file.name, id=quoted(entry.id))
        letters[place] = "\r"
    return "".join(letters)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_suffix(suffix.upper() if path.suffix.isupper() else suffix)


def _bytes(path: Path, *, file: SourceFile) -> bytes:
    with path.open("rb") as handle:
        raw = handle.read(LONGEST + 1)
    if len(raw) > LONGEST:
        raise errors.TooLarge(path=file.name, limit=LONGEST // MEGABYTE)
    return raw


def _decoded(raw: bytes, *, file: SourceFile, encoding: str | None) -> Decoded:
    """Decode as UTF-8, as brat does, every character kept; else as a person says or as is found out."""
    if encoding is None:
        try:
            return Decoded(raw.decode(), "utf-8")
        except UnicodeDecodeError:
            pass
    if not raw:
        return Decoded("", "utf-8")
    return decode(raw, name=file.name, encoding=encoding)


READER: Final = BratReader()
