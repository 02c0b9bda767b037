"""Golden bytes of both CoNLL formats."""

from pathlib import Path

import pytest

from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.exchange.registry import writer_for
from annotator.model import Span

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
