"""The sample project, on which everything may be tried: which it is, and where it lies."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

from annotator.assets import seed
from annotator.project.file import Project

GUEST: Final = "guest"


def is_sample(project: Project) -> bool:
    """Tell whether a project holds the articles that ship with the program, and no others."""
    ids = project.documents.ids()
    return bool(ids) and _stems("articles").issuperset(ids)


def sample_folder() -> Path:
    """Return the folder of this computer's user in which the sample project is kept."""
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(data) / "annotator" / "sample"


def sample_name(name: str) -> str:
    """Return the name to work under there: one that is given, unless an invented annotator has it."""
    return name if name and name not in _stems("labels") else GUEST


def _stems(folder: str) -> set[str]:
    """Return the names of the files in a folder of what ships, without their endings."""
    path = seed(folder)
    return {one.stem for one in path.iterdir()} if path.is_dir() else set()
