"""The adjudication page: disputes, the answers that were given, and what is ruled."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from annotator.gui.article import Look
from annotator.gui.keymap import KeyMap
from annotator.gui.theme import Theme
from annotator.project.file import Project
from annotator.words import _


class AdjudicationPage(QScrollArea):
    """Where disputes are settled."""

    told = Signal(str)
    refused = Signal(str)
    document_requested = Signal(str, int, int)

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
        self._project, self._theme, self._look, self._keys, self._lead = project, theme, look, keys, lead
        self.setAccessibleName(_("Adjudication"))

    def refresh(self) -> None:
        """Show the disputes as they are on disk."""

    def stop(self) -> None:
        """Read nothing any more."""

    def show_only(self, *, cause: str = "", label: str = "", annotators: tuple[str, ...] = ()) -> None:
        """Show only disputes of a cause, of a label, between two annotators; "" and () for any."""
