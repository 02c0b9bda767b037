"""Whose work is in this program, and under which licences.

A frozen program tells what its build found (`licences.json`, written by installers/licences.py). From source
nothing is bundled: told is what pip installed for it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Final

FILE: Final = "licences.json"
OWN: Final = "annotator"

_TEXT_NAME: Final = re.compile(r"(licen[cs]e|copying|notice|unlicense|copyright)", re.IGNORECASE)
_REQUIREMENT: Final = re.compile(r"[A-Za-z0-9._-]+")
_CLASSIFIER: Final = "License :: "
_LONGEST: Final = 160  # code points of a licence's name; some metadata holds the whole text there


@dataclass(frozen=True, slots=True)
class Component:
    """Work of others: name, version, its licence by name, and the text of it (empty: none came with it)."""

    name: str
    version: str
    licence: str
    text: str = ""


@cache
def components() -> tuple[Component, ...]:
    """Return all work of others in this program, by name."""
    try:
        told = _built()
        found = [from_json(one, texts=told["texts"]) for one in told["components"]]
    except (OSError, ValueError, KeyError, TypeError):
        found = [of_distribution(one) for one in _required()]
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def _built() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_name(FILE).read_text(encoding="utf-8"))
    return found


def from_json(told: dict[str, Any], *, texts: dict[str, str]) -> Component:
    """Return a component as it stands in the file, where equal texts stand once, each under a name."""
    text = "\n\n".join(texts[name].strip() for name in told["texts"])
    return Component(str(told["name"]), str(told["version"]), str(told["licence"]), text)


def own_text() -> str:
    """Return our own licence, empty where the program was installed without it."""
    try:
        return str(_built()["own"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    try:
        return of_distribution(metadata.distribution(OWN)).text
    except metadata.PackageNotFoundError:  # sources that nobody installed
        pass
    try:
        return (Path(__file__).parent.parent / "LICENSE").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def of_distribution(found: metadata.Distribution) -> Component:
    """Return what an installed distribution says of itself."""
    return Component(found.name, found.version, _licence(found.metadata), _texts(found))


def _licence(of: metadata.PackageMetadata) -> str:
    """Return the name of a licence: the SPDX expression, else the short field, else the classifiers."""
    told = str((of.get_all("License-Expression") or [""])[0])
    short = str((of.get_all("License") or [""])[0]).strip()
    classified = [
        one.rpartition(" :: ")[2] for one in of.get_all("Classifier") or () if one.startswith(_CLASSIFIER)
    ]
    if told:
        return told
    if short and "\n" not in short and len(short) <= _LONGEST and not short.startswith("Copyright"):
        return short
    return ", ".join(classified)


def _texts(of: metadata.Distribution) -> str:
    parts = []
    for path in of.files or ():
        if _is_text(path) and (text := _read(path)):
            parts.append(text)
    return "\n\n".join(dict.fromkeys(parts))


def _is_text(path: metadata.PackagePath) -> bool:
    if not any(part.endswith(".dist-info") for part in path.parts):
        return False
    return "licenses" in path.parts or _TEXT_NAME.search(path.name) is not None  # the folder is PEP 639's


def _read(path: metadata.PackagePath) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def _required() -> Iterator[metadata.Distribution]:
    """Go through what is installed of all that Annotator requires, its extras included, each once."""
    waiting, seen = [OWN], set[str]()
    try:
        metadata.distribution(OWN)
    except metadata.PackageNotFoundError:  # sources that nobody installed: whatever is beside Python
        yield from metadata.distributions()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        if name != OWN:
            yield found
        waiting += [_named(one) for one in found.requires or () if _counts(one, of=name)]


def _counts(requirement: str, *, of: str) -> bool:
    """Tell whether a requirement is one of the program's: all its own extras are, but for what tests need."""
    extra = re.search(r"""extra *== *["'](\w+)["']""", requirement)
    return extra is None or (of == OWN and extra.group(1) != "dev")


def _named(requirement: str) -> str:
    match = _REQUIREMENT.match(requirement)
    return key_of(match.group() if match else "")


def key_of(name: str) -> str:
    """Return the name of a distribution as it is compared, whatever its hyphens and capitals (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
