"""A project's own entries: checked, as CSV, and laid over the shipped lexicon.

An entry adds a name or refuses a shipped one. The CSV has a head line; a cell that a spreadsheet
would take for a formula is written with an apostrophe before it, which reading takes away again.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from annotator.errors import (
    BrokenLine,
    CellsWithoutColumn,
    EntryNeitherYesNorNo,
    EntryOfUnknownKind,
    EntryOfUnknownLabel,
    EntryOfUnknownSublabel,
    EntryRefused,
    EntryWithoutLabel,
    EntryWithoutName,
    NotATable,
    RepeatedEntry,
    TableWithoutColumns,
    UnknownColumn,
    WrongEncoding,
)
from annotator.model import OwnEntry
from annotator.schema import Label, Schema, Sublabel
from annotator.suggest.knowledge.lexicon import OWN, Entry, Lexicon, key_of, shipped
from annotator.text.folding import folded

if TYPE_CHECKING:
    import _csv

COLUMNS: Final = ("surface", "label", "sublabel", "kind", "variants", "needs_context", "is_refused")
"""The columns of the CSV; only `surface` has to be there."""
KIND: Final = "own"
"""The kind of an entry that is nothing particular to the rules."""
# What the name of a label is to the rules, by label and sublabel.
_KINDS: Final = {
    ("GPE", ""): "city",
    ("LOC", ""): "place",
    ("FAC", ""): "facility",
    ("PERS", ""): "person",
    ("NORP", ""): "people",
    ("WEA", ""): "weapon",
    ("VEH", ""): "vehicle",
    ("CRIME", ""): "crime",
    ("LAW", ""): "law",
    ("EVENT", "exercise"): "exercise",
    ("EVENT", "operation"): "operation",
    ("OCC", "rank"): "rank",
    ("OCC", "office"): "office",
    ("ORG", "security_agency"): "agency",
    ("ORG", "military_unit"): "unit",
    ("ORG", "armed_group"): "group",
    ("ORG", "party"): "party",
    ("ORG", "media"): "media",
    ("ORG", "international"): "international",
    ("ORG", ""): "government",
}
# Kinds that give no label: they help the rules.
_HELPERS: Final = frozenset({"given", "surname", "foreign", "honorific", "common", "department", "adjective"})
_YES: Final = frozenset({"1", "yes", "true", "x", "نعم", "oui", "vrai"})
_NO: Final = frozenset({"", "0", "no", "false", "لا", "non", "faux"})
_FORMULA: Final = re.compile("'*[=+\\-@\t\r]")
_SEPARATORS: Final = (",", ";", "\t")


def check(entry: OwnEntry, *, schema: Schema | None = None) -> OwnEntry:
    """Return the entry with single spaces; raises an EntryRefused that says what it lacks."""
    surface = " ".join(entry.surface.split())
    if not any(character.isalnum() for character in surface) or not key_of(surface):  # tatweel is folded away
        raise EntryWithoutName()
    kind = entry.kind.strip()
    if kind and kind != KIND and kind not in kinds():
        raise EntryOfUnknownKind(surface=surface, kind=kind)
    label, sublabel = entry.label.strip(), entry.sublabel.strip()
    if not label and not entry.is_refused and kind not in _HELPERS:
        raise EntryWithoutLabel(surface=surface)
    if label and schema is not None:
        if label not in schema:
            raise EntryOfUnknownLabel(surface=surface, label=label)
        if sublabel and sublabel not in {one.id for one in schema.label(label).sublabels}:
            raise EntryOfUnknownSublabel(surface=surface, label=label, sublabel=sublabel)
    variants = tuple(
        dict.fromkeys(one for one in (" ".join(v.split()) for v in entry.variants) if key_of(one))
    )
    return OwnEntry(
        surface, label, sublabel, kind, variants, entry.needs_context, entry.is_refused, id=entry.id
    )


@lru_cache(maxsize=1)
def kinds() -> frozenset[str]:
    """Return the kinds that entries of the shipped lexicon have."""
    return shipped().all_kinds()


@lru_cache(maxsize=2)
def _laid_over(entries: tuple[OwnEntry, ...]) -> Lexicon:
    refused = {
        (key_of(one), entry.label) for entry in entries if entry.is_refused for one in _spellings(entry)
    }
    added = (made for entry in entries if not entry.is_refused for made in _entries(entry))
    return shipped().changed(added, refused)


def lexicon_with(entries: Iterable[OwnEntry]) -> Lexicon:
    """Return the shipped lexicon with a project's own entries; the last ones are kept."""
    own = tuple(entries)
    return _laid_over(own) if own else shipped()


