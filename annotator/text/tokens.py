"""Tokens: words, numbers, addresses and single signs, and the sentences they make.

The rules are these alone, so that tokens never depend on what is installed; TOKEN_RULES counts
their versions. A token is a range of code points and never cuts a grapheme. White space and format
characters belong to no token, except where a grapheme holds them (a mark that sits on a space).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex  # type: ignore[import-untyped]  # it ships no types

from annotator.text import graphemes

TOKEN_RULES: Final = 1


class Token(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


# Letters, digits and what leans on them: marks, tatweel, joiners. As parts of a class of `regex`.
STARTS_WORD: Final = r"\p{L}\p{N}"
IN_WORD: Final = STARTS_WORD + r"\p{M}\u200c\u200d"
_TOP_DOMAINS: Final = (
    "com|org|net|info|int|gov|mil|edu|tv|news|media|press|io|co|me|eu|uk|us|fr|es|de|ru|"
    "ma|dz|tn|ly|eg|sd|mr|sa|ae|qa|kw|bh|om|ye|iq|sy|jo|lb|ps|ir|tr|pk"
)
# All repeats within addresses have an end, so that no text takes long to read.
_HOST: Final = rf"(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}\.){{1,8}}(?:{_TOP_DOMAINS})(?![.-]*\w)"
# An address ends before the punctuation of the sentence around it.
_PATH: Final = r"(?:[/?#][A-Za-z0-9\-._~:/?#@!$&*+,;=%'|]{0,2000}[A-Za-z0-9\-_~/#=&+$%])?"
_TOKEN: Final = regex.compile(
    rf"""
      (?<![\p{{L}}\p{{N}}]) (?: https?:// | ftp:// | www\. )
        [{IN_WORD}\-._~:/?\#@!$&*+,;=%'|]{{0,2000}} [{IN_WORD}\-_~/\#=&+$%]
    | (?<![\p{{L}}\p{{N}}]) [A-Za-z0-9][A-Za-z0-9._%+-]{{0,64}}@{_HOST}
    | (?<![\p{{L}}\p{{N}}]) {_HOST}{_PATH}
    | [{STARTS_WORD}] [{IN_WORD}]*
      (?:
        # 3.5  1,250  12/05/2025  12:30  ١٤٫٥
        (?: (?<=\p{{Nd}}\p{{M}}*) [.,/:٫٬] (?=\p{{Nd}})
        # F-16  COVID-19  d'Ivoire
          | (?<=[\p{{Latin}}\p{{Nd}}]\p{{M}}*) [-'’\u2010\u2011] (?=[\p{{Latin}}\p{{Nd}}])
        # U.S.A  أ.ف.ب
          | (?<=(?<![{IN_WORD}])\p{{L}}) \. (?=\p{{L}}(?![{IN_WORD}]))
        )
        [{IN_WORD}]+
      )*
    | [^\s\p{{Cf}}\x1c-\x1f]
    """,
    regex.VERBOSE,
)
JOINS_WORDS: Final = frozenset(".,:/٫٬-'’\u2010\u2011@")
"""The signs that may be inside a token of several characters, with one more after them."""
# Where every match above is known to end on a grapheme boundary: tame characters, marks on letters.
TAME: Final = "\\s -~\xa0\xab\xbb،؛؟ء-غـ-ٓ٠-٭ٰ-ۓ۰-۹–—‘-‟…\u200e\u200f\u202a-\u202e\u2066-\u2069"
_WILD: Final = re.compile(f"[^{TAME}]|(?<![ء-غـ-ٓ٠-٩ٰ-ۓ۰-۹A-Za-z0-9])[\u064b-\u0653\u0670]")


def words(text: str) -> list[Token]:
    """Return the tokens of `text` in order; each punctuation mark is one of its own."""
    tokens = [Token(*found.span()) for found in _TOKEN.finditer(text)]
    return _mend(text, tokens) if _WILD.search(text) else tokens


def _mend(text: str, tokens: list[Token]) -> list[Token]:
    """Widen tokens to whole graphemes, and make one of those that share a grapheme."""
    mended: list[Token] = []
    clusters = iter([*graphemes.clusters(text), (len(text) + 1, len(text) + 1)])
    cluster = next(clusters)
    for start, end in tokens:
        while cluster[1] <= start:
            cluster = next(clusters)
        if cluster[0] < end:
            start = min(start, cluster[0])
            while cluster[1] <= end:
                cluster = next(clusters)
            if cluster[0] < end:
                end = cluster[1]
        if mended and start < mended[-1].end:
            mended[-1] = Token(mended[-1].start, max(end, mended[-1].end))
        else:
            mended.append(Token(start, end))
    return mended


def is_word(text: str, token: Token) -> bool:
    """Tell whether the token holds a letter or a digit (a stroke of tatweel alone is none)."""
    return any(character.isalnum() and character != "ـ" for character in text[token.start : token.end])


def word_at(text: str, offset: int) -> Token | None:
    """Return the word that holds the character at `offset`, else the one that ends there, else None."""
    start, end = _stretch(text, offset)
    last: Token | None = None
    for token in words(text[start:end]):
        token = Token(token.start + start, token.end + start)
        if token.start > offset:
            break
        if offset <= token.end and is_word(text, token):
            last = token
    return last


def _stretch(text: str, offset: int) -> tuple[int, int]:
    """Return a stretch around `offset` that no token leaves or enters, as short as is quickly found."""
    start = min(max(offset, 0), len(text))
    end = start
    while start > 0 and not _is_gap(text, start - 1):
        start -= 1
    while end < len(text) and not _is_gap(text, end):
        end += 1
    return start, end


def _is_gap(text: str, offset: int) -> bool:
    """Tell whether no token reaches across the space at `offset`."""
    return text[offset] in " \n" and _WILD.search(text, max(offset - 1, 0), offset + 2) is None


_ENDS: Final = frozenset(".!?؟…۔")
_CLOSERS: Final = frozenset("”’»›)]}\"'")
_SIGNS: Final = _ENDS | _CLOSERS
_LINE_ENDS: Final = "\n\r\x0b\x0c\x85\u2028\u2029"
_NEWLINE: Final = re.compile(f"[{_LINE_ENDS}]")
_MAY_PART: Final = re.compile(f"[{_LINE_ENDS}{re.escape(''.join(sorted(_SIGNS)))}]")


def sentences(text: str) -> list[Token]:
    """Return the sentences in order: every token is in exactly one.

    A sentence ends at a full stop, ! ؟ ? … or a new line, with the quotes that close there; not in
    numbers, nor after the single letter of an abbreviation.
    """
    tokens = words(text)
    starts = [*sentence_starts(text, tokens), len(tokens)]
    return [Token(tokens[first].start, tokens[after - 1].end) for first, after in pairwise(starts)]


def sentence_starts(text: str, tokens: Sequence[Token]) -> list[int]:
    """Return the index of the first token of each sentence, of the tokens that `words` gave for `text`."""
    starts = [0] if tokens else []
    ends = [token[1] for token in tokens]
    last = -1
    for found in _MAY_PART.finditer(text):
        # The token that ends with the sign, or before the line's end.
        index = (
            bisect_left(ends, found.end()) if found[0] in _SIGNS else bisect_right(ends, found.start()) - 1
        )
        if index <= last or index + 1 >= len(tokens) or (found[0] in _SIGNS and ends[index] != found.end()):
            continue
        # A stop and the quotes that close behind it: the last few tokens tell.
        tail = list(tokens[max(starts[-1], index - 7) : index + 1])
        if _parts(text, tail, tokens[index + 1]):
            starts.append(index + 1)
            last = index
    return starts


def _parts(text: str, sentence: list[Token], following: Token) -> bool:
    """Tell whether a sentence with these last tokens ends before `following`."""
    end = sentence[-1].end
    if end < following.start and _NEWLINE.search(text, end, following.start):
        return True
    if text[end - 1] not in _ENDS and text[end - 1] not in _CLOSERS:
        return False
    while len(sentence) > 1 and _is_closer(text, sentence[-1]) and sentence[-2].end == sentence[-1].start:
        sentence = sentence[:-1]
    stop = sentence[-1]
    if text[stop.start : stop.end] not in _ENDS:
        return False
    before = sentence[-2] if len(sentence) > 1 else None
    if following.start == end:
        return _lacks_a_space(text, before, following)
    is_initial = before is not None and before.end - before.start == 1 and text[before.start].isalpha()
    return not (is_initial and text[stop.start] == "." and text[stop.start - 1].isalpha())


def _is_closer(text: str, token: Token) -> bool:
    return text[token.start : token.end] in _CLOSERS


def _lacks_a_space(text: str, before: Token | None, following: Token) -> bool:
    """Tell whether a stop stands between two Arabic words with no space after it."""
    return all(
        token is not None and token.end - token.start > 1 and "ء" <= text[token.start] <= "ۓ"
        for token in (before, following)
    )
