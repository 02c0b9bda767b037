"""Whatever is decided: nothing crosses, nothing is labelled twice, and all can be taken back."""

from dataclasses import replace
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import DecisionError
from annotator.labelling import decisions, notes
from annotator.labelling.sheet import Sheet, apply
from annotator.model import (
    Annotation,
    Document,
    NoteEdit,
    Reason,
    Span,
    SpanEdit,
    State,
    StateEdit,
    Suggestion,
    Verdict,
    VerdictEdit,
)
from annotator.schema import load
from annotator.text.reading import Reading
from annotator.text.tokens import words

SCHEMA = load("security-news")
WORDS = [
    "الرباط",
    "للرباط",
    "وبالرباط",
    "محمد",
    "بريظ",
    "اللواء",
    "قال",
    "،",
    "باكستان",
    "لباكستان",
    "«",
    "»",
    "F-16",
    "😀",
]
LABELS = ["PERS", "OCC", "GPE", "ORG"]

texts = st.lists(st.sampled_from(WORDS), min_size=3, max_size=25).map(" ".join)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    text = draw(texts)
    tokens = words(text)
    made: dict[tuple[int, int, str], Suggestion] = {}
    for number in range(draw(st.integers(0, 8))):
        first = draw(st.integers(0, len(tokens) - 1))
        last = min(len(tokens) - 1, first + draw(st.integers(0, 3)))
        label = draw(st.sampled_from(LABELS))
        start, end = tokens[first].start, tokens[last].end
        score = draw(st.floats(0, 1))
        one = Suggestion(start, end, label, "", "patterns", score, Reason("rank"), id=number + 1)
        made[start, end, label] = one
    suggestions = tuple(sorted(made.values(), key=lambda one: (one.start, -one.end)))
    return Sheet(Reading(text), Document("d", text), Annotation("d", "amina"), suggestions, SCHEMA)


def wishes(sheet: Sheet, data: st.DataObject):
    """Draw one wish, as a key would make it."""
    tokens = sheet.reading.words
    items = [*sheet.annotation.spans, *sheet.open_suggestions]
    kind = data.draw(
        st.sampled_from(
            ["label", "accept", "reject", "relabel", "edge", "remove", "rest", "state", "note", "answer"]
        )
    )
    if kind == "note":
        place = data.draw(st.sampled_from([None, *((one.start, one.end) for one in items)]))
        make = data.draw(st.sampled_from([notes.ask, notes.add_note]))
        return lambda: make(sheet, "لماذا؟", place=place)
    if kind == "answer" and sheet.annotation.notes:
        note = data.draw(st.sampled_from(sheet.annotation.notes))
        is_removal = data.draw(st.booleans())
        return lambda: notes.remove_note(sheet, note) if is_removal else notes.change_note(sheet, note, "لأنّ")
    if kind in ("label", "answer") or not items:
        first = data.draw(st.integers(0, len(tokens) - 1))
        last = min(len(tokens) - 1, first + data.draw(st.integers(0, 2)))
        label = data.draw(st.sampled_from(LABELS))
        return lambda: decisions.label_range(sheet, tokens[first].start, tokens[last].end, label=label)
    if kind == "rest":
        return lambda: decisions.accept_rest(sheet)
    if kind == "state":
        state = data.draw(st.sampled_from(list(State)))
        return lambda: decisions.set_state(sheet, state)
    item = data.draw(st.sampled_from(items))
    if kind == "relabel":
        label = data.draw(st.sampled_from(LABELS))
        return lambda: decisions.relabel(sheet, item, label=label)
    if kind == "edge":
        is_start, forward = data.draw(st.booleans()), data.draw(st.booleans())
        return lambda: decisions.move_edge(sheet, item, is_start=is_start, forward=forward)
    if isinstance(item, Span):
        return lambda: decisions.remove(sheet, item) if kind == "remove" else decisions.spread(sheet, item)
    return lambda: decisions.reject(sheet, item) if kind == "reject" else decisions.accept(sheet, item)


def inverse(edits):
    for edit in reversed(edits):
        match edit:
            case SpanEdit(id_, before, after):
                yield SpanEdit(id_, after, before)
            case VerdictEdit(id_, number, before, after):
                yield VerdictEdit(id_, number, after, before)
            case NoteEdit(id_, before, after):
                yield NoteEdit(id_, after, before)
            case StateEdit(id_, before, after, note_before, note_after):
                yield StateEdit(id_, after, before, note_after, note_before)


@settings(max_examples=150)
@given(sheets(), st.data())
def test_decisions_keep_the_rules_and_can_be_taken_back(sheet, data):
    ids = count(1)
    for _step in range(data.draw(st.integers(1, 6))):
        wish = wishes(sheet, data)
        try:
            draft = wish().draft
        except DecisionError:
            continue
        edits = []
        for edit in draft.edits:
            if isinstance(edit, SpanEdit) and edit.after is not None:
                after, before = edit.after, edit.before
                number = before.id if before is not None else next(ids)
                named = Span(after.start, after.end, after.label, after.sublabel, after.origin, number)
                edit = SpanEdit(edit.document_id, before, named)
            elif isinstance(edit, NoteEdit) and edit.after is not None and edit.before is None:
                edit = NoteEdit(edit.document_id, None, replace(edit.after, id=next(ids)))
            edits.append(edit)
        before = sheet.annotation
        sheet = sheet.after(edits)
        assert apply(sheet.annotation, inverse(edits)) == before
        spans = sheet.annotation.spans
        assert len({(one.start, one.end, one.label) for one in spans}) == len(spans)
        assert not any(one.crosses(other) for one in spans for other in spans)
        text = sheet.document.text
        assert not any(text[one.start].isspace() or text[one.end - 1].isspace() for one in spans)
        fresh = replace(sheet)  # with nothing taken along from the sheet before
        assert fresh.open_suggestions == sheet.open_suggestions
        assert list(fresh.spans) == list(sheet.spans) == sorted(spans, key=lambda one: (one.start, -one.end))
        assert fresh.spans.longest <= sheet.spans.longest
        accepted = [key for key, verdict in sheet.annotation.verdicts.items() if verdict is Verdict.ACCEPTED]
        assert all(not sheet.is_open(sheet.by_id[key]) for key in accepted)
        assert len({edit.suggestion_id for edit in edits if isinstance(edit, VerdictEdit)}) == sum(
            isinstance(edit, VerdictEdit) for edit in edits
        )
