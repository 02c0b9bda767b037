"""Learns beside the work: after some finished articles our own command line learns and suggests anew.

Nothing here happens at a key. What runs is a process of low priority that is dropped whenever it is in the
way, and the article in sight is never among those that get other suggestions.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError
from annotator.gui.due import OFF, Due, known
from annotator.gui.own_command import OwnCommand
from annotator.gui.session import Session
from annotator.gui.turn import Turn
from annotator.model import Change
from annotator.own_program import is_replaced, own_program
from annotator.project.file import Project
from annotator.words import _, n_, number

NEXT: Final = 50
"""How many of the articles that come next get suggestions after learning."""
_QUIET_MS: Final = 1_200
_LATER_MS: Final = 20_000  # how long to wait for another window that learns


class Doing(StrEnum):
    """What goes on beside the window."""

    NOTHING = "nothing"
    LEARNING = "learning"
    SUGGESTING = "suggesting"
    READING = "reading"
    """CAMeL's recogniser reads articles; then they are suggested anew."""
    CONTROLLING = "controlling"
    """Suggestions are held back and planted."""


_IN_TURN: Final = (Doing.LEARNING, Doing.CONTROLLING, Doing.READING, Doing.SUGGESTING)
_SUGGESTS: Final = frozenset({Doing.SUGGESTING, Doing.READING})


