"""The source `tagger`: what was learnt here from finished work, as suggestions with calibrated scores."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from annotator.model import Reason, Suggestion
from annotator.schema import Schema
from annotator.suggest.knowledge.lexicon import Lexicon, shipped
from annotator.suggest.knowledge.passage import read
from annotator.suggest.tagger.edges import start_of
from annotator.suggest.tagger.marks import Marked
from annotator.suggest.tagger.model import Tagger
from annotator.suggest.tagger.observing import observe

NAME: Final = "tagger"
_LEAST: Final = 0.15  # the ranking shows from a third on, and may know more of a place than the tagger
_CLEAR: Final = 0.8
_MAJORITY: Final = 0.6
_OFTEN: Final = 5
_READ: Final = 4


class TaggerSource:
    """Suggests what a tagger finds likely."""

    name: str = NAME

    def __init__(
        self, tagger: Tagger, lexicon: Lexicon | None = None, *, schema: Schema | None = None
    ) -> None:
        """`schema` decides where spans begin; raises ModelOfOtherSchema where it is not the tagger's."""
        if schema is not None:
            tagger.check_schema(schema)
        self._tagger, self._schema = tagger, schema
        self._lexicon = shipped() if lexicon is None else lexicon
        self._marked = lru_cache(maxsize=_READ)(self._read)

    def suggest(self, text: str) -> list[Suggestion]:
        """Return what may stand in `text`, also what is unlikely; places may overlap and cross."""
        return list(self._suggestions(text))

    def judge(self, text: str, places: Sequence[tuple[int, int, str]]) -> list[float]:
        """Return the chance that each place (start, end, label) is right, whoever proposes it.

        Proclitics at its start do not matter; 0 where the tagger cannot see it, as for labels unknown to it.
        """
        marked = self._marked(text)
        found = []
        for start, end, label in places:
            covered = marked.seen.passage.inside(start, end)
            raw = marked.score_of(covered[0], covered[-1] + 1, label) if covered else 0.0
            found.append(self._tagger.calibration(raw) if raw else 0.0)
        return found

    def uncertainty(self, text: str) -> float:
        """Return how unsure the tagger is of `text`: the mean over its words, 0 to 1."""
        return self._marked(text).doubt()

    def _read(self, text: str) -> Marked:
        seen = observe(read(text, self._lexicon), counts=self._tagger.counts)
        return Marked(seen, self._tagger)

    def _suggestions(self, text: str) -> Iterator[Suggestion]:
        marked = self._marked(text)
        seen = marked.seen
        best: dict[tuple[int, int, str], float] = {}
        for place in marked.places():
            chance = self._tagger.calibration(place.score)
            key = place.first, place.last, place.label
            if chance >= max(_LEAST, best.get(key, 0.0)) and self._is_known(place.label):
                best[key] = chance
        for (first, last, label), chance in best.items():
            start = start_of(seen, first, label=label, schema=self._schema, begun=self._tagger.begun)
            sublabel = self._sublabel(marked, first, last, label)
            end = seen.passage.end(last)
            yield Suggestion(start, end, label, sublabel, NAME, round(chance, 4), Reason(NAME))

    def _is_known(self, label: str) -> bool:
        return self._schema is None or label in self._schema

    def _sublabel(self, marked: Marked, first: int, last: int, label: str) -> str:
        """Choose by how this name was called, by the lexicons, by what is usual; "" where none is clear."""
        names = self._tagger.sublabels.get(label, {})
        called = names.get(" ".join(marked.seen.bares[first:last]))
        if called:
            best = max(called, key=lambda one: (called[one], one))
            return best if called[best] >= _MAJORITY * sum(called.values()) else ""
        for hit in marked.seen.passage.hits[first]:
            if hit.last == last and hit.entry.label == label and hit.entry.sublabel:
                return hit.entry.sublabel
        return self._usual(label)

    @lru_cache(maxsize=64)  # noqa: B019 - a source lives as long as its project is worked on
    def _usual(self, label: str) -> str:
        times: dict[str, int] = {}
        for called in self._tagger.sublabels.get(label, {}).values():
            for sublabel, count in called.items():
                times[sublabel] = times.get(sublabel, 0) + count
        total = sum(times.values())
        best = max(times, key=lambda one: (times[one], one), default="")
        return best if total >= _OFTEN and times[best] >= _CLEAR * total else ""
