from collections.abc import Iterator

import pytest

from annotator.adjudication.disputes import Rule, Variant
from annotator.adjudication.gold import open_gold, place, rulings
from annotator.adjudication.ruling import rule
from annotator.adjudication.writing import redo, undo, undoable
from annotator.errors import (
    AlreadyLabelled,
    ChangedElsewhere,
    CrossesSpan,
    GoldWasImported,
    MayNotHold,
    NoName,
    ReservedName,
    UnknownDocument,
)
from annotator.labelling.changes import change_name
from annotator.model import GOLD, Span, State
from annotator.project.file import Project
from tests.adjudication.people import Desk, span

ONE, WIDE, OTHER = span(0, 0), span(0, 1), span(5, 5, "GPE")
FAR, NEAR = "وصل الوفد أمس إلى الرباط", "ثم غادر للرباط"


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk() as made:
        made.add("one", {"amina": [ONE, OTHER], "omar": [WIDE, OTHER]})
        yield made


def only(desk, id_="one"):
    (case,) = desk.open().articles[id_].cases
    return case


def rule_on(desk, *cases, spans=(), by="sara", note=""):
    return rule(desk.project, cases or [only(desk)], spans=spans, by=by, note=note)


def test_somebodys_answer_becomes_gold_with_what_all_agree_on(desk):
    change = rule_on(desk, spans=[WIDE], note="الرتبة داخل الاسم")
    assert (desk.gold(), desk.state()) == ({WIDE, OTHER}, State.FINISHED)
    ruling = rulings(desk.project, "one")[-1]
    assert (ruling.rule, ruling.by, ruling.spans, ruling.note) == (
        *(Rule.RULED, "sara", (WIDE,), "الرتبة داخل الاسم"),
    )
    assert ruling.answers == (Variant((WIDE,), ("omar",)), Variant((ONE,), ("amina",)))
    assert (ruling.start, ruling.end, ruling.at) == (WIDE.start, WIDE.end, change.at)
    case = only(desk)
    assert (case.is_settled, case.ruling, desk.open().done) == (True, ruling, 1)


def test_nothing_here_is_a_ruling(desk):
    rule_on(desk)
    assert (desk.gold(), desk.state(), rulings(desk.project, "one")[-1].rule) == (
        *({OTHER}, State.FINISHED, Rule.RULED),
    )


def test_what_nobody_had_is_written_anew(desk):
    rule_on(desk, spans=[span(0, 1, "PERS"), span(0, 0, "GPE")])
    assert desk.gold() == {OTHER, span(0, 1, "PERS"), span(0, 0, "GPE")}
    assert rulings(desk.project, "one")[-1].rule is Rule.WRITTEN


def test_a_ruling_is_undone_and_made_again(desk):
    before = desk.everything()
    rule_on(desk, spans=[WIDE])
    after = desk.everything()
    assert undoable(desk.project, by="sara") == f"rule on «{only(desk).surface}»"
    undo(desk.project, by="sara")
    assert desk.everything() == before
    redo(desk.project, by="sara")
    assert desk.everything() == after
    assert desk.findings() == []


def test_a_lead_may_rule_anew(desk):
    rule_on(desk, spans=[WIDE])
    rule_on(desk, spans=[ONE], by="zahra")
    assert (desk.gold(), only(desk).ruling.by) == ({ONE, OTHER}, "zahra")
    assert [one.by for one in rulings(desk.project, "one")] == ["sara", "sara", "zahra"]
    rule_on(desk, spans=[ONE])  # the same once more changes no span, and is a ruling all the same
    assert (desk.gold(), only(desk).ruling.by) == ({ONE, OTHER}, "sara")


def test_all_alike_places_are_ruled_by_their_own_spans_as_one_change():
    with Desk() as desk:
        far, near = (
            Span(words.index(name), words.index(name) + len(name), "GPE")
            for words, name in ((FAR, "الرباط"), (NEAR, "لرباط"))
        )
        desk.add("far", {"amina": [far], "omar": []}, words=FAR)
        desk.add("near", {"amina": [], "omar": [near]}, words=NEAR)
        desk.add("other", {"amina": [far], "omar": [], "zineb": [Span(0, 3, "ORG")]}, words=FAR)
        (group,) = [one for one in desk.open().groups if len(one) > 1]
        change = rule_on(desk, *group, spans=[far])
        assert change.document_ids == ("far", "near", "other")
        assert (desk.gold("far"), desk.gold("near"), desk.gold("other")) == ({far}, {near}, {far})
        assert (desk.state("near"), desk.state("other")) == (State.FINISHED, State.IN_PROGRESS)
        assert [rulings(desk.project, id_)[-1].rule for id_ in change.document_ids] == [
            *(Rule.RULED, Rule.SAME, Rule.SAME),
        ]
        assert change_name(change.name, change.values) == "rule on «الرباط» and all places like it"
        assert change.values["places"] == "3"
        undo(desk.project, by="sara")
        assert (desk.gold("far"), desk.gold("near"), desk.state("near")) == (set(), set(), State.NEW)


