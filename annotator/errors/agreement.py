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


class NobodyBeside(CountingError):
    sentence = N_("There is nobody to compare {name} with: name a second annotator, or make gold first.")


class NoneOfDays(CountingError):
    sentence = N_("No finished work that could be compared was last changed in the days that were asked for.")


class NoneOfAll(CountingError):
    sentence = N_("No article is finished by all of them.")


class NoneOfChosen(CountingError):
    sentence = N_(
        "None of the articles that were asked for is finished by two of them, or by one of them and in gold."
    )


class NoneOfLabels(CountingError):
    sentence = N_("Nobody marked a span of these labels in what is compared: {labels}.")
