import pytest

from annotator.errors import ChangedElsewhere, NoName, ReservedName, UnknownDocument, WorkExists
from annotator.model import Annotation, Draft, Span, SpanEdit, State, StateEdit, Verdict
from annotator.project.file import Project
from tests.project.builders import accepting, adding, rejecting, setting, suggestion


def test_without_work_an_annotation_is_new_and_empty(project):
    assert project.annotations.get("one", "amina") == Annotation("one", "amina")
    assert project.annotations.annotators() == []
    assert project.annotations.all_of("amina") == project.annotations.finished("amina") == []
    with pytest.raises(UnknownDocument):
        project.annotations.get("none", "amina")


def test_all_of_it_comes_back(project):
    project.suggestions.replace("one", [suggestion(10, 16, "GPE"), suggestion(17, 20)], sources={"lexicon"})
    first, second = project.suggestions.of("one")
    project.changes.record(
        "amina", adding("one", Span(10, 16, "LOC", "region"), Span(0, 16, "EVENT", "visit"))
    )
    project.changes.record("amina", accepting("one", first))
    project.changes.record("amina", rejecting("one", second))
    project.changes.record("amina", setting("one", State.NEW, State.QUESTION, note="أهي مدينة؟"))
    expected = Annotation(
        "one",
        "amina",
        State.QUESTION,
        (Span(0, 16, "EVENT", "visit"), Span(10, 16, "GPE"), Span(10, 16, "LOC", "region")),
        {first.id: Verdict.ACCEPTED, second.id: Verdict.REJECTED},
        "أهي مدينة؟",
    )
    with Project.open(project.path) as opened:
        found = opened.annotations.get("one", "amina")
        assert found == expected
        assert [span.origin for span in found.spans] == ["person", "lexicon", "person"]
        assert len({span.id for span in found.spans}) == 3
        assert opened.annotations.all_of("amina") == [expected]
        assert opened.annotations.finished("amina") == []


def test_annotators_are_those_with_work_gold_last(project):
    for name in ("gold", "youssef", "Amina"):
        project.changes.record(name, adding("one", Span(10, 16, "GPE")))
    project.changes.record("idle", adding("one", Span(10, 16, "GPE")))
    project.changes.undo("idle")
    assert project.annotations.annotators() == ["youssef", "Amina", "gold"]


def test_finished_work_is_in_list_order(project):
    for document_id in ("two", "one"):
        project.changes.record("amina", adding(document_id, Span(3, 9, "ORG")))
        project.changes.record("amina", setting(document_id, State.NEW, State.FINISHED))
    project.changes.record("youssef", setting("one", State.NEW, State.FINISHED))
    project.changes.record("gold", setting("one", State.NEW, State.SKIPPED, note="إعلان"))
    assert [one.document_id for one in project.annotations.finished("amina")] == ["one", "two"]
    assert [one.spans for one in project.annotations.finished("amina")] == [(Span(3, 9, "ORG"),)] * 2
    assert [one.document_id for one in project.annotations.finished("youssef")] == ["one"]
    assert project.annotations.finished("gold") == []
    assert [one.note for one in project.annotations.all_of("gold")] == ["إعلان"]


def test_a_note_alone_is_work(project):
    project.changes.record("amina", setting("one", State.NEW, State.NEW, note="لماذا؟"))
    assert project.annotations.annotators() == ["amina"]
    assert project.annotations.all_of("amina") == [Annotation("one", "amina", note="لماذا؟")]


class TestStoreFinished:
    SPANS = (Span(10, 16, "GPE"), Span(0, 16, "EVENT", "visit"), Span(10, 16, "LOC"))

    def test_imported_labels_are_one_change(self, project):
        change = project.annotations.store_finished("gold", "one", self.SPANS)
        stored = project.annotations.get("one", "gold")
        assert stored.state is State.FINISHED
        assert sorted(stored.spans) == sorted(self.SPANS)
        assert change.name == "import"
        assert [span.id for span in stored.spans] == [
            edit.after.id for edit in sorted(change.edits[:-1], key=lambda e: (e.after.start, -e.after.end))
        ]
        project.changes.undo("gold")
        assert project.annotations.get("one", "gold") == Annotation("one", "gold")
        project.changes.redo("gold")
        assert project.annotations.get("one", "gold") == stored

    def test_a_document_without_labels_is_finished_too(self, project):
        project.annotations.store_finished("amina", "one", [])
        assert project.annotations.finished("amina") == [Annotation("one", "amina", State.FINISHED)]

    def test_work_that_is_there_is_not_replaced(self, project):
        project.changes.record("amina", setting("one", State.NEW, State.IN_PROGRESS))
        with pytest.raises(WorkExists) as raised:
            project.annotations.store_finished("amina", "one", self.SPANS)
        assert (raised.value.values["name"], raised.value.values["id"]) == ("amina", "one")
        assert project.annotations.get("one", "amina") == Annotation("one", "amina", State.IN_PROGRESS)
        project.annotations.store_finished("youssef", "one", self.SPANS)

    def test_work_undone_to_nothing_is_no_work(self, project):
        project.changes.record("amina", adding("one", Span(10, 16, "GPE")))
        project.changes.undo("amina")
        project.annotations.store_finished("amina", "one", self.SPANS)
        assert len(project.annotations.get("one", "amina").spans) == 3

    def test_crossing_labels_are_not_stored(self, project):
        with pytest.raises(ChangedElsewhere):
            project.annotations.store_finished("amina", "one", [Span(0, 5, "PERS"), Span(3, 9, "PERS")])
        assert project.annotations.get("one", "amina") == Annotation("one", "amina")


@pytest.mark.parametrize(("name", "error"), [("suggestions", ReservedName), ("", NoName), ("  ", NoName)])
def test_names_that_nobody_may_have(project, name, error):
    draft = Draft(
        "label",
        {},
        (SpanEdit("one", None, Span(0, 5, "GPE")), StateEdit("one", State.NEW, State.IN_PROGRESS)),
    )
    with pytest.raises(error):
        project.changes.record(name, draft)
    assert project.annotations.annotators() == []
