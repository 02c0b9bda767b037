"""What is in dispute: the places of a document where annotators differ, with what each made of them."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.causes import Cause
from annotator.model import Span


class Rule(StrEnum):
    """By what a place of gold was settled."""

    AGREED = "agreed"
    MAJORITY = "majority"
    ONE = "one"
    RULED = "ruled"
    SAME = "same"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Variant:
    """One answer to a dispute: the spans (none is an answer too), and who gave it."""

    spans: tuple[Span, ...]
    annotators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A range of a document, in code points, where annotators who finished it differ.

    It takes in all disputed spans that overlap. `variants` come with the most given first, then in reading
    order. `causes` are what the pairs differ in, the widest first. Disputes that are alike have the same
    `key`: the same name, folded and without proclitics, with the same answers.
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
class Ruling:
    """What was settled at a place, by which rule, whose ruling it is, and when (UTC, ISO 8601)."""

    document_id: str
    start: int
    end: int
    rule: Rule
    by: str
    spans: tuple[Span, ...]
    at: str = ""
    note: str = ""
