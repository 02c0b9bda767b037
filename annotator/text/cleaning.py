"""Cleaning: what is no part of an article goes, step by step, with the way back to the raw text.

Each step is a list of edits in the coordinates of its own input. From that record alone the clean
text is made again, offsets are led from clean to raw and back, and what was removed can be shown.
Offsets are code points of the decoded text. Decoding itself is in `encodings`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from annotator.text.encodings import Decoded, decode
from annotator.text.junk import advertising, read_trailer, trailer
from annotator.text.mojibake import mojibake_edits

__all__ = [
    "DEFAULT_STEPS",
    "STEPS",
    "Cleaned",
    "Decoded",
    "Edit",
    "Removed",
    "Step",
    "clean",
    "decode",
    "replay",
]

STEPS: Final = ("bom", "newlines", "mojibake", "controls", "bidi", "tatweel", "ads", "trailer", "margins")
DEFAULT_STEPS: Final = tuple(name for name in STEPS if name != "tatweel")

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Step:
    """A step by name, and its edits: start, end, what stands there now; sorted and disjoint."""

    name: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece that a step removed: where it stood in the raw text, what it says, where it would stand now."""

    step: str
    raw_start: int
    raw_end: int
    clean_offset: int
    text: str


class _Map:
    """The way of an offset through one step, and back."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._before = [(start, end) for start, end, _text in edits]
        self._after: list[tuple[int, int]] = []
        shift = 0
        for start, end, text in edits:
            self._after.append((start + shift, start + shift + len(text)))
            shift += len(text) - (end - start)

    def forward(self, offset: int) -> int:
        """Return where an offset of the input is in the output; inside what went, where it stood."""
        index = bisect_right(self._before, offset, key=lambda one: one[0]) - 1
        if index < 0:
            return offset
        (start, end), (new_start, new_end) = self._before[index], self._after[index]
        if offset >= end:
            return new_end + offset - end
        return min(new_start + offset - start, new_end)

    def back_start(self, offset: int) -> int:
        """Return where the character at an offset of the output begins in the input."""
        index = bisect_right(self._after, offset, key=lambda one: one[0]) - 1
        if index < 0:
            return offset
        (start, end), (new_start, new_end) = self._before[index], self._after[index]
        if offset >= new_end:
            return end + offset - new_end
        return start + offset - new_start if end - start == new_end - new_start else start

    def back_end(self, offset: int) -> int:
        """Return where the character before an offset of the output ends in the input."""
        index = bisect_left(self._after, offset, key=lambda one: one[1])
        if index == len(self._after):
            return offset if index == 0 else self._before[-1][1] + offset - self._after[-1][1]
        (start, end), (new_start, new_end) = self._before[index], self._after[index]
        if offset <= new_start:
            return start + offset - new_start
        return start + offset - new_start if end - start == new_end - new_start else end


@dataclass(frozen=True)
class Cleaned:
    """A clean text, the raw text it comes from, the record of the way, and what the trailer said."""

    raw: str
    text: str
    steps: tuple[Step, ...]
    found: Mapping[str, str]

    @cached_property
    def _maps(self) -> list[_Map]:
        return [_Map(step.edits) for step in self.steps]

    def to_raw(self, offset: int) -> int:
        """Return the raw offset of the character at a clean offset; the clean end is the raw end."""
        for one in reversed(self._maps):
            offset = one.back_start(offset)
        return offset

    def to_clean(self, offset: int) -> int:
        """Return the clean offset of a raw offset; inside a removed piece, where the piece stood."""
        for one in self._maps:
            offset = one.forward(offset)
        return offset

    def raw_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw range that a clean range comes from, without what was removed around it."""
        raw_start = self.to_raw(start)
        if start >= end:
            return raw_start, raw_start
        for one in reversed(self._maps):
            end = one.back_end(end)
        return raw_start, end

    def removed(self) -> list[Removed]:
        """Return the pieces that were removed, in the order of the raw text."""
        found: list[Removed] = []
        for index, step in enumerate(self.steps):
            for start, end, text in step.edits:
                if text:
                    continue
                raw_start, raw_end, clean_offset = start, end, start
                for one in reversed(self._maps[:index]):
                    raw_start, raw_end = one.back_start(raw_start), one.back_end(raw_end)
                for one in self._maps[index:]:
                    clean_offset = one.forward(clean_offset)
                piece = self.raw[raw_start:raw_end]
                found.append(Removed(step.name, raw_start, raw_end, clean_offset, piece))
        return sorted(found, key=lambda one: (one.raw_start, one.raw_end))


def clean(raw: str, *, steps: Sequence[str] = DEFAULT_STEPS) -> Cleaned:
    """Clean `raw` by the named steps, always in the order of STEPS.

    Raises ValueError for an unknown step.
    """
    unknown = sorted(set(steps) - set(STEPS))
    if unknown:
        raise ValueError(f"no such step of cleaning: {unknown}")
    record: list[Step] = []
    text = raw
    for name in STEPS:
        if name in steps:
            step = Step(name, tuple(_FINDERS[name](text)))
            record.append(step)
            text = _apply(text, step)
    return replay(raw, record)


def replay(raw: str, steps: Sequence[Step]) -> Cleaned:
    """Make the clean text again from its record. Raises ValueError where the record does not fit `raw`."""
    text = raw
    found: dict[str, str] = {}
    for step in steps:
        if step.name == "trailer":
            for start, end, _new in step.edits:
                found |= read_trailer(text[start:end])
        text = _apply(text, step)
    return Cleaned(raw, text, tuple(steps), found)


def _apply(text: str, step: Step) -> str:
    pieces: list[str] = []
    position = 0
    for start, end, new in step.edits:
        if not position <= start <= end <= len(text):
            raise ValueError(f"the record of {step.name} does not fit the text at {start}")
        pieces += [text[position:start], new]
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def _cut(pattern: str, new: str = "") -> Callable[[str], Iterable[Edit]]:
    """Return a step that puts `new` for every match of a pattern."""
    compiled = re.compile(pattern)
    return lambda text: ((one.start(), one.end(), new) for one in compiled.finditer(text))


def _ads(text: str) -> Iterable[Edit]:
    return ((start, end, "") for start, end in advertising(text))


def _trailer(text: str) -> Iterable[Edit]:
    found = trailer(text)
    return [] if found is None else [(*found, "")]


def _margins(text: str) -> Iterable[Edit]:
    start = len(text) - len(text.lstrip())
    end = max(start, len(text.rstrip()))
    return [(first, last, "") for first, last in ((0, start), (end, len(text))) if first < last]


_FINDERS: Final[dict[str, Callable[[str], Iterable[Edit]]]] = {
    "bom": _cut(r"\A\ufeff+"),
    # U+0085 after Ø to Û is half a letter of mojibake, which the next step reads.
    "newlines": _cut("\r\n|[\r\x0b\x0c\u2028\u2029]|(?<![\xd8-\xdb])\x85", "\n"),
    "mojibake": mojibake_edits,
    # The controls that part lines are for the step before to judge.
    "controls": _cut("[\x00-\x08\x0e-\x1f\x7f-\x9f]+"),
    # The joiners U+200C and U+200D shape letters and stay.
    "bidi": _cut("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"),
    "tatweel": _cut("ـ+"),
    "ads": _ads,
    "trailer": _trailer,
    "margins": _margins,
}
