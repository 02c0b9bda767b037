"""Why agreement or progress cannot be counted."""

from annotator.errors.tree import AnnotatorError
from annotator.words import N_


class CountingError(AnnotatorError):
    """Nothing can be counted, or not as somebody wished."""


class CountingCancelled(CountingError):
    sentence = N_("Counting was cancelled.")
