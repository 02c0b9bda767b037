"""How long what is left will take, at the pace of the last two weeks. A pure function of progress."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from annotator.project.progress import Progress
from annotator.words import N_, _, n_, number

WINDOW: Final = 14
"""Of how many days, days of rest among them, the pace is."""
LEAST_DAYS: Final = 3
"""On how many days something must have been finished: fewer say nothing of a pace."""


class NoForecast(StrEnum):
    """Why it cannot be said how long the rest will take."""

    NO_DOCUMENTS = "no_documents"
    NOTHING_LEFT = "nothing_left"
    NOTHING_FINISHED = "nothing_finished"
    ONLY_IMPORTED = "only_imported"
    NOBODY_LATELY = "nobody_lately"
    TOO_FEW_DAYS = "too_few_days"


_WHY: Final = {
    NoForecast.NO_DOCUMENTS: N_("The project has no articles yet."),
    NoForecast.NOTHING_LEFT: N_("Every article is finished by somebody."),
    NoForecast.NOTHING_FINISHED: N_("Nobody has finished an article here yet, so there is no pace."),
    NoForecast.ONLY_IMPORTED: N_(
        "Nobody has finished an article here yet, so there is no pace; what imported labels took is unknown."
    ),
    NoForecast.NOBODY_LATELY: N_(
        "Nobody has finished a new article in the last two weeks, so there is no pace."
    ),
    NoForecast.TOO_FEW_DAYS: N_(
        "New articles were finished on fewer than three of the last days: too few to tell the pace."
    ),
}


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many documents nobody has finished, and in how many days they will be, or why that is not known.

    `per_day` is how many documents were finished for the first time on a day, over the last `based_on_days`
    days, days of rest among them.
    """

    left: int
    per_day: float | None
    days: int | None
    why: NoForecast | None
    based_on_days: int

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is left and how long it takes, in words, or why that cannot be said."""
        if self.why in (NoForecast.NO_DOCUMENTS, NoForecast.NOTHING_LEFT):
            return (_(_WHY[self.why]),)
        left = n_("{count} article is left.", "{count} articles are left.", self.left)
        said = [left.format(count=number(self.left))]
        if self.why is not None:
            return (*said, _(_WHY[self.why]))
        return (*said, *self._paced())

    def _paced(self) -> tuple[str, ...]:
        if self.per_day is None or self.days is None:
            return ()
        pace = n_(
            "On the last day {per_day} were finished for the first time.",
            "In the last {count} days {per_day} a day were finished for the first time.",
            self.based_on_days,
        )
        rest = n_(
            "At this pace the rest takes {count} day.", "At this pace the rest takes {count} days.", self.days
        )
        per_day = number(self.per_day, decimals=1)
        return (
            pace.format(count=number(self.based_on_days), per_day=per_day),
            rest.format(count=number(self.days)),
        )


def forecast(progress: Progress, today: date | None = None) -> Forecast:
    """Return how long what nobody has finished will take; `today` is the day of the progress unless told.

    Documents count once, on the day on which anybody first finished them; imported work sets no pace.
    """
    day = today or progress.today
    left = progress.documents - progress.finished_documents
    begin = day - timedelta(days=WINDOW - 1)
    before = {one: count for one, count in progress.firsts.items() if one <= day}
    lately = {one: count for one, count in before.items() if one >= begin}
    based_on = (day - max(begin, min(before))).days + 1 if before else 0
    why = _why_not(progress, left, before_today=bool(before), days_of_work=len(lately))
    if why is not None:
        return Forecast(left, None, None, why, based_on)
    done = sum(lately.values())
    # In whole numbers: a quotient of quotients can lie a hair above a whole day.
    return Forecast(left, done / based_on, -(-left * based_on // done), None, based_on)


def _why_not(progress: Progress, left: int, *, before_today: bool, days_of_work: int) -> NoForecast | None:
    if not progress.documents:
        return NoForecast.NO_DOCUMENTS
    if not left:
        return NoForecast.NOTHING_LEFT
    if not before_today:
        is_imported = progress.finished_documents > sum(progress.firsts.values())
        return NoForecast.ONLY_IMPORTED if is_imported else NoForecast.NOTHING_FINISHED
    if not days_of_work:
        return NoForecast.NOBODY_LATELY
    return NoForecast.TOO_FEW_DAYS if days_of_work < LEAST_DAYS else None
