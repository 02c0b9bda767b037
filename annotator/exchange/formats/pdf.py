"""PDF: the text on its pages."""

from typing import Final

from annotator.exchange.formats.papers import PaperReader

READER: Final = PaperReader(
    "pdf", suffixes=(".pdf",), work="annotator.exchange.papers.pdf_text:read", begins=rb"%PDF-"
)
