"""Copies among what comes in, and of what is there: the very same text, or nearly the same.

Agencies' news runs in many papers. Copies are found and told, and left out only where somebody asks for it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from annotator.exchange.incoming import SourceFile
from annotator.project.file import Project
from annotator.text.likeness import Signature, grouped, links, signature

MOST_OLD: Final = 20_000  # documents that were there before, and that new ones are compared with
Key = tuple[str, int]  # what a document was read from: a file's name, and its place among what it holds


class Pair(NamedTuple):
    """A document that came in, and one that is its copy: there before, or in before it."""

    new: str
    other: str


@dataclass(frozen=True, slots=True)
class NewText:
    """What is kept of a new document, to compare it: never its text."""

    id: str
    key: Key
    signature: Signature


@dataclass(slots=True)
class Copies:
    """The copies of one import. Where `is_partial`, old documents were too many to look for near copies."""

    exact: list[Pair] = field(default_factory=list)
    near: list[Pair] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)
    is_partial: bool = False


def key_of(file: SourceFile, place: int) -> Key:
    """Return what tells a document apart from all others of one run, whatever it is called in the end.

    `place` counts from 1. A line would not do: an array may stand on one line, and every sheet has a row 2.
    Nor would a name as it may stand in a sentence, which two files may share.
    """
    return file.shown or str(file.path), place


def new_text(document_id: str, text: str, *, key: Key) -> NewText:
    """Return what is kept of a new document."""
    return NewText(document_id, key, signature(text))


def find_copies(
    project: Project,
    new: Sequence[NewText],
    exact: Iterable[Pair],
    *,
    check: Callable[[], None] = lambda: None,
) -> Copies:
    """Return the copies among `new` and of what `project` has beside; `exact` are those known already.

    `keys` are those of the new documents that have an older copy, exact or near. `check` is called now and
    then, and may raise.
    """
    found = Copies(exact=list(exact))
    if not new:
        return found
    mine = {one.id for one in new}
    old = [id_ for id_ in project.documents.ids() if id_ not in mine]
    if len(old) > MOST_OLD:
        old, found.is_partial = [], True
    signatures = []
    for document in project.batches.documents(old):
        signatures.append(signature(document.text))
        check()
    ids = [*old, *(one.id for one in new)]
    pairs = [(one.first, one.second) for one in links([*signatures, *(one.signature for one in new)])]
    known = {frozenset(pair) for pair in found.exact}
    for first, second in pairs:
        if second >= len(old) and frozenset((ids[first], ids[second])) not in known:
            found.near.append(Pair(ids[second], ids[first]))
    for group in grouped(len(ids), pairs):
        found.keys.update(new[place - len(old)].key for place in group[1:] if place >= len(old))
    return found
