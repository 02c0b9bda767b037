"""Finds the document that something read belongs to, or makes it.

By id, else by the SHA-256 of the clean text; a different text under one id is refused. A document
named after its file takes as much of the file's folders into its id as it needs to be the only one.
"""

import hashlib
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from annotator import errors
from annotator.exchange.incoming import Incoming, SourceFile, printable, quoted
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.text.cleaning import Cleaned

PLACE: Final = "file"  # the key in a document's meta: where the file lay, from the folder asked for


class Joined(NamedTuple):
    """The document that something belongs to, and whether it was made for it."""

    id: str
    text: str
    is_new: bool


class Joining:
    """Joins what one run of an import reads to the documents of a project."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._named_here: set[str] = set()  # the ids that files of this run have taken

    def join(self, incoming: Incoming, *, file: SourceFile) -> Joined:
        """Return the document of `incoming`; raises DifferentText and other InputErrors."""
        cleaned = incoming.cleaned
        if cleaned is None:
            return self._labelled(incoming, file)
        if incoming.text_sha256 and incoming.text_sha256 != _sha256(cleaned.text):
            raise errors.HashDiffers(path=file.name, line=incoming.line)
        if incoming.has_own_id:
            is_new = self._add(incoming, cleaned, id=incoming.id, file=file)
            return Joined(incoming.id, cleaned.text, is_new)
        if incoming.line:
            return self._line_without_id(incoming, cleaned, file)
        return self._whole_file(incoming, cleaned, file)

    def _labelled(self, incoming: Incoming, file: SourceFile) -> Joined:
        """Find the document of labels that came without a text."""
        found = [incoming.id] if incoming.id and self._has(incoming.id) else []
        found = found or self._project.documents.with_text(incoming.text_sha256)
        if not found:
            raise errors.LabelsWithoutDocument(path=file.name, line=incoming.line)
        if len(found) > 1:
            raise errors.SeveralDocuments(path=file.name, line=incoming.line, count=len(found))
        text = self._project.documents.get(found[0]).text
        if incoming.text_sha256 and incoming.text_sha256 != _sha256(text):
            raise errors.DifferentText(path=file.name, id=quoted(found[0]))
        return Joined(found[0], text, is_new=False)

    def _line_without_id(self, incoming: Incoming, cleaned: Cleaned, file: SourceFile) -> Joined:
        found = self._project.documents.with_text(_sha256(cleaned.text))
        if len(found) > 1 and incoming.spans:
            raise errors.SeveralDocuments(path=file.name, line=incoming.line, count=len(found))
        if found:
            return Joined(found[0], cleaned.text, is_new=False)
        is_new = self._add(incoming, cleaned, id=incoming.id, file=file)
        return Joined(incoming.id, cleaned.text, is_new)

    def _whole_file(self, incoming: Incoming, cleaned: Cleaned, file: SourceFile) -> Joined:
        parts = (*file.place.parts[:-1], incoming.id)
        for first in range(len(parts) - 1, -1, -1):
            document_id = printable("/".join(parts[first:]))
            try:
                is_new = self._add(incoming, cleaned, id=document_id, file=file)
            except errors.DifferentText:
                if self._is_same_file(document_id, file.place):
                    raise
            else:
                self._named_here.add(document_id)
                return Joined(document_id, cleaned.text, is_new)
        raise errors.DifferentText(path=file.name, id=quoted(incoming.id))

    def _is_same_file(self, document_id: str, place: PurePosixPath) -> bool:
        """Tell whether a document came from this file, which was edited since, as far as can be told."""
        if document_id in self._named_here:
            return False
        before = PurePosixPath(self._project.documents.get(document_id).meta.get(PLACE, "")).parts
        shared = min(len(before), len(place.parts))
        return shared > 0 and before[-shared:] == place.parts[-shared:]

    def _add(self, incoming: Incoming, cleaned: Cleaned, *, id: str, file: SourceFile) -> bool:  # noqa: A002
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
            return self._project.documents.add(document)
        except errors.DifferentText:
            raise errors.DifferentText(path=file.name, id=quoted(id)) from None

    def _has(self, document_id: str) -> bool:
        try:
            self._project.documents.get(document_id)
        except errors.UnknownDocument:
            return False
        return True


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
