from collections.abc import Iterator

import pytest

from annotator.adjudication.disputes import Rule
from annotator.adjudication.rules import Choice, plan, settle, words
from annotator.adjudication.ruling import rule
from annotator.adjudication.writing import redo, redoable, undo, undoable
from annotator.errors import (
    ChangedElsewhere,
    CountingCancelled,
    NoName,
    NothingToRedo,
    NothingToUndo,
    ReservedName,
    RuledByAnother,
    UnknownAnnotator,
)
from annotator.model import GOLD, Draft, Reason, Span, SpanEdit, State, Suggestion, Verdict, VerdictEdit
from annotator.model import Planted as PlantedError
from annotator.project.file import Project
from tests.adjudication.people import Desk, span

MAJORITY, SAME, AMINA = Choice(Rule.MAJORITY), Choice(Rule.SAME), Choice(Rule.ONE, "amina")


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk() as made:
        yield made


def test_who_ruled_what_by_which_rule_is_kept(desk):
    two, other = span(0, 0), span(0, 1)
    desk.add("one", {"amina": [two, span(4, 4)], "omar": [two], "youssef": [other]})
    desk.settle(MAJORITY, AMINA)
    rulings = desk.project.rulings.of()["one"]
    assert [(one.rule, one.by, one.annotator, one.spans) for one in rulings] == [
        (Rule.AGREED, "sara", "", ()),
        (Rule.MAJORITY, "sara", "", (two,)),
        (Rule.MAJORITY, "sara", "", ()),
    ]
    assert all(one.at.endswith("Z") for one in rulings)


def test_rules_are_tried_in_their_order(desk):
    desk.add("one", {"amina": [span(0, 0)], "omar": [span(0, 1)]})
    assert desk.plan(MAJORITY, AMINA).taken == {MAJORITY: 0, AMINA: 1}
    assert desk.plan(AMINA, MAJORITY).taken == {AMINA: 1, MAJORITY: 0}
    assert desk.plan(MAJORITY).left == desk.open().open
    assert (desk.gold(), desk.state()) == (set(), State.NEW)


def test_nothing_is_a_majority_too(desk):
    desk.add("one", {"amina": [span(0, 0)], "omar": [], "youssef": []})
    desk.settle(MAJORITY)
    assert (desk.gold(), desk.state()) == (set(), State.FINISHED)


def test_who_did_not_finish_an_article_settles_nothing_there(desk):
    desk.add("one", {"zineb": [span(0, 0)], "omar": []})
    desk.add("two", {"amina": [span(0, 0)], "omar": []})
    assert desk.plan(AMINA).taken == {AMINA: 1}


def test_a_lead_who_ruled_on_one_place_has_ruled_on_all_alike(desk):
    article = {"amina": [span(0, 0)], "omar": [span(0, 1)]}
    for id_ in ("one", "two", "three"):
        desk.add(id_, article)
    rule(desk.project, desk.open().open[:1], spans=[span(0, 1)], by="sara")
    planned = desk.settle(SAME, by="zahra")
    assert (planned.taken, planned.settled, planned.left) == ({SAME: 2}, 1, ())
    assert desk.gold("two") == desk.gold("three") == {span(0, 1)}
    (ruling,) = desk.project.rulings.of(["three"])["three"][1:]
    assert (ruling.rule, ruling.by) == (Rule.SAME, "zahra")


def test_where_a_lead_ruled_otherwise_here_and_there_alike_places_are_left(desk):
    article = {"amina": [span(0, 0)], "omar": [span(0, 1)]}
    for id_ in ("one", "two", "three"):
        desk.add(id_, article)
    first, second, _ = desk.open().open
    rule(desk.project, [first], spans=[span(0, 1)], by="sara")
    rule(desk.project, [second], spans=(), by="sara")
    assert desk.plan(SAME).taken == {SAME: 0}


def test_a_ruling_by_hand_is_replaced_by_no_rule(desk):
    desk.add("one", {"amina": [span(0, 0)], "omar": [span(0, 0)], "youssef": []})
    rule(desk.project, desk.open().open, spans=(), by="sara")
    planned = desk.settle(MAJORITY, AMINA)
    assert (planned.settled, planned.taken, desk.gold()) == (1, {MAJORITY: 0, AMINA: 0}, set())


