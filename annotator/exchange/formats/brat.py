"""brat: a text file and an annotation file for each document, `annotation.conf` for what may stand in them.

Offsets are code points. An annotation is a line that holds its text, with tabs between its fields: a span
that goes on over a line break or a tab is written in parts, and parts with nothing but blanks between them
are one span when they are read. Programs read `\\r` differently, and all that follows would shift: it is
written as a space, and `documents.list` says where.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from annotator.exchange.file_names import FileNames
from annotator.exchange.formats.ann_lines import SUBLABEL, escaped_type
from annotator.exchange.formats.brat_reading import READER
from annotator.exchange.formats.listing import Listing
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Facet, Options, Outgoing
from annotator.model import Span

__all__ = ["READER", "WRITER"]

CONFIGURATION: Final = "annotation.conf"
_BLANKS: Final = re.compile(r"\s+")
_BREAKS: Final = re.compile(r"[\n\v\f\x1c-\x1e\x85\u2028\u2029\t]")  # where a program ends a line, or a field


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


WRITER: Final = BratWriter()
