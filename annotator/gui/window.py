"""The main window: top bar, the pages, the status line."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError
from annotator.gui.bars import StatusLine, TopBar
from annotator.gui.commands import commands_of
from annotator.gui.dress import look_of
from annotator.gui.exchange.doors import Doors
from annotator.gui.fonts import Families
from annotator.gui.keymap import KeyMap
from annotator.gui.labelling_page import LabellingPage
from annotator.gui.lead.pages import PAGES, LeadPages
from annotator.gui.learner import Learner
from annotator.gui.look_settings import USUAL_TEXT_PX
from annotator.gui.middle import STILL_MEANT
from annotator.gui.own_names import OwnNames
from annotator.gui.replaced_strip import ReplacedStrip
from annotator.gui.router import KeyRouter
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.spreading import Spreading
from annotator.gui.upgrade_notice import UpgradeNotice
from annotator.model import GOLD
from annotator.words import _

if TYPE_CHECKING:
    from annotator.gui.suggestions_page import SuggestionsPage

_WITHOUT_DOCUMENT = (
    "import",
    "export",
    "find_project",
    "filter",
    "labelling",
    "suggestions",
    "agreement",
    "adjudication",
    "progress",
    "keys",
    "tour",
    "reports",
    "about",
    "next_part",
    "previous_part",
    "larger",
    "smaller",
    "usual_size",
    "quit",
)


class MainWindow(QWidget):
    """One project in a window."""

    restyle_requested = Signal()
    """The language or the theme was changed in the settings."""

    def __init__(
        self, session: Session, settings: Settings, families: Families, *, doors: Doors | None = None
    ) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self.setWindowTitle(f"{session.project.name} — Annotator")
        self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize()))
        theme = settings.look.theme
        self.families = families
        self.keys = KeyMap(session.project.schema, settings, self)
        look = look_of(settings, families)
        self.labelling = LabellingPage(session, theme, look, self.keys)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.labelling)
        self.top = TopBar(session.project.name, session.annotator)
        self.notice = UpgradeNotice()
        self.status = StatusLine(theme, self.keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, ReplacedStrip(), self.notice, self.pages, self.status):
            column.addWidget(widget, 1 if widget is self.pages else 0)
        self.spreading = Spreading(
            session, self.labelling.desk.hand, is_on=lambda: settings.spreads, parent=self
        )
        self.learner = Learner(
            session,
            untouched=self.labelling.documents.untouched,
            is_on=lambda: settings.learns,
            parent=self,
        )
        self.names = OwnNames(session, self.labelling.desk, theme, self)
        if doors is not None:
            doors.move_to(self)  # what an older window has under way goes on
        self.doors = doors or Doors(self)
        self._commands = commands_of(self)
        self.router = KeyRouter(
            self.keys,
            self.labelling.desk,
            perform=self.perform,
            is_on=self._is_on,
            leave=self.labelling.searching.leave,
            parent=self,
        )
        self.leads = LeadPages(
            self.pages,
            session,
            self.keys,
            theme=theme,
            look=look,
            watch=self.router.watch,
            hides_names=settings.hides_names(session.project.id),
            parent=self,
        )
        self.labelling.side.sort_by(settings.order_of(session.project.id))
        self._connect()
        self._show_progress()

    def _connect(self) -> None:
        page = self.labelling
        page.progressed.connect(self._show_progress)
        page.middle.currentChanged.connect(lambda _place: self._show_hints())
        page.desk.told.connect(self.status.tell)
        self.session.refused.connect(self.status.complain)
        self.session.unsaved.connect(self.status.warn_unsaved)
        self.session.overtaken.connect(self._say_overtaken)
        self.session.changed.connect(lambda _change: self.status.confirm())
        self.spreading.told.connect(self.status.tell)
        self.learner.told.connect(self.status.tell)
        self.router.pressed.connect(self.learner.put_off)
        self.names.told.connect(self.status.tell)
        self.names.changed.connect(self.learner.suggest)
        self.status.pace.follow(self.session)
        page.side.order_chosen.connect(partial(self.settings.keep_order, self.session.project.id))
        self.router.pressed.connect(self.session.stopwatch.count)
        page.import_requested.connect(self.doors.open_import)
        page.middle.export_requested.connect(self.doors.open_export)
        page.middle.agreement_requested.connect(lambda: self.show_page("agreement"))
        page.panel.action_requested.connect(self.perform)
        self.top.page_requested.connect(self.show_page)
        self.top.action_requested.connect(self.perform)
        self.top.menu_opening.connect(self._name_undo)
        self.top.settings_changed.connect(self.restyle_requested)
        self.top.look_changed.connect(self._show_look)
        self.leads.told.connect(self.status.tell)
        self.leads.refused.connect(self.status.complain)
        self.leads.names_hidden.connect(partial(self.settings.hide_names, self.session.project.id))
        self.leads.page_requested.connect(self.show_page)
        self.leads.export_requested.connect(lambda: self.doors.open_export(by=GOLD))
        self.leads.document_requested.connect(self._open_from_lead)
        self.top.fill_menu(self.settings, self.keys)
        self.notice.closed.connect(self._read_on)
        for watched in (page, self.top, self.notice):
            self.router.watch(watched)

    def perform(self, action: str) -> None:
        """Do what an action of the table says."""
        if self._is_on(action):
            (self.leads.commands().get(action) or self._commands[action])()

    def _is_on(self, action: str) -> bool:
        """Tell whether there is something in sight for an action to act on."""
        if action in _WITHOUT_DOCUMENT or action in self.leads.commands():
            return True
        if self.pages.currentWidget() is not self.labelling or self.session.sheet is None:
            return False
        return action in STILL_MEANT or self.labelling.middle.shows_article()

    def _read_on(self) -> None:
        # Out of sight it would take keys that are meant for the page in sight.
        if self.labelling.isVisible():
            self.labelling.article.setFocus()

    def _say_overtaken(self) -> None:
        self.status.tell(_("Another window changed this article; it is shown as it is now."))

    def _show_hints(self) -> None:
        is_labelling = self.pages.currentWidget() is self.labelling
        self.status.show_hints(is_labelling=is_labelling and self.labelling.middle.shows_article())

    def parts(self) -> list[QWidget]:
        """Return the parts that one key goes round, as they are in sight."""
        page = self.labelling
        if self.pages.currentWidget() is page:
            return [page.middle, page.panel, page.beside, self.top, self.notice]
        if self.leads.name_of(self.pages.currentWidget()):
            return [*self.leads.parts(), self.top, self.notice]
        shown = self.suggestions
        return [
            shown.sources,
            shown.learning,
            shown.record,
            shown.order,
            shown.lexicon,
            shown.lead,
            self.top,
            self.notice,
        ]

    def show_page(self, name: str) -> None:
        """Show the labelling page, that of suggestions or one of a lead, as it is on disk now."""
        if name != self.page_name():
            self.status.turn_page()
        if name == "labelling":
            self.pages.setCurrentWidget(self.labelling)
        elif name in PAGES:
            self.leads.show(name)
        else:
            self.pages.setCurrentWidget(self.suggestions)
            self.suggestions.refresh()
        self.top.show_page(name)
        self._show_hints()
        if name == "labelling":
            self.labelling.article.setFocus()

    def page_name(self) -> str:
        """Return the name of the page in sight."""
        shown = self.pages.currentWidget()
        return "labelling" if shown is self.labelling else self.leads.name_of(shown) or "suggestions"

    @cached_property
    def suggestions(self) -> "SuggestionsPage":
        """The page of suggestions, made when it is first asked for: the start need not wait for it."""
        from annotator.gui.suggestions_page import SuggestionsPage

        session, settings = self.session, self.settings
        edits = self.names.edits  # one history for the page and the article
        page = SuggestionsPage(session.project, self.learner, edits, settings, settings.look.theme)
        page.told.connect(self.status.tell)
        page.refused.connect(self.status.complain)
        self.pages.addWidget(page)
        self.router.watch(page)
        return page

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep where it stands, and stop what works beside it; decisions are on disk already."""
        self.settings.remembered.stood(self.saveGeometry())
        self.leads.stop()
        self.labelling.searching.stop()
        self.spreading.stop()
        self.learner.stop()
        if "suggestions" in vars(self):
            self.suggestions.stop()
        if self.doors.parent() is self:
            self.doors.stop()
        self.session.stop()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """On coming to the front, show what other windows wrote meanwhile."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            QTimer.singleShot(0, self.session.look_again)

    def _show_progress(self) -> None:
        documents = self.labelling.documents
        self.top.show_progress(documents.known.finished, len(documents.known))

    def _name_undo(self) -> None:
        """Name undo and redo in the menu; only when it opens, for the journal has to be read for it."""
        self.top.show_undo(*(self.leads.step_names() or self.session.step_names()))

    def _open_from_lead(self, document_id: str, start: int, end: int) -> None:
        self.show_page("labelling")
        self.labelling.show_place(document_id, start, end)

    def show_removed(self) -> None:
        """Show what cleaning removed from the document, beside the window."""
        from annotator.gui.removed import RemovedText  # what the first paint does not need waits

        sheet = self.session.sheet
        if sheet is None:
            return
        try:
            original = self.session.project.documents.original(sheet.document.id)
        except AnnotatorError as error:
            self.session.refuse(error)
            return
        look, caret = look_of(self.settings, self.families), self.labelling.desk.hand.caret
        self.show_beside(RemovedText(original, look, self.settings.look.theme, caret=caret, parent=self))

    def show_keys(self) -> None:
        """Show the keys, beside the window."""
        from annotator.gui.key_sheet import KeySheet  # it brings all that prints and saves

        self.show_beside(KeySheet(self.keys, self.settings.look.theme, self))

    def show_history(self) -> None:
        """Show the history, beside the window."""
        from annotator.gui.history_view import HistoryView

        self.show_beside(HistoryView(self.labelling, self.settings.look.theme, self))

    def show_about(self) -> None:
        """Show what program this is and whose work is in it, beside the window."""
        from annotator.gui.about_dialog import AboutDialog

        self.show_beside(AboutDialog(self))

    def show_beside(self, dialog: QDialog) -> None:
        """Show a dialog that holds nothing up, in the place of one of its kind."""
        for other in self.findChildren(type(dialog)):
            if other is not dialog:
                other.close()
        dialog.show()

    def zoom(self, steps: int) -> None:
        """Draw the article with larger or smaller letters, with 0 steps in the usual size."""
        self.settings.look.text_px = self.settings.look.text_px + 2 * steps if steps else USUAL_TEXT_PX
        self._show_look()

    def show_invisible(self) -> None:
        """Show what nobody sees in the article: blanks of all kinds, breaks, marks; or hide it again."""
        self.settings.look.shows_invisible = not self.settings.look.shows_invisible
        self._show_look()

    def _show_look(self) -> None:
        look = look_of(self.settings, self.families)
        self.labelling.show_look(look)
        self.leads.show_look(look)
