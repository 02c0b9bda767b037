"""CoNLL-2002: `token TAG`, a blank line between sentences, `-DOCSTART-:id O` before each document."""

from typing import Final

from annotator.exchange.formats.conll import ConllWriter
from annotator.exchange.formats.token_reader import TokenReader

# The Dutch data of 2002 has three columns, with the part of speech between.
READER: Final = TokenReader(
    "conll2002", has_columns=lambda rows: all(len(row) <= 3 for row in rows), takes_suffixes=True
)
WRITER: Final = ConllWriter("conll2002", header=lambda id_: f"-DOCSTART-:{id_} O")
