"""How likely each label is for a range: what its name was called before, then what is common."""

from collections import Counter

from annotator.labelling.sheet import Item, Sheet
from annotator.model import Suggestion

Kind = tuple[str, str]  # label and sublabel

_CONFIRMED = 10_000.0
_SUGGESTED = 1_000.0


def likely(sheet: Sheet, start: int, end: int) -> dict[Kind, float]:
    """Return a weight for every label (with sublabel) that has one, the likeliest highest.

    Spans on the same name come first, then its suggestions by their score, then what the document's
    spans are called most often. Names are the same folded and without proclitics.
    """
    weights: Counter[Kind] = Counter()
    for span in sheet.annotation.spans:
        weights[span.label, span.sublabel] += 1
    found: dict[Kind, float] = dict(weights)
    for place in sheet.reading.occurrences(start, end):
        items: list[Item] = [*sheet.spans.over(*place), *sheet.proposed.over(*place)]
        for item in items:
            if (item.start, item.end) == place:
                kind = item.label, item.sublabel
                worth = _SUGGESTED * item.score if isinstance(item, Suggestion) else _CONFIRMED
                found[kind] = max(found.get(kind, 0.0), worth)
    return found
