"""Known names in a text: where they stand, under which key, and what an example says of each mention.

A key is the folded spelling without proclitics, words apart by one space: `Reading.key`, read word by word.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from annotator.cover import Cover
from annotator.model import Span, Verdict
from annotator.suggest.examples import Example
from annotator.suggest.knowledge.passage import Passage
from annotator.text.clitics import PROCLITICS, default_start, name, spelt_stems
from annotator.text.folding import folded

Kind = tuple[str, str]  # label and sublabel
UNLABELLED: Final[Kind] = ("", "")
_LONGEST: Final = 12  # words of a name


class Place(NamedTuple):
    """Where a known name stands: words `[first, last)`, code points `[start, end)`, and its key."""

    first: int
    last: int
    start: int
    end: int
    key: str


class Seen(NamedTuple):
    """One mention of a known name in an example."""

    key: str
    kind: Kind
    is_held: bool
    around: tuple[str, str]  # the words before and after


def mentions_of(
    example: Example,
    passage: Passage,
    keys: Mapping[str, object],
    lengths: Mapping[str, Sequence[int]],
) -> Iterator[Seen]:
    """Yield every mention of a known name of which the example says something."""
    labelled: dict[tuple[int, int], list[Kind]] = defaultdict(list)
    for span in example.spans:
        labelled[span.start, span.end].append((span.label, span.sublabel))
    rejected = {
        (one.suggestion.start, one.suggestion.end)
        for one in example.decisions
        if one.verdict is not Verdict.ACCEPTED
    }
    spans: Cover[Span] = Cover(example.spans)
    for place in places_of(passage, keys, lengths):
        # Where spans take proclitics in, the whole word is the mention.
        own = {(place.start, place.end), (passage.start(place.first), place.end)}
        is_held = any(
            span.start <= place.start and place.end <= span.end and (span.start, span.end) not in own
            for span in spans.over(place.start, place.end)
        )
        kinds = next((labelled[range_] for range_ in sorted(own, reverse=True) if range_ in labelled), [])
        if not kinds and (example.is_whole or (place.start, place.end) in rejected):
            kinds = [UNLABELLED]
        neighbours = around(passage, place)
        for kind in kinds:
            yield Seen(place.key, kind, is_held, neighbours)


def places_of(
    passage: Passage, known: Mapping[str, object], lengths: Mapping[str, Sequence[int]]
) -> Iterator[Place]:
    """Yield where known names stand, those within others too."""
    keys = passage.keys
    for index, word in enumerate(keys):
        for lead, stem in spelt_stems(word) if word[:1] in PROCLITICS else ((0, word),):
            for length in lengths.get(stem, ()):
                last = index + length
                if last > len(keys):
                    continue
                key = stem if length == 1 else " ".join((stem, *keys[index + 1 : last]))
                if key in known and all(map(passage.same_line, range(index + 1, last))):
                    start = _start(passage, index, lead, stem)
                    if start is not None:
                        yield Place(index, last, start, passage.end(last), key)


def _start(passage: Passage, index: int, lead: int, stem: str) -> int | None:
    """Return where a name starts whose first word has so many letters of proclitics; None for none."""
    if not lead:
        return passage.start(index)
    for offset, letters in passage.stems(index):
        if letters == lead:
            written = passage.key(index)[lead:]
            if written.startswith("ل") and passage.key(index)[lead - 1] == "ل":
                end = passage.words[index].end
                return offset if folded(name(passage.text, offset, end)) == stem else None
            return offset
    return None


def key_of(passage: Passage, start: int, end: int) -> str:
    """Return the key of the name on a range, without its proclitics as far as they are certain; "" for none.

    It is `Reading.key`, word by word.
    """
    inside = passage.inside(start, end)
    if not inside or len(inside) > _LONGEST or passage.end(inside[-1] + 1) != end:
        return ""
    first = inside[0]
    word = passage.words[first]
    spelt = passage.key(first)
    if word.start == start and spelt[:1] in PROCLITICS:
        start = default_start(passage.text, word.start, word.end)
    if word.start != start:
        end = word.end if len(inside) > 1 else end
        spelt = folded(name(passage.text, start, end))
    return " ".join((spelt, *(passage.key(index) for index in inside[1:])))


def lengths_of(keys: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return by first word how many words the names have, most first."""
    found: dict[str, set[int]] = defaultdict(set)
    for key in keys:
        parts = key.split(" ")
        found[parts[0]].add(len(parts))
    return {first: tuple(sorted(many, reverse=True)) for first, many in found.items()}


def around(passage: Passage, place: Place) -> tuple[str, str]:
    """Return the words before and after, with what is glued before the name as the word before."""
    before = (
        passage.key(place.first)[: _letters(passage, place)]
        if place.start > passage.start(place.first)
        else ""
    )
    if not before and passage.same_line(place.first):
        before = passage.key(place.first - 1)
    after = passage.key(place.last) if passage.same_line(place.last) else ""
    return before, after


def _letters(passage: Passage, place: Place) -> int:
    return next((letters for offset, letters in passage.stems(place.first) if offset == place.start), 0)
