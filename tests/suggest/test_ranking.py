"""What is shown and how sure it is: counts decide, sources agree, and no document counts for itself."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import schema
from annotator.labelling import decisions
from annotator.labelling.sheet import open_sheet
from annotator.model import Reason, Span, State, Suggestion, Verdict
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.suggest import pipeline
from annotator.suggest.examples import Decision, Example, examples_of
from annotator.suggest.memory import Memory
from annotator.suggest.ranking import SHOWN_FROM, Ranking
from annotator.text.cleaning import clean
from annotator.text.reading import Reading

SCHEMA = schema.load("security-news")
TEXT = "زار محمد علي الرباط ثم فاس مع وفد من سلا"
SURFACES = ("محمد", "محمد علي", "علي", "الرباط", "فاس", "سلا", "محمد علي الرباط")
NOTHING = Ranking.learn([])


def proposed(
    surface: str,
    *,
    label: str = "GPE",
    source: str = "lexicon",
    score: float = 0.9,
    text: str = TEXT,
    **values: str,
) -> Suggestion:
    start = text.index(surface)
    code = values.pop("code", "lexicon")
    return Suggestion(start, start + len(surface), label, "", source, score, Reason(code, values))


def judged(
    id_: str, *right: Suggestion, wrong: tuple[Suggestion, ...] = (), text: str = TEXT, is_whole: bool = True
) -> Example:
    spans = tuple(one.as_span() for one in right)
    decided = [Decision(one, Verdict.ACCEPTED) for one in right]
    decided += [Decision(one, Verdict.REJECTED) for one in wrong]
    return Example(id_, text, spans, is_whole=is_whole, decisions=tuple(decided))


def score(ranking: Ranking, *ones: Suggestion, text: str = TEXT) -> float:
    return ranking.score(list(ones), reading=Reading(text))


def shown(ranking: Ranking, *ones: Suggestion, text: str = TEXT) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.label) for one in ranking.ranked(ones, text=text, schema=SCHEMA)]


# --- the counts decide ------------------------------------------------------------------------------


@pytest.mark.parametrize("own", [0.5, 0.9, 1.0])
@pytest.mark.parametrize("source", ["lexicon", "patterns", "memory", "tagger", "camel"])
def test_a_name_that_was_rejected_in_two_other_documents_is_not_suggested(source, own) -> None:
    one = proposed("فاس", source=source, score=own)
    ranking = Ranking.learn([judged("a", wrong=(one,)), judged("b", wrong=(one,))])
    assert shown(NOTHING, one) == [("فاس", "GPE")]
    assert shown(ranking, one) == []
    assert shown(ranking, replace(one, label="LOC")) != []


def test_an_acceptance_makes_a_name_surer_and_a_rejection_less_sure() -> None:
    one = proposed("فاس", score=0.6)
    accepted, rejected = Ranking.learn([judged("a", one)]), Ranking.learn([judged("a", wrong=(one,))])
    assert score(rejected, one) < score(NOTHING, one) < score(accepted, one)


def names(count: int, *, code: str = "lexicon", label: str = "GPE") -> list[Suggestion]:
    """Propose as many different names, each in a text of its own."""
    return [
        proposed(
            f"اسم{chr(0x628 + n)}ر",
            text=f"قال اسم{chr(0x628 + n)}ر أمس",
            label=label,
            code=code,
            lexicon="town",
        )
        for n in range(count)
    ]


def history(right: int, wrong: int, **kind: str) -> list[Example]:
    ones = names(right + wrong, **kind)
    texts = [f"قال اسم{chr(0x628 + n)}ر أمس" for n in range(right + wrong)]
    return [
        judged(f"r{n}", one, text=texts[n]) if n < right else judged(f"w{n}", wrong=(one,), text=texts[n])
        for n, one in enumerate(ones)
    ]


def test_a_source_that_is_mostly_wrong_for_a_label_falls_silent_for_it_and_comes_back() -> None:
    one = proposed("فاس", lexicon="town")
    assert shown(NOTHING, one)
    bad = history(1, 15)
    assert shown(Ranking.learn(bad), one) == []
    assert shown(Ranking.learn(bad), replace(one, label="LOC")) != []
    assert shown(Ranking.learn(bad), replace(one, source="patterns", reason=Reason("after_place_noun"))) != []
    assert shown(Ranking.learn([*bad[:1], *bad[1:4]]), one) != []


def test_a_reason_falls_silent_alone_where_others_of_the_source_are_right() -> None:
    some = [replace(one, document_id=f"other {one.document_id}") for one in history(12, 0, code="date")]
    ranking = Ranking.learn([*some, *history(0, 12)])
    assert shown(ranking, proposed("فاس", lexicon="town")) == []
    assert shown(ranking, proposed("فاس", code="date")) != []


def test_what_was_wrong_in_work_under_way_counts_only_where_it_was_decided() -> None:
    one = proposed("فاس")
    begun = judged("a", is_whole=False)
    assert score(Ranking.learn([begun]), one) == score(NOTHING, one)
    rejected = judged("a", wrong=(one,), is_whole=False)
    assert score(Ranking.learn([rejected]), one) < score(NOTHING, one)


# --- sources together -------------------------------------------------------------------------------


def test_what_two_sources_propose_is_surer_and_comes_once_with_the_reason_that_tells_most() -> None:
    listed, ruled = (
        proposed("الرباط", score=0.6),
        proposed("الرباط", source="patterns", score=0.6, code="after_place_noun"),
    )
    learnt = proposed("الرباط", source="tagger", score=0.7, code="tagger")
    assert score(NOTHING, listed, ruled) > max(score(NOTHING, listed), score(NOTHING, ruled))
    (one,) = NOTHING.ranked([learnt, listed, ruled], text=TEXT, schema=SCHEMA)
    assert (one.source, one.reason.code) == ("patterns", "after_place_noun")
    assert one.score == round(score(NOTHING, listed, ruled, learnt), 3)


def test_what_is_less_likely_than_one_in_three_is_not_shown() -> None:
    assert shown(NOTHING, proposed("فاس", source="tagger", score=0.3)) == []
    assert shown(NOTHING, proposed("فاس", source="tagger", score=0.36)) != []


def test_of_two_that_cross_or_exclude_each_other_the_likelier_is_shown() -> None:
    sure, unsure = (
        proposed("محمد علي", label="PERS", score=0.9),
        proposed("علي الرباط", label="ORG", score=0.5),
    )
    assert shown(NOTHING, unsure, sure) == [("محمد علي", "PERS")]
    assert shown(
        NOTHING, replace(sure, source="tagger", score=0.5), replace(sure, label="ORG", source="tagger")
    ) == [("محمد علي", "ORG")]


def test_what_people_nested_is_shown_nested() -> None:
    outer, inner = proposed("محمد علي", label="PERS"), proposed("علي", label="GPE", score=0.8)
    assert shown(NOTHING, outer, inner) == [("محمد علي", "PERS")]
    ranking = Ranking.learn([judged("a", outer, inner)])
    assert shown(ranking, outer, inner) == [("محمد علي", "PERS"), ("علي", "GPE")]
    assert shown(ranking.without("a"), outer, inner) == [("محمد علي", "PERS")]


def test_a_flat_schema_keeps_the_likelier_of_two_that_nest() -> None:
    flat = schema.load("anercorp")
    outer, inner = proposed("محمد علي", label="PERS", score=0.5), proposed("علي", label="LOC", score=0.95)
    kept = NOTHING.ranked([outer, inner], text=TEXT, schema=flat)
    assert [one.label for one in kept] == ["LOC"]


def test_labels_of_another_schema_are_rivals_on_one_range_unless_people_put_both_there() -> None:
    other = schema.load("wojood")
    ones = [
        proposed("فاس", label="CURR", source="tagger", score=0.9),
        proposed("فاس", label="UNIT", source="tagger", score=0.8),
    ]
    assert [one.label for one in NOTHING.ranked(ones, text=TEXT, schema=other)] == ["CURR"]
    ranking = Ranking.learn([judged("a", *ones)])
    assert [one.label for one in ranking.ranked(ones, text=TEXT, schema=other)] == ["CURR", "UNIT"]


# --- a tagger that is asked ---------------------------------------------------------------------------


def judge(chance: float):
    return lambda _text, places: [chance for _place in places]


def test_a_tagger_is_asked_about_every_place_and_its_doubt_silences_what_others_propose() -> None:
    asked = []

    class Doubting:
        name = "tagger"

        def suggest(self, text: str) -> list[Suggestion]:
            assert text == TEXT
            return []

        def judge(self, text: str, places) -> list[float]:
            assert text == TEXT
            asked.extend(places)
            return [0.02 for _place in places]

    class Listed:
        name = "lexicon"

        def suggest(self, text: str) -> list[Suggestion]:
            return [proposed("فاس", text=text)]

    many = Ranking.learn([judged(str(n)) for n in range(200)])
    found = pipeline.suggest(TEXT, sources=[Listed(), Doubting()], schema=SCHEMA, ranking=many)
    assert found == []
    start = TEXT.index("فاس")
    assert asked == [(start, start + 3, "GPE")]


def test_knowledge_weighs_more_where_a_tagger_saw_little() -> None:
    few, many = Ranking.learn([judged("a")]), Ranking.learn([judged(str(n)) for n in range(200)])
    one = proposed("فاس")
    doubted = [ranking.score(one, reading=Reading(TEXT), judged=0.1) for ranking in (few, many)]
    assert doubted[0] > doubted[1]
    sure = [ranking.score(one, reading=Reading(TEXT), judged=0.9) for ranking in (few, many)]
    assert min(sure) > max(doubted)


def test_what_a_tagger_said_is_counted_with_who_proposed_it() -> None:
    (one,) = NOTHING.ranked([proposed("فاس")], text=TEXT, schema=SCHEMA, judge=judge(0.5))
    text = "قال سبتة أمس"
    others = [
        judged(
            str(n), wrong=(replace(one, start=4, end=8),), text=text.replace("سبتة", "سبت" + chr(0x628 + n))
        )
        for n in range(12)
    ]
    before = NOTHING.score(one, reading=Reading(TEXT), judged=0.5)
    assert Ranking.learn(others).score(one, reading=Reading(TEXT), judged=0.5) < before


# --- whatever is proposed ---------------------------------------------------------------------------

proposals = st.lists(
    st.builds(
        proposed,
        st.sampled_from(SURFACES),
        label=st.sampled_from(["PERS", "GPE", "ORG", "DATE"]),
        source=st.sampled_from(["lexicon", "patterns", "memory", "tagger", "camel"]),
        score=st.floats(0, 1),
        code=st.sampled_from(["lexicon", "after_rank", "name_words"]),
    ),
    max_size=8,
)
worked = st.builds(
    lambda id_, right, wrong, is_whole: judged(id_, *right, wrong=tuple(wrong), is_whole=is_whole),
    st.sampled_from("abc"),
    proposals,
    proposals,
    st.booleans(),
)


def test_between_equal_reasons_the_order_does_not_decide() -> None:
    ones = [
        proposed("محمد", label="PERS", source="lexicon", score=0.0, code=code)
        for code in ("lexicon", "after_rank")
    ]
    ranking = Ranking.learn([])
    made = ranking.ranked(ones, text=TEXT, schema=SCHEMA)
    assert len(made) == 1
    assert ranking.ranked(ones[::-1], text=TEXT, schema=SCHEMA) == made


@given(proposals, st.lists(worked, max_size=4), st.none() | st.floats(0, 1), st.randoms())
@settings(max_examples=100)
def test_whatever_is_proposed_what_is_shown_is_sound_and_owes_nothing_to_order(
    ones, history, chance, random
) -> None:
    ranking = Ranking.learn(history)
    asked = judge(chance) if chance is not None else None
    made = ranking.ranked(ones, text=TEXT, schema=SCHEMA, judge=asked)
    for index, one in enumerate(made):
        assert SHOWN_FROM - 0.001 <= one.score <= 1
        assert not any(one.as_span().crosses(other) for other in made[index + 1 :])
    assert len({(one.start, one.end, one.label) for one in made}) == len(made)
    shuffled, others = list(ones), list(history)
    random.shuffle(shuffled)
    random.shuffle(others)
    assert Ranking.learn(others).ranked(shuffled, text=TEXT, schema=SCHEMA, judge=asked) == made
    assert ranking.ranked([*ones, *ones], text=TEXT, schema=SCHEMA, judge=asked) == made
    for one in ones:
        assert 0 <= score(ranking, one) <= 1


@given(proposals, st.lists(worked, max_size=3), st.lists(worked, max_size=3))
@settings(max_examples=60)
def test_without_a_document_nothing_depends_on_it(ones, some, others) -> None:
    mine = [replace(one, document_id="mine") for one in some]
    rest = [one for one in others if one.document_id != "mine"]
    without = Ranking.learn([*mine, *rest]).without("mine")
    never = Ranking.learn(rest)
    assert without.ranked(ones, text=TEXT, schema=SCHEMA) == never.ranked(ones, text=TEXT, schema=SCHEMA)
    assert [score(without, one) for one in ones] == [score(never, one) for one in ones]
    asked = {"text": TEXT, "schema": SCHEMA, "judge": judge(0.4)}
    assert without.ranked(ones, **asked) == never.ranked(ones, **asked)


# --- through a real project file --------------------------------------------------------------------

ARTICLES = {
    "one": "وصل الوفد إلى مدينة تطوان صباحا.",
    "two": "غادر الوفد مدينة تطوان مساء.",
    "three": "بقي الوفد في مدينة تطوان يومين.",
}


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.annot", schema=SCHEMA) as made:
        for id_, text in ARTICLES.items():
            made.documents.add(NewDocument(id_, text.encode(), "utf-8", clean(text, steps=())))
        yield made


def suggest(project: Project, id_: str) -> list[Suggestion]:
    """Suggest on a document what may be suggested there, and store it."""
    examples = list(examples_of(project))
    sources = [*pipeline.default_sources(project.schema), Memory.learn(examples).without(id_)]
    ranking = Ranking.learn(examples).without(id_)
    made = pipeline.suggest(ARTICLES[id_], sources=sources, schema=project.schema, ranking=ranking)
    project.suggestions.replace(id_, made, sources=["lexicon", "patterns", "memory"])
    return project.suggestions.of(id_)


def decide(project: Project, id_: str, *, who: str, accepts: bool, finishes: bool = True) -> None:
    """Accept or reject every place on a document, as keys would."""
    for one in project.suggestions.of(id_):
        sheet = open_sheet(project, id_, annotator=who)
        if one.label == "GPE" and sheet.is_open(one):
            outcome = decisions.accept(sheet, one) if accepts else decisions.reject(sheet, one)
            project.changes.record(who, outcome.draft)
    if finishes:
        sheet = open_sheet(project, id_, annotator=who)
        project.changes.record(who, decisions.set_state(sheet, State.FINISHED).draft)


def places(suggestions: list[Suggestion]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in suggestions if one.label == "GPE"]


def test_what_two_articles_rejected_is_no_longer_suggested_in_a_third_and_comes_back_with_undo(
    project,
) -> None:
    for id_ in ARTICLES:
        assert places(suggest(project, id_))
    for id_ in ("one", "two"):
        decide(project, id_, who="amina", accepts=False, finishes=False)
    assert not places(suggest(project, "three"))
    for _ in range(2):
        project.changes.undo("amina")
    assert places(suggest(project, "three"))


def test_nothing_is_learnt_from_anybodys_work_on_the_same_document(project) -> None:
    before = suggest(project, "one")
    for who in ("amina", "youssef", "gold"):
        decide(project, "one", who=who, accepts=False)
        assert suggest(project, "one") == before
    by_hand = Span(5, 10, "ORG")
    sheet = open_sheet(project, "one", annotator="karim")
    project.changes.record(
        "karim", decisions.label_range(sheet, by_hand.start, by_hand.end, label="ORG").draft
    )
    assert suggest(project, "one") == before


def test_what_was_accepted_in_one_article_is_remembered_in_the_others(project) -> None:
    suggest(project, "one")
    decide(project, "one", who="amina", accepts=True)
    (one,) = [one for one in suggest(project, "three") if one.label == "GPE"]
    assert (one.source, one.reason.values["count"]) == ("memory", "1")


def test_gold_counts_in_the_place_of_what_was_ruled_on(project) -> None:
    for id_ in ("one", "two"):
        suggest(project, id_)
        decide(project, id_, who="amina", accepts=False)
    assert not places(suggest(project, "three"))
    for id_ in ("one", "two"):
        start = ARTICLES[id_].index("تطوان")
        project.annotations.store_finished("gold", id_, [Span(start, start + 5, "GPE")])
    assert places(suggest(project, "three"))
    assert {one.document_id for one in examples_of(project)} == {"one", "two"}
