"""From a text to its suggestions: the sources by name, and what they say together.

A new source is a class with a `name` and `suggest`, and one entry in SOURCES; nothing else knows
how many there are.
"""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from annotator.model import Suggestion
from annotator.schema import Schema
from annotator.suggest.gazetteer import LexiconSource
from annotator.suggest.merging import merge
from annotator.suggest.patterns.source import PatternSource


class Source(Protocol):
    """What proposes spans."""

    name: str

    def suggest(self, text: str) -> list[Suggestion]:
        """Return the suggestions for `text`, in any order; they may overlap and cross."""
        ...


SOURCES: Final[dict[str, Callable[[], Source]]] = {
    "lexicon": LexiconSource,
    "patterns": PatternSource,
}


def default_sources(schema: Schema) -> list[Source]:  # noqa: ARG001 - later sources learn a schema's labels
    """Return one of each source that can be used without anything installed or learnt."""
    return [make() for make in SOURCES.values()]


def suggest(text: str, *, sources: Sequence[Source], schema: Schema | None = None) -> list[Suggestion]:
    """Return what `sources` suggest together: in reading order, each range and label once, nothing crossing.

    Labels that `schema` does not have are left out, and nesting that it forbids.
    """
    return merge((one for source in sources for one in source.suggest(text)), text=text, schema=schema)
