"""What a tagger says of one text: the marginals of its lines at every depth."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.suggest.tagger.model import Surfaces, Tagger
from annotator.suggest.tagger.nesting import spans_of
from annotator.suggest.tagger.observing import Observed, line_of
from annotator.suggest.tagger.places import Marginals, Place, places, score_of
from annotator.suggest.tagger.reading import describe


@dataclass(frozen=True)
class Marked:
    """A text with what the tagger thinks of every word. Places are of tokens of the text."""

    seen: Observed
    tagger: Tagger
    own: tuple[Surfaces, ...] = ()
    """By depth what the text itself says of its words, where the tagger has learnt from it."""

    @cached_property
    def depths(self) -> list[list[Marginals]]:
        """For every depth the marginals of every line; deeper ones rest on the likeliest tags around."""
        found: list[list[Marginals]] = []
        outer: list[str] | None = None
        for depth, crf in enumerate(self.tagger.opened):
            lines = describe(
                self.seen,
                self.tagger.surfaces[depth],
                own=self.own[depth] if self.own else None,
                clusters=self.tagger.clusters,
                outer=outer,
            )
            marginals: list[Marginals] = [crf.marginals(line) for line in lines]
            if outer is not None:
                marginals = [
                    _nothing(one, last - first) if all(tag == "O" for tag in outer[first:last]) else one
                    for one, (first, last) in zip(marginals, self.seen.lines, strict=True)
                ]
            found.append(marginals)
            outer = self._tags(marginals)
        return found

    def _tags(self, marginals: Sequence[Marginals]) -> list[str]:
        tags = []
        for (first, last), one in zip(self.seen.lines, marginals, strict=True):
            tags += [max(one, key=lambda tag: one[tag][at]) for at in range(last - first)]
        made = ["O"] * len(tags)
        for first, last, label in spans_of(tags):
            made[first:last] = [f"B-{label}", *[f"I-{label}"] * (last - first - 1)]
        return made

    def places(self) -> Iterator[Place]:
        """Yield what may stand in the text, with raw scores."""
        for marginals in self.depths:
            for (first, last), one in zip(self.seen.lines, marginals, strict=True):
                for place in places(one, length=last - first):
                    yield place._replace(first=place.first + first, last=place.last + first)

    def score_of(self, first: int, last: int, label: str) -> float:
        """Return the raw score of any place, at the depth where it is likeliest; 0 across lines."""
        line = line_of(self.seen.lines, first)
        start, end = self.seen.lines[line]
        if last > end:
            return 0.0
        return max(
            (score_of(one[line], first - start, last - start, label) for one in self.depths), default=0.0
        )

    def doubt(self) -> float:
        """Return the mean over the words of how far the likeliest tag is from certain, 0 to 1."""
        if not len(self.seen):
            return 0.0
        total = 0.0
        for (first, last), one in zip(self.seen.lines, self.depths[0], strict=True):
            total += sum(1.0 - max(chances[at] for chances in one.values()) for at in range(last - first))
        return min(max(total / len(self.seen), 0.0), 1.0)


def _nothing(marginals: Marginals, length: int) -> Mapping[str, list[float]]:
    return {tag: [float(tag == "O")] * length for tag in (*marginals, "O")}
