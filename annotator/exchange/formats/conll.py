"""What the formats of a token a line share: its tags last, a blank line after each sentence.

Fields are separated by one space, lines by LF, the text is UTF-8. Each document begins with a `-DOCSTART-`
line, followed by a blank one. Its id stands where nobody who reads the format looks for a tag: most skip the
line by its first letters, others take the last column of it, or the second.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final
from urllib.parse import quote

from annotator.exchange.flat import Flat, flatten
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Facet, Options, Outgoing
from annotator.exchange.schemes import SCHEMES

_NO_COLUMN: Final = re.compile(r"[\s%\x00-\x1f\x7f-\x9f]")  # what no field may hold, and what says so
_PLACEHOLDERS: Final = frozenset({"O", "_", "-", "-X-", "-DOCSTART-"})


class ConllWriter:
    """Writes a format of a token a line.

    `filler` is what stands between a token and its tags, `header` makes the line of a document of its id, as
    it may stand in a column. With `layers` a token has a tag for each span over it.
    """

    suffix = ".conll"
    is_folder = False
    schemes = SCHEMES
    carries = frozenset({Facet.ID})

    def __init__(
        self, name: str, *, header: Callable[[str], str], filler: str = " ", layers: bool = False
    ) -> None:
        self.name = name
        self._header = header
        self._filler = filler
        self._layers = layers

    def write(self, documents: Iterable[Outgoing], path: Path, *, options: Options, tally: Tally) -> None:
        """Write the documents to `path`, one at a time, and count in `tally` what went and what did not."""
        with path.open("wb") as out:
            for document in documents:
                flat = self._flat(document, options, tally)
                out.write(self._encode(flat, self._header(in_a_column(document.id))))

    def survey(self, document: Outgoing, *, options: Options, tally: Tally) -> None:
        """Count what writing `document` would carry and lose, without writing."""
        self._flat(document, options, tally)

    def _flat(self, document: Outgoing, options: Options, tally: Tally) -> Flat:
        return flatten(document, options=options, tally=tally, layers=self._layers)

    def _encode(self, flat: Flat, header: str) -> bytes:
        filler = self._filler
        lines = [header, ""]
        for surfaces, tags in flat.sentences:
            lines += [f"{surface}{filler}{tag}" for surface, tag in zip(surfaces, tags, strict=True)]
            lines.append("")
        return ("\n".join(lines) + "\n").encode()


def in_a_column(id: str) -> str:  # noqa: A002
    """Return an id as it may stand in a column: what it may not hold is written as in addresses, as %20."""
    if id in _PLACEHOLDERS:
        return "".join(f"%{byte:02X}" for byte in id.encode())
    return _NO_COLUMN.sub(lambda found: quote(found[0], safe=""), id)
