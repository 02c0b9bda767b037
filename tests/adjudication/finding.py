"""Disputes of one document from what each has made of it: the short way there for tests."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Protocol

from annotator.adjudication.disputes import Dispute
from annotator.adjudication.disputing import Places, Silent
from annotator.model import GOLD, Document, Span
from annotator.project.marked import Mark, Marked


class Work(Protocol):
    """A document with the spans of each who finished it; gold, where it is among them, is nobody's answer."""

    @property
    def document(self) -> Document: ...
    @property
    def spans(self) -> Mapping[str, tuple[Span, ...]]: ...


def disputes_of(work: Work, *, silent: Silent | None = None) -> tuple[tuple[Span, ...], list[Dispute]]:
    """Return the spans that all have alike, and the disputes, both in reading order.

    Where fewer than two finished the document there is neither: one person's word is not gold. Who is
    silent somewhere is not asked there, unless something else of theirs is in dispute there.
    """
    places = Places(marked_by(work, silent=silent))
    return places.agreed, places.disputes()


def marked_by(work: Work, *, silent: Silent | None = None) -> Marked:
    """Return finished work with every span once."""
    given: dict[tuple[int, int, str, str], list[str]] = defaultdict(list)
    names = sorted(name for name in work.spans if name != GOLD)
    for name in names:
        for one in work.spans[name]:
            given[one.start, one.end, one.label, one.sublabel].append(name)
    marks: list[Mark] = [(*mark, tuple(who), 0, "") for mark, who in sorted(given.items())]
    return Marked(work.document, tuple(names), marks, silent=silent or {})
