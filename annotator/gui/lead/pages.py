"""The pages of a lead in one window: made when they are first asked for, behind the gate."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.errors import AnnotatorError
from annotator.gui.article import Look
from annotator.gui.keymap import KeyMap
from annotator.gui.lead.gate import Gate
from annotator.gui.session import Session
from annotator.gui.switch import Switch
from annotator.gui.theme import Theme
from annotator.project.leads import declare_lead, leads_of

if TYPE_CHECKING:
    from annotator.gui.lead.adjudication_page import AdjudicationPage
    from annotator.gui.lead.agreement_page import AgreementPage
    from annotator.gui.lead.progress_page import ProgressPage

PAGES: Final = ("agreement", "adjudication", "progress")
Commands = Mapping[str, Callable[[], object]]


class LeadPages(QObject):
    """Agreement, adjudication and progress, in the stack of the window's pages.

    A page has `refresh` and `stop`. It may have `parts`, the widgets that one key goes round, and
    `commands`, what actions of the table mean while it is in sight.
    """

    told = Signal(str)
    refused = Signal(str)
    document_requested = Signal(str, int, int)
    """A place in an article is to be shown, on the page of labelling."""
    page_requested = Signal(str)
    export_requested = Signal()
    """Gold is to be exported."""
    names_hidden = Signal(bool)
    """Names are hidden from now on, or shown, on all pages that have the switch."""

    def __init__(
        self,
        stack: QStackedWidget,
        session: Session,
        keys: KeyMap,
        *,
        theme: Theme,
        look: Look,
        watch: Callable[[QWidget], object],
        hides_names: bool = False,
        parent: QObject | None = None,
    ) -> None:
        """`watch` gives the keys of a page to the window's table of actions."""
        super().__init__(parent)
        self._stack, self._session, self._keys = stack, session, keys
        self._theme, self._look, self._watch = theme, look, watch
        self._hides_names = hides_names
        self._wanted = PAGES[0]

    def show(self, name: str) -> None:
        """Show a page as it is on disk now, or the gate."""
        self._wanted = name
        if not self._is_lead():
            self._stack.setCurrentWidget(self.gate)
            self.gate.button.setFocus()
            return
        page = self._page(name)
        self._stack.setCurrentWidget(page)
        page.refresh()

    def rule_on(self, document_id: str, start: int, end: int) -> None:
        """Show the page of adjudication at any place of an article, or the gate."""
        self.page_requested.emit("adjudication")
        if self._is_lead():
            self.adjudication.show_place(document_id, start, end)

    def name_of(self, widget: QWidget | None) -> str:
        """Return the name of the page that a widget is or, as the gate, leads to; "" for neither."""
        if "gate" in vars(self) and widget is self.gate:
            return self._wanted
        return next((name for name, page in self._made().items() if page is widget), "")

    def parts(self) -> list[QWidget]:
        """Return the parts that one key goes round in the page in sight."""
        shown: Any = self._stack.currentWidget()  # the gate, or a page
        found: list[QWidget] = shown.parts() if hasattr(shown, "parts") else [self._stack]
        return found

    def commands(self) -> Commands:
        """Return what actions of the table mean in the page in sight."""
        found: Commands = getattr(self._stack.currentWidget(), "commands", {})
        return found

    def step_names(self) -> tuple[str, str] | None:
        """Return what undo and redo would do in the page in sight, in words or empty; None for any other."""
        shown = self._stack.currentWidget()
        return shown.step_names() if shown is not None and hasattr(shown, "step_names") else None

    def show_look(self, look: Look) -> None:
        """Draw articles in another look, on the pages that show any."""
        self._look = look
        for page in self._made().values():
            if hasattr(page, "show_look"):
                page.show_look(look)

    def take_over(self, other: "LeadPages") -> None:
        """Choose what the pages of an older window had chosen, before they are shown."""
        made = vars(other)
        if "agreement" in made:
            self.agreement.bar.take_over(other.agreement.bar)
        if "adjudication" in made:
            self.adjudication.pane.want(other.adjudication.pane.wish)

    def stop(self) -> None:
        """Give up what the pages have under way."""
        for page in self._made().values():
            page.stop()

    @cached_property
    def gate(self) -> Gate:
        """What is seen by who is not a lead yet."""
        gate = Gate(self._session.annotator, self._theme)
        gate.entered.connect(self._enter)
        self._add(gate)
        return gate

    @cached_property
    def agreement(self) -> "AgreementPage":
        """How far annotators agree, and why not."""
        from annotator.gui.lead.agreement_page import AgreementPage

        page = AgreementPage(self._session.project, self._theme)
        self._connect(page)
        self._share_names(page.bar.nameless)
        page.disputes_requested.connect(self._show_disputes)
        return page

    @cached_property
    def adjudication(self) -> "AdjudicationPage":
        """Where disputes are settled."""
        from annotator.gui.lead.adjudication_page import AdjudicationPage

        lead, project = self._session.annotator, self._session.project
        page = AdjudicationPage(project, self._theme, self._look, self._keys, lead=lead)
        page.export_requested.connect(self.export_requested)
        self._share_names(page.bar.nameless)
        self._connect(page)
        return page

    @cached_property
    def progress(self) -> "ProgressPage":
        """How far the work is."""
        from annotator.gui.lead.progress_page import ProgressPage

        page = ProgressPage(self._session.project, self._theme)
        self._connect(page)
        return page

    def _page(self, name: str) -> "AgreementPage | AdjudicationPage | ProgressPage":
        if name == "agreement":
            return self.agreement
        return self.adjudication if name == "adjudication" else self.progress

    def _made(self) -> "dict[str, AgreementPage | AdjudicationPage | ProgressPage]":
        return {name: self._page(name) for name in PAGES if name in vars(self)}

    def _connect(self, page: "AgreementPage | AdjudicationPage | ProgressPage") -> None:
        page.told.connect(self.told)
        page.refused.connect(self.refused)
        page.document_requested.connect(self.document_requested)
        self._add(page)

    def _share_names(self, switch: Switch) -> None:
        """Let the switch of a page be that of all pages."""
        switch.setChecked(self._hides_names)
        switch.toggled.connect(self._hide_names)

    def _hide_names(self, on: bool) -> None:
        if on == self._hides_names:
            return
        self._hides_names = on
        made = vars(self)
        if "agreement" in made:
            self.agreement.bar.nameless.setChecked(on)
        if "adjudication" in made:
            self.adjudication.bar.nameless.setChecked(on)
        self.names_hidden.emit(on)

    def _add(self, page: QWidget) -> None:
        self._stack.addWidget(page)
        self._watch(page)

    def _show_disputes(self, cause: str, label: str, annotators: tuple[str, ...]) -> None:
        """Show the page of adjudication, narrowed to a cause, a label or two annotators."""
        self.page_requested.emit("adjudication")
        within = self.agreement.narrowing()
        self.adjudication.show_only(cause=cause, label=label, annotators=annotators, within=within)

    def _is_lead(self) -> bool:
        try:
            return self._session.annotator in leads_of(self._session.project.settings)
        except AnnotatorError as error:
            self.refused.emit(str(error))
            return False

    def _enter(self) -> None:
        try:
            declare_lead(self._session.project.settings, self._session.annotator)
        except AnnotatorError as error:
            self.refused.emit(str(error))
            return
        self.page_requested.emit(self._wanted)
