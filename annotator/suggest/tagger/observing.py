"""A text as the tagger sees it: a stem for every word, and what the lexicons and the patterns say of it.

What knowledge says is a mark on a word here, never a decision: the model learns what it is worth.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from annotator.suggest.gazetteer import LexiconSource
from annotator.suggest.knowledge.lexicon import Lexicon
from annotator.suggest.knowledge.passage import Passage, read
from annotator.suggest.merging import merge
from annotator.suggest.patterns.source import PatternSource
from annotator.text.clitics import PROCLITICS

_MORE_OFTEN: Final = 2  # so many times as often as the whole word a stem stands, to be taken for one
_SEEN: Final = 2
# Tokens that are tagged together: no paragraph has so many, and what CRFsuite needs of memory is bounded.
_LONGEST_LINE: Final = 500
_LONGEST: Final = 9


@dataclass(frozen=True, slots=True)
class Observed:
    """A text read once. All sequences have an entry for each token of the passage.

    `bares` are folded stems without the article; `leads` how many folded letters stand before the stem;
    `lines` are ranges of tokens that are tagged together.
    """

    passage: Passage
    stems: list[str]
    bares: list[str]
    leads: list[int]
    known: list[list[str]]
    said: list[list[str]]
    elsewhere: list[list[str]]
    shapes: list[str] = field(repr=False)
    lines: list[tuple[int, int]]
    quoted: list[bool] = field(repr=False)

    def __len__(self) -> int:
        return len(self.stems)


class Note(NamedTuple):
    """What knowledge suggests on the words `[first, last)`; `is_kept` where no other explains it away."""

    first: int
    last: int
    label: str
    code: str
    is_kept: bool


def observe(
    passage: Passage,
    *,
    counts: Mapping[str, int],
    notes: Sequence[Note] | None = None,
    leads: Sequence[int] | None = None,
) -> Observed:
    """Look at a text; `counts` tell how often folded words stand in the texts that were learnt from.

    `notes` are what `note` gave for the text, `leads` what `likely_lead` gave for its words; what is not
    given is made anew.
    """
    if leads is None:
        own = Counter(passage.keys)
        leads = [likely_lead(passage, index, counts=counts, own=own) for index in range(len(passage))]
    stems = [passage.spelling(index, lead) for index, lead in enumerate(leads)]
    bares = [bare(stem) for stem in stems]
    said, elsewhere = _said(note(passage.text, lexicon=passage.lexicon) if notes is None else notes, bares)
    return Observed(
        passage=passage,
        stems=stems,
        bares=bares,
        leads=list(leads),
        known=_known(passage),
        said=said,
        elsewhere=elsewhere,
        shapes=list(map(_shape, passage.keys)),
        lines=_lines(passage),
        quoted=_quoted(passage),
    )


def note(text: str, *, lexicon: Lexicon) -> list[Note]:
    """Return what the lexicons and patterns suggest on a text; to ask them is most of what reading costs."""
    passage = read(text, lexicon)
    raw = [*LexiconSource(lexicon).suggest(text), *PatternSource(lexicon).suggest(text)]
    kept = {(one.start, one.end, one.label) for one in merge(raw, text=text)}
    found = {}
    for one in raw:
        covered = passage.inside(one.start, one.end)
        if covered:
            is_kept = (one.start, one.end, one.label) in kept
            made = Note(covered[0], covered[-1] + 1, one.label, one.reason.code, is_kept)
            found[made[:4]] = made
    return list(found.values())


def bare(stem: str) -> str:
    """Return a folded stem without its article."""
    return stem[2:] if stem.startswith("ال") and len(stem) > 3 else stem


def likely_lead(
    passage: Passage, index: int, *, counts: Mapping[str, int], own: Mapping[str, int] | None = None
) -> int:
    """Return how many letters of a word are likely proclitics: the certain, and those before a known stem."""
    key, best = passage.keys[index], 0
    if key[:1] not in PROCLITICS:
        return 0
    stems = passage.stems(index)
    if len(stems) == 1:
        return 0
    whole = _weight(key, passage.lexicon, counts, own)
    for _offset, lead in stems[1:]:
        stem = passage.spelling(index, lead)
        is_certain = stem.startswith("ال") and len(stem) > 3
        weight = _weight(stem, passage.lexicon, counts, own)
        if is_certain or (weight >= _SEEN and weight > _MORE_OFTEN * whole):
            best = lead
    return best


def _weight(stem: str, lexicon: Lexicon, counts: Mapping[str, int], own: Mapping[str, int] | None) -> int:
    listed = _SEEN if lexicon.entries(stem) else 0
    return max(counts.get(stem, 0), own.get(stem, 0) if own else 0) + listed


def _known(passage: Passage) -> list[list[str]]:
    """Say of every word which entries of the lexicons begin in it and go on in it."""
    found: list[set[str]] = [set() for _ in range(len(passage))]
    for hit in passage.all_hits():
        mark = "!" if hit.entry.needs_context or hit.entry.is_everyday else ""
        for index in range(hit.first, hit.last):
            found[index].add(f"l{'B' if index == hit.first else 'I'}{hit.entry.kind}{mark}")
    return [sorted(marks) for marks in found]


def _said(notes: Iterable[Note], bares: Sequence[str]) -> tuple[list[list[str]], list[list[str]]]:
    """Say of every word what was suggested there, and what of the same word elsewhere in the text."""
    marks: list[set[str]] = [set() for _ in bares]
    own: list[Counter[str]] = [Counter() for _ in bares]
    of_word: dict[str, Counter[str]] = defaultdict(Counter)
    for one in notes:
        for index in range(one.first, min(one.last, len(bares))):
            place = ("B" if index == one.first else "I") + one.label
            marks[index].add(f"c{place} {one.code}")
            if one.is_kept:
                marks[index].add(f"m{place}")
                own[index][place] += 1
                of_word[bares[index]][place] += 1
    elsewhere = []
    for index, word in enumerate(bares):
        others = of_word.get(word)
        elsewhere.append(
            [f"e{place}" for place, count in others.items() if count > own[index][place]] if others else []
        )
    return [sorted(found) for found in marks], elsewhere


def _lines(passage: Passage) -> list[tuple[int, int]]:
    starts = [index for index in range(len(passage)) if not passage.same_line(index)]
    whole = pairwise([*starts, len(passage)]) if starts else ()
    return [
        (at, min(at + _LONGEST_LINE, last))
        for first, last in whole
        for at in range(first, last, _LONGEST_LINE)
    ]


def _shape(key: str) -> str:
    if key.isalpha():
        return "L" if key.isascii() else str(min(len(key), _LONGEST))
    if key.isdigit():
        return "0"
    if any(character.isdigit() for character in key):
        return "0a"
    return f".{key[:1]}" if not any(map(str.isalnum, key)) else "x"


def _quoted(passage: Passage) -> list[bool]:
    """Tell of every word whether an odd number of quotation marks stands before it on its line."""
    found, is_open = [], False
    for index, key in enumerate(passage.keys):
        if not passage.same_line(index):
            is_open = False
        if key == '"':
            is_open = not is_open
        found.append(is_open)
    return found


def line_of(lines: Sequence[tuple[int, int]], index: int) -> int:
    """Return which of the lines holds a token."""
    return bisect_right(lines, index, key=lambda line: line[0]) - 1
