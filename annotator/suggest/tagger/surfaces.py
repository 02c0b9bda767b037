"""How words were labelled in what was learnt from: by folded stem, a document itself left out.

For what a model learns from its own documents, what they say themselves is taken away first (Krishnan
and Manning, ACL 2006, use such counts of the rest of a corpus); so it does not come to trust it too far.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

Counts = Mapping[str, Mapping[str, int]]
OUTSIDE: Final = "O"
_STEPS: Final = (0.05, 0.35, 0.65, 0.95)
_MOST: Final = 3


def count(documents: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, Counter[str]]:
    """Return by word how often it has each tag; a document is its words and their tags."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for words, tags in documents:
        for word, tag in zip(words, tags, strict=True):
            found[word][tag] += 1
    return dict(found)


def recollections(words: Sequence[str], counts: Counts, *, own: Counts | None = None) -> list[list[str]]:
    """Say of every word how it was labelled in `counts`, less what `own` holds of them."""
    return [_recollection(word, counts, own or {}) for word in words]


def _recollection(word: str, counts: Counts, own: Counts) -> list[str]:
    of_word, mine = counts.get(word), own.get(word, {})
    left = {tag: times - mine.get(tag, 0) for tag, times in of_word.items()} if of_word else {}
    total = sum(left.values())
    if not total:
        return ["y-"]
    marks = [f"y{tag}{_step(times / total)}" for tag, times in left.items() if times or tag == OUTSIDE]
    best = max(left, key=lambda tag: (left[tag], tag))
    return [*marks, f"yn{min(total, _MOST)}", f"yb{best}"]


def _step(share: float) -> int:
    return sum(share >= step for step in _STEPS)
