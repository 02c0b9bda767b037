"""Spans and suggestions as the article view draws them."""

from annotator.gui.article import Mark
from annotator.gui.hand import Key, key_of
from annotator.gui.theme import Theme
from annotator.labelling.sheet import Item, Sheet
from annotator.model import Change, Span, SpanEdit, Suggestion, VerdictEdit
from annotator.schema import Schema
from annotator.words import language


def marks_of(sheet: Sheet, *, theme: Theme) -> list[Mark]:
    """Return the marks of a sheet: its spans and its open suggestions."""
    items: list[Item] = [*sheet.annotation.spans, *sheet.open_suggestions]
    return [mark_of(item, schema=sheet.schema, theme=theme) for item in items]


def marks_after(sheet: Sheet, change: Change, *, theme: Theme) -> tuple[list[Key], list[Mark]]:
    """Return what a change means for the marks of the sheet that it led to: the keys gone, the marks come."""
    gone: list[Key] = []
    items: dict[Key, Item] = {}
    places: list[Span] = []
    decided = set()
    for edit in change.edits:
        if edit.document_id != sheet.document.id:
            continue
        if isinstance(edit, SpanEdit):
            gone += [("span", edit.before.id)] if edit.before is not None else []
            items |= {("span", edit.after.id): edit.after} if edit.after is not None else {}
            places += [span for span in (edit.before, edit.after) if span is not None]
        elif isinstance(edit, VerdictEdit):
            decided.add(edit.suggestion_id)
    near = [one for place in places for one in sheet.proposed.over(place.start, place.end)]
    decided -= {one.id for one in near}
    for one in (*near, *(sheet.by_id[id_] for id_ in decided if id_ in sheet.by_id)):
        gone.append(key_of(one))
        if sheet.is_open(one):
            items[key_of(one)] = one
    return gone, [mark_of(item, schema=sheet.schema, theme=theme) for item in items.values()]


def mark_of(item: Item, *, schema: Schema, theme: Theme) -> Mark:
    """Return one item as a mark, with its label's words and colour."""
    label = schema.label(item.label)
    return Mark(
        key=key_of(item),
        start=item.start,
        end=item.end,
        text=label_words(schema, item.label, item.sublabel),
        colour=theme.colour_of(label),
        is_suggestion=isinstance(item, Suggestion),
    )


def label_words(schema: Schema, label: str, sublabel: str = "") -> str:
    """Return a label's name in the language of the window, with its sublabel's after a dot."""
    found = schema.label(label)
    words = found.names.in_language(language())
    named = [one.names.in_language(language()) for one in found.sublabels if one.id == sublabel]
    return " · ".join([words, *named])
