"""Reads back the JSON of Prodigy, doccano, spaCy and Label Studio, and demands what those programs demand."""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import count, pairwise
from pathlib import Path
from typing import Any, Final

from annotator.exchange.readback.documents import (
    Entity,
    FlatDocument,
    NotProvenError,
    SpanFacts,
    WholeDocument,
)
from annotator.exchange.readback.lines import lines

_Record = dict[str, Any]
_PRODIGY: Final = {"id", "text", "tokens", "spans", "meta", "answer", "_view_id", "_is_binary"}
_BROKEN: Final = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)


def prodigy(path: Path, *, scheme: str) -> Iterator[WholeDocument]:  # noqa: ARG001
    """Yield the documents of accepted Prodigy answers; raises NotProvenError."""
    return _each(_rows(path), _prodigy)


def doccano(path: Path, *, scheme: str) -> Iterator[WholeDocument]:  # noqa: ARG001
    """Yield the documents of doccano's JSONL; raises NotProvenError."""
    return _each(_rows(path), _doccano)


def spacy(path: Path, *, scheme: str) -> Iterator[WholeDocument]:  # noqa: ARG001
    """Yield the documents of spaCy's JSON lines; raises NotProvenError."""
    return _each(_rows(path), _spacy)


def label_studio(path: Path, *, scheme: str) -> Iterator[WholeDocument]:  # noqa: ARG001
    """Yield the documents of an array of Label Studio tasks, one a line; raises NotProvenError."""
    numbers = count(1)
    return _each(_elements(path), lambda record: _label_studio(record, next(numbers)))


def _rows(path: Path) -> Iterator[tuple[int, str]]:
    return lines(path)


