"""Suggests in the other articles what was labelled in this one, and withdraws it when the label goes.

Texts are read in a thread with a connection of its own, which rests while somebody presses keys, because
Python runs one thread at a time. What it found is written by the session in one short transaction, when
nobody presses a key again. What is not done when the window closes is dropped.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import starmap
from pathlib import Path
from threading import Event
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.background import Job
from annotator.gui.hand import Hand
from annotator.gui.session import Session
from annotator.model import Change, Span, SpanEdit, Suggestion
from annotator.words import n_, number

_NAMING: Final = frozenset({"accept", "spread", "label", "relabel"})
"""The changes in which somebody looked at a name and gave it a label."""
_QUIET_MS: Final = 150
_LOOK_UP_SECONDS: Final = 0.1  # how often one that rests looks whether it should stop


class Found(NamedTuple):
    """What is to be suggested, by document, and the ids of the suggestions that nothing supports any more."""

    suggested: list[tuple[str, Suggestion]]
    outdated: list[int]


class Spreading(QObject):
    """Follows the decisions of a session. It decides nothing: all that it makes are suggestions."""

    told = Signal(str)
    """Where a name is suggested now, for the status line."""
    ended = Signal()
    """What was begun is written or dropped, and nothing more waits."""

    def __init__(
        self, session: Session, hand: Hand, *, is_on: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._is_on = session, is_on
        self._gained: list[tuple[str, Span]] = []
        self._lost: list[tuple[str, Span]] = []
        self._job: Job | None = None
        self._found: Found | None = None
        self._still = Event()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._be_still)
        session.changed.connect(self._follow)
        hand.moved.connect(self._put_off)

    def stop(self) -> None:
        """Drop everything: the project is about to be closed."""
        self._gained, self._lost, self._found = [], [], None
        self._quiet.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _follow(self, change: Change) -> None:
        self._put_off()
        edits = [edit for edit in change.edits if isinstance(edit, SpanEdit)]
        self._lost += [
            (edit.document_id, edit.before)
            for edit in edits
            if edit.before is not None and edit.before != edit.after
        ]
        # Whatever is undone, a span that came back has its name suggested again as before.
        if (change.name in _NAMING or change.is_undone) and self._is_on():
            made = [(edit.document_id, edit.after) for edit in edits if edit.after is not None]
            self._gained += made[:1]  # the others are its equals

    def _put_off(self) -> None:
        """Rest for a moment: somebody presses keys."""
        self._still.clear()
        self._quiet.start()

    def _be_still(self) -> None:
        """Write what was found, else begin to read, unless that is under way: it goes on now."""
        self._still.set()
        if self._found is not None:
            self._write(self._found)
        elif self._job is None and (self._gained or self._lost):
            self._look()

    def _look(self) -> None:
        work = partial(
            _find,
            self._session.project.path,
            gained=self._gained,
            lost=self._lost,
            annotator=self._session.annotator,
            still=self._still,
        )
        self._gained, self._lost = [], []
        self._job = Job(work, self)
        self._job.done.connect(self._take)
        for missed in (self._job.failed, self._job.broke):
            missed.connect(self._drop)
        self._job.start()

    def _take(self, found: Found) -> None:
        self._job = None
        self._found = found
        self._quiet.start()

    def _drop(self, _why: object) -> None:
        """Let it be: nobody asked for it, and a file that cannot be read tells so at the next decision."""
        self._job = None
        self._go_on()

    def _write(self, found: Found) -> None:
        self._found = None
        if self._session.remember(found.suggested, outdated=found.outdated):
            self.told.emit(_words(found.suggested))
        self._go_on()

    def _go_on(self) -> None:
        if self._gained or self._lost:
            self._quiet.start()
        else:
            self.ended.emit()


def _find(
    path: Path,
    *,
    gained: Sequence[tuple[str, Span]],
    lost: Sequence[tuple[str, Span]],
    annotator: str,
    still: Event,
    is_cancelled: Callable[[], bool],
    on_progress: Callable[[int, int], None],  # noqa: ARG001 - as every job's work is called
) -> Found:
    # Not before it is needed: what suggests takes a while to import.
    from annotator.suggest.remembering import Decided, outdated, remembered

    def should_stop() -> bool:
        while not still.wait(_LOOK_UP_SECONDS):
            if is_cancelled():
                break
        return is_cancelled()

    gone = outdated(path, list(starmap(Decided, lost)), should_stop=should_stop) if lost else []
    decided = list(starmap(Decided, gained))
    suggested = remembered(path, decided, annotator=annotator, leaving=gone, should_stop=should_stop)
    return Found(suggested, gone)


def _words(suggested: Sequence[tuple[str, Suggestion]]) -> str:
    documents = len({id_ for id_, _one in suggested})
    names = {one.reason.values["surface"] for _id, one in suggested}
    if len(names) > 1:
        return n_(
            "What you labelled is now suggested in {count} other article.",
            "What you labelled is now suggested in {count} other articles.",
            documents,
        ).format(count=number(documents))
    return n_(
        "«{surface}» is now suggested in {count} other article.",
        "«{surface}» is now suggested in {count} other articles.",
        documents,
    ).format(surface=next(iter(names)), count=number(documents))
