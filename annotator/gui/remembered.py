"""What this computer's user did before: the projects opened last, where the window stood, the tour."""

import json
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings

_MOST: Final = 8
_PROJECTS: Final = "recent"
_TOUR: Final = "tour_offered"
_PLACE: Final = "window"


class Remembered:
    """Kept beside the settings; what is broken in it counts as not there."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    def projects(self) -> list[Path]:
        """Return the projects opened last, the latest first, whether they are still there or not."""
        try:
            kept = json.loads(str(self._store.value(_PROJECTS, "[]")))
        except ValueError:
            return []
        return [Path(one) for one in kept if isinstance(one, str)] if isinstance(kept, list) else []

    def opened(self, project: Path) -> None:
        """Put a project first."""
        here = _whole(project)
        self._keep([here, *(one for one in self.projects() if one != here)][:_MOST])

    def forget(self, project: Path) -> None:
        """Take a project off the list; its file stays."""
        # As it was kept: what is broken, or reached by another way by now, has another whole path.
        self._keep([one for one in self.projects() if one not in (project, _whole(project))])

    def was_tour_offered(self) -> bool:
        """Tell whether the tour was offered before."""
        return str(self._store.value(_TOUR, "")) == "yes"

    def tour_offered(self) -> None:
        """Keep that the tour was offered: once is enough."""
        self._store.setValue(_TOUR, "yes")

    def place(self) -> QByteArray:
        """Return where the window stood when it was last closed, as Qt saves it; empty where it never was."""
        kept = self._store.value(_PLACE)
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def stood(self, place: QByteArray) -> None:
        """Keep where the window stands."""
        self._store.setValue(_PLACE, place)

    def _keep(self, projects: list[Path]) -> None:
        self._store.setValue(_PROJECTS, json.dumps([str(one) for one in projects]))


def _whole(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links; what is no path at all
        return path.absolute()
