"""Visits: «زيارة وزير الداخلية الموريتاني إلى الجزائر», «زيارة رسمية للمغرب»."""

from collections.abc import Iterator
from typing import Final

from annotator.model import Suggestion
from annotator.suggest.knowledge.marking import mark
from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.knowledge.vocabulary import word_set
from annotator.suggest.patterns.grammar import PLACES
from annotator.suggest.patterns.names import is_name_word, read_name
from annotator.suggest.patterns.offices import office_end
from annotator.suggest.patterns.phrases import adjectives_end

_VISITS: Final = word_set("زياره زيارات")
_MANNERS: Final = word_set("عمل رسميه خاصه تاريخيه مفاجئه ميدانيه تفقديه دوله خاطفه قصيره سريه")


def visits(passage: Passage) -> Iterator[Suggestion]:
    """Suggest visits with where they go, and «زيارة عمل»."""
    for index in range(len(passage)):
        lead = passage.lead(index, _VISITS)
        if lead is None or not passage.follows(index + 1):
            continue
        at = index + 1
        while passage.follows(at) and passage.key(at) in _MANNERS:
            at += 1
        is_work = at > index + 1 and passage.key(index + 1) == "عمل"
        last = _goal_end(passage, _visitor_end(passage, at))
        if last is not None or is_work:
            end = last if last is not None else at
            yield mark(passage, index, end, "EVENT", score=0.65, code="event", sublabel="visit", lead=lead)


def _visitor_end(passage: Passage, index: int) -> int:
    """Return where the office and the name of who visits end, or `index`."""
    office = passage.hit(index, "office", "rank", whole=True)
    at = office_end(passage, office) if office is not None and passage.follows(index) else index
    name = read_name(passage, at) if passage.follows(at) and is_name_word(passage, at) else None
    return name.last if name is not None else at


def _goal_end(passage: Passage, index: int) -> int | None:
    """Return the end of «إلى الجزائر» or «للجزائر» at `index`; None where no place is there."""
    if not passage.follows(index):
        return None
    if passage.key(index) in ("الي", "ل"):
        place = passage.hit(index + 1, *PLACES, whole=True) if passage.follows(index + 1) else None
    else:
        place = passage.hit(index, *PLACES)
        if place is not None and (not place.lead or passage.key(index)[place.lead - 1] != "ل"):
            return None
    if place is None or place.entry.needs_context:
        return None
    return adjectives_end(passage, place.last, [place.entry.key])
