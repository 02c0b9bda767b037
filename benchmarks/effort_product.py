"""The program's side of the effort benchmark: a project on disk, its session, what goes on beside it."""

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from corpora import Labelled

from annotator import schema as schemas
from annotator.errors.learning import NotEnoughToLearn
from annotator.gui.session import Session
from annotator.model import Change, SpanEdit
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.project.models import StoredModel
from annotator.schema import Schema
from annotator.suggest.learning import KIND, learn
from annotator.suggest.remembering import Decided, remembered
from annotator.suggest.running import suggest_documents
from annotator.suggest.sources import sources_for
from annotator.text.cleaning import clean
from annotator.text.clitics import word_start
from annotator.text.tokens import word_at

PRESETS = ("anercorp", "security-news", "wojood", "ace", "ontonotes")
ANNOTATOR = "person"


def spelt(label: str) -> str:
    """Return a label of a corpus as the id of a project's label is spelt."""
    return re.sub(r"[^A-Z0-9_]", "_", label.upper())


def schema_for(documents: Sequence[Labelled], *, name: str | None) -> Schema:
    """Return the schema to label a corpus in: the one named, else a preset that has all its labels, else one
    of just these."""
    if name is not None:
        return schemas.load(name)
    labels = sorted({label for document in documents for _start, _end, label in document.spans})
    for preset in PRESETS:
        found = schemas.load(preset)
        if all(label in found for label in labels):
            return found
    grey = {"light": "#5a5a5a", "dark": "#b4b4b4"}
    own = [{"id": label, "names": dict.fromkeys(("ar", "en", "fr"), label), **grey} for label in labels]
    names = dict.fromkeys(("ar", "en", "fr"), "corpus")
    return schemas.parse({"format": 1, "id": "corpus", "version": 1, "names": names, "labels": own})


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a range with whole words at its edges."""
    word = word_at(text, end - 1)
    return word_start(text, start), max(end, word.end) if word is not None else end


class Product:
    """A project file, somebody's session on it, and what the program does beside the window."""

    def __init__(self, path: Path, documents: Sequence[Labelled], *, schema: Schema) -> None:
        self.project = Project.create(path, schema=schema)
        with self.project.documents.adding():
            for document in documents:
                cleaned = clean(document.text, steps=())
                assert cleaned.text == document.text
                new = NewDocument(document.id, document.text.encode(), "utf-8", cleaned)
                self.project.documents.add(new)
        self.session = Session(self.project, ANNOTATOR)
        self.session.refused.connect(_refuse)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.stop()
        self.project.close()

    def learn(self) -> StoredModel | None:
        """Learn from what is finished; return the model, None where there is too little to learn from."""
        with suppress(NotEnoughToLearn):
            learn(self.project.path)
        return self.project.models.newest(KIND)

    def take(self, model: StoredModel) -> None:
        """Take a model that was learnt from the very same finished work in another project."""
        self.project.models.put(KIND, model.data, model.facts, model.document_ids)

    def suggest(self, coming: Sequence[Labelled]) -> None:
        """Suggest anew in the documents that come."""
        suggest_documents(
            self.project, sources=sources_for(self.project), document_ids=[one.id for one in coming]
        )

    def spread(self, named: Sequence[Change]) -> None:
        """Suggest in other documents what was labelled in one, as the window does between keys."""
        decided = [
            Decided(edit.document_id, edit.after)
            for change in named
            for edit in [edit for edit in change.edits if isinstance(edit, SpanEdit) and edit.after][:1]
            if edit.after is not None
        ]
        self.session.remember(remembered(self.project.path, decided, annotator=ANNOTATOR), outdated=())

    def check(self, documents: Sequence[Labelled]) -> None:
        """Hold every document's spans, as they are on disk, against the corpus."""
        for document in documents:
            annotation = self.project.annotations.get(document.id, ANNOTATOR)
            made = sorted(
                (*whole(document.text, span.start, span.end), span.label) for span in annotation.spans
            )
            wanted = sorted(
                {(*whole(document.text, start, end), label) for start, end, label in document.spans}
            )
            assert made == wanted, (document.id, set(made) ^ set(wanted))


def _refuse(sentence: str) -> None:
    raise AssertionError(sentence)
