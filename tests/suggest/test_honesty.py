"""Which documents are held back, and planted errors that look like the rest."""

from dataclasses import replace

import pytest

from annotator.model import Reason, Suggestion
from annotator.suggest.honesty import choose, plant
from annotator.suggest.pipeline import default_sources, suggest
from annotator.text.reading import Reading
from tests.suggest.planted import SCHEMA, SEED, TEXTS


def planting(text, *, share=0.2, seed=SEED):
    found = suggest(text, sources=default_sources(SCHEMA), schema=SCHEMA)
    return found, plant(found, reading=Reading(text), schema=SCHEMA, share=share, seed=seed)


def test_the_same_documents_are_chosen_every_time_and_more_of_them_with_a_larger_share():
    ids = [f"d{number}" for number in range(1_000)]
    few = choose(ids, share=0.1, seed=SEED)
    assert few == choose(reversed(ids), share=0.1, seed=SEED)[::-1]
    assert 60 < len(few) < 140
    assert set(few) < set(choose(ids, share=0.3, seed=SEED))
    assert choose(ids, share=0.1, seed=SEED + 1) != few
    assert (choose(ids, share=0, seed=SEED), choose(ids, share=1, seed=SEED)) == ([], ids)


@pytest.mark.parametrize("name", TEXTS)
def test_errors_are_wrong_and_stand_where_a_suggestion_may(name):
    text = TEXTS[name]
    found, made = planting(text)
    right = {(one.start, one.end, one.label) for one in found}
    assert made.planted
    for wrong, facts in made.planted:
        assert (wrong.start, wrong.end, wrong.label) not in right
        assert wrong in made.suggestions
        assert wrong.label in {one.label for one in found}  # else it would be the only one of its label
        surface = text[wrong.start : wrong.end]
        assert surface == surface.strip()
        assert "\n" not in surface
        if facts.true is None:
            assert facts.kind == "nothing"
            assert not any(one.start < wrong.end and wrong.start < one.end for one in found)
            continue
        assert facts.true not in made.suggestions
        is_same_range = (wrong.start, wrong.end) == (facts.true.start, facts.true.end)
        assert is_same_range == (facts.kind == "label")
        assert (wrong.label == facts.true.label) == (facts.kind == "edge")
    spans = [one.as_span() for one in made.suggestions]
    assert not any(one.crosses(other) for one in spans for other in spans)
    unchanged = [one for one in made.suggestions if one in found]
    assert len(unchanged) == len(found) - sum(facts.true is not None for _, facts in made.planted)


def test_errors_have_the_scores_sources_and_reasons_of_the_rest():
    scores, reasons, labels, planted = set(), set(), set(), []
    for text in TEXTS.values():
        found, made = planting(text)
        scores |= {one.score for one in found}
        reasons |= {(one.source, one.reason.code, *one.reason.values) for one in found}
        labels |= {one.label for one in found}
        planted += made.planted
    assert {facts.kind for _, facts in planted} == {"label", "edge", "nothing"}
    for wrong, _ in planted:
        assert wrong.score in scores
        assert (wrong.source, wrong.reason.code, *wrong.reason.values) in reasons
        assert wrong.label in labels


@pytest.mark.parametrize("source", ["patterns", "memory"])
def test_errors_have_sublabels_where_the_rest_has_them(source):
    having, planted = {}, []
    for text in TEXTS.values():
        found, _ = planting(text)
        for one in found:
            having.setdefault(one.label, []).append(bool(one.sublabel))
        shown = [replace(one, source=source) for one in found] if source == "memory" else found
        made = plant(shown, reading=Reading(text), schema=SCHEMA, share=0.5, seed=SEED)
        planted += [wrong for wrong, facts in made.planted if facts.kind != "edge"]
    always = {label for label, ones in having.items() if all(ones)}
    never = {label for label, ones in having.items() if not any(ones)}
    assert {"QUANT", "EVENT"} <= always
    assert {wrong.label for wrong in planted} & always
    assert all(wrong.sublabel for wrong in planted if wrong.label in always)
    assert not any(wrong.sublabel for wrong in planted if wrong.label in never)


def test_a_share_is_planted_and_always_the_same():
    counts = {
        share: sum(len(planting(text, share=share)[1].planted) for text in TEXTS.values())
        for share in (0.0, 0.05, 0.5)
    }
    total = sum(len(planting(text)[0]) for text in TEXTS.values())
    assert counts[0.0] == 0
    assert 0.01 * total < counts[0.05] < 0.1 * total
    assert counts[0.05] < counts[0.5] < 0.6 * total
    text = TEXTS["01-visit"]
    assert planting(text)[1] == planting(text)[1]
    assert planting(text)[1] != planting(text, seed=SEED + 1)[1]


def test_what_is_doubtful_already_is_left_alone():
    text = "وصل إلى الرباط"
    one = Suggestion(9, 14, "GPE", "", "lexicon", 0.4, Reason("lexicon", {"lexicon": "city"}))
    assert plant([one], reading=Reading(text), schema=SCHEMA, share=1, seed=SEED).planted == []
