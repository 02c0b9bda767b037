"""What is learnt from, read in passes that hold little: counts of words, stems with their tags, features.

Of many texts each is read again in every pass, so that ten thousand are never in memory at once.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import Final

from annotator.suggest.examples import Example
from annotator.suggest.knowledge.lexicon import Lexicon
from annotator.suggest.knowledge.passage import Passage, read
from annotator.suggest.tagger import surfaces
from annotator.suggest.tagger.clusters import Clusters
from annotator.suggest.tagger.edges import began
from annotator.suggest.tagger.features import Line, features
from annotator.suggest.tagger.nesting import DEPTHS, rows
from annotator.suggest.tagger.notes import Notes
from annotator.suggest.tagger.observing import Observed, bare, likely_lead, observe

_KEPT_WORDS: Final = 60_000
_FEWEST_DEEPER: Final = 10  # spans of a depth below the outermost, for a model of its own
_FEWEST_TIMES: Final = 2
_FEW: Final = 500  # texts that are kept as they were read, some 200 KB each

Tick = Callable[[], None]


class _Passages:
    """The texts as they are read: each once where there are few, else anew in each pass."""

    def __init__(self, lexicon: Lexicon, *, is_kept: bool) -> None:
        self._lexicon = lexicon
        self._kept: dict[str, Passage] | None = {} if is_kept else None

    def of(self, text: str) -> Passage:
        """Return the passage of a text."""
        if self._kept is None:
            return read(text, self._lexicon)
        if text not in self._kept:
            self._kept[text] = read(text, self._lexicon)
        return self._kept[text]


@dataclass(slots=True)
class Known:
    """What all examples together tell, and of each its stems and its rows of tags."""

    counts: dict[str, int]
    passages: "_Passages"
    leads: list[list[int]] = field(default_factory=list)
    stems: list[list[str]] = field(default_factory=list)
    tags: list[list[list[str]]] = field(default_factory=list)
    surfaces: tuple[dict[str, Counter[str]], ...] = ()
    begun: Counter[str] = field(default_factory=Counter)
    sublabels: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)
    notes: Notes | None = None
    depths: int = 1
    """How many depths have enough spans to be learnt."""


def know(examples: Sequence[Example], *, lexicon: Lexicon, tick: Tick) -> Known:
    """Read the examples twice: for how often words stand there, then for how stems are tagged."""
    passages = _Passages(lexicon, is_kept=len(examples) <= _FEW)
    times: Counter[str] = Counter()
    for example in examples:
        tick()
        times.update(passages.of(example.text).keys)
    kept = times.most_common(_KEPT_WORDS)
    known = Known({word: count for word, count in kept if count >= _FEWEST_TIMES}, passages)
    sublabels: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for example in examples:
        tick()
        passage = passages.of(example.text)
        leads = [likely_lead(passage, index, counts=known.counts) for index in range(len(passage))]
        stems = [intern(bare(passage.spelling(index, lead))) for index, lead in enumerate(leads)]
        known.leads.append(leads)
        known.stems.append(stems)
        known.tags.append([[intern(tag) for tag in row] for row in rows(passage, example.spans)])
        _learn_edges(known, example, passage, leads, stems, sublabels)
    known.sublabels = {label: dict(names) for label, names in sublabels.items()}
    known.depths = _depths(known.tags)
    known.surfaces = tuple(
        surfaces.count((stems, tags[depth]) for stems, tags in zip(known.stems, known.tags, strict=True))
        for depth in range(known.depths)
    )
    return known


def _depths(tags: Sequence[Sequence[Sequence[str]]]) -> int:
    for depth in range(1, DEPTHS):
        if sum(tag[0] == "B" for rows_ in tags for tag in rows_[depth]) < _FEWEST_DEEPER:
            return depth
    return DEPTHS


def _learn_edges(
    known: Known,
    example: Example,
    passage: Passage,
    leads: Sequence[int],
    stems: Sequence[str],
    sublabels: Mapping[str, Mapping[str, Counter[str]]],
) -> None:
    """Count how spans begin in words with proclitics, and which sublabels names have."""
    for span in example.spans:
        covered = passage.inside(span.start, span.end)
        if not covered:
            continue
        stem = began(passage, covered[0], span.start)
        if stem is not None:
            known.begun[stem] += 1
        if leads[covered[0]]:
            side = "inside" if span.start == passage.start(covered[0]) else "outside"
            known.begun[f"{side} {span.label}"] += 1
        name = " ".join(stems[index] for index in covered)
        sublabels[span.label][name][span.sublabel] += 1


def lines_of(
    example: Example, number: int, *, known: Known, lexicon: Lexicon, clusters: Clusters | None
) -> Iterator[tuple[int, Line, list[str]]]:
    """Yield for an example, by its number, every line at every depth: depth, features, tags.

    What the example itself says of its words is taken out of what is remembered of them.
    """
    seen = see(example, number, known=known, lexicon=lexicon)
    tags = known.tags[number]
    for depth in range(known.depths):
        own = surfaces.count([(known.stems[number], tags[depth])])
        outer = tags[depth - 1] if depth else None
        found = describe(seen, known.surfaces[depth], own=own, clusters=clusters, outer=outer)
        for (first, last), line in zip(seen.lines, found, strict=True):
            if outer is None or any(tag != "O" for tag in outer[first:last]):
                yield depth, line, tags[depth][first:last]


def see(example: Example, number: int, *, known: Known, lexicon: Lexicon) -> Observed:
    """Read an example, by its number, as the tagger sees it."""
    notes = known.notes.of(example.text, lexicon=lexicon) if known.notes is not None else None
    return observe(
        known.passages.of(example.text), counts=known.counts, notes=notes, leads=known.leads[number]
    )


def describe(
    seen: Observed,
    counts: surfaces.Counts,
    *,
    own: surfaces.Counts | None = None,
    clusters: Clusters | None = None,
    outer: Sequence[str] | None = None,
) -> list[Line]:
    """Return the features of a text, less what `own` says of its words."""
    remembered = surfaces.recollections(seen.bares, counts, own=own)
    return features(seen, remembered=remembered, clusters=clusters, outer=outer)
