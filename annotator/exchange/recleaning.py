"""Cleans what a reader gave once more, by other steps, for who wants some of them turned off."""

from collections.abc import Collection
from dataclasses import replace

from annotator.exchange.incoming import Incoming
from annotator.project.documents import first_line
from annotator.text.cleaning import STEPS, clean


def recleaned(incoming: Incoming, *, steps: Collection[str]) -> Incoming:
    """Return a document cleaned by those of `steps` that its reader offers.

    What a reader takes as it stands, as text that carries offsets, is not cleaned. What was read off a piece
    that stays in the text now is forgotten.
    """
    cleaned = incoming.cleaned
    if cleaned is None or not cleaned.steps or incoming.spans:
        return incoming
    did = {step.name for step in cleaned.steps}
    if not did <= set(STEPS) or did == set(steps):
        return incoming
    again = clean(cleaned.raw, steps=[name for name in STEPS if name in steps])
    gone = {key: value for key, value in cleaned.found.items() if key not in again.found}
    meta = {key: value for key, value in incoming.meta.items() if gone.get(key) != value}
    is_headline = incoming.title == first_line(cleaned.text)
    return replace(
        incoming,
        cleaned=again,
        title=first_line(again.text) if is_headline else incoming.title,
        outlet="" if gone.get("outlet") == incoming.outlet else incoming.outlet,
        meta=meta,
    )
