"""The adjudication page: disputes, the answers that were given, and what is ruled."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.adjudication import gold
from annotator.adjudication.disputes import Case
from annotator.agreement.anonymity import nameless
from annotator.errors import AnnotatorError, UnknownDocument
from annotator.gui.article import Look
from annotator.gui.commands import Commands
from annotator.gui.keymap import KeyMap
from annotator.gui.keys import stroke
from annotator.gui.lead.answers import NAMES, RULES
from annotator.gui.lead.bench import Bench
from annotator.gui.lead.dispute_pane import DisputePane
from annotator.gui.lead.dispute_view import DisputeView
from annotator.gui.lead.docket import IMPORTED, OPEN, SETTLED, Docket, Names, Wish, place_of
from annotator.gui.lead.gold_bar import GoldBar
from annotator.gui.lead.label_card import LabelCard
from annotator.gui.lead.narrowing import Narrowing
from annotator.gui.lead.no_dispute import NoDispute
from annotator.gui.lead.rules_card import RulesCard
from annotator.gui.lead.ruling_keys import RulingKeys
from annotator.gui.lead.whereabouts import LEAST, Whereabouts, is_at
from annotator.gui.theme import Theme
from annotator.model import GOLD, Span
from annotator.project.file import Project
from annotator.words import N_, _

_LIST: Final = 350
_TOO_FEW: Final = N_("Gold is ruled on where two people or more have finished the article.")


class AdjudicationPage(QWidget):
    """Where disputes are settled: the list, one dispute with its lanes, and the rules."""

    told = Signal(str)
    refused = Signal(str)
    document_requested = Signal(str, int, int)
    export_requested = Signal()
    """Gold is to be exported."""
    counted = Signal()
    """What is in dispute, or why that cannot be told, is shown."""

    def __init__(
        self,
        project: Project,
        theme: Theme,
        look: Look,
        keys: KeyMap,
        *,
        lead: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._project = project
        self.setAccessibleName(_("Adjudication"))
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bench = Bench(project, lead=lead, parent=self)
        self.bar = GoldBar(keys, theme)
        self.rules = RulesCard(theme)
        self.pane = DisputePane(project.schema, theme)
        self.view = DisputeView(project, look, theme, keys, lead=lead)
        self.labels = LabelCard(project.schema, theme, keys, self.view.gold.desk)
        self.none = NoDispute(project.path, theme)
        acts = {RULES: self._open_rules, NAMES: self.bar.nameless.toggle, "Esc": self.rules.leave}
        self._ruling_keys = RulingKeys(
            keys,
            self.view,
            self.bench,
            step=lambda forward: self.step(forward=forward),
            acts=acts,
            rests=self.rules.is_open,
        )
        self._names: Names = {}
        self._where = Whereabouts(project)
        self._is_asked = False
        """Whether what another page asked for is to be found, be it open, settled or of imported gold."""
        self._build()
        self._connect()

    # --- what the window asks for -----------------------------------------------------------------

    def refresh(self) -> None:
        """Show the disputes as they are on disk."""
        if self.view.gold.is_writing():
            self.view.gold.article.setFocus()
            return
        if self.bench.docket is None:
            self.none.wait()
            self._middle.setCurrentWidget(self.none)
        self.bench.read(anew=False)
        (self.rules.majority if self.rules.is_open() else self.pane.list).setFocus()

    def stop(self) -> None:
        """Read nothing any more."""
        self.bench.stop()
        self.rules.stop()

    def show_only(
        self,
        *,
        cause: str = "",
        label: str = "",
        annotators: tuple[str, ...] = (),
        within: Narrowing | None = None,
    ) -> None:
        """Show only disputes of a cause, of a label, between some annotators; "" and () for any.

        `within` is what the figures were counted over.
        """
        self._is_asked = True
        self.pane.want(Wish(cause=cause, label=label, annotators=annotators, within=within))
        self._show_desk()

    def show_place(self, document_id: str, start: int, end: int) -> None:
        """Look at any place of an article, whether anybody differs there or not."""
        try:
            case = gold.place(self._project, document_id, start, end)
        except UnknownDocument:
            self.refused.emit(_(_TOO_FEW))
            return
        except AnnotatorError as error:
            self.refused.emit(str(error))
            return
        if len(case.dispute.annotators) < LEAST:
            self.refused.emit(_(_TOO_FEW))
            return
        self._where.stay_at(case.dispute)
        self.view.case = case  # where it is listed, it is looked at there
        self._show_desk()

    def show_look(self, look: Look) -> None:
        """Draw the sentences in another look."""
        self.view.show_look(look)

    def parts(self) -> list[QWidget]:
        """Return the parts that one key goes round."""
        return [self._beside, self.view, self.bar]

    def step_names(self) -> tuple[str, str]:
        """Return what undo would take back and what redo would make again, in words or empty."""
        return self.bench.step_names()

    @property
    def commands(self) -> Commands:
        """What actions of the table mean here."""
        return self._ruling_keys.commands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take an answer, for all alike places with Shift; or write, settle by rule, step."""
        has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not self._ruling_keys.press(stroke(event), has_shift=has_shift):
            super().keyPressEvent(event)

    def step(self, *, forward: bool) -> None:
        """Look at the next place, through the alike ones first and then in the next group."""
        if self._where.groups:
            row, place = self._where.beside(self.pane.row(), forward=forward)
            if row != self.pane.row():
                self.pane.list.choose(row)
            self._look_at(row, place)

    # --- what is in sight -------------------------------------------------------------------------

    def _build(self) -> None:
        self._middle = QStackedWidget()
        self._middle.addWidget(self.view)
        self._middle.addWidget(self.none)
        self._middle.addWidget(self.rules)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        self._beside = QStackedWidget()
        self._beside.addWidget(self.pane)
        self._beside.addWidget(self.labels)
        splitter.addWidget(self._beside)
        splitter.addWidget(self._middle)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 3)
        splitter.setSizes([_LIST, 3 * _LIST])
        splitter.setHandleWidth(10)
        splitter.setChildrenCollapsible(False)
        splitter.setObjectName("clear")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.bar)
        column.addWidget(splitter, 1)

    def _connect(self) -> None:
        bench, view = self.bench, self.view
        bench.read_anew.connect(self._offer)
        bench.changed.connect(self._show_desk)
        bench.turned_back.connect(self._go_to)
        bench.overtaken.connect(self._stay)
        bench.done.connect(lambda _change: self.view.leave())
        bench.failed.connect(self._show_failure)
        bench.progressed.connect(self.none.show_progress)
        for teller in (bench, view):
            teller.told.connect(self.told)
            teller.refused.connect(self.refused)
        self.pane.chosen.connect(self._choose)
        self.pane.wish_changed.connect(lambda _wish: self._show_desk())
        view.ruled.connect(self._rule)
        view.next_requested.connect(lambda: self.step(forward=True))
        view.place_requested.connect(self.document_requested)
        self.bar.rules_requested.connect(self._open_rules)
        self.bar.nameless_chosen.connect(lambda _on: self._show_desk())
        self.rules.settle_requested.connect(bench.settle)
        self.rules.closed.connect(self._show_desk)
        self.rules.closed.connect(self.pane.list.setFocus)
        view.writing_changed.connect(self._show_writing)
        self.view.imported.wished.connect(self._take_out)
        self.none.all_requested.connect(lambda: self.pane.want(Wish()))
        self.none.tab_requested.connect(lambda tab: self.pane.want(self.pane.wish.of(tab)))
        for exports in (self.bar.export_requested, self.none.export_requested):
            exports.connect(self.export_requested)

    def _called(self) -> Names:
        """Return what each annotator is called: by name, or by a number."""
        try:
            names = self._project.annotations.annotators()
        except AnnotatorError as error:
            self.refused.emit(str(error))
            names = []
        return nameless(names) if self.bar.nameless.isChecked() else {name: name for name in names}

    def _offer(self) -> None:
        if self.bench.docket is not None:
            self.pane.offer(self.bench.docket)

    def _show_desk(self) -> None:
        docket = self.bench.docket
        if docket is None or self.view.gold.is_writing():
            return
        if self._is_asked:
            self._is_asked = self.bench.is_busy()  # what is being read may have it elsewhere
            self._go_where_any_is(docket)
        self._names = self._called()
        case = self.view.case
        self.bar.show_desk(docket.desk)
        groups = self._where.groups = docket.groups(self.pane.wish)
        row, place = place_of(groups, case, otherwise=self.pane.row())
        apart = self._where.apart(self._where.at(row, place))
        self.pane.show_groups(docket, groups, row=-1 if apart else row, called=self._names)
        if self.rules.is_open():
            pass
        elif apart is not None:
            is_left = docket.desk.articles[apart.dispute.document_id].is_imported
            self._show_case(apart, place=0, alike=1, is_left=is_left)
        elif groups:
            self._look_at(row, place)
        else:
            self.view.leave()
            self.view.case = None
            self.none.show_why(docket, self.pane.wish)
            self._middle.setCurrentWidget(self.none)
        self.counted.emit()

    def _go_where_any_is(self, docket: Docket) -> None:
        """Turn to what is open of the kind that is wanted, else to imported gold, else to what is settled."""
        counts, wish = docket.counts(self.pane.wish), self.pane.wish
        tab = next((tab for tab in (OPEN, IMPORTED, SETTLED) if counts[tab]), OPEN)
        self.pane.blockSignals(True)
        self.pane.want(wish.of(tab))
        self.pane.blockSignals(False)

    def _look_at(self, row: int, place: int) -> None:
        case = self._where.at(row, place)
        if case is not None:
            self._where.look(place)
            self.view.asked_cause = self.pane.wish.cause
            alike = len(self._where.groups[row])
            self._show_case(case, place=place, alike=alike, is_left=self.pane.wish.imported)

    def _show_case(self, case: Case, *, place: int, alike: int, is_left: bool) -> None:
        docket = self.bench.docket
        self._middle.setCurrentWidget(self.view)
        self.view.imported.offer(len(docket.desk.can_be_taken_out) if docket is not None else 0)
        self.view.show_case(case, place=place, alike=alike, called=self._names, is_left=is_left)

    def _choose(self, row: int) -> None:
        self._look_at(row, 0)

    def _go_to(self, case: Case) -> None:
        """Look at a case where it is among what is listed."""
        row, place = place_of(self._where.groups, case, otherwise=-1)
        if is_at(self._where.at(row, place), case.dispute):
            self.pane.list.choose(row)
            self._look_at(row, place)

    def _stay(self) -> None:
        """Come back to the place that is looked at, once it was read anew, wherever it is listed then."""
        if self.view.case is not None and not self.view.gold.is_writing():
            self._where.stay_at(self.view.case.dispute)

    def _show_failure(self, sentence: str) -> None:
        self.none.refuse(sentence)
        self._middle.setCurrentWidget(self.none)
        self.counted.emit()

    # --- what is done -----------------------------------------------------------------------------

    def _rule(self, spans: Sequence[Span], is_all: bool, said: str) -> None:
        here = self.view.case
        if here is not None:
            others = self._where.alike(self.pane.row(), here) if is_all else ()
            self.bench.rule((here, *others), spans, said=said)
            self.pane.list.setFocus()

    def _take_out(self, is_all: bool) -> None:
        """Take imported gold out of the article in sight, or of all, and stay at its place."""
        docket, case = self.bench.docket, self.view.case
        if docket is None or case is None or not self.view.is_left:
            return
        ids = docket.desk.can_be_taken_out if is_all else (case.dispute.document_id,)
        self._is_asked = True
        self.bench.take_out(ids)
        self.pane.list.setFocus()

    def _open_rules(self) -> None:
        if self.bench.docket is not None and self.bench.docket.desk.open:
            names = [name for name in self._names if name != GOLD]
            self.view.leave()
            self._middle.setCurrentWidget(self.rules)
            docket, wish = self.bench.docket, self.pane.wish.of(OPEN)
            disputes = [case.dispute for group in docket.groups(wish) for case in group]
            places = [(one.document_id, one.start, one.end) for one in disputes] if wish.is_narrow else None
            self.rules.begin(
                self._project.path, names, self._names, disputes=len(docket.desk.open), places=places
            )

    def _show_writing(self) -> None:
        is_writing = self.view.gold.is_writing()
        for widget in (self.pane, self.bar):
            widget.setEnabled(not is_writing)
        self._beside.setCurrentWidget(self.labels if is_writing else self.pane)
        if not is_writing:
            self._show_desk()  # which waited for this
            self.pane.list.setFocus()
