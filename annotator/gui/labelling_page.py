"""The labelling page: document list, article and side panel, joined to one desk."""

import shlex
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError
from annotator.gui.announcing import announce
from annotator.gui.article import ArticleView, Look
from annotator.gui.asking import AskingLine, over
from annotator.gui.context_menu import ContextMenu
from annotator.gui.desk import Desk
from annotator.gui.documents import Documents, left_words
from annotator.gui.find_bar import FindBar
from annotator.gui.hand import key_of
from annotator.gui.keymap import KeyMap
from annotator.gui.list_pane import ListPane
from annotator.gui.marks import label_words, marks_after, marks_of
from annotator.gui.middle import Middle
from annotator.gui.next_article import next_article
from annotator.gui.offering import Offering
from annotator.gui.searching import Searching
from annotator.gui.session import Session
from annotator.gui.side_panel import SidePanel
from annotator.gui.theme import Theme
from annotator.labelling.sheet import Item, Sheet
from annotator.model import Change, NoteEdit, State, Suggestion
from annotator.project.leads import leads_of
from annotator.words import _, n_, number

_FEW: Final = 200  # documents of which each is asked for rather than the whole list


class LabellingPage(QWidget):
    """What an annotator sits at."""

    import_requested = Signal()
    progressed = Signal()
    """A document's state or count changed."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        look: Look,
        keys: KeyMap,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.desk = Desk(session, keys, self)
        self._theme = theme
        self._keys = keys
        self._shown = ""
        self.documents = Documents(session.summaries(), self)
        self.side = ListPane(session, self.documents, theme)
        self.list = self.side.list
        self.article = ArticleView()
        self.article.set_look(look)
        self.article.setAccessibleName(_("Article"))
        self.panel = SidePanel(session.project.schema, theme, keys)
        self.panel.name_characters(on=look.shows_invisible)
        self.middle = Middle(self.article, keys, theme)
        self.menu = ContextMenu(self.article, self.desk.hand, keys, theme)
        self.asking = AskingLine()
        self.offering = Offering(self, article=self.article, desk=self.desk, theme=theme, keys=keys)
        self.beside = QStackedWidget()
        self.beside.addWidget(self.side)
        bar = FindBar(theme)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget in (self.beside, over(over(self.middle, bar), self.asking), self.panel):
            splitter.addWidget(widget)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([290, 820, 330])
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)
        self._connect()
        self._show_whether_empty()
        self.searching = Searching(
            session,
            self.desk.hand,
            self.article,
            bar=bar,
            side=self.side,
            beside=self.beside,
            theme=theme,
            show_place=self.show_place,
        )

    def _connect(self) -> None:
        self.middle.import_requested.connect(self.import_requested)
        # What the panel offers is about the article that one sees.
        self.middle.currentChanged.connect(lambda _place: self.panel.setEnabled(self.middle.shows_article()))
        self.session.opened.connect(self.middle.show_article)
        self.session.changed.connect(lambda _change: self.middle.show_article())
        self.session.opened.connect(self._show_document)
        self.session.changed.connect(self._show_change)
        self.session.others_wrote.connect(self.reload)
        self.session.suggested.connect(self._show_suggested)
        self.desk.hand.taken.connect(self._put_caret)
        self.desk.hand.changed.connect(self._show_hand)
        self._keys.changed.connect(self._show_hand)
        self.desk.document_done.connect(self.open_next)
        self.article.caret.moved.connect(self.desk.hand.place_caret)
        self.article.caret.selection_changed.connect(self.desk.hand.select)
        self.article.mark_clicked.connect(self.desk.hand.take_key)
        self.list.document_requested.connect(self.open_document)
        self.panel.label_requested.connect(self.desk.label)
        self.menu.label_requested.connect(self.desk.label)
        self.menu.action_requested.connect(self.panel.action_requested)
        self.panel.sublabel_requested.connect(self.desk.label)
        self.panel.note_change_requested.connect(self.desk.questions.change)
        self.panel.note_removal_requested.connect(self.desk.questions.remove)
        self.desk.digit_awaited.connect(self.panel.await_digit)
        self.desk.questions.requested.connect(self.asking.ask)
        self.asking.closed.connect(self.article.setFocus)
        clicked = self.panel.findChildren(QAbstractButton)
        self.session.stopwatch.watch(self.article.viewport(), self.list.viewport(), *clicked)

    def open_document(self, document_id: str) -> None:
        """Put a document on the desk and take its first open suggestion in hand, unless something is."""
        if not self.session.open(document_id):
            return
        hand = self.desk.hand
        if hand.item is None and hand.sheet.open_suggestions:
            self.desk.go_on()
        self.article.setFocus()

    def show_place(self, document_id: str, start: int, end: int) -> bool:
        """Open a document at a place: what lies exactly there comes into hand, else the place is selected.

        False where the document cannot be opened.
        """
        sheet = self.session.sheet
        is_open = sheet is not None and sheet.document.id == document_id
        if not is_open and not self.session.open(document_id):
            return False
        if not self.desk.hand.take_range(start, end):
            self.article.caret.select(start, end)
        self.article.setFocus()
        return True

    def open_first(self) -> None:
        """Open the first document that is not put away, else the first."""
        if self.documents.rowCount():
            waiting = self.documents.waiting(-1)
            self.open_document(self._first_of(waiting) if waiting else self.documents.summary(0).id)

    def reload(self) -> None:
        """Show the list as it is on disk, and open a document where none was open."""
        self.documents.reset(self.session.summaries())
        self._show_whether_empty()
        if self.session.sheet is None:
            self.open_first()
        self.progressed.emit()

    def open_next(self) -> None:
        """Open the next document that is not put away, or say that all are done."""
        waiting = self.documents.waiting(self._row())
        if not waiting and self.documents.wanted.is_anything:
            self.desk.told.emit(_("Every document is finished."))
            self._show_finished()
        elif not waiting:
            self.desk.told.emit(_("Every article that the list shows is finished."))
        else:
            self.open_document(self._first_of(waiting))

    def _first_of(self, waiting: Sequence[str]) -> str:
        """Return which article comes next; one that was begun and left has its turn in the list."""
        fresh = [id_ for id_ in waiting if self.documents.known[id_].state is State.NEW]
        return next_article(self.session.project, waiting, fresh=fresh)

    def _show_finished(self) -> None:
        session = self.session
        try:
            pace, summaries = session.project.changes.pace(session.annotator), session.summaries()
            is_lead = session.annotator in leads_of(session.project.settings)
        except AnnotatorError as error:
            session.refuse(error)
            return
        self.middle.show_finished(summaries, pace, command=_export_command(session), is_lead=is_lead)

    def show_look(self, look: Look) -> None:
        """Draw the article in another look; where it shows invisible characters, the panel names them."""
        self.article.set_look(look)
        self.panel.name_characters(on=look.shows_invisible)
        self._show_hand()

    def show_list(self) -> None:
        """Hide the list, for the article to have its room; or show it again."""
        self.beside.setVisible(not self.beside.isVisible())
        self.article.setFocus()

    def step(self, rows: int) -> None:
        """Open the document so many rows further in the list."""
        row = self._row() + rows
        if 0 <= row < self.documents.rowCount():
            self.open_document(self.documents.summary(row).id)

    def _show_whether_empty(self) -> None:
        self.middle.show_whether_empty(is_empty=not self.documents.known)

    def _row(self) -> int:
        sheet = self.session.sheet
        return self.documents.row_of(sheet.document.id) if sheet is not None else -1

    def _show_document(self) -> None:
        sheet = self.session.sheet
        if sheet is None:
            return
        if self.documents.known.get(sheet.document.id) is None:
            self.documents.reset(self.session.summaries())  # it came in after the list was read
        if self._shown != sheet.document.id:
            self._shown = sheet.document.id
            self.asking.leave()
            self.article.set_article(sheet.document.text, has_title=True, subtitle=_subtitle(sheet))
        self.article.set_marks(marks_of(sheet, theme=self._theme))
        self.side.hold(sheet.document.id)
        self._follow(sheet)

    def _show_change(self, change: Change) -> None:
        sheet = self.session.sheet
        if sheet is None:
            return
        if sheet.document.id in change.document_ids:
            self.article.change_marks(*marks_after(sheet, change, theme=self._theme))
            if any(isinstance(edit, NoteEdit) for edit in change.edits):
                self._show_hand()
        self._follow(sheet)

    def _show_suggested(self, documents: set[str]) -> None:
        """Show in the list how much is suggested now where something came, or everywhere."""
        if not 0 < len(documents) <= _FEW:
            self.reload()
            return
        for document_id in documents:
            if self.documents.known.get(document_id) is not None:
                self.documents.put(
                    self.session.project.documents.summary(document_id, self.session.annotator)
                )

    def _follow(self, sheet: Sheet) -> None:
        self.documents.put(
            replace(
                self.documents.summary(self._row()),
                state=sheet.annotation.state,
                open_suggestions=len(sheet.open_suggestions),
                spans=len(sheet.annotation.spans),
                notes=len(sheet.annotation.notes),
                questions=sum(note.is_question for note in sheet.annotation.notes),
            )
        )
        self.article.set_subtitle(_subtitle(sheet))
        self.progressed.emit()

    def _put_caret(self) -> None:
        start, end = self.article.caret.selection
        if start != end or self.article.caret.offset != self.desk.hand.caret:
            # The caret follows the hand; that is no move of the person's, so the hand need not hear of it.
            self.article.caret.blockSignals(True)
            self.article.caret.put(self.desk.hand.caret)
            self.article.caret.blockSignals(False)

    def _show_hand(self) -> None:
        hand = self.desk.hand
        self.article.set_current(None if hand.item is None else key_of(hand.item))
        self.panel.show_item(self.session.sheet, hand.item, selection=hand.selection, caret=hand.caret)
        if hand.item is not None:
            announce(self.article, _in_hand(hand.sheet, hand.item))


def _in_hand(sheet: Sheet, item: Item) -> str:
    """Return what a screen reader says of the item that came into hand."""
    words = (
        _("Suggestion: {surface}, {label}") if isinstance(item, Suggestion) else _("Span: {surface}, {label}")
    )
    label = label_words(sheet.schema, item.label, item.sublabel)
    return words.format(surface=sheet.called(item), label=label)


def _export_command(session: Session) -> str:
    """Return the command that exports what this annotator finished."""
    project = shlex.quote(str(session.project.path))
    who = shlex.quote(session.annotator)
    return f"annotator export {project} {who}.jsonl --format jsonl --by {who}"


def _subtitle(sheet: Sheet) -> str:
    spans = len(sheet.annotation.spans)
    parts = [sheet.document.outlet] if sheet.document.outlet else []
    parts.append(left_words(len(sheet.open_suggestions)))
    parts.append(n_("{count} span", "{count} spans", spans).format(count=number(spans)))
    parts.append(_("the original text is kept"))
    return _(" · ").join(parts)
