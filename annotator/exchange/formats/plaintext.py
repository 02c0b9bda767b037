"""Plain text: one article a file, in any encoding that can be told; cleaned once, here."""

import re
from collections.abc import Iterator
from typing import Final

from annotator import errors
from annotator.exchange.incoming import LONGEST, MEGABYTE, Incoming, ReadOptions, SourceFile
from annotator.project.documents import first_line
from annotator.text.cleaning import clean, decode

# Files of these kinds hold text that is not the article's: markup, tables, labels.
_OTHERS: Final = re.compile(
    r"\.(json|x?html?|xml|xmi|[ct]sv|conllu?|iob|bio|ann|toml|ya?ml|md|tex|rtf|pdf|docx?|odt|xlsx?|pptx?"
    r"|zip|gz|tar|7z|rar|parquet|spacy|annot|db|sqlite3?)",
    re.IGNORECASE,
)


class PlainTextReader:
    """Reads one article a file."""

    name = "text"
    suffixes = (".txt", ".text")

    def recognises(self, file: SourceFile, head: bytes) -> bool:  # noqa: ARG002
        """Tell whether the file's name leaves open that it holds an article."""
        return _OTHERS.fullmatch(file.path.suffix) is None

    def read(self, file: SourceFile, *, options: ReadOptions) -> Iterator[Incoming]:
        """Yield the article; raises BlankFile, BinaryFile, UnknownEncoding or TooLarge."""
        with file.path.open("rb") as handle:
            raw = handle.read(LONGEST + 1)
        if len(raw) > LONGEST:
            raise errors.TooLarge(path=file.name, limit=LONGEST // MEGABYTE)
        decoded = decode(raw, name=file.name, encoding=options.encoding)
        cleaned = clean(decoded.text)
        if not cleaned.text.strip():
            raise errors.BlankFile(path=file.name)
        meta = dict(cleaned.found)
        yield Incoming(
            id=file.stem,
            raw=raw,
            encoding=decoded.encoding,
            cleaned=cleaned,
            title=first_line(cleaned.text),
            outlet=meta.pop("outlet", ""),
            meta=meta,
            has_own_id=False,
            read_to=len(raw),
        )


READER: Final = PlainTextReader()
