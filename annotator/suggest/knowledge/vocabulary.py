"""Small closed sets of words that a rule names; whatever is longer is a lexicon."""

from functools import cache

from annotator.text.folding import folded


@cache
def word_set(words: str) -> frozenset[str]:
    """Return the folded words of a text in which white space parts them."""
    return frozenset(folded(words).split())
