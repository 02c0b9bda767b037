"""What was found as suggestions: labels of the schema, edges by our own rules, chances."""

import pytest

from annotator.model import Reason, Suggestion
from annotator.schema import load
from annotator.suggest.camel.source import CamelSource, Readings
from annotator.suggest.knowledge.lexicon import Entry, Lexicon

TEXT = "وصل ومحمد للرباط قرب جبل توبقال وبيغاسوس مع وليد بالقاعدة الجوية بلقاء"
LEXICON = Lexicon(
    [
        Entry("محمد", "", "", "given", ""),
        Entry("وليد", "", "", "given", ""),
        Entry("الرباط", "GPE", "", "capital", ""),
        Entry("جبل", "LOC", "", "location_head", ""),
        Entry("بيغاسوس", "WEA", "", "weapon", ""),
        Entry("القاعده", "ORG", "armed_group", "group", ""),
        Entry("قاعده", "FAC", "base", "facility_head", ""),
        Entry("القاعده الجويه", "FAC", "base", "facility", ""),
        Entry("لقاء", "", "", "common", ""),
    ]
)


def found(surface, kind, *, schema="security-news"):
    start = TEXT.index(surface)
    names = {"names": [[start, start + len(surface), kind]]}
    return [
        (TEXT[one.start : one.end], one.label, one.sublabel)
        for one in CamelSource(names, schema=load(schema), lexicon=LEXICON).suggest(TEXT)
    ]


@pytest.mark.parametrize(
    ("surface", "kind", "expected"),
    [
        ("ومحمد", "PERS", ("محمد", "PERS", "")),  # a given name behind و
        ("وليد", "PERS", ("وليد", "PERS", "")),  # the whole word first
        ("للرباط", "LOC", ("لرباط", "GPE", "")),
        ("جبل توبقال", "LOC", ("جبل توبقال", "LOC", "")),
        ("قرب", "LOC", ("قرب", "GPE", "")),
        ("بالقاعدة", "ORG", ("القاعدة", "ORG", "armed_group")),
        ("بالقاعدة الجوية", "LOC", ("القاعدة الجوية", "FAC", "base")),
        ("وبيغاسوس", "MISC", ("بيغاسوس", "WEA", "")),
        ("بلقاء", "PERS", ("بلقاء", "PERS", "")),  # everyday words decide no edge
    ],
)
def test_a_name_is_called_and_cut_as_the_project_does(surface, kind, expected):
    assert found(surface, kind) == [expected]


def test_what_is_of_no_kind_that_the_schema_has_is_dropped():
    assert found("قرب", "MISC") == []
    assert found("قرب", "OTHER") == []


@pytest.mark.parametrize(
    ("schema", "kind", "label"),
    [
        ("anercorp", "LOC", "LOC"),
        ("anercorp", "MISC", "MISC"),
        ("anercorp", "PERS", "PERS"),
        ("wojood", "PERS", "PERS"),
        ("ontonotes", "LOC", "GPE"),
        ("ontonotes", "PERS", "PERSON"),
        ("ace", "ORG", "ORG"),
    ],
)
def test_other_schemas_get_their_own_labels(schema, kind, label):
    assert [one[1] for one in found("قرب", kind, schema=schema)] == [label]


def test_chances_are_stated_by_kind_and_the_reason_names_the_model():
    names = {"names": [[4, 9, "PERS"], [10, 16, "LOC"], [17, 20, "ORG"]]}
    made = CamelSource(names, schema=load("security-news"), lexicon=LEXICON).suggest(TEXT)
    assert [one.score for one in made] == [0.8, 0.8, 0.7]
    assert {one.source for one in made} == {"camel"}
    assert made[0].reason == Reason("camel", {"model": "ner-arabert"})


def test_what_was_found_in_a_longer_text_is_passed_over():
    names = {"names": [[4, 9, "PERS"], [90, 99, "PERS"]]}
    assert len(CamelSource(names, lexicon=LEXICON).suggest(TEXT)) == 1


def suggestion(start, end, label, score=0.8):
    return Suggestion(start, end, label, "", "lexicon", score, Reason("rank"))


def test_a_likely_verb_is_a_less_likely_name_and_keeps_its_edges():
    readings = Readings({"verbs": [[0, 3], [4, 9]]})
    given = [
        suggestion(0, 3, "PERS"),
        suggestion(5, 9, "GPE"),  # behind its proclitic
        suggestion(4, 16, "PERS"),  # of two words
        suggestion(0, 3, "DATE"),  # no name
        suggestion(17, 20, "PERS"),
    ]
    weighed = readings.weighed(given)
    assert [one.score for one in weighed] == [0.48, 0.48, 0.8, 0.8, 0.8]
    assert [(one.start, one.end, one.label) for one in weighed] == [
        (one.start, one.end, one.label) for one in given
    ]


def test_without_verbs_nothing_changes():
    given = [suggestion(0, 3, "PERS")]
    assert Readings({"verbs": []}).weighed(given) == given
