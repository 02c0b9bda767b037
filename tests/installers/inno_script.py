"""A plain reading of an Inno Setup script: its names for the preprocessor, its sections and their entries."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

Entry = dict[str, str]


@dataclass
class Script:
    """What stands in a script when the preprocessor is done, and what it asked to be told."""

    settings: dict[str, str] = field(default_factory=dict)
    entries: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    messages: dict[str, str] = field(default_factory=dict)
    code: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)


def read(path: Path, **told: str) -> Script:
    """Read a script as it is with these names defined; a name that nobody defined is a KeyError."""
    names, script, section = dict(told), Script(), ""
    for line in _kept(path.read_text(encoding="utf-8").splitlines(), names, script):
        if section != "Code":
            line = line.strip()
            if not line or line.startswith(";"):
                continue
        line = re.sub(r"\{#(\w+)\}", lambda found: names[found[1]], line)
        if found := re.fullmatch(r"\[(\w+)\]", line):
            section = found[1]
        elif section == "Code":
            script.code.append(line)
        elif section in ("Setup", "CustomMessages"):
            name, _equals, value = line.partition("=")
            kept = script.settings if section == "Setup" else script.messages
            assert name not in kept, name
            kept[name] = value
        else:
            script.entries[section].append(_entry(line))
    return script


def _kept(lines: list[str], names: dict[str, str], script: Script) -> list[str]:
    """Return the lines that the conditions leave; #error is what the script says without what it asks for."""
    kept: list[str] = []
    open_: list[bool] = []
    for line in lines:
        word, _blank, rest = line.strip().partition(" ")
        if word == "#if":
            open_.append(False)  # the compiler's own version
        elif word == "#ifdef":
            open_.append(rest in names)
        elif word == "#ifndef":
            script.asked.add(rest)
            open_.append(rest not in names)
        elif word == "#else":
            open_[-1] = not open_[-1]
        elif word == "#endif":
            open_.pop()
        elif all(open_):
            assert word != "#error", rest
            if word == "#define":
                name, _blank, value = rest.partition(" ")
                names[name] = value.strip('"')
            else:
                assert not word.startswith("#"), line
                kept.append(line)
    assert not open_
    return kept


def _entry(line: str) -> Entry:
    """Take `Name: "value"; Flags: one two` apart; a quotation mark in a value is doubled."""
    found = re.findall(r'(\w+):\s*(?:"((?:[^"]|"")*)"|([^;"]*))\s*(?:;\s*|$)', line)
    entry = {name: quoted.replace('""', '"') or plain.strip() for name, quoted, plain in found}
    assert entry, line
    assert len(entry) == len(found), line
    return entry
