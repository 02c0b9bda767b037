"""The equal names of a span or a suggestion in its document: what a decision on it may reach."""

from itertools import chain

from annotator.labelling.sheet import Item, Sheet
from annotator.text import clitics
from annotator.text.folding import folded
from annotator.text.reading import Reading


def equals(sheet: Sheet, item: Item) -> list[tuple[int, int]]:
    """Return the ranges that hold the name of `item`, itself included, in order.

    Where its label takes proclitics in, these are whole words; then بلبنان is لبنان where that stands by
    itself in the document, for no rule knows whether a ب is a proclitic.
    """
    places = sheet.reading.occurrences(item.start, item.end)
    if item.label not in sheet.schema or sheet.schema.label(item.label).clitics == "outside":
        return places
    text = sheet.document.text
    alike = chain(places, _without_proclitics(sheet.reading, item.start, item.end))
    return sorted({(clitics.word_start(text, start), end) for start, end in alike})


def _without_proclitics(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of a name whose first letters may be proclitics, if it stands without them too."""
    word = reading.token_at(start)
    if word is None or word.start != start:
        return []
    for stem in clitics.stem_starts(reading.text, word.start, word.end)[1:]:
        found = reading.named(folded(clitics.name(reading.text, stem, end)))
        if any(clitics.word_start(reading.text, place[0]) == place[0] for place in found):
            return found
    return []
