"""Dates and times as suggestions: what `dates` and `hours` read, in the order of the text."""

from collections.abc import Iterator

from annotator.model import Suggestion
from annotator.suggest.knowledge.marking import mark
from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.patterns.dates import date_at
from annotator.suggest.patterns.hours import time_at


def times(passage: Passage) -> Iterator[Suggestion]:
    """Suggest dates, stretches of days or longer, hours and parts of the day."""
    index = 0
    while index < len(passage):
        lead, last = date_at(passage, index)
        if last > index:
            yield mark(passage, index, last, "DATE", score=0.85, code="date", lead=lead)
            index = last
            continue
        lead, last = time_at(passage, index)
        if last > index:
            yield mark(passage, index, last, "TIME", score=0.8, code="time", lead=lead)
        index += 1
