import pytest

from annotator.errors import ChangedElsewhere, UnknownDocument
from annotator.model import Reason, Verdict
from tests.project.builders import accepting, rejecting, suggestion

LEXICON = {"lexicon"}


def test_they_come_back_in_reading_order_with_ids(project, window):
    given = [
        suggestion(17, 20, "PERS", source="patterns", score=0.25, reason=Reason("rank", {"rank": "اللواء"})),
        suggestion(10, 12),
        suggestion(10, 16, "ORG", sublabel="government"),
        suggestion(10, 16, "GPE"),
    ]
    project.suggestions.replace("one", given, sources={"lexicon", "patterns"})
    found = window.suggestions.of("one")
    assert found == [given[3], given[2], given[1], given[0]]
    assert [dict(one.reason.values) for one in found][-1] == {"rank": "اللواء"}
    assert len({one.id for one in found}) == 4
    assert all(one.id for one in found)
    assert window.suggestions.of("two") == []
    assert window.suggestions.count() == 4


def test_what_is_proposed_again_keeps_its_id(project):
    project.suggestions.replace("one", [suggestion(10, 16), suggestion(17, 20)], sources=LEXICON)
    before = project.suggestions.of("one")
    again = suggestion(10, 16, score=0.75, reason=Reason("memory"))
    project.suggestions.replace("one", [again, suggestion(21, 25)], sources=LEXICON)
    after = project.suggestions.of("one")
    assert (after[0], after[0].id) == (again, before[0].id)
    assert after[1].id not in {one.id for one in before}
    project.suggestions.replace("one", [again, suggestion(17, 20)], sources=LEXICON)
    assert [one.id for one in project.suggestions.of("one")] == [one.id for one in before]


def test_other_sources_are_left_alone(project):
    project.suggestions.replace("one", [suggestion(10, 16)], sources=LEXICON)
    project.suggestions.replace("one", [suggestion(17, 20, source="import")], sources={"import"})
    project.suggestions.replace("one", [], sources=LEXICON)
    assert [one.source for one in project.suggestions.of("one")] == ["import"]
    with pytest.raises(ValueError, match="import"):
        project.suggestions.replace("one", [suggestion(10, 16, source="import")], sources=LEXICON)


def test_two_sources_that_say_the_same_are_one_suggestion_by_the_surer(project):
    surer = suggestion(10, 16, source="import", score=1.0)
    for order in ((LEXICON, [suggestion(10, 16)]), ({"import"}, [surer]), (LEXICON, [suggestion(10, 16)])):
        project.suggestions.replace("one", order[1], sources=order[0])
    assert project.suggestions.of("one") == [surer]
    project.suggestions.replace("one", [], sources=LEXICON)
    assert project.suggestions.of("one") == [surer]
    project.suggestions.replace("one", [surer, suggestion(10, 16, source="import")], sources={"import"})
    assert project.suggestions.of("one") == [surer]


def test_what_was_decided_on_stays_as_it_was_seen(project):
    project.suggestions.replace("one", [suggestion(10, 16), suggestion(17, 20)], sources=LEXICON)
    rejected, other = project.suggestions.of("one")
    project.changes.record("amina", rejecting("one", rejected))
    project.suggestions.replace("one", [], sources=LEXICON)
    project.suggestions.replace("one", [], sources=LEXICON)
    assert project.suggestions.of("one") == []
    assert project.annotations.get("one", "amina").verdicts == {rejected.id: Verdict.REJECTED}

    tagged = [suggestion(10, 16, source="tagger", score=0.99), suggestion(17, 20, source="tagger")]
    project.suggestions.replace("one", tagged, sources={"tagger"})
    shown = project.suggestions.of("one")
    assert (shown[0], shown[0].id) == (rejected, rejected.id)
    assert shown[1].source == "tagger"
    assert shown[1].id > other.id  # the row of the other one was deleted, and its id is not given again
    assert project.documents.summary("one", "amina").open_suggestions == 1


def test_a_decision_taken_back_does_not_let_its_suggestion_go(project):
    project.suggestions.replace("one", [suggestion(10, 16)], sources=LEXICON)
    (one,) = project.suggestions.of("one")
    project.changes.record("amina", accepting("one", one))
    project.changes.undo("amina")
    for _ in range(3):
        project.suggestions.replace("one", [], sources=LEXICON)
    project.changes.redo("amina")
    assert project.annotations.get("one", "amina").verdicts == {one.id: Verdict.ACCEPTED}


def test_a_suggestion_that_was_just_withdrawn_can_still_be_decided_on(project, window):
    project.suggestions.replace("one", [suggestion(10, 16)], sources=LEXICON)
    (on_screen,) = window.suggestions.of("one")
    project.suggestions.replace("one", [], sources=LEXICON)
    window.changes.record("amina", accepting("one", on_screen))
    assert window.annotations.get("one", "amina").verdicts == {on_screen.id: Verdict.ACCEPTED}


def test_one_that_was_deleted_cannot(project, window):
    project.suggestions.replace("one", [suggestion(10, 16)], sources=LEXICON)
    (on_screen,) = window.suggestions.of("one")
    project.suggestions.replace("one", [], sources=LEXICON)
    project.suggestions.replace("one", [suggestion(17, 20)], sources=LEXICON)
    with pytest.raises(ChangedElsewhere):
        window.changes.record("amina", accepting("one", on_screen))
    assert window.annotations.get("one", "amina").spans == ()


def test_many_documents_are_one_transaction(project, window):
    def replace_and_fail():
        with project.suggestions.replacing():
            project.suggestions.replace("one", [suggestion(10, 16)], sources=LEXICON)
            assert window.suggestions.count() == 0
            project.suggestions.replace("none", [], sources=LEXICON)

    with pytest.raises(UnknownDocument):
        replace_and_fail()
    assert project.suggestions.count() == 0
