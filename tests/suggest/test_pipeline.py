"""What the sources say together: once each, nothing crossing, edges sound, labels of the schema alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import schema
from annotator.model import Reason, Suggestion
from annotator.suggest import pipeline
from annotator.suggest.merging import merge
from annotator.suggest.ranking import Ranking
from annotator.suggest.reasons import SENTENCES, sentence
from annotator.text.clitics import is_proclitic_start
from annotator.text.graphemes import is_boundary

SCHEMA = schema.load("security-news")
SOURCES = pipeline.default_sources(SCHEMA)
NEWS = """
    اللواء العقيد محمد أحمد بن عبد الله بريظ الرباط للرباط المغرب وباكستان بالدار البيضاء وزير الداخلية المدير
    العام للأمن الوطني القوات المسلحة الملكية كتيبة تنظيم داعش قاعدة معبر جبل مدينة قال وأكد أن إن في من على
    لـ " « » ، . ( ) – 12 ٣ و15 مليون درهم شتنبر الماضي الساعة صباح الأربعاء F-16 من طراز بندقية مقاتلات
    القانون رقم 27.06 المتحدث باسم لدى السفير حركة صحيفة والتعاون الإفريقي أبو آل عُمان
"""
WORDS = [*NEWS.split(), "\n", "\u200f"]


def suggestion(start: int, end: int, label: str = "ORG", score: float = 0.5, **more: str) -> Suggestion:
    reason = Reason(more.get("code", "after_head"), {"head": "x"})
    return Suggestion(
        start, end, label, more.get("sublabel", ""), more.get("source", "patterns"), score, reason
    )


def ranges(suggestions: list[Suggestion]) -> list[tuple[int, int, str]]:
    return [(one.start, one.end, one.label) for one in suggestions]


def check(text: str, suggestions: list[Suggestion]) -> None:
    order = [(one.start, -one.end) for one in suggestions]
    assert order == sorted(order)
    assert len({(one.start, one.end, one.label) for one in suggestions}) == len(suggestions)
    for index, one in enumerate(suggestions):
        covered = text[one.start : one.end]
        assert covered == covered.strip() != ""
        assert covered[0] not in '"«“'
        assert "\n" not in covered
        assert 0.0 <= one.score <= 1.0
        assert one.label in SCHEMA
        assert is_boundary(text, one.start)
        assert is_boundary(text, one.end)
        assert one.reason.code in SENTENCES
        assert "{" not in sentence(one.reason)
        assert not any(one.as_span().crosses(other) for other in suggestions[index + 1 :])


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
@settings(max_examples=120)
def test_news_words_in_any_order_give_sound_suggestions(text: str) -> None:
    check(text, pipeline.suggest(text, sources=SOURCES, schema=SCHEMA))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
@settings(max_examples=80)
def test_any_text_gives_sound_suggestions(text: str) -> None:
    check(text, pipeline.suggest(text, sources=SOURCES, schema=SCHEMA))


@given(st.text(alphabet='الوبكلفمرطغن ًّـ\u200f\n"«»،.12', max_size=60))
@settings(max_examples=80)
def test_marks_and_signs_anywhere_give_sound_suggestions(text: str) -> None:
    check(text, pipeline.suggest(text, sources=SOURCES, schema=SCHEMA))


def test_one_range_and_label_comes_once_with_the_best_score_and_the_telling_reason() -> None:
    text = "المغرب العربي"
    listed = suggestion(0, 6, "GPE", 0.9, code="lexicon", source="lexicon")
    beside = suggestion(0, 6, "GPE", 0.6, code="after_place_noun")
    (one,) = merge([listed, beside], text=text)
    assert (one.score, one.reason.code, one.source) == (0.9, "after_place_noun", "patterns")


def test_of_two_that_cross_the_better_stays() -> None:
    text = "القوات المسلحة الملكية المغربية"
    assert ranges(merge([suggestion(0, 22, score=0.9), suggestion(15, 31, score=0.5)], text=text)) == [
        (0, 22, "ORG")
    ]


def test_of_two_labels_that_exclude_each_other_on_one_range_the_better_stays() -> None:
    text = "صلاح الدين"
    kept = merge([suggestion(0, 10, "GPE", 0.6), suggestion(0, 10, "PERS", 0.8)], text=text)
    assert ranges(kept) == [(0, 10, "PERS")]


def test_a_quantity_may_share_its_range_with_a_vehicle() -> None:
    text = "طائرتين"
    kept = merge([suggestion(0, 7, "VEH", 0.6), suggestion(0, 7, "QUANT", 0.8)], text=text)
    assert len(kept) == 2


@pytest.mark.parametrize("edge", ['"المغرب', " المغرب", "المغرب،", "المغرب\n"])
def test_a_range_with_white_space_or_signs_at_its_edges_is_left_out(edge: str) -> None:
    assert merge([suggestion(0, len(edge), "GPE")], text=edge) == []


def test_a_cut_grapheme_is_left_out() -> None:
    assert merge([suggestion(0, 1, "GPE")], text="مُ") == []


OTHERS = sorted(set(schema.presets()) - {SCHEMA.id})
VISIT = "استقبل اللواء محمد بريظ، المفتش العام للقوات المسلحة الملكية، الوفد بالرباط يوم الأربعاء 12 ماي 2025"


@pytest.mark.parametrize("name", OTHERS)
def test_another_schema_gets_suggestions_under_its_own_labels(name: str) -> None:
    other = schema.load(name)
    labels = schema.load_map(f"{SCHEMA.id}-to-{name}")
    found = pipeline.suggest(VISIT, sources=SOURCES, schema=other)
    for outside, inside, label in [
        ("محمد بريظ", "محمد بريظ", "PERS"),
        ("لقوات المسلحة الملكية", "للقوات المسلحة الملكية", "ORG"),
        ("الرباط", "بالرباط", "GPE"),
    ]:
        expected = inside if other.label(labels[label]).clitics == "inside" else outside
        assert expected in {VISIT[one.start : one.end] for one in found if one.label == labels[label]}
    for one in found:
        assert one.label in other
        assert one.sublabel in {"", *(sublabel.id for sublabel in other.label(one.label).sublabels)}
        if other.label(one.label).clitics == "inside":
            assert not VISIT[one.start - 1].isalpha()
    if all(label.holds == frozenset() for label in other.labels):
        assert not any(one.as_span().contains(two) for one in found for two in found if one != two)
    assert pipeline.suggest(VISIT, sources=SOURCES, schema=other, ranking=Ranking.learn([])) != []


def own_schema(*labels: str) -> schema.Schema:
    names = dict.fromkeys(("ar", "en", "fr"), "x")
    ink = {"light": "#5a5a5a", "dark": "#b4b4b4"}
    rows = [{"id": label, "names": names, **ink} for label in labels]
    return schema.parse({"format": 1, "id": "mine", "version": 1, "names": names, "labels": rows})


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("PER", "LOC"), {"PER", "LOC"}),  # every place, for want of another label
        (("PERSON", "LOC", "GPE", "ORGANIZATION"), {"PERSON", "GPE", "ORGANIZATION"}),
        (("POSITION", "DATE"), {"POSITION", "DATE"}),
        (("SHIP", "PORT"), set()),
    ],
)
def test_a_schema_of_ones_own_gets_what_it_calls_by_a_usual_name(labels, expected) -> None:
    own = own_schema(*labels)
    assert {one.label for one in pipeline.suggest(VISIT, sources=SOURCES, schema=own)} == expected


def test_what_has_no_counterpart_is_no_suggestion() -> None:
    text = "أوقفوا ثلاثة مشتبه بهم يوم الأربعاء 12 ماي 2025"
    assert "DATE" in {one.label for one in pipeline.suggest(text, sources=SOURCES, schema=SCHEMA)}
    assert pipeline.suggest(text, sources=SOURCES, schema=schema.load("anercorp")) == []


def test_a_source_that_speaks_the_schemas_labels_is_not_translated() -> None:
    class Own:
        name = "lexicon"

        def suggest(self, text: str) -> list[Suggestion]:
            return [suggestion(0, len(text), "PERSON", 0.9, source="lexicon", code="lexicon")]

    (one,) = pipeline.suggest("زينب", sources=[Own()], schema=schema.load("ontonotes"))
    assert one.label == "PERSON"


def test_with_a_ranking_the_same_places_are_shown_as_chances() -> None:
    shown = pipeline.suggest(VISIT, sources=SOURCES, schema=SCHEMA, ranking=Ranking.learn([]))
    assert ranges(shown) == ranges(pipeline.suggest(VISIT, sources=SOURCES, schema=SCHEMA))
    check(VISIT, shown)


def test_what_a_label_may_not_hold_is_left_out() -> None:
    data = schema.dump(SCHEMA)
    for label in data["labels"]:
        if label["id"] == "OCC":
            label["holds"] = []
    strict = schema.parse(data)
    found = pipeline.suggest("قائد القوات المسلحة الملكية", sources=SOURCES, schema=strict)
    assert [one.label for one in found] == ["OCC"]


def test_a_source_plugs_in_by_name_and_by_shape() -> None:
    class Echo:
        name = "echo"

        def suggest(self, text: str) -> list[Suggestion]:
            return [suggestion(0, len(text), "PERS", 0.99, source="echo")]

    (one,) = pipeline.suggest("زينب", sources=[Echo()], schema=SCHEMA)
    assert one.source == "echo"
    assert list(pipeline.SOURCES) == [source.name for source in SOURCES]


def test_no_suggestion_takes_in_a_proclitic() -> None:
    text = "وبالرباط وللمغرب ولمحمد بريظ وبوزارة الداخلية والدرك الملكي وبمعبر الكركرات"
    for one in pipeline.suggest(text, sources=SOURCES, schema=SCHEMA):
        outside = text[one.start - 1] if one.start else " "
        assert outside == " " or is_proclitic_start(text, one.start), text[one.start : one.end]
        assert not text[one.start : one.end].startswith(("وب", "ول", "وال"))


def test_the_same_text_gives_the_same_suggestions() -> None:
    text = "قال اللواء محمد بريظ في الرباط"
    first = pipeline.suggest(text, sources=SOURCES, schema=SCHEMA)
    assert first == pipeline.suggest(text, sources=pipeline.default_sources(SCHEMA), schema=SCHEMA)
