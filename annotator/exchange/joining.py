"""Finds the document that something read belongs to, or makes it.

By id, else by the SHA-256 of the clean text; a different text under one id is refused. Where another
program holds a text as it was before it was cleaned here, its labels are led over. A document that is
named after its file, or after a line of it, takes as much of the file's folders into its id as it needs to
be the only one.
"""

from collections import OrderedDict
from collections.abc import Container, Iterator, Sequence
from itertools import islice
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from annotator import errors
from annotator.exchange.incoming import Incoming, IncomingSpan, SourceFile, quoted
from annotator.exchange.leading import led_over
from annotator.exchange.shelves import PLACE, Shelf
from annotator.project.documents import NewDocument, text_sha256
from annotator.text.cleaning import Cleaned, clean
from annotator.text.printable import printable

_MOST_ROWS: Final = 1_000  # articles that came in under one number of a row, one export after another
_CROWD: Final = 20  # documents of one text, from which on they are remembered


class Joined(NamedTuple):
    """The document that something belongs to, and whether it was made for it.

    `copy_of` is a document that has this very text already, "" where none has; where copies are skipped
    the document was not made then. `led` are the spans where they were led over to the cleaned text.
    """

    id: str
    text: str
    is_new: bool
    copy_of: str = ""
    led: tuple[IncomingSpan, ...] | None = None


