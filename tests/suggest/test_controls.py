"""Controls over a project: set, kept up, lifted; and nothing that comes of a planted error ever leaves."""

import json
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import AnnotatorError
from annotator.exchange.exporting import export
from annotator.labelling import decisions
from annotator.labelling.sheet import open_sheet
from annotator.model import Planted, Reason, SpanEdit, State, Suggestion, Verdict, VerdictEdit
from annotator.project.check import check
from annotator.project.file import Project
from annotator.suggest.controls import HOLD_BACK, PLANT, hold_back, plant_anew
from annotator.suggest.examples import examples_of
from annotator.suggest.honesty import choose
from annotator.suggest.pipeline import default_sources, suggest
from annotator.suggest.remembering import Decided, places_of
from annotator.suggest.running import suggest_documents
from annotator.suggest.sources import sources_for
from annotator.text.reading import Reading
from tests.suggest.planted import SCHEMA, SEED, TEXTS, make, new


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("filled") / "filled.annot"
    make(path)
    return path


@pytest.fixture
def project(filled, tmp_path):
    path = Path(copyfile(filled, tmp_path / "news.annot"))
    with Project.open(path) as opened:
        yield opened


def planted_in(project):
    return {id_: project.honesty.planted(id_) for id_ in project.documents.ids()}


class TestControls:
    def test_a_run_plants_what_the_project_is_set_to(self, project):
        assert project.honesty.planted_count() == sum(map(len, planted_in(project).values())) > 20
        assert check(project.path) == []

    def test_another_run_plants_the_same(self, project):
        before = planted_in(project)
        suggest_documents(project, sources=sources_for(project), again=True)
        assert planted_in(project) == before

    def test_errors_can_be_taken_back_and_planted_again(self, project):
        before = planted_in(project)
        shown = {id_: project.suggestions.of(id_) for id_ in before}
        project.settings.put(PLANT, 0.0)
        assert plant_anew(project) == 0
        for id_, text in TEXTS.items():
            found = sources_for(project).run(sources_for(project).task(id_)).suggestions
            assert project.suggestions.of(id_) == found, text
        project.settings.put(PLANT, 0.1)
        assert plant_anew(project) == sum(map(len, before.values()))
        assert {id_: project.suggestions.of(id_) for id_ in before} == shown
        assert check(project.path) == []

    def test_a_document_that_was_begun_keeps_the_errors_it_has(self, project):
        id_ = "01-visit"
        before = project.honesty.planted(id_)
        sheet = open_sheet(project, id_, annotator="amina")
        first = next(one for one in sheet.suggestions if one.id in before)
        project.changes.record("amina", decisions.reject(sheet, first).draft)
        project.settings.put(PLANT, 0.5)
        plant_anew(project)
        suggest_documents(project, sources=sources_for(project), again=True)
        assert project.honesty.planted(id_) == before
        assert len(project.honesty.planted("02-exercise")) > len(before)
        project.settings.put(PLANT, 0.0)
        plant_anew(project)
        assert project.honesty.planted(id_) == {first.id: before[first.id]}

    def test_documents_are_held_back_until_the_lead_lifts_it(self, project):
        shown = {id_: project.suggestions.of(id_) for id_ in TEXTS}
        project.settings.put(HOLD_BACK, 0.5)
        held = hold_back(project)
        assert 0 < held < len(TEXTS)
        assert project.honesty.held_back() == set(choose(TEXTS, share=0.5, seed=SEED))
        assert hold_back(project) == held
        project.settings.put(HOLD_BACK, 0.0)
        assert hold_back(project) == 0
        assert {id_: project.suggestions.of(id_) for id_ in TEXTS} == shown

    def test_what_was_begun_is_not_held_back(self, project):
        sheet = open_sheet(project, "01-visit", annotator="amina")
        project.changes.record("amina", decisions.accept(sheet, sheet.suggestions[0]).draft)
        project.settings.put(HOLD_BACK, 1.0)
        assert hold_back(project) == len(TEXTS) - 1
        assert project.suggestions.of("01-visit")

    def test_a_run_holds_back_what_came_since(self, project):
        project.settings.put(HOLD_BACK, 1.0)
        project.documents.add(new("fresh", TEXTS["01-visit"] + "\nإلى الرباط"))
        report = suggest_documents(project, sources=sources_for(project))
        assert (report.documents, report.held_back) == (1, len(TEXTS) + 1)
        assert project.suggestions.of("fresh") == []
        assert project.suggestions.kept("fresh")


