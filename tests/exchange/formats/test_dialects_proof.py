"""The proof of the JSON dialects: whatever is changed in a file, the parsers that read it back find it."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.exchange import registry
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.exchange.readback import dialects
from annotator.exchange.readback.documents import NotProvenError, WholeDocument
from annotator.model import Span

PARSERS = {
    "prodigy": dialects.prodigy,
    "doccano": dialects.doccano,
    "spacy-jsonl": dialects.spacy,
    "label-studio": dialects.label_studio,
}
TEXT = "👨 وصل  للرباط"
SPANS = (Span(2, 13, "ORG"), Span(8, 13, "GPE"), Span(2, 5, "EVENT"))
DOCUMENT = Outgoing("1", TEXT, "ع", meta={"_input_hash": "5"}, spans=SPANS)


def written(tmp_path: Path, dialect: str, *documents: Outgoing) -> Path:
    registry.writer_for(dialect).write(documents, tmp_path / "o", options=Options(), tally=Tally())
    return tmp_path / "o"


def read(path: Path, dialect: str) -> list[WholeDocument]:
    return list(PARSERS[dialect](path, scheme=""))


@pytest.mark.parametrize("dialect", PARSERS)
@pytest.mark.parametrize("count", [0, 1, 2])
def test_what_is_written_is_read_in_code_points(tmp_path: Path, dialect: str, count: int) -> None:
    for document in read(written(tmp_path, dialect, *[DOCUMENT] * count), dialect):
        assert (document.id, document.text) == ("1", TEXT)
        assert document.meta == {"title": "ع", "outlet": "", "_input_hash": "5"}
        assert [span[:3] for span in document.spans or ()] == [
            (2, 13, "ORG"),
            (8, 13, "GPE"),
            (2, 5, "EVENT"),
        ]


# A place in the record -> what is put there; None takes it away.
CHANGES: list[tuple[str, tuple[Any, ...], Any]] = [
    *((dialect, ("id",), value) for dialect in ("prodigy", "doccano", "spacy-jsonl") for value in (None, 1)),
    *(
        (dialect, ("text",), value)
        for dialect in ("prodigy", "doccano", "spacy-jsonl")
        for value in (None, 1, "ا")
    ),
    *((dialect, ("more",), 1) for dialect in PARSERS),
    *((dialect, ("meta", "title"), 1) for dialect in ("prodigy", "doccano", "spacy-jsonl")),
    *((dialect, ("meta",), []) for dialect in ("prodigy", "doccano", "spacy-jsonl")),
    ("prodigy", ("answer",), "reject"),
    ("prodigy", ("_view_id",), "ner"),
    ("prodigy", ("_is_binary",), True),
    ("prodigy", ("_input_hash",), "5"),
    ("prodigy", ("tokens", 0, "id"), 1),
    ("prodigy", ("tokens", 0, "ws"), False),
    ("prodigy", ("tokens", 0, "text"), "ا"),
    ("prodigy", ("tokens", 1, "start"), 0),
    ("prodigy", ("spans", 0, "start"), 1),
    ("prodigy", ("spans", 0, "token_start"), 0),
    ("prodigy", ("spans", 0, "token_end"), 99),
    ("prodigy", ("spans", 0, "token_start"), -4),
    ("prodigy", ("spans", 0, "label"), ""),
    ("doccano", ("label", 0, 0), 1),
    ("doccano", ("label", 0, 0), -1),
    ("doccano", ("label", 0, 1), 99),
    ("doccano", ("label", 0, 2), 7),
    ("doccano", ("label", 0), ["GPE"]),
    ("spacy-jsonl", ("tokens", 0, "id"), 1),
    ("spacy-jsonl", ("tokens", 1, "start"), 4),
    ("spacy-jsonl", ("tokens", 1, "end"), 2),
    ("spacy-jsonl", ("tokens",), []),
    ("spacy-jsonl", ("spans", "sc", 0, "start"), 3),
    ("spacy-jsonl", ("spans", "sc", 0, "kb_id"), "Q1"),
    ("spacy-jsonl", ("spans", "other"), []),
    ("spacy-jsonl", ("ents", 0, "label"), "GPE"),
    ("spacy-jsonl", ("ents",), []),
    (
        "spacy-jsonl",
        ("ents",),
        [{"start": 2, "end": 13, "label": "ORG"}, {"start": 8, "end": 13, "label": "GPE"}],
    ),
    ("label-studio", ("data", "text"), 1),
    ("label-studio", ("data", "more"), 1),
    ("label-studio", ("annotations",), []),
    ("label-studio", ("annotations", 0, "id"), 1),
    ("label-studio", ("annotations", 0, "result", 0, "id"), "1-2"),
    ("label-studio", ("annotations", 0, "result", 0, "type"), "choices"),
    ("label-studio", ("annotations", 0, "result", 0, "value", "labels"), []),
    ("label-studio", ("annotations", 0, "result", 0, "value", "labels"), ["A", "B"]),
    ("label-studio", ("annotations", 0, "result", 0, "value", "start"), "2"),
    ("label-studio", ("annotations", 0, "result", 0, "value", "end"), 99),
    ("label-studio", ("annotations", 0, "result", 0, "value", "more"), 1),
]


@pytest.mark.parametrize(("dialect", "place", "value"), CHANGES)
def test_a_change_is_found(tmp_path: Path, dialect: str, place: tuple[Any, ...], value: object) -> None:
    path = written(tmp_path, dialect, DOCUMENT)
    lines = path.read_text(encoding="utf-8").split("\n")
    number = 1 if dialect == "label-studio" else 0
    record = json.loads(lines[number])
    *way, last = place
    inside = record
    for step in way:
        inside = inside[step]
    if value is None:
        del inside[last]
    else:
        inside[last] = value
    lines[number] = json.dumps(record)
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(NotProvenError, match=f"line {number + 1}"):
        read(path, dialect)


@pytest.mark.parametrize("dialect", ["prodigy", "doccano", "spacy-jsonl"])
@pytest.mark.parametrize("content", ["{\n", "[]\n", "[" * 100_000 + "\n", "{}", "\n"])
def test_a_line_that_is_no_object_is_found(tmp_path: Path, dialect: str, content: str) -> None:
    (tmp_path / "o").write_text(content)
    with pytest.raises(NotProvenError, match="line 1"):
        read(tmp_path / "o", dialect)


@pytest.mark.parametrize(
    "content",
    [
        "", "{}\n", "[\n", "[\n]\n", "[]\n[]\n", "[\n@,\n]\n", "[\n@\n@\n]\n", "[\n@,\n@\n", "[\n@\n]\nx\n",
        "[\n@\n]", "[\n1\n]\n",
    ],
)  # fmt: skip
def test_an_array_that_is_laid_out_otherwise_is_found(tmp_path: Path, content: str) -> None:
    path = written(tmp_path, "label-studio", DOCUMENT)
    task = path.read_text(encoding="utf-8").split("\n")[1]
    path.write_text(content.replace("@", task), encoding="utf-8")
    with pytest.raises(NotProvenError):
        read(path, "label-studio")
