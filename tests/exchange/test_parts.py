"""Every format goes out in parts, chosen and renamed, and is proved as it lies there."""

import json
from pathlib import Path

import pytest

from annotator.exchange import registry
from annotator.exchange.choice import Choice
from annotator.exchange.exporting import export, preview
from annotator.exchange.outgoing import Outgoing
from annotator.exchange.renaming import Renaming
from annotator.exchange.splits import Split
from annotator.exchange.verify import verify
from annotator.model import GOLD, Span
from annotator.project.file import Project
from tests.exchange.test_planning import add, story

SPLIT = Split(ratios={"train": 4, "dev": 1, "test": 1})


@pytest.fixture
def papers(project: Project) -> Project:
    spans = (Span(0, 11, "ORG", "media"), Span(0, 5, "GPE"), Span(12, 17, "OCC"), Span(18, 23, "PERS"))
    add(
        project,
        [Outgoing(f"d{at}", story(at), "t", "هسبرس", {"date": "2026-01-05"}, spans) for at in range(12)],
    )
    return project


@pytest.mark.parametrize("name", sorted(registry.writers()))
def test_every_format_goes_out_in_parts(papers: Project, tmp_path: Path, name: str) -> None:
    wishes = {
        "format": name,
        "by": GOLD,
        "choice": Choice(labels=("ORG", "GPE", "OCC")),
        "split": SPLIT,
        "labels": Renaming.load("security-news-to-anercorp"),
    }
    meant = preview(papers, **wishes)  # type: ignore[arg-type]  # its own keywords
    report = export(papers, tmp_path / "o", **wishes)  # type: ignore[arg-type]  # its own keywords
    assert dict(report.parts) == {"train": 8, "dev": 2, "test": 2} == dict(meant.parts)
    assert (report.spans, report.lost, report.lacks) == (meant.spans, meant.lost, meant.lacks)
    assert report.spans_left_out == {"PERS": 12}
    lost = {(loss.kind.value, loss.label): loss.count for loss in report.lost}
    assert lost[("no_counterpart", "OCC")] == 12
    fields = json.loads(report.manifest.read_text(encoding="utf-8"))
    assert [part["documents"] for part in fields["parts"]] == [8, 2, 2]
    assert set(fields["counts"]["spans_by_label"]) <= {"ORG", "LOC"}
    verified = verify(tmp_path / "o")
    assert (verified.documents, verified.spans) == (12, report.spans)
    again = export(papers, tmp_path / "o", **wishes)  # type: ignore[arg-type]  # over the first
    assert json.loads(again.manifest.read_text(encoding="utf-8")) == fields
