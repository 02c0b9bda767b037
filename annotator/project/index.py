"""The words by which `search` finds documents: a full-text index of folded words, and their vocabulary.

SQLite's tokenizers fold nothing Arabic and cut words at vowel marks, so what is indexed is a folded
shadow of each text, its words with spaces between. The shadow itself is not kept: the index tells
which documents may hold a query, and `text.finding` tells where. Texts never change and documents are
never removed, so the index only grows.
"""

import re
from typing import Final

from annotator.project.connection import Connection
from annotator.text.folding import folded

_WORD: Final = re.compile(r"[^\W_]+")
# Invisible characters that folding drops, so that it joins two words which they part.
_PARTING: Final = re.compile(
    r"(?<=\S)[\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+(?=\S)"
)
_BATCH: Final = 50  # documents that are read at once
_NEW_WORDS: Final = 20_000  # words that are added to the vocabulary at once


def words_of(shadow: str) -> list[str]:
    """Return the runs of letters and digits of a folded text, in order."""
    return _WORD.findall(shadow)


def words_to_index(text: str) -> list[str]:
    """Return what the index holds of a text: its folded words, in order.

    Where invisible characters part words that folding joins, they are there in both ways: all apart, and
    all in one.
    """
    words = words_of(folded(text))
    if has_parted_words(text):
        parted = words_of(folded(_PARTING.sub(" ", text)))
        if parted != words:
            words += parted
    return words


def has_parted_words(text: str) -> bool:
    """Tell whether folding may join words of `text` that are apart."""
    return _PARTING.search(text) is not None


def catch_up(connection: Connection) -> None:
    """Index the documents that came since the last time, inside a transaction of the caller's."""
    last = int(connection.value("SELECT coalesce(max(id), 0) FROM search_docsize"))
    vocabulary: set[str] = set()
    while True:
        rows = connection.rows(
            "SELECT number, text FROM documents WHERE number > ? ORDER BY number LIMIT ?", (last, _BATCH)
        )
        if not rows:
            break
        found = [(number, words_to_index(text)) for number, text in rows]
        connection.run_many(
            "INSERT INTO search (rowid, words) VALUES (?, ?)",
            [(number, " ".join(words)) for number, words in found],
        )
        vocabulary.update(*(words for _, words in found))
        if len(vocabulary) > _NEW_WORDS:
            _learn(connection, vocabulary)
        last = rows[-1][0]
    _learn(connection, vocabulary)


def _learn(connection: Connection, vocabulary: set[str]) -> None:
    connection.run_many(
        "INSERT OR IGNORE INTO vocabulary (word) VALUES (?)", [(word,) for word in sorted(vocabulary)]
    )
    vocabulary.clear()
