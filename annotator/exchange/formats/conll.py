"""What the two CoNLL formats share: a token a line, its tag last, a blank line after each sentence.

Fields are separated by one space, lines by LF, the text is UTF-8. Each document begins with a
`-DOCSTART-` line, followed by a blank one.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from annotator.exchange.flat import Flat, flatten
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Facet, Options, Outgoing

SCHEME: Final = "IOB2"


class ConllWriter:
    """Writes a CoNLL format; `filler` is what stands between a token and its tag."""

    suffix = ".conll"
    is_folder = False
    schemes = (SCHEME,)
    carries: frozenset[Facet] = frozenset()

    def __init__(self, name: str, *, header: str, filler: str) -> None:
        self.name = name
        self._header = header
        self._filler = filler

    def write(self, documents: Iterable[Outgoing], path: Path, *, options: Options, tally: Tally) -> None:
        """Write the documents to `path`, one at a time, and count in `tally` what went and what did not."""
        with path.open("wb") as out:
            for document in documents:
                flat = flatten(document, options=options, tally=tally)
                out.write(self._encode(flat))

    def survey(self, document: Outgoing, *, options: Options, tally: Tally) -> None:
        """Count what writing `document` would carry and lose, without writing."""
        flatten(document, options=options, tally=tally)

    def _encode(self, flat: Flat) -> bytes:
        lines = [self._header, ""]
        for surfaces, tags in flat.sentences:
            lines += [f"{surface}{self._filler}{tag}" for surface, tag in zip(surfaces, tags, strict=True)]
            lines.append("")
        return ("\n".join(lines) + "\n").encode()