def test_a_majority_that_is_none_any_more_comes_back(desk):
    desk.add("one", {"amina": [span(0, 0)], "omar": [span(0, 0)], "youssef": []})
    desk.settle(MAJORITY)
    desk.project.annotations.store_finished("zineb", "one", [])
    (case,) = desk.open().open
    assert (case.ruling.rule, case.ruling.spans, desk.open().done) == (Rule.MAJORITY, (span(0, 0),), 0)
    desk.settle(MAJORITY)
    assert (desk.gold(), desk.state()) == ({span(0, 0)}, State.IN_PROGRESS)
    desk.change("omar", "one", [])
    desk.settle(MAJORITY)
    assert (desk.gold(), desk.state()) == (set(), State.FINISHED)


def test_one_more_who_says_the_same_changes_no_majority(desk):
    desk.add("one", {"amina": [span(0, 0)], "omar": [span(0, 0)], "youssef": []})
    desk.settle(MAJORITY)
    desk.project.annotations.store_finished("zineb", "one", [span(0, 0)])
    assert (desk.open().open, desk.plan(MAJORITY).articles) == ((), 0)


def test_what_was_agreed_on_and_is_no_more_comes_back(desk):
    both = [span(0, 0), span(2, 2)]
    desk.add("one", {"amina": both, "omar": both})
    desk.settle()
    assert desk.state() is State.FINISHED
    desk.change("omar", "one", [span(0, 0)])
    (case,) = desk.open().open
    assert (case.ruling.rule, case.ruling.by, case.ruling.spans) == (Rule.AGREED, "sara", (span(2, 2),))
    desk.settle()
    assert (desk.gold(), desk.state()) == (set(both), State.IN_PROGRESS)
    desk.change("amina", "one", [span(0, 0)])
    desk.settle()
    assert (desk.gold(), desk.state()) == ({span(0, 0)}, State.FINISHED)


def test_an_agreed_span_and_the_majoritys_may_have_one_range(desk):
    org, gpe = span(0, 0), span(0, 0, "GPE")
    desk.add("one", {"amina": [org, gpe], "omar": [org, gpe], "youssef": [org]})
    desk.settle(MAJORITY)
    assert desk.gold() == {org, gpe}


def test_what_all_agree_on_crosses_no_ruling_that_is_kept(desk):
    desk.add("one", {"amina": [span(0, 0)], "omar": []})
    rule(desk.project, desk.open().open, spans=[span(0, 2)], by="sara")
    assert desk.gold() == {span(0, 2)}
    for name in ("amina", "omar"):
        desk.change(name, "one", [span(0, 0), span(2, 4)])
    desk.settle()
    assert (desk.gold(), desk.state()) == ({span(0, 0), span(2, 4)}, State.FINISHED)
    assert desk.findings() == []


def test_gold_that_was_imported_is_left_alone_unless_asked_for(desk):
    desk.add("one", {"amina": [span(0, 0)], "omar": [span(0, 0)], GOLD: [span(5, 6)]})
    desk.add("two", {"amina": [], "omar": []})
    desk.add("three", {"amina": []})
    planned = desk.settle(MAJORITY)
    assert (planned.imported, planned.by_one, planned.to_do, planned.finished) == (1, 1, 1, 1)
    assert (desk.gold(), desk.open().imported, desk.open().by_one) == ({span(5, 6)}, 1, 1)
    desk.settle(again=True)
    assert (desk.gold(), desk.open().imported) == ({span(0, 0)}, 0)
    undo(desk.project, by="sara")
    assert (desk.gold(), desk.open().imported) == ({span(5, 6)}, 1)


def test_undo_is_for_whoever_ruled_and_for_no_import(desk):
    desk.add("one", {"amina": [span(0, 0)], "omar": [], GOLD: []})
    with pytest.raises(NothingToUndo):
        undo(desk.project, by="sara")
    desk.add("two", {"amina": [span(0, 0)], "omar": []})
    desk.settle(AMINA)
    assert undoable(desk.project, by="sara") == "settle disputes by rule"
    assert (undoable(desk.project, by="zahra"), redoable(desk.project, by="sara")) == ("", "")
    with pytest.raises(RuledByAnother) as raised:
        undo(desk.project, by="zahra")
    assert raised.value.values == {"name": "sara"}
    undo(desk.project, by="sara")
    assert redoable(desk.project, by="sara") == "settle disputes by rule"
    with pytest.raises(RuledByAnother):
        redo(desk.project, by="zahra")
    redo(desk.project, by="sara")
    with pytest.raises(NothingToRedo):
        redo(desk.project, by="sara")


