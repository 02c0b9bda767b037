"""The desk: what each key does to the item in hand.

Between the widgets and the session. It holds no widget; the hand tells it what is meant, the page
shows what it tells.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError, NothingToLabel, NothingToSpread
from annotator.gui.hand import Hand
from annotator.gui.keymap import KeyMap
from annotator.gui.past import Past
from annotator.gui.questions import Questions
from annotator.gui.session import Session
from annotator.labelling import decisions
from annotator.labelling.changes import span_left
from annotator.labelling.decisions import Outcome
from annotator.model import Change, Span, SpanEdit, State, Suggestion
from annotator.words import _, n_, number

Wish = Callable[[], Outcome]


class Desk(QObject):
    """The decisions an annotator can take by key or button."""

    told = Signal(str)
    """A sentence for the status line."""
    document_done = Signal()
    """The document was finished; the next one may come."""
    digit_awaited = Signal(str)
    """A digit gives a sublabel of this label now; "" when it does not any more."""

    def __init__(self, session: Session, keys: KeyMap, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._keys = keys
        self.hand = Hand(session, self)
        self.hand.moved.connect(self.forget_half_done)
        self.hand.moved.connect(self._hush)
        self.past = Past(session, self.hand, self)
        self.past.told.connect(self.told)
        self.questions = Questions(session, self.hand, self)
        self.questions.told.connect(self.told)
        self.questions.document_done.connect(self.document_done)
        self._awaits_sublabel = False
        self._warned_of: tuple[Suggestion, ...] = ()

    def _hush(self) -> None:
        """Take back what was said of the last place; the annotator is elsewhere now."""
        self.told.emit("")

    def go_on(self, *, forward: bool = True) -> None:
        """Take the next open suggestion, or say that there is none."""
        if not self.hand.go_on(forward=forward):
            words = _("Every suggestion is decided. {key} finishes the document.")
            self.told.emit(words.format(key=self._keys.named("accept_rest")))

    def step(self, *, forward: bool) -> None:
        """Take the next span or suggestion, decided or not, or say that there is none."""
        if not self.hand.step(forward=forward):
            self.told.emit(_("Nothing is labelled or suggested here."))

    def climb(self, *, outwards: bool) -> None:
        """Take the span or suggestion around what is in hand, or inside it, or say that there is none."""
        if not self.hand.climb(outwards=outwards):
            self.told.emit(_("Nothing lies around this.") if outwards else _("Nothing lies inside this."))

    def accept(self) -> None:
        """Accept the suggestion in hand with its equals; a span in hand spreads to its equals."""
        item = self.hand.item
        if isinstance(item, Suggestion):
            self._decide(lambda: decisions.accept(self.hand.sheet, item), then_on=True)
        elif isinstance(item, Span):
            self._decide(lambda: decisions.spread(self.hand.sheet, item), stays_on=item)
        else:
            self.go_on()

    def reject(self) -> None:
        """Reject the suggestion in hand with its equals, or remove the span in hand."""
        item = self.hand.item
        if isinstance(item, Suggestion):
            self._decide(lambda: decisions.reject(self.hand.sheet, item), then_on=True)
        elif isinstance(item, Span):
            self._decide(lambda: decisions.remove(self.hand.sheet, item))

    def label(self, label: str, sublabel: str = "") -> None:
        """Label the selection, relabel what is in hand, or label the word under the caret."""
        start, end = self.hand.selection
        item = self.hand.item

        def outcome() -> Outcome:
            if start < end:
                return decisions.label_range(self.hand.sheet, start, end, label=label, sublabel=sublabel)
            if item is not None:
                return decisions.relabel(self.hand.sheet, item, label=label, sublabel=sublabel)
            word = self.hand.sheet.reading.word_range(self.hand.caret)
            if word is None:
                raise NothingToLabel
            return decisions.label_range(self.hand.sheet, *word, label=label, sublabel=sublabel)

        if self._decide(outcome):
            self._awaits_sublabel = bool(self.hand.sheet.schema.label(label).sublabels) and not sublabel
            if self._awaits_sublabel:
                self.digit_awaited.emit(label)

    def digit(self, place: int) -> bool:
        """Take a digit as a sublabel, if a label with sublabels was given just before; tell whether."""
        span = self.hand.item
        if not self._awaits_sublabel or not isinstance(span, Span):
            return False
        sublabels = self.hand.sheet.schema.label(span.label).sublabels
        if not 1 <= place <= len(sublabels):
            return False
        sublabel = sublabels[place - 1].id
        self._decide(lambda: decisions.relabel(self.hand.sheet, span, label=span.label, sublabel=sublabel))
        return True

    def move_edge(self, *, is_start: bool, outwards: bool) -> None:
        """Move an edge of the item in hand by one clitic or word."""
        item = self.hand.item
        if item is not None:
            forward = outwards != is_start
            self._decide(
                lambda: decisions.move_edge(self.hand.sheet, item, is_start=is_start, forward=forward)
            )

    def accept_rest(self) -> None:
        """Accept all that is open and finish; the first time it only says what is unread.

        What came in since it was said, from another article or another program, is said first too.
        """
        sheet = self.hand.sheet
        left = len(sheet.open_suggestions)
        if left and sheet.open_suggestions != self._warned_of:
            self._warned_of = sheet.open_suggestions
            self.told.emit(
                n_(
                    "{count} suggestion is not decided yet. {key} again accepts it and finishes.",
                    "{count} suggestions are not decided yet. {key} again accepts them and finishes.",
                    left,
                ).format(count=number(left), key=self._keys.named("accept_rest"))
            )
            return
        if (self._is_finished() and not left) or self._decide(lambda: decisions.accept_rest(sheet)):
            self.document_done.emit()
            if left:  # said in front of the next document, for this one is gone from sight
                done = n_(
                    "{count} suggestion was accepted, and the article finished.",
                    "{count} suggestions were accepted, and the article finished.",
                    left,
                )
                self.told.emit(done.format(count=number(left)))

    def finish(self) -> None:
        """Finish the document and leave the open suggestions undecided."""
        if self._is_finished() or self._decide(lambda: decisions.set_state(self.hand.sheet, State.FINISHED)):
            self.document_done.emit()

    def _is_finished(self) -> bool:
        """Tell whether finishing would change nothing, and so be a step for undo that takes back nothing."""
        return self.hand.sheet.annotation.state is State.FINISHED

    def forget_half_done(self) -> None:
        """End the wait for a sublabel's digit and for the second Space, as any other key does."""
        if self._awaits_sublabel:
            self._awaits_sublabel = False
            self.digit_awaited.emit("")
        self._warned_of = ()

    def _decide(self, wish: Wish, *, then_on: bool = False, stays_on: Span | None = None) -> bool:
        self.forget_half_done()
        try:
            outcome = wish()
        except NothingToSpread as error:  # which is no mistake of anybody's
            self.told.emit(str(error))
            return False
        except AnnotatorError as error:
            self.session.refuse(error)
            return False
        change = self.session.do(outcome)
        if change is None:
            return False
        if then_on:
            self.go_on()
        elif stays_on is not None:
            self.hand.look_again()  # another window may have taken it away before it was spread
        else:
            self.hand.take(span_left(change))
        self._tell(outcome, change)
        return True

    def _tell(self, outcome: Outcome, change: Change) -> None:
        made = sum(isinstance(edit, SpanEdit) and edit.after is not None for edit in change.edits)
        left = len(outcome.left_alone)
        said = ""
        if made > 1:
            said = n_(
                "Labelled in {count} place; {key} shows it.",
                "Labelled in {count} places; {key} shows them.",
                made,
            ).format(count=number(made), key=self._keys.named("history"))
        if left:
            left_words = n_(
                "{count} place was left alone: it is labelled or decided otherwise.",
                "{count} places were left alone: they are labelled or decided otherwise.",
                left,
            ).format(count=number(left))
            said = f"{said} {left_words}".strip()
        if said:
            self.told.emit(said)