def test_an_alike_place_without_room_is_left_and_told():
    with Desk() as desk:
        works = {"amina": [span(1, 1)], "omar": []}
        desk.add("one", works)
        desk.add("two", {name: [*spans, span(2, 3)] for name, spans in works.items()})
        (group,) = desk.open().groups
        change = rule_on(desk, *group, spans=[span(1, 2)])
        assert (change.values["places"], desk.gold("one"), desk.gold("two")) == ("1", {span(1, 2)}, set())
        assert [case.dispute.document_id for case in desk.open().open] == ["two"]


@pytest.mark.parametrize(
    ("spans", "error"),
    [
        ([span(0, 5)], None),
        ([span(4, 4), span(4, 5)], None),
        ([span(0, 5, "DATE")], MayNotHold),
        ([OTHER], AlreadyLabelled),
        ([ONE, ONE], AlreadyLabelled),
        ([Span(OTHER.start - 3, OTHER.end - 1, "ORG")], CrossesSpan),
        ([span(0, 1), span(1, 2)], CrossesSpan),
    ],
)
def test_what_cannot_stand_there_is_refused(desk, spans, error):
    before = desk.everything()
    if error is None:
        rule_on(desk, spans=spans)
        assert desk.gold() == {OTHER, *spans}
        return
    with pytest.raises(error):
        rule_on(desk, spans=spans)
    assert desk.everything() == before


def test_what_was_ruled_elsewhere_is_not_crossed():
    with Desk() as desk:
        desk.add("one", {"amina": [span(0, 0), span(4, 4)], "omar": []})
        first, second = desk.open().open
        rule_on(desk, first, spans=[span(0, 2)])
        with pytest.raises(CrossesSpan):
            rule_on(desk, second, spans=[span(2, 4)])
        rule_on(desk, second, spans=[span(3, 4)])
        assert desk.gold() == {span(0, 2), span(3, 4)}


@pytest.mark.parametrize(("by", "error"), [("", NoName), (GOLD, ReservedName), ("suggestions", ReservedName)])
def test_nobody_rules_without_a_name(desk, by, error):
    with pytest.raises(error):
        rule_on(desk, by=by)


def test_two_windows_do_not_rule_over_each_other(desk):
    mine = only(desk)
    with Project.open(desk.project.path) as other:
        rule(other, open_gold(other).open, spans=[WIDE], by="zahra")
    with pytest.raises(ChangedElsewhere):
        rule_on(desk, mine, spans=[ONE])
    rule_on(desk, only(desk), spans=[ONE])
    assert desk.gold() == {ONE, OTHER}


def test_who_answers_otherwise_meanwhile_is_heard(desk):
    mine = only(desk)
    desk.change("omar", "one", [OTHER])
    with pytest.raises(ChangedElsewhere):
        rule_on(desk, mine, spans=[WIDE])


def test_a_new_answer_brings_a_dispute_back_with_the_older_ruling(desk):
    rule_on(desk, spans=[WIDE])
    desk.change("amina", "one", [span(0, 0, "GPE"), OTHER])
    case = only(desk)
    assert (case.is_settled, case.ruling.spans, desk.open().done) == (False, (WIDE,), 0)
    assert (desk.gold(), desk.state()) == ({WIDE, OTHER}, State.FINISHED)
    desk.settle()
    assert (desk.gold(), desk.state()) == ({WIDE, OTHER}, State.IN_PROGRESS)
    rule_on(desk, spans=[span(0, 0, "GPE")])
    assert (desk.gold(), desk.state()) == ({span(0, 0, "GPE"), OTHER}, State.FINISHED)


