"""The head of the document list: what is wanted as removable chips, the order, how many are shown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from annotator.gui.documents import Documents
from annotator.gui.flow import Flow
from annotator.gui.kept_keys import BUTTON, FIELD, keep_keys
from annotator.gui.listing import ALL, ORDER_WORDS, STATE_WORDS, Order, Wanted
from annotator.gui.still_text import StillText, Words
from annotator.gui.theme import Theme
from annotator.gui.tips import tip
from annotator.words import _, n_, number

_MOST_OUTLETS = 60
_LONGEST_TEXT = 200

LabelNames = Sequence[tuple[str, str]]
"""Ids and names of labels."""


class ListFilter(QWidget):
    """Lets a person say which documents are shown, and in which order. It shows nothing itself."""

    wanted_changed = Signal(object)
    """A Wanted; who shows it fills in which documents carry its labels."""
    order_chosen = Signal(object)
    """An Order; chosen again, it is made again."""
    left = Signal()
    """Esc: the person goes back to the article."""
    list_requested = Signal()
    """The person goes on into the list."""

    def __init__(
        self, documents: Documents, labels: LabelNames, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._documents, self._labels, self._theme = documents, labels, theme
        self._field = QLineEdit()
        self._field.setMinimumWidth(100)
        self._field.setMaxLength(_LONGEST_TEXT)
        self._field.setPlaceholderText(_("Words of a title…"))
        self._field.setAccessibleName(_("Filter the list by words of the title"))
        self._field.setClearButtonEnabled(True)
        self._field.textChanged.connect(lambda text: self._want(replace(documents.wanted, text=text)))
        self._field.installEventFilter(self)
        keep_keys(self._field, *FIELD)
        self._filter = self._menu_button(_("Filter"), _("Filter the list"), self._fill_filter)
        self._order = self._menu_button(_("Order"), _("Order of the list"), self._fill_order)
        self._shown = StillText(20)
        self._chips = QWidget()
        self._chip_row = Flow(self._chips)
        self._chip_row.setContentsMargins(0, 0, 0, 0)
        self._build()
        self.refresh()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self._field, 1)
        row.addWidget(self._filter)
        row.addWidget(self._order)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._chips)
        column.addWidget(self._shown)

    def take_focus(self) -> None:
        """Let the person type words of a title."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def show_all(self) -> None:
        """Want every document."""
        self._want(ALL)

    def refresh(self) -> None:
        """Say how many documents are shown, and what is wanted of them."""
        wanted = self._documents.wanted
        if self._field.text() != wanted.text:
            self._field.blockSignals(True)
            self._field.setText(wanted.text)
            self._field.blockSignals(False)
        self._refresh_chips(wanted)
        self.count()

    def count(self) -> None:
        """Say how many documents are shown."""
        documents = self._documents
        parts = []
        if not documents.wanted.is_anything:
            words = n_("{shown} of {count} article", "{shown} of {count} articles", len(documents.known))
            shown, total = number(documents.matching()), number(len(documents.known))
            parts.append(words.format(shown=shown, count=total))
        if documents.order is not Order.LIST:
            parts.append(_(ORDER_WORDS[documents.order]))
        self._shown.setVisible(bool(parts))
        self._shown.say([Words(_(" · ").join(parts), self._theme.muted, 13)])

    def shown_words(self) -> str:
        """Return what is said of the list now."""
        return self._shown.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the field with Esc, which first empties it, and go on into the list with Down or Enter."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                if self._field.text():
                    self._field.clear()
                else:
                    self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list_requested.emit()
                return True
        return super().eventFilter(watched, event)

    def _want(self, wanted: Wanted) -> None:
        self.wanted_changed.emit(wanted)

    def _menu_button(self, words: str, name: str, fill: Callable[[QMenu], None]) -> QPushButton:
        button = QPushButton(f"{words} ▾")
        button.setObjectName("tab")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keep_keys(button, *BUTTON, "Down")
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: fill(menu))
        button.setMenu(menu)
        return button

    def _fill_order(self, menu: QMenu) -> None:
        menu.clear()
        group = QActionGroup(menu)
        for order, words in ORDER_WORDS.items():
            item = _choice(menu, _(words), is_on=order is self._documents.order)
            group.addAction(item)
            item.triggered.connect(lambda _on=False, order=order: self.order_chosen.emit(order))

    def _fill_filter(self, menu: QMenu) -> None:
        menu.clear()
        for words, other, is_on in self._choices():
            self._add(menu, words, other, is_on=is_on)
        wanted = self._documents.wanted
        under = menu.addMenu(_("Label"))
        for id_, name in self._labels:
            others = _toggled(wanted.labels, id_)
            self._add(under, name, replace(wanted, labels=others), is_on=id_ in wanted.labels)
        outlets = self._documents.known.outlets()[:_MOST_OUTLETS]
        if outlets:
            under = menu.addMenu(_("Outlet"))
            for outlet in outlets:
                kept = replace(wanted, outlets=wanted.outlets ^ {outlet})
                self._add(under, outlet, kept, is_on=outlet in wanted.outlets)
        if not wanted.is_anything:
            menu.addSeparator()
            menu.addAction(_("Show all")).triggered.connect(self.show_all)

    def _choices(self) -> Iterator[tuple[str, Wanted, bool]]:
        """Yield what can be wanted of any project: the words, what then is wanted, whether it is on."""
        wanted = self._documents.wanted
        for state, words in STATE_WORDS.items():
            yield _(words), replace(wanted, states=wanted.states ^ {state}), state in wanted.states
        turned = replace(wanted, with_questions=not wanted.with_questions)
        yield _("with open questions"), turned, wanted.with_questions
        yield _("with notes"), replace(wanted, with_notes=not wanted.with_notes), wanted.with_notes

    def _add(self, menu: QMenu, words: str, other: Wanted, *, is_on: bool) -> None:
        item = _choice(menu, words, is_on=is_on)
        item.triggered.connect(lambda: self._want(other))

    def _refresh_chips(self, wanted: Wanted) -> None:
        while (old := self._chip_row.takeAt(0)) is not None:
            chip = old.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        names = dict(self._labels)
        chosen = [(words, other) for words, other, is_on in self._choices() if is_on]
        chosen += [
            (names[id_], replace(wanted, labels=_toggled(wanted.labels, id_))) for id_ in wanted.labels
        ]
        chosen += [
            (outlet, replace(wanted, outlets=wanted.outlets - {outlet})) for outlet in sorted(wanted.outlets)
        ]
        for words, other in chosen:
            self._chip_row.addWidget(self._chip(words, other))
        self._chips.setVisible(bool(chosen))

    def _chip(self, words: str, other: Wanted) -> QPushButton:
        chip = QPushButton(f"{words}  ×".replace("&", "&&"))
        chip.setObjectName("chip")
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setAccessibleName(_("No longer filter by: {what}").format(what=words))
        chip.setToolTip(tip(chip.accessibleName()))
        keep_keys(chip, *BUTTON)
        chip.clicked.connect(lambda: self._want(other))
        return chip


def _choice(menu: QMenu, words: str, *, is_on: bool) -> QAction:
    item = menu.addAction(words.replace("&", "&&"))
    item.setCheckable(True)
    item.setChecked(is_on)
    return item


def _toggled(labels: tuple[str, ...], label: str) -> tuple[str, ...]:
    return tuple(one for one in labels if one != label) if label in labels else (*labels, label)
