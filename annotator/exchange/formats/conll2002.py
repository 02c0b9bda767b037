"""CoNLL-2002: `token TAG`, IOB2, a blank line between sentences, `-DOCSTART- O` before each document."""

from typing import Final

from annotator.exchange.formats.conll import ConllWriter

WRITER: Final = ConllWriter("conll2002", header="-DOCSTART- O", filler=" ")
