"""brat: a text file and an annotation file for each document, `annotation.conf` for what may stand in them.

Offsets are code points. A span that goes on over a line break is written in parts, since an annotation
is one line that holds its text; parts with nothing but blanks between them are one span when they are read.
Programs read `\\r` differently, and all that follows would shift: it is written as a space, and
`documents.list` says where.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from annotator import errors
from annotator.exchange.file_names import FileNames, id_of
from annotator.exchange.formats import ann_lines
from annotator.exchange.formats.ann_lines import SUBLABEL, Annotations, escaped_type
from annotator.exchange.formats.listing import Listed, Listing, listed
from annotator.exchange.incoming import (
    LONGEST,
    MEGABYTE,
    Incoming,
    IncomingSpan,
    ReadOptions,
    SourceFile,
    printable,
    quoted,
)
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Facet, Options, Outgoing
from annotator.model import Span
from annotator.project.documents import first_line
from annotator.text.cleaning import clean, decode

CONFIGURATION: Final = "annotation.conf"
_BLANKS: Final = re.compile(r"\s+")
_BREAKS: Final = re.compile(r"[\n\v\f\x1c-\x1e\x85\u2028\u2029]")  # what some program or other ends a line at


class BratReader:
    """Reads an annotation file and the text beside it."""

    name = "brat"
    suffixes = (".ann",)

    def recognises(self, file: SourceFile, head: bytes) -> bool:  # noqa: ARG002
        """Tell whether the file is named as annotations, or is a text that has some beside it."""
        suffix = file.path.suffix.lower()
        return suffix == ".ann" or (suffix == ".txt" and file.path.with_suffix(".ann").is_file())

    def read(self, file: SourceFile, *, options: ReadOptions) -> Iterator[Incoming]:
        """Yield the document; raises InputError."""
        is_text = file.path.suffix.lower() == ".txt"
        text_path = file.path if is_text else _beside(file.path, ".txt")
        ann_path = _beside(file.path, ".ann") if is_text else file.path
        if not text_path.is_file():
            raise errors.NoTextBeside(path=file.name, name=printable(text_path.name))
        raw = _bytes(text_path, file=file)
        text, encoding = _decoded(raw, file=file, encoding=options.encoding)
        found: Annotations | None = None
        if ann_path.is_file():
            lines, _encoding = _decoded(_bytes(ann_path, file=file), file=file, encoding=None)
            found = ann_lines.parse(
                lines.removeprefix("\ufeff"),
                path=file.name,
                sublabel=options.columns.get("sublabel", SUBLABEL),
            )
            text = _as_counted(text, found)
        entry = listed(text_path, file=file)
        yield _incoming(file, text, found, entry=entry, encoding=encoding, read_to=file.size)


class BratWriter:
    """Writes a folder of texts and annotations."""

    name = "brat"
    suffix = ""
    is_folder = True
    schemes: tuple[str, ...] = ()
    carries: frozenset[Facet] = frozenset(Facet)

    def write(self, documents: Iterable[Outgoing], path: Path, *, options: Options, tally: Tally) -> None:
        """Write the documents into the folder `path`, one at a time, and count them in `tally`."""
        names = FileNames()
        labels: set[str] = set()
        sublabels: set[str] = set()
        with Listing(path) as listing:
            for document in documents:
                self.survey(document, options=options, tally=tally)
                name = names.of(document.id)
                text = document.text.replace("\r", " ")
                (path / f"{name}.txt").write_bytes(text.encode())
                (path / f"{name}.ann").write_bytes("".join(_lines(text, document.spans)).encode())
                labels.update(span.label for span in document.spans)
                sublabels.update(span.sublabel for span in document.spans if span.sublabel)
                listing.add(
                    name,
                    id=document.id,
                    title=document.title,
                    outlet=document.outlet,
                    meta=dict(document.meta),
                    returns=[found.start() for found in re.finditer("\r", document.text)],
                )
        (path / CONFIGURATION).write_bytes(_configuration(labels, sublabels).encode())

    def survey(self, document: Outgoing, *, options: Options, tally: Tally) -> None:  # noqa: ARG002
        """Count a document; nothing of it is lost."""
        tally.documents += 1
        tally.spans.update(span.label for span in document.spans)


def _lines(text: str, spans: Iterable[Span]) -> Iterator[str]:
    attributes = 0
    for number, span in enumerate(spans, 1):
        parts = list(_parts(text, span))
        ranges = ";".join(f"{start} {end}" for start, end in parts)
        said = " ".join(text[start:end] for start, end in parts)
        yield f"T{number}\t{escaped_type(span.label)} {ranges}\t{said}\n"
        if span.sublabel:
            attributes += 1
            yield f"A{attributes}\t{SUBLABEL} T{number} {escaped_type(span.sublabel)}\n"


def _parts(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a span between its line breaks, without the blanks around these."""
    place = span.start
    for gap in _BLANKS.finditer(text, span.start, span.end):
        if _BREAKS.search(gap[0]):
            yield place, gap.start()
            place = gap.end()
    yield place, span.end


def _configuration(labels: set[str], sublabels: set[str]) -> str:
    values = "|".join(map(escaped_type, sorted(sublabels)))
    return "\n".join(
        [
            "[entities]",
            *map(escaped_type, sorted(labels)),
            "",
            "[relations]",
            "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
            "",
            "[events]",
            "",
            "[attributes]",
            *([f"{SUBLABEL}\tArg:<ENTITY>, Value:{values}"] if sublabels else []),
            "",
        ]
    )


def _incoming(
    file: SourceFile,
    text: str,
    found: Annotations | None,
    *,
    entry: Listed | None,
    encoding: str,
    read_to: int,
) -> Incoming:
    own_id = entry.id if entry is not None else id_of(file.path.stem)
    id_ = file.stem if own_id is None else own_id
    spans = None
    recognised = {}
    if found is not None:
        spans = tuple(_checked(file, id_, text, found))
        parted = sum(bound.is_parted(text) for bound in found.bounds.values())
        if parted:
            recognised["in parts"] = str(parted)
        if found.left_out:
            recognised["left out"] = ", ".join(f"{kind} {count}" for kind, count in found.left_out.items())
    if entry is not None:
        text = _with_returns(text, entry, file=file)
    return Incoming(
        id=id_,
        raw=text.encode(),
        encoding="utf-8",
        cleaned=clean(text, steps=()),  # no step: what is cleaned moves offsets
        title=entry.title if entry is not None else first_line(text),
        outlet=entry.outlet if entry is not None else "",
        meta=entry.meta if entry is not None else {},
        spans=spans,
        has_own_id=own_id is not None,
        read_to=read_to,
        recognised=recognised | ({"text in": encoding} if encoding != "utf-8" else {}),
    )


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
    if not entry.returns:
        return text
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


def _decoded(raw: bytes, *, file: SourceFile, encoding: str | None) -> tuple[str, str]:
    """Decode as UTF-8, as brat does, every character kept; else as a person says or as is found out."""
    if encoding is None:
        try:
            return raw.decode(), "utf-8"
        except UnicodeDecodeError:
            pass
    if not raw:
        return "", "utf-8"
    decoded = decode(raw, name=file.name, encoding=encoding)
    return decoded.text, decoded.encoding


READER: Final = BratReader()
WRITER: Final = BratWriter()
