"""CoNLL-2003: four columns, `token POS CHUNK TAG`, with `-X-` and `_` where nothing is known.

The scheme is IOB2, as everything that reads the format today expects; the data set of 2003 itself was
published in IOB1, and the manifest says which one this is.
"""

from typing import Final

from annotator.exchange.formats.conll import ConllWriter

WRITER: Final = ConllWriter("conll2003", header="-DOCSTART- -X- -X- O", filler=" -X- _ ")
