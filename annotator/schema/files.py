"""The files that schemas come from: the presets of `resources/schemas/` and a person's own TOML."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from annotator import errors
from annotator.assets import resource
from annotator.schema.reading import parse
from annotator.schema.values import Schema

DEFAULT: Final = "security-news"
_TOML_PLACE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def presets() -> list[str]:
    """Return the names of the schemas that ship with the program, the default one first."""
    names = sorted(path.stem for path in resource("schemas").glob("*.toml"))
    return sorted(names, key=lambda name: name != DEFAULT)


def load(name_or_path: str) -> Schema:
    """Read a preset by its name, or a TOML file by its path.

    Raises MissingPath, UnreadablePath, UnknownSchema or another SchemaError.
    """
    preset = resource("schemas", f"{name_or_path}.toml")
    if Path(name_or_path).name == name_or_path and preset.is_file():
        return parse(read_toml(preset), origin=name_or_path)
    path = Path(name_or_path)
    if not path.is_file() and not path.suffix and path.name == name_or_path:
        raise errors.UnknownSchema(name=name_or_path, names=", ".join(presets()))
    return parse(read_toml(path), origin=name_or_path)


def read_toml(path: Path) -> Mapping[str, object]:
    """Read a TOML file; raises MissingPath, UnreadablePath or BrokenToml with its line."""
    # Imported here: a project brings its schema as JSON, so the first paint need not wait for this.
    import tomllib

    try:
        raw = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise errors.MissingPath(path=path) from error
    except PermissionError as error:
        raise errors.UnreadablePath(path=path) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise errors.BrokenToml(path=path, line=line, why="not UTF-8") from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _TOML_PLACE.search(message)
        at = place.group(1) if place else None
        why = message[: place.start()] if place else message
        line = int(at) if at else text.rstrip("\n").count("\n") + 1
        raise errors.BrokenToml(path=path, line=line, why=why) from error
