"""HTML pages: the article on each."""

from typing import Final

from annotator.exchange.formats.papers import PaperReader

READER: Final = PaperReader(
    "html",
    suffixes=(".html", ".htm", ".xhtml", ".shtml"),
    begins=rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype\s+html|<html|<head|<body)\b",
)
