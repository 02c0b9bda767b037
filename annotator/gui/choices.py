"""What the palette offers: every label and every label with a sublabel, narrowed by what is typed.

What is typed may be words in any of the three languages, ids or keys, in any spelling that folds to the
same. Nothing is drawn here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.gui.keymap import KeyMap, id_of_label
from annotator.labelling.likely import Kind
from annotator.schema import Label, Names, Schema, Sublabel
from annotator.text.folding import folded
from annotator.words import language

# How well something answers, the best first.
_EXACT: Final = 0
_STARTS: Final = 1
_WORD: Final = 2
_ID: Final = 3
_WITHIN: Final = 4
_NOT: Final = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """A label, or a label with a sublabel, in the window's language; `key` and `digit` give it by key."""

    label: Label
    sublabel: Sublabel | None
    key: str
    digit: str

    @property
    def kind(self) -> Kind:
        """The ids of label and sublabel."""
        return self.label.id, self.sublabel.id if self.sublabel is not None else ""

    @property
    def words(self) -> str:
        """The name of the label, and after a dot that of the sublabel."""
        named = [self.label.names] if self.sublabel is None else [self.label.names, self.sublabel.names]
        return " · ".join(names.in_language(language()) for names in named)


def all_choices(schema: Schema, keys: KeyMap) -> list[Choice]:
    """Return every choice, each label before its sublabels, in the schema's order."""
    choices: list[Choice] = []
    for label in schema.labels:
        key = keys.shown(id_of_label(label.id))
        choices.append(Choice(label, None, key, ""))
        numbered = enumerate(label.sublabels, start=1)
        choices += [Choice(label, one, key, str(place)) for place, one in numbered]
    return choices


def narrowed(choices: Sequence[Choice], typed: str, *, weights: Mapping[Kind, float]) -> list[Choice]:
    """Return the choices that answer what was typed, the best first; to nothing typed all, likely first."""
    asked = folded(typed).split()
    if not asked:
        likely = [one for one in choices if weights.get(one.kind, 0.0) > 0.0]
        likely.sort(key=lambda one: -weights[one.kind])
        taken = {one.kind for one in likely}
        return likely + [one for one in choices if one.kind not in taken]
    ranked = [(_rank(one, asked), -weights.get(one.kind, 0.0), place) for place, one in enumerate(choices)]
    return [choices[place] for rank, _weight, place in sorted(ranked) if rank < _NOT]


def _rank(choice: Choice, asked: list[str]) -> int:
    """Return how well a choice answers all that was asked."""
    strokes = folded(choice.key + choice.digit)
    pressed = "".join(asked)
    if strokes and pressed and strokes.startswith(pressed):
        return _EXACT if strokes == pressed else _STARTS
    named = [choice.label.names] if choice.sublabel is None else [choice.label.names, choice.sublabel.names]
    ids = folded(" ".join([choice.label.id, choice.sublabel.id if choice.sublabel is not None else ""]))
    worst = _EXACT
    for word in asked:
        worst = max(worst, min(_answer(word, names, ids) for names in named))
    is_by_label = choice.sublabel is not None and all(
        _answer(word, choice.label.names, "") < _NOT for word in asked
    )
    # What only repeats its label's answer stands after everything that answers by itself as well.
    return min(_WITHIN, worst + 1) if is_by_label and worst < _NOT else worst


def _answer(asked: str, names: Names, ids: str) -> int:
    spelled = [folded(names.in_language(code)) for code in ("ar", "en", "fr")]
    if asked in spelled:
        return _EXACT
    if any(name.startswith(asked) for name in spelled):
        return _STARTS
    if any(word.startswith(asked) for name in spelled for word in name.split()):
        return _WORD
    if any(part.startswith(asked) for part in ids.replace("_", " ").split()) or asked in ids.split():
        return _ID
    return _WITHIN if any(asked in name for name in (*spelled, ids)) else _NOT
