"""What a person set up: language, theme, size of letters, name, last project. Kept by QSettings."""

from typing import Final

from PySide6.QtCore import QSettings

from annotator import words
from annotator.gui.theme import LIGHT, THEMES, Theme

USUAL_TEXT_PX: Final = 20
_TEXT_PX: Final = range(14, 41)


class Settings:
    """The settings of this computer's user; reads are cheap, writes go to disk at once."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store if store is not None else QSettings("Annotator", "annotator")

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
    def annotator(self) -> str:
        """The name last labelled under, empty if none was."""
        return str(self._store.value("annotator", ""))

    @annotator.setter
    def annotator(self, name: str) -> None:
        self._store.setValue("annotator", name)
