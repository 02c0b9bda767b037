from contextlib import closing

from annotator.labelling.decisions import accept, label_range, reject, relabel, set_state
from annotator.labelling.sheet import open_sheet
from annotator.model import Planted, State
from annotator.project.bias import BiasReport, PlantedRecord, Work
from annotator.project.connection import Connection
from tests.project.builders import FIRST, SECOND, document, suggestion


def record(project, document_id, annotator, decision, *wanted, seconds=None, actions=None, **named):
    sheet = open_sheet(project, document_id, annotator=annotator)
    outcome = decision(sheet, *wanted, **named)
    project.changes.record(annotator, outcome.draft, seconds=seconds, actions=actions)


def test_what_became_of_planted_errors_is_counted_by_annotator_and_kind(project):
    made = [suggestion(10, 16, "PERS"), suggestion(21, 25, "GPE"), suggestion(26, 33, "GPE")]
    project.suggestions.replace("one", made, sources=["lexicon"])
    first, second, third = project.suggestions.of("one")
    right = suggestion(10, 16, "GPE")
    project.honesty.plant([(first.id, Planted("label", right)), (second.id, Planted("nothing"))])
    record(project, "one", "amina", accept, first)
    record(project, "one", "amina", accept, third)
    record(project, "one", "youssef", relabel, first, label="GPE")
    record(project, "one", "youssef", reject, second)
    assert project.honesty.report().planted == (
        PlantedRecord("amina", "label", 1, 1, 0, 0),
        PlantedRecord("amina", "nothing", 1, 0, 0, 0),
        PlantedRecord("youssef", "label", 1, 0, 1, 0),
        PlantedRecord("youssef", "nothing", 1, 0, 0, 1),
    )


def test_work_without_suggestions_is_set_against_work_with_them(project):
    project.suggestions.replace(
        "one", [suggestion(10, 16, "GPE"), suggestion(21, 25, "OCC")], sources=["lexicon"]
    )
    project.suggestions.replace(
        "two", [suggestion(6, 18, "ORG"), suggestion(22, 37, "ORG")], sources=["lexicon"]
    )
    project.honesty.hold_back(["two"])
    record(project, "one", "amina", accept, project.suggestions.of("one")[0], seconds=1.5, actions=1)
    record(project, "one", "amina", set_state, State.FINISHED, seconds=0.5, actions=1)
    record(project, "two", "amina", label_range, 6, 18, label="ORG", seconds=6.0, actions=3)
    record(project, "two", "amina", label_range, 0, 5, label="EVENT", seconds=4.0, actions=3)
    assert project.honesty.report().held_back == Work()
    record(project, "two", "amina", set_state, State.FINISHED, seconds=2.0, actions=1)
    report = project.honesty.report()
    assert report.suggested == Work(1, len(FIRST), 3, 2, 1, 2.0, 2, 3)
    assert report.held_back == Work(1, len(SECOND), 2, 2, 1, 12.0, 7, 2)
    assert (report.held_back.taken, report.held_back.suggested) == (0.5, 0.5)
    assert report.held_back.seconds_per_entity == 6.0
    assert report.held_back.spans_per_thousand == 2_000 / len(SECOND)


def test_the_work_grows_as_the_documents_do_and_no_faster(project):
    def steps() -> int:
        """Count thousands of steps of SQLite's machine, which no other load changes."""
        counted = []
        with closing(Connection(project.path)) as connection:
            connection.sqlite.set_progress_handler(lambda: counted.append(1), 1_000)
            BiasReport.of(connection)
        return len(counted)

    def add(numbers: range) -> int:
        with project.documents.adding():
            for number in numbers:
                id_ = f"more {number}"
                project.documents.add(document(id_, f"{FIRST} {number}"))
                made = [suggestion(start, start + 1) for start in range(0, 60, 3)]
                project.suggestions.replace(id_, made, sources=["lexicon"])
                record(project, id_, "amina", set_state, State.FINISHED)
        return steps()

    first = add(range(60))
    assert 0 < add(range(60, 180)) < 5 * first


def test_an_empty_project_has_no_shares(project):
    report = project.honesty.report()
    assert report.planted == ()
    for work in (report.suggested, report.held_back):
        assert (work.taken, work.suggested, work.seconds_per_entity, work.spans_per_thousand) == (0, 0, 0, 0)
