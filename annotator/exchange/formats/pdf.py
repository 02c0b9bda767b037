"""PDF: the text on its pages."""

from typing import Final

from annotator.exchange.formats.papers import PaperReader

READER: Final = PaperReader("pdf", suffixes=(".pdf",), begins=rb"%PDF-")
