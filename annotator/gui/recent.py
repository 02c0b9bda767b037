"""The projects opened last, as a list: one that is not there any more is grey and says so."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.gui.lines import Lines, sized
from annotator.gui.theme import Theme
from annotator.gui.tips import tip
from annotator.words import _

_ROW: Final = 52
_SHOWN: Final = 4
PATH: Final = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class RecentProjects(QListView):
    """Enter or a click opens one, Delete takes it off the list."""

    chosen = Signal(object)
    """The path of a project."""
    dropped = Signal(object)
    """The path of a project that should not be offered any more."""

    def __init__(self, projects: Sequence[Path], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Projects(projects)
        self._model.setParent(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setObjectName("recent")
        self.setAccessibleName(_("Projects opened last"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(min(_SHOWN, len(projects)) * _ROW + 2)
        self.setMouseTracking(True)
        self.setCurrentIndex(self._model.index(0))
        self.clicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that open and drop."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.currentIndex().isValid():
            self.dropped.emit(self.currentIndex().data(PATH))
        else:
            super().keyPressEvent(event)

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(index.data(PATH))


class _Projects(QAbstractListModel):
    def __init__(self, projects: Sequence[Path]) -> None:
        super().__init__()
        self._projects = [(path, _is_there(path)) for path in projects]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._projects)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a project's name, its path, or both in words with whether it is there."""
        path, is_there = self._projects[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return path.stem
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{path.stem}. {where(path, is_there=is_there)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(str(path))
        return {PATH: path, PATH + 1: is_there}.get(role)


class _Delegate(QStyledItemDelegate):
    """Draws a project: its name, and below it the folder or that it is gone."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the size in pixels."""
        return QSize(300, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one project."""
        theme, rect = self._theme, option.rect
        path, is_there = index.data(PATH), bool(index.data(PATH + 1))
        is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        if has_focus or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QColor(theme.accent) if has_focus else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_wash if has_focus else theme.raised))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 8, 8)
        inner: QRect = rect.adjusted(12, 6, -12, -6)
        ink = theme.ink if is_there else theme.muted
        name = sized(option.font, 14, is_bold=is_there)
        lines = Lines(path.stem, name, width=inner.width(), most=1, is_rtl=is_rtl)
        lines.draw(painter, inner.left(), inner.top(), ink)
        below = Lines(
            where(path, is_there=is_there),
            sized(option.font, 12),
            width=inner.width(),
            most=1,
            is_rtl=is_rtl,
        )
        below.draw(painter, inner.left(), inner.top() + lines.height, theme.muted)
        painter.restore()


def where(path: Path, *, is_there: bool) -> str:
    """Return in which folder a project lies, or that it does not any more."""
    # An isolate: a path keeps its order in an Arabic window.
    folder = f"\u2066{_short(path.parent)}\u2069"
    return folder if is_there else _("not there any more: {folder}").format(folder=folder)


def _short(folder: Path) -> str:
    try:
        return f"~/{folder.relative_to(Path.home())}".removesuffix("/.")
    except (ValueError, RuntimeError):  # elsewhere, or a user without a home
        return str(folder)


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that may not be looked into
        return False
