"""Hundreds of random decisions with restarts between: undo leads to the first state, redo to the last."""

import random
from dataclasses import astuple
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from annotator.gui.desk import Desk
from annotator.gui.keymap import KeyMap
from annotator.gui.questions import Request
from annotator.gui.session import Session
from annotator.labelling.sheet import open_sheet
from annotator.model import Annotation
from annotator.project.check import check
from annotator.project.file import Project
from tests.gui.conftest import TEXTS

WHO = "amina"
LABELS = ("PERS", "ORG", "GPE", "LOC", "EVENT")


class Sitting:
    """One annotator at one desk without a window, until the project is closed."""

    def __init__(self, path: Path, settings, chance: random.Random) -> None:
        self._path, self._settings, self._chance = path, settings, chance
        self.open()

    def open(self) -> None:
        self.project = Project.open(self._path)
        self._root = QObject()
        self.session = Session(self.project, WHO, self._root)
        self.desk = Desk(self.session, KeyMap(self.project.schema, self._settings, self._root), self._root)
        self.desk.questions.requested.connect(self._answer)
        self.session.open(self._chance.choice([*TEXTS]))

    def restart(self) -> None:
        self.session.stop()
        self.project.close()
        self.open()

    def _answer(self, request: Request) -> None:
        request.answer(self._chance.choice(["لماذا؟", "مكرر", "", "انظر المقال السابق"]))

    def act(self) -> None:
        """Do something that an annotator could do now."""
        desk, hand, chance = self.desk, self.desk.hand, self._chance
        text = self.session.sheet.document.text
        deeds = {
            "go_on": (8, desk.go_on),
            "step": (6, lambda: desk.step(forward=chance.random() < 0.5)),
            "climb": (2, lambda: desk.climb(outwards=chance.random() < 0.5)),
            "caret": (6, lambda: hand.place_caret(chance.randrange(len(text)))),
            "select": (3, lambda: hand.select(*sorted(chance.sample(range(len(text) + 1), 2)))),
            "accept": (8, desk.accept),
            "reject": (6, desk.reject),
            "label": (8, lambda: desk.label(chance.choice(LABELS))),
            "digit": (3, lambda: desk.digit(chance.randrange(10))),
            "edge": (
                6,
                lambda: desk.move_edge(is_start=chance.random() < 0.5, outwards=chance.random() < 0.6),
            ),
            "rest": (1, lambda: (desk.accept_rest(), desk.accept_rest())),
            "finish": (2, desk.finish),
            "skip": (2, desk.questions.skip),
            "ask": (4, desk.questions.ask),
            "note": (4, desk.questions.note),
            "undo": (9, desk.past.undo),
            "redo": (5, desk.past.redo),
            "other": (2, lambda: self.session.open(chance.choice([*TEXTS]))),
            "restart": (1, self.restart),
        }
        weights = [weight for weight, _deed in deeds.values()]
        (name,) = chance.choices([*deeds], weights)
        deeds[name][1]()


def state(path: Path) -> list[object]:
    """Return all of the annotator's work as it is on disk, ids included."""
    with Project.open(path) as project:
        return [astuple(project.annotations.get(id_, WHO)) for id_ in TEXTS]


def held(sitting: Sitting) -> bool:
    """Tell whether the sheet in memory is what a fresh connection reads."""
    with Project.open(sitting.project.path) as project:
        fresh = open_sheet(project, sitting.session.sheet.document.id, annotator=WHO)
    return astuple(fresh.annotation) == astuple(sitting.session.sheet.annotation)


def walk_to_the_end(sitting: Sitting, *, is_back: bool, chance: random.Random) -> int:
    """Undo (redo) until there is nothing left, restarting now and then; return how many steps it took."""
    count = 0
    while True:
        changes = sitting.project.changes
        if (changes.undoable(WHO) if is_back else changes.redoable(WHO)) is None:
            return count
        assert (sitting.session.undo() if is_back else sitting.session.redo()) is not None
        count += 1
        if chance.random() < 0.05:
            sitting.restart()


@pytest.mark.parametrize("seed", range(5))
def test_all_the_way_back_and_forward_again(qtbot, project_path, settings, seed):
    chance = random.Random(seed)
    first = state(project_path)
    assert first == [astuple(Annotation(id_, WHO)) for id_ in TEXTS]
    sitting = Sitting(project_path, settings, chance)
    for step in range(300):
        sitting.act()
        if step % 50 == 0:
            assert held(sitting)
    assert held(sitting)
    walk_to_the_end(sitting, is_back=False, chance=chance)
    last = state(project_path)
    steps = walk_to_the_end(sitting, is_back=True, chance=chance)
    assert steps > 20
    assert state(project_path) == first
    assert walk_to_the_end(sitting, is_back=False, chance=chance) == steps
    assert state(project_path) == last
    assert held(sitting)
    sitting.session.stop()
    sitting.project.close()
    assert check(project_path) == []
