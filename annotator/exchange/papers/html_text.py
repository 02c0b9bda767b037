"""The article on an HTML page, by trafilatura: what stands around it goes, what is known of it stays."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from annotator import errors
from annotator.exchange.extra import needed
from annotator.exchange.incoming import MEGABYTE
from annotator.exchange.papers.paper import Paper
from annotator.text.encodings import Decoded, decode

LARGEST: Final = 16 * MEGABYTE  # a page with all its pictures in it has some; an article has a thousandth
_HEAD: Final = 4096  # bytes in which a page names its encoding
_CHARSET: Final = re.compile(
    rb"<(?:meta|\?xml)\b[^<>]*?\b(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
# Names that pages have from a template, and what browsers take them for (Encoding Standard, 4.2).
_WESTERN: Final = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "windows-1252": "cp1252",
}
# Dates are taken where the page states them; to look for one in its text would be to guess.
_DATES: Final = {"extensive_search": False, "original_date": True}
_KEPT: Final = (("url", "url"), ("author", "author"), ("date", "date"))


def read(path: Path, *, name: str, encoding: str | None) -> Paper:
    """Return the article of a page; its headline is the first line, and its outlet, date and url are in meta.

    Raises FormatNotInstalled, TooLarge, PaperWithoutArticle and what decoding raises.
    """
    trafilatura = needed("trafilatura", format="html")
    with path.open("rb") as handle:
        raw = handle.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise errors.TooLarge(path=name, limit=LARGEST // MEGABYTE)
    page = decode_page(raw, name=name, encoding=encoding)
    found = trafilatura.bare_extraction(
        page.text.lstrip("\ufeff"), include_comments=False, with_metadata=True, date_extraction_params=_DATES
    )
    if found is None or not (found.text or "").strip():
        raise errors.PaperWithoutArticle(path=name)
    title = _one_line(found.title)
    meta = {"title": title, "outlet": _one_line(found.sitename)}
    meta |= {ours: _one_line(getattr(found, theirs)) for theirs, ours in _KEPT}
    kept = {key: value for key, value in meta.items() if value}
    return Paper(_with_headline(found.text, title), kept, {}, page.encoding)


def decode_page(raw: bytes, *, name: str, encoding: str | None = None) -> Decoded:
    """Decode a page: in `encoding`, by its mark, as UTF-8 if it is that, as it says itself, or as it shows.

    A page may say one encoding and be in another, for servers convert and leave what it says. Bytes that are
    UTF-8 are nothing else by chance; what is said is believed where it fits. Raises what
    `annotator.text.encodings.decode` raises.
    """
    if encoding is not None:
        return decode(raw, name=name, encoding=encoding)
    try:
        shown: Decoded | errors.AnnotatorError = decode(raw, name=name)
    except errors.UnknownEncoding as error:
        shown = error
    said = _CHARSET.search(raw[:_HEAD])
    codec = said[1].decode("ascii").lower() if said is not None else ""
    is_sure = isinstance(shown, Decoded) and (shown.encoding.startswith("utf") or codec in _WESTERN)
    if codec and not is_sure:
        with suppress(errors.WrongEncoding):  # it is not what it says
            return decode(raw, name=name, encoding=_WESTERN.get(codec, codec))
    if isinstance(shown, errors.AnnotatorError):
        raise shown
    return shown


def _one_line(value: str | None) -> str:
    return " ".join((value or "").split())


def _with_headline(text: str, title: str) -> str:
    """Return the text with its headline as the first line, once, as articles that come as text have it."""
    rest = text[len(title) :].lstrip() if text.startswith(title) else text
    return f"{title}\n{rest}".strip()
