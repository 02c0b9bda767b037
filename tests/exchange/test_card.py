"""The card and the manifest say whence the documents are and who labelled them, and name nobody unasked."""

import json
from pathlib import Path

import pytest

from annotator.exchange import card
from annotator.exchange.choice import Choice
from annotator.exchange.exporting import export
from annotator.exchange.outgoing import Outgoing
from annotator.exchange.renaming import Renaming
from annotator.exchange.splits import Split
from annotator.exchange.verify import verify
from annotator.model import GOLD, Reason, Span, Suggestion
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.text.cleaning import clean

TEXT = "وصل اللواء عمر بابر للرباط ثم غادر إلى سلا"
GPE, OCC, PERS = Span(21, 26, "GPE"), Span(4, 10, "OCC"), Span(11, 19, "PERS")
PAPERS = (
    Outgoing("1", TEXT, outlet="a|b `c`\n# d", meta={"date": "2026-01-05"}),
    Outgoing("2", TEXT + "!", outlet="هسبرس", meta={"date": "2026-02-01"}),
    Outgoing("3", "خبر آخر من مراكش اليوم", outlet="هسبرس"),
    Outgoing("4", "أطلقت البحرية تمرينا في المتوسط"),
)


@pytest.fixture
def papers(project: Project) -> Project:
    """Gold for all four; amina has done three of them, omar two, and they agree but for one span."""
    for one in PAPERS:
        cleaned = clean(one.text, steps=())
        project.documents.add(
            NewDocument(one.id, one.text.encode(), "utf-8", cleaned, "t", one.outlet, dict(one.meta))
        )
    for id_, spans in (("1", [OCC, GPE]), ("2", [PERS]), ("3", [])):
        project.annotations.store_finished("amina", id_, spans)
    for id_, spans in (("1", [OCC, PERS]), ("2", [PERS])):
        project.annotations.store_finished("omar", id_, spans)
    for id_, spans in (("1", [OCC, PERS, GPE]), ("2", [PERS]), ("3", []), ("4", [Span(7, 14, "ORG")])):
        project.annotations.store_finished(GOLD, id_, spans)
    return project


def manifest_of(project: Project, out: Path, **wishes: object) -> dict[str, object]:
    wishes = {"format": "jsonl", "by": GOLD, **wishes}
    found = export(project, out, **wishes)  # type: ignore[arg-type]  # its own keywords
    assert verify(out).documents == found.documents
    fields: dict[str, object] = json.loads(found.manifest.read_text(encoding="utf-8"))
    return fields


def test_the_manifest_says_whence_and_by_whom(papers: Project, tmp_path: Path) -> None:
    fields = manifest_of(papers, tmp_path / "o")
    assert fields["sources"] == {
        "outlets": {"هسبرس": 2, "": 1, "a|b `c`\n# d": 1},
        "first_day": "2026-01-05",
        "last_day": "2026-02-01",
        "undated": 2,
    }
    assert fields["annotators"] == {
        "count": 2,
        "documents_by_one": 1,
        "documents_by_several": 2,
        "work": [
            {"annotator": "1", "documents": 3, "spans": 3},
            {"annotator": "2", "documents": 2, "spans": 3},
        ],
    }
    assert fields["guideline"]["version"] == papers.schema.version  # type: ignore[index]  # JSON


def test_the_manifest_has_the_agreement_by_label(papers: Project, tmp_path: Path) -> None:
    agreed = manifest_of(papers, tmp_path / "o")["agreement"]
    labels = agreed.pop("labels")  # type: ignore[attr-defined]  # JSON
    kappa = agreed.pop("kappa_over_words")  # type: ignore[attr-defined]  # JSON
    assert agreed == {"documents": 2, "common_documents": 2, "span_f1": 0.6667}
    assert labels == {
        "GPE": {"span_f1": 0.0, "alike": 0, "spans": 1},
        "OCC": {"span_f1": 1.0, "alike": 1, "spans": 2},
        "PERS": {"span_f1": 0.6667, "alike": 1, "spans": 3},
    }
    assert kappa == 0.5986


def test_agreement_is_that_of_the_agreement_report(papers: Project, tmp_path: Path) -> None:
    from annotator.agreement.counts import Measure
    from annotator.agreement.gathering import compare
    from annotator.agreement.results import Coefficient

    whole = compare(papers, resampling=None).agreement
    agreed = manifest_of(papers, tmp_path / "o")["agreement"]
    kappa = whole.coefficients[Coefficient.KAPPA].value
    assert agreed["span_f1"] == pytest.approx(whole.f1[Measure.EXACT].value, abs=1e-4)  # type: ignore[index]
    assert agreed["kappa_over_words"] == pytest.approx(kappa, abs=1e-4)  # type: ignore[index]  # JSON
    for label, part in whole.labels.items():
        assert agreed["labels"][label]["span_f1"] == pytest.approx(part.f1.value, abs=1e-4)  # type: ignore[index]


