"""The label palette: a list beside what is in hand, narrowed by typing; Enter labels in one step.

It holds nothing up: it goes when the focus does. What is chosen is a wish, as everywhere.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.announcing import announce
from annotator.gui.choices import Choice, all_choices, narrowed
from annotator.gui.keymap import KeyMap
from annotator.gui.label_rows import draw_cap
from annotator.gui.lines import Lines, pitch_of, sized
from annotator.gui.still_text import StillText, Words
from annotator.gui.theme import Theme
from annotator.labelling.likely import Kind
from annotator.schema import Schema
from annotator.words import _, language

CHOICE: Final = Qt.ItemDataRole.UserRole
_ROW: Final = 30
_CAP: Final = 22
_WIDTH: Final = 380
_HIGHEST: Final = 392
_LOWEST: Final = 170
_GAP: Final = 6
"""Pixels between the palette and what it is about."""

Index = QModelIndex | QPersistentModelIndex


class Palette(QFrame):
    """Offers every label and sublabel for what is in hand."""

    chosen = Signal(str, str)
    """A label and a sublabel, which may be empty."""
    closed = Signal()
    """It is gone; the keys belong to the article again."""

    def __init__(self, schema: Schema, theme: Theme, keys: KeyMap, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._schema, self._keys = theme, schema, keys
        self._weights: Mapping[Kind, float] = {}
        self._choices: list[Choice] = []
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = _Field()
        self.field.setPlaceholderText(_("A label, in any language, or its key"))
        self.field.setAccessibleName(_("Choose a label"))
        self._rows = _Rows(self)
        self.list = QListView()
        self.list.setModel(self._rows)
        self.list.setItemDelegate(_Delegate(theme, self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(_("Labels"))
        self._rule = StillText(22)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(6)
        for widget in (self.field, self.list, self._rule):
            column.addWidget(widget)
        self._connect()
        self.hide()

    def offer(self, weights: Mapping[Kind, float], *, about: QRect) -> None:
        """Show beside `about`, a rectangle of the parent's, with the likeliest labels first."""
        self._weights = weights
        self._choices = all_choices(self._schema, self._keys)
        self.field.clear()
        self._narrow()
        self.setGeometry(_beside(about, self._parent_rect()))
        self.show()
        self.raise_()
        self.field.setFocus()

    def choices(self) -> list[Choice]:
        """Return what is offered now, the best first."""
        return self._rows.choices

    def current(self) -> Choice | None:
        """Return what Enter would choose."""
        found = self.list.currentIndex().data(CHOICE)
        return found if isinstance(found, Choice) else None

    def rule(self) -> str:
        """Return the line about what Enter would choose."""
        return self._rule.text()

    def leave(self) -> None:
        """Go without choosing."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _connect(self) -> None:
        self.field.textEdited.connect(self._narrow)
        self.field.stepped.connect(self._step)
        self.field.answered.connect(self._choose)
        self.field.left.connect(self.leave)
        self.field.lost.connect(self.hide)
        self.list.clicked.connect(lambda _index: self._choose())
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_rule())

    def _narrow(self) -> None:
        self._rows.take(narrowed(self._choices, self.field.text(), weights=self._weights))
        self.list.setCurrentIndex(self._rows.index(0))
        self._show_rule()

    def _step(self, rows: int) -> None:
        row = self.list.currentIndex().row() + rows
        self.list.setCurrentIndex(self._rows.index(max(0, min(self._rows.rowCount() - 1, row))))

    def _choose(self) -> None:
        choice = self.current()
        if choice is not None:
            self.leave()
            self.chosen.emit(*choice.kind)

    def _show_rule(self) -> None:
        choice = self.current()
        if choice is None:
            words = _("No label is called that. The labels come with the project; its lead can change them.")
            self._rule.say([Words(words, self._theme.warning, 12)])
            announce(self.field, words)
            return
        rule = choice.label.guideline.in_language(language())
        self._rule.say([Words(rule or choice.label.id, self._theme.muted, 12)])
        self.field.setAccessibleDescription(spoken(choice))
        announce(self.field, spoken(choice))

    def _parent_rect(self) -> QRect:
        parent = self.parentWidget()
        return parent.rect() if parent is not None else QRect(0, 0, _WIDTH, _HIGHEST)


def spoken(choice: Choice) -> str:
    """Return a choice as a screen reader says it: its name and its keys."""
    keys = " ".join(filter(None, (choice.key, choice.digit)))
    return _("{label}, key {key}").format(label=choice.words, key=keys) if keys else choice.words


def _beside(about: QRect, within: QRect) -> QRect:
    """Return where the palette stands: below what it is about, or above, wherever there is more room.

    Their right edges are level, for an article is read from there in every language of the window.
    """
    below, above = within.bottom() - about.bottom() - 2 * _GAP, about.top() - within.top() - 2 * _GAP
    is_below = below >= min(_HIGHEST, above)
    height = max(_LOWEST, min(_HIGHEST, below if is_below else above))
    width = min(_WIDTH, within.width() - 2 * _GAP)
    y = about.bottom() + _GAP if is_below else about.top() - _GAP - height
    x = max(within.left() + _GAP, min(about.right() - width, within.right() - width - _GAP))
    return QRect(QPoint(x, y), QSize(width, height))


class _Field(QLineEdit):
    """A text field in which the arrows step through the list, Enter chooses and Esc leaves."""

    stepped = Signal(int)
    answered = Signal()
    left = Signal()
    lost = Signal()
    """The focus went elsewhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the list; all others are text."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Tab: 1,
            Qt.Key.Key_Backtab: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.stepped.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.answered.emit()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_F2):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002 - Qt's own signature
        """Keep Tab here: it steps through the list."""
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus went elsewhere; a menu of the field's own keeps it."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.lost.emit()


