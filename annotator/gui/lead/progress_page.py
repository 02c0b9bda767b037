"""The progress page: how far the work is, and how fast it goes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from annotator.gui.article import Look
from annotator.gui.theme import Theme
from annotator.project.file import Project
from annotator.words import _


class ProgressPage(QScrollArea):
    """How far the work is."""

    told = Signal(str)
    refused = Signal(str)
    document_requested = Signal(str, int, int)

    def __init__(
        self, project: Project, theme: Theme, look: Look, *, lead: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._project, self._theme, self._look, self._lead = project, theme, look, lead
        self.setAccessibleName(_("Progress"))

    def refresh(self) -> None:
        """Read the figures anew."""

    def stop(self) -> None:
        """Read nothing any more."""
