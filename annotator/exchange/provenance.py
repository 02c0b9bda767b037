"""Where exported documents come from, who labelled them, and how far those who did agree.

Annotators are counted, and go by numbers: a data set travels further than its makers were asked about.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import combinations
from typing import Final

from annotator.agreement.coefficients import Category, Score
from annotator.agreement.flat import outermost_labels
from annotator.exchange.choice import date_of
from annotator.exchange.dividing import drawn
from annotator.exchange.selection import SUGGESTIONS, Selection
from annotator.model import GOLD, Document, Span
from annotator.project.file import Project
from annotator.schema import Schema
from annotator.text.tokens import Token, words

MOST_COMPARED: Final = 1000  # documents: more change no figure that a card shows


@dataclass(frozen=True, slots=True)
class Worker:
    """An annotator, and how many of the exported documents they finished, with how many spans."""

    name: str
    documents: int
    spans: int


@dataclass(slots=True)
class Agreed:
    """What pairs of annotators have in common, counted over all pairs.

    `documents` were compared, drawn from the `common` ones that two of them finished. Spans are alike when
    range and label are; words have the label of the outermost span.
    """

    common: int
    documents: int = 0
    labels: dict[str, Score] = field(default_factory=dict)
    words: Counter[tuple[Category, Category]] = field(default_factory=Counter)

    def take(self, tokens: Sequence[Token], first: Sequence[Span], second: Sequence[Span]) -> None:
        """Count the work of two annotators on one document."""
        marks = [Counter((one.start, one.end, one.label) for one in spans) for spans in (first, second)]
        alike = Counter(label for _, _, label in (marks[0] & marks[1]).elements())
        counts = [Counter(one.label for one in spans) for spans in (first, second)]
        for label in counts[0] | counts[1]:
            score = Score(alike[label], counts[0][label], counts[1][label])
            self.labels[label] = self.labels.get(label, Score(0, 0, 0)) + score
        labels = (outermost_labels(tokens, spans) for spans in (first, second))
        self.words.update(zip(*labels, strict=True))

    def as_fields(self) -> dict[str, object]:
        """Return the figures as they stand in a manifest; null where there is none."""
        from annotator.agreement.chance import Margins, cohen_kappa, figure_of  # numpy: after the first paint

        kappa = figure_of(cohen_kappa, Margins.of(self.words))
        everything = sum(self.labels.values(), Score(0, 0, 0))
        return {
            "documents": self.documents,
            "common_documents": self.common,
            "span_f1": _rounded(everything.f1.value),
            "kappa_over_words": _rounded(kappa.value),
            "labels": {
                label: {
                    "span_f1": _rounded(score.f1.value),
                    "alike": score.matched,
                    "spans": score.first + score.second,
                }
                for label, score in sorted(self.labels.items())
            },
        }


@dataclass(frozen=True, slots=True)
class Provenance:
    """What there is to say about the documents of an export beside what is in it.

    `outlets` counts documents, "" is where none is known. `workers` are those whose spans went out, for gold
    those on whose work it rests. `by_one` were finished by one annotator alone, `by_several` by two and more;
    gold counts as nobody.
    """

    outlets: Counter[str]
    days: tuple[date, date] | None
    undated: int
    workers: tuple[Worker, ...]
    by_one: int
    by_several: int
    agreed: Agreed | None

    def as_fields(self, *, has_names: bool) -> dict[str, object]:
        """Return it as it stands in a manifest; where it `has_names`, annotators go by theirs."""
        return {
            "sources": {
                "outlets": dict(sorted(self.outlets.items(), key=lambda item: (-item[1], item[0]))),
                "first_day": self.days[0].isoformat() if self.days else None,
                "last_day": self.days[1].isoformat() if self.days else None,
                "undated": self.undated,
            },
            "annotators": {
                "count": len(self.workers),
                "documents_by_one": self.by_one,
                "documents_by_several": self.by_several,
                "work": [
                    {
                        "annotator": one.name if has_names else str(number),
                        "documents": one.documents,
                        "spans": one.spans,
                    }
                    for number, one in enumerate(self.workers, start=1)
                ],
            },
            "agreement": self.agreed.as_fields() if self.agreed is not None else None,
        }


def of(
    project: Project,
    selection: Selection,
    ids: Sequence[str],
    *,
    on_document: Callable[[], None] = lambda: None,
) -> Provenance:
    """Return where the documents `ids` of a selection come from.

    `on_document` is called for each document that is compared, and may raise to stop.
    """
    facts = [selection.facts[id_] for id_ in ids]
    days = [day for one in facts if (day := date_of(one.meta)) is not None]
    finished = _finished(project, selection, frozenset(ids))
    by_how_many = Counter(id_ for works in finished.values() for id_ in works)
    return Provenance(
        outlets=Counter(one.outlet for one in facts),
        days=(min(days), max(days)) if days else None,
        undated=len(facts) - len(days),
        workers=tuple(
            Worker(name, len(works), sum(works.values()))
            for name, works in finished.items()
            if selection.by in (GOLD, name)
        ),
        by_one=sum(count == 1 for count in by_how_many.values()),
        by_several=sum(count > 1 for count in by_how_many.values()),
        agreed=_agreed(project, selection.by, finished, on_document),
    )


def guideline_of(schema: Schema) -> dict[str, object]:
    """Return which guideline the labels were made by: it is part of the schema, and has its version."""
    said = "\n".join(
        "\t".join((one.id, one.guideline.ar, one.guideline.en, one.guideline.fr, *one.examples))
        for one in schema.labels
    )
    return {
        "schema": schema.id,
        "version": schema.version,
        "sha256": sha256(said.encode()).hexdigest(),
    }


def _finished(project: Project, selection: Selection, ids: frozenset[str]) -> dict[str, dict[str, int]]:
    """Return how many spans those who finished any of the documents have on each; gold is nobody."""
    if selection.by == SUGGESTIONS:
        return {}
    found = {}
    for name, works in project.batches.finished().items():
        mine = {id_: spans for id_, spans in works.items() if id_ in ids}
        if mine and name != GOLD:
            found[name] = mine
    return found


def _agreed(
    project: Project, by: str, finished: Mapping[str, Mapping[str, int]], on_document: Callable[[], None]
) -> Agreed | None:
    """Compare all pairs of annotators; of a person's work, the pairs with that person."""
    pairs = [pair for pair in combinations(finished, 2) if by == GOLD or by in pair]
    common = {id_ for one, other in pairs for id_ in finished[one].keys() & finished[other].keys()}
    if not common:
        return None
    found = Agreed(len(common))
    chosen = sorted(common, key=lambda id_: drawn(0, id_))[:MOST_COMPARED]
    for document, spans in _together(project, chosen, finished):
        on_document()
        tokens = words(document.text)
        for one, other in pairs:
            if one in spans and other in spans:
                found.take(tokens, spans[one], spans[other])
        found.documents += 1
    return found


def _together(
    project: Project, ids: Sequence[str], finished: Mapping[str, Mapping[str, int]]
) -> list[tuple[Document, dict[str, tuple[Span, ...]]]]:
    documents: dict[str, Document] = {}
    spans: dict[str, dict[str, tuple[Span, ...]]] = {id_: {} for id_ in ids}
    for name, works in finished.items():
        for document, annotation, _ in project.batches.work((id_ for id_ in ids if id_ in works), name):
            documents[document.id] = document
            spans[document.id][name] = annotation.spans
    return [(documents[id_], spans[id_]) for id_ in ids]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