def _entries(entry: OwnEntry) -> Iterator[Entry]:
    kind = entry.kind or _KINDS.get((entry.label, entry.sublabel)) or _KINDS.get((entry.label, ""), KIND)
    flags = OWN + "c" * entry.needs_context
    for key in dict.fromkeys(map(key_of, _spellings(entry))):
        yield Entry(key, entry.label, entry.sublabel, kind, flags)


def _spellings(entry: OwnEntry) -> tuple[str, ...]:
    return (entry.surface, *entry.variants)


def to_csv(entries: Iterable[OwnEntry]) -> str:
    """Return the entries as CSV with a head line; cells that look like formulas are neutralised."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for entry in entries:
        cells = (
            entry.surface,
            entry.label,
            entry.sublabel,
            entry.kind,
            "|".join(entry.variants),
            "yes" if entry.needs_context else "",
            "yes" if entry.is_refused else "",
        )
        table.writerow(["'" + cell if _FORMULA.match(cell) else cell for cell in cells])
    return written.getvalue()


def from_csv(data: bytes, *, path: object, schema: Schema | None = None) -> list[OwnEntry]:
    """Read all entries of a CSV in UTF-8, with commas, semicolons or tabs between its cells.

    Raises InputError: WrongEncoding, NotATable, TableWithoutColumns, UnknownColumn, or a BrokenLine
    that says what is wrong in which line. `path` is the name that the sentence gives.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongEncoding(path=path, encoding="UTF-8") from None
    head = next((line for line in text.split("\n") if line.strip() and not _is_note(line)), "")
    separator = max(_SEPARATORS, key=head.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return list(_read(table, path=path, schema=schema))
    except csv.Error:
        raise NotATable(path=path, line=table.line_num) from None


def _read(table: "_csv.Reader", *, path: object, schema: Schema | None) -> Iterator[OwnEntry]:
    columns: list[str] = []
    seen: set[tuple[str, str]] = set()
    labels = schema.labels if schema is not None else ()
    names = _ids_by_name(labels), _ids_by_name(sub for label in labels for sub in label.sublabels)
    for row in table:
        cells = [_plain(cell) for cell in row]
        if not any(cells) or (not columns and _is_note(cells[0])):
            continue
        if not columns:
            columns = _columns([cell.casefold() for cell in cells], path=path)
            continue
        try:
            entry = check(_entry(columns, cells, names), schema=schema)
            key = key_of(entry.surface), entry.label
            if key in seen:
                raise RepeatedEntry(surface=entry.surface)
        except EntryRefused as why:
            raise BrokenLine(path=path, line=table.line_num, why=why) from None
        seen.add(key)
        yield entry
    if not columns:
        raise TableWithoutColumns(path=path, columns=", ".join(COLUMNS))


def _is_note(line: str) -> bool:
    """Tell whether it is what a spreadsheet writes before the head, of what stands between cells."""
    return line.strip('\ufeff" ').casefold().startswith("sep=")


def _ids_by_name(called: Iterable[Label | Sublabel]) -> dict[str, str]:
    """Return the ids of labels, or of sublabels, by what people call them in any language, folded."""
    return {
        folded(name).casefold(): one.id
        for one in called
        for name in (one.names.ar, one.names.en, one.names.fr)
    }


def _plain(cell: str) -> str:
    return (cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell).strip()


def _columns(names: list[str], *, path: object) -> list[str]:
    known = ", ".join(COLUMNS)
    if "surface" not in names:
        raise TableWithoutColumns(path=path, columns=known)
    for name in names:
        if name and name not in COLUMNS:
            raise UnknownColumn(path=path, column=name, columns=known)
    return names


def _entry(columns: list[str], cells: list[str], names: tuple[dict[str, str], ...]) -> OwnEntry:
    if any(cells[len(columns) :]):
        raise CellsWithoutColumn()
    said = dict(zip(columns, cells, strict=False))
    return OwnEntry(
        said.get("surface", ""),
        _id(said.get("label", ""), names[0]),
        _id(said.get("sublabel", ""), names[1]),
        said.get("kind", ""),
        tuple(said.get("variants", "").split("|")),
        _is_yes(said, "needs_context"),
        _is_yes(said, "is_refused"),
    )


def _id(said: str, names: dict[str, str]) -> str:
    return names.get(folded(said).casefold(), said)


def _is_yes(said: dict[str, str], column: str) -> bool:
    value = said.get(column, "").casefold()
    if value not in _YES and value not in _NO:
        raise EntryNeitherYesNorNo(column=column, value=value)
    return value in _YES
