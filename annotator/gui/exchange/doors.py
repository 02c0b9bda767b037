"""The two doors of a window: articles and labels come in, training data goes out.

They outlive a window that is made anew, with what is under way.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from annotator.gui.dress import look_of
from annotator.gui.exchange.delivery import Delivery
from annotator.gui.exchange.dropping import Dropping
from annotator.gui.exchange.intake import Intake

if TYPE_CHECKING:
    from annotator.gui.window import MainWindow


class Doors(QObject):
    """Opens the assistants over one window at a time."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.intake = Intake(window.session.project.path, self)
        self.delivery = Delivery(window.session.project.path, self)
        self._window = window
        self._importing: QDialog | None = None
        self._exporting: QDialog | None = None
        self._were_shown = (False, False)
        self._listen()

    def move_to(self, window: "MainWindow") -> None:
        """Belong to another window; what is under way goes on."""
        for heard in (
            *(self.intake.imported, self.intake.told, self.intake.refused),
            *(self.delivery.told, self.delivery.refused),
        ):
            heard.disconnect()
        self._were_shown = _is_shown(self._importing), _is_shown(self._exporting)
        self.setParent(window)
        self._window = window
        self._importing = self._exporting = None  # they go with the old window
        self._listen()

    def open_again(self) -> None:
        """Show the assistants that were in sight in the window before this one."""
        imports, exports = self._were_shown
        self._were_shown = (False, False)
        if imports:
            self.open_import(asks=False)
        if exports:
            self.open_export()

    def offer(self, paths: tuple[Path, ...]) -> None:
        """Take files among what is wanted, and show what was recognised."""
        self.intake.offer(*paths)
        self.open_import(asks=False)

    def open_import(self, *, asks: bool = True) -> None:
        """Show the import assistant; where it `asks`, it begins with the choice of files."""
        if _is_raised(self._importing):
            return
        from annotator.gui.exchange.import_assistant import ImportAssistant  # the first paint need not wait

        window, session = self._window, self._window.session
        look = look_of(window.settings, window.families)
        made = ImportAssistant(
            self.intake,
            session.project.schema,
            window.settings.look.theme,
            look,
            annotators=session.project.annotations.annotators,
            parent=window,
        )
        self._importing = made
        self._bring_forward(made)
        if asks and not self.intake.wish.paths and not self.intake.is_running:
            made.ask_for_files()

    def open_export(self, *, by: str = "") -> None:
        """Show the export assistant, for somebody's work where one is named."""
        if by:
            self.delivery.want(self.delivery.wish.but(by=by))
        if _is_raised(self._exporting):
            return
        from annotator.gui.exchange.export_assistant import ExportAssistant

        window, session = self._window, self._window.session
        made = ExportAssistant(
            self.delivery,
            session.project.schema,
            window.settings.look.theme,
            project=session.project.path,
            parent=window,
        )
        self._exporting = made
        self._bring_forward(made)

    def stop(self) -> None:
        """Give up what is under way: the window closes for good."""
        self.intake.drop()
        self.delivery.drop()

    def _bring_forward(self, made: QDialog) -> None:
        """Show an assistant in front, with the keys: after a drop they are with another program."""
        made.finished.connect(lambda _result: self._forget(made))
        made.show()
        _raise(made)

    def _forget(self, left: QDialog) -> None:
        """An assistant deletes itself when it is left: hold it no longer than that."""
        if self._importing is left:
            self._importing = None
        if self._exporting is left:
            self._exporting = None

    def _listen(self) -> None:
        window = self._window
        Dropping(window, self.offer)
        self.intake.imported.connect(window.session.look_again)
        for teller in (self.intake, self.delivery):
            teller.told.connect(window.status.tell)
            teller.refused.connect(window.status.complain)


def _is_raised(dialog: QDialog | None) -> bool:
    """Bring an assistant that is in sight to the front; tell whether one is."""
    if dialog is None or not dialog.isVisible():
        return False
    _raise(dialog)
    return True


def _raise(dialog: QDialog) -> None:
    dialog.raise_()
    dialog.activateWindow()


def _is_shown(dialog: QDialog | None) -> bool:
    return dialog is not None and dialog.isVisible()
