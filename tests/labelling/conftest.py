"""A small sheet to decide on: an article of two sentences with its suggestions."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import pytest

from annotator.labelling.sheet import Sheet, apply
from annotator.model import Annotation, Document, Draft, NoteEdit, Reason, Span, SpanEdit, Suggestion
from annotator.schema import load
from annotator.text.reading import Reading

TEXT = (
    "زيارة إلى الرباط\n"
    "وصل سفير باكستان بالمغرب إلى الرباط، ثم غادر للرباط وبالمغرب. وقال المغرب إن الرباط ترحب بباكستان."
)


def place(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


class Bench:
    """A sheet whose drafts are stored in memory, as the project would store them."""

    def __init__(self) -> None:
        self._ids: Iterator[int] = count(1)
        self.sheet = Sheet(
            reading=Reading(TEXT),
            document=Document("d", TEXT),
            annotation=Annotation("d", "amina"),
            suggestions=(),
            schema=load("security-news"),
        )

    def suggest(self, words: str, label: str, nth: int = 0, *, score: float = 0.9) -> Suggestion:
        start, end = place(TEXT, words, nth)
        one = Suggestion(start, end, label, "", "lexicon", score, Reason("rank"), id=next(self._ids))
        self.sheet = Sheet(
            reading=self.sheet.reading,
            document=self.sheet.document,
            annotation=self.sheet.annotation,
            suggestions=tuple(sorted((*self.sheet.suggestions, one), key=lambda s: (s.start, -s.end))),
            schema=self.sheet.schema,
        )
        return one

    def store(self, draft: Draft) -> Draft:
        edits = []
        for edit in draft.edits:
            if isinstance(edit, SpanEdit) and edit.after is not None and not edit.after.id:
                after = edit.after
                number = edit.before.id if edit.before else next(self._ids)
                after = Span(after.start, after.end, after.label, after.sublabel, after.origin, number)
                edit = SpanEdit(edit.document_id, edit.before, after)
            elif isinstance(edit, NoteEdit) and edit.after is not None and not edit.after.id:
                edit = NoteEdit(edit.document_id, None, replace(edit.after, id=next(self._ids)))
            edits.append(edit)
        self.sheet = self.sheet.after(edits)
        return Draft(draft.name, draft.values, tuple(edits))

    @property
    def spans(self) -> list[tuple[str, str]]:
        return [(TEXT[s.start : s.end], s.label) for s in self.sheet.annotation.spans]


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def find() -> Callable[..., tuple[int, int]]:
    return lambda words, nth=0: place(TEXT, words, nth)


__all__ = ["Bench", "apply"]
