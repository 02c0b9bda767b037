from dataclasses import replace

import pytest

from annotator.errors.learning import ModelOfOtherSchema
from annotator.schema import load
from annotator.suggest.knowledge.passage import read
from annotator.suggest.tagger.observing import observe
from annotator.suggest.tagger.source import TaggerSource
from annotator.suggest.tagger.training import train

TEXT = "انعقد بزركونة لقاء"
PLACE = TEXT.index("زركونة"), TEXT.index("زركونة") + len("زركونة")


def best(source, text):
    return max(source.suggest(text), key=lambda one: one.score)


def test_proclitics_are_left_outside_where_the_schema_says_so(tagger, schema):
    one = best(TaggerSource(tagger, schema=schema), TEXT)
    assert (one.start, one.end, one.label) == (*PLACE, "GPE")
    assert (one.source, one.reason.code) == ("tagger", "tagger")
    assert 1 / 3 <= one.score <= 1


def test_proclitics_are_taken_in_where_the_schema_says_so(tagger, schema):
    inside = replace(schema, labels=tuple(replace(label, clitics="inside") for label in schema.labels))
    assert best(TaggerSource(tagger, schema=inside), TEXT).start == PLACE[0] - 1


def test_without_a_schema_edges_are_as_they_were_learnt(examples):
    whole = []
    for one in examples:
        spans = [replace(span, start=span.start - (one.text[span.start - 1] == "ب")) for span in one.spans]
        whole.append(replace(one, spans=tuple(spans)))
    assert best(TaggerSource(train(whole)), TEXT).start == PLACE[0] - 1
    assert best(TaggerSource(train(examples)), TEXT).start == PLACE[0]


def test_the_sublabel_is_the_usual_one(tagger, schema):
    assert best(TaggerSource(tagger, schema=schema), TEXT).sublabel == "city"


def test_no_sublabel_is_chosen_where_none_is_clear(examples):
    mixed = [
        replace(
            one,
            spans=tuple(replace(span, sublabel=("city", "country", "")[number % 3]) for span in one.spans),
        )
        for number, one in enumerate(examples)
    ]
    text = "وصل الوفد إلى مدينة تاوريلت مساء"
    assert best(TaggerSource(train(mixed)), text).sublabel == ""


def test_any_place_can_be_judged(tagger, schema):
    source = TaggerSource(tagger, schema=schema)
    start, end = PLACE
    right, whole, wrong, unknown, nothing = source.judge(
        TEXT,
        [(start, end, "GPE"), (start - 1, end, "GPE"), (0, 5, "GPE"), (start, end, "X"), (5, 6, "GPE")],
    )
    assert right == whole > 1 / 3 > wrong
    assert unknown == nothing == 0


def test_doubt_is_less_of_what_was_learnt_than_of_what_is_strange(tagger, examples):
    source = TaggerSource(tagger)
    known, strange = (
        source.uncertainty(examples[0].text),
        source.uncertainty("السيد ب مدينة بزرزقا السيد نقنقة"),
    )
    assert 0 <= known < strange <= 1
    assert source.uncertainty("") == 0


def test_a_model_of_another_schema_is_refused_in_a_sentence(tagger):
    with pytest.raises(ModelOfOtherSchema, match=r"security-news.*wojood"):
        TaggerSource(tagger, schema=load("wojood"))


def test_labels_that_a_newer_version_lacks_are_not_suggested(tagger, schema):
    newer = replace(schema, version=2, labels=tuple(label for label in schema.labels if label.id != "GPE"))
    source = TaggerSource(tagger, schema=newer)
    assert {one.label for one in source.suggest(TEXT)} <= set(newer.label_ids())


def test_a_text_without_line_ends_is_read_in_parts(tagger, schema):
    text = f"{TEXT} " * 600
    found = TaggerSource(tagger, schema=schema).suggest(text)
    assert {text[one.start : one.end] for one in found if one.score > 1 / 3} == {"زركونة"}
    seen = observe(read(text), counts={})
    assert [index for line in seen.lines for index in range(*line)] == list(range(1800))
    assert max(last - first for first, last in seen.lines) <= 500
