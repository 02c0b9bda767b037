"""The regions of a Label Studio task: which text they lie on, and where.

A region may bring its own text, in which white space is made single and line ends are two characters, `\\n`.
It shows which unit the offsets are counted in: code points, or UTF-16 units in versions before 1.4.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from annotator import errors
from annotator.exchange.formats.fields import Fields
from annotator.exchange.incoming import IncomingSpan, quoted
from annotator.text.utf16 import Units

UTF_16: Final = "UTF-16 code units"
_USUAL: Final = "text"  # the field of the templates


class Regions:
    """The labelled regions of one annotation, and the kinds of its other results, which are no spans."""

    def __init__(self, results: Iterable[Fields]) -> None:
        self.others: Counter[str] = Counter()
        self._regions: list[Fields] = []
        self._sources: set[str] = set()
        self._targets: set[str] = set()
        for result in results:
            kind = result.text("type") or ""
            value = result.child("value")
            if value is None or "labels" not in value or kind == "relation":
                if kind == "hypertextlabels" or kind == "paragraphlabels":
                    raise result.refuse(errors.NotATextSpan, where=kind)
                self.others[kind] += 1
                continue
            self._regions.append(value)
            self._sources.add((result.text("source") or "").removeprefix("$"))
            self._targets.add(result.text("to_name") or "")

    def field(self, data: Fields) -> str:
        """Return under which name of `data` the text stands; raises SeveralTexts or NoLabelledText."""
        if len(self._targets) > 1:
            raise data.refuse(errors.SeveralTexts, names=", ".join(map(quoted, sorted(self._targets))))
        names = self._sources - {""} or {_USUAL} & data.values.keys()
        if not names:
            names = {name for name, value in data.values.items() if type(value) is str}
        if len(names) != 1 or type(data.values.get(min(names))) is not str:
            raise data.refuse(errors.NoLabelledText)
        return min(names)

    def spans(self, text: str) -> tuple[list[IncomingSpan], str]:
        """Return the spans in code points, and the unit they were counted in where it was another one."""
        places = [(_offset(region, "start"), _offset(region, "end")) for region in self._regions]
        units = Units(text)
        if units.are_code_points or self._fit(text, places):
            return self._spans(text, places), ""
        converted = [(units.to_code_points(start), units.to_code_points(end)) for start, end in places]
        whole = [(start, end) for start, end in converted if start is not None and end is not None]
        if len(whole) == len(places) and self._fit(text, whole):
            return self._spans(text, whole), UTF_16
        return self._spans(text, places), ""

    def _fit(self, text: str, places: list[tuple[int, int]]) -> bool:
        return all(
            _is_said(region, text[max(start, 0) : max(end, 0)])
            for region, (start, end) in zip(self._regions, places, strict=True)
        )

    def _spans(self, text: str, places: list[tuple[int, int]]) -> list[IncomingSpan]:
        found: list[IncomingSpan] = []
        for region, (start, end) in zip(self._regions, places, strict=True):
            # What is said but for its blanks needs no second look; what differs is refused with both.
            said = None if _is_said(region, text[max(start, 0) : max(end, 0)]) else region.text("text")
            found += [IncomingSpan(start, end, label, text=said) for label in _labels(region)]
        return found


def _labels(region: Fields) -> list[str]:
    labels = region.items("labels") or []
    if not labels or any(type(label) is not str or not label for label in labels):
        raise region.refuse(errors.MissingField, field="labels")
    return labels


def _offset(region: Fields, name: str) -> int:
    """Return an offset, which some versions write as text; raises NotATextSpan for a place in a page."""
    value = region.values.get(name)
    if isinstance(value, str):
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            raise region.refuse(errors.NotATextSpan, where=quoted(value))
        return int(value)
    return region.offset(name)


def _is_said(region: Fields, found: str) -> bool:
    said = region.values.get("text")
    if type(said) is not str:
        return True
    return said == found or _plain(said) == _plain(found)


def _plain(text: str) -> str:
    return " ".join(text.replace("\\n", " ").split())


def in_full(task: Mapping[str, Any]) -> dict[str, Any]:
    """Return a task of the short form (JSON_MIN) in the long one.

    The short form has the fields of `data` beside the regions, each control's under the control's name.
    """
    regions = {
        name: value
        for name, value in task.items()
        if isinstance(value, list) and value and all(_is_region(one) for one in value)
    }
    data = {name: value for name, value in task.items() if name not in regions and name not in SHORT_MARKS}
    data.pop("id", None)
    results = [{"type": "labels", "value": one} for value in regions.values() for one in value]
    return {
        "id": task.get("id"),
        "data": data,
        "annotations": [{"completed_by": task.get("annotator"), "result": results}],
    }


# What the short form says about an answer.
SHORT_MARKS: Final = frozenset({"annotator", "annotation_id", "created_at", "updated_at", "lead_time"})


def _is_region(value: object) -> bool:
    return isinstance(value, dict) and value.keys() >= {"start", "end", "labels"}