def test_two_windows_do_not_settle_over_each_other(desk):
    desk.add("one", {"amina": [span(0, 0)], "omar": []})
    planned = desk.plan(AMINA)
    with Project.open(desk.project.path) as other:
        settle(other, plan(other, rules=[]), by="zahra")
    with pytest.raises(ChangedElsewhere):
        settle(desk.project, planned, by="sara")
    planned = desk.plan(AMINA)
    desk.change("omar", "one", [span(0, 0)])
    before = desk.everything()
    with pytest.raises(ChangedElsewhere):
        settle(desk.project, planned, by="sara")
    assert desk.everything() == before


@pytest.mark.parametrize(("by", "error"), [("", NoName), (" ", NoName), (GOLD, ReservedName)])
def test_nobody_rules_without_a_name(desk, by, error):
    desk.add("one", {"amina": [], "omar": []})
    with pytest.raises(error):
        settle(desk.project, desk.plan(), by=by)


def test_rules_name_somebody_with_work(desk):
    with pytest.raises(UnknownAnnotator):
        desk.plan(AMINA)
    with pytest.raises(ReservedName):
        desk.plan(Choice(Rule.ONE, GOLD))


def test_an_empty_project_is_settled(desk):
    planned = desk.plan(MAJORITY)
    assert (planned.to_do, planned.articles, planned.places) == (0, 0, 0)
    assert settle(desk.project, planned, by="sara") is None


def test_progress_is_told_and_a_plan_can_be_stopped(desk):
    desk.add("one", {"amina": [], "omar": []})
    told = []
    plan(desk.project, rules=[SAME], on_progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]
    with pytest.raises(CountingCancelled):
        plan(desk.project, rules=[], is_cancelled=lambda: True)


def test_some_articles_alone_are_settled(desk):
    for id_ in ("one", "two"):
        desk.add(id_, {"amina": [span(0, 0)], "omar": [span(0, 0)]})
    settle(desk.project, plan(desk.project, rules=[], documents=["two"]), by="sara")
    assert (desk.gold("one"), desk.gold("two")) == (set(), {span(0, 0)})


def test_a_planted_error_is_neither_gold_nor_a_voice(desk):
    desk.add("one", {})
    wrong = Suggestion(0, 4, "GPE", "", "lexicon", 0.9, Reason("lexicon"))
    desk.project.suggestions.replace("one", [wrong], sources=frozenset({"lexicon"}))
    (stored,) = desk.project.suggestions.of("one")
    desk.project.honesty.plant([(stored.id, PlantedError("label", None))])
    for name in ("amina", "zineb"):
        edits = (
            SpanEdit("one", None, stored.as_span()),
            VerdictEdit("one", stored.id, None, Verdict.ACCEPTED),
        )
        desk.project.changes.record(name, Draft("accept", {"surface": ""}, edits))
        desk.change(name, "one", [Span(0, 4, "GPE")])
    for name in ("omar", "youssef"):
        desk.project.annotations.store_finished(name, "one", [span(0, 0)])
    desk.settle(MAJORITY)
    assert (desk.open().cases, desk.gold(), desk.state()) == ((), {span(0, 0)}, State.FINISHED)


def test_rules_have_words():
    assert [words(one) for one in (MAJORITY, SAME)] == ["the majority", "as alike places were ruled"]
    assert "amina" in words(AMINA)
    with Desk() as desk, pytest.raises(ValueError, match="agreed"):
        desk.plan(Choice(Rule.AGREED))


def test_of_the_places_that_are_chosen_only_those_are_settled_and_other_articles_stay_as_they_are():
    with Desk() as desk:
        for id_ in ("one", "two"):
            desk.add(id_, {"amina": [span(0, 0), span(3, 3), span(7, 7)], "youssef": [span(7, 7)]})
        place = ("one", span(3, 3).start, span(3, 3).end)
        planned = plan(desk.project, rules=[Choice(Rule.ONE, "amina")], places=[place])
        assert (planned.places, planned.left, planned.articles) == (1, (), 1)
        settle(desk.project, planned, by="sara")
        assert (desk.gold("one"), desk.gold("two")) == ({span(3, 3), span(7, 7)}, set())
        assert desk.state("one") is State.IN_PROGRESS
