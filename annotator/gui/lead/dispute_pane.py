"""The list of disputes with what is wanted of it above: open or settled, of a cause, a label, an article."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.adjudication.gold import GoldDesk
from annotator.agreement.causes import Cause
from annotator.agreement.causes import words as cause_words
from annotator.gui.blocks import heading
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.lead.dispute_rows import DisputeList, DisputeRows, Row
from annotator.gui.lead.docket import Group, Names, Wish, labels_of, row_words
from annotator.gui.marks import label_words
from annotator.gui.theme import Theme
from annotator.labelling.sheet import shortened
from annotator.schema import Schema
from annotator.words import _, number

_WIDTH: Final = 300
_LEAST: Final = 60


class DisputePane(QWidget):
    """Shows groups of disputes, and tells which one is looked at and what is wanted."""

    chosen = Signal(int)
    """The row of a group."""
    wish_changed = Signal(object)

    def __init__(self, schema: Schema, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._schema, self._theme = schema, theme
        self.wish = Wish()
        self._rows = DisputeRows(self)
        self.list = DisputeList(self._rows, theme)
        self.open, self.settled = _tab(_("Open")), _tab(_("Settled"))
        self._only = QPushButton()
        self._only.setObjectName("chip")
        self.boxes = {
            "cause": ChoiceBox(theme, name=_("Cause")),
            "label": ChoiceBox(theme, name=_("Label")),
            "document": ChoiceBox(theme, name=_("Article")),
        }
        self._build()
        self._connect()

    def show_desk(self, desk: GoldDesk, called: Names) -> None:
        """Offer to narrow by what there is, and say how much is open and settled."""
        self.open.setText(_("Open {count}").format(count=number(len(desk.open))))
        self.settled.setText(_("Settled {count}").format(count=number(len(desk.settled))))
        cases = desk.settled if self.wish.settled else desk.open
        disputes = [case.dispute for case in cases]
        causes = {cause for one in disputes for cause in one.causes}
        labels = {label for one in disputes for label in labels_of(one)}
        titles = {
            id_: shortened(article.title or id_) for id_, article in desk.articles.items() if article.cases
        }
        known = self._schema.knowing(labels)
        self._fill("cause", _("Cause"), {one.value: cause_words(one) for one in Cause if one in causes})
        self._fill("label", _("Label"), {one: label_words(known, one) for one in sorted(labels)})
        self._fill("document", _("Article"), titles)
        names = _(" / ").join(called.get(name, name) for name in self.wish.annotators)
        self._only.setText(_("Between {names}  ×").format(names=f"\u2068{names}\u2069"))
        self._only.setVisible(bool(names))

    def show_groups(self, groups: Sequence[Group], *, row: int) -> None:
        """List these groups, and look at one of them."""
        rows = [
            Row(shortened(group[0].surface), row_words(group[0].dispute, self._schema), len(group))
            for group in groups
        ]
        self.list.blockSignals(True)
        self._rows.take(rows)
        self.list.choose(row)
        self.list.blockSignals(False)

    def row(self) -> int:
        """Return the row that is looked at, -1 for none."""
        return self.list.currentIndex().row()

    def want(self, wish: Wish) -> None:
        """Want something else."""
        if wish != self.wish:
            self.wish = wish
            (self.settled if wish.settled else self.open).setChecked(True)
            self.wish_changed.emit(wish)

    def _build(self) -> None:
        group = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setSpacing(4)
        for button in (self.open, self.settled):
            group.addButton(button)
            tabs.addWidget(button)
        tabs.addStretch()
        self.open.setChecked(True)
        narrow = QHBoxLayout()
        narrow.setSpacing(6)
        for box in self.boxes.values():
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setMinimumWidth(_LEAST)
            narrow.addWidget(box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(heading(_("Disputes that are alike")))
        column.addLayout(tabs)
        column.addLayout(narrow)
        column.addWidget(self._only)
        column.addWidget(self.list, 1)
        self.setMinimumWidth(_WIDTH - 60)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self.chosen.emit(now.row()))
        self.open.clicked.connect(lambda: self.want(replace(self.wish, settled=False)))
        self.settled.clicked.connect(lambda: self.want(replace(self.wish, settled=True)))
        self._only.clicked.connect(lambda: self.want(replace(self.wish, annotators=())))
        for field, box in self.boxes.items():
            box.activated.connect(lambda _row, field=field, box=box: self._choose(field, box))

    def _choose(self, field: str, box: ChoiceBox) -> None:
        value, wish = str(box.currentData() or ""), self.wish
        if field == "cause":
            self.want(replace(wish, cause=value))
        elif field == "label":
            self.want(replace(wish, label=value))
        else:
            self.want(replace(wish, document=value))
        self.list.setFocus()

    def _fill(self, field: str, anything: str, choices: Mapping[str, str]) -> None:
        box, wanted = self.boxes[field], getattr(self.wish, field)
        box.clear()
        box.addItem(anything, "")
        for value, words in choices.items():
            box.addItem(words, value)
        if wanted and wanted not in choices:
            box.addItem(cause_words(Cause(wanted)) if field == "cause" else wanted, wanted)
        box.setCurrentIndex(box.findData(wanted))


def _tab(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName("tab")
    button.setCheckable(True)
    return button
