"""Making suggestions from words: the one place where patterns meet offsets."""

from annotator.model import Reason, Suggestion
from annotator.suggest.knowledge.passage import Passage

PATTERNS = "patterns"


def mark(
    passage: Passage,
    first: int,
    last: int,
    label: str,
    *,
    score: float,
    code: str,
    sublabel: str = "",
    lead: int = 0,
    **values: str,
) -> Suggestion:
    """Suggest the words `[first, last)`, without the first `lead` folded letters.

    `code` and `values` are the reason, a code of `reasons`.
    """
    start, end = passage.offset(first, lead), passage.end(last)
    return Suggestion(start, end, label, sublabel, PATTERNS, score, Reason(code, values))
