"""Why a key cannot be given to what a person wants it for."""

from annotator.errors.tree import AnnotatorError
from annotator.words import N_


class KeyRefused(AnnotatorError):
    """A key that may not be had."""


class KeyTaken(KeyRefused):
    sentence = N_("{key} is the key of «{name}» already.")


class KeyMovesCaret(KeyRefused):
    sentence = N_("{key} moves the caret in the article and can do nothing else.")


class KeyOfTextFields(KeyRefused):
    sentence = N_("{key} belongs to text fields: copying, cutting, pasting, selecting everything.")


class KeyOfSystem(KeyRefused):
    sentence = N_("{key} belongs to the system or closes things; choose another key.")


class NotUsableKey(KeyRefused):
    sentence = N_("This key cannot be used; choose another one.")
