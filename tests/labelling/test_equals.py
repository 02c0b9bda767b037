"""The equal names of an item, with proclitics outside its label and with proclitics taken in."""

import pytest

from annotator.labelling import decisions
from annotator.labelling.equals import equals
from annotator.labelling.sheet import Sheet
from annotator.model import Annotation, Document, Reason, Span, SpanEdit, Suggestion
from annotator.schema import load
from annotator.text.reading import Reading

TEXT = "لبنان هنا. وصل بلبنان ثم لبنان. ولبنان."
OUTSIDE = ["لبنان", "لبنان", "لبنان", "لبنان"]
INSIDE = ["لبنان", "بلبنان", "لبنان", "ولبنان"]


def sheet_of(text: str, schema: str, *suggestions: Suggestion) -> Sheet:
    return Sheet(Reading(text), Document("d", text), Annotation("d", "a"), suggestions, load(schema))


def suggestion(start: int, end: int, *, number: int = 1) -> Suggestion:
    return Suggestion(start, end, "LOC", "", "lexicon", 0.9, Reason("rank"), id=number)


@pytest.mark.parametrize(("schema", "names"), [("security-news", OUTSIDE), ("anercorp", INSIDE)])
def test_a_label_that_takes_proclitics_in_has_whole_words_as_equals(schema, names):
    sheet = sheet_of(TEXT, schema)
    places = equals(sheet, Span(0, 5, "LOC"))
    assert [TEXT[start:end] for start, end in places] == names


def test_a_whole_word_is_the_name_that_stands_there_without_its_proclitic():
    start = TEXT.index("بلبنان")
    places = equals(sheet_of(TEXT, "anercorp"), Span(start, start + 6, "LOC"))
    assert [TEXT[start:end] for start, end in places] == INSIDE
    alone = "وصل بلبنان ثم عاد بلبنان."
    places = equals(sheet_of(alone, "anercorp"), Span(4, 10, "LOC"))
    assert [alone[start:end] for start, end in places] == ["بلبنان", "بلبنان"]
    badr = "في بدر وقال بدر."
    places = equals(sheet_of(badr, "anercorp"), Span(3, 6, "LOC"))
    assert [badr[start:end] for start, end in places] == ["بدر", "بدر"]


def test_accepting_and_rejecting_reach_the_whole_words():
    first = suggestion(0, 5)
    second = suggestion(TEXT.index("بلبنان"), TEXT.index("بلبنان") + 6, number=2)
    sheet = sheet_of(TEXT, "anercorp", first, second)
    made = [edit.after for edit in decisions.accept(sheet, first).draft.edits if isinstance(edit, SpanEdit)]
    assert sorted(TEXT[span.start : span.end] for span in made) == sorted(INSIDE)
    assert {edit.suggestion_id for edit in decisions.reject(sheet, second).draft.edits[:2]} == {1, 2}


@pytest.mark.parametrize(("schema", "name"), [("security-news", "الرباط"), ("anercorp", "بالرباط")])
def test_labelling_takes_proclitics_in_where_the_label_does(schema, name):
    text = "وصل بالرباط أمس"
    (edit, *_) = decisions.label_range(sheet_of(text, schema), 5, 11, label="LOC").draft.edits
    assert text[edit.after.start : edit.after.end] == name
