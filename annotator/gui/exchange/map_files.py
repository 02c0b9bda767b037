"""A label map as a file: read by a person's choice of it, and written for the next import to begin with."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.errors import CannotWrite
from annotator.gui.choosing import file_to_make, file_to_open
from annotator.schema import Schema
from annotator.words import _


def chosen_map(parent: QWidget, schema: Schema) -> dict[str, str]:
    """Let the person choose a map and return its lines, "" for what it leaves out; none for no choice.

    Raises LabelMapLeadsNowhere and what else is wrong with it.
    """
    from annotator.exchange.renaming import Renaming  # what the first paint does not need waits

    path = file_to_open(parent, _("Read a label map"), _kinds())
    if path is None:
        return {}
    found = Renaming.load(str(path))
    found.check(schema)
    return {label: ours or "" for label, ours in found.lines.items()}


def named_map(parent: QWidget, labels: Mapping[str, str]) -> Path | None:
    """Let the person name a new file and write the map to it; None where nothing was named.

    Raises CannotWrite; a file that is there is left as it is.
    """
    from annotator.exchange.renaming import Renaming

    path = file_to_make(parent, _("Keep the label map"), _kinds(), name="labels.toml", suffix="toml")
    if path is None:
        return None
    try:
        path.touch(exist_ok=False)
        Renaming({label: ours or None for label, ours in labels.items()}).to_file(path)
    except OSError as error:
        raise CannotWrite(path=str(path), why=error.strerror or type(error).__name__) from error
    return path


def _kinds() -> str:
    return _("Label maps (*.toml *.json *.csv *.tsv);;All files (*)")
