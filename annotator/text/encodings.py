"""Encodings: from the bytes of a file to its text, or a sentence that says why not.

The text encodes to the very same bytes again: a byte order mark stays in it, for cleaning to
remove. What is not text at all is refused by its first bytes or by its share of control codes.
"""

import codecs
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from annotator.errors import BinaryFile, BlankFile, UnknownEncoding, WrongEncoding
from annotator.text.mojibake import is_mojibake
from annotator.words import _

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKED: Final = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_WIDE: Final = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_ONE_BYTE: Final = ("cp1256", "iso8859-6")
_MAGIC: Final = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\x1f\x8b\x08", "GZIP"),
    (b"BZh91AY&SY", "BZIP2"),
    (b"\xfd7zXZ\x00", "XZ"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90\x00", "EXE"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC"),
    (b"ID3", "MP3"),
    (b"OggS", "OGG"),
)
_OFFICE: Final = ((b"word/", "DOCX"), (b"xl/", "XLSX"), (b"ppt/", "PPTX"), (b"opendocument.text", "ODT"))
# One stray NUL in a short article is an accident; a third of control codes is no text.
_FEW_CONTROLS: Final = 0.1
_MANY_CONTROLS: Final = 0.3
_CONTROLS: Final = bytes(code for code in [*range(32), 127] if code not in b"\t\n\x0b\x0c\r\x1a\x1b")
_SAMPLE: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the Python codec that gives its bytes again."""

    text: str
    encoding: str


def decode(raw: bytes, *, name: str, encoding: str | None = None) -> Decoded:
    """Decode a file's bytes in `encoding`, or in the one that they show; `name` goes into errors.

    Raises BlankFile, BinaryFile, UnknownEncoding, and WrongEncoding where `encoding` does not fit.
    """
    if not raw.strip():
        raise BlankFile(path=name)
    kind = _kind(raw)
    if kind:
        raise BinaryFile(path=name, kind=kind)
    decoded = _as_told(raw, name, encoding) if encoding else _as_marked(raw) or _as_guessed(raw, name)
    if _is_blank(decoded.text):
        raise BlankFile(path=name)
    return decoded


def _kind(raw: bytes) -> str:
    """Return what the first bytes say the file is, "" if nothing."""
    kind = next((kind for magic, kind in _MAGIC if raw.startswith(magic)), "")
    if raw[:4] == b"RIFF" and raw[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        kind = raw[8:12].decode().strip()
    if raw[4:8] == b"ftyp":
        kind = "MP4"
    if kind == "ZIP":
        return next((office for part, office in _OFFICE if part in raw), kind)
    return kind


def _as_told(raw: bytes, name: str, encoding: str) -> Decoded:
    marked = _as_marked(raw)
    try:
        codec = codecs.lookup(encoding).name
        if codec in _MARKED:
            is_marked = marked is not None and marked.encoding.startswith(codec.removesuffix("-sig"))
            codec = marked.encoding if marked is not None and is_marked else _MARKED[codec]
        return Decoded(raw.decode(codec), codec)
    except (LookupError, UnicodeError) as error:
        raise WrongEncoding(path=name, encoding=encoding) from error


def _as_marked(raw: bytes) -> Decoded | None:
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return _try(raw, codec)
    return None


def _as_guessed(raw: bytes, name: str) -> Decoded:
    plain = _try(raw, "utf-8")
    controls = _share(raw[:_SAMPLE], _CONTROLS)
    if plain and controls < _FEW_CONTROLS:
        return plain
    wide = [found for codec in _WIDE if (found := _try(raw, codec)) and _is_plausible(found.text)]
    if wide and (plain is None or controls >= _FEW_CONTROLS):
        return wide[0]
    if plain and controls < _MANY_CONTROLS:
        return plain
    if controls >= _FEW_CONTROLS:
        raise BinaryFile(path=name, kind=_("binary data"))
    narrow = [found for codec in _ONE_BYTE if (found := _try(raw, codec))]
    best = max(narrow, key=lambda found: _arabic_score(found.text))
    if _arabic_score(best.text) < _LEAST_ARABIC or is_mojibake(best.text):
        raise UnknownEncoding(path=name)
    return best


def _try(raw: bytes, codec: str) -> Decoded | None:
    try:
        return Decoded(raw.decode(codec), codec)
    except UnicodeDecodeError:
        return None


def _share(raw: bytes, codes: bytes) -> float:
    return 1 - len(raw.translate(None, codes)) / len(raw)


def _is_plausible(text: str) -> bool:
    """Tell whether nearly all is what Arabic news is written in, as text in the wrong byte order is not."""
    sample = text[:_SAMPLE]
    return sum(map(_is_usual, sample)) > 0.9 * len(sample)


def _is_usual(character: str) -> bool:
    return (
        " " <= character <= "~"
        or character in "\t\n\r"
        or "\xa0" <= character <= "\u024f"
        or "\u0600" <= character <= "\u06ff"
        or "\u2000" <= character <= "\u206f"
        or "\ufb50" <= character <= "\ufeff"
    )


# A wrong codec makes letters too, but few of the common ones, no article, and words of two scripts.
_LEAST_ARABIC: Final = 0.5
_COMMON: Final = frozenset("ابتةثجحخدذرزسشصضطظعغفقكلمنهويىءأإآؤئ،؛؟ًٌٍَُِّْـ٠١٢٣٤٥٦٧٨٩")
_ARTICLE: Final = re.compile(r"\bال")
_LONG: Final = 40


def _arabic_score(text: str) -> float:
    """Return how Arabic the text beyond ASCII is: its share of common letters, and of ال, at most 2."""
    sample = text[:_SAMPLE]
    beyond = [character for character in sample if character > "\x7f"]
    if not beyond:
        return 0.0
    common = sum(character in _COMMON for character in beyond)
    mixed = sum(
        one.isalpha() and other.isalpha() and (one in _COMMON) != (other in _COMMON)
        for one, other in pairwise(sample)
    )
    articles = len(_ARTICLE.findall(sample))
    if not articles and len(beyond) > _LONG:
        return 0.0
    return (common - 2 * mixed) / len(beyond) + min(1.0, 10 * articles / len(beyond))


def _is_blank(text: str) -> bool:
    return not any(character.isprintable() and not character.isspace() for character in text)
