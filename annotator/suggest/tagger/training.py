"""From examples to a Tagger: learn, measure on articles held out, calibrate by them.

The articles held out are a fifth, at most so many. What is measured there is told by a model that
has not learnt from them; the model that is kept has learnt from all.
"""

import gc
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from annotator.errors.learning import LearningCancelled, NotEnoughToLearn
from annotator.schema import Schema
from annotator.suggest.examples import Example
from annotator.suggest.knowledge.lexicon import Lexicon, shipped
from annotator.suggest.tagger.calibration import Calibration, Scored, fit, reliability
from annotator.suggest.tagger.clusters import Clusters
from annotator.suggest.tagger.crf import Learner
from annotator.suggest.tagger.marks import Marked
from annotator.suggest.tagger.model import Facts, Tagger
from annotator.suggest.tagger.notes import Notes
from annotator.suggest.tagger.reading import Known, know, lines_of, see
from annotator.suggest.tagger.surfaces import count

LEAST_DOCUMENTS: Final = 3
LEAST_ENTITIES: Final = 20
_EACH: Final = 5  # of so many articles one is held out
_MOST_HELD_OUT: Final = 40
_GROWN: Final = 1.2
_SURE: Final = 0.5

_Models = tuple[tuple[bytes, ...], ...]
IsCancelled = Callable[[], bool]
OnProgress = Callable[[int, int], None]


def train(
    examples: Sequence[Example],
    *,
    lexicon: Lexicon | None = None,
    clusters: Clusters | None = None,
    schema: Schema | None = None,
    quick: bool = True,
    before: Tagger | None = None,
    knowledge: str = "",
    is_cancelled: IsCancelled | None = None,
    on_progress: OnProgress | None = None,
) -> Tagger:
    """Learn from the finished ones of `examples`; work under way tells nothing of what is no entity.

    `quick` takes seconds for some hundred articles; else it takes a minute or more and learns a little
    better. What `before` noted of the same texts is used again where `knowledge`, a mark of what the lexicons
    and patterns know, is still the same; and where it was measured on nearly as much, its calibration is kept
    and nothing is held out. Raises NotEnoughToLearn, LearningCancelled, NoSpace, CannotWrite.
    """
    began = time.monotonic()
    whole = [example for example in examples if example.is_whole and example.text]
    _require_enough(whole)
    steps = _Steps(3 * len(whole), is_cancelled=is_cancelled, on_progress=on_progress)
    lexicon = shipped() if lexicon is None else lexicon
    known = know(whole, lexicon=lexicon, tick=steps.tick)
    known.notes = Notes(knowledge, before.notes if before is not None else None)
    measures = before is None or not quick or _has_grown(whole, before.facts)
    held_out = _held_out(whole) if measures else []
    with _no_sweeping():
        all_of_them, the_others = _learnt(whole, held_out, known, lexicon, clusters, steps, quick=quick)
    tagger = Tagger(
        _facts(whole, schema, quick=quick),
        all_of_them,
        known.counts,
        known.surfaces,
        known.begun,
        known.sublabels,
        clusters=clusters,
        notes=known.notes,
    )
    if before is not None and not measures:
        facts = replace(tagger.facts, measured_at=before.facts.measured_at)
        tagger = replace(tagger, calibration=before.calibration, facts=facts)
    if the_others:
        trial = replace(tagger, crfs=the_others)
        tagger = _measured(tagger, trial, [(number, whole[number]) for number in held_out], known, lexicon)
    return replace(tagger, facts=replace(tagger.facts, seconds=round(time.monotonic() - began, 2)))


class _Steps:
    """Counts what is done, and listens for the wish to stop."""

    def __init__(
        self, total: int, *, is_cancelled: IsCancelled | None, on_progress: OnProgress | None
    ) -> None:
        self._done, self._total = 0, total
        self.is_cancelled, self._on_progress = is_cancelled, on_progress

    def tick(self) -> None:
        """Say that one more is done; raises LearningCancelled."""
        self._done += 1
        if self.is_cancelled is not None and self.is_cancelled():
            raise LearningCancelled
        if self._on_progress is not None:
            self._on_progress(self._done, self._total)


