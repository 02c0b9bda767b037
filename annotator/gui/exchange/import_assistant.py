"""The import assistant: what was recognised in the files, with all that can be said about it on one page.

It holds nothing up; articles come in beside the window, whether it is open or not.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.article import Look
from annotator.gui.choosing import files_to_open, folder_to_open
from annotator.gui.exchange.dropping import dropped
from annotator.gui.exchange.import_choices import ImportChoices
from annotator.gui.exchange.import_result import ImportResult
from annotator.gui.exchange.import_wish import UNNAMED
from annotator.gui.exchange.intake import Intake
from annotator.gui.exchange.nothing_yet import NothingYet
from annotator.gui.exchange.seen import CameIn
from annotator.gui.exchange.under_way import UnderWay
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.schema import Schema
from annotator.words import _, n_, number

_SIZE: Final = (1080, 720)  # pixels, where the screen has them


class ImportAssistant(QDialog):
    """Shows an Intake. Enter brings in what is understood; Esc leaves. It deletes itself when it is left."""

    def __init__(
        self,
        intake: Intake,
        schema: Schema,
        theme: Theme,
        look: Look,
        *,
        annotators: Callable[[], list[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import articles"))
        self.setAcceptDrops(True)
        self._intake = intake
        self.choices = ImportChoices(intake, schema, theme, look, annotators=annotators)
        self.nothing = NothingYet()
        self.under_way = UnderWay()
        self.outcome = ImportResult(theme)
        self.hint = Paragraph("", theme.muted, px=13)
        self.leave = QPushButton()
        self.give = QPushButton()
        self.give.setObjectName("main")
        self.pages = QStackedWidget()
        for page in (self.nothing, self.choices, self.under_way, self.outcome):
            self.pages.addWidget(page)
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.hint, 1)
        row.addStretch()
        for button in (self.leave, self.give):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addWidget(self.pages, 1)
        column.addLayout(row)
        self.give.setDefault(True)  # only a button that is in its dialog by now can be what Enter presses
        size = self.screen().availableSize() * 0.94
        self.resize(min(_SIZE[0], size.width()), min(_SIZE[1], size.height()))

    def _connect(self) -> None:
        self._intake.changed.connect(self._show)
        self._intake.progressed.connect(self.under_way.show_progress)
        self._intake.came.connect(self._show_report)
        self.under_way.stop_requested.connect(self._intake.stop)
        self.leave.clicked.connect(self.close)
        self.give.clicked.connect(self._give)
        self.nothing.files_requested.connect(self.ask_for_files)
        self.nothing.folder_requested.connect(self.ask_for_folder)
        self.choices.choose_files.clicked.connect(lambda _on=False: self.ask_for_files())
        self.choices.choose_folder.clicked.connect(lambda _on=False: self.ask_for_folder())

    def ask_for_files(self) -> None:
        """Let the person choose files."""
        kinds = _("All files (*)")
        self._intake.offer(*files_to_open(self, _("Import articles"), kinds))

    def ask_for_folder(self) -> None:
        """Let the person choose a folder."""
        folder = folder_to_open(self, _("Import articles"))
        if folder is not None:
            self._intake.offer(folder)

    def _show(self) -> None:
        # Qt gives the keys of a page that goes to the first widget of the next, which answers nothing.
        is_answering = self.pages.currentWidget() is self.choices and self._is_answering()
        if self._intake.is_running:
            if self.pages.currentWidget() is not self.under_way:
                self.under_way.begin(
                    _("Articles are coming in"),
                    _("You can close this and go on working. What is in stays in, whatever happens."),
                )
                self.pages.setCurrentWidget(self.under_way)
        elif self._intake.report is not None:
            if self.pages.currentWidget() is not self.outcome:
                self.outcome.show_report(self._intake.report)
                self.pages.setCurrentWidget(self.outcome)
        elif not self._intake.wish.paths:
            self.pages.setCurrentWidget(self.nothing)
        else:
            self.pages.setCurrentWidget(self.choices)
            self.choices.show_seen()
        self._show_buttons()
        self._place_keys(is_answering=is_answering)

    def _is_answering(self) -> bool:
        focused = self.focusWidget()
        return focused is not None and self.choices.isAncestorOf(focused)

    def _place_keys(self, *, is_answering: bool) -> None:
        """Let the keys begin where Enter does what comes next, unless a person is at a field of this page."""
        page = self.pages.currentWidget()
        if page is self.nothing:
            self.nothing.files.setFocus()
        elif page is not self.choices:
            self.leave.setFocus()  # a second Enter must not stop what the first began
        elif not is_answering:
            (self.give if self.give.isEnabled() else self.choices.first_question()).setFocus()

    def _show_buttons(self) -> None:
        intake, give = self._intake, self.give
        page = self.pages.currentWidget()
        is_choosing = page is self.choices
        self.hint.say(self._hint() if is_choosing else "")
        self.leave.setText(_("Cancel") if is_choosing else _("Close"))
        give.setVisible(page in (self.choices, self.outcome))
        if not give.isVisibleTo(self):
            return
        if not is_choosing:
            give.setText(_("Import more…"))
            give.setEnabled(True)
            return
        if intake.problem:
            give.setText(_("Try again"))
            give.setEnabled(True)
            return
        count = intake.seen.documents if intake.seen is not None else 0
        words = n_("Import {count} article", "Import {count} articles", count) if count else _("Import")
        give.setText(words.format(count=number(count)))
        is_asked = (
            intake.seen is None and intake.wish.annotator != UNNAMED
        )  # it comes in as soon as it was looked at
        give.setEnabled(is_asked or intake.is_ready)

    def _hint(self) -> str:
        intake = self._intake
        if intake.problem or not intake.wish.paths:
            return ""
        if intake.wish.annotator == UNNAMED:
            return _("Whose work is it? Write the name.")
        if intake.seen is None:
            return ""
        if intake.missing:
            count = len(intake.missing)
            words = n_("{count} label waits for an answer.", "{count} labels wait for an answer.", count)
            return words.format(count=number(count))
        return "" if intake.seen.is_any else _("Nothing here can come in.")

    def _show_report(self, report: CameIn) -> None:
        if not (report.refused or report.pairs or report.is_cancelled):
            self.close()  # the window says how it went

    def _give(self) -> None:
        if self._intake.report is not None:
            self._intake.put_away()
            self.ask_for_files()
        elif self._intake.problem:
            self._intake.try_again()
        else:
            self._intake.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped among what is wanted."""
        self._intake.offer(*dropped(event.mimeData()))
        event.acceptProposedAction()

    def done(self, result: int) -> None:
        """Leave; what was not begun is forgotten."""
        for heard, slot in ((self._intake.changed, self._show), (self._intake.came, self._show_report)):
            heard.disconnect(slot)
        if not self._intake.is_running:
            self._intake.put_away()
            self._intake.forget()
        super().done(result)
        self.deleteLater()