class TestExport:
    def test_suggestions_go_out_as_they_were_true_and_without_what_is_held_back(self, project, tmp_path):
        project.settings.put(HOLD_BACK, 0.5)
        hold_back(project)
        report = export(project, tmp_path / "out.jsonl", format="jsonl", by="suggestions")
        held = project.honesty.held_back()
        assert report.held_back == len(held)
        lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
        out = {one["id"]: one["spans"] for one in map(json.loads, lines)}
        assert set(out) == set(TEXTS) - held
        for id_, spans in out.items():
            found = suggest(TEXTS[id_], sources=default_sources(SCHEMA), schema=SCHEMA)
            planted = {
                (one.start, one.end, one.label)
                for one in project.suggestions.of(id_)
                if one.id in project.honesty.planted(id_)
            }
            gone = {(span["start"], span["end"], span["label"]) for span in spans}
            assert not gone & planted
            assert len(gone & {(one.start, one.end, one.label) for one in found}) > 0.9 * len(gone)

    def test_what_came_of_errors_is_counted_as_lost_and_not_shown(self, project, tmp_path):
        for id_ in TEXTS:
            sheet = open_sheet(project, id_, annotator="amina")
            project.changes.record("amina", decisions.accept_rest(sheet).draft)
        report = export(project, tmp_path / "out.jsonl", format="jsonl", by="amina")
        assert {loss.kind for loss in report.lost} == {"planted"}
        assert sum(loss.count for loss in report.lost) >= 20
        assert all(loss.examples == () for loss in report.lost)
        spans = sum(len(one.spans) for one in project.annotations.finished("amina"))
        assert report.spans + sum(loss.count for loss in report.lost) == spans


STEPS = (
    *("accept", "reject", "relabel", "relabel_span", "back", "move", "spread", "remove", "label_word"),
    *("rest", "undo", "redo", "accept_planted", "accept_planted", "relabel_planted", "remove_error"),
)
OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(STEPS),
        st.integers(0, 10_000),
    ),
    min_size=1,
    max_size=14,
)
LABELS = SCHEMA.label_ids()
DOCUMENT = "01-visit"
REPEATED = (
    "وصل الوفد إلى الرباط. قال المصدر إن الوفد غادر الرباط اليوم. أضاف المصدر إن الوفد عاد إلى الرباط "
    "مع علي، وقال المصدر إن بالرباط وفدا من تونس."
)


