"""The lines of a brat annotation file, as brat's page on its standoff format describes them.

    T1<tab>ORG 0 5;9 12<tab>what stands there    a range of the text, or several that belong together
    A1<tab>Sublabel T1 military_unit             an attribute of it

Events, relations, equivalences, normalisations, notes and other attributes have no place here: they are
counted under the letter that they begin with.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from annotator import errors
from annotator.exchange.file_names import escaped, unescaped
from annotator.exchange.incoming import IncomingSpan, quoted

SUBLABEL: Final = "Sublabel"  # the attribute that sublabels are written as

_ID: Final = re.compile(r"([A-Za-z]|#)[^\t]*[0-9][^\t]*|\*")
_RANGES: Final = re.compile(r"[0-9]{1,9} [0-9]{1,9}(?:;[0-9]{1,9} [0-9]{1,9})*")


@dataclass(frozen=True, slots=True)
class Bound:
    """A labelled range as it stands in a line: its parts in code points, and the text that it quotes."""

    id: str
    label: str
    parts: tuple[tuple[int, int], ...]
    said: str
    line: int

    @property
    def start(self) -> int:
        """Where its first part begins."""
        return min(start for start, _ in self.parts)

    @property
    def end(self) -> int:
        """Where its last part ends."""
        return max(end for _, end in self.parts)

    def fits(self, text: str) -> bool:
        """Tell whether the text has what the line quotes, before a comment of which brat allows one.

        brat puts a space between the parts, and once put none.
        """
        if not self.said.strip():
            return True
        pieces = [text[start:end] for start, end in self.parts]
        return any(
            self.said.startswith(quote) and not self.said[len(quote) :][:1].strip()
            for quote in (" ".join(pieces), "".join(pieces))
        )

    def is_parted(self, text: str) -> bool:
        """Tell whether more than blanks lies between its parts."""
        parts = sorted(self.parts)
        return any(text[before[1] : after[0]].strip() for before, after in pairwise(parts))


@dataclass(slots=True)
class Annotations:
    """What an annotation file says: ranges by id, their sublabels, and how much else of which kind."""

    bounds: dict[str, Bound] = field(default_factory=dict)
    sublabels: dict[str, str] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def span(self, bound: Bound) -> IncomingSpan:
        """Return a range as a span from its first part to its last."""
        return IncomingSpan(bound.start, bound.end, bound.label, self.sublabels.get(bound.id, ""))


def escaped_type(label: str) -> str:
    """Return a label as it may stand for a type: no blanks, nor what parts names in `annotation.conf`."""
    return escaped(label, is_safe=lambda letter: letter.isalnum() or letter in "_-.")


def parse(text: str, *, path: str, sublabel: str = SUBLABEL) -> Annotations:
    """Read the lines of an annotation file; raises NotALineOfBrat or AnnotationIdTwice.

    `sublabel` is the attribute whose values are sublabels.
    """
    found = Annotations()
    attributes: list[tuple[str, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.removesuffix("\r")
        if not line.strip():
            continue
        id_, _tab, rest = line.partition("\t")
        if _ID.fullmatch(id_) is None or not rest:
            raise errors.NotALineOfBrat(path=path, line=number, text=quoted(line))
        if id_[0] == "T":
            bound = _bound(id_, rest, number)
            if bound is None:
                raise errors.NotALineOfBrat(path=path, line=number, text=quoted(line))
            if id_ in found.bounds:
                raise errors.AnnotationIdTwice(path=path, line=number, id=quoted(id_))
            found.bounds[id_] = bound
        elif id_[0] == "A" and rest.startswith(f"{sublabel} ") and rest.count(" ") > 1:
            attributes.append((rest.split(" ", 2)[1], rest.split(" ", 2)[2].strip()))
        else:
            found.left_out[id_[0]] += 1
    for target, value in attributes:
        if target in found.bounds and target not in found.sublabels:
            found.sublabels[target] = unescaped(value, escape=escaped_type)
        else:
            found.left_out["A"] += 1
    return found


def _bound(id_: str, rest: str, line: int) -> Bound | None:
    where, _tab, said = rest.partition("\t")
    label, _space, ranges = where.partition(" ")
    if not label or _RANGES.fullmatch(ranges) is None:
        return None
    numbers = [[int(number) for number in part.split(" ")] for part in ranges.split(";")]
    parts = tuple((start, end) for start, end in numbers)
    if any(start > end for start, end in parts):
        return None
    return Bound(id_, unescaped(label, escape=escaped_type), parts, said, line)
