"""What speaks against how the program was started."""

from annotator.errors.tree import AnnotatorError
from annotator.words import N_


class BadCall(AnnotatorError):
    """Arguments that the program does not have."""


class UnknownOption(BadCall):
    sentence = N_("{program} has no option {option}; {program} --help shows what it takes.")


class OneProjectAtATime(BadCall):
    sentence = N_("{count} projects were given to be opened; a window opens one.")
