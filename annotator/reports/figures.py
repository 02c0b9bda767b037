"""Figures in words: what each is called, what it says, how it is written, and why there is none."""

from math import floor, log10
from typing import Final

from annotator.agreement.coefficients import Figure, Score
from annotator.agreement.counts import Measure
from annotator.agreement.results import Coefficient
from annotator.words import N_, _, number

NONE: Final = "—"
"""Stands where there is no figure; why stands beside it."""

_MEASURES: Final = {
    Measure.EXACT: N_("Span F1, exact"),
    Measure.CLITIC: N_("Span F1, proclitics forgiven"),
    Measure.LENIENT: N_("Span F1, any overlap"),
    Measure.RANGE: N_("Span F1, range only"),
    Measure.LABEL: N_("Span F1, label only"),
}
_MEASURES_MEAN: Final = {
    Measure.EXACT: N_("The share of marks that the other made with the same range and label."),
    Measure.CLITIC: N_("The same where a proclitic more or less at the edge is no difference."),
    Measure.LENIENT: N_("The same label, and ranges that overlap at all."),
    Measure.RANGE: N_("The same range, whatever the label."),
    Measure.LABEL: N_("Of marks that answer each other, those with the same label."),
}
_COEFFICIENTS: Final = {
    Coefficient.KAPPA: N_("Cohen's κ, words"),
    Coefficient.FLEISS: N_("Fleiss' κ, words"),
    Coefficient.ALPHA: N_("Krippendorff's α, words"),
    Coefficient.ALPHA_U: N_("Krippendorff's α_U, spans"),
    Coefficient.GAMMA: N_("γ, spans"),
}
_COEFFICIENTS_MEAN: Final = {
    Coefficient.KAPPA: N_(
        "Over words, less what chance would give; most words are not marked, which flatters it."
    ),
    Coefficient.FLEISS: N_("As κ, over the articles that all have finished."),
    Coefficient.ALPHA: N_("As κ, also where not everybody has finished everything."),
    Coefficient.ALPHA_U: N_("Where spans lie and what they are, over the letters of the text."),
    Coefficient.GAMMA: N_("Where spans lie and what they are, by the best alignment of all of them."),
}


def measure_words(measure: Measure) -> str:
    """Return what a measure is called."""
    return _(_MEASURES[measure])


def measure_means(measure: Measure) -> str:
    """Return in a sentence what a measure counts."""
    return _(_MEASURES_MEAN[measure])


def coefficient_words(coefficient: Coefficient) -> str:
    """Return what a coefficient is called."""
    return _(_COEFFICIENTS[coefficient])


def coefficient_means(coefficient: Coefficient) -> str:
    """Return in a sentence what a coefficient says."""
    return _(_COEFFICIENTS_MEAN[coefficient])


def said(figure: Figure) -> str:
    """Return a figure in words: two decimals, or a dash where it does not exist."""
    return NONE if figure.value is None else rounded(figure.value)


def rounded(value: float, decimals: int = 2) -> str:
    """Return a figure with so many decimals, never as a minus nothing."""
    return number(round(value, decimals) + 0.0, decimals=decimals)


def signed(value: float, decimals: int = 2) -> str:
    """Return a figure that may be below nothing: its sign stays before it in a text of any direction."""
    words = rounded(value, decimals)
    return f"\u2066{words}\u2069" if words.startswith("-") else words


def interval(figure: Figure) -> str:
    """Return the interval of a figure, «0.75 to 0.81», or "" where none was drawn."""
    if figure.interval is None:
        return ""
    low, high = (rounded(end) for end in (figure.interval.low, figure.interval.high))
    return _("{low} to {high}").format(low=low, high=high)


def remark(figure: Figure) -> str:
    """Return why there is no figure, or no interval, in a sentence; "" where nothing is to be said."""
    return figure.sentence or figure.doubt


def marks(score: Score) -> str:
    """Return how many spans are alike, of how many of each."""
    return _("{matched} of {first} and {second}").format(
        matched=number(score.matched), first=number(score.first), second=number(score.second)
    )


def percent(share: float) -> str:
    """Return a share in percent, with its sign."""
    return _("{share}%").format(share=hundredths(share))


def hundredths(share: float) -> str:
    """Return a share in percent: neither 0 where there is something, nor 100 where something is missing."""
    whole = 100 * share
    if 0 < whole < 1:
        return number(whole, decimals=max(1, -floor(log10(whole))))
    return number(100 if share >= 1 else min(99, round(whole)))
