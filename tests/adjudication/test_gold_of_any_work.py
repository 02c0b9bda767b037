"""What is true of gold whatever people made of the articles."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.adjudication.disputes import Rule
from annotator.adjudication.rules import Choice
from annotator.adjudication.ruling import rule
from annotator.adjudication.writing import redo, undo
from annotator.model import State
from tests.adjudication.people import NAMES, Desk, marked

MAJORITY, SAME, AMINA = Choice(Rule.MAJORITY), Choice(Rule.SAME), Choice(Rule.ONE, "amina")
FEW = settings(max_examples=10, deadline=None)  # each makes a file or two
PEOPLE = st.dictionaries(st.sampled_from(NAMES), marked(), min_size=2, max_size=4)
RULES = st.lists(st.sampled_from((MAJORITY, SAME, AMINA)), unique=True, max_size=3)


def of_amina(works):
    return {"amina": works.get("amina", ()), **works}


@FEW
@given(PEOPLE.map(of_amina), PEOPLE.map(of_amina), RULES, st.permutations(NAMES))
def test_the_order_of_people_and_articles_changes_nothing(one, two, rules, order):
    outcomes = []
    for articles, names in (((("one", one), ("two", two)), NAMES), ((("two", two), ("one", one)), order)):
        with Desk() as desk:
            for id_, works in articles:
                desk.add(id_, {name: works[name] for name in names if name in works})
            planned = desk.settle(*rules)
            outcomes.append(
                (planned.taken, {id_: (desk.gold(id_), desk.state(id_)) for id_ in ("one", "two")})
            )
    assert outcomes[0] == outcomes[1]


@FEW
@given(marked(), marked(), st.permutations(NAMES[:3]))
def test_the_majority_of_copies_is_the_copy(copied, other, names):
    with Desk() as desk:
        desk.add("one", {names[0]: copied, names[1]: copied, names[2]: other})
        planned = desk.settle(MAJORITY)
        assert desk.gold() == set(copied)
        assert (desk.state(), planned.left, planned.finished) == (State.FINISHED, (), 1)


@FEW
@given(PEOPLE.map(of_amina), RULES, st.booleans())
def test_what_all_agree_on_is_in_gold_and_undo_gives_back_all(works, rules, is_settled_before):
    with Desk() as desk:
        desk.add("one", works)
        if is_settled_before:
            desk.settle(MAJORITY)
        before = desk.everything()
        desk.settle(*rules)
        after = desk.everything()
        assert set.intersection(*map(set, works.values())) <= desk.gold()
        assert desk.state() is (State.IN_PROGRESS if desk.open().open else State.FINISHED)
        if after != before:
            undo(desk.project, by="sara")
            assert desk.everything() == before
            redo(desk.project, by="sara")
            assert desk.everything() == after
        assert desk.findings() == []


@FEW
@given(PEOPLE.map(of_amina), PEOPLE, RULES)
def test_whatever_people_change_afterwards_gold_can_be_settled(works, anew, rules):
    with Desk() as desk:
        desk.add("one", works)
        desk.settle(*rules)
        for case in desk.open().cases[:2]:
            (now,) = [one for one in desk.open().cases if one.dispute == case.dispute]
            rule(desk.project, [now], spans=now.dispute.variants[-1].spans, by="sara")
        for name, spans in anew.items():
            desk.change(name, "one", spans)
        ruled_out = desk.gold()
        desk.settle(*rules)
        kept = [one for one in desk.open().settled if one.ruling.rule is Rule.RULED]
        assert all(set(one.ruling.spans) <= desk.gold() <= ruled_out | desk.gold() for one in kept)
        desk.settle(AMINA)
        assert (desk.state(), desk.open().open) == (State.FINISHED, ())
        assert desk.plan(AMINA, MAJORITY).articles == 0
        assert desk.findings() == []
