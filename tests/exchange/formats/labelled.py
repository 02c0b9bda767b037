"""Files with labels as any program might write them, true or not: any offsets, any labels, an id twice."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import quoteattr


class Told(NamedTuple):
    """What a file says of a document: its id, its text, and spans as (start, end, label)."""

    id: str
    text: str
    spans: Sequence[tuple[int, int, str]]


def _objects(told: Sequence[Told], record: Callable[[Told], dict[str, Any]]) -> bytes:
    return b"".join(json.dumps({"id": one.id, **record(one)}).encode() + b"\n" for one in told)


def _structs(one: Told) -> list[dict[str, Any]]:
    return [{"start": start, "end": end, "label": label} for start, end, label in one.spans]


def _tasks(told: Sequence[Told]) -> bytes:
    def result(start: int, end: int, label: str) -> dict[str, Any]:
        value = {"start": start, "end": end, "labels": [label]}
        return {"from_name": "label", "to_name": "text", "type": "labels", "value": value}

    tasks = [
        {
            "data": {"id": one.id, "text": one.text},
            "annotations": [{"result": [result(*span) for span in one.spans]}],
        }
        for one in told
    ]
    return json.dumps(tasks).encode()


def _rows(told: Sequence[Told], delimiter: str) -> bytes:
    rows = [["document", "start", "end", "label"]]
    rows += [[one.id, str(start), str(end), label] for one in told for start, end, label in one.spans]
    return "".join(delimiter.join(row) + "\n" for row in rows).encode()


def _tokens(told: Sequence[Told], columns: str) -> bytes:
    lines = []
    for one in told:
        lines += [f"-DOCSTART-:{one.id} {columns}O".strip(), "", f"وصل {columns}O"]
        lines += [f"اللواء {columns}B-{label}" for _start, _end, label in one.spans]
        lines.append("")
    return "\n".join(lines).encode()


def _xmi(told: Sequence[Told]) -> bytes:
    (one,) = told
    members = " ".join(str(10 + number) for number in range(len(one.spans)))
    spans = "".join(
        f'<ner:NamedEntity xmi:id="{10 + number}" sofa="1"'
        f' begin="{start}" end="{end}" value={quoteattr(label)}/>'
        for number, (start, end, label) in enumerate(one.spans)
    )
    length = len(one.text.encode("utf-16-le", "surrogatepass")) // 2
    text = quoteattr(one.text, {"\n": "&#10;"}).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return (
        '<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI"'
        ' xmlns:cas="http:///uima/cas.ecore" xmi:version="2.0"'
        ' xmlns:metadata="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore"'
        ' xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore">'
        f'<metadata:DocumentMetaData xmi:id="2" sofa="1" begin="0" end="{length}"'
        f" documentId={quoteattr(one.id)}/>"
        f'{spans}<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString={text}/>'
        f'<cas:View sofa="1" members="2 {members}"/></xmi:XMI>'
    ).encode()


def _parquet(path: Path, told: Sequence[Told]) -> Path:
    import pyarrow
    from pyarrow import parquet

    span = pyarrow.struct({"start": pyarrow.int64(), "end": pyarrow.int64(), "label": pyarrow.string()})
    table = pyarrow.table(
        {
            "id": [one.id for one in told],
            "text": [one.text for one in told],
            "spans": pyarrow.array([_structs(one) for one in told], type=pyarrow.list_(span)),
        }
    )
    parquet.write_table(table, path)
    return path


def _workbook(path: Path, told: Sequence[Told]) -> Path:
    import openpyxl

    made = openpyxl.Workbook()
    for row in _rows(told, "\t").decode().splitlines():
        made.active.append(row.split("\t"))
    made.save(path)
    return path


def _brat(path: Path, told: Sequence[Told]) -> Path:
    for number, one in enumerate(told):
        place = path.with_name(f"{one.id}.ann") if number == 0 else path.parent / "b" / f"{one.id}.ann"
        place.parent.mkdir(exist_ok=True)
        place.with_suffix(".txt").write_text(one.text, encoding="utf-8", newline="")
        lines = [
            f"T{at}\t{label} {start} {end}\t{' '.join(one.text[max(0, start) : end].split())}\n"
            for at, (start, end, label) in enumerate(one.spans, 1)
        ]
        place.write_text("".join(lines), encoding="utf-8")
    return path.parent


def _written(
    suffix: str, content: Callable[[Sequence[Told]], bytes]
) -> Callable[[Path, Sequence[Told]], Path]:
    def write(folder: Path, told: Sequence[Told]) -> Path:
        path = folder / f"in{suffix}"
        path.write_bytes(content(told))
        return path

    return write


# How a format is written: into a folder, what is told; returns what is given to `import`.
WRITTEN: Final[dict[str, Callable[[Path, Sequence[Told]], Path]]] = {
    "jsonl": _written(
        ".jsonl", lambda told: _objects(told, lambda one: {"text": one.text, "spans": _structs(one)})
    ),
    "prodigy": _written(
        ".jsonl",
        lambda told: _objects(
            told, lambda one: {"text": one.text, "spans": _structs(one), "answer": "accept"}
        ),
    ),
    "doccano": _written(
        ".jsonl", lambda told: _objects(told, lambda one: {"text": one.text, "label": one.spans})
    ),
    "spacy-jsonl": _written(
        ".jsonl", lambda told: _objects(told, lambda one: {"text": one.text, "ents": _structs(one)})
    ),
    "label-studio": _written(".json", _tasks),
    "csv": _written(".csv", lambda told: _rows(told, ",")),
    "tsv": _written(".tsv", lambda told: _rows(told, "\t")),
    "excel": lambda folder, told: _workbook(folder / "in.xlsx", told),
    "parquet": lambda folder, told: _parquet(folder / "in.parquet", told),
    "huggingface": lambda folder, told: _parquet(folder / "in.parquet", told),
    "brat": lambda folder, told: _brat(folder / "in.ann", told),
    "xmi": _written(".xmi", _xmi),
    "conll2002": _written(".conll", lambda told: _tokens(told, "")),
    "conll2003": _written(".conll", lambda told: _tokens(told, "X X ")),
    "wojood": _written(".conll", lambda told: _tokens(told, "O ")),
}
TOKENS: Final = ("conll2002", "conll2003", "wojood")  # formats that have no offsets
ROWS: Final = ("csv", "tsv", "excel")  # tables of spans, which have no texts
UTF16: Final = ("xmi", "doccano")  # formats that count UTF-16 units
