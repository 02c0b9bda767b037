"""Why agreement or progress cannot be counted."""

from annotator.errors.tree import AnnotatorError
from annotator.words import N_


class CountingError(AnnotatorError):
    """Nothing can be counted, or not as somebody wished."""


class CountingCancelled(CountingError):
    sentence = N_("Counting was cancelled.")


class NoEarlierPass(CountingError):
    sentence = N_(
        "Nobody who was asked for finished an article twice: there is no earlier pass to compare with."
    )


class WhoseEarlierPass(CountingError):
    sentence = N_("Name one annotator: there are earlier passes of {names}.")
