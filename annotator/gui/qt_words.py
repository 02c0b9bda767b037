"""The words of Qt's own dialogs and menus: its files for a language lack some, and speak in another voice.

What is listed here comes from our catalogue; the rest of Qt's words from Qt's own file.
"""

from typing import Final

from PySide6.QtCore import QTranslator

from annotator.words import N_, _

_EDITING: Final = frozenset(
    {
        N_("&Undo"),
        N_("&Redo"),
        N_("Cu&t"),
        N_("&Copy"),
        N_("Copy &Link Location"),
        N_("&Paste"),
        N_("Delete"),
        N_("Select All"),
    }
)
SAID: Final = {
    "QLineEdit": _EDITING,
    "QWidgetTextControl": _EDITING,
    "QAbstractSpinBox": frozenset({N_("&Select All"), N_("&Step up"), N_("Step &down")}),
    "QMessageBox": frozenset({N_("Show Details..."), N_("Hide Details...")}),
    "QPlatformTheme": frozenset(
        {
            N_("OK"),
            N_("Cancel"),
            N_("Close"),
            N_("Open"),
            N_("Save"),
            N_("&Yes"),
            N_("&No"),
            N_("Retry"),
            N_("Apply"),
            N_("Reset"),
            N_("Help"),
        }
    ),
    "QAbstractFileIconProvider": frozenset(
        {N_("Drive"), N_("Folder"), N_("File"), N_("%1 File"), N_("Unknown")}
    ),
    "QFileSystemModel": frozenset(
        {
            N_("Computer"),
            N_("Name"),
            N_("Size"),
            N_("Type"),
            N_("Date Modified"),
            N_("Invalid filename"),
            N_(
                '<b>The name "%1" cannot be used.</b>'
                "<p>Try using another name, with fewer characters or no punctuation marks."
            ),
        }
    ),
    "QFileDialog": frozenset(
        {
            N_("&Look in:"),
            N_("Back"),
            N_("Go back"),
            N_("Forward"),
            N_("Go forward"),
            N_("Parent Directory"),
            N_("Go to the parent directory"),
            N_("Create New Folder"),
            N_("Create a New Folder"),
            N_("List View"),
            N_("Change to list view mode"),
            N_("Detail View"),
            N_("Change to detail view mode"),
            N_("Sidebar"),
            N_("List of places and bookmarks"),
            N_("Files"),
            N_("Files of &type:"),
            N_("File &name:"),
            N_("Directories"),
            N_("Directory:"),
            N_("All Files (*)"),
            N_("&Open"),
            N_("&Save"),
            N_("&Choose"),
            N_("&Rename"),
            N_("&Delete"),
            N_("&New Folder"),
            N_("New Folder"),
            N_("Remove"),
            N_("Show "),
            N_("Show &hidden files"),
            N_("Recent Places"),
            N_("My Computer"),
            N_("Delete"),
            N_("Are you sure you want to delete '%1'?"),
            N_("'%1' is write protected.\nDo you want to delete it anyway?"),
            N_("Could not delete directory."),
            N_("%1 already exists.\nDo you want to replace it?"),
            N_("%1\nFile not found.\nPlease verify the correct file name was given."),
            N_("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
        }
    ),
}
"""Contexts of Qt, and the sentences of each that the catalogue has."""


class QtWords(QTranslator):
    """Answers Qt from our catalogue."""

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's own signature
        n: int = -1,  # noqa: ARG002
    ) -> str:
        """Return the words for a sentence of Qt; none where Qt is to ask further."""
        # Qt takes an empty string for an answer, and only none at all for a sentence that is not known.
        return _(source) if source in SAID.get(context, ()) else None  # type: ignore[return-value]

    def isEmpty(self) -> bool:
        """Tell Qt that there is something to ask for."""
        return False
