"""Which documents and labels go out: folded away, since most exports take all."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QMenu, QPushButton, QWidget

from annotator.gui.exchange.export_wish import Filters
from annotator.gui.exchange.fold import Fold
from annotator.gui.switch import Switch
from annotator.gui.theme import Theme
from annotator.words import _, n_, number

_MOST: Final = 80
"""Rows of a menu: more fit no screen."""


class FilterChoice(Fold):
    """Labels, outlets and dates."""

    chosen = Signal(object)
    """The Filters."""

    def __init__(
        self, labels: Sequence[tuple[str, str]], theme: Theme, parent: QWidget | None = None
    ) -> None:
        """`labels` are the ids and names of the schema's."""
        super().__init__(_("Which documents and labels"), parent)
        self._names = dict(labels)
        self._filters = Filters()
        self._outlets: tuple[str, ...] = ()
        self.labels = self._menu_button(_("Labels"))
        self.outlets = self._menu_button(_("Outlets"))
        self.after = self._date(_("Published on this day or later"))
        self.before = self._date(_("Published before this day"))
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(_("Labels"), self.labels)
        form.addRow(_("Outlets"), self.outlets)
        form.addRow(_("From the day"), self.after)
        form.addRow(_("Before the day"), self.before)
        self.inside.addLayout(form)
        self.unfinished = Switch(_("Documents in progress, too"), theme, shows_words=True)
        self.unfinished.toggled.connect(
            lambda on: self.chosen.emit(replace(self._filters, has_unfinished=on))
        )
        self.inside.addWidget(self.unfinished)
        self._show_words()

    def show_filters(self, filters: Filters, *, outlets: tuple[str, ...]) -> None:
        """Show what is set, and the outlets that there are."""
        self._filters, self._outlets = filters, outlets
        self.outlets.setEnabled(bool(outlets))
        for field, value in ((self.after, filters.after), (self.before, filters.before)):
            if not field.hasFocus():
                field.setText(value)
        self.unfinished.blockSignals(True)
        self.unfinished.setChecked(filters.has_unfinished)
        self.unfinished.blockSignals(False)
        self._show_words()

    def _show_words(self) -> None:
        filters = self._filters
        self.labels.setText(_counted(filters.labels))
        self.outlets.setText(_counted(filters.outlets) if self._outlets else _("none is known"))
        said = []
        if filters.labels:
            words = n_("{count} label", "{count} labels", len(filters.labels))
            said.append(words.format(count=number(len(filters.labels))))
        if filters.outlets:
            words = n_("{count} outlet", "{count} outlets", len(filters.outlets))
            said.append(words.format(count=number(len(filters.outlets))))
        if filters.after:
            said.append(_("from {day}").format(day=f"\u2066{filters.after}\u2069"))
        if filters.before:
            said.append(_("before {day}").format(day=f"\u2066{filters.before}\u2069"))
        if filters.has_unfinished:
            said.append(_("in progress, too"))
        self.say(_(", ").join(said) or _("all that is finished"))

    def _menu_button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setAccessibleName(name)
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: self._fill(menu, is_labels=button is self.labels))
        button.setMenu(menu)
        return button

    def _fill(self, menu: QMenu, *, is_labels: bool) -> None:
        menu.clear()
        chosen = self._filters.labels if is_labels else self._filters.outlets
        rows = self._names.items() if is_labels else ((one, one) for one in self._outlets[:_MOST])
        for value, words in rows:
            item = menu.addAction(words.replace("&", "&&"))
            item.setCheckable(True)
            item.setChecked(value in chosen)
            item.triggered.connect(lambda _on=False, value=value: self._toggle(value, is_labels=is_labels))
        if chosen:
            menu.addSeparator()
            menu.addAction(_("All")).triggered.connect(lambda: self._set(frozenset(), is_labels=is_labels))

    def _toggle(self, value: str, *, is_labels: bool) -> None:
        chosen = self._filters.labels if is_labels else self._filters.outlets
        self._set(chosen ^ {value}, is_labels=is_labels)

    def _set(self, values: frozenset[str], *, is_labels: bool) -> None:
        filters = self._filters
        self.chosen.emit(replace(filters, labels=values) if is_labels else replace(filters, outlets=values))

    def _date(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setToolTip(name)
        field.setPlaceholderText(_("year-month-day"))
        field.setMaxLength(30)
        field.editingFinished.connect(self._set_days)
        return field

    def _set_days(self) -> None:
        after, before = self.after.text().strip(), self.before.text().strip()
        filters = replace(self._filters, after=after, before=before)
        if filters != self._filters:
            self.chosen.emit(filters)


def _counted(chosen: Collection[str]) -> str:
    words = n_("{count} chosen", "{count} chosen", len(chosen)).format(count=number(len(chosen)))
    return f"{words if chosen else _('all')} ▾"
