"""Puts what is read onto a shelf: documents, and labels as somebody's work or as suggestions.

Labels go by the label map first, then as the schema has them, then as LABEL.sublabel. What the map leaves
out, or makes one of two, is counted.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from annotator import errors
from annotator.exchange.checks import SpanCheck
from annotator.exchange.copies import Key, NewText, Pair, key_of, new_text
from annotator.exchange.counting import Arrivals
from annotator.exchange.incoming import Incoming, IncomingSpan, SourceFile, quoted
from annotator.exchange.joining import Joined, Joining
from annotator.exchange.renaming import Renaming
from annotator.exchange.shelves import Shelf
from annotator.schema import Schema
from annotator.text.graphemes import is_no_edge

_CHANGED: Final = ("left_out", "merged", "trimmed")  # what labelling counts


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose the labels are: an annotator's, the suggestions', or nobody's, which is refused."""

    annotator: str | None = None
    as_suggestions: bool = False


@dataclass(slots=True)
class Counts(Arrivals):
    """What came of one file: `new` are its new documents, `recognised` is what its reader found out."""

    new: list[NewText] = field(default_factory=list)
    recognised: dict[str, str] = field(default_factory=dict)


class Naming:
    """What the labels of files are called in the project."""

    def __init__(self, schema: Schema, labels: Renaming | None) -> None:
        """Raises LabelMapLeadsNowhere."""
        self._schema = schema
        self._labels = labels
        self._known: dict[tuple[str, str], tuple[str, str] | None] = {}
        if labels is not None:
            labels.check(schema)

    def of(self, label: str, sublabel: str) -> tuple[str, str] | None:
        """Return label and sublabel as the project has them, None where they are left out.

        What is not known comes back as it is, for the check of the spans to refuse.
        """
        key = label, sublabel
        if key not in self._known:
            self._known[key] = self._find(label, sublabel)
        return self._known[key]

    def knows(self, label: str, sublabel: str) -> bool:
        """Tell whether a label is left out by the map, or leads to what the schema has."""
        found = self.of(label, sublabel)
        return found is None or self._schema.has(*found)

    def is_plain(self, spans: Sequence[IncomingSpan]) -> bool:
        """Tell whether no span is called otherwise here: the usual case, and there may be many."""
        return self._labels is None and not any("." in span.label for span in spans)

    def _find(self, label: str, sublabel: str) -> tuple[str, str] | None:
        if self._labels is not None:
            try:
                return self._labels.of(label, sublabel)
            except KeyError:
                pass
        outer, dot, inner = label.partition(".")
        if dot and not sublabel and label not in self._schema and outer in self._schema:
            return outer, inner
        return label, sublabel


