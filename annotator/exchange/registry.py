"""Which formats there are: modules with a READER, a WRITER or both. Only this one names them."""

from annotator import errors
from annotator.exchange import conll2002, conll2003, jsonl, plaintext
from annotator.exchange.incoming import Reader, SourceFile
from annotator.exchange.outgoing import Writer

# In the order in which they are asked: what knows its own marks first, text last, for all else is text.
_READERS: tuple[Reader, ...] = (jsonl.READER, plaintext.READER)
_WRITERS: tuple[Writer, ...] = (jsonl.WRITER, conll2002.WRITER, conll2003.WRITER)


def readers() -> dict[str, Reader]:
    """Return the formats that can be read, by name."""
    return {reader.name: reader for reader in _READERS}


def writers() -> dict[str, Writer]:
    """Return the formats that can be written, by name."""
    return {writer.name: writer for writer in _WRITERS}


def reader_for(file: SourceFile, head: bytes, *, format: str | None) -> Reader:  # noqa: A002 - the command line's word
    """Return the reader of `format`, or the one that recognises the file; raises UnknownFormat."""
    if format is not None:
        return reader_named(format)
    for reader in _READERS:
        if reader.recognises(file, head):
            return reader
    raise errors.UnknownFormat(path=file.name, formats=", ".join(readers()))


def reader_named(format: str) -> Reader:  # noqa: A002
    """Return the reader of `format`; raises UnknownImportFormat."""
    try:
        return readers()[format]
    except KeyError:
        raise errors.UnknownImportFormat(format=format, formats=", ".join(readers())) from None


def writer_for(format: str) -> Writer:  # noqa: A002
    """Return the writer of `format`; raises UnknownExportFormat."""
    try:
        return writers()[format]
    except KeyError:
        raise errors.UnknownExportFormat(format=format, formats=", ".join(writers())) from None
