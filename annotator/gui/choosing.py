"""Asks for files. Qt's own dialog reads files to guess their kind; this one goes by their names alone.

Reading a project that is open here would drop SQLite's locks on it (project/open_files.py).
"""

from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QWidget

from annotator.gui.file_names import read_well
from annotator.words import _


class _ByName(QFileIconProvider):
    """Icons and kinds from the name of a file, never from what is in it."""

    def icon(self, of: QAbstractFileIconProvider.IconType | QFileInfo, /) -> QIcon:
        """Return the icon of a folder or of a file."""
        if isinstance(of, QFileInfo):
            kind = QAbstractFileIconProvider.IconType
            return super().icon(kind.Folder if of.isDir() else kind.File)
        return super().icon(of)

    def type(self, info: QFileInfo, /) -> str:
        """Return the ending of a file's name."""
        return "" if info.isDir() else info.suffix()


def files_to_open(parent: QWidget, title: str, kinds: str) -> list[Path]:
    """Let the person choose files that exist; an empty list where nothing was chosen."""
    return _ask(parent, title, kinds, mode=QFileDialog.FileMode.ExistingFiles)


def file_to_open(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Let the person choose one file that exists; None where nothing was chosen."""
    chosen = _ask(parent, title, kinds, mode=QFileDialog.FileMode.ExistingFile)
    return chosen[0] if chosen else None


def folder_to_open(parent: QWidget, title: str) -> Path | None:
    """Let the person choose a folder that exists; None where nothing was chosen."""
    chosen = _ask(parent, title, "", mode=QFileDialog.FileMode.Directory)
    return chosen[0] if chosen else None


def file_to_make(parent: QWidget, title: str, kinds: str, *, name: str, suffix: str) -> Path | None:
    """Let the person name a new file, which gets `suffix` where it has none; None where nothing was named."""
    chosen = _ask(parent, title, kinds, mode=QFileDialog.FileMode.AnyFile, name=name, suffix=suffix)
    return chosen[0] if chosen else None


def place_to_make(parent: QWidget, title: str, near: Path, *, suffix: str) -> Path | None:
    """Let the person name a file or folder that need not be there, beginning at `near`; None for nothing."""
    mode = QFileDialog.FileMode.AnyFile
    chosen = _ask(parent, title, _("All files (*)"), mode=mode, name=str(near), suffix=suffix, saves=True)
    return chosen[0] if chosen else None


def _ask(
    parent: QWidget,
    title: str,
    kinds: str,
    *,
    mode: QFileDialog.FileMode,
    name: str = "",
    suffix: str = "",
    saves: bool = False,
) -> list[Path]:
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    # What exists already is refused with a sentence; nothing is ever replaced.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    provider = _ByName()  # Qt takes no ownership of it
    dialog.setIconProvider(provider)
    dialog.setFileMode(mode)
    if suffix or saves:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(name)
    read_well(dialog)
    is_chosen = bool(dialog.exec())
    names = dialog.selectedFiles() if is_chosen else []
    dialog.deleteLater()
    return [Path(one) for one in names]
