"""The text of a PDF, if it has one that can be trusted."""

import re
from pathlib import Path
from typing import Any, Final

from annotator import errors
from annotator.exchange.extra import needed
from annotator.exchange.incoming import MEGABYTE
from annotator.exchange.papers.paper import LARGEST, Paper

PAGES: Final = 1_000
_MOST_UNKNOWN: Final = 0.01  # of the letters: above it, what is read is no text
_DATE: Final = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")


def read(path: Path, *, name: str, encoding: str | None) -> Paper:  # noqa: ARG001 - a PDF names its own
    """Return what a PDF says.

    Raises FormatNotInstalled, TooLarge, PaperDamaged, PaperLocked, PaperTooLong, PaperScanned and
    PaperOfUnknownLetters.
    """
    needed("pdfminer", format="pdf", package="pdfminer.six")
    from annotator.exchange.papers.glyphs import UNKNOWN, pages

    if path.stat().st_size > LARGEST:
        raise errors.TooLarge(path=name, limit=LARGEST // MEGABYTE)
    with path.open("rb") as handle:
        document = _opened(handle, name)
        found = list(pages(document, most=PAGES + 1))
        meta = _properties(document)
    if len(found) > PAGES:
        raise errors.PaperTooLong(path=name, limit=PAGES)
    letters = sum(glyph.text != " " for page in found for glyph in page.glyphs)
    unknown = sum(UNKNOWN in glyph.text for page in found for glyph in page.glyphs)
    if letters == 0:
        raise (
            errors.PaperScanned(path=name)
            if any(page.has_pictures for page in found)
            else errors.BlankFile(path=name)
        )
    if unknown > _MOST_UNKNOWN * letters:
        raise errors.PaperOfUnknownLetters(path=name, unknown=unknown, letters=letters)
    recognised = {
        "pages": len(found),
        "pages_without_text": sum(not page.glyphs for page in found),
        "presentation_forms": sum(page.folded for page in found),
        "unknown_letters": unknown,
        "letters_that_run_another_way": sum(page.turned for page in found),
    }
    return Paper(_text(found), meta, {key: str(value) for key, value in recognised.items() if value})


def _opened(handle: Any, name: str) -> Any:
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
    from pdfminer.pdfparser import PDFParser

    try:
        return PDFDocument(PDFParser(handle), fallback=False)
    except PDFEncryptionError:
        raise errors.PaperLocked(path=name) from None


def _text(found: list[Any]) -> str:
    from annotator.exchange.papers.layout import paragraphs
    from annotator.exchange.papers.lines import is_arabic, is_turned_inside_out

    is_leftward = is_arabic(glyph for page in found for glyph in page.glyphs)

    def read_as(*, is_mirrored: bool) -> str:
        pages = (paragraphs(page.glyphs, is_arabic=is_leftward, is_mirrored=is_mirrored) for page in found)
        return "\n".join(line for lines in pages for line in lines)

    text = read_as(is_mirrored=False)
    return read_as(is_mirrored=True) if is_turned_inside_out(text) else text


def _properties(document: Any) -> dict[str, str]:
    """Return author and day of making; the title of a PDF is the name of some file more often than not."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    meta: dict[str, str] = {}
    for info in document.info:
        for key, kept in (("Author", "author"), ("CreationDate", "created")):
            value = resolve1(info.get(key))
            if isinstance(value, bytes) and (said := decode_text(value).strip("\0 \n")):
                meta[kept] = said
    day = _DATE.match(meta.get("created", ""))
    if day is not None:
        meta["created"] = "-".join(part for part in day.groups() if part)
    return meta
