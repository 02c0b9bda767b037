"""Spans, suggestions and notes as the article view draws them."""

from collections.abc import Collection

from annotator.gui.article import Mark
from annotator.gui.hand import Key, key_of
from annotator.gui.theme import Theme
from annotator.labelling.neighbours import items_at
from annotator.labelling.notes import place_of
from annotator.labelling.sheet import Item, Sheet
from annotator.model import Change, Note, NoteEdit, Span, SpanEdit, Suggestion, VerdictEdit
from annotator.schema import Schema
from annotator.words import _, language

Range = tuple[int, int]


def marks_of(sheet: Sheet, *, theme: Theme) -> list[Mark]:
    """Return the marks of a sheet: its spans, its open suggestions, and notes on neither."""
    items: list[Item] = [*sheet.annotation.spans, *sheet.open_suggestions]
    noted = _noted(sheet)
    return [
        *(mark_of(item, schema=sheet.schema, theme=theme, noted=noted) for item in items),
        *(_note_mark(note, theme) for note in sheet.annotation.notes if _stands_alone(sheet, note)),
    ]


def marks_after(sheet: Sheet, change: Change, *, theme: Theme) -> tuple[list[Key], list[Mark]]:
    """Return what a change means for the marks of the sheet that it led to: the keys gone, the marks come."""
    gone: list[Key] = []
    items: dict[Key, Item] = {}
    places: list[Span] = []
    decided = set()
    ranges: set[Range] = set()
    for edit in change.edits:
        if edit.document_id != sheet.document.id:
            continue
        if isinstance(edit, SpanEdit):
            gone += [("span", edit.before.id)] if edit.before is not None else []
            items |= {("span", edit.after.id): edit.after} if edit.after is not None else {}
            places += [span for span in (edit.before, edit.after) if span is not None]
        elif isinstance(edit, VerdictEdit):
            decided.add(edit.suggestion_id)
        elif isinstance(edit, NoteEdit):
            notes = [note for note in (edit.before, edit.after) if note is not None]
            gone += [("note", note.id) for note in notes]
            ranges |= {place for note in notes if (place := place_of(note)) is not None}
    items |= {key_of(one): one for place in ranges for one in items_at(sheet, *place)}
    near = [one for place in places for one in sheet.proposed.over(place.start, place.end)]
    decided -= {one.id for one in near}
    for one in (*near, *(sheet.by_id[id_] for id_ in decided if id_ in sheet.by_id)):
        gone.append(key_of(one))
        places.append(one.as_span())
        if sheet.is_open(one):
            items[key_of(one)] = one
    noted = _noted(sheet)
    marks = [mark_of(item, schema=sheet.schema, theme=theme, noted=noted) for item in items.values()]
    if noted:
        ranges |= {(place.start, place.end) for place in places}
        for note in sheet.annotation.notes:
            if place_of(note) in ranges:
                gone.append(("note", note.id))
                marks += [_note_mark(note, theme)] if _stands_alone(sheet, note) else []
    return gone, marks


def mark_of(item: Item, *, schema: Schema, theme: Theme, noted: Collection[Range] = ()) -> Mark:
    """Return one item as a mark, with its label's words and colour; `noted` are the ranges with notes."""
    label = schema.label(item.label)
    return Mark(
        key=key_of(item),
        start=item.start,
        end=item.end,
        text=label_words(schema, item.label, item.sublabel),
        colour=theme.colour_of(label),
        is_suggestion=isinstance(item, Suggestion),
        has_note=(item.start, item.end) in noted,
    )


def _noted(sheet: Sheet) -> frozenset[Range]:
    places = (place_of(note) for note in sheet.annotation.notes)
    return frozenset(place for place in places if place is not None)


def _stands_alone(sheet: Sheet, note: Note) -> bool:
    """Tell whether a note is on words that are neither labelled nor suggested."""
    place = place_of(note)
    return place is not None and not items_at(sheet, *place)


def _note_mark(note: Note, theme: Theme) -> Mark:
    start, end = note.start or 0, note.end or 0
    return Mark(
        key=("note", note.id),
        start=start,
        end=end,
        text=_("Question") if note.is_question else _("Note"),
        colour=theme.warning if note.is_question else theme.muted,
        is_suggestion=False,
        has_note=True,
    )


def label_words(schema: Schema, label: str, sublabel: str = "") -> str:
    """Return a label's name in the language of the window, with its sublabel's after a dot."""
    found = schema.label(label)
    words = found.names.in_language(language())
    named = [one.names.in_language(language()) for one in found.sublabels if one.id == sublabel]
    return " · ".join([words, *named])
