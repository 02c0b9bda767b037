"""What the columns of a table hold, told by their headings, in Arabic, English or French.

A table has a document a row (its text, and whatever else there is about it), or a labelled span a row (the
document's id, start, end, label); which one, its headings tell.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from annotator import errors
from annotator.exchange.incoming import ReadOptions, quoted
from annotator.text.folding import folded
from annotator.words import _
from annotator.words import quoted as named

# A field of ours -> what its column may be called; of two columns the one called by the earlier name counts.
_DOCUMENT: Final[Mapping[str, tuple[str, ...]]] = {
    "text": (
        "text", "article text", "full text", "body", "content", "article", "story", "النص", "نص", "نص المقال",
        "نص الخبر", "المحتوى", "محتوى", "المتن", "متن", "المقال", "الخبر", "texte", "contenu", "corps",
    ),
    "id": (
        "id", "doc id", "document id", "article id", "document", "identifier", "المعرف", "معرف", "رقم المقال",
        "الرقم", "identifiant", "numéro",
    ),
    "title": ("title", "headline", "العنوان", "عنوان", "عنوان المقال", "titre"),
    "outlet": (
        "outlet", "source", "publisher", "newspaper", "site", "الجهة الناشرة", "الناشر", "المصدر", "مصدر",
        "الصحيفة", "الجريدة", "الموقع", "média", "journal", "éditeur",
    ),
    "date": (
        "date", "published", "publication date", "التاريخ", "تاريخ", "تاريخ النشر", "date de publication",
    ),
    "url": ("url", "link", "الرابط", "رابط", "lien", "adresse"),
    "text_sha256": ("text sha256",),
}  # fmt: skip
_SPAN: Final[Mapping[str, tuple[str, ...]]] = {
    "id": _DOCUMENT["id"],
    "start": ("start", "begin", "start offset", "start char", "البداية", "بداية", "début"),
    "end": ("end", "stop", "end offset", "end char", "النهاية", "نهاية", "fin"),
    "label": ("label", "tag", "type", "entity type", "الوسم", "وسم", "étiquette"),
    "sublabel": ("sublabel", "subtype", "الوسم الفرعي", "sous étiquette"),
    "text": _DOCUMENT["text"],
    "text_sha256": _DOCUMENT["text_sha256"],
}
_OF_SPANS: Final = ("start", "end", "label")  # a table with these has a span a row
_NOT_LETTERS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table has what: our fields, and all other columns by their headings."""

    fields: Mapping[str, int]
    others: Mapping[str, int] = field(default_factory=dict)
    has_spans: bool = False

    @property
    def is_known(self) -> bool:
        """Whether there is something to read by: texts, or spans of documents that have an id."""
        if self.has_spans:
            return "id" in self.fields or "text_sha256" in self.fields
        return "text" in self.fields

    def told(self, headings: Sequence[str]) -> dict[str, str]:
        """Return which columns were taken for what, as an import shows it."""
        found = {f"column {field}": headings[place] for field, place in self.fields.items()}
        return {"rows": "spans" if self.has_spans else "documents", **found}


def columns_of(headings: Sequence[str], *, options: ReadOptions, path: str) -> Columns:
    """Return what the columns under `headings` hold; `path` goes into errors.

    What `options` name is taken as it is named, exactly or but for case and marks. Raises NoSuchColumn,
    NoSuchField or TwoColumns.
    """
    keys = [_key(heading) for heading in headings]
    named = {
        ours: _named(column, ours, headings, keys, path=path) for ours, column in options.columns.items()
    }
    has_spans = all(ours in named or _found(_SPAN[ours], keys) is not None for ours in _OF_SPANS)
    called = _SPAN if has_spans else _DOCUMENT
    fields = dict(named)
    for ours, names in called.items():
        place = _found(names, keys)
        if ours not in fields and place is not None and place not in fields.values():
            fields[ours] = place
    others = {
        heading: place for place, heading in enumerate(headings) if heading and place not in fields.values()
    }
    return Columns(fields, others, has_spans)


def listed(headings: Sequence[str]) -> str:
    """Return headings as they may stand in a sentence."""
    return _(", ").join(named(quoted(heading)) for heading in headings if heading) or "-"


def _named(column: str, field: str, headings: Sequence[str], keys: Sequence[str], *, path: str) -> int:
    if field not in {*_DOCUMENT, *_SPAN}:
        known = dict.fromkeys([*_DOCUMENT, *_SPAN])
        raise errors.NoSuchField(field=quoted(field), fields=", ".join(known))
    for wanted, there in ((column, headings), (_key(column), keys)):
        if there.count(wanted) > 1:
            raise errors.TwoColumns(path=path, column=quoted(column))
        if wanted in there:
            return there.index(wanted)
    raise errors.NoSuchColumn(path=path, column=quoted(column), columns=listed(headings))


def _found(names: Sequence[str], keys: Sequence[str]) -> int | None:
    return next((keys.index(key) for key in map(_key, names) if key in keys), None)


@cache
def _key(heading: str) -> str:
    return _NOT_LETTERS.sub("", folded(heading).casefold())
