"""A button that shows its key on a cap at its end. It paints its words itself, so new ones cost no layout."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from annotator.gui.keymap import KeyMap
from annotator.gui.theme import Theme

ROOMY = 38
TIGHT = 32
"""Heights in pixels."""
_MARGIN = 11
_CAP = 24
# A painter mirrors «left» by itself in a window that reads from the right.
_LEADING = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class KeyButton(QPushButton):
    """A push button with words and a key cap."""

    def __init__(
        self,
        words: str,
        actions: str,
        keys: KeyMap,
        theme: Theme,
        *,
        is_main: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`actions` are the ids of those whose keys stand on the cap, between blanks."""
        super().__init__(parent)
        self._actions, self._keys = actions.split(), keys
        self._words, self._theme, self._is_main = words, theme, is_main
        keys.changed.connect(self.update)
        if is_main:
            self.setObjectName("main")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(ROOMY)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(110)
        self.setAccessibleName(words)

    def set_words(self, words: str) -> None:
        """Say something else on the button."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.update()

    def cap(self) -> str:
        """Return what stands on the key cap."""
        key = " ".join(filter(None, map(self._keys.shown, self._actions)))
        # An isolate, so that [ stands before ] in a window that reads from the right, too.
        return f"\u2066{key}\u2069" if len(self._actions) > 1 else key

    def words(self) -> str:
        """Return what the button says."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return the size in pixels."""
        return QSize(140, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button as the style does, then words and cap."""
        super().paintEvent(event)
        theme = self._theme
        ink = theme.muted if not self.isEnabled() else theme.on_accent if self._is_main else theme.ink
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            small = QFont(self.font())
            small.setPixelSize(max(9, small.pixelSize() - 2))
            small.setWeight(QFont.Weight.Bold)
            key = self.cap()
            cap_width = QFontMetrics(small).horizontalAdvance(key) + 14 if key else -6
            cap = self._from_end(_MARGIN, cap_width, min(_CAP, self.height() - 8))
            painter.setPen(QColor(ink if self._is_main else theme.border))
            if not self._is_main:
                painter.setBrush(QColor(theme.raised))
            if key:
                painter.drawRoundedRect(cap, 4, 4)
            painter.setPen(QColor(ink))
            painter.setFont(small)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
            painter.setFont(self.font())
            room = self.width() - cap_width - 2 * _MARGIN - 6
            words = painter.fontMetrics().elidedText(self.words(), Qt.TextElideMode.ElideRight, room)
            box = self._from_end(_MARGIN + cap_width + 6, room, self.height())
            painter.drawText(box, _LEADING, words)
        finally:
            painter.end()

    def _from_end(self, x: float, width: float, height: float) -> QRectF:
        left = x if self.isRightToLeft() else self.width() - x - width
        return QRectF(left, (self.height() - height) / 2, width, height)
