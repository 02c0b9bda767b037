"""Which formats there are: modules with a READER, a WRITER or both. Only this one names our own.

What other packages bring stands beside them, and takes the place of none.
"""

from typing import Final

from annotator import errors
from annotator.exchange import brought
from annotator.exchange.formats import (
    brat,
    conll2002,
    conll2003,
    delimited,
    docbin,
    doccano,
    docx,
    html,
    huggingface,
    jsonl,
    label_studio,
    parquet,
    parquet_reading,
    pdf,
    plaintext,
    prodigy,
    spacy_jsonl,
    tsv,
    wojood,
    workbook,
    xmi,
)
from annotator.exchange.formats.objects import where_it_ends_early
from annotator.exchange.incoming import Reader, SourceFile
from annotator.exchange.outgoing import Writer

_READERS: tuple[Reader, ...] = (
    label_studio.READER,
    prodigy.READER,
    doccano.READER,
    spacy_jsonl.READER,
    jsonl.READER,
    wojood.READER,
    conll2003.READER,
    conll2002.READER,
    parquet_reading.PARQUET,
    parquet_reading.HUGGINGFACE,
    delimited.CSV,
    delimited.TSV,
    workbook.READER,
    brat.READER,
    xmi.READER,
    html.READER,
    pdf.READER,
    docx.READER,
)
_WRITERS: tuple[Writer, ...] = (
    jsonl.WRITER,
    prodigy.WRITER,
    doccano.WRITER,
    spacy_jsonl.WRITER,
    label_studio.WRITER,
    conll2002.WRITER,
    conll2003.WRITER,
    wojood.WRITER,
    brat.WRITER,
    xmi.WRITER,
    tsv.WRITER,
    docbin.WRITER,
    huggingface.WRITER,
    parquet.WRITER,
)


# What these files begin with leaves no doubt, so that one which does not is something else.
_BEGINS: Final = frozenset((".xlsx", ".xlsm", ".xls", ".parquet"))


def readers() -> dict[str, Reader]:
    """Return the formats that can be read, by name, in the order in which they are asked.

    What knows its own marks comes first, text last, for all else is text. Raises BrokenFormat.
    """
    others = [module.READER for module in brought.modules().values() if hasattr(module, "READER")]
    found: dict[str, Reader] = {}
    for reader in (*_READERS, *others, plaintext.READER):
        found.setdefault(reader.name, reader)
    return found


def writers() -> dict[str, Writer]:
    """Return the formats that can be written, by name; raises BrokenFormat."""
    others = [module.WRITER for module in brought.modules().values() if hasattr(module, "WRITER")]
    found: dict[str, Writer] = {}
    for writer in (*_WRITERS, *others):
        found.setdefault(writer.name, writer)
    return found


def reader_for(file: SourceFile, head: bytes, *, format: str | None) -> Reader:  # noqa: A002 - the command line's word
    """Return the reader of `format`, or the one that recognises the file; raises UnknownFormat and others."""
    if format is not None:
        return reader_named(format)
    for reader in readers().values():
        if reader.recognises(file, head):
            return reader
    if file.path.suffix.lower() in _BEGINS:
        raise errors.OtherThanNamed(path=file.name, suffix=file.path.suffix)
    ends = where_it_ends_early(file)
    if ends:
        raise errors.EndsTooEarly(path=file.name, line=ends)
    raise errors.UnknownFormat(path=file.name)


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
