"""What a page or a paper says."""

from typing import Final, NamedTuple

from annotator.exchange.incoming import MEGABYTE

LARGEST: Final = 64 * MEGABYTE  # bytes of a file that is read


class Paper(NamedTuple):
    """A text with what stands beside it; `recognised` has what was found out about the file, `encoding` is a
    Python codec, where the file had one.

    `meta` may have `title` and `outlet`; all values are text.
    """

    text: str
    meta: dict[str, str]
    recognised: dict[str, str]
    encoding: str = "utf-8"
