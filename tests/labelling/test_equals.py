"""The equal names of an item, with proclitics outside its label and with proclitics taken in."""

from dataclasses import replace

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


SLIPS = "قال محمد علي كذا. عاد محمد علي. ثم محمد وحده، ومحمد علي أخيرا."


def names(sheet: Sheet) -> list[str]:
    return [SLIPS[span.start : span.end] for span in sheet.annotation.spans]


def slips(schema: str = "security-news") -> Sheet:
    """Suggest the first name alone, as a place, everywhere."""
    places = [place for place in range(len(SLIPS)) if SLIPS.startswith("محمد", place)]
    made = [
        Suggestion(start, start + 4, "GPE", "", "lexicon", 0.9, Reason("rank"), id=number)
        for number, start in enumerate(places, start=1)
    ]
    return sheet_of(SLIPS, schema, *made)


def test_what_was_corrected_at_one_place_is_put_right_at_its_equals():
    sheet = slips()
    first = sheet.suggestions[0]
    sheet = sheet.after(decisions.move_edge(sheet, first, is_start=False, forward=True).draft.edits)
    (span,) = sheet.annotation.spans
    sheet = sheet.after(numbered(decisions.spread(sheet, span).draft.edits))
    assert names(sheet) == ["محمد علي"] * 3
    assert [SLIPS[one.start - 4 : one.end] for one in sheet.open_suggestions] == [" ثم محمد"[-8:]]


def test_what_was_rejected_at_one_place_is_in_nobodys_way_at_its_equals():
    sheet = slips()
    sheet = sheet.after(decisions.reject(sheet, sheet.suggestions[0]).draft.edits)
    sheet = sheet.after(decisions.label_range(sheet, 4, 12, label="PERS").draft.edits)
    (span,) = sheet.annotation.spans
    sheet = sheet.after(numbered(decisions.spread(sheet, span).draft.edits))
    assert names(sheet) == ["محمد علي"] * 3


def test_what_was_not_decided_on_here_is_respected_there():
    sheet = slips()
    other = Suggestion(4, 12, "PERS", "", "lexicon", 0.9, Reason("rank"), id=9)
    sheet = sheet_of(SLIPS, "security-news", *sheet.suggestions[1:], other)
    sheet = sheet.after(decisions.accept(sheet, other).draft.edits)
    assert names(sheet) == ["محمد علي"]


def numbered(edits):
    """Give new spans ids, as the project does."""
    return [
        replace(edit, after=replace(edit.after, id=100 + place)) if isinstance(edit, SpanEdit) else edit
        for place, edit in enumerate(edits)
    ]