@contextmanager
def _no_sweeping() -> Iterator[None]:
    """Keep Python from looking for cycles among millions of features: there are none, and it takes time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _require_enough(examples: Sequence[Example]) -> None:
    documents = len({example.document_id for example in examples})
    entities = sum(len(example.spans) for example in examples)
    if documents < LEAST_DOCUMENTS or entities < LEAST_ENTITIES:
        raise NotEnoughToLearn(
            documents=documents,
            entities=entities,
            least_documents=LEAST_DOCUMENTS,
            least_entities=LEAST_ENTITIES,
        )


def _held_out(examples: Sequence[Example]) -> list[int]:
    """Return which examples are held out: neighbours, in two places, for articles of a day name the same.

    All the work on one document goes together.
    """
    ids = list(dict.fromkeys(example.document_id for example in examples))
    size = min(-(-len(ids) // _EACH), _MOST_HELD_OUT)
    half = size // 2
    middle = len(ids) // 2
    chosen = {*ids[middle - half : middle], *ids[len(ids) - (size - half) :]}
    return [number for number, example in enumerate(examples) if example.document_id in chosen]


def _has_grown(examples: Sequence[Example], before: Facts) -> bool:
    """Tell whether there is so much more than when it was last measured that measuring pays again."""
    documents = len({example.document_id for example in examples})
    last = before.measured_at
    return not last or documents >= _GROWN * last or documents < last


def _learnt(
    examples: Sequence[Example],
    held_out: Iterable[int],
    known: Known,
    lexicon: Lexicon,
    clusters: Clusters | None,
    steps: _Steps,
    *,
    quick: bool,
) -> tuple[_Models, _Models]:
    """Return the models that learnt from all examples, and those that learnt from the ones not held out."""
    left_out = set(held_out)
    learners = [Learner(quick=quick, is_cancelled=steps.is_cancelled) for _ in range(known.depths)]
    others = [Learner(quick=quick, is_cancelled=steps.is_cancelled) for _ in range(known.depths)]
    for number, example in enumerate(examples):
        steps.tick()
        found = lines_of(example, number, known=known, lexicon=lexicon, clusters=clusters)
        for depth, line, tags in found:
            is_for_both = bool(left_out) and number not in left_out
            learners[depth].add(line, tags, also=others[depth] if is_for_both else None)
    if not left_out or any(not other.has_entities for other in others):
        return tuple(learner.learn() for learner in learners), ()
    return tuple(learner.learn() for learner in learners), tuple(other.learn() for other in others)


@dataclass(slots=True)
class _Score:
    """How the held-out articles came out: scored places, and right, wrong and missed spans."""

    scored: list[Scored] = field(default_factory=list)
    right: int = 0
    made: int = 0
    there: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.made + self.there) if self.made + self.there else 0.0


def _measured(
    tagger: Tagger, trial: Tagger, held_out: Sequence[tuple[int, Example]], known: Known, lexicon: Lexicon
) -> Tagger:
    """Return the tagger calibrated by what a trial of it says on articles that it has not learnt from."""
    found = _Score()
    for number, example in held_out:
        seen = see(example, number, known=known, lexicon=lexicon)
        own = tuple(
            count([(known.stems[number], known.tags[number][depth])]) for depth in range(len(trial.crfs))
        )
        marked = Marked(seen, trial, own=own)
        gold = {
            (covered[0], covered[-1] + 1, span.label)
            for span in example.spans
            if (covered := seen.passage.inside(span.start, span.end))
        }
        found.there += len(gold)
        for place in marked.places():
            is_right = (place.first, place.last, place.label) in gold
            found.scored.append((place.score, is_right))
    curve = fit(found.scored)
    chances = [(curve(score), is_right) for score, is_right in found.scored]
    found.made = sum(chance >= _SURE for chance, _right in chances)
    found.right = sum(chance >= _SURE and is_right for chance, is_right in chances)
    facts = replace(
        tagger.facts,
        reliability=tuple(reliability(_across(found.scored))),
        held_out_f1=round(found.f1, 4),
        held_out=len(held_out),
        measured_at=tagger.facts.documents,
    )
    return replace(tagger, calibration=curve, facts=facts)


def _across(scored: Sequence[Scored]) -> list[Scored]:
    """Calibrate each half of the scores by the other, so that the curve is not measured by itself."""
    halves = scored[::2], scored[1::2]
    curves: list[Calibration] = [fit(half) for half in halves]
    return [
        (curves[1 - number](score), is_right)
        for number, half in enumerate(halves)
        for score, is_right in half
    ]


def _facts(examples: Sequence[Example], schema: Schema | None, *, quick: bool) -> Facts:
    labels = Counter(span.label for example in examples for span in example.spans)
    return Facts(
        schema_id=schema.id if schema else "",
        schema_version=schema.version if schema else 0,
        documents=len({example.document_id for example in examples}),
        entities=labels.total(),
        labels=dict(labels.most_common()),
        made_at=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        quick=quick,
    )