def _suggested(surface, label, *, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = REPEATED.index(surface, start + 1)
    reason = Reason("lexicon", {"lexicon": "city"})
    return Suggestion(start, start + len(surface), label, "", "lexicon", 0.8, reason)


@pytest.fixture(scope="module")
def repeating(tmp_path_factory):
    """An article in which every error stands before several equals."""
    path = tmp_path_factory.mktemp("repeating") / "news.annot"
    wrong = {
        _suggested("الوفد", "PERS"): Planted("nothing"),
        _suggested("الرباط", "ORG", nth=1): Planted("label", _suggested("الرباط", "GPE", nth=1)),
        _suggested("المصدر إن", "OCC", nth=1): Planted("edge", _suggested("المصدر", "OCC", nth=1)),
    }
    right = [_suggested("الرباط", "GPE", nth=2), _suggested("علي", "PERS"), _suggested("تونس", "GPE")]
    with Project.create(path, schema=SCHEMA) as made:
        made.documents.add(new(DOCUMENT, REPEATED))
        made.suggestions.replace(DOCUMENT, [*wrong, *right], sources=["lexicon"])
        stored = made.suggestions.of(DOCUMENT)
        made.honesty.plant([(one.id, wrong[one]) for one in stored if one in wrong])
    return path


class Careless:
    """An annotator who does anything at all; what an Enter on an error made is noted beside."""

    def __init__(self, project):
        self.project = project
        self.planted = project.honesty.planted(DOCUMENT)
        self.errors = {one.id: one for one in project.suggestions.of(DOCUMENT) if one.id in self.planted}
        self.reading = Reading(project.documents.get(DOCUMENT).text)
        self.tainted = {}  # span id -> the (range, label) that an Enter on an error gave it

    def do(self, name, number):
        try:
            change = self._step(name, number)
        except AnnotatorError:
            return
        if change is None:
            return
        for edit in change.edits:
            is_enter = isinstance(edit, VerdictEdit) and edit.after is Verdict.ACCEPTED
            if is_enter and edit.suggestion_id in self.errors:
                error = self.errors[edit.suggestion_id]
                key = self.reading.key(error.start, error.end)
                for other in change.edits:
                    span = other.after if isinstance(other, SpanEdit) else None
                    if (
                        span is not None
                        and span.label == error.label
                        and self.reading.key(span.start, span.end) == key
                    ):
                        self.tainted[span.id] = (span.start, span.end, span.label)

    def _step(self, name, number):
        if name == "undo":
            return self.project.changes.undo("amina")
        if name == "redo":
            return self.project.changes.redo("amina")
        sheet = open_sheet(self.project, DOCUMENT, annotator="amina")
        outcome = self._outcome(sheet, name, number)
        return None if outcome is None else self.project.changes.record("amina", outcome.draft)

    def _outcome(self, sheet, name, number):
        label = LABELS[number % len(LABELS)]
        if name == "rest":
            return decisions.accept_rest(sheet)
        if name == "label_word":
            place = sheet.reading.word_range(number % len(sheet.document.text))
            return None if place is None else decisions.label_range(sheet, *place, label=label)
        wanted = sheet.open_suggestions
        if name.endswith("_planted"):
            wanted = [one for one in wanted if one.id in self.errors]
        if name in ("spread", "remove", "remove_error", "relabel_span", "move", "back"):
            wanted = sheet.annotation.spans
        if name == "remove_error":
            places = {(one.start, one.end) for one in self.errors.values()}
            wanted = [one for one in wanted if (one.start, one.end) in places]
        if not wanted:
            return None
        one = wanted[number % len(wanted)]
        match name:
            case "accept" | "accept_planted":
                return decisions.accept(sheet, one)
            case "reject":
                return decisions.reject(sheet, one)
            case "relabel" | "relabel_planted" | "relabel_span":
                return decisions.relabel(sheet, one, label=label)
            case "back":  # into what an error near it says
                errors = [error for error in self.errors.values() if error.start == one.start]
                return decisions.relabel(sheet, one, label=errors[0].label) if errors else None
            case "move":
                return decisions.move_edge(sheet, one, is_start=False, forward=bool(number % 2))
            case "spread":
                return decisions.spread(sheet, one)
            case "remove" | "remove_error":
                return decisions.remove(sheet, one)

    def finish(self):
        sheet = open_sheet(self.project, DOCUMENT, annotator="amina")
        if sheet.annotation.state is not State.FINISHED:
            self.project.changes.record("amina", decisions.set_state(sheet, State.FINISHED).draft)


@settings(max_examples=60)
@given(st.booleans(), OPERATIONS)
def test_whatever_is_done_no_planted_error_leaves_the_project(filled, repeating, is_real, operations):
    with TemporaryDirectory() as folder:
        path = Path(copyfile(filled if is_real else repeating, Path(folder) / "news.annot"))
        with Project.open(path) as project:
            careless = Careless(project)
            for name, number in operations:
                careless.do(name, number)
            careless.finish()
            forbidden = {(one.start, one.end, one.label) for one in careless.errors.values()}
            annotation = project.annotations.get(DOCUMENT, "amina")
            forbidden |= {
                (span.start, span.end, span.label)
                for span in annotation.spans
                if careless.tainted.get(span.id) == (span.start, span.end, span.label)
            }
            assert not forbidden & exported(project, Path(folder) / "out.jsonl")
            (example,) = [one for one in examples_of(project) if one.document_id == DOCUMENT]
            assert not forbidden & {(span.start, span.end, span.label) for span in example.spans}
            assert not {one.suggestion.id for one in example.decisions} & set(careless.errors)
            for span in annotation.spans:
                if (span.start, span.end, span.label) in forbidden:
                    decided = Decided(DOCUMENT, span)
                    assert places_of(project, decided, annotator="amina") == []


def exported(project, path):
    export(project, path, format="jsonl", by="amina")
    (document,) = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {(span["start"], span["end"], span["label"]) for span in document["spans"]}


def test_work_on_what_was_right_leaves_the_project(project, tmp_path):
    sheet = open_sheet(project, DOCUMENT, annotator="amina")
    planted = project.honesty.planted(DOCUMENT)
    for one in sheet.suggestions:
        sheet = open_sheet(project, DOCUMENT, annotator="amina")
        if sheet.is_open(one):
            decide = decisions.reject if one.id in planted else decisions.accept
            project.changes.record("amina", decide(sheet, one).draft)
    sheet = open_sheet(project, DOCUMENT, annotator="amina")
    project.changes.record("amina", decisions.set_state(sheet, State.FINISHED).draft)
    spans = {(span.start, span.end, span.label) for span in sheet.annotation.spans}
    assert exported(project, tmp_path / "out.jsonl") == spans
