"""Which documents and spans go out, as somebody wished, and what is said of the rest."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from annotator import errors
from annotator.exchange.choice import Choice, date_of, day_of
from annotator.exchange.exporting import ExportReport, export, preview
from annotator.exchange.outgoing import Outgoing
from annotator.exchange.renaming import Renaming
from annotator.exchange.selection import Selection
from annotator.exchange.verify import verify
from annotator.model import Draft, Span, SpanEdit, State, StateEdit
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.text.cleaning import clean

TEXT = "استقبل وزير خارجية باكستان وفدا للرباط"
SPANS = (
    Span(7, 26, "OCC", "office"),
    Span(12, 26, "ORG", "government"),
    Span(19, 26, "GPE"),
    Span(33, 38, "GPE"),
)
PAPERS = (
    Outgoing("1", TEXT, "أ", "هسبرس", {"date": "2026-01-05"}, SPANS),
    Outgoing("2", TEXT + ".", "ب", "هِسْبرس ", {"published": "31/01/2026"}, SPANS[3:]),
    Outgoing("3", TEXT + "!", "ج", "مرافئ", {"Date": "2026-02-01T10:00:00Z"}, SPANS[:1]),
    Outgoing("4", TEXT + "؟", "د", "", {"date": "أمس"}, SPANS[:2]),
)


@pytest.fixture
def papers(project: Project) -> Project:
    for one in PAPERS:
        cleaned = clean(one.text, steps=())
        project.documents.add(
            NewDocument(one.id, one.text.encode(), "utf-8", cleaned, one.title, one.outlet, dict(one.meta))
        )
        project.annotations.store_finished("amina", one.id, one.spans)
    return project


def ids(project: Project, **choice: object) -> list[str]:
    return Selection(project, by="amina", choice=Choice(**choice)).ids  # type: ignore[arg-type]  # its fields


def begin(project: Project, id_: str, state: State) -> None:
    edits = (SpanEdit(id_, None, Span(19, 26, "LOC")), StateEdit(id_, State.NEW, state))
    project.changes.record("omar", Draft("label", {}, edits))


def test_outlets_are_chosen_however_they_are_spelt(papers: Project) -> None:
    assert ids(papers, outlets=("هسبرس",)) == ["1", "2"]
    assert ids(papers, outlets=("مرافئ", "هسبرس")) == ["1", "2", "3"]
    with pytest.raises(errors.OutletUnknown, match="«هسبريس»; the outlets are: هسبرس"):
        ids(papers, outlets=("هسبريس",))


def test_days_are_chosen_half_open(papers: Project) -> None:
    assert ids(papers, after=date(2026, 1, 5)) == ["1", "2", "3"]
    assert ids(papers, after=date(2026, 1, 6), before=date(2026, 2, 1)) == ["2"]
    selection = Selection(papers, by="amina", choice=Choice(before=date(2026, 1, 31)))
    assert (selection.ids, selection.left_out) == (["1"], {"date": 2, "undated": 1})
    with pytest.raises(errors.NothingChosen):
        ids(papers, after=date(2027, 1, 1))
    with pytest.raises(errors.NoDaysBetween):
        ids(papers, after=date(2026, 1, 2), before=date(2026, 1, 2))


def test_a_date_is_looked_for_where_it_is_usual() -> None:
    assert date_of({"url": "2020-01-01", "PubDate": "2026-01-02"}) == date(2026, 1, 2)
    assert date_of({"date": "أمس", "published": "2 يناير 2026"}) == date(2026, 1, 2)
    assert date_of({}) is None
    assert day_of("2026-01-31") == date(2026, 1, 31)
    with pytest.raises(errors.NotADate):
        day_of("31 janvier")


def test_spans_are_chosen_by_label_and_their_documents_stay(papers: Project) -> None:
    found = list(Selection(papers, by="amina", choice=Choice(labels=("GPE", "OCC.office"))))
    assert [[span.label for span in one.spans] for one in found] == [
        ["OCC", "GPE", "GPE"],
        ["GPE"],
        ["OCC"],
        ["OCC"],
    ]
    assert [[span.label for span in one.left_out] for one in found] == [["ORG"], [], [], ["ORG"]]
    for label in ("NAME", "ORG.nothing", "ORG."):
        with pytest.raises(errors.LabelNotInSchema):
            ids(papers, labels=(label,))


def test_the_state_is_finished_unless_somebody_says_otherwise(papers: Project) -> None:
    begin(papers, "1", State.IN_PROGRESS)
    begin(papers, "3", State.QUESTION)

    def of_omar(*states: State) -> list[str]:
        return Selection(papers, by="omar", choice=Choice(states=frozenset(states))).ids

    with pytest.raises(errors.NothingFinished):
        Selection(papers, by="omar")
    assert of_omar(State.IN_PROGRESS) == ["1"]
    assert of_omar(State.IN_PROGRESS, State.QUESTION, State.NEW) == ["1", "2", "3", "4"]
    with pytest.raises(errors.NothingInState):
        of_omar(State.SKIPPED)
    with pytest.raises(errors.SuggestionsHaveNoState):
        Selection(papers, by="suggestions", choice=Choice(states=frozenset({State.NEW})))


def written(report: ExportReport) -> dict[str, object]:
    found: dict[str, object] = json.loads(report.manifest.read_text(encoding="utf-8"))
    return found


def test_every_filter_is_in_the_manifest(papers: Project, tmp_path: Path) -> None:
    choice = Choice(labels=("GPE",), outlets=("هسبرس",), after=date(2026, 1, 1), before=date(2026, 1, 31))
    report = export(papers, tmp_path / "o", format="jsonl", by="amina", choice=choice)
    assert written(report)["filters"] == {
        "states": ["finished"],
        "labels": ["GPE"],
        "outlets": ["هسبرس"],
        "after": "2026-01-01",
        "before": "2026-01-31",
        "documents_left_out": {"date": 1, "outlet": 2},
        "spans_left_out": {"OCC": 1, "ORG": 1},
    }
    assert (report.left_out, report.spans_left_out) == ({"outlet": 2, "date": 1}, {"OCC": 1, "ORG": 1})
    assert (report.documents, report.spans, report.lost) == (1, 2, ())
    assert verify(tmp_path / "o").spans == 2
    found = preview(papers, format="jsonl", by="amina", choice=choice)
    assert (found.documents, found.spans_left_out) == (1, report.spans_left_out)


@pytest.mark.parametrize("name", ["jsonl", "conll2002"])
def test_labels_go_out_under_the_names_of_a_map(papers: Project, tmp_path: Path, name: str) -> None:
    labels = Renaming.load("security-news-to-anercorp")
    report = export(papers, tmp_path / "o", format=name, by="amina", labels=labels)
    (lost,) = [loss for loss in report.lost if loss.kind == "no_counterpart"]
    assert (lost.label, lost.count, lost.examples[0].text) == ("OCC", 3, "وزير خارجية باكستان")
    manifest = written(report)
    assert manifest["label_map"]["name"] == "security-news-to-anercorp"  # type: ignore[index]  # JSON
    assert manifest["label_map"]["labels"]["GPE"] == "LOC"  # type: ignore[index]  # JSON
    assert set(manifest["counts"]["spans_by_label"]) <= {"LOC", "ORG"}  # type: ignore[index]  # JSON
    assert verify(tmp_path / "o").documents == 4


def rename(project: Project, lines: dict[str, str | None]) -> Sequence[Outgoing]:
    return list(Selection(project, by="amina", labels=Renaming(lines, origin="my.toml")))


def test_two_labels_that_become_one_are_written_once(papers: Project, tmp_path: Path) -> None:
    papers.annotations.store_finished("omar", "1", [Span(19, 26, "GPE"), Span(19, 26, "LOC")])
    labels = Renaming({"GPE": "PLACE", "LOC": "PLACE"}, origin="my.toml")
    (found,) = Selection(papers, by="omar", labels=labels)
    assert found.spans == (Span(19, 26, "PLACE"),)
    assert [(kind.value, span.label) for kind, span in found.lost] == [("merged", "LOC")]
    report = export(papers, tmp_path / "o", format="jsonl", by="omar", labels=labels)
    assert [loss.sentence() for loss in report.lost] == [
        "1 LOC span becomes the same as another one by the label map and is written once."
    ]


def test_a_map_that_says_nothing_of_a_label_is_refused(papers: Project, tmp_path: Path) -> None:
    with pytest.raises(errors.LabelMapSaysNothing, match=r"my\.toml does not say .* «OCC»"):
        rename(papers, {"GPE": "LOC", "ORG": None})
    labels = Renaming({"GPE": "LOC"}, origin="my.toml")
    with pytest.raises(errors.LabelMapSaysNothing):
        export(papers, tmp_path / "o", format="jsonl", by="amina", labels=labels)
    assert list(tmp_path.iterdir()) == []


def test_sublabels_follow_the_map(papers: Project) -> None:
    lines = {"OCC": "TITLE", "ORG": None, "ORG.government": "GOV.state", "GPE": "GPE"}
    assert rename(papers, lines)[0].spans == (
        Span(7, 26, "TITLE", "office"),
        Span(12, 26, "GOV", "state"),
        Span(19, 26, "GPE"),
        Span(33, 38, "GPE"),
    )
