"""CoNLL-2003: four columns, `token POS CHUNK TAG`, with `-X-` and `_` where nothing is known.

The scheme is IOB2 unless another one is asked for, as everything that reads the format today expects; the
data set of 2003 itself was published in IOB1. A document's id stands in the second column of its line.
"""

from typing import Final

from annotator.exchange.formats.conll import ConllWriter
from annotator.exchange.formats.token_reader import TokenReader

READER: Final = TokenReader("conll2003", has_columns=lambda rows: all(len(row) > 3 for row in rows))
WRITER: Final = ConllWriter("conll2003", header=lambda id_: f"-DOCSTART- {id_} -X- O", filler=" -X- _ ")
