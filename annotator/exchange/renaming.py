"""Label maps: what a label is called on the other side, for what comes in and for what goes out.

A person's map is a TOML, JSON or CSV file that can be seen and edited; those that ship with the program go
by their names. A map moves no edge. What it says nothing about is its user's to judge.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from annotator import errors
from annotator.exchange.incoming import quoted
from annotator.exchange.tag_sets import proposals
from annotator.schema import Schema, load_map, map_names
from annotator.text.encodings import decode
from annotator.text.printable import printable

__all__ = ["Renaming", "proposals"]

_LARGEST: Final = 1_000_000  # bytes of a file: no tag set is that large
_HEADS: Final = ({"from", "to"}, {"label", "counterpart"}, {"label", "to"})
_BARE: Final = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
)  # TOML's bare keys


@dataclass(frozen=True, slots=True)
class Renaming:
    """A label map: from LABEL or LABEL.sublabel to the same on the other side, None for nothing.

    The line of a sublabel counts before that of its label. A line that names a label alone leaves sublabels
    as they are, unless `drops_sublabels`. `origin` is the file or the name that the map came from.
    """

    lines: Mapping[str, str | None] = field(default_factory=dict)
    origin: str = ""
    drops_sublabels: bool = False

    @classmethod
    def load(cls, name_or_path: str) -> Self:
        """Read a map from a file, or one that ships with the program by its name.

        Raises UnknownLabelMap, LabelMapUnreadable, LabelMapRepeats, LabelMapNotText, LabelMapEmpty, or a
        SchemaError.
        """
        if (
            name_or_path in map_names()
        ):  # these lead to another tag set, whose labels have no sublabels of ours
            return cls(load_map(name_or_path), origin=name_or_path, drops_sublabels=True)
        path = Path(name_or_path)
        if not path.is_file():
            raise errors.UnknownLabelMap(name=quoted(name_or_path), names=", ".join(map_names()))
        return cls(_read(path), origin=printable(path.name))

    def of(self, label: str, sublabel: str = "") -> tuple[str, str] | None:
        """Return the label and sublabel on the other side, None where it is to be left out.

        A label with a dot in it counts as label and sublabel where the map has no line for it as it is.
        Raises KeyError where the map says nothing.
        """
        if sublabel and f"{label}.{sublabel}" in self.lines:
            return _parts(self.lines[f"{label}.{sublabel}"])
        if label not in self.lines and not sublabel:
            label, _dot, sublabel = label.partition(".")
        found = _parts(self.lines[label])
        if found is None or found[1] or self.drops_sublabels:
            return found
        return found[0], sublabel

    def check(self, schema: Schema) -> None:
        """Raise LabelMapLeadsNowhere where a line leads to what `schema` does not have."""
        for label, to in self.lines.items():
            found = _parts(to)
            if found is not None and not schema.has(*found):
                raise errors.LabelMapLeadsNowhere(path=self.origin, label=quoted(label), to=quoted(to or ""))

    def to_file(self, path: Path) -> None:
        """Write the map as a person edits it: JSON or CSV where `path` ends in .json or .csv, else TOML.

        Raises OSError.
        """
        write = {".json": _to_json, ".csv": _to_csv}.get(path.suffix.lower(), _to_toml)
        path.write_text(write(self.lines), encoding="utf-8", newline="\n")


def _parts(to: str | None) -> tuple[str, str] | None:
    if to is None:
        return None
    label, _dot, sublabel = to.partition(".")
    return label, sublabel


def _read(path: Path) -> dict[str, str | None]:
    shown = printable(str(path))
    try:
        with path.open("rb") as handle:
            raw = handle.read(_LARGEST + 1)
    except OSError as error:
        raise errors.LabelMapUnreadable(path=shown, why=error.strerror or type(error).__name__) from error
    if len(raw) > _LARGEST:
        raise errors.TooLarge(path=shown, limit=_LARGEST // 1_000_000)
    text = decode(raw, name=shown).text.removeprefix("\ufeff")
    read = {".json": _from_json, ".csv": _from_csv, ".tsv": _from_csv}.get(path.suffix.lower(), _from_toml)
    lines: dict[str, str | None] = {}
    for label, to in read(text, shown):
        if label in lines:
            raise errors.LabelMapRepeats(path=shown, label=quoted(label))
        if to is not None and not isinstance(to, str):
            raise errors.LabelMapNotText(path=shown, label=quoted(label))
        lines[label] = to or None
    if not lines:
        raise errors.LabelMapEmpty(path=shown)
    return lines


def _from_toml(text: str, path: str) -> Iterable[tuple[str, object]]:
    import tomllib

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise errors.LabelMapUnreadable(path=path, why=printable(str(error))) from error
    except RecursionError:
        raise errors.LabelMapUnreadable(path=path, why="nested too deeply") from None
    return _labels_in(found).items()


def _from_json(text: str, path: str) -> Iterable[tuple[str, object]]:
    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in pairs:
            if key in found:
                raise errors.LabelMapRepeats(path=path, label=quoted(key))
            found[key] = value
        return found

    try:
        found = json.loads(text, object_pairs_hook=once)
    except ValueError as error:
        raise errors.LabelMapUnreadable(path=path, why=printable(str(error))) from error
    except RecursionError:
        raise errors.LabelMapUnreadable(path=path, why="nested too deeply") from None
    if not isinstance(found, dict):
        raise errors.LabelMapEmpty(path=path)
    return _labels_in(found).items()


def _labels_in(found: Mapping[str, object]) -> Mapping[str, object]:
    """Return the lines of a file that may hold more than them, as those that ship do."""
    labels = found.get("labels", found)
    lines: dict[str, object] = {}
    for label, to in (labels if isinstance(labels, dict) else found).items():
        if isinstance(to, dict):  # ORG.media = "MEDIA", which TOML takes for a table without quotes
            lines.update((f"{label}.{sublabel}", value) for sublabel, value in to.items())
        else:
            lines[label] = to
    return lines


def _from_csv(text: str, path: str) -> Iterable[tuple[str, object]]:
    head = text.partition("\n")[0]
    delimiter = max("\t;,", key=head.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True) if any(row)]
    except csv.Error as error:
        raise errors.LabelMapUnreadable(path=path, why=printable(str(error))) from error
    if rows and {cell.strip().casefold() for cell in rows[0]} in _HEADS:
        del rows[0]
    return [(row[0].strip(), row[1].strip() if len(row) > 1 else "") for row in rows]


def _to_toml(lines: Mapping[str, str | None]) -> str:
    head = '# What each label of the files is called in the project; "" leaves its spans out.\n\n[labels]\n'
    return head + "".join(f"{_key(label)} = {_quote(to or '')}\n" for label, to in lines.items())


def _key(label: str) -> str:
    return label if label and set(label) <= _BARE else _quote(label)


def _quote(text: str) -> str:
    # JSON's strings are TOML's, but for U+007F, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _to_json(lines: Mapping[str, str | None]) -> str:
    return json.dumps({"labels": dict(lines)}, ensure_ascii=False, indent=2) + "\n"


def _to_csv(lines: Mapping[str, str | None]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("from", "to"))
    writer.writerows((label, to or "") for label, to in lines.items())
    return out.getvalue()
