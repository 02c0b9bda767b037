"""How quickly the lexicon finds its entries, against flashtext and one plain regular expression.

Tokens a second over the same folded words and the same entries. Ours also finds entries behind
proclitics; the others find whole words alone. It keeps what it found in a word, so that `ours_first` is what
it does when every word is new to it, and `ours` the best of two more times over the same text. The regular
expression sees a part of the text, for it is slow, and its figure is carried to the whole.
"""

import re
import time
from collections.abc import Callable, Iterable

from annotator.suggest.knowledge.lexicon import shipped
from annotator.text.folding import folded
from annotator.text.tokens import words

_FOR_REGEX = 2_000  # words


def matching(texts: Iterable[str]) -> dict[str, float | int | None]:
    """Return entries, tokens, and tokens a second of each way."""
    lexicon = shipped()
    read = [folded(text[start:end]) for text in texts for start, end in words(text)]
    keys = [key for key in lexicon._by_key if key]
    joined = " ".join(read)
    first, *again = (_speed(lambda: len(list(lexicon.longest(read))), len(read)) for _ in range(3))
    return {
        "entries": len(keys),
        "tokens": len(read),
        "ours": max(again),
        "ours_first": first,
        "found": len(list(lexicon.longest(read))),
        "flashtext": _flashtext(keys, joined, len(read)),
        "regex": _regex(keys, read[:_FOR_REGEX]),
    }


def _speed(work: Callable[[], object], tokens: int) -> int:
    start = time.perf_counter()
    work()
    return round(tokens / max(time.perf_counter() - start, 1e-9))


def _flashtext(keys: list[str], text: str, tokens: int) -> int | None:
    try:
        from flashtext import KeywordProcessor
    except ImportError:
        return None  # it is in the extra `dev` alone
    processor = KeywordProcessor()
    processor.set_non_word_boundaries({chr(code) for code in range(0x0621, 0x064B)} | set("0123456789"))
    for key in keys:
        processor.add_keyword(key)
    return _speed(lambda: processor.extract_keywords(text), tokens)


def _regex(keys: list[str], read: list[str]) -> int:
    longest_first = sorted(keys, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    return _speed(lambda: sum(1 for _ in pattern.finditer(" ".join(read))), len(read))
