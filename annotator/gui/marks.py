"""Spans and suggestions as the article view draws them."""

from annotator.gui.article import Mark
from annotator.gui.hand import key_of
from annotator.labelling.sheet import Item, Sheet
from annotator.model import Suggestion
from annotator.schema import Schema
from annotator.words import language


def marks_of(sheet: Sheet, *, is_dark: bool) -> list[Mark]:
    """Return the marks of a sheet: its spans and its open suggestions."""
    items = (*sheet.annotation.spans, *sheet.open_suggestions)
    return [mark_of(item, schema=sheet.schema, is_dark=is_dark) for item in items]


def mark_of(item: Item, *, schema: Schema, is_dark: bool) -> Mark:
    """Return one item as a mark, with its label's words and colour."""
    label = schema.label(item.label)
    return Mark(
        key=key_of(item),
        start=item.start,
        end=item.end,
        text=label_words(schema, item.label, item.sublabel),
        colour=label.dark if is_dark else label.light,
        is_suggestion=isinstance(item, Suggestion),
    )


def label_words(schema: Schema, label: str, sublabel: str = "") -> str:
    """Return a label's name in the language of the window, with its sublabel's after a dot."""
    found = schema.label(label)
    words = found.names.in_language(language())
    named = [one.names.in_language(language()) for one in found.sublabels if one.id == sublabel]
    return " · ".join([words, *named])
