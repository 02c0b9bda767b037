"""From a text to its suggestions: the sources by name, and what they say together.

A new source is a class with a `name` and `suggest`, and one entry in SOURCES; nothing else knows
how many there are.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from annotator.model import Suggestion
from annotator.schema import Schema
from annotator.suggest.fitting import KNOWLEDGE, is_translated, translated
from annotator.suggest.gazetteer import LexiconSource
from annotator.suggest.merging import merge
from annotator.suggest.patterns.source import PatternSource

if TYPE_CHECKING:
    from annotator.suggest.ranking import Ranking


class Source(Protocol):
    """What proposes spans."""

    name: str

    def suggest(self, text: str) -> list[Suggestion]:
        """Return the suggestions for `text`, in any order; they may overlap and cross."""
        ...


@runtime_checkable
class Judging(Protocol):
    """A source that can say what it thinks of any place."""

    def judge(self, text: str, places: Sequence[tuple[int, int, str]]) -> Sequence[float]:
        """Return the chance of each place (start, end, label) to be right."""
        ...


SOURCES: Final[dict[str, Callable[[], Source]]] = {
    "lexicon": LexiconSource,
    "patterns": PatternSource,
}


def default_sources(schema: Schema) -> list[Source]:  # noqa: ARG001 - later sources learn a schema's labels
    """Return one of each source that can be used without anything installed or learnt."""
    return [make() for make in SOURCES.values()]


def suggest(
    text: str, *, sources: Sequence[Source], schema: Schema | None = None, ranking: "Ranking | None" = None
) -> list[Suggestion]:
    """Return what `sources` suggest together: in reading order, each range and label once, nothing crossing.

    Labels that `schema` does not have are left out, and nesting that it forbids. With a `ranking` each has
    the chance to be right as its score, and what is not worth showing is left out.
    """
    proposed = proposals(text, sources=sources, schema=schema, ranking=ranking)
    if ranking is None:
        return merge(proposed, text=text, schema=schema)
    judge = next((source.judge for source in sources if isinstance(source, Judging)), None)
    return ranking.ranked(proposed, text=text, schema=schema, judge=judge)


def proposals(
    text: str, *, sources: Sequence[Source], schema: Schema | None = None, ranking: "Ranking | None" = None
) -> list[Suggestion]:
    """Return what each source proposes, under the labels of `schema`; they may overlap and cross.

    What knowledge says is merged before: a longer name explains what it holds by the labels that knowledge
    speaks, not by those it is mapped to. What the `ranking` does not listen to explains nothing.
    """
    made = [one for source in sources for one in source.suggest(text)]
    if schema is None or (ranking is None and not is_translated(schema)):
        return made
    spoken = [(one, translated(one, schema=schema)) for one in made if one.source in KNOWLEDGE]
    heard = [one for one, mapped in spoken if mapped is None or ranking is None or ranking.worth(mapped)]
    mapped_again = (translated(one, schema=schema) for one in merge(heard, text=text))
    return [
        *(one for one in mapped_again if one is not None),
        *(one for one in made if one.source not in KNOWLEDGE),
    ]
