"""The sources of one project: made once for many documents, and what made what is told by a fingerprint.

What is needed of the project is read here and put in a `Recipe`, a plain value that another process can
be given; an `Engine` makes suggestions of it and of a text, and knows no project. What is suggested on a
document is learnt from no work on it: the memory and the counts leave it out, and a tagger that has learnt
from it is not asked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from annotator import __version__
from annotator.errors import UnknownSource
from annotator.errors.learning import LearningError, NothingLearnt
from annotator.model import Suggestion
from annotator.project.file import Project
from annotator.schema import Schema
from annotator.suggest.examples import examples_of
from annotator.suggest.gazetteer import LexiconSource
from annotator.suggest.knowledge.lexicon import Lexicon
from annotator.suggest.knowledge.own import lexicon_with
from annotator.suggest.memory import Memory
from annotator.suggest.patterns.source import PatternSource
from annotator.suggest.pipeline import Source, suggest
from annotator.suggest.ranking import SHOWN_FROM, Ranking
from annotator.text.clitics import CLITIC_RULES
from annotator.text.tokens import TOKEN_RULES

if TYPE_CHECKING:
    from annotator.suggest.tagger.source import TaggerSource

NAMES: Final = ("lexicon", "patterns", "memory", "tagger", "camel")
OFF: Final = "sources.off"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What suggestions are made of in a project, as plain values."""

    names: tuple[str, ...]
    schema: Schema
    lexicon: Lexicon
    memory: Memory
    ranking: Ranking
    tagger: bytes | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A document to suggest on, with what only its project knows of it.

    `found` is what CAMeL's recogniser and morphology found in it; `kept` is what a tagger suggested
    before it learnt from the document.
    """

    document_id: str
    text: str
    found: tuple[dict[str, Any], ...] = ()
    kept: tuple[Suggestion, ...] | None = None


@dataclass(frozen=True, slots=True)
class Suggested:
    """What an engine made of a task; `doubt` is from 0 to 1, None where no tagger was asked."""

    document_id: str
    suggestions: list[Suggestion]
    doubt: float | None = None


class Kept:
    """A source that suggests what another one of its name suggested before."""

    def __init__(self, name: str, suggestions: Sequence[Suggestion]) -> None:
        self.name = name
        self._suggestions = list(suggestions)

    def suggest(self, text: str) -> list[Suggestion]:
        """Return what was kept and fits into `text`."""
        return [one for one in self._suggestions if one.end <= len(text)]


class Engine:
    """Makes suggestions by a recipe; the sources that know nothing of single documents are made once."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        known: dict[str, Source] = {
            "lexicon": LexiconSource(recipe.lexicon),
            "patterns": PatternSource(recipe.lexicon),
        }
        self._same = [known[name] for name in recipe.names if name in known]
        self._tagger = None if recipe.tagger is None else _tagger_of(recipe.tagger, recipe)

    def run(self, task: Task) -> Suggested:
        """Return what is suggested on a document, in reading order."""
        sources, ranking = self.for_document(task)
        made = suggest(task.text, sources=sources, schema=self.recipe.schema, ranking=ranking)
        doubt = None
        if self._tagger is not None and task.kept is None:
            doubt = min(max(self._tagger.uncertainty(task.text), 0.0), 1.0)
        return Suggested(task.document_id, _weighed(made, task), doubt)

    def for_document(self, task: Task) -> tuple[list[Source], Ranking]:
        """Return the sources and the ranking that may be asked about a document."""
        sources = list(self._same)
        if "memory" in self.recipe.names and len(self.recipe.memory):
            sources.append(self.recipe.memory.without(task.document_id))
        if task.kept is not None:
            sources.append(Kept("tagger", task.kept))
        elif self._tagger is not None:
            sources.append(self._tagger)
        if "camel" in self.recipe.names:
            sources += self._camel(task)
        return sources, self.recipe.ranking.without(task.document_id)

    def _camel(self, task: Task) -> list[Source]:
        names = next((result for result in task.found if "names" in result), None)
        if names is None:
            return []
        from annotator.suggest.camel.source import CamelSource

        return [CamelSource(names, schema=self.recipe.schema, lexicon=self.recipe.lexicon)]


def _tagger_of(data: bytes, recipe: Recipe) -> "TaggerSource":
    from annotator.suggest.tagger.model import Tagger  # which brings what it was learnt with
    from annotator.suggest.tagger.source import TaggerSource

    return TaggerSource(Tagger.from_bytes(data), recipe.lexicon, schema=recipe.schema)


