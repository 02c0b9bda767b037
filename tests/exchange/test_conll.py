"""Golden bytes of both CoNLL formats, and what reads them: our own proof and seqeval."""

import tempfile
import warnings
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.exchange.exporting import export
from annotator.exchange.formats import jsonl
from annotator.exchange.importing import import_paths
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.exchange.readback.documents import FlatDocument
from annotator.exchange.readback.parsers import parser
from annotator.exchange.registry import writer_for
from annotator.model import Span
from annotator.project.file import Project

# An emoji of five code points, harakat, tatweel, ZWNJ, nesting, للـ, CRLF, bidi marks, a stray mark.
TEXT = "👨‍👩‍👧 استقبلَ وزيرُ خارجيـــة باكستان،\r\nوفدًا للرباط\u200f. مى‌خواهم ّ!"
DOCUMENTS = [
    Outgoing(
        "1",
        TEXT,
        spans=(
            Span(0, 5, "PERS"),
            Span(14, 37, "OCC", "office"),
            Span(30, 37, "GPE"),
            Span(47, 52, "GPE"),
            Span(55, 63, "NORP"),
        ),
    ),
    Outgoing("2", ""),
]
TOKENS = [
    [
        ("👨‍👩‍👧", "B-PERS"),
        ("استقبلَ", "O"),
        ("وزيرُ", "B-OCC.office"),
        ("خارجيـــة", "I-OCC.office"),
        ("باكستان", "I-OCC.office"),
        ("،", "O"),
    ],
    [("وفدًا", "O"), ("للرباط", "B-GPE"), (".", "O")],
    [("مى‌خواهم", "B-NORP"), ("ّ", "O"), ("!", "O")],
]


@pytest.mark.parametrize(
    ("name", "header", "filler"),
    [("conll2002", "-DOCSTART-:{} O", " "), ("conll2003", "-DOCSTART- {} -X- O", " -X- _ ")],
)
def test_golden_bytes(tmp_path: Path, name: str, header: str, filler: str) -> None:
    tally = Tally()
    options = Options(sublabels=True)
    writer_for(name).write(DOCUMENTS, tmp_path / "out", options=options, tally=tally)
    sentences = ["".join(f"{token}{filler}{tag}\n" for token, tag in tokens) for tokens in TOKENS]
    golden = f"{header.format(1)}\n\n" + "\n".join(sentences) + f"\n{header.format(2)}\n\n"
    assert (tmp_path / "out").read_bytes() == golden.encode()
    assert [(one.kind.value, one.label, one.count) for one in tally.lost] == [("inside", "GPE", 1)]
    assert (tally.documents, tally.sentences, tally.tokens, tally.widened) == (2, 3, 12, 1)


def test_the_split_convention_changes_one_word(tmp_path: Path) -> None:
    options = Options(clitics="split")
    writer_for("conll2002").write(DOCUMENTS, tmp_path / "out", options=options, tally=Tally())
    lines = (tmp_path / "out").read_text(encoding="utf-8").split("\n")
    assert lines[9:13] == ["وفدًا O", "ل O", "لرباط B-GPE", ". O"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_read_back_is_what_was_meant_minus_the_losses(
    data: st.DataObject,
    documents: st.SearchStrategy[list[Outgoing]],
    new_project: Callable[[str], Project],
) -> None:
    meant = data.draw(documents)
    name = data.draw(st.sampled_from(["conll2002", "conll2003"]))
    clitics = data.draw(st.sampled_from(["whole-word", "split"]))
    nested = data.draw(st.sampled_from(["outermost", "innermost"]))
    with tempfile.TemporaryDirectory() as folder, new_project(folder) as project:
        source, out = Path(folder, "in.jsonl"), Path(folder, "out")
        jsonl.WRITER.write(meant, source, options=Options(), tally=Tally())
        import_paths(project, [source], annotator="gold")
        report = export(
            project,
            out,
            format=name,
            by="gold",
            options=Options(clitics=clitics, nested=nested, sublabels=True),
        )  # proves itself, or raises
        lost = sum(loss.count for loss in report.lost)
        assert report.spans + lost == sum(len(document.spans) for document in meant)
        for read, document in zip(parser(name)(out, scheme="IOB2"), meant, strict=True):
            assert isinstance(read, FlatDocument)
            assert _visible("".join(read.tokens)) == _visible(document.text)


def _visible(text: str) -> str:
    return "".join("".join(text.split()).split("\N{RIGHT-TO-LEFT MARK}")).translate(
        dict.fromkeys([0x200C, 0x200D, 0xFEFF, 0xAD, 0x13430])
    )


@pytest.mark.parametrize("clitics", ["whole-word", "split"])
def test_seqeval_finds_the_same_spans(
    tmp_path: Path, gold: Callable[..., Project], line: Callable[..., str], clitics: str
) -> None:
    from seqeval.metrics.sequence_labeling import get_entities
    from seqeval.scheme import IOB2, Entities

    text = "وصل اللواء عمر بابر إلى للرباط. وغادر فاس سلا"
    project = gold(
        line("1", text, (4, 19, "OCC"), (11, 19, "PERS"), (25, 30, "GPE"), (38, 41, "GPE"), (42, 45, "GPE")),
        line("2", "لا شيء"),
        line("3", text, (38, 45, "LOC")),
    )
    out = tmp_path / "o.conll"
    report = export(project, out, format="conll2002", by="gold", options=Options(clitics=clitics))
    rows = [tuple(row.split()) for row in out.read_text(encoding="utf-8").split("\n")]
    sentences = [[tag for _, tag in block] for full, block in groupby(rows, key=bool) if full]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        loose = get_entities(sentences)
    strict = [entity for tags in Entities(sentences, IOB2).entities for entity in tags]
    assert len(loose) == len(strict) == report.spans == 5
    assert sorted(label for label, *_ in loose) == ["GPE", "GPE", "GPE", "LOC", "OCC"]
