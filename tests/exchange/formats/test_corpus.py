"""A corpus of others, in and out: the same bytes but for what was said."""

import json
import re
from pathlib import Path, PurePosixPath

import pytest

from annotator.exchange.exporting import export
from annotator.exchange.importing import import_paths
from annotator.exchange.incoming import ReadOptions, SourceFile
from annotator.exchange.registry import reader_for
from annotator.exchange.verify import verify
from annotator.project.file import Project
from annotator.schema import load

pytestmark = pytest.mark.corpus


def test_a_corpus_goes_out_byte_for_byte_but_for_what_is_named(tmp_path: Path, corpus: Path) -> None:
    before = corpus.read_bytes()
    file = SourceFile(corpus, PurePosixPath("corpus.conll"), len(before))
    reader = reader_for(file, before[:4096], format=None)
    found = next(reader.read(file, options=ReadOptions())).recognised
    assert (reader.name, found["scheme"], found["cut_after_tokens"]) == ("conll2002", "IOB2", "425")
    out = tmp_path / "out.conll"
    with Project.create(tmp_path / "p.annot", schema=load("anercorp"), name="p") as project:
        report = import_paths(project, [corpus], annotator="gold")
        assert report.refused == []
        written = export(project, out, format="conll2002", by="gold")
        ids = project.documents.ids()
    assert verify(out).spans == written.spans
    assert written.lost == ()

    # What the manifest names: IOB2, in which every entity begins with B; a line for every document.
    tagging = json.loads(Path(f"{out}.manifest.json").read_text(encoding="utf-8"))["tagging"]
    assert (tagging["scheme"], tagging["given_tokens"]) == ("IOB2", len(ids))
    lines = before.split(b"\n")
    repaired = [int(number) - 1 for number in found["repaired_lines"].split(", ")]
    assert len(repaired) == int(found["repaired"])
    for number in repaired:
        token, tag = lines[number].split(b" ")
        assert tag.startswith(b"I-")
        lines[number] = token + b" B-" + tag.removeprefix(b"I-")
    after = out.read_bytes()
    borders = re.findall(rb"^-DOCSTART-:(\S+) O\n\n", after, flags=re.MULTILINE)
    assert [border.decode() for border in borders] == ids
    assert re.sub(rb"(?m)^-DOCSTART-:\S+ O\n\n", b"", after) == b"\n".join(lines).rstrip(b"\n") + b"\n\n"
