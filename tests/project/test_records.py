from annotator.labelling.decisions import accept, accept_rest, reject, relabel, set_state
from annotator.labelling.sheet import open_sheet
from annotator.model import GOLD, Planted, Record, Span, State
from tests.project.builders import suggestion


def decide(project, decision, start, annotator="amina", **wanted):
    sheet = open_sheet(project, "one", annotator=annotator)
    one = next(one for one in sheet.suggestions if one.start == start)
    project.changes.record(annotator, decision(sheet, one, **wanted).draft)


def suggest(project):
    made = [
        suggestion(10, 16, "GPE"),
        suggestion(21, 25, "OCC", source="patterns"),
        suggestion(26, 33, "GPE"),
        suggestion(34, 41, "GPE"),
    ]
    project.suggestions.replace("one", made, sources=["lexicon", "patterns"])
    project.suggestions.replace("two", [suggestion(0, 5, "ORG")], sources=["lexicon"])


def test_verdicts_are_counted_by_source_and_label(project, window):
    suggest(project)
    assert window.records.by_label() == []
    decide(project, accept, 10)
    decide(project, reject, 26)
    decide(project, relabel, 21, label="PERS")
    assert window.records.by_label() == [
        Record("lexicon", "GPE", 3, 1, 0, 1),
        Record("patterns", "OCC", 1, 0, 1, 0),
    ]
    project.changes.undo("amina")
    assert window.records.by_label()[1] == Record("patterns", "OCC", 1, 0, 0, 0)


def test_each_persons_work_counts(project):
    suggest(project)
    decide(project, accept, 10)
    decide(project, reject, 10, annotator="youssef")
    assert project.records.by_label()[0] == Record("lexicon", "GPE", 6, 1, 0, 1)


def test_who_finished_without_a_decision_saw_them_and_who_imported_did_not(project):
    suggest(project)
    project.annotations.store_finished(GOLD, "one", [Span(10, 16, "GPE")])
    project.annotations.store_finished("file", "one", [Span(10, 16, "GPE")])
    assert project.records.by_label() == []
    sheet = open_sheet(project, "one", annotator="amina")
    project.changes.record("amina", set_state(sheet, State.FINISHED).draft)
    assert project.records.by_label() == [
        Record("lexicon", "GPE", 3, 0, 0, 0),
        Record("patterns", "OCC", 1, 0, 0, 0),
    ]


def test_planted_and_unseen_ones_are_left_out(project):
    suggest(project)
    first = project.suggestions.of("one")[0]
    project.honesty.plant([(first.id, Planted("nothing"))])
    sheet = open_sheet(project, "one", annotator="amina")
    project.changes.record("amina", accept_rest(sheet).draft)
    assert project.records.by_label()[0] == Record("lexicon", "GPE", 2, 2, 0, 0)
    sheet = open_sheet(project, "two", annotator="amina")
    project.changes.record("amina", set_state(sheet, State.FINISHED).draft)
    project.honesty.hold_back(["two"])
    assert [one.label for one in project.records.by_label()] == ["GPE", "OCC"]
