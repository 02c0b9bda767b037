"""What a person set up: language, look, name, keys, last projects. Kept by QSettings."""

import json
import sys
from collections.abc import Mapping

from PySide6.QtCore import QLocale, QSettings

from annotator import words
from annotator.gui.listing import Order
from annotator.gui.look_settings import LookSettings
from annotator.gui.remembered import Remembered


class Settings:
    """The settings of this computer's user; reads are cheap, writes go to disk at once."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store if store is not None else QSettings("Annotator", "annotator")
        self.look = LookSettings(self._store)
        self.remembered = Remembered(self._store)

    @property
    def place(self) -> str:
        """Where they are kept: a file, on Windows a key of the registry."""
        return self._store.fileName()

    @property
    def locale(self) -> str:
        """The locale of the window: as set, else as the environment or the system asks, else Arabic."""
        chosen = str(self._store.value("language", ""))
        return chosen or words.from_environment(otherwise=_of_the_system())

    @locale.setter
    def locale(self, locale: str) -> None:
        self._store.setValue("language", locale)

    @property
    def spreads(self) -> bool:
        """Whether names that get a label are suggested in other articles too."""
        return str(self._store.value("spreads", "")) != "no"

    @spreads.setter
    def spreads(self, spreads: bool) -> None:
        self._store.setValue("spreads", "yes" if spreads else "no")

    @property
    def learns(self) -> bool:
        """Whether the tagger is learnt anew while this person works."""
        return str(self._store.value("learns", "")) != "no"

    @learns.setter
    def learns(self, learns: bool) -> None:
        self._store.setValue("learns", "yes" if learns else "no")

    def order_of(self, project_id: str) -> Order:
        """Return the order in which the documents of a project were put last."""
        kept = str(self._store.value(f"order/{project_id}", ""))
        return Order(kept) if kept in set(Order) else Order.LIST

    def keep_order(self, project_id: str, order: Order) -> None:
        """Keep the order in which the documents of a project are put."""
        self._store.setValue(f"order/{project_id}", str(order))

    def hides_names(self, project_id: str) -> bool:
        """Tell whether the pages of a lead hide names in a project."""
        return str(self._store.value(f"hides_names/{project_id}", "")) == "yes"

    def hide_names(self, project_id: str, on: bool) -> None:
        """Keep whether the pages of a lead hide names in a project."""
        self._store.setValue(f"hides_names/{project_id}", "yes" if on else "no")

    @property
    def annotator(self) -> str:
        """The name last labelled under, empty if none was."""
        return str(self._store.value("annotator", ""))

    @annotator.setter
    def annotator(self, name: str) -> None:
        self._store.setValue("annotator", name)

    def keys(self, of: str) -> dict[str, tuple[str, ...]]:
        """Return the keys that a person gave to things otherwise than they come; what is broken is left out.

        `of` is what they are the keys of: the actions, or the labels of a schema.
        """
        try:
            kept = json.loads(str(self._store.value(f"keys/{of}", "{}")))
        except ValueError:
            return {}
        if not isinstance(kept, dict):
            return {}
        return {
            id_: tuple(keys)
            for id_, keys in kept.items()
            if isinstance(keys, list) and all(isinstance(key, str) for key in keys)
        }

    def set_keys(self, of: str, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Keep the keys that a person gave to things."""
        self._store.setValue(f"keys/{of}", json.dumps(dict(keys)))


def _of_the_system() -> str:
    """Return the locale in which Windows and macOS speak, whose windows learn it from no variable.

    Of the languages that a person prefers, the first that there is: a system's name is that of its numbers
    and dates, which may be others.
    """
    is_told = sys.platform in ("win32", "darwin")
    if not is_told:
        return "ar"
    system = QLocale.system()
    preferred = [QLocale(tag).name() for tag in system.uiLanguages()]
    known = [name for name in preferred if name.partition("_")[0] in words.LANGUAGES]
    if not known:
        return "ar"
    # Where they are of one language, the numbers tell its country.
    language = known[0].partition("_")[0]
    return system.name() if system.name().partition("_")[0] == language else known[0]
