from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudication.disputes import Case, Dispute, Rule, Ruling, Variant
from annotator.adjudication.gold import Article, GoldDesk
from annotator.agreement.causes import Cause
from annotator.gui.lead.docket import Docket, Wish, alike, lanes_of, people, row_words, ruling_words
from annotator.model import GOLD, Span, State
from annotator.schema import load

SCHEMA = load("security-news")
NAMES = {"amina": "amina", "youssef": "youssef", "sara": "sara"}


def case(
    document_id: str,
    start: int,
    key: str,
    *,
    label: str = "GPE",
    cause: Cause = Cause.MISSING,
    ruled: int = 0,
) -> Case:
    span = Span(start, start + 5, label)
    variants = (Variant((span,), ("amina", "sara")), Variant((), ("youssef",)))
    dispute = Dispute(document_id, start, start + 5, variants, (cause,), key)
    ruling = Ruling(document_id, start, start + 5, Rule.RULED, "lead", (span,), id=ruled) if ruled else None
    return Case(dispute, key, ruling, is_settled=bool(ruled))


def docket(*cases: Case) -> Docket:
    ids = dict.fromkeys(one.dispute.document_id for one in cases)
    articles = {
        id_: Article(
            id_, "", State.NEW, 0, tuple(one for one in cases if one.dispute.document_id == id_), 3, False
        )
        for id_ in ids
    }
    return Docket(GoldDesk(articles))


def starts(groups: list[tuple[Case, ...]]) -> list[list[int]]:
    return [[one.dispute.start for one in group] for group in groups]


ONE = (
    case("a", 0, "rabat"),
    case("a", 10, "name", label="PERS", cause=Cause.EDGE),
    case("b", 20, "rabat"),
    case("b", 30, "done", ruled=1),
    case("b", 40, "done too", ruled=2),
)


def test_alike_places_are_together_the_most_first_and_what_was_ruled_last_comes_first():
    found = docket(*ONE)
    assert starts(found.groups(Wish())) == [[0, 20], [10]]
    assert starts(found.groups(Wish(settled=True))) == [[40], [30]]


def test_wishes_narrow():
    found = docket(*ONE)
    assert starts(found.groups(Wish(cause="edge"))) == [[10]]
    assert starts(found.groups(Wish(label="GPE"))) == [[0, 20]]
    assert starts(found.groups(Wish(document="b"))) == [[20]]
    assert starts(found.groups(Wish(annotators=("amina", "youssef")))) == [[0, 20], [10]]
    assert found.groups(Wish(annotators=("amina", "sara"))) == []  # who said the same
    assert found.groups(Wish(annotators=("amina", "nobody"))) == []
    assert found.causes() == {Cause.MISSING, Cause.EDGE}
    assert found.labels() == {"GPE", "PERS"}
    assert found.titles() == {"a": "a", "b": "b"}


@given(st.lists(st.sampled_from(["x", "y", "z"]), min_size=1, max_size=12), st.sampled_from(["a", "b", "c"]))
def test_a_docket_that_is_renewed_is_one_that_was_read_anew(keys, changed):
    cases = [case("abc"[place % 3], place * 10, key) for place, key in enumerate(keys)]
    settled = [
        case(one.dispute.document_id, one.dispute.start, one.dispute.key, ruled=place + 1)
        if one.dispute.document_id == changed
        else one
        for place, one in enumerate(cases)
    ]
    anew = docket(*settled)
    renewed = docket(*cases).renewed(anew.desk, [changed])
    for wish in (Wish(), Wish(settled=True), Wish(label="GPE")):
        assert renewed.groups(wish) == anew.groups(wish)


def test_lanes_have_what_all_who_gave_an_answer_marked_beside_it():
    one = case("a", 10, "rabat")
    shared, own = Span(0, 3, "ORG"), Span(4, 6, "DATE")
    marked = {
        "amina": (shared, own, *one.dispute.variants[0].spans),
        "sara": (shared, *one.dispute.variants[0].spans),
        "youssef": (own,),
    }
    lanes = lanes_of(one, marked, within=(0, 50), called=NAMES)
    assert [(lane.key, lane.spans, lane.beside) for lane in lanes] == [
        ("1", one.dispute.variants[0].spans, (shared,)),
        ("2", (), (own,)),
    ]
    assert alike(marked, ["amina", "youssef"]) == [own]


def test_gold_has_a_lane_where_a_place_is_settled():
    one = case("a", 10, "rabat", ruled=3)
    first, *others = lanes_of(one, {GOLD: (Span(0, 3, "ORG"),)}, within=(0, 50), called=NAMES)
    assert (first.key, first.spans, first.beside) == ("", one.ruling.spans, (Span(0, 3, "ORG"),))
    assert first.note == "ruled · \u2068lead\u2069"
    assert len(others) == 2


def test_words_name_people_labels_and_rules():
    one = case("a", 0, "rabat").dispute
    assert row_words(one, SCHEMA) == "Political entity · marked by one of them only"
    assert people(one.variants[0], {"amina": "annotator 1"}) == "\u2068annotator 1\u2069, \u2068sara\u2069"
    many = Variant((), tuple("abcde"))
    assert people(many, {}) == "\u2068a\u2069, \u2068b\u2069 and 3 more"
    ruling = Ruling("a", 0, 5, Rule.ONE, "lead", (), annotator="amina")
    assert ruling_words(ruling, {"amina": "annotator 1"}) == "as annotator 1 · \u2068lead\u2069"
    assert row_words(case("a", 0, "x", label="GONE").dispute, SCHEMA).startswith("GONE · ")


def test_a_place_says_all_of_its_causes_and_first_the_one_that_was_asked_for():
    one = replace(case("a", 0, "x").dispute, causes=(Cause.MISSING, Cause.LABEL, Cause.EDGE))
    assert row_words(one, SCHEMA).endswith(" · marked by one of them only, another label, another edge")
    assert row_words(one, SCHEMA, first="edge").endswith(
        " · another edge, marked by one of them only, another label"
    )
