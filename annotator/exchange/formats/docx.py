"""DOCX: the text of what Word and its kin write."""

from typing import Final

from annotator.exchange.formats.papers import PaperReader

READER: Final = PaperReader(
    "docx",
    suffixes=(".docx", ".docm", ".dotx"),
    begins=rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|word/|_rels/\.rels)",
)
