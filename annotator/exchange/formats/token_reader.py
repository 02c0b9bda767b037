"""Reads files of a token a line: documents whose texts are made again of their tokens.

The text of such a document is its tokens with white space between, a sentence a line, and its meta says so
(`tokens`), so that what goes out has the very same tokens and sentences.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from annotator.exchange.flat import GIVEN, TOKENS
from annotator.exchange.incoming import Incoming, IncomingSpan, ReadOptions, SourceFile
from annotator.exchange.rebuilding import rebuilt
from annotator.exchange.token_layout import CUT, Layout, layout_of
from annotator.exchange.token_lines import Border, Row, TokenLines, tagged_rows
from annotator.project.documents import first_line
from annotator.text.cleaning import clean

SUFFIXES: Final = (".conll", ".conll02", ".conll03", ".iob", ".iob2", ".bio", ".bioes", ".bilou")
LISTED: Final = 200  # lines of repaired tags


@dataclass(slots=True)
class _Document:
    """A document of a file: for each sentence its rows; `id` is "" where the file gives none."""

    line: int
    id: str
    sentences: list[list[Row]] = field(default_factory=list)
    tokens: int = 0


class TokenReader:
    """Reads a format of columns; `has_columns` tells from a file's first rows whether they are its own.

    One that `takes_suffixes` reads what is named as such files are, whatever stands in there.
    """

    suffixes = SUFFIXES

    def __init__(
        self, name: str, *, has_columns: Callable[[Sequence[list[str]]], bool], takes_suffixes: bool = False
    ) -> None:
        self.name = name
        self._has_columns = has_columns
        self._takes_suffixes = takes_suffixes

    def recognises(self, file: SourceFile, head: bytes) -> bool:
        """Tell whether the file begins with tokens and tags in the columns of this format."""
        rows = tagged_rows(head)
        if rows:
            return self._has_columns(rows)
        return self._takes_suffixes and file.path.suffix.lower() in self.suffixes

    def read(self, file: SourceFile, *, options: ReadOptions) -> Iterator[Incoming]:
        """Yield the documents; raises InputError.

        What was found out stands in the first one: the `scheme`, how many tags were `repaired` and on which
        lines, and after how many tokens documents were cut where the file does not part them.
        """
        lines = TokenLines(file, encoding=options.encoding)
        layout = layout_of(lines, name=file.name, scheme=options.scheme)
        recognised = _recognised(layout)
        for number, document in enumerate(_documents(lines, layout), 1):
            text, spans = _laid_out(document, layout)
            yield Incoming(
                id=document.id or (file.stem if layout.is_alone else f"{file.stem}-{number:05}"),
                raw=text.encode(),
                cleaned=clean(text, steps=()),
                title=first_line(text),
                meta={TOKENS: GIVEN},
                spans=spans,
                has_own_id=bool(document.id),
                line=0 if layout.is_alone else document.line,
                read_to=lines.read_to,
                recognised=recognised if number == 1 else {},
            )


def _recognised(layout: Layout) -> Mapping[str, str]:
    found = {"scheme": layout.scheme}
    if layout.is_nested:
        found["columns"] = "nested"
    if layout.repaired:
        listed = ", ".join(map(str, layout.repaired[:LISTED]))
        found["repaired"] = str(len(layout.repaired))
        found["repaired_lines"] = listed + (", …" if len(layout.repaired) > LISTED else "")
    if layout.is_cut:
        found["cut_after_tokens"] = str(CUT)
    return found


def _documents(lines: TokenLines, layout: Layout) -> Iterator[_Document]:
    document: _Document | None = None
    for block in lines.blocks():
        if isinstance(block, Border):
            if document is not None:
                yield document
            document = _Document(block.line, block.id)
            continue
        if document is not None and layout.is_cut and document.tokens > CUT:
            yield document
            document = None
        if document is None:
            document = _Document(block[0].line, "")
        document.sentences.append(block)
        document.tokens += len(block)
    if document is not None:
        yield document


def _laid_out(document: _Document, layout: Layout) -> tuple[str, tuple[IncomingSpan, ...]]:
    """Return a document's text and spans."""
    return rebuilt(([row.fields[0] for row in rows], layout.runs(rows)) for rows in document.sentences)
