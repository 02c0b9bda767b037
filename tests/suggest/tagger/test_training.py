from dataclasses import replace

import pytest

from annotator.errors import CannotWrite
from annotator.errors.learning import LearningCancelled, NotEnoughToLearn
from annotator.model import Span
from annotator.suggest.tagger.source import TaggerSource
from annotator.suggest.tagger.training import LEAST_DOCUMENTS, LEAST_ENTITIES, train

TEXT = "قال السيد منصف العياري إن الاجتماع انتهى\nوصل الوفد إلى مدينة تاوريلت مساء"


def found(tagger, text, **wanted):
    suggestions = TaggerSource(tagger, **wanted).suggest(text)
    return {(text[one.start : one.end], one.label) for one in suggestions if one.score >= 1 / 3}


def test_what_was_labelled_is_found_under_other_names(tagger):
    assert {("منصف العياري", "PERS"), ("تاوريلت", "GPE")} <= found(tagger, TEXT)


def test_the_facts_say_what_was_learnt_from(tagger, schema):
    facts = tagger.facts
    assert (facts.schema_id, facts.schema_version) == (schema.id, schema.version)
    assert (facts.documents, facts.entities, facts.labels) == (24, 72, {"GPE": 48, "PERS": 24})
    assert facts.quick
    assert facts.held_out == 5
    assert 0.5 < facts.held_out_f1 <= 1
    assert sum(count for _score, _share, count in facts.reliability) > 0


def test_thorough_learning_finds_the_same(examples, schema):
    tagger = train(examples, schema=schema, quick=False)
    assert not tagger.facts.quick
    assert ("منصف العياري", "PERS") in found(tagger, TEXT)


@pytest.mark.parametrize("kept", [0, 1, LEAST_DOCUMENTS - 1])
def test_too_few_examples_are_refused_with_what_is_missing(examples, kept):
    with pytest.raises(NotEnoughToLearn) as refused:
        train(examples[:kept])
    assert refused.value.values["documents"] == kept
    assert refused.value.values["least_entities"] == LEAST_ENTITIES


def test_work_under_way_is_not_learnt_from(examples):
    with pytest.raises(NotEnoughToLearn):
        train([replace(one, is_whole=False) for one in examples])


def test_examples_without_spans_are_too_few(examples):
    with pytest.raises(NotEnoughToLearn):
        train([replace(one, spans=()) for one in examples])


@pytest.mark.parametrize("after", [1, 30, 60, 100])
def test_learning_can_be_stopped_at_any_time(examples, after):
    asked = []

    def is_cancelled():
        asked.append(1)
        return len(asked) > after

    with pytest.raises(LearningCancelled):
        train(examples, is_cancelled=is_cancelled)


def test_progress_is_told(examples):
    said = []
    train(examples[:10], on_progress=lambda done, total: said.append((done, total)))
    assert said == [(done, 30) for done in range(1, 31)]


def test_texts_with_nothing_in_them_are_borne(examples, schema):
    odd = [
        replace(examples[0], document_id="blank", text=" \n ", spans=()),
        replace(examples[0], document_id="signs", text="\u200f. … 🇲🇦\n\n5", spans=(Span(1, 2, "GPE"),)),
        replace(examples[0], document_id="empty", text="", spans=()),
    ]
    tagger = train([*examples, *odd], schema=schema)
    source = TaggerSource(tagger, schema=schema)
    assert source.suggest(" \n ") == source.suggest("") == []
    assert all(one.end <= len(odd[1].text) for one in source.suggest(odd[1].text))
    assert source.judge("", [(0, 1, "GPE")]) == [0.0]


def test_spans_inside_others_have_a_model_of_their_own(examples):
    nested = []
    for one in examples:
        person = one.spans[0]
        inner = Span(person.start, one.text.index(" ", person.start), "NORP")
        nested.append(replace(one, spans=(*one.spans, inner)))
    tagger = train(nested)
    assert len(tagger.crfs) == 2
    assert {("منصف العياري", "PERS"), ("منصف", "NORP")} <= found(tagger, TEXT)


def test_one_range_may_hold_two_labels(examples):
    twice = [replace(one, spans=(*one.spans, replace(one.spans[0], label="OCC"))) for one in examples]
    assert {("منصف العياري", "PERS"), ("منصف العياري", "OCC")} <= found(train(twice), TEXT)


def test_what_was_noted_before_is_used_again_under_the_same_knowledge(examples, schema):
    first = train(examples, schema=schema, knowledge="one")
    again = train(examples, schema=schema, knowledge="one", before=first)
    assert again.notes.as_values() == first.notes.as_values()
    assert found(again, TEXT) == found(first, TEXT)
    other = train(examples, schema=schema, knowledge="two", before=first)
    assert other.notes.as_values()["mark"] == "two"


def test_without_a_folder_for_temporary_files_a_sentence_says_so(examples, schema, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(CannotWrite, match="gone"):
        train(examples, schema=schema)
