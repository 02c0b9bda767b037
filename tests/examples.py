"""The examples of the guides: the commands of a page's console blocks, and what each shows as printed."""

import re
from pathlib import Path
from typing import Final, NamedTuple

CUT: Final = "..."  # stands for any number of lines
_BUILD: Final = re.compile(r"build (unknown|[0-9a-f]{7,}\+? \d{4}-\d\d-\d\d)\)")


class Step(NamedTuple):
    """One command, and the lines below it."""

    command: str
    shown: str


def steps(page: Path, *, section: str | None = None) -> list[Step]:
    """Return the commands of a page, or of what stands in it under one heading, in their order."""
    text = page.read_text(encoding="utf-8")
    if section is not None:
        text = re.split(r"^#+ ", text.split(f"# {section}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [Step(command, shown) for command, _, shown in (part.partition("\n") for part in parts)]


def matches(printed: str, shown: str) -> bool:
    """Compare what was printed with what a page shows; any figure is like any other, as is any build."""
    parts = [
        re.escape(_normal(part)) for part in re.split(rf"^{re.escape(CUT)}\n", shown, flags=re.MULTILINE)
    ]
    return re.fullmatch("(?:.*\n)*?".join(parts), _normal(printed)) is not None


def _normal(text: str) -> str:
    return re.sub(" +", " ", re.sub(r"\d+", "0", _BUILD.sub("build)", text)))
