"""Schemes of tags: how entities over tokens are spelt as a tag a token, and what a file's tags are spelt in.

IOB2 begins every entity with B. IOB1 begins it with I, and with B only where it touches one of the same label
in the same sentence. BIOES and BILOU mark the last token too, and the only one. Tags are read leniently: what
the scheme would not have written so still gives an entity, and is named.
"""

import re
from collections.abc import Container, Iterable, Sequence
from typing import Final, NamedTuple

OUTSIDE: Final = "O"
SCHEMES: Final = ("IOB2", "IOB1", "BIOES", "BILOU")
PLAIN: Final = "IO"  # labels alone, without a letter: only read, never written
# The first, an inner, the last and the only token of an entity.
_LETTERS: Final = {
    "IOB2": ("B", "I", "I", "B"),
    "IOB1": ("I", "I", "I", "I"),
    "BIOES": ("B", "I", "E", "S"),
    "BILOU": ("B", "I", "L", "U"),
}

# What else goes by these names: BMES and BMEWO say M for I, W for S.
_TAG: Final = re.compile(r"([BIMESLUW])-(\S+)")
_OPENS: Final = frozenset("BSUW")
_CLOSES: Final = frozenset("ESLUW")
_ONLY_BILOU: Final = frozenset("LU")
_MARKS_ENDS: Final = frozenset("MESWLU")


class TagRun(NamedTuple):
    """A labelled run of tokens, `first` and `last` included."""

    first: int
    last: int
    label: str


def spelt(runs: Iterable[TagRun], *, length: int, scheme: str, breaks: Container[int] = ()) -> list[str]:
    """Return a tag for each of `length` tokens; `runs` are in order and share no token.

    `breaks` are the first tokens of sentences: what touches across one does not touch.
    """
    first_letter, inner, last_letter, only = _LETTERS[scheme]
    tags = [OUTSIDE] * length
    touched: tuple[int, str] | None = None  # where the last run ended, and its label
    for first, last, label in runs:
        begins_anew = scheme == "IOB1" and touched == (first, label) and first not in breaks
        if first == last:
            tags[first] = f"{'B' if begins_anew else only}-{label}"
        else:
            tags[first : last + 1] = [f"{inner}-{label}"] * (last + 1 - first)
            tags[first] = f"{'B' if begins_anew else first_letter}-{label}"
            tags[last] = f"{last_letter}-{label}"
        touched = last + 1, label
    return tags


def is_tag(field: str) -> bool:
    """Tell whether a field is a tag of one of the schemes: O, or a letter, a hyphen and a label."""
    return field == OUTSIDE or _TAG.fullmatch(field) is not None


def runs_of(tags: Sequence[str], *, scheme: str) -> tuple[list[TagRun], list[int]]:
    """Return what the tags of a sentence say, and which of them `scheme` would not have written so.

    Raises ValueError with the tag that is none.
    """
    runs: list[TagRun] = []
    slips: list[int] = []
    is_open = False  # whether the last run may go on
    for place, tag in enumerate(tags):
        letter, label = _parts(tag, scheme)
        goes_on = is_open and letter != "" and letter not in _OPENS and runs[-1].label == label
        if _is_slip(letter, label, goes_on=goes_on, before=runs[-1] if is_open else None, scheme=scheme):
            slips.append(place)
        if goes_on:
            runs[-1] = runs[-1]._replace(last=place)
        elif letter:
            runs.append(TagRun(place, place, label))
        is_open = letter != "" and letter not in _CLOSES
    return runs, slips


def _parts(tag: str, scheme: str) -> tuple[str, str]:
    """Return a tag's letter and label, both "" for O."""
    if tag == OUTSIDE:
        return "", ""
    if scheme == PLAIN:
        return "I", tag
    found = _TAG.fullmatch(tag)
    if found is None:
        raise ValueError(tag)
    return found[1], found[2]


def _is_slip(letter: str, label: str, *, goes_on: bool, before: TagRun | None, scheme: str) -> bool:
    """Tell whether a scheme would have spelt this tag otherwise; `before` is the run that is open there."""
    if letter == "" or scheme == PLAIN:
        return False
    if scheme == "IOB1":
        return letter not in ("I", "B") or (letter == "B" and (before is None or before.label != label))
    return letter not in _OPENS and not goes_on


class Sighting:
    """What the tags of a file have shown so far; a sentence is taken a column at a time."""

    def __init__(self) -> None:
        self._letters: set[str] = set()
        self._slips: dict[str, list[int]] = {"IOB2": [], "IOB1": []}

    def take(self, tags: Sequence[str], lines: Sequence[int]) -> list[TagRun]:
        """Look at the tags of a sentence, whose lines they stand on, and return their runs.

        Raises ValueError with the tag that is none.
        """
        runs, slips = runs_of(tags, scheme="IOB2")
        if not runs:
            return runs
        self._letters.update(tag[0] for tag in tags if tag != OUTSIDE)
        self._slips["IOB2"] += [lines[place] for place in slips]
        self._slips["IOB1"] += [lines[place] for place in runs_of(tags, scheme="IOB1")[1]]
        return runs

    def scheme(self) -> str:
        """Return the scheme that explains the tags with the fewest slips, IOB2 where nothing tells."""
        if self._letters & _MARKS_ENDS:
            return "BILOU" if self._letters & _ONLY_BILOU and not self._letters & set("ES") else "BIOES"
        return "IOB1" if len(self._slips["IOB1"]) < len(self._slips["IOB2"]) else "IOB2"

    def slips(self, scheme: str) -> list[int]:
        """Return the lines of the tags that `scheme` would not have written so."""
        return sorted(self._slips.get(scheme, self._slips["IOB2"]))
