"""Writes formats in which a document is a line of JSON, all spans of it included."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Facet, Options, Outgoing

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


class LineWriter:
    """Writes what `line` makes of a document, without a line's end; no span is lost.

    `offset_unit` is what the program that reads the lines counts.
    """

    suffix = ".jsonl"
    is_folder = False
    schemes: tuple[str, ...] = ()

    def __init__(
        self,
        name: str,
        *,
        line: Callable[[Outgoing, Options], str],
        carries: frozenset[Facet],
        offset_unit: str = "Unicode code points",
    ) -> None:
        self.name = name
        self.carries = carries
        self.offset_unit = offset_unit
        self._line = line

    def write(self, documents: Iterable[Outgoing], path: Path, *, options: Options, tally: Tally) -> None:
        """Write the documents to `path`, one at a time, and count them in `tally`."""
        with path.open("wb") as out:
            for document in documents:
                self.survey(document, options=options, tally=tally)
                out.write(self._line(document, options).encode() + b"\n")

    def survey(self, document: Outgoing, *, options: Options, tally: Tally) -> None:
        """Count a document, its spans by what their labels are called in it."""
        tally.documents += 1
        if Facet.SUBLABEL in self.carries:
            tally.spans.update([span.label for span in document.spans])
        else:
            tally.spans.update(map(options.tag, document.spans))


def encoded(record: Mapping[str, Any]) -> str:
    """Return a record as JSON on one line."""
    return _ENCODER.encode(record)