def test_of_a_person_s_work_that_person_is_meant(papers: Project, tmp_path: Path) -> None:
    fields = manifest_of(papers, tmp_path / "o", by="omar")
    assert fields["annotators"]["work"] == [{"annotator": "1", "documents": 2, "spans": 3}]  # type: ignore[index]
    assert fields["agreement"]["documents"] == 2  # type: ignore[index]  # JSON
    named = manifest_of(papers, tmp_path / "o", by="omar", has_names=True)
    assert named["annotators"]["work"][0]["annotator"] == "omar"  # type: ignore[index]  # JSON


def test_a_card_names_nobody_unless_it_is_asked_to(papers: Project, tmp_path: Path) -> None:
    report = export(papers, tmp_path / "o", format="jsonl", by=GOLD, has_card=True)
    assert report.card == tmp_path / "o.README.md"
    said = report.card.read_text(encoding="utf-8")
    assert "amina" not in said
    assert "omar" not in said
    assert "| 1 | 3 | 3 |\n| 2 | 2 | 3 |" in said
    export(papers, tmp_path / "o", format="jsonl", by=GOLD, has_card=True, has_names=True)
    assert "| amina | 3 | 3 |" in report.card.read_text(encoding="utf-8")


def test_a_card_says_what_is_known_to_be_missing(papers: Project, tmp_path: Path) -> None:
    split = Split(ratios={"train": 1, "test": 1})
    report = export(
        papers,
        tmp_path / "o",
        format="conll2002",
        by=GOLD,
        split=split,
        choice=Choice(labels=("PERS", "GPE")),
    )
    assert report.card == tmp_path / "o" / "README.md"
    said = report.card.read_text(encoding="utf-8")
    gaps = said.partition("## Known gaps")[2]
    for line in (
        "Only these labels were exported: PERS, GPE. What else is in the texts is not marked.",
        "The format has no place for titles, outlets and notes of 4 documents.",
        "Labels with fewer than 50 spans: GPE, PERS.",
        "Labels that are not in test: GPE, PERS.",
        "1 document was labelled by one annotator only.",
        "Of 1 document, the work of no annotator is in the project.",
    ):
        assert f"- {line}\n" in gaps
    assert "| train | 2 | 3 |" in said
    assert "| GPE | Political entity | 1 | 1 | 0 |" in said


def test_what_a_file_named_stays_text_in_markdown(papers: Project, tmp_path: Path) -> None:
    report = export(papers, tmp_path / "o", format="jsonl", by=GOLD, has_card=True)
    assert report.card is not None
    said = report.card.read_text(encoding="utf-8")
    assert "| a\\|b \\`c\\`\N{REPLACEMENT CHARACTER}\\# d | 1 |" in said


def test_a_card_of_suggestions_says_that_nobody_confirmed_them(papers: Project, tmp_path: Path) -> None:
    papers.suggestions.replace(
        "1",
        [Suggestion(21, 26, "GPE", "", "import", 0.5, Reason("import", {"file": ""}))],
        sources={"import"},
    )
    report = export(papers, tmp_path / "o", format="jsonl", by="suggestions", has_card=True)
    assert report.card is not None
    assert "no person confirmed them" in report.card.read_text(encoding="utf-8")


def test_a_card_says_that_labels_were_renamed(papers: Project, tmp_path: Path) -> None:
    labels = Renaming.load("security-news-to-anercorp")
    report = export(papers, tmp_path / "o", format="jsonl", by=GOLD, labels=labels, has_card=True)
    assert report.card is not None
    said = report.card.read_text(encoding="utf-8")
    assert "renamed by the map security-news-to-anercorp" in said
    assert "1 OCC span has no counterpart in the label map and is left out." in said
    assert "| LOC |  | 1 |" in said


def test_the_same_export_says_the_same(papers: Project, tmp_path: Path) -> None:
    split = Split(ratios={"train": 1, "test": 1}, seed=3)
    for name in ("a", "b"):
        export(papers, tmp_path / name, format="jsonl", by=GOLD, split=split)
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files == ["README.md", "manifest.json", "test.jsonl", "train.jsonl"]
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_format_s_own_head_stands_above_the_card(papers: Project, tmp_path: Path) -> None:
    fields = manifest_of(papers, tmp_path / "o")
    assert card.text(fields, schema=papers.schema, head="---\na: b\n---\n").startswith(
        "---\na: b\n---\n# p\n"
    )


def test_verify_counts_each_part(papers: Project, tmp_path: Path) -> None:
    from annotator import errors

    out = tmp_path / "o"
    fields = manifest_of(papers, out, split=Split(ratios={"train": 1, "test": 1}))
    parts = fields["parts"]
    assert [(part["split"], part["documents"]) for part in parts] == [("train", 2), ("test", 2)]  # type: ignore[attr-defined]
    parts[0]["documents"], parts[1]["documents"] = 3, 1  # type: ignore[index]  # JSON
    (out / "manifest.json").write_text(json.dumps(fields), encoding="utf-8")
    with pytest.raises(errors.ExportDiffers, match="documents: 2, not 3"):
        verify(out)
