"""Controls against blind acceptance: which documents go without suggestions, and how a wrong one is made.

Both are chosen by a hash of the project's seed and of what they are chosen from, so that every run chooses
the same. A planted error stands in the place of a suggestion that is probably right, with its score and a
reason of the same kind: who labels cannot tell it from any other that is wrong.

What is stored is `project.honesty`'s, and the work over a project `controls`'s.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final, TypeVar

from annotator.model import Planted, PlantedKind, Reason, Span, Suggestion
from annotator.schema import Schema
from annotator.suggest.knowledge.lexicon import shipped
from annotator.text import clitics
from annotator.text.folding import folded
from annotator.text.reading import Reading
from annotator.text.tokens import Token, is_word

_T = TypeVar("_T")

_SURE: Final = 0.5  # what is surer to be right than to be wrong; another may be wrong already
_KINDS: Final[tuple[tuple[float, PlantedKind], ...]] = ((0.4, "label"), (0.8, "edge"), (1.0, "nothing"))
# Labels that a reader in a hurry takes for one another.
_CONFUSED: Final = (
    ("PERS", "ORG", "GPE", "LOC", "FAC", "NORP", "OCC", "MISC"),
    ("WEA", "VEH"),
    ("EVENT", "CRIME", "LAW"),
    ("DATE", "TIME"),
    ("QUANT", "MONEY"),
)
# Sources whose reasons fit every label.
_NEUTRAL: Final = frozenset({"memory", "tagger", "camel", "import"})
_REASONS: Final = {
    "PERS": ("lexicon", Reason("lexicon", {"lexicon": "person"})),
    "ORG": ("lexicon", Reason("lexicon", {"lexicon": "agency"})),
    "GPE": ("lexicon", Reason("lexicon", {"lexicon": "city"})),
    "LOC": ("lexicon", Reason("lexicon", {"lexicon": "place"})),
    "FAC": ("lexicon", Reason("lexicon", {"lexicon": "facility"})),
    "NORP": ("lexicon", Reason("lexicon", {"lexicon": "people"})),
    "WEA": ("lexicon", Reason("lexicon", {"lexicon": "weapon"})),
    "VEH": ("lexicon", Reason("lexicon", {"lexicon": "vehicle"})),
    "CRIME": ("lexicon", Reason("lexicon", {"lexicon": "crime"})),
    "LAW": ("lexicon", Reason("lexicon", {"lexicon": "law"})),
    "OCC": ("patterns", Reason("office")),
    "EVENT": ("patterns", Reason("event")),
    "DATE": ("patterns", Reason("date")),
    "TIME": ("patterns", Reason("time")),
    "QUANT": ("patterns", Reason("count")),
    "MONEY": ("patterns", Reason("money")),
}
# Sublabels that go with those reasons.
_SUBLABELS: Final = {
    "ORG": "security_agency",
    "OCC": "office",
    "EVENT": "operation",
    "LAW": "law",
    "QUANT": "amount",
}
# Words that the lexicons know to be none of a name.
_PLAIN: Final = frozenset({"common", "adjective", "verb", "speech", "counted"})
_SHORTEST_PLAIN: Final = 4  # code points


@dataclass(frozen=True, slots=True)
class Planting:
    """The suggestions to show for a document, in reading order, and those among them that are planted."""

    suggestions: list[Suggestion]
    planted: list[tuple[Suggestion, Planted]]


def choose(document_ids: Iterable[str], *, share: float, seed: int) -> list[str]:
    """Return about `share` (0 to 1) of the documents: always the same, and with a larger share more."""
    return [id_ for id_ in document_ids if _chance("hold", seed, id_) < share]


def plant(
    suggestions: Sequence[Suggestion], *, reading: Reading, schema: Schema, share: float, seed: int
) -> Planting:
    """Put wrong suggestions in the place of about `share` (0 to 1) of those that are probably right.

    A plain word that is nothing comes beside the right one. Nothing crosses by it that did not before, and
    nothing nests that `schema` forbids. Where no error fits, the right one stays.
    """
    if not share:
        return Planting(list(suggestions), [])
    text = sha256(reading.text.encode()).hexdigest()
    shown, planted = list(suggestions), []
    for one in suggestions:
        spot = (seed, text, one.start, one.end, one.label)
        if one.score < _SURE or _chance("plant", *spot) >= share:
            continue
        made = _Forger(shown, reading, schema, chance=_chance("what", *spot)).error(one)
        if made is not None:
            wrong, facts = made
            if facts.true is not None:
                shown.remove(one)
            shown.append(wrong)
            planted.append(made)
    return Planting(sorted(shown, key=lambda one: (one.start, -one.end, one.label)), planted)


def _chance(*of: object) -> float:
    """Return a number in [0, 1) that depends on nothing but its arguments."""
    digest = sha256("\0".join(map(str, of)).encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64


class _Forger:
    """Makes one error among the suggestions of a text; `chance` in [0, 1) decides which."""

    def __init__(
        self, shown: Sequence[Suggestion], reading: Reading, schema: Schema, *, chance: float
    ) -> None:
        self._shown = shown
        self._reading = reading
        self._schema = schema
        self._chance = chance

    def error(self, right: Suggestion) -> tuple[Suggestion, Planted] | None:
        """Return an error near `right`, of the first kind that fits; None where none does."""
        first = next(kind for below, kind in _KINDS if self._chance < below)
        for kind in (first, *(kind for _, kind in _KINDS if kind != first)):
            for wrong in self._candidates(right, kind):
                if self._fits(wrong, instead_of=None if kind == "nothing" else right):
                    return wrong, Planted(kind, None if kind == "nothing" else right)
        return None

    def _candidates(self, right: Suggestion, kind: PlantedKind) -> Iterator[Suggestion]:
        if kind == "label":
            yield from self._relabelled(right)
        elif kind == "edge":
            yield from self._moved(right)
        else:
            yield from self._nothings(right)

    def _relabelled(self, right: Suggestion) -> Iterator[Suggestion]:
        """Yield the same under labels that stand in the text, each as often as it does: a label that nothing
        else has here would give the error away."""
        group = next((one for one in _CONFUSED if right.label in one), self._schema.label_ids())
        here = sorted(one.label for one in self._shown if one.label in group and one.label != right.label)
        for label in dict.fromkeys(self._turned(here)):
            wrong = self._dressed(right, right.start, right.end, label)
            if wrong is not None:
                yield wrong

    def _moved(self, right: Suggestion) -> Iterator[Suggestion]:
        """Yield the same a word longer or shorter; no punctuation comes in."""
        words = self._reading.words
        inside = [token for token in words if right.start < token.end and token.start < right.end]
        ranges = []
        follows = next((token for token in words if token.start >= right.end), None)
        if follows is not None and self._is_next(right.end, follows):
            ranges.append((right.start, follows.end))
        if len(inside) > 1 and self._is_next(inside[-2].end, inside[-1]):
            ranges.append((right.start, inside[-2].end))
        if len(inside) > 1 and self._is_next(inside[0].end, inside[1]):
            ranges.append((self._start(right, inside[1]), right.end))
        for start, end in self._turned(ranges):
            wrong = self._dressed(right, start, end, right.label)
            yield wrong if wrong is not None else replace(right, start=start, end=end)

    def _nothings(self, right: Suggestion) -> Iterator[Suggestion]:
        """Yield plain words, each once in the text, where nothing is suggested."""
        known = shipped()
        plain = []
        for token in self._reading.words:
            start, end = clitics.default_start(self._reading.text, *token), token.end
            if token.end - start < _SHORTEST_PLAIN or not is_word(self._reading.text, token):
                continue
            key = folded(self._reading.text[start:end])
            kinds = known.kinds(key) | known.kinds(key.removeprefix("ال"))
            if kinds and kinds <= _PLAIN:
                plain.append((start, end))
        for start, end in self._turned(plain):
            over = any(other.start < end and start < other.end for other in self._shown)
            if not over and len(self._reading.occurrences(start, end)) == 1:
                wrong = self._dressed(right, start, end, right.label)
                if wrong is not None:
                    yield wrong

    def _dressed(self, right: Suggestion, start: int, end: int, label: str) -> Suggestion | None:
        """Return a suggestion that looks as if a source had made it; None where no reason would do.

        Its sublabel, source and reason are those of another of its label here, else what is usual.
        """
        if right.source in _NEUTRAL or (label == right.label and (start, end) != (right.start, right.end)):
            values = dict(right.reason.values)
            if "surface" in values:
                values["surface"] = clitics.name(self._reading.text, start, end)
            sublabel = right.sublabel if label == right.label else self._sublabel(label)
            is_tied = right.source not in _NEUTRAL and right.reason.code != "lexicon" and bool(values)
            if not is_tied:
                reason = replace(right.reason, values=values)
                return replace(right, start=start, end=end, label=label, sublabel=sublabel, reason=reason)
        alike = [
            one for one in self._shown if one.label == label and (not one.reason.values or _is_listed(one))
        ]
        for one in self._turned(alike):
            return replace(one, start=start, end=end, score=right.score, id=0)
        source, usual = _REASONS.get(label, ("", Reason("")))
        if source not in {one.source for one in self._shown}:
            return None
        return Suggestion(start, end, label, self._usual_sublabel(label), source, right.score, usual)

    def _sublabel(self, label: str) -> str:
        """Return a sublabel that the label has here: one without would stand out where all have one."""
        here = [one.sublabel for one in self._shown if one.label == label]
        return self._turned(here)[0] if here else self._usual_sublabel(label)

    def _usual_sublabel(self, label: str) -> str:
        known = [one.id for one in self._schema.label(label).sublabels]
        usual = _SUBLABELS.get(label, "")
        return usual if usual in known else ""

    def _fits(self, wrong: Suggestion, *, instead_of: Suggestion | None) -> bool:
        """Tell whether `wrong` is wrong indeed, and may lie among what is shown."""
        span = wrong.as_span()
        for other in self._shown:
            if other is instead_of:
                continue
            is_same_range = (other.start, other.end) == (wrong.start, wrong.end)
            if is_same_range or span.crosses(other) or not self._may_nest(span, other):
                return False
        if instead_of is None or wrong.label == instead_of.label:
            return True
        # The same name may well be both in one text; then nobody could say that this is wrong.
        rules = self._schema.label(wrong.label).clitics, self._schema.label(instead_of.label).clitics
        return rules[0] == rules[1] and not any(
            other.label == wrong.label and place == (other.start, other.end)
            for place in self._reading.occurrences(wrong.start, wrong.end)
            for other in self._shown
        )

    def _may_nest(self, span: Span, other: Suggestion) -> bool:
        if span.contains(other):
            return self._schema.label(span.label).may_hold(other.label)
        if other.start <= span.start and span.end <= other.end:
            return self._schema.label(other.label).may_hold(span.label)
        return True

    def _is_next(self, end: int, word: Token) -> bool:
        """Tell whether only a space parts `end` from a word behind it."""
        return self._reading.text[end : word.start] == " " and is_word(self._reading.text, word)

    def _start(self, right: Suggestion, word: Token) -> int:
        if self._schema.label(right.label).clitics == "inside":
            return word.start
        return clitics.default_start(self._reading.text, *word)

    def _turned(self, choices: Sequence[_T]) -> Sequence[_T]:
        """Return the choices, begun at one that chance names."""
        first = int(self._chance * 997) % len(choices) if choices else 0
        return [*choices[first:], *choices[:first]]


def _is_listed(one: Suggestion) -> bool:
    return one.reason.code == "lexicon"
