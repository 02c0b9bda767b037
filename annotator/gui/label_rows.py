"""The labels in two columns: each with its key in its colour and its name; a press labels."""

from html import escape
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.gui.colours import blend, contrast
from annotator.gui.keymap import KeyMap, id_of_label
from annotator.gui.lines import Lines, pitch_of, sized
from annotator.gui.theme import Theme
from annotator.schema import Label, Schema
from annotator.words import _, language

ROOMY: Final = 30
TIGHT: Final = 24
LEAST: Final = 20
"""Heights of a row in pixels: with room, in a low window, and where there are many labels in one."""
_ROWS_THAT_FIT: Final = 9  # in a low window
_CAP: Final = 23
_PX: Final = 13


class LabelRow(QAbstractButton):
    """One label: its key on a cap in its colour, and its name."""

    def __init__(self, label: Label, keys: KeyMap, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id, self._keys, self._theme = id_of_label(label.id), keys, theme
        self._name = label.names.in_language(language())
        self._colour = theme.colour_of(label)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keys.changed.connect(self._show_key)
        self._show_key()
        rule = label.guideline.in_language(language())
        self.setAccessibleDescription(rule)
        self.setToolTip(wrapped(f"<b>{escape(self._name)}</b> · {escape(label.id)}", rule))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _show_key(self) -> None:
        key = self._keys.shown(self._id)
        words = _("{label}, key {key}") if key else "{label}"
        self.setAccessibleName(words.format(label=self._name, key=key))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size in pixels."""
        return QSize(150, ROOMY)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the row from its leading edge on."""
        theme, is_rtl = self._theme, self.isRightToLeft()
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            if self.isChecked() or self.underMouse() or self.hasFocus():
                painter.setPen(QPen(QColor(theme.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.accent_wash if self.isChecked() else theme.raised))
                painter.drawRoundedRect(box, 6, 6)
            height = min(_CAP, self.height() - 4)
            cap = QRectF(self._from(4, _CAP, is_rtl=is_rtl), (self.height() - height) / 2, _CAP, height)
            key = self._keys.shown(self._id)
            draw_cap(painter, cap, key, self._colour, theme, is_filled=self.isChecked())
            font = sized(self.font(), _PX, is_bold=self.isChecked())
            room = self.width() - _CAP - 16
            name = Lines(self._name, font, width=room, most=1, is_rtl=is_rtl)
            y = (self.height() - pitch_of(font)) / 2
            name.draw(painter, self._from(_CAP + 12, room, is_rtl=is_rtl), y, theme.ink)
        finally:
            painter.end()

    def _from(self, x: float, width: float, *, is_rtl: bool) -> float:
        return self.width() - x - width if is_rtl else x


class LabelRows(QWidget):
    """All labels of a schema, down the first column and then down the second."""

    label_requested = Signal(str)

    def __init__(self, schema: Schema, theme: Theme, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, LabelRow] = {}
        self._checked = ""
        self._row_height = ROOMY
        for label in schema.labels:
            row = self._rows[label.id] = LabelRow(label, keys, theme, self)
            row.clicked.connect(lambda _on=False, id_=label.id: self._wish(id_))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_tight(is_tight=False)

    def set_tight(self, *, is_tight: bool) -> None:
        """Take less room, the less the more labels there are, or as much as reads best."""
        rows = -(-len(self._rows) // 2)
        tight = max(LEAST, min(TIGHT, TIGHT * _ROWS_THAT_FIT // max(1, rows)))
        self._row_height = tight if is_tight else ROOMY
        self.setFixedHeight(rows * self._row_height)
        self._place()

    def check(self, label: str) -> None:
        """Show a label as that of what is in hand; with an unknown id none is."""
        if label != self._checked:
            for id_ in (self._checked, label):
                if id_ in self._rows:
                    self._rows[id_].setChecked(id_ == label)
            self._checked = label

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the rows side by side anew."""
        super().resizeEvent(event)
        self._place()

    def _wish(self, label: str) -> None:
        # A press turns the button over; what is shown follows what is in hand alone.
        self._rows[label].setChecked(label == self._checked)
        self.label_requested.emit(label)

    def _place(self) -> None:
        a_column = -(-len(self._rows) // 2)
        width = (self.width() - 6) // 2
        for place, row in enumerate(self._rows.values()):
            column, line = divmod(place, a_column)
            is_left = (column == 0) != self.isRightToLeft()
            x = 0 if is_left else self.width() - width
            row.setGeometry(QRect(x, line * self._row_height, width, self._row_height))


def draw_cap(painter: QPainter, cap: QRectF, key: str, colour: str, theme: Theme, *, is_filled: bool) -> None:
    """Draw a key in a label's colour: framed as a suggestion's chip is, filled as a span's."""
    painter.setPen(QPen(QColor(colour), 1.4))
    painter.setBrush(QColor(colour if is_filled else blend(colour, theme.panel, share=0.09)))
    painter.drawRoundedRect(cap.adjusted(0.7, 0.7, -0.7, -0.7), 5, 5)
    inks = (theme.panel, theme.ink)
    ink = max(inks, key=lambda one: contrast(QColor(one), QColor(colour))) if is_filled else colour
    painter.setPen(QColor(ink))
    painter.setFont(sized(painter.font(), 12, is_bold=True))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)


def wrapped(*paragraphs: str) -> str:
    """Return a tool tip that breaks its lines; the first paragraph may carry marks of rich text."""
    first, *rest = paragraphs
    return "".join([f"<p>{first}</p>", *(f"<p>{escape(one)}</p>" for one in rest if one)])
