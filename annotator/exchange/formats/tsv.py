"""A span a row, for spreadsheets: document, start, end, label, sublabel, text, name; tabs between the cells.

A document without spans has a row with its id alone. Texts of documents are not in it: the labels join the
documents that a project has. A cell that a spreadsheet would take for a formula gets an apostrophe before it,
which reading takes away again.
"""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Facet, Options, Outgoing
from annotator.text.cells import neutral
from annotator.text.clitics import name

COLUMNS: Final = ("document", "start", "end", "label", "sublabel", "text", "name")


class TsvWriter:
    """Writes one table, with the mark by which spreadsheets know UTF-8."""

    name = "tsv"
    suffix = ".tsv"
    is_folder = False
    schemes: tuple[str, ...] = ()
    carries = frozenset({Facet.ID, Facet.SUBLABEL})

    def write(self, documents: Iterable[Outgoing], path: Path, *, options: Options, tally: Tally) -> None:
        """Write the documents to `path`, and count in `tally` what went."""
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            table = csv.writer(out, delimiter="\t", lineterminator="\r\n")
            table.writerow(COLUMNS)
            for document in documents:
                self.survey(document, options=options, tally=tally)
                for row in _rows(document):
                    table.writerow([neutral(cell) for cell in row])

    def survey(self, document: Outgoing, *, options: Options, tally: Tally) -> None:  # noqa: ARG002
        """Count the document: all its spans are carried."""
        tally.documents += 1
        tally.spans.update(span.label for span in document.spans)


def _rows(document: Outgoing) -> Iterable[tuple[str, ...]]:
    text = document.text
    if not document.spans:
        yield (document.id, *[""] * (len(COLUMNS) - 1))
    for span in document.spans:
        start, end = span.start, span.end
        yield (
            document.id,
            str(start),
            str(end),
            span.label,
            span.sublabel,
            text[start:end],
            name(text, start, end),
        )


WRITER: Final = TsvWriter()
