"""Whether a choice leaves anything to compare: where it does not, the choice is the reason, and is named."""

from dataclasses import replace

from annotator.agreement.choosing import choose
from annotator.agreement.counts import Counts, Measure
from annotator.agreement.results import Agreement
from annotator.agreement.scope import Scope
from annotator.errors import NoneOfAll, NoneOfChosen, NoneOfDays, NoneOfLabels
from annotator.words import _


def check_left(counts: Counts, agreement: Agreement) -> None:
    """Look whether there is anything in an agreement, which is of these counts.

    Raises NoneOfDays, NoneOfAll, NoneOfChosen or NoneOfLabels where the scope has left nothing, by the first
    of its limits without which there would be something. Where nothing was limited, the figures say why.
    """
    scope = agreement.scope
    if not _holds(counts, scope):
        at_any_time = replace(scope, after=None, before=None)
        if _holds(counts, at_any_time):
            raise NoneOfDays
        if _holds(counts, replace(at_any_time, common=False)):
            raise NoneOfAll
        if scope.documents is not None:
            raise NoneOfChosen
    elif scope.labels is not None and not _marked(agreement):
        raise NoneOfLabels(labels=_(", ").join(sorted(scope.labels)))


def _holds(counts: Counts, scope: Scope) -> bool:
    choice = choose(counts, scope)
    return bool(choice.compared.any()) or len(choice.with_gold.row) > 0


def _marked(agreement: Agreement) -> int:
    scores = [agreement.scores[Measure.EXACT], *(one.scores[Measure.EXACT] for one in agreement.gold)]
    return sum(score.first + score.second for score in scores)