class _Crowd:
    """The many documents of one text while a file is read: a scraper may bring thousands of empty rows."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.ids = list(ids)
        self._left = OrderedDict.fromkeys(ids)

    def left(self, names: Iterator[str], seen: Container[str]) -> list[str]:
        """Return those of `names` that were not seen, else the first two that were not."""
        while self._left and next(iter(self._left)) in seen:
            self._left.popitem(last=False)
        named = [name for name in names if name in self._left and name not in seen]
        return named or list(islice((one for one in self._left if one not in seen), 2))


class Joining:
    """Joins what one run of an import reads to the documents of a project."""

    def __init__(self, shelf: Shelf, *, skips_copies: bool = False) -> None:
        self._shelf = shelf
        self._skips_copies = skips_copies
        self._named_here: set[str] = set()  # the ids that files of this run have taken
        self._seen: Container[str] = ()
        self._crowds: dict[str, _Crowd] = {}  # by SHA-256, of the file in hand

    def join(self, incoming: Incoming, *, file: SourceFile, seen: Container[str]) -> Joined:
        """Return the document of `incoming`; `seen` are those of this file so far.

        Raises DifferentText and other InputErrors.
        """
        cleaned = incoming.cleaned
        if cleaned is None:
            return self._labelled(incoming, file)
        sha256 = text_sha256(cleaned.text)
        if incoming.text_sha256 and incoming.text_sha256 != sha256:
            raise errors.HashDiffers(path=file.name, line=incoming.line)
        there = self._with_text(sha256, seen)
        led = None if there else self._cleaned_before(incoming, cleaned, file=file, seen=seen)
        if led is not None:
            return led
        if incoming.has_own_id:
            joined = self._put(incoming, cleaned, id=incoming.id, there=there, file=file)
        else:
            crowd = self._crowds.get(sha256)
            found = self._line_without_id(incoming, there, file, seen, crowd) if incoming.line else ""
            if found:
                return Joined(found, cleaned.text, is_new=False)
            joined = self._named_after_file(incoming, cleaned, there, file)
        if joined.is_new and sha256 in self._crowds:
            self._crowds[sha256].ids.append(joined.id)
        return joined

    def same_text(self, incoming: Incoming) -> str:
        """Return a document that has the very text of `incoming`, "" where there is none."""
        if incoming.cleaned is None:
            return ""
        return next(iter(self._shelf.with_text(text_sha256(incoming.cleaned.text))), "")

    def _cleaned_before(
        self, incoming: Incoming, taken: Cleaned, *, file: SourceFile, seen: Container[str]
    ) -> Joined | None:
        """Return the document that has another program's text as cleaning leaves it, None for none."""
        if not incoming.is_foreign or incoming.text_sha256 or taken.steps:
            return None
        cleaned = clean(taken.text)
        if cleaned.text == taken.text:
            return None
        sha256 = text_sha256(cleaned.text)
        there = self._with_text(sha256, seen)
        led = led_over(incoming.spans or (), cleaned) if there else None
        if led is None:
            return None
        if incoming.has_own_id:
            found = incoming.id if incoming.id in there else ""
        else:
            found = self._line_without_id(incoming, there, file, seen, self._crowds.get(sha256))
        return Joined(found, cleaned.text, is_new=False, led=led) if found else None

    def _with_text(self, sha256: str, seen: Container[str]) -> Sequence[str]:
        """Return the documents that have a text; a crowd of them is asked for once in a file."""
        if seen is not self._seen:  # another file
            self._seen, self._crowds = seen, {}
        if sha256 in self._crowds:
            return self._crowds[sha256].ids
        there = self._shelf.with_text(sha256)
        if len(there) >= _CROWD:
            self._crowds[sha256] = _Crowd(there)
        return there

    def _labelled(self, incoming: Incoming, file: SourceFile) -> Joined:
        """Find the document of labels that came without a text."""
        try:
            found = [incoming.id]
            text = self._shelf.text(incoming.id)
        except errors.UnknownDocument:
            found = list(self._shelf.with_text(incoming.text_sha256))
            if not found:
                raise errors.LabelsWithoutDocument(path=file.name, line=incoming.line) from None
            if len(found) > 1:
                raise errors.SeveralDocuments(path=file.name, line=incoming.line, count=len(found)) from None
            text = self._shelf.text(found[0])
        if incoming.text_sha256 and incoming.text_sha256 != text_sha256(text):
            raise errors.DifferentText(path=file.name, id=quoted(found[0]))
        return Joined(found[0], text, is_new=False)

    def _line_without_id(
        self,
        incoming: Incoming,
        there: Sequence[str],
        file: SourceFile,
        seen: Container[str],
        crowd: _Crowd | None,
    ) -> str:
        """Return the document that a line without an id is, "" for a new one.

        The one that an earlier import named after this line comes first. A text that stood in this file
        before is another document: wire copies are common, and nothing is dropped in silence.
        """
        if crowd is None:
            left = [one for one in there if one not in seen]
        else:
            left = crowd.left(_names(incoming, file), seen)
        for name in _names(incoming, file):
            if name in left:
                return name
        if len(left) > 1:  # what came from this very file before belongs to its other lines
            place = printable(str(file.place))
            left = [one for one in left if self._shelf.meta(one).get(PLACE) != place] or left
        if len(left) > 1 and incoming.spans:
            count = sum(one not in seen for one in there)
            raise errors.SeveralDocuments(path=file.name, line=incoming.line, count=count)
        return left[0] if left else ""

    def _named_after_file(
        self, incoming: Incoming, cleaned: Cleaned, there: Sequence[str], file: SourceFile
    ) -> Joined:
        for document_id in _names(incoming, file):
            try:
                joined = self._put(incoming, cleaned, id=document_id, there=there, file=file)
            except errors.DifferentText:
                # The rows of another program's export come in any order, and more of them each time.
                if not incoming.is_numbered and self._is_same_file(document_id, file.place):
                    raise
            else:
                self._named_here.add(document_id)
                return joined
        raise errors.DifferentText(path=file.name, id=quoted(incoming.id))

    def _is_same_file(self, document_id: str, place: PurePosixPath) -> bool:
        """Tell whether a document came from this file, which was edited since, as far as can be told."""
        if document_id in self._named_here:
            return False
        before = PurePosixPath(self._shelf.meta(document_id).get(PLACE, "")).parts
        shared = min(len(before), len(place.parts))
        return shared > 0 and before[-shared:] == place.parts[-shared:]

    def _put(
        self,
        incoming: Incoming,
        cleaned: Cleaned,
        *,
        id: str,  # noqa: A002
        there: Sequence[str],
        file: SourceFile,
    ) -> Joined:
        if there and self._skips_copies and id not in there:
            return Joined(id, cleaned.text, is_new=False, copy_of=there[0])
        meta = dict(incoming.meta)
        if not incoming.has_own_id:
            meta[PLACE] = printable(str(file.place))
        document = NewDocument(
            id=id,
            raw=incoming.raw,
            encoding=incoming.encoding,
            cleaned=cleaned,
            title=incoming.title,
            outlet=incoming.outlet,
            meta=meta,
        )
        try:
            is_new = self._shelf.add(document)
        except errors.DifferentText:
            raise errors.DifferentText(path=file.name, id=quoted(id)) from None
        return Joined(id, cleaned.text, is_new, copy_of=there[0] if is_new and there else "")


def _names(incoming: Incoming, file: SourceFile) -> Iterator[str]:
    """Yield what a document may be called that has no id of its own: `1`, `goud/1`, `press/goud/1`.

    A row of another program's goes on with `1-2`: the next export has another article in its place.
    """
    parts = (*file.place.parts[:-1], incoming.id)
    for first in range(len(parts) - 1, -1, -1):
        yield printable("/".join(parts[first:]))
    if incoming.is_numbered:
        yield from (printable(f"{incoming.id}-{number}") for number in range(2, _MOST_ROWS))
