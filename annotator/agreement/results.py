"""What a lead reads: the figures of a scope, each with its interval, or with why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.causes import Cause
from annotator.agreement.coefficients import Figure, Score
from annotator.agreement.confusion import Confusion
from annotator.agreement.counts import Measure
from annotator.agreement.scope import Scope


class Coefficient(StrEnum):
    """The coefficients that are corrected for chance.

    KAPPA is Cohen's over words (the mean of the pairs' where there are several), FLEISS and ALPHA are over
    words and all annotators at once, ALPHA_U and GAMMA over spans where they lie.
    """

    KAPPA = "kappa"
    FLEISS = "fleiss_kappa"
    ALPHA = "alpha"
    ALPHA_U = "alpha_u"
    GAMMA = "gamma"


@dataclass(frozen=True, slots=True)
class Part:
    """What was found of one label, one sublabel or one depth: exact spans, and in how many documents."""

    score: Score
    f1: Figure
    documents: int
    alpha_u: Figure | None = None


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """What two annotators have in common over the `documents` that both have finished.

    Against gold, the second is gold: then `scores[...].precision` and `.recall` are the first's, and gold was
    settled by a rule as the first has it in `taken` of the `ruled` places of the project.
    """

    first: str
    second: str
    documents: int
    words: int
    scores: Mapping[Measure, Score]
    f1: Mapping[Measure, Figure]
    coefficients: Mapping[Coefficient, Figure]
    labels: Mapping[str, Score]
    confusion: Confusion
    lost: Mapping[Cause, int]
    taken: int = 0
    ruled: int = 0


@dataclass(frozen=True, slots=True)
class Lost:
    """The points that one cause costs, in how many places, and of which labels (most first)."""

    points: int
    places: int
    labels: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The figures of a scope over all pairs, then by part, by cause and by pair.

    `documents` are those that at least two of the annotators have finished (all of them, where the scope is
    what they have in common), `left_out` those that some have finished and that are not compared, ids in list
    order. Span figures are of the sums over all pairs; `labels`, `sublabels` and `depths` hold what anybody
    used. `causes` come with the most costly first. `gold` compares each with gold.
    """

    scope: Scope
    annotators: tuple[str, ...]
    documents: tuple[str, ...]
    left_out: tuple[str, ...]
    words: int
    scores: Mapping[Measure, Score]
    f1: Mapping[Measure, Figure]
    coefficients: Mapping[Coefficient, Figure]
    labels: Mapping[str, Part]
    sublabels: Mapping[tuple[str, str], Part]
    depths: Mapping[int, Part]
    causes: Mapping[Cause, Lost]
    pairs: tuple[PairAgreement, ...]
    gold: tuple[PairAgreement, ...]

    @property
    def alone(self) -> PairAgreement | None:
        """The one annotator beside gold, where there is nobody else: then all else here is of nothing."""
        return next((one for one in self.gold if len(self.annotators) == 1 and one.documents), None)

    @property
    def lost(self) -> int:
        """How many points were lost: spans without one of the same range, label and sublabel."""
        return sum(one.points for one in self.causes.values())
