"""Readers of pages and papers: one article a file, its text taken out of what holds it.

What is kept as the raw text is the text that was taken out, before cleaning; the page itself is not kept.
"""

import re
from collections.abc import Iterator
from typing import Final

from annotator import errors
from annotator.exchange.incoming import Incoming, ReadOptions, SourceFile
from annotator.exchange.papers.aside import read_aside
from annotator.project.documents import first_line
from annotator.text.cleaning import clean

_LONE: Final = re.compile(r"[\ud800-\udfff]")


class PaperReader:
    """Reads files of one kind in the process beside; `begins` is how their bytes begin."""

    def __init__(self, name: str, *, suffixes: tuple[str, ...], begins: bytes) -> None:
        self.name = name
        self.suffixes = suffixes
        self._begins = re.compile(begins, re.IGNORECASE | re.DOTALL)

    def recognises(self, file: SourceFile, head: bytes) -> bool:
        """Tell whether the file is named as one of its kind, or begins as one."""
        return file.path.suffix.lower() in self.suffixes or self._begins.match(head) is not None

    def read(self, file: SourceFile, *, options: ReadOptions) -> Iterator[Incoming]:
        """Yield the article; raises FormatNotInstalled, BlankFile, TooLarge, and the Paper errors."""
        paper = read_aside(self.name, file.path, name=file.name, encoding=options.encoding)
        # Half a character, as a reference in a page can make one, is none.
        text = _LONE.sub("\N{REPLACEMENT CHARACTER}", paper.text)
        cleaned = clean(text)
        if not cleaned.text.strip():
            raise errors.BlankFile(path=file.name)
        raw, encoding = _encoded(text, paper.encoding)
        meta = {**cleaned.found, **paper.meta}
        yield Incoming(
            id=file.stem,
            raw=raw,
            encoding=encoding,
            cleaned=cleaned,
            title=meta.pop("title", "") or first_line(cleaned.text),
            outlet=meta.pop("outlet", ""),
            meta=meta,
            has_own_id=False,
            read_to=file.size,
            recognised=paper.recognised,
        )


def _encoded(text: str, encoding: str) -> tuple[bytes, str]:
    """Return the text as the page was encoded, or in UTF-8 where a reference stands for what that lacks."""
    try:
        raw = text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode(), "utf-8"
    return (raw, encoding) if raw.decode(encoding) == text else (text.encode(), "utf-8")
