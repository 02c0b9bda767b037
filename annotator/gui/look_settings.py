"""How a person wants things to look: theme, letters, distances, size. Kept by QSettings."""

from typing import Final

from PySide6.QtCore import QSettings

from annotator.gui.theme import LIGHT, THEMES, Theme

USUAL_TEXT_PX: Final = 20
LINE_SPACINGS: Final = (1.0, 1.2, 1.5)
SCALES: Final = (100, 125, 150, 200)
_TEXT_PX: Final = range(14, 41)


class LookSettings:
    """The look, each part as usual until something else is chosen; what is stored and unknown counts not."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

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
    def scale(self) -> int:
        """The size of everything in the window, in per cent; it takes effect at the next start."""
        kept = str(self._store.value("scale", ""))
        return int(kept) if kept in map(str, SCALES) else SCALES[0]

    @scale.setter
    def scale(self, scale: int) -> None:
        self._store.setValue("scale", scale)
