"""What keys mean on the page of adjudication: while a lead rules, and while one writes an answer anew.

Digits and the letters on the buttons go by the place of the key, as labels do.
"""

from collections.abc import Callable, Mapping

from annotator.gui.commands import Commands, at_desk
from annotator.gui.keymap import KeyMap
from annotator.gui.lead.answers import NOTHING, WRITE
from annotator.gui.lead.bench import Bench
from annotator.gui.lead.dispute_view import DisputeView


class RulingKeys:
    """Leads strokes to the page. `acts` are what RULES, NAMES and Esc do; `step` goes to another place."""

    def __init__(
        self,
        keys: KeyMap,
        view: DisputeView,
        bench: Bench,
        *,
        step: Callable[[bool], object],
        acts: Mapping[str, Callable[[], object]],
        rests: Callable[[], bool],
    ) -> None:
        """While it `rests`, no place is in sight to be ruled."""
        self._rests = rests
        self._keys, self._view, self._acts = keys, view, {WRITE: view.write, **acts}
        desk = view.gold.desk
        self._ruling: Commands = {
            "next_suggestion": lambda: step(True),
            "previous_suggestion": lambda: step(False),
            "accept": lambda: step(True),
            "undo": bench.undo,
            "redo": bench.redo,
        }
        self._writing: Commands = {
            "accept": view.take_written,
            "reject": desk.reject,
            "palette": view.gold.offering.offer,
            **at_desk(desk),
        }

    @property
    def commands(self) -> Commands:
        """What actions of the table mean now."""
        if self._view.gold.is_writing():
            return self._writing
        return {} if self._rests() else self._ruling

    def press(self, pressed: str, *, has_shift: bool) -> bool:
        """Do what a stroke means; tell whether it means anything.

        On some keyboards a digit is typed with Shift: what is held counts, not what is typed.
        """
        action = self._keys.action(pressed)
        if action is not None and action.id in self.commands:
            self.commands[action.id]()
            return True
        if self._view.gold.is_writing():
            return self._write(pressed)
        digit = pressed.removeprefix("Shift+")
        if self._rests() and pressed != "Esc":
            return False
        if digit.isdecimal() and len(digit) == 1:
            self._view.answer(int(digit) - 1 if digit != "0" else NOTHING, is_all=has_shift)
        elif pressed in self._acts:
            self._acts[pressed]()
        else:
            return False
        return True

    def _write(self, pressed: str) -> bool:
        desk, label = self._view.gold.desk, self._keys.label(pressed)
        if pressed.isdecimal() and desk.digit(int(pressed)):
            return True
        if label is not None:
            desk.label(label.id)
        elif (
            whole := self._keys.action(pressed.removeprefix("Shift+"))
        ) is not None and whole.id == "accept":
            self._view.take_written(is_all=True)
        elif pressed == "Esc":
            self._view.leave()
        else:
            return False
        return True
