"""Reads back tables: Parquet, the folder for Hugging Face, and the table of spans for spreadsheets."""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from annotator.errors import FormatNotInstalled
from annotator.exchange.readback.columns import SCHEMES, entities
from annotator.exchange.readback.documents import (
    FlatDocument,
    NotProvenError,
    SpanFacts,
    WholeDocument,
)

_AT_ONCE: Final = 200  # rows
_HEAD: Final = ["document", "start", "end", "label", "sublabel", "text", "name"]
# What a cell may not begin with: spreadsheets would reckon with it.
_DANGEROUS: Final = tuple("=+-@＝＋－＠\t\r")
_CELL: Final = re.compile(r'"((?:[^"]+|"")*)"|([^"\t\r\n]*)')


def tsv(path: Path, *, scheme: str) -> Iterator[WholeDocument]:  # noqa: ARG001 - it has no tags
    """Yield the documents of a table of spans; raises NotProvenError."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotProvenError("not UTF-8") from error
    rows = _cells(text)
    if next(rows, None) != _HEAD:
        raise NotProvenError("its head")
    for id_, group in groupby(rows, key=lambda row: row[0]):
        of_it = list(group)
        if any(len(row) != len(_HEAD) for row in of_it):
            raise NotProvenError(f"document {id_}: a row with other cells")
        if [row[1:] for row in of_it] == [[""] * (len(_HEAD) - 1)]:
            of_it = []
        try:
            spans: list[SpanFacts] = [
                (int(start), int(end), label, sublabel, said, name)
                for _id, start, end, label, sublabel, said, name in of_it
            ]
        except ValueError as error:
            raise NotProvenError(f"document {id_}: {error}") from error
        if any(end - start != len(said) or not name for start, end, _label, _sublabel, said, name in spans):
            raise NotProvenError(f"document {id_}: a span that is not as long as its text, or has no name")
        yield WholeDocument(id_, None, None, spans)


def _cells(text: str) -> Iterator[list[str]]:
    """Yield the rows of a table with tabs between its cells, as RFC 4180 quotes them."""
    place = 0
    row: list[str] = []
    while place < len(text):
        found = _CELL.match(text, place)
        if found is None:  # the second half of the pattern matches everywhere
            raise NotProvenError(f"at {place}: no cell")
        row.append(_plain((found[1] or "").replace('""', '"') if found[1] is not None else found[2]))
        place = found.end()
        if text.startswith("\t", place):
            place += 1
        elif text.startswith("\r\n", place):
            place += 2
            yield row
            row = []
        else:
            raise NotProvenError(f"at {place}: the cell goes on")
    if row:
        raise NotProvenError("the table ends inside a row")


def _plain(cell: str) -> str:
    """Return a cell as it is meant: without the apostrophe before what looks like a formula."""
    if cell.startswith(_DANGEROUS):
        raise NotProvenError(f"a cell that is a formula: {cell[:20]}")
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_DANGEROUS) else cell


def parquet(path: Path, *, scheme: str) -> Iterator[WholeDocument]:  # noqa: ARG001 - it has no tags
    """Yield the documents of a Parquet file; raises NotProvenError and FormatNotInstalled."""
    for row in _rows(path, format="parquet"):
        yield _whole(row)


def huggingface(path: Path, *, scheme: str) -> Iterator[WholeDocument]:
    """Yield the documents of a folder, tags beside offsets; raises NotProvenError and FormatNotInstalled."""
    names = _tag_names(path / "tokens.parquet")
    if scheme not in SCHEMES:
        raise NotProvenError(f"the scheme {scheme}")
    try:
        yield from _tagged(path, names, scheme)
    except (KeyError, TypeError) as error:
        raise NotProvenError(f"a row of tokens.parquet: {error!r}") from error


def _tagged(path: Path, names: list[str], scheme: str) -> Iterator[WholeDocument]:
    sentences = groupby(_rows(path / "tokens.parquet", format="huggingface"), key=lambda row: row["document"])
    following = next(sentences, None)
    for row in _rows(path / "documents.parquet", format="huggingface"):
        flat = FlatDocument()
        if following is not None and following[0] == row["id"]:
            for number, sentence in enumerate(following[1]):
                if sentence["sentence"] != number or not sentence["tokens"]:
                    raise NotProvenError(f"document {row['id']}: sentence {number}")
                _take(sentence, flat, names, scheme)
            following = next(sentences, None)
        yield _whole(row, flat)
    if following is not None:
        raise NotProvenError(f"sentences of {following[0]}, which is no document")


def _rows(path: Path, *, format: str) -> Iterator[dict[str, Any]]:  # noqa: A002
    try:
        import pyarrow
        from pyarrow import parquet as reading
    except ImportError as error:
        raise FormatNotInstalled(format=format, package="pyarrow") from error
    try:
        with reading.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_AT_ONCE):
                yield from batch.to_pylist()
    except (pyarrow.ArrowException, FileNotFoundError, UnicodeDecodeError) as error:
        raise NotProvenError(f"{path.name}: {type(error).__name__}") from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise NotProvenError(f"{path.name}: {error}") from error  # pyarrow's, of what cannot be unpacked


def _whole(row: dict[str, Any], flat: FlatDocument | None = None) -> WholeDocument:
    try:
        text: str = row["text"]
        meta = {"title": row["title"], "outlet": row["outlet"]}
        for pair in row["meta"]:
            if pair["key"] in meta:
                raise NotProvenError(f"document {row['id']}: {pair['key']} twice")
            meta[pair["key"]] = pair["value"]
        spans = [_span(one, text) for one in row["spans"]]
    except (KeyError, TypeError) as error:
        raise NotProvenError(f"a row: {error!r}") from error
    if not all(type(value) is str for value in (row["id"], text, *meta.values())):
        raise NotProvenError(f"document {row['id']}: a cell without text")
    return WholeDocument(row["id"], text, meta, spans, flat)


def _span(one: dict[str, Any], text: str) -> SpanFacts:
    start, end = one["start"], one["end"]
    if not 0 <= start < end <= len(text) or text[start:end] != one["text"] or not one["name"]:
        raise NotProvenError(f"the span at {start}")
    return start, end, one["label"], one["sublabel"], one["text"], one["name"]


def _tag_names(path: Path) -> list[str]:
    """Return what the numbers of tags stand for."""
    try:
        from pyarrow import ArrowException
        from pyarrow import parquet as reading
    except ImportError as error:
        raise FormatNotInstalled(format="huggingface", package="pyarrow") from error
    try:
        told = json.loads(reading.read_schema(path).metadata[b"huggingface"])
        names: list[str] = told["info"]["features"]["ner_tags"]["feature"]["names"]
    except (ArrowException, FileNotFoundError, KeyError, TypeError, ValueError) as error:
        raise NotProvenError(f"the names of its tags: {error!r}") from error
    if len(set(names)) != len(names):
        raise NotProvenError("a tag has two numbers")
    return names


def _take(sentence: dict[str, Any], flat: FlatDocument, names: list[str], scheme: str) -> None:
    """Add a sentence to a document."""
    tokens, numbers = sentence["tokens"], sentence["ner_tags"]
    if len(tokens) != len(numbers) or not all(0 <= number < len(names) for number in numbers):
        raise NotProvenError("a tag for each token")
    flat.sentences += 1
    flat.entities += entities([names[number] for number in numbers], len(flat.tokens), SCHEMES[scheme])
    flat.tokens += tokens
