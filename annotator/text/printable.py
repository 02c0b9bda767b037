"""Text from anywhere as it may stand in a sentence."""

import re
from typing import Final

_UNSHOWABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def printable(text: str) -> str:
    """Return `text` with what no sentence can hold replaced: line ends, controls, undecodable bytes."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text)
