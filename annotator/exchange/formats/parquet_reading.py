"""Parquet, ours and that of others: documents with or without spans, spans, or tokens with tags, a row each.

Which it is, the names and the types of its columns tell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from annotator import errors
from annotator.exchange.formats.arrow_table import ArrowTable
from annotator.exchange.formats.headings import Columns, columns_of, listed
from annotator.exchange.formats.huggingface import DOCUMENTS, TOKENS
from annotator.exchange.formats.rows import Row, TableRows, as_text
from annotator.exchange.formats.tagged_rows import TaggedRows
from annotator.exchange.incoming import Incoming, IncomingSpan, ReadOptions, SourceFile, quoted
from annotator.project.documents import first_line
from annotator.text.cleaning import clean

_MAGIC: Final = b"PAR1"
_OURS_ALONE: Final = ("spans", "tokens", "tags")  # fields that only these tables have
_SPANS: Final = ("spans", "entities")
# What the fields of a span may be called; the first that is there counts.
_SPAN: Final = {
    "start": ("start", "start_offset", "begin", "start_char"),
    "end": ("end", "end_offset", "stop", "end_char"),
    "label": ("label", "entity_type", "type", "tag"),
    "sublabel": ("sublabel", "subtype"),
    "text": ("text", "word", "mention"),
}
_FACTS: Final = ("id", "text", "title", "outlet")


class ParquetReader:
    """Reads Parquet files; those of a folder for Hugging Face too."""

    suffixes = (".parquet",)

    def __init__(self, name: str) -> None:
        self.name = name

    def recognises(self, file: SourceFile, head: bytes) -> bool:  # noqa: ARG002
        """Tell whether the file begins as Parquet does."""
        return head.startswith(_MAGIC)

    def read(self, file: SourceFile, *, options: ReadOptions) -> Iterator[Incoming]:
        """Yield the documents, or labels for those that the project has.

        Raises FormatNotInstalled, TableBroken, TableWithoutText and other InputErrors.
        """
        if file.path.name == TOKENS and file.path.with_name(DOCUMENTS).is_file():
            return  # the same documents once more, in sentences
        with ArrowTable(file) as table:
            yield from _incoming(table, file, options)


def _incoming(table: ArrowTable, file: SourceFile, options: ReadOptions) -> Iterator[Incoming]:
    for name in options.columns.values():
        if name not in table.names:
            raise errors.NoSuchColumn(path=file.name, column=quoted(name), columns=listed(table.names))
    plain = {field: name for field, name in options.columns.items() if field not in _OURS_ALONE}
    columns = columns_of(table.names, options=replace(options, columns=plain), path=file.name)
    tagged = TaggedRows(table, file, options=options)
    spans = _span_fields(table, options)
    if spans and columns.is_known:
        return _with_spans(table, file, columns, *spans)
    if tagged.is_known:
        return tagged.incoming()
    if not columns.is_known:
        raise errors.TableWithoutText(path=file.name, columns=listed(table.names))
    rows = (
        Row(number, [as_text(value) for value in row.values()], table.read_to(number))
        for number, row in enumerate(table.rows(), 1)
    )
    return TableRows(file, columns, recognised=columns.told(table.names)).incoming(rows)


def _span_fields(table: ArrowTable, options: ReadOptions) -> tuple[str, dict[str, str]] | None:
    """Return the column of spans, and what our fields of a span are called in it."""
    asked = options.columns.get("spans")
    for name in (asked,) if asked else _SPANS:
        there = table.structs_in(name) or []
        fields = {ours: next((one for one in names if one in there), "") for ours, names in _SPAN.items()}
        if fields["start"] and fields["end"] and fields["label"]:
            return name, fields
    return None


def _with_spans(
    table: ArrowTable, file: SourceFile, columns: Columns, name: str, fields: dict[str, str]
) -> Iterator[Incoming]:
    """Yield documents with their spans; texts are taken as they stand, for cleaning would move offsets."""
    names = table.names
    recognised = {**columns.told(names), "column spans": name}
    for number, row in enumerate(table.rows(), 1):
        told = {field: as_text(row[names[place]]) for field, place in columns.fields.items()}
        cleaned = clean(told["text"], steps=())
        meta = {key: told[key] for key in told if key not in (*_FACTS, "text_sha256")}
        for heading in columns.others:
            if heading == name or row[heading] is None:
                continue
            pairs = _pairs(row[heading])
            meta |= {heading: as_text(row[heading])} if pairs is None else pairs
        yield Incoming(
            id=told.get("id") or f"{file.stem}-{number:05}",
            is_foreign=True,
            raw=told["text"].encode(),
            cleaned=cleaned,
            title=told["title"] if "title" in told else first_line(cleaned.text),
            outlet=told.get("outlet", ""),
            meta=meta,
            spans=None if row[name] is None else tuple(_spans(row[name], fields, name, file, number)),
            has_own_id=bool(told.get("id")),
            text_sha256=told.get("text_sha256", "").lower(),
            line=number,
            read_to=table.read_to(number),
            recognised=recognised if number == 1 else {},
        )


def _pairs(value: object) -> dict[str, str] | None:
    """Return pairs of key and value as `meta` has them, None for anything else."""
    if not isinstance(value, list) or not all(
        isinstance(one, dict) and one.keys() == {"key", "value"} for one in value
    ):
        return None
    return {as_text(one["key"]): as_text(one["value"]) for one in value}


def _spans(
    told: Sequence[dict[str, Any] | None],
    fields: dict[str, str],
    column: str,
    file: SourceFile,
    number: int,
) -> Iterator[IncomingSpan]:
    for struct in told:
        one = struct or {}
        start, end, label = (one.get(fields[name]) for name in ("start", "end", "label"))
        if type(start) is not int or type(end) is not int or type(label) is not str or not label:
            raise errors.CellOfOtherKind(path=file.name, line=number, column=quoted(column))
        sublabel, text = (one.get(fields[name]) if fields[name] else None for name in ("sublabel", "text"))
        yield IncomingSpan(start, end, label, as_text(sublabel), None if text is None else as_text(text))


PARQUET: Final = ParquetReader("parquet")
HUGGINGFACE: Final = ParquetReader("huggingface")
