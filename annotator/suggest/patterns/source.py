"""The source `patterns`: rules over words and their neighbours, a module for each family."""

from typing import Final

from annotator.model import Suggestion
from annotator.suggest.knowledge.lexicon import Lexicon
from annotator.suggest.knowledge.marking import PATTERNS
from annotator.suggest.knowledge.passage import Passage, read
from annotator.suggest.patterns.amounts import amounts
from annotator.suggest.patterns.crimes import crimes
from annotator.suggest.patterns.models import models
from annotator.suggest.patterns.offices import offices
from annotator.suggest.patterns.organisations import organisations
from annotator.suggest.patterns.peoples import peoples
from annotator.suggest.patterns.persons import persons
from annotator.suggest.patterns.places import places
from annotator.suggest.patterns.press import press
from annotator.suggest.patterns.recall import later_mentions
from annotator.suggest.patterns.things import things
from annotator.suggest.patterns.times import times
from annotator.suggest.patterns.visits import visits

_FAMILIES: Final = (organisations, press, places, peoples, times, amounts, models, crimes, things, visits)


class PatternSource:
    """Suggests what stands in the places where names, offices, dates and the like stand.

    It knows the shipped lexicon unless told another.
    """

    name: str = PATTERNS

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon

    def suggest(self, text: str) -> list[Suggestion]:
        """Return the suggestions for `text`, unsorted; they may overlap."""
        return list(read(text, self._lexicon).once(_said))


def _said(passage: Passage) -> tuple[Suggestion, ...]:
    """Return what all families say; the tagger asks for it again."""
    found = [*offices(passage), *persons(passage)]
    named = [one for one in found if one.label == "PERS"]
    found += later_mentions(passage, named)
    for family in _FAMILIES:
        found += family(passage)
    return tuple(found)
