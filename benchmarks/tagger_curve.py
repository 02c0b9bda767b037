"""The product's way on a corpus: learn from some of it, suggest on the rest, count what is right.

Examples go through the same train, memory, ranking and pipeline as a project's finished work; what the
pipeline shows (from a third on) is what counts, widened to the corpus' whole tokens.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus_labels import Translated

from annotator.errors.learning import NotEnoughToLearn
from annotator.model import Span, Suggestion, Verdict
from annotator.schema import LabelMap, Schema
from annotator.suggest import pipeline
from annotator.suggest.examples import Decision, Example
from annotator.suggest.gazetteer import LexiconSource
from annotator.suggest.memory import Memory
from annotator.suggest.patterns.source import PatternSource
from annotator.suggest.ranking import Ranking
from annotator.suggest.tagger.calibration import calibration_error, reliability
from annotator.suggest.tagger.model import Tagger
from annotator.suggest.tagger.source import TaggerSource
from annotator.suggest.tagger.training import train

Key = tuple[int, int, str]


@dataclass
class Tally:
    """Right, wrong and missed spans by label; scores with whether they were right."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    scored: list[tuple[float, bool]] = field(default_factory=list)
    seconds: float = 0.0
    documents: int = 0

    def add(self, gold: set[Key], made: dict[Key, float]) -> None:
        self.right.update(key[2] for key in gold & set(made))
        self.wrong.update(key[2] for key in set(made) - gold)
        self.missed.update(key[2] for key in gold - set(made))
        self.scored += [(score, key in gold) for key, score in made.items()]

    def figures(self, label: str | None = None) -> dict[str, float]:
        """Return precision, recall and F1 in per cent, of one label or of all."""
        counts = [
            count[label] if label else sum(count.values()) for count in (self.right, self.wrong, self.missed)
        ]
        right, wrong, missed = counts
        precision = right / (right + wrong) if right + wrong else 0.0
        recall = right / (right + missed) if right + missed else 0.0
        both = 2 * right / (2 * right + wrong + missed) if right else 0.0
        return {
            "f1": round(100 * both, 2),
            "precision": round(100 * precision, 2),
            "recall": round(100 * recall, 2),
        }

    def by_label(self) -> dict[str, dict[str, float]]:
        labels = sorted({*self.right, *self.missed, *self.wrong})
        return {
            label: {**self.figures(label), "entities": self.right[label] + self.missed[label]}
            for label in labels
        }

    def calibration(self) -> tuple[list[tuple[float, float, int]], float]:
        """Return the reliability curve of what was shown, and its expected calibration error."""
        curve = reliability(self.scored)
        return curve, calibration_error(curve)


class Experiment:
    """A corpus under a schema: what is learnt from, what is asked about."""

    def __init__(
        self,
        schema: Schema,
        label_map: LabelMap | None,
        *,
        learnt: Sequence[Example],
        asked: Sequence[Example],
    ) -> None:
        self.schema = schema
        self._knowledge: list[pipeline.Source] = [LexiconSource(), PatternSource()]
        if label_map is not None:
            self._knowledge = [Translated(one, label_map) for one in self._knowledge]
        self.asked = asked
        self.learnt = [self._decided(example) for example in learnt]

    def _decided(self, example: Example) -> Example:
        """Return finished work as the product has it: knowledge suggested before, and was judged."""
        places = {(span.start, span.end, span.label) for span in example.spans}
        found = pipeline.suggest(
            example.text, sources=self._knowledge, schema=self.schema, ranking=Ranking.learn([])
        )
        decisions = tuple(
            Decision(one, Verdict.ACCEPTED if (one.start, one.end, one.label) in places else Verdict.REJECTED)
            for one in found
        )
        return Example(example.document_id, example.text, example.spans, decisions=decisions)

    def knowledge_only(self) -> Tally:
        """Return how knowledge does by itself, before anything was learnt."""
        return self._tally(self._knowledge, Ranking.learn([]))

    def after(
        self,
        count: int,
        *,
        quick: bool,
    ) -> tuple[dict[str, Any], Tally]:
        """Learn from the first `count` documents, and return the figures of what is suggested then."""
        examples = self.learnt[:count]
        tagger, seconds, cpu = self._trained(examples, quick=quick)
        _again, seconds_again, cpu_again = self._trained(examples, quick=quick, before=tagger)
        sources = [*self._knowledge, Memory.learn(examples)]
        if tagger is not None:
            sources.append(TaggerSource(tagger, schema=self.schema))
        tally = self._tally(sources, Ranking.learn(examples))
        row = {
            "documents": count,
            **tally.figures(),
            "train_seconds": seconds,
            "train_cpu_seconds": cpu,
            "retrain_seconds": seconds_again if quick else None,
            "retrain_cpu_seconds": cpu_again if quick else None,
            "tag_ms": round(1000 * tally.seconds / max(tally.documents, 1), 1),
            "quick": quick,
            "held_out_f1": tagger.facts.held_out_f1 if tagger is not None else None,
        }
        return row, tally

    def _trained(
        self, examples: Sequence[Example], *, quick: bool, before: Tagger | None = None
    ) -> tuple[Tagger | None, float, float]:
        """Return the tagger, None where there is too little to learn from, and seconds, of one core too."""
        start, cpu = time.perf_counter(), time.process_time()
        try:
            tagger = (
                train(examples, schema=self.schema, quick=quick, before=before)
                if quick or not before
                else None
            )
        except NotEnoughToLearn:
            tagger = None
        return tagger, round(time.perf_counter() - start, 2), round(time.process_time() - cpu, 2)

    def _tally(self, sources: Sequence[pipeline.Source], ranking: Ranking) -> Tally:
        tally = Tally()
        for example in self.asked:
            start = time.perf_counter()
            found = pipeline.suggest(example.text, sources=sources, schema=self.schema, ranking=ranking)
            tally.seconds += time.perf_counter() - start
            tally.documents += 1
            tally.add(_gold(example), _widened(example.text, found))
        return tally


def _gold(example: Example) -> set[Key]:
    return {_wide(example.text, span) for span in example.spans}


def _widened(text: str, found: Sequence[Suggestion]) -> dict[Key, float]:
    made: dict[Key, float] = {}
    for one in found:
        key = _wide(text, one)
        made[key] = max(made.get(key, 0.0), one.score)
    return made


def _wide(text: str, one: Span | Suggestion) -> Key:
    """Return a place with its edges at the spaces that part the corpus' tokens."""
    start, end = one.start, one.end
    while start > 0 and text[start - 1] not in " \n":
        start -= 1
    while end < len(text) and text[end] not in " \n":
        end += 1
    return start, end, one.label
