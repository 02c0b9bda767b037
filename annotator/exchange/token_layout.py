"""How a file of a token a line is made: what its columns hold, which scheme its tags are in.

That is known at its end only: a first pass looks at every line, a second one may then read it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from annotator import errors, words
from annotator.exchange.incoming import quoted
from annotator.exchange.schemes import OUTSIDE, PLAIN, SCHEMES, Sighting, TagRun, is_tag, runs_of
from annotator.exchange.token_lines import MOST, Border, Row, TokenLines

# A file without borders that is longer than any article is a corpus. It is cut after the first sentence that
# takes a document past CUT tokens.
LONG: Final = 5_000
CUT: Final = 425


@dataclass(slots=True)
class Layout:
    """How a file is made.

    Where it `is_nested` all fields behind a token are tags, the outermost first; else the last one is.
    `repaired` are the lines of tags that the scheme would not have written so.
    """

    scheme: str = ""
    is_nested: bool = False
    borders: int = 0
    documents: int = 0  # where they are not cut
    tokens: int = 0
    repaired: list[int] = field(default_factory=list)

    @property
    def is_alone(self) -> bool:
        """Whether all of the file is one document."""
        return self.documents == 1 and not self.is_cut

    @property
    def is_cut(self) -> bool:
        """Whether documents are cut by their length, for want of borders."""
        return self.borders == 0 and self.tokens > LONG

    def runs(self, rows: Sequence[Row]) -> list[TagRun]:
        """Return what the tags of a sentence say, each run once."""
        found: dict[TagRun, None] = {}
        for tags in _layers(rows, is_nested=self.is_nested):
            found.update(dict.fromkeys(runs_of(tags, scheme=self.scheme)[0]))
        return list(found)


class _NotNestedError(Exception):
    """A field between token and tag is no tag."""


def layout_of(lines: TokenLines, *, name: str, scheme: str) -> Layout:
    """Look at a whole file; `scheme` is "" where it is to be found out, `name` goes into errors.

    Raises UnknownTagScheme, ColumnsDiffer, TagMissing and what reading the lines raises.
    """
    scheme = scheme.upper()
    if scheme and scheme not in (*SCHEMES, PLAIN):
        raise errors.UnknownTagScheme(scheme=quoted(scheme), schemes=", ".join((*SCHEMES, PLAIN)))
    try:
        return _Survey(name, scheme=scheme, is_nested=True).layout(lines)
    except _NotNestedError:
        return _Survey(name, scheme=scheme, is_nested=False).layout(lines)


class _Survey:
    """A pass over a file, under the assumption that all its columns are tags or that the last one is."""

    def __init__(self, name: str, *, scheme: str, is_nested: bool) -> None:
        self._name = name
        self._scheme = scheme
        self._is_nested = is_nested
        self._sighting = Sighting()
        self._widths: set[int] = set()
        self._plain: Row | None = None  # the first whose last field is no tag
        self._has_tags = False
        self._doubled: list[int] = []  # lines whose run another column has too

    def layout(self, lines: TokenLines) -> Layout:
        """Return how the file is made; raises _NotNestedError where the assumption is wrong."""
        found = Layout()
        tokens = 0  # since the last border
        for block in lines.blocks():
            if isinstance(block, Border):
                found.borders += 1
                found.documents += 1
                tokens = 0
                continue
            found.documents = found.documents or 1
            found.tokens += len(block)
            tokens += len(block)
            if found.borders and tokens > MOST:
                limit = words.number(MOST)
                raise errors.TooManyTokens(path=self._name, line=block[-1].line, limit=limit)
            for row in block:
                self._look(row)
            if self._plain is None:
                self._sight(block)
        found.scheme = self._decided()
        found.is_nested = self._is_nested and max(self._widths, default=0) > 2
        if found.scheme != PLAIN:
            found.repaired = sorted({*self._sighting.slips(found.scheme), *self._doubled})
        return found

    def _look(self, row: Row) -> None:
        fields = row.fields
        if not self._is_nested and self._widths and len(fields) not in self._widths:
            (columns,) = self._widths
            raise errors.ColumnsDiffer(path=self._name, line=row.line, found=len(fields), columns=columns)
        if len(fields) < 2 or not fields[0]:
            raise errors.TagMissing(path=self._name, line=row.line, found=quoted(" ".join(fields)))
        self._widths.add(len(fields))
        if len(fields) > 2 and self._is_nested and not all(map(is_tag, fields[1:])):
            raise _NotNestedError
        if not is_tag(fields[-1]):
            self._plain = self._plain or row
        elif fields[-1] != OUTSIDE:
            self._has_tags = True

    def _sight(self, rows: Sequence[Row]) -> None:
        lines = [row.line for row in rows]
        seen: set[TagRun] = set()
        for tags in _layers(rows, is_nested=self._is_nested):
            runs = self._sighting.take(tags, lines)
            self._doubled += [lines[run.first] for run in runs if run in seen]
            seen.update(runs)

    def _decided(self) -> str:
        if self._plain is None:
            return self._scheme or self._sighting.scheme()
        # Labels without a letter are all so, or else one of them is a slip that nobody should guess at.
        if self._scheme not in ("", PLAIN) or self._has_tags:
            tag = quoted(self._plain.fields[-1])
            raise errors.TagMissing(path=self._name, line=self._plain.line, found=tag)
        return PLAIN


def _layers(rows: Sequence[Row], *, is_nested: bool) -> Iterable[list[str]]:
    """Return the tags of a sentence, layer by layer; a token without a tag in one is outside it."""
    if not is_nested:
        return [[row.fields[-1] for row in rows]]
    depth = max(len(row.fields) for row in rows)
    return [
        [row.fields[layer] if layer < len(row.fields) else OUTSIDE for row in rows]
        for layer in range(1, depth)
    ]
