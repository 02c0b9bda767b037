"""The side panel: what is in hand and why, what can be pressed, what the guideline says."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.actions import BY_ID, shown_key
from annotator.gui.guideline import Guideline
from annotator.gui.key_button import KeyButton
from annotator.gui.marks import label_words
from annotator.gui.still_text import StillText, Words
from annotator.gui.theme import Theme
from annotator.labelling.sheet import Item, Sheet
from annotator.model import Suggestion
from annotator.schema import Label, Schema
from annotator.suggest.reasons import sentence
from annotator.words import _, language, n_, number

_ROW: Final = 29


class LabelRow(QAbstractButton):
    """One label: its key, its colour, its name, its id."""

    def __init__(self, label: Label, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._theme = label, theme
        self._name = label.names.in_language(language())
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{self._name}, {label.key}")
        self.setToolTip(label.guideline.in_language(language()))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the size in pixels."""
        return QSize(180, _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the row from its leading edge on."""
        theme, is_rtl = self._theme, self.isRightToLeft()
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if self.isChecked() or self.underMouse() or self.hasFocus():
                painter.setBrush(QColor(theme.accent_wash if self.isChecked() else theme.raised))
                painter.drawRoundedRect(self.rect(), 6, 6)
            x = 8
            x = self._draw_cap(painter, x, is_rtl=is_rtl)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colour_of(self._label)))
            painter.drawRoundedRect(self._from(x, 12, 12, is_rtl=is_rtl), 3, 3)
            x += 22
            x = self._write(painter, x, self._name, theme.ink, is_rtl=is_rtl) + 8
            font = QFont(painter.font())
            font.setPixelSize(max(9, font.pixelSize() - 2))
            painter.setFont(font)
            self._write(painter, x, self._label.id, theme.muted, is_rtl=is_rtl)
        finally:
            painter.end()

    def _draw_cap(self, painter: QPainter, x: int, *, is_rtl: bool) -> int:
        cap = self._from(x, 26, 23, is_rtl=is_rtl)
        painter.setPen(QColor(self._theme.border))
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(QColor(self._theme.ink))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._label.key)
        return x + 36

    def _write(self, painter: QPainter, x: int, words: str, colour: str, *, is_rtl: bool) -> int:
        width = painter.fontMetrics().horizontalAdvance(words) + 2
        painter.setPen(QColor(colour))
        painter.drawText(self._from(x, width, _ROW, is_rtl=is_rtl), Qt.AlignmentFlag.AlignCenter, words)
        return x + width

    def _from(self, x: int, width: int, height: int, *, is_rtl: bool) -> QRect:
        left = self.width() - x - width if is_rtl else x
        return QRect(left, (self.height() - height) // 2, width, height)


class SidePanel(QScrollArea):
    """What is in hand, the labels with their keys, the guideline of the label in hand."""

    action_requested = Signal(str)
    label_requested = Signal(str)

    def __init__(self, schema: Schema, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._schema, self._theme = schema, theme
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(310)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        self._heading = StillText(28)
        column.addWidget(self._heading)
        column.addWidget(self._build_card())
        column.addSpacing(8)
        column.addWidget(heading(_("Labels")))
        self._rows: dict[str, LabelRow] = {}
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for label in schema.labels:
            row = self._rows[label.id] = LabelRow(label, theme)
            row.clicked.connect(lambda _checked=False, id=label.id: self.label_requested.emit(id))  # noqa: A006
            rows.addWidget(row)
        column.addLayout(rows)
        column.addSpacing(8)
        self._guideline = Guideline(schema, theme)
        column.addWidget(card(self._guideline))
        column.addStretch()
        self.setWidget(inside)
        self.show_item(None, None)

    def show_item(self, sheet: Sheet | None, item: Item | None) -> None:
        """Show what is in hand, or what to do when nothing is."""
        for id_, row in self._rows.items():
            row.setChecked(item is not None and item.label == id_)
        for button in (self._accept, self._reject, self._edges):
            button.setEnabled(item is not None)
        theme = self._theme
        if sheet is None or item is None:
            what_to_do = _("Tab takes the next suggestion; a label's key labels the word under the caret.")
            self._heading.say([Words(_("In hand"), theme.muted)])
            self._item.say(
                [Words(_("Nothing is chosen"), theme.muted, 17), Words(what_to_do, theme.muted, 13, lines=3)]
            )
            return
        is_suggestion = isinstance(item, Suggestion)
        title = _("Current suggestion") if is_suggestion else _("Current span")
        self._heading.say([Words(title, theme.muted)])
        label = self._schema.label(item.label)
        others = len(sheet.reading.occurrences(item.start, item.end)) - 1
        self._item.say(
            [
                Words(sheet.surface(item), theme.ink, 17, is_bold=True, lines=2),
                Words(
                    label_words(self._schema, item.label, item.sublabel),
                    theme.colour_of(label),
                    is_bold=True,
                ),
                *(Words(line, theme.muted, 13) for line in _reasons(item, others)),
                *(Words(line, theme.muted, 12, lines=3) for line in _sublabels(label)),
            ]
        )
        if is_suggestion:
            words = _("Accept, everywhere") if others else _("Accept")
        else:
            words = _("Label it everywhere") if others else _("Nothing else to label")
        self._accept.set_words(words)
        self._accept.setEnabled(is_suggestion or others > 0)
        self._reject.set_words(_("Reject") if is_suggestion else _("Remove"))
        self._guideline.show_label(item.label)

    def _offer_edges(self) -> None:
        """Show the four ways to move an edge, under the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for id_ in ("start_out", "start_in", "end_out", "end_in"):
            item = menu.addAction(f"{_(BY_ID[id_].text)}\t{shown_key(BY_ID[id_].keys[0])}")
            item.triggered.connect(lambda _on=False, id_=id_: self.action_requested.emit(id_))
        menu.popup(self._edges.mapToGlobal(self._edges.rect().bottomLeft()))

    def _build_card(self) -> QWidget:
        theme = self._theme
        self._item = StillText(172)
        self._accept = KeyButton(_("Accept"), shown_key(BY_ID["accept"].keys[0]), theme, is_main=True)
        self._reject = KeyButton(_("Reject"), shown_key(BY_ID["reject"].keys[0]), theme)
        self._edges = KeyButton(_("Edges"), "[ ]", theme)
        self._edges.setToolTip(
            _("[ and ] move the start and the end outwards, with Shift inwards, by clitic or word.")
        )
        self._accept.clicked.connect(lambda: self.action_requested.emit("accept"))
        self._reject.clicked.connect(lambda: self.action_requested.emit("reject"))
        self._edges.clicked.connect(self._offer_edges)
        pair = QHBoxLayout()
        pair.addWidget(self._reject, 1)
        pair.addWidget(self._edges, 1)
        block = card(self._item, self._accept)
        layout = block.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(pair)
        return block


def _sublabels(label: Label) -> list[str]:
    """Return the digits that give the sublabels, in one line, or nothing where there are none."""
    # No-break spaces: a digit stays on the line of its sublabel.
    named = [
        f"{place + 1} {one.names.in_language(language())}".replace(" ", "\u00a0")
        for place, one in enumerate(label.sublabels)
    ]
    return [_("{key}, then {sublabels}").format(key=label.key, sublabels=" · ".join(named))] if named else []


def _reasons(item: Item, others: int) -> list[str]:
    if isinstance(item, Suggestion):
        lines = [sentence(item.reason)]
    elif item.origin == "person":
        lines = [_("Labelled by hand")]
    else:
        lines = [_("Accepted from a suggestion")]
    if others > 0:
        words = n_("stands in {count} more place", "stands in {count} more places", others)
        lines.append(words.format(count=number(others)))
    return lines


def heading(words: str) -> QLabel:
    """Return a small heading over a block."""
    label = QLabel(words)
    label.setObjectName("heading")
    return label


def card(*widgets: QWidget) -> QWidget:
    """Return a bordered block with these widgets under each other."""
    block = QWidget()
    block.setObjectName("card")
    block.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(block)
    column.setContentsMargins(14, 12, 14, 12)
    column.setSpacing(8)
    for widget in widgets:
        column.addWidget(widget)
    # What is left over stays at the foot, except under a list, which takes it.
    if not any(widget.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Expanding for widget in widgets):
        column.addStretch()
    return block
