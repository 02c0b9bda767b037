"""Where a span begins in its first word: which proclitics the tagger leaves outside.

The schema's rule for the label decides whether any are left outside; which, the lexicons, the text and
what was learnt from say. Nothing stored is ever moved by this.
"""

from collections.abc import Mapping
from typing import Final

from annotator.schema import Schema
from annotator.suggest.knowledge.passage import Passage
from annotator.suggest.tagger.observing import Observed
from annotator.text.clitics import default_start

_LEARNT: Final = 2  # so many more beginnings of one kind tell what no schema does


def start_of(
    seen: Observed, index: int, *, label: str, schema: Schema | None, begun: Mapping[str, int]
) -> int:
    """Return the offset at which a span of `label` on the word `index` begins.

    `begun` counts how spans of the label began in words with proclitics: "inside" or "outside" by label;
    it decides where no schema does. It also counts the stems that spans began with.
    """
    if not takes_out(label, schema=schema, begun=begun):
        return seen.passage.start(index)
    lead = _learnt_lead(seen, index, begun=begun)
    if lead is None:
        lead = seen.leads[index]
    if lead:
        return seen.passage.offset(index, lead)
    start, end = seen.passage.words[index]
    return default_start(seen.passage.text, start, end)


def began(passage: Passage, index: int, start: int) -> str | None:
    """Return under which name `begun` counts that a span began at `start` in the word `index`."""
    lead = next((letters for offset, letters in passage.stems(index) if offset == start), None)
    return None if lead is None else f"={passage.spelling(index, lead)}"


def _learnt_lead(seen: Observed, index: int, *, begun: Mapping[str, int]) -> int | None:
    """Return after how many letters the stem stands with which spans began most often; None for no such.

    Where spans began with the whole word, it is the whole word.
    """
    times = {
        lead: begun.get(f"={seen.passage.spelling(index, lead)}", 0)
        for _offset, lead in seen.passage.stems(index)
    }
    best = 0 if times[0] else max(times, key=lambda lead: times[lead])
    return best if times[best] else None


def takes_out(label: str, *, schema: Schema | None, begun: Mapping[str, int]) -> bool:
    """Tell whether spans of a label leave proclitics outside."""
    if schema is not None and label in schema:
        return schema.label(label).clitics == "outside"
    return begun.get(f"inside {label}", 0) < begun.get(f"outside {label}", 0) + _LEARNT
