"""A text as the recogniser reads it: sentences of words; and the ranges that its labels mean.

Words are ours (`text.tokens`), proclitics and all, as in the corpus that the recogniser has learnt
from. It is shown their letters without vowel marks and tatweel, which it has never seen.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from annotator.text.tokens import Token, is_word, sentences, words

RULES: Final = 1
"""The version of what is shown and of how labels are read; results of another are not used."""

Found = tuple[int, int, str]
"""A range of whole words and what it is: PERS, LOC, ORG or MISC."""

_TATWEEL: Final = "ـ"
_UNSEEN: Final = frozenset({"Mn", "Me", "Cf"})


def sentences_of(text: str) -> list[list[Token]]:
    """Return the words of each sentence, punctuation included, in order."""
    found: list[list[Token]] = []
    tokens = iter(words(text))
    token = next(tokens, None)
    for sentence in sentences(text):
        within: list[Token] = []
        while token is not None and token.end <= sentence.end:
            within.append(token)
            token = next(tokens, None)
        found.append(within)
    return found


def shown(text: str, tokens: Sequence[Token]) -> list[str]:
    """Return these words as they are shown to the recogniser; a word of marks alone is empty."""
    return [_plain(text[start:end]) for start, end in tokens]


def ranges(text: str, tokens: Sequence[Token], labels: Sequence[str]) -> Iterator[Found]:
    """Yield what the labels of a sentence mean, without punctuation at the edges.

    I- goes on with what came before it if that is of its kind, and begins a name otherwise.
    """
    first, kind = 0, ""
    for index, label in enumerate([*labels, "O"]):
        begins, _, is_a = label.partition("-")
        if kind and begins == "I" and is_a == kind:
            continue
        if kind:
            yield from _trimmed(text, tokens[first:index], kind)
        first, kind = index, is_a


def _trimmed(text: str, tokens: Sequence[Token], kind: str) -> Iterator[Found]:
    held = [token for token in tokens if is_word(text, token)]
    if held:
        yield held[0].start, held[-1].end, kind


def _plain(word: str) -> str:
    if word.isalnum() and _TATWEEL not in word:
        return word
    return "".join(one for one in word if one != _TATWEEL and unicodedata.category(one) not in _UNSEEN)
