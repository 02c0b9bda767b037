"""The part of the menu that says how things look: theme, typeface, distances, size."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from annotator.gui import fonts
from annotator.gui.look_settings import LINE_SPACINGS, SCALES, LookSettings
from annotator.gui.theme import CONTRAST, DARK, LIGHT, Theme
from annotator.words import N_, _, number

_SPACING_WORDS: Final = dict(zip(LINE_SPACINGS, (N_("Normal"), N_("Wide"), N_("Very wide")), strict=True))
_FACE_WORDS: Final = {"naskh": N_("Naskh"), "sans": N_("Sans serif")}
Value = TypeVar("Value")


class LookMenu(QObject):
    """Adds its choices to a menu and keeps what is chosen in the settings."""

    theme_changed = Signal()
    look_changed = Signal()

    def __init__(self, settings: LookSettings, menu: QMenu) -> None:
        super().__init__(menu)
        self._settings = settings
        themes = [(LIGHT, _("Light")), (DARK, _("Dark")), (CONTRAST, _("High contrast"))]
        self._offer(menu.addMenu(_("Theme")), themes, current=settings.theme, take=self._set_theme)
        families = fonts.load()
        faces = [(face, _(_FACE_WORDS.get(face, face))) for face in fonts.reading_faces(families)]
        self._offer(
            menu.addMenu(_("Typeface for reading")),
            faces,
            current=settings.text_face or faces[0][0],
            take=self._set_face,
        )
        self._offer(
            menu.addMenu(_("Distance of lines")),
            [(spacing, _(words)) for spacing, words in _SPACING_WORDS.items()],
            current=settings.line_spacing,
            take=self._set_spacing,
        )
        later = _("{percent} %, from the next start")
        self._offer(
            menu.addMenu(_("Size of everything")),
            [(scale, later.format(percent=number(scale))) for scale in SCALES],
            current=settings.scale,
            take=self._set_scale,
        )

    def _set_theme(self, theme: Theme) -> None:
        self._settings.theme = theme
        self.theme_changed.emit()

    def _set_face(self, face: str) -> None:
        self._settings.text_face = face
        self.look_changed.emit()

    def _set_spacing(self, spacing: float) -> None:
        self._settings.line_spacing = spacing
        self.look_changed.emit()

    def _set_scale(self, scale: int) -> None:
        self._settings.scale = scale

    def _offer(
        self,
        menu: QMenu,
        choices: Sequence[tuple[Value, str]],
        *,
        current: Value,
        take: Callable[[Value], None],
    ) -> None:
        group = QActionGroup(menu)
        for value, words in choices:
            item = menu.addAction(words)
            item.setCheckable(True)
            item.setChecked(value == current)
            item.triggered.connect(lambda _on=False, value=value: take(value))
            group.addAction(item)