class Placing:
    """Places what one run of an import reads, a file at a time: whole or not at all."""

    def __init__(
        self,
        shelf: Shelf,
        *,
        schema: Schema,
        owner: Owner,
        labels: Renaming | None = None,
        skips_copies: bool = False,
        skipped: Collection[Key] = (),
    ) -> None:
        """`skipped` are further documents to leave out. Raises LabelMapLeadsNowhere."""
        self._shelf = shelf
        self._schema = schema
        self._owner = owner
        self.naming = Naming(schema, labels)
        self._joining = Joining(shelf, skips_copies=skips_copies)
        self._skipped = skipped
        self._file = SourceFile(Path(), PurePosixPath())
        self._seen: set[str] = set()
        self._place = 0  # of the document in hand, among those of the file
        self._counts = Counts()

    @contextmanager
    def file(self, file: SourceFile) -> Iterator[Counts]:
        """Take what is placed inside as the content of `file`: all of it or nothing."""
        self._file, self._seen, self._place, self._counts = file, set(), 0, Counts()
        with self._shelf.part():
            yield self._counts

    def place(self, incoming: Incoming) -> None:
        """Store a document or find the one that is there, and store its labels; raises InputError."""
        if incoming.spans and self._owner == Owner():
            raise errors.LabelsOfNobody(path=self._file.name)
        self._place += 1
        self._counts.recognised |= incoming.recognised
        key = key_of(self._file, self._place)
        if key in self._skipped:
            self._skip(incoming, of=self._joining.same_text(incoming))
            return
        joined = self._joining.join(incoming, file=self._file, seen=self._seen)
        if joined.copy_of and not joined.is_new:
            self._counts.exact.append(Pair(joined.id, joined.copy_of))
            self._skip(incoming, of=joined.copy_of)
            return
        if joined.id in self._seen:
            raise errors.RepeatedDocument(path=self._file.name, id=quoted(joined.id))
        self._seen.add(joined.id)
        self._count(joined, key)
        self._counts.led += bool(joined.led)
        if incoming.spans is not None and self._owner != Owner():
            self._label(joined, self._named(self._given(joined, incoming)))

    def _skip(self, incoming: Incoming, *, of: str) -> None:
        """Leave out a copy. Its labels go to the document `of` the very same text, unless it has others."""
        self._counts.skipped += 1
        if not incoming.spans:
            return
        counts = self._counts
        before = {name: Counter(getattr(counts, name)) for name in _CHANGED}
        if of and incoming.cleaned is not None:
            joined = Joined(of, incoming.cleaned.text, is_new=False)
            try:
                with self._shelf.part():
                    self._label(joined, self._named(self._given(joined, incoming)))
                    return
            except errors.WorkExists:
                for name, spans in before.items():
                    setattr(counts, name, spans)
        counts.skipped_spans.update(span.tag for span in incoming.spans)

    def _count(self, joined: Joined, key: Key) -> None:
        if not joined.is_new:
            self._counts.already_there += 1
            return
        self._counts.documents += 1
        self._counts.new.append(new_text(joined.id, joined.text, key=key))
        if joined.copy_of:
            self._counts.exact.append(Pair(joined.id, joined.copy_of))

    def _given(self, joined: Joined, incoming: Incoming) -> Sequence[IncomingSpan]:
        """Return the spans as they lie on the document's text."""
        given = (incoming.spans or ()) if joined.led is None else joined.led
        return self._trimmed(joined.text, given) if incoming.is_foreign else given

    def _trimmed(self, text: str, given: Sequence[IncomingSpan]) -> Sequence[IncomingSpan]:
        """Return spans without the blanks at their edges: mice take them in, and no label means them."""
        kept: list[IncomingSpan] = []
        for span in given:
            inner = _without_blanks(span, text)
            if inner is not span:
                self._counts.trimmed[span.tag] += 1
            kept.append(inner)
        return kept

    def _named(self, given: Sequence[IncomingSpan]) -> Sequence[IncomingSpan]:
        """Return the spans under the project's labels; two that the map makes one are one."""
        if self.naming.is_plain(given):
            return given
        named: dict[IncomingSpan, IncomingSpan] = {}
        kept: list[IncomingSpan] = []
        for span in given:
            found = self.naming.of(span.label, span.sublabel)
            if found is None:
                self._counts.left_out[span.tag] += 1
                continue
            ours = IncomingSpan(span.start, span.end, *found, span.text)
            before = named.setdefault(ours, span)
            if before is not span and before.tag != span.tag:
                self._counts.merged[span.tag] += 1
            else:
                kept.append(ours)
        return kept

    def _label(self, joined: Joined, given: Sequence[IncomingSpan]) -> None:
        check = SpanCheck(joined.text, schema=self._schema, path=self._file.name, document_id=joined.id)
        spans = check.spans(given)
        if self._owner.annotator is None:
            new = self._shelf.suggest(joined.id, spans, file=self._file.file_name)
            self._counts.spans += new
            self._counts.labelled += bool(new) or not spans
        else:
            check.together(spans)
            if not self._shelf.store(self._owner.annotator, joined.id, spans):
                return
            self._counts.labelled += 1
            self._counts.spans += len(spans)


def _without_blanks(span: IncomingSpan, text: str) -> IncomingSpan:
    """Return a span that neither begins nor ends on a blank; what lies outside, or is all blank, as it is."""
    start, end = span.start, span.end
    if not 0 <= start < end <= len(text) or not (is_no_edge(text[start]) or is_no_edge(text[end - 1])):
        return span
    if span.text is not None and span.text != text[start:end]:
        return span
    while start < end and is_no_edge(text[start]):
        start += 1
    while start < end and is_no_edge(text[end - 1]):
        end -= 1
    return span._replace(start=start, end=end, text=text[start:end]) if start < end else span