def _weighed(suggestions: list[Suggestion], task: Task) -> list[Suggestion]:
    """Return what is still worth showing once morphology has said which words are likely verbs."""
    verbs = next((result for result in task.found if "verbs" in result), None)
    if verbs is None:
        return suggestions
    from annotator.suggest.camel.source import Readings

    return [one for one in Readings(verbs).weighed(suggestions) if one.score >= SHOWN_FROM]


@dataclass(frozen=True)
class Sources:
    """The sources of a project as they are now. `replaced` are the names whose older suggestions go.

    `trouble` is why what was learnt cannot be asked, where nobody asked for it by name.
    """

    project: Project = field(repr=False)
    recipe: Recipe
    replaced: tuple[str, ...]
    trouble: LearningError | None
    _learnt_from: frozenset[str]
    _mark: str
    _engine: Engine = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sources that are asked."""
        return self.recipe.names

    def for_document(self, document_id: str) -> tuple[list[Source], Ranking]:
        """Return the sources and the ranking that may be asked about a document; raises UnknownDocument."""
        return self._engine.for_document(self.task(document_id))

    def task(self, document_id: str) -> Task:
        """Return what an engine needs of a document; raises UnknownDocument."""
        found: tuple[dict[str, Any], ...] = ()
        if "camel" in self.names:
            found = tuple(self.project.camel.of(document_id).values())
        kept: tuple[Suggestion, ...] | None = None
        if document_id in self._learnt_from:
            planted = self.project.honesty.planted(document_id)
            there = self.project.suggestions.kept(document_id)
            meant = [planted[one.id].true if one.id in planted else one for one in there]
            kept = tuple(one for one in meant if one is not None and one.source == "tagger")
        return Task(document_id, self.project.documents.get(document_id).text, found, kept)

    def run(self, task: Task) -> Suggested:
        """Make the suggestions of one document in this process."""
        return self._engine.run(task)

    def fingerprints(self, document_ids: Iterable[str]) -> dict[str, str]:
        """Return by document what its suggestions would be made of now."""
        found = self.project.camel.models_by_document() if "camel" in self.names else {}
        return {id_: _digest(self._mark, *found.get(id_, ())) for id_ in document_ids}


def sources_for(project: Project, names: Iterable[str] | None = None) -> Sources:
    """Return the sources of a project, all that are not turned off unless named.

    It learns the memory and the counts from all that was decided so far: call it beside the window. Raises
    UnknownSource, and where the tagger is named NothingLearnt, DamagedModel, NewerModel or
    ModelOfOtherSchema.
    """
    off = set(project.settings.get(OFF, []))
    wanted = tuple(name for name in NAMES if name not in off) if names is None else _known(names)
    lexicon = lexicon_with(project.lexicon.all())
    examples = list(examples_of(project))
    memory = Memory.learn(examples, lexicon=lexicon)
    recipe = Recipe(wanted, project.schema, lexicon, memory, Ranking.learn(examples))
    trouble: LearningError | None = None
    model = project.models.newest("tagger") if "tagger" in wanted else None
    try:
        if model is None and names is not None and "tagger" in wanted:
            raise NothingLearnt()
        engine = Engine(replace(recipe, tagger=None if model is None else model.data))
    except LearningError as error:
        if names is not None:
            raise
        trouble, model, engine = error, None, Engine(recipe)
    return Sources(
        project,
        engine.recipe,
        NAMES if names is None else wanted,
        trouble,
        _learnt_from=frozenset() if model is None else model.document_ids,
        _mark=_mark(project, wanted, model_id=0 if model is None else model.id),
        _engine=engine,
    )


def _mark(project: Project, names: Sequence[str], *, model_id: int) -> str:
    """Return what is another whenever suggestions would be made of something else."""
    return _digest(
        __version__,
        TOKEN_RULES,
        CLITIC_RULES,
        names,
        project.schema.fingerprint,
        project.lexicon.all(),
        project.runs.finished_mark(),
        model_id,
    )


def _known(names: Iterable[str]) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(name.strip() for name in names))
    for name in wanted:
        if name not in NAMES:
            raise UnknownSource(name=name, names=", ".join(NAMES))
    return wanted


def _digest(*of: object) -> str:
    return sha256("\0".join(map(str, of)).encode()).hexdigest()[:32]
