"""Dates and times as suggestions: what `dates` and `hours` read, in the order of the text."""

from collections.abc import Iterator
from typing import Final

from annotator.model import Suggestion
from annotator.suggest.knowledge.marking import mark
from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.patterns.dates import DATE_WORDS, date_at
from annotator.suggest.patterns.hours import HOUR_WORDS, time_at

_OPENERS: Final = DATE_WORDS | HOUR_WORDS


def times(passage: Passage) -> Iterator[Suggestion]:
    """Suggest dates, stretches of days or longer, hours and parts of the day."""
    index = 0
    while index < len(passage):
        if not _may_begin(passage, index):
            index += 1
            continue
        lead, last = date_at(passage, index)
        if last > index:
            yield mark(passage, index, last, "DATE", score=0.85, code="date", lead=lead)
            index = last
            continue
        lead, last = time_at(passage, index)
        if last > index:
            yield mark(passage, index, last, "TIME", score=0.8, code="time", lead=lead)
        index += 1


def _may_begin(passage: Passage, index: int) -> bool:
    """Tell whether a date or an hour may begin in a word: most words are done with here."""
    key = passage.key(index)
    if key[-1:].isdigit() or passage.opens(index, "weekday", "month", "number"):
        return True
    return passage.lead(index, _OPENERS) is not None
