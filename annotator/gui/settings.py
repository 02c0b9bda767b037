"""What a person set up: language, theme, size of letters, name, last project. Kept by QSettings."""

import json
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSettings

from annotator import words
from annotator.gui.listing import Order
from annotator.gui.remembered import Remembered
from annotator.gui.theme import LIGHT, THEMES, Theme

USUAL_TEXT_PX: Final = 20
LINE_SPACINGS: Final = (1.0, 1.2, 1.5)
SCALES: Final = (100, 125, 150, 200)
_TEXT_PX: Final = range(14, 41)


class Settings:
    """The settings of this computer's user; reads are cheap, writes go to disk at once."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store if store is not None else QSettings("Annotator", "annotator")
        self.remembered = Remembered(self._store)

    @property
    def locale(self) -> str:
        """The locale of the window: as set, else as the environment asks, else Arabic."""
        chosen = str(self._store.value("language", ""))
        return chosen or words.from_environment(otherwise="ar")

    @locale.setter
    def locale(self, locale: str) -> None:
        self._store.setValue("language", locale)

    @property
    def theme(self) -> Theme:
        """The theme of the window."""
        return THEMES.get(str(self._store.value("theme", "")), LIGHT)

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._store.setValue("theme", theme.id)

    @property
    def text_px(self) -> int:
        """The size of the article's letters, in pixels."""
        value = str(self._store.value("text_px", USUAL_TEXT_PX))
        return int(value) if value.isdecimal() and int(value) in _TEXT_PX else USUAL_TEXT_PX

    @text_px.setter
    def text_px(self, pixels: int) -> None:
        self._store.setValue("text_px", max(_TEXT_PX.start, min(_TEXT_PX.stop - 1, pixels)))

    @property
    def text_face(self) -> str:
        """The id of the typeface for reading, of `fonts.reading_faces`; empty for the usual one."""
        return str(self._store.value("text_face", ""))

    @text_face.setter
    def text_face(self, face: str) -> None:
        self._store.setValue("text_face", face)

    @property
    def line_spacing(self) -> float:
        """How far the article's lines stand apart, as a multiple of the least distance."""
        kept = str(self._store.value("line_spacing", ""))
        return next((spacing for spacing in LINE_SPACINGS if str(spacing) == kept), LINE_SPACINGS[0])

    @line_spacing.setter
    def line_spacing(self, spacing: float) -> None:
        self._store.setValue("line_spacing", str(spacing))

    @property
    def shows_invisible(self) -> bool:
        """Whether articles show signs for blanks, breaks and marks that nobody sees."""
        return str(self._store.value("shows_invisible", "")) == "yes"

    @shows_invisible.setter
    def shows_invisible(self, shows: bool) -> None:
        self._store.setValue("shows_invisible", "yes" if shows else "no")

    @property
    def spreads(self) -> bool:
        """Whether names that get a label are suggested in other articles too."""
        return str(self._store.value("spreads", "")) != "no"

    @spreads.setter
    def spreads(self, spreads: bool) -> None:
        self._store.setValue("spreads", "yes" if spreads else "no")

    @property
    def scale(self) -> int:
        """The size of everything in the window, in per cent; it takes effect at the next start."""
        kept = str(self._store.value("scale", ""))
        return int(kept) if kept in map(str, SCALES) else SCALES[0]

    @scale.setter
    def scale(self, scale: int) -> None:
        self._store.setValue("scale", scale)

    def order_of(self, project_id: str) -> Order:
        """Return the order in which the documents of a project were put last."""
        kept = str(self._store.value(f"order/{project_id}", ""))
        return Order(kept) if kept in set(Order) else Order.LIST

    def keep_order(self, project_id: str, order: Order) -> None:
        """Keep the order in which the documents of a project are put."""
        self._store.setValue(f"order/{project_id}", str(order))

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
