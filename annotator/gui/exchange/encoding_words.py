"""What encodings are called, and which a person is asked to choose from."""

import codecs
from typing import Final

USUAL: Final = ("utf-8", "cp1256", "iso8859-6", "utf-16", "mac-arabic", "cp720", "cp864")
"""Python's codecs: those in which Arabic text is found, the most usual first."""

_NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE",
    "cp1256": "Windows-1256",
    "iso8859-6": "ISO 8859-6",
    "mac-arabic": "Mac Arabic",
    "cp720": "DOS 720",
    "cp864": "DOS 864",
}


def encoding_words(codec: str) -> str:
    """Return what a Python codec is called elsewhere; one that is not known keeps its name."""
    try:
        codec = codecs.lookup(codec).name if codec else ""
    except LookupError:
        return codec
    return _NAMES.get(codec.replace("_", "-"), codec)
