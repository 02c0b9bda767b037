"""The nested columns of Wojood: a token, then a tag for each entity over it, the outermost first.

A token that no entity lies over has the tag O. Where spans do not nest but share a word, O keeps the place of
what has ended, so that an entity stays in its column.
"""

from collections.abc import Sequence
from typing import Final

from annotator.exchange.formats.conll import ConllWriter
from annotator.exchange.formats.token_reader import TokenReader
from annotator.exchange.schemes import is_tag


def _has_columns(rows: Sequence[list[str]]) -> bool:
    return any(len(row) > 2 for row in rows) and all(is_tag(field) for row in rows for field in row[1:])


READER: Final = TokenReader("wojood", has_columns=_has_columns)
WRITER: Final = ConllWriter("wojood", header=lambda id_: f"-DOCSTART-:{id_} O", layers=True)
