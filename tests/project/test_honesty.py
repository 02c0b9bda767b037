"""Held-back documents show nothing; what comes of a planted error is taken out."""

import pytest

from annotator.labelling.decisions import accept, move_edge, reject, relabel, remove, spread
from annotator.labelling.sheet import open_sheet
from annotator.model import Planted, Span
from annotator.project.check import check
from annotator.text.reading import Reading
from tests.project.builders import FIRST, suggestion

# «زيارة إلى الرباط / وصل سفير باكستان بالمغرب إلى الرباط، ثم غادر للرباط.»
RABAT = [(10, 16), (46, 52), (63, 68)]


@pytest.fixture
def suggested(project):
    """Two suggestions and a planted error: «سفير» as a person, at (21, 25)."""
    made = [
        suggestion(10, 16, "GPE"),
        suggestion(21, 25, "PERS"),
        suggestion(26, 33, "GPE"),
    ]
    project.suggestions.replace("one", made, sources=["lexicon"])
    wrong = project.suggestions.of("one")[1]
    project.honesty.plant([(wrong.id, Planted("nothing"))])
    return project


def decide(project, outcome):
    return project.changes.record("amina", outcome.draft)


def sheet_of(project):
    return open_sheet(project, "one", annotator="amina")


def cleaned(project):
    return project.honesty.clean(project.annotations.get("one", "amina"), FIRST)


def at(project, start):
    return next(one for one in sheet_of(project).suggestions if one.start == start)


class TestHeldBack:
    def test_nothing_of_it_is_shown_and_all_comes_back(self, suggested, window):
        before = suggested.suggestions.of("one")
        suggested.honesty.hold_back(["one", "gone"])
        assert suggested.honesty.held_back() == {"one"}
        assert window.suggestions.of("one") == []
        assert window.suggestions.kept("one") == before
        assert window.suggestions.ground("one").suggestions == []
        assert window.suggestions.count() == 0
        assert window.documents.with_label("GPE", annotator="amina") == set()
        for annotator in ("amina", "nobody"):
            summary = window.documents.summary("one", annotator)
            assert (summary.open_suggestions, summary.uncertainty) == (0, 0.0)
        assert check(suggested.path) == []
        suggested.honesty.hold_back([])
        assert suggested.honesty.held_back() == set()
        assert window.suggestions.of("one") == before
        assert window.documents.summary("one", "amina").open_suggestions == 3
        assert check(suggested.path) == []

    def test_it_is_counted_for_nobody_who_has_begun_it(self, suggested):
        decide(suggested, accept(sheet_of(suggested), at(suggested, 10)))
        suggested.honesty.hold_back(["one"])
        assert suggested.documents.summary("one", "amina").open_suggestions == 0
        assert suggested.documents.with_label("PERS", annotator="amina") == set()
        assert suggested.documents.with_label("GPE", annotator="amina") == {"one"}

    def test_what_is_suggested_meanwhile_is_kept(self, suggested):
        suggested.honesty.hold_back(["one"])
        suggested.suggestions.replace("one", [suggestion(10, 16, "GPE")], sources=["lexicon"])
        assert suggested.documents.summary("one", "amina").open_suggestions == 0
        suggested.honesty.hold_back([])
        assert [(one.start, one.end) for one in suggested.suggestions.of("one")] == [(10, 16)]

    def test_no_name_is_remembered_there(self, suggested):
        suggested.honesty.hold_back(["one"])
        there = suggestion(46, 52, "GPE", source="memory")
        assert suggested.suggestions.add_remembered([("one", there)]) == 0
        suggested.honesty.hold_back([])
        assert len(suggested.suggestions.of("one")) == 3