def _elements(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the elements of an array that is laid out with one on each line."""
    last = ""
    for number, line in lines(path):
        if number == 1:
            if line not in ("[", "[]"):
                raise NotProvenError("line 1: no array begins")
        elif last in ("]", "[]"):
            raise NotProvenError(f"line {number}: it follows the array")
        elif line == "]":
            if last == "[" or last.endswith(","):
                raise NotProvenError(f"line {number}: an element is missing")
        elif last == "[" or last.endswith(","):
            yield number, line.removesuffix(",")
        else:
            raise NotProvenError(f"line {number}: no comma before it")
        last = line
    if last not in ("]", "[]"):
        raise NotProvenError("the array does not end")


def _each(
    rows: Iterator[tuple[int, str]], read: Callable[[_Record], WholeDocument]
) -> Iterator[WholeDocument]:
    for number, line in rows:
        try:
            document = read(json.loads(line))
            _check(document)
        except NotProvenError as error:
            raise NotProvenError(f"line {number}: {error}") from error
        except _BROKEN as error:
            raise NotProvenError(f"line {number}: {error!r}") from error
        yield document


def _check(document: WholeDocument) -> None:
    """Demand what all of them demand: texts that are texts, and spans that lie within theirs."""
    text, meta = document.text, document.meta
    if type(text) is not str or type(meta) is not dict or type(document.id) is not str:
        raise NotProvenError("its id, text or meta")
    _demand(all(type(value) is str for value in meta.values()), "its meta")
    for start, end, label, *_ in document.spans or ():
        _demand(
            type(start) is int and type(end) is int and 0 <= start < end <= len(text), f"the span at {start}"
        )
        _demand(type(label) is str and label != "", f"the label at {start}")


def _demand(is_so: bool, where: str) -> None:
    if not is_so:
        raise NotProvenError(where)


def _prodigy(record: _Record) -> WholeDocument:
    _demand(record.keys() - {"_input_hash"} == _PRODIGY, f"its fields {sorted(record)}")
    _demand((record["answer"], record["_view_id"]) == ("accept", "spans_manual"), "its answer or its view")
    _demand(record["_is_binary"] is False, "its answer is to one label")
    text, tokens = record["text"], record["tokens"]
    _demand([token["id"] for token in tokens] == list(range(len(tokens))), "the numbers of its tokens")
    _demand("".join(token["text"] + " " * (token["ws"] is True) for token in tokens) == text, "its tokens")
    for token in tokens:
        _demand(text[token["start"] : token["end"]] == token["text"], f"the token at {token['start']}")
    spans: list[SpanFacts] = []
    for one in record["spans"]:
        start, end = one["start"], one["end"]
        edges = tokens[one["token_start"]]["start"], tokens[one["token_end"]]["end"]
        _demand(edges == (start, end) and one["token_start"] >= 0, f"the tokens of the span at {start}")
        spans.append((start, end, one["label"], "", one["text"], ""))
    meta = record["meta"]
    if "_input_hash" in record:
        _demand(type(record["_input_hash"]) is int and "_input_hash" not in meta, "its hash")
        meta = {**meta, "_input_hash": str(record["_input_hash"])}
    return WholeDocument(record["id"], text, meta, spans)


def _doccano(record: _Record) -> WholeDocument:
    _demand(record.keys() == {"id", "text", "label", "meta"}, f"its fields {sorted(record)}")
    places = _places_of_units(record["text"])
    _demand(all(min(start, end) >= 0 for start, end, _ in record["label"]), "an offset before the text")
    spans: list[SpanFacts] = [
        (places[start], places[end], label, "", "", "") for start, end, label in record["label"]
    ]
    return WholeDocument(record["id"], record["text"], record["meta"], spans)


def _places_of_units(text: str) -> dict[int, int] | range:
    """Return the code point that begins at each UTF-16 unit; inside a character there is none."""
    if len(text.encode("utf-16-le")) == 2 * len(text):
        return range(len(text) + 1)
    places: dict[int, int] = {}
    units = 0
    for place, character in enumerate(text):
        places[units] = place
        units += 1 + (character > "\uffff")
    places[units] = len(text)
    return places


def _spacy(record: _Record) -> WholeDocument:
    _demand(
        record.keys() == {"id", "text", "meta", "ents", "tokens", "spans"}, f"its fields {sorted(record)}"
    )
    text, tokens = record["text"], record["tokens"]
    _demand([token["id"] for token in tokens] == list(range(len(tokens))), "the numbers of its tokens")
    place = 0
    for token in tokens:
        _demand(text[place : token["start"]] in ("", " "), f"the gap before the token at {token['start']}")
        _demand(place <= token["start"] < token["end"], f"the token at {token['start']}")
        place = token["end"]
    _demand(text[place:] in ("", " "), "the gap after its last token")
    starts, ends = {token["start"] for token in tokens}, {token["end"] for token in tokens}
    _demand(record["spans"].keys() == {"sc"}, "its groups of spans")
    spans: list[SpanFacts] = []
    for one in record["spans"]["sc"]:
        _demand(one["start"] in starts and one["end"] in ends, f"the tokens of the span at {one['start']}")
        _demand(one["kb_id"] == "", "an entry that is linked to")
        spans.append((one["start"], one["end"], one["label"], "", "", ""))
    layer = [(one["start"], one["end"], one["label"]) for one in record["ents"]]
    _check_layer(layer, [span[:3] for span in spans])
    return WholeDocument(record["id"], text, record["meta"], spans, layer=_layer(record))


def _check_layer(layer: list[tuple[int, int, str]], spans: list[tuple[int, int, str]]) -> None:
    """Demand entities that are spans, do not overlap, and leave out nothing for which there was room."""
    _demand(set(layer) <= set(spans), "an entity that is no span")
    _demand(all(one[1] <= following[0] for one, following in pairwise(layer)), "entities that overlap")
    starts = [start for start, _end, _label in layer]
    for start, end, _label in spans:
        before = bisect_left(starts, end) - 1
        _demand(before >= 0 and layer[before][1] > start, f"no entity over the span at {start}")


def _layer(record: _Record) -> FlatDocument:
    """Return the entities by the tokens that they stand on."""
    tokens, ents = record["tokens"], record["ents"]
    first = {token["start"]: place for place, token in enumerate(tokens)}
    last = {token["end"]: place for place, token in enumerate(tokens)}
    return FlatDocument(
        [record["text"][token["start"] : token["end"]] for token in tokens],
        [Entity(first[one["start"]], last[one["end"]], one["label"]) for one in ents],
    )


def _label_studio(record: _Record, number: int) -> WholeDocument:
    _demand(record.keys() == {"data", "annotations"}, f"its fields {sorted(record)}")
    data = record["data"]
    _demand(data.keys() == {"text", "id", "meta"}, f"its data {sorted(data)}")
    (annotation,) = record["annotations"]
    _demand(annotation.keys() == {"result"}, "its annotation")
    spans: list[SpanFacts] = []
    for place, result in enumerate(annotation["result"], 1):
        value = result["value"]
        named = result["from_name"], result["to_name"], result["type"]
        _demand(named == ("label", "text", "labels"), f"the names in {result['id']}")
        _demand(value.keys() == {"start", "end", "text", "labels"}, f"the region {result['id']}")
        _demand(result["id"] == f"{number}-{place}", f"the id {result['id']}")
        (label,) = value["labels"]
        spans.append((value["start"], value["end"], label, "", value["text"], ""))
    return WholeDocument(data["id"], data["text"], data["meta"], spans)