class _Rows(QAbstractListModel):
    """The choices that are left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a choice, its words, or its words for a screen reader."""
        if not index.isValid():
            return None
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(choice)
        return choice if role == CHOICE else None

    def take(self, choices: list[Choice]) -> None:
        """Offer these instead."""
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    """Draws a choice: its keys in its colour, its name, its id at the other end."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the size in pixels."""
        return QSize(_WIDTH - 40, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one choice."""
        choice, theme = index.data(CHOICE), self._theme
        rect, is_rtl = QRectF(option.rect), option.direction == Qt.LayoutDirection.RightToLeft
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_wash))
            painter.drawRoundedRect(rect, 6, 6)

        def place(x: float, width: float) -> float:
            return rect.right() - x - width if is_rtl else rect.left() + x

        colour = theme.colour_of(choice.label)
        top = rect.top() + (_ROW - _CAP) / 2
        painter.setFont(option.font)
        for x, key in ((6, choice.key), (6 + _CAP + 3, choice.digit)):
            if key:
                cap = QRectF(place(x, _CAP), top, _CAP, _CAP)
                draw_cap(painter, cap, key, colour, theme, is_filled=is_current)
        x = 2 * _CAP + 18
        beside = choice.label.id if choice.sublabel is None else choice.sublabel.id
        beside_width = 92.0
        font = sized(option.font, 13, is_bold=choice.sublabel is None)
        room = rect.width() - x - beside_width - 12
        words = Lines(choice.words, font, width=room, most=1, is_rtl=is_rtl)
        words.draw(painter, place(x, room), rect.top() + (_ROW - pitch_of(font)) / 2, theme.ink)
        small = sized(option.font, 11)
        muted = Lines(beside, small, width=beside_width, most=1, is_rtl=not is_rtl)
        y = rect.top() + (_ROW - pitch_of(small)) / 2
        muted.draw(painter, place(rect.width() - beside_width - 8, beside_width), y, theme.muted)
        painter.restore()