class TestPlanted:
    def test_what_is_planted_and_what_was_true_is_on_record(self, suggested):
        wrong = suggestion(26, 41, "GPE")
        suggested.suggestions.replace("one", [suggestion(10, 16, "GPE"), wrong], sources=["lexicon"])
        right = suggestion(26, 33, "GPE", sublabel="country", score=0.9)
        (number,) = (one.id for one in suggested.suggestions.of("one") if one.start == 26)
        suggested.honesty.plant([(number, Planted("edge", right))])
        assert suggested.honesty.planted("one") == {number: Planted("edge", right)}
        assert suggested.honesty.planted_count() == 1
        assert suggested.honesty.planted("two") == {}

    def test_an_error_that_nobody_decided_on_goes_with_its_suggestion(self, suggested):
        suggested.suggestions.replace("one", [suggestion(10, 16, "GPE")], sources=["lexicon"])
        assert suggested.honesty.planted("one") == {}
        suggested.suggestions.replace("one", [suggestion(21, 25, "PERS")], sources=["lexicon"])
        assert suggested.honesty.planted("one") == {}
        assert check(suggested.path) == []

    def test_an_error_that_somebody_decided_on_stays(self, suggested):
        wrong = at(suggested, 21)
        decide(suggested, reject(sheet_of(suggested), wrong))
        suggested.suggestions.replace("one", [], sources=["lexicon"])
        assert list(suggested.honesty.planted("one")) == [wrong.id]
        assert suggested.honesty.decided_on("one") == {wrong.id}

    def test_one_that_a_window_still_shows_when_it_is_withdrawn_is_one_all_the_same(self, suggested):
        sheet = sheet_of(suggested)
        suggested.suggestions.replace("one", [suggestion(10, 16, "GPE")], sources=["lexicon"])
        decide(suggested, accept(sheet, next(one for one in sheet.suggestions if one.start == 21)))
        assert cleaned(suggested) == ()
        assert suggested.suggestions.decided("amina") == {}

    def test_nothing_on_the_sheet_tells_it_from_the_rest(self, suggested):
        sheet = sheet_of(suggested)
        shapes = {tuple(sorted(vars(type(one))["__slots__"])) for one in sheet.suggestions}
        assert len(shapes) == 1
        assert {one.source for one in sheet.suggestions} == {"lexicon"}
        assert len(sheet.open_suggestions) == 3


class TestClean:
    def test_without_errors_everything_counts(self, project):
        project.suggestions.replace("one", [suggestion(10, 16, "GPE")], sources=["lexicon"])
        decide(project, accept(sheet_of(project), at(project, 10)))
        assert cleaned(project) == tuple(Span(*place, "GPE") for place in RABAT)

    def test_an_accepted_error_and_its_equals_are_taken_out(self, suggested):
        decide(suggested, accept(sheet_of(suggested), at(suggested, 10)))
        decide(suggested, accept(sheet_of(suggested), at(suggested, 21)))
        assert len(suggested.annotations.get("one", "amina").spans) == 4
        assert cleaned(suggested) == tuple(Span(*place, "GPE") for place in RABAT)

    def test_a_corrected_error_counts(self, suggested):
        decide(suggested, relabel(sheet_of(suggested), at(suggested, 21), label="OCC"))
        assert cleaned(suggested) == (Span(21, 25, "OCC"),)
        suggested.changes.undo("amina")
        outcome = move_edge(sheet_of(suggested), at(suggested, 21), is_start=False, forward=True)
        decide(suggested, outcome)
        assert cleaned(suggested) == (Span(21, 33, "PERS"),)

    def test_one_that_was_corrected_back_into_the_error_does_not(self, suggested):
        decide(suggested, relabel(sheet_of(suggested), at(suggested, 21), label="OCC"))
        (span,) = suggested.annotations.get("one", "amina").spans
        decide(suggested, relabel(sheet_of(suggested), span, label="PERS", sublabel=""))
        assert cleaned(suggested) == ()

    def test_the_equals_go_although_the_error_itself_was_removed(self, project):
        project.suggestions.replace("one", [suggestion(10, 16, "PERS")], sources=["lexicon"])
        wrong = project.suggestions.of("one")[0]
        right = suggestion(10, 16, "GPE")
        project.honesty.plant([(wrong.id, Planted("label", right))])
        decide(project, accept(sheet_of(project), wrong))
        first = project.annotations.get("one", "amina").spans[0]
        decide(project, remove(sheet_of(project), first))
        assert [(span.start, span.end) for span in project.annotations.get("one", "amina").spans] == RABAT[1:]
        assert cleaned(project) == ()
        project.changes.undo("amina")
        assert cleaned(project) == ()
        project.changes.undo("amina")
        decide(project, relabel(sheet_of(project), wrong, label="GPE"))
        decide(project, spread(sheet_of(project), project.annotations.get("one", "amina").spans[0]))
        assert [(span.start, span.end) for span in cleaned(project)] == RABAT

    def test_everybodys_errors_are_spoilt_and_ones_own_are_taken_out(self, suggested):
        reading = Reading(FIRST)
        assert suggested.honesty.spoilt("one", reading) == frozenset()
        decide(suggested, accept(sheet_of(suggested), at(suggested, 21)))
        assert suggested.honesty.spoilt("one", reading) == {("سفير", "PERS")}
        other = suggested.annotations.get("one", "youssef")
        assert suggested.honesty.clean(other, FIRST) == ()
        suggested.changes.undo("amina")
        assert suggested.honesty.spoilt("one", reading) == frozenset()