class Learner(QObject):
    """Learns from what is finished, and has articles that nobody began suggested anew."""

    told = Signal(str)
    """How it went, for the status line."""
    changed = Signal()
    """What goes on is another."""
    progressed = Signal(int, int)
    """How much of how much is done."""
    ended = Signal()
    """Nothing goes on any more; there may be another model and other suggestions."""

    def __init__(
        self,
        session: Session,
        *,
        untouched: Callable[[], list[str]],
        is_on: Callable[[], bool],
        program: Sequence[str] = (),
        quiet_ms: int = _QUIET_MS,
        parent: QObject | None = None,
    ) -> None:
        """`untouched` gives the ids of the articles that nobody began, those that come next first.

        `program` is what runs our commands, by default this very program.
        """
        super().__init__(parent)
        self._session, self._untouched, self._is_on = session, untouched, is_on
        self._program = list(program) or own_program()
        self._turn = Turn(session.project, self)
        self.doing = Doing.NOTHING
        self.problem = ""
        """Why the last run came to nothing, empty where it did not."""
        self._command: OwnCommand | None = None
        self._wishes: set[Doing] = set()
        self._shares = (0.0, 0.0)
        self._left: list[str] = []
        self._due = Due(session.project)
        self._learnt = ""
        self._is_asked_for = self._looks_again = self._considers = False
        self._quiet, self._later = QTimer(self), QTimer(self)
        for timer, interval in ((self._quiet, quiet_ms), (self._later, _LATER_MS)):
            timer.setSingleShot(True)
            timer.setInterval(interval)
            timer.timeout.connect(self._go_on)
        session.changed.connect(self._follow)
        session.opened.connect(self._spare_open)

    def learn(self) -> None:
        """Learn now, whatever was learnt before."""
        self._is_asked_for = True
        self._wish(Doing.LEARNING)
        if self.doing is Doing.NOTHING:
            self._go_on()

    def suggest(self) -> None:
        """Have all articles that nobody began suggested anew, soon: a source or the lexicon is another."""
        if self.doing is Doing.SUGGESTING:
            self._drop()
        self._wish(Doing.SUGGESTING)

    def read(self) -> None:
        """Have CAMeL's recogniser read the articles that nobody began, those that come next first."""
        self._wish(Doing.READING)

    def control(self, *, hold_back: float, plant: float) -> None:
        """Hold back the suggestions of a share of the articles, and make a share of suggestions wrong."""
        self._shares = hold_back, plant
        self._wish(Doing.CONTROLLING)

    def give_up(self) -> None:
        """Drop what is under way and what waits; what is on disk stays."""
        self._wishes.clear()
        self._left = []
        if self.doing is not Doing.NOTHING:
            self._drop()
            self._rest()

    def stop(self) -> None:
        """Drop everything: the project is about to be closed."""
        self._quiet.stop()
        self._later.stop()
        self._wishes.clear()
        if self.doing is not Doing.NOTHING:
            self._drop(waits=True)
            self._turn.give_back()

    def put_off(self) -> None:
        """Wait with what is not begun: somebody presses keys."""
        if self._quiet.isActive():
            self._quiet.start()

    def _follow(self, change: Change) -> None:
        self.put_off()
        if self._due.follow(change) and self._is_on():
            self._considers = True
            if self.doing is Doing.NOTHING:
                self._quiet.start()

    def _wish(self, what: Doing) -> None:
        self._wishes.add(what)
        if self.doing is Doing.NOTHING:
            self._quiet.start()

    def _go_on(self) -> None:
        """Begin what is wished for, now that nobody presses a key."""
        if self._looks_again:
            self._looks_again = False
            self._session.look_again()
        if self._considers:
            self._considers = False
            self._wishes |= {Doing.LEARNING} if self._due.is_now() else set()
        if self.doing is not Doing.NOTHING or not (self._wishes or self._left) or is_replaced():
            return
        if not self._turn.take():
            self._wait()
            return
        self.problem = ""
        wish = next((one for one in _IN_TURN if one in self._wishes), Doing.NOTHING)
        self._wishes.discard(wish)
        if wish is Doing.LEARNING:
            self._due.begin()
            self._run(wish, ["train"])
        elif wish is Doing.CONTROLLING:
            hold_back, plant = map(str, self._shares)
            self._run(wish, ["honesty", "--hold-back", hold_back, "--plant", plant])
        else:
            if wish is not Doing.NOTHING:
                self._left = self._ids()
            self._suggest(Doing.READING if wish is Doing.READING else Doing.SUGGESTING)

    def _wait(self) -> None:
        """Leave it to the other window to learn, and do the rest later."""
        self.problem = _("Another window is learning from this project just now.")
        self._wishes.discard(Doing.LEARNING)
        if self._wishes or self._left:
            self._later.start()
        if self._is_asked_for:
            self.told.emit(self.problem)
        self._is_asked_for = False
        self.changed.emit()

    def _suggest(self, doing: Doing) -> None:
        if not self._left:
            self._rest()
            return
        sources = ["--sources", ",".join(_used(self._session.project))] if doing is Doing.READING else []
        self._run(doing, ["suggest", "--documents", "-", *sources], given="\n".join(self._left))

    def _ids(self, most: int | None = None) -> list[str]:
        sheet = self._session.sheet
        open_id = sheet.document.id if sheet is not None else ""
        return [id_ for id_ in self._untouched() if id_ != open_id][:most]

    def _run(self, doing: Doing, arguments: Sequence[str], *, given: str = "") -> None:
        name, *options = arguments
        line = [name, str(self._session.project.path), *options, "--json"]
        command = self._command = OwnCommand(self._program, line, given=given, parent=self)
        command.progressed.connect(self.progressed)
        command.done.connect(self._take)
        command.failed.connect(self._fail)
        self.doing = doing
        command.start()
        self.changed.emit()

    def _take(self, report: Mapping[str, Any]) -> None:
        """Take what a command reports; after learning, the articles that come next are suggested anew."""
        self._command = None
        if self.doing is Doing.LEARNING:
            self._due.end(is_learnt=True)
            self._learnt = _learnt_words(self._session.project)
            if Doing.SUGGESTING not in self._wishes:
                self._left = self._ids(NEXT)
            if self._left or self._wishes:
                self.doing = Doing.NOTHING
                self._go_on()
                return
        else:
            self._left = []
        suggested = int(report.get("documents", 0)) if self.doing in _SUGGESTS else 0
        said = _controlled_words(report) if self.doing is Doing.CONTROLLING else ""
        self._rest(said=_suggested_words(suggested) if suggested else said)

    def _fail(self, sentence: str) -> None:
        """Let it be: after the next finished article it is tried again. Who asked for it is told why."""
        self._command = None
        self._wishes.clear()
        self._left = []
        self.problem = sentence
        if self.doing is Doing.LEARNING:
            self._due.end(is_learnt=False)
        is_asked_for = self._is_asked_for or self.doing is not Doing.LEARNING  # which begins by itself too
        self._rest(said=sentence if is_asked_for else "")

    def _rest(self, *, said: str = "") -> None:
        """Say how it went, and let others learn."""
        self._turn.give_back()
        self.doing = Doing.NOTHING
        words = " ".join(filter(None, (self._learnt, said)))
        self._learnt, self._is_asked_for = "", False
        if words:
            self.told.emit(words)
        self._looks_again = True
        self._quiet.start()
        self.changed.emit()
        self.ended.emit()

    def _drop(self, *, waits: bool = False) -> None:
        if self._command is not None:
            self._command.stop(waits=waits)
            self._command = None
        self.doing = Doing.NOTHING

    def _spare_open(self) -> None:
        """Leave out the article that was just opened: what is under the person's eyes stays as it is."""
        sheet = self._session.sheet
        if sheet is None or sheet.document.id not in self._left:
            return
        self._left.remove(sheet.document.id)
        if self.doing in _SUGGESTS:
            self._wishes |= {self.doing} - {Doing.SUGGESTING}
            self._drop()
            self._quiet.start()  # what is done is passed over then, for it is up to date


def _controlled_words(report: Mapping[str, Any]) -> str:
    from annotator.suggest.controls import Shares, sentences  # which brings what suggests

    shares = Shares(float(report.get("hold_back", 0)), float(report.get("plant", 0)))
    held_back, planted = (int(report.get(key, 0)) for key in ("documents_held_back", "errors_planted"))
    return " ".join(sentences(shares, held_back=held_back, planted=planted))


def _used(project: Project) -> list[str]:
    """Return the names of the sources that are not turned off, that of CAMeL among them: it is asked for."""
    from annotator.suggest.sources import NAMES

    off = set(project.settings.get(OFF, [])) - {"camel"}
    return [name for name in NAMES if name not in off]


def _learnt_words(project: Project) -> str:
    try:
        count = known(project)
    except AnnotatorError:
        return ""
    words = n_("Learnt from {count} article.", "Learnt from {count} articles.", count)
    return words.format(count=number(count)) if count else ""


def _suggested_words(count: int) -> str:
    return n_(
        "{count} article that nobody began has new suggestions.",
        "{count} articles that nobody began have new suggestions.",
        count,
    ).format(count=number(count))
