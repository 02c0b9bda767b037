"""Learns a project's tagger from its finished work, and from corpora where they are given."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from annotator import __version__
from annotator.errors.learning import LearningError
from annotator.project.file import Project
from annotator.suggest import kept_corpora
from annotator.suggest.examples import Example, examples_of
from annotator.suggest.knowledge.own import lexicon_with

if TYPE_CHECKING:
    from annotator.suggest.tagger.clusters import Clusters
    from annotator.suggest.tagger.model import Facts, Tagger

KIND: Final = "tagger"
_ENOUGH: Final = 2_000_000  # characters of plain text, below which clusters were not found to help
_MOST_TEXTS: Final = 3_000

IsCancelled = Callable[[], bool]
OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class TrainReport:
    """What was learnt; `documents` counts articles of the project, `examples` all that it was learnt from."""

    model: int
    documents: int
    examples: int
    facts: "Facts"
    left_out: dict[str, int] = field(default_factory=dict)

    def as_values(self) -> dict[str, Any]:
        """Return the report as plain values for JSON."""
        facts = self.facts.as_values()
        return {"model": self.model, "project_documents": self.documents, **facts, "left_out": self.left_out}


def learn(
    project_path: Path,
    *,
    from_: Sequence[Example] | None = None,
    quick: bool = True,
    is_cancelled: IsCancelled | None = None,
    on_progress: OnProgress | None = None,
) -> TrainReport:
    """Learn a tagger and put it in the project; `from_` are examples of corpora, under the project's labels.

    Corpora are kept in the project and learnt from again, until others are given, or none: []. The project
    is read, then let go while learning lasts, then written once. Raises NotEnoughToLearn, LearningCancelled,
    and what opening and writing raise; the model that was there is kept then.
    """
    # Imported when it is wanted: it brings CRFsuite.
    from annotator.suggest.tagger.training import train

    with Project.open(project_path) as project:
        schema, entries = project.schema, project.lexicon.all()
        lexicon = lexicon_with(entries)
        finished = [example for example in examples_of(project) if example.is_whole]
        corpora = kept_corpora.kept(project) if from_ is None else from_
        before = _before(project)
        clusters = before.clusters if before is not None else None
        if not quick:
            clusters = _clusters(project, is_cancelled=is_cancelled)
        read_elsewhere = [id_ for text in corpora for id_ in project.documents.with_text(_sum(text.text))]
    examples = [*finished, *_in_schema(corpora, schema.label_ids())]
    tagger = train(
        examples,
        lexicon=lexicon,
        clusters=clusters,
        schema=schema,
        quick=quick,
        before=before,
        knowledge=_sum(f"{__version__} {entries}"),
        is_cancelled=is_cancelled,
        on_progress=on_progress,
    )
    document_ids = {example.document_id for example in finished} | set(read_elsewhere)
    with Project.open(project_path) as project, project.suggestions.replacing():
        if from_ is not None:
            kept_corpora.keep(project, from_)
        number = project.models.put(KIND, tagger.to_bytes(), tagger.facts.as_values(), document_ids)
    return TrainReport(
        number, len(document_ids), len(examples), tagger.facts, _left_out(corpora, schema.label_ids())
    )


def _before(project: Project) -> "Tagger | None":
    """Return what was learnt last, where it can be read: its clusters and what it noted are used again."""
    from annotator.suggest.tagger.model import Tagger

    stored = project.models.newest(KIND)
    if stored is None:
        return None
    try:
        return Tagger.from_bytes(stored.data)
    except LearningError:
        return None


def _clusters(project: Project, *, is_cancelled: IsCancelled | None) -> "Clusters | None":
    """Return clusters of the words of the project's articles; None where there is too little plain text."""
    texts = [project.documents.get(id_).text for id_ in project.documents.ids()[:_MOST_TEXTS]]
    if sum(map(len, texts)) < _ENOUGH:
        return None
    from annotator.suggest.tagger.clusters import Clusters

    return Clusters.from_texts(texts, is_cancelled=is_cancelled)


def _in_schema(examples: Sequence[Example], labels: Sequence[str]) -> list[Example]:
    known = set(labels)
    return [
        replace(example, spans=tuple(span for span in example.spans if span.label in known))
        for example in examples
    ]


def _left_out(examples: Sequence[Example], labels: Sequence[str]) -> dict[str, int]:
    known = set(labels)
    return dict(
        Counter(span.label for example in examples for span in example.spans if span.label not in known)
    )


def _sum(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
