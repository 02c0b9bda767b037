"""What a person asks of an import: which files, how each is read, what labels become, whose they are.

A value that knows no widget and no file: it goes to the work beside the window as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class HowRead:
    """How the files of one path are read; what is empty is found out. `columns` are ours and the table's.

    `by` is whose work is taken of a file that holds that of several.
    """

    format: str = ""
    encoding: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    by: str = ""


AS_FOUND = HowRead()
UNNAMED = " "
"""The annotator while the name is still to be written."""


@dataclass(frozen=True, slots=True)
class ImportWish:
    """The files and folders to bring in. `annotator` is "" where labels become suggestions.

    `labels` leads from a label of the files to ours (`ORG` or `ORG.media`), to "" where it is left out; what
    it does not name goes by its own name. Copies stay out where `skips` is "exact", near ones too for "near".
    """

    paths: tuple[Path, ...] = ()
    readings: Mapping[Path, HowRead] = field(default_factory=dict)
    annotator: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    skips: str = ""

    def with_paths(self, paths: tuple[Path, ...]) -> "ImportWish":
        """Return the same with more files, each once."""
        return replace(self, paths=tuple(dict.fromkeys((*self.paths, *paths))))

    def without(self, path: Path) -> "ImportWish":
        """Return the same without a file or folder."""
        readings = {one: how for one, how in self.readings.items() if one != path}
        return replace(self, paths=tuple(one for one in self.paths if one != path), readings=readings)

    def how(self, path: Path) -> HowRead:
        """Return how the files of a path are read."""
        return self.readings.get(path, AS_FOUND)

    def read_so(self, path: Path, how: HowRead) -> "ImportWish":
        """Return the same with one path read in another way."""
        return replace(self, readings={**self.readings, path: how})

    def mapped(self, label: str, ours: str) -> "ImportWish":
        """Return the same with a label that becomes ours, or is left out for ""."""
        return replace(self, labels={**self.labels, label: ours})

    def lots(self) -> list[tuple[HowRead, tuple[Path, ...]]]:
        """Return the paths in lots that are read in one way each, in the order in which they came."""
        found: dict[HowRead, list[Path]] = {}
        for path in self.paths:
            found.setdefault(self.how(path), []).append(path)
        return [(how, tuple(paths)) for how, paths in found.items()]
