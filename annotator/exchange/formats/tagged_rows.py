"""Rows with tokens and tags beside each other, as Hugging Face's data sets have them.

A row is a sentence or a whole document: where a column names the document, the rows that follow each other
under one name are its sentences.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from annotator import errors
from annotator.exchange.flat import GIVEN, TOKENS
from annotator.exchange.formats.arrow_table import ArrowTable
from annotator.exchange.formats.rows import as_text
from annotator.exchange.incoming import Incoming, ReadOptions, SourceFile, quoted
from annotator.exchange.rebuilding import rebuilt
from annotator.exchange.schemes import OUTSIDE, PLAIN, SCHEMES, Sighting, TagRun, is_tag, runs_of
from annotator.project.documents import first_line
from annotator.text.cleaning import clean

_TOKENS: Final = ("tokens", "words")
_TAGS: Final = ("ner_tags", "tags", "ner", "labels", "ner_labels", "bio_tags", "iob_tags")
_DOCUMENT: Final = ("document", "document_id", "doc_id")
_FACTS: Final = ("title", "outlet")

_Sentence = tuple[Sequence[str], Sequence[TagRun]]


class TaggedRows:
    """The columns of a table that hold tokens and tags; `is_known` tells whether it has both."""

    def __init__(self, table: ArrowTable, file: SourceFile, *, options: ReadOptions) -> None:
        self._table = table
        self._file = file
        self._asked = options.scheme
        self._tokens = self._column("tokens", _TOKENS, options)
        self._tags = self._column("tags", _TAGS, options)
        named = (options.columns.get("id"),) if options.columns.get("id") else _DOCUMENT
        self._document = next((name for name in named if name in table.names), "")
        self.is_known = bool(self._tokens and self._tags)

    def incoming(self) -> Iterator[Incoming]:
        """Yield the documents; raises TagsWithoutNames, TagsForOtherTokens, TagMissing, UnknownTagScheme."""
        names = self._names()
        scheme = self._scheme(names)
        recognised = {"scheme": scheme, "column tokens": self._tokens, "column tags": self._tags}
        rows = enumerate(self._table.rows(), 1)
        documents = groupby(rows, key=lambda row: row[1][self._document] if self._document else row[0])
        for number, (key, group) in enumerate(documents, 1):
            sentences = list(group)
            first_line_number, first = sentences[0]
            text, spans = rebuilt(
                [self._sentence(row, names, scheme, line) for line, row in sentences if row[self._tokens]]
            )
            known = (self._tokens, self._tags, self._document, "sentence", *_FACTS)
            meta = {name: as_text(value) for name, value in first.items() if name not in known}
            yield Incoming(
                id=as_text(key) if self._document else f"{self._file.stem}-{number:05}",
                raw=text.encode(),
                cleaned=clean(text, steps=()),
                title=as_text(first.get("title")) or first_line(text),
                outlet=as_text(first.get("outlet")),
                meta={**{name: value for name, value in meta.items() if value}, TOKENS: GIVEN},
                spans=spans,
                has_own_id=bool(self._document),
                line=first_line_number,
                read_to=self._table.read_to(sentences[-1][0]),
                recognised=recognised if number == 1 else {},
            )

    def _column(self, field: str, names: Sequence[str], options: ReadOptions) -> str:
        """Return the column of tokens or tags, "" where there is none."""
        fits = [self._table.is_list_of_texts]
        if field == "tags":
            fits.append(self._table.is_list_of_numbers)
        asked = options.columns.get(field)
        wanted = (asked,) if asked else names
        return next((name for name in wanted if any(fit(name) for fit in fits)), "")

    def _names(self) -> list[str]:
        if not self._table.is_list_of_numbers(self._tags):
            return []
        names = self._table.tag_names(self._tags)
        if names is None:
            raise errors.TagsWithoutNames(path=self._file.name, column=quoted(self._tags))
        return names

    def _scheme(self, names: Sequence[str]) -> str:
        """Return the scheme of the tags, asked for or found out by a first pass over them."""
        if self._asked and self._asked not in (*SCHEMES, PLAIN):
            known = ", ".join((*SCHEMES, PLAIN))
            raise errors.UnknownTagScheme(scheme=quoted(self._asked), schemes=known)
        sighting = Sighting()
        has_tags = False
        stray: tuple[int, str] | None = None  # the first that is no tag of any scheme
        for line, row in enumerate(self._table.rows([self._tags]), 1):
            tags = self._told(row, names, line)
            strays = [tag for tag in tags if not is_tag(tag)]
            has_tags = has_tags or any(is_tag(tag) and tag != OUTSIDE for tag in tags)
            if not strays:
                sighting.take(tags, [line] * len(tags))
            elif stray is None:
                stray = line, strays[0]
        if stray is None:
            return self._asked or sighting.scheme()
        # Labels without a letter are all so, or else one of them is a slip that nobody should guess at.
        if self._asked not in ("", PLAIN) or has_tags:
            raise errors.TagMissing(path=self._file.name, line=stray[0], found=quoted(stray[1]))
        return PLAIN

    def _told(self, row: dict[str, Any], names: Sequence[str], line: int) -> list[str]:
        tags = row[self._tags] or []
        if not names:
            return [OUTSIDE if tag is None else tag for tag in tags]
        try:
            return [names[tag] if tag >= 0 else names[len(names)] for tag in tags]
        except (IndexError, TypeError):
            raise errors.CellOfOtherKind(path=self._file.name, line=line, column=quoted(self._tags)) from None

    def _sentence(self, row: dict[str, Any], names: Sequence[str], scheme: str, line: int) -> _Sentence:
        """Return a row's tokens without blanks in them, and what its tags say."""
        tokens, tags = row[self._tokens], self._told(row, names, line)
        if len(tokens) != len(tags):
            raise errors.TagsForOtherTokens(
                path=self._file.name, line=line, tokens=len(tokens), tags=len(tags)
            )
        parts = [(token or "").split() for token in tokens]
        firsts = [0]
        for part in parts:
            firsts.append(firsts[-1] + len(part))
        runs = [
            TagRun(firsts[first], firsts[last + 1] - 1, label)
            for first, last, label in runs_of(tags, scheme=scheme)[0]
            if firsts[first] < firsts[last + 1]
        ]
        return [piece for part in parts for piece in part], runs
