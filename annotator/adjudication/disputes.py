"""What is in dispute: the places of a document where annotators differ, with what each made of them."""

from dataclasses import dataclass

from annotator.agreement.causes import Cause
from annotator.project.rulings import BY_HAND as BY_HAND
from annotator.project.rulings import Rule as Rule
from annotator.project.rulings import Ruling as Ruling
from annotator.project.rulings import Variant as Variant


@dataclass(frozen=True, slots=True)
class Dispute:
    """A range of a document, in code points, where annotators who finished it differ.

    It takes in all disputed spans that overlap. `variants` come with the most given first, then in reading
    order, the empty one last. `causes` are what the pairs differ in, the widest first. Disputes that are
    alike have the same `key`: the same name, folded and without proclitics, with the same answers.
    """

    document_id: str
    start: int
    end: int
    variants: tuple[Variant, ...]
    causes: tuple[Cause, ...]
    key: str

    @property
    def annotators(self) -> tuple[str, ...]:
        """All who gave an answer, in order of their names."""
        return tuple(sorted(name for variant in self.variants for name in variant.annotators))


@dataclass(frozen=True, slots=True)
class Case:
    """A dispute with what was ruled there last.

    `surface` are the words of its range. `ruling` is the newest one at that place, which may hold no more:
    then the dispute has come back.
    """

    dispute: Dispute
    surface: str
    ruling: Ruling | None = None
    is_settled: bool = False
