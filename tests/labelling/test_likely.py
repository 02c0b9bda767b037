from annotator.labelling import decisions
from annotator.labelling.likely import likely
from tests.labelling.conftest import TEXT, place


def ranked(bench, words, nth=0):
    weights = likely(bench.sheet, *place(TEXT, words, nth))
    return sorted(weights, key=lambda kind: -weights[kind])


def test_what_a_name_was_called_comes_before_what_is_suggested_and_what_is_common(bench):
    bench.suggest("المغرب", "GPE", 0, score=0.9)
    bench.suggest("المغرب", "ORG", 0, score=0.5)
    for words, label in (("زيارة", "EVENT"), ("سفير", "EVENT"), ("باكستان", "LOC")):
        outcome = decisions.label_range(bench.sheet, *place(TEXT, words), label=label)
        bench.store(outcome.draft)
    assert ranked(bench, "المغرب", 1) == [("GPE", ""), ("ORG", ""), ("EVENT", ""), ("LOC", "")]
    outcome = decisions.label_range(
        bench.sheet, *place(TEXT, "المغرب", 1), label="ORG", sublabel="government"
    )
    bench.store(outcome.draft)
    assert ranked(bench, "المغرب")[0] == ("ORG", "government")


def test_nothing_is_likely_where_nothing_is_known(bench):
    assert likely(bench.sheet, *place(TEXT, "غادر")) == {}