@pytest.mark.parametrize("answer", [[WIDE], [ONE]])
def test_an_answer_that_the_lead_had_before_them_brings_nothing_back(desk, answer):
    rule_on(desk, spans=[span(0, 2)])
    desk.change("amina", "one", [*answer, OTHER])
    desk.project.annotations.store_finished("zineb", "one", [*answer, OTHER])
    assert (desk.open().open, desk.plan().articles) == ((), 0)


def test_one_more_annotator_with_another_answer_brings_it_back(desk):
    rule_on(desk, spans=[WIDE])
    desk.project.annotations.store_finished("zineb", "one", [OTHER])
    case = only(desk)
    assert (case.is_settled, case.dispute.annotators) == (False, ("amina", "omar", "zineb"))


def test_what_a_lead_refused_is_not_taken_because_all_agree_on_it_later(desk):
    rule_on(desk, spans=[WIDE])
    desk.change("omar", "one", [ONE, OTHER])
    desk.settle()
    assert (desk.open().cases, desk.gold(), desk.state()) == ((), {WIDE, OTHER}, State.FINISHED)


def test_what_all_say_that_the_lead_never_saw_is_taken(desk):
    rule_on(desk, spans=[WIDE])
    for name in ("amina", "omar"):
        desk.change(name, "one", [span(1, 1, "PERS"), OTHER])
    desk.settle()
    assert desk.gold() == {span(1, 1, "PERS"), OTHER}


def test_any_range_is_ruled_on_also_where_all_agree(desk):
    case = place(desk.project, "one", OTHER.start, OTHER.end)
    assert case.dispute.variants == (Variant((OTHER,), ("amina", "omar")),)
    rule_on(desk, case, spans=[span(5, 6, "GPE")])
    assert (desk.gold(), desk.state()) == ({span(5, 6, "GPE")}, State.IN_PROGRESS)
    rule_on(desk, spans=[ONE])
    assert (desk.gold(), desk.state()) == ({ONE, span(5, 6, "GPE")}, State.FINISHED)
    rule_on(desk, place(desk.project, "one", OTHER.start, OTHER.end), spans=[OTHER])
    assert desk.gold() == {ONE, OTHER}
    assert desk.findings() == []


def test_a_range_where_nobody_marked_anything_can_be_given_a_span(desk):
    rule_on(desk, place(desk.project, "one", 40, 44), spans=[span(8, 8)])
    assert span(8, 8) in desk.gold()
    desk.settle()
    assert span(8, 8) in desk.gold()


def test_gold_that_was_imported_is_ruled_on_only_when_asked_for(desk):
    desk.add("two", {"amina": [ONE], "omar": [WIDE], GOLD: [OTHER]})
    case = place(desk.project, "two", 0, 4)
    with pytest.raises(GoldWasImported):
        rule_on(desk, case, spans=[WIDE])
    assert desk.gold("two") == {OTHER}
    (asked,) = open_gold(desk.project, documents=["two"], again=True).open
    rule(desk.project, [asked], spans=[WIDE], by="sara", again=True)
    assert desk.gold("two") == {WIDE}


def test_a_place_is_of_a_document_that_somebody_finished(desk):
    with pytest.raises(UnknownDocument):
        place(desk.project, "none", 0, 4)


def test_the_desk_says_how_far_gold_is(desk):
    desk.add("two", {"amina": []})
    desk.add("three", {"amina": [], "omar": [], GOLD: [ONE]})
    desk.add("four", {"amina": [ONE], "omar": [ONE]})
    before = desk.open()
    assert (len(before.to_do), before.done, before.by_one, before.imported) == (2, 0, 1, 1)
    article = before.articles["one"]
    assert (article.agreed, article.annotators, article.state, len(article.cases)) == (1, 2, State.NEW, 1)
    change = rule_on(desk, spans=[ONE])
    renewed = before.renewed(desk.project, change.document_ids)
    assert renewed == desk.open()
    assert (renewed.done, len(renewed.open), len(renewed.settled)) == (1, 0, 1)
    desk.settle()
    assert desk.open().done == 2


def test_an_answer_may_lie_in_what_all_agree_on_whatever_the_schema_would_say_of_a_new_span():
    around, inside = span(0, 3, "PERS"), span(1, 1, "ORG")
    with Desk() as desk:
        desk.add("one", {"amina": (around, inside), "omar": (around,)})
        (case,) = desk.open().cases
        rule(desk.project, [case], spans=[inside], by="sara")
        assert desk.gold() == {around, inside}
