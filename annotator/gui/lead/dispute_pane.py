"""The list of disputes with what is wanted of it above: open or settled, of a cause, a label, an article."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QListView,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.agreement.causes import Cause
from annotator.agreement.causes import words as cause_words
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.flow import Flow
from annotator.gui.kept_keys import BUTTON, keep_keys
from annotator.gui.lead.dispute_rows import DisputeList, DisputeRows, Row
from annotator.gui.lead.docket import (
    IMPORTED,
    OPEN,
    SETTLED,
    Docket,
    Group,
    Names,
    Wish,
    row_words,
)
from annotator.gui.marks import label_words
from annotator.gui.paragraph import Paragraph
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
        self._rows = DisputeRows(self._row_of, self)
        self.list = DisputeList(self._rows, theme)
        self.open, self.settled = _tab(_("Open")), _tab(_("Settled"))
        self.imported = _tab(_("Imported gold"))
        self.tabs = {OPEN: self.open, SETTLED: self.settled, IMPORTED: self.imported}
        self._only = QPushButton()
        self._only.setObjectName("chip")
        self.within = Paragraph("", theme.muted, px=13)
        self.all = QPushButton(_("Show everything"))
        self.all.setObjectName("link")
        keep_keys(self.all, *BUTTON)
        self.boxes = {
            "cause": ChoiceBox(theme, name=_("Cause")),
            "label": ChoiceBox(theme, name=_("Label")),
            "document": ChoiceBox(theme, name=_("Article")),
        }
        self._build()
        self._connect()

    def offer(self, docket: Docket) -> None:
        """Offer to narrow by what there is."""
        causes, labels = docket.causes(), docket.labels()
        known = self._schema.knowing(labels)
        self._fill("cause", _("Cause"), {one.value: cause_words(one) for one in Cause if one in causes})
        self._fill("label", _("Label"), {one: label_words(known, one) for one in sorted(labels)})
        self._fill("document", _("Article"), docket.titles())

    def show_groups(self, docket: Docket, groups: Sequence[Group], *, row: int, called: Names) -> None:
        """List these groups, look at one of them, and say how much is open and settled."""
        self._say_counts(docket)
        names = _(" / ").join(called.get(name, name) for name in self.wish.annotators)
        self._only.setText(_("Between {names}  ×").format(names=f"\u2068{names}\u2069"))
        self._only.setVisible(bool(names))
        within = self.wish.within
        said = within.words(self._schema, called) if within is not None else ""
        self.within.say(_("{what}: {text}").format(what=_("As chosen on the page of agreement"), text=said))
        self.within.setVisible(within is not None)
        self.all.setVisible(self.wish.is_narrow)
        for field, box in self.boxes.items():
            box.setCurrentIndex(self._row_for(field))
            box.setToolTip(box.currentText() if self.wish.is_narrow else "")
        self.list.blockSignals(True)
        self.list.selectionModel().blockSignals(True)
        self._rows.take(groups)
        self.list.choose(row)
        self.list.selectionModel().blockSignals(False)
        self.list.blockSignals(False)

    def _say_counts(self, docket: Docket) -> None:
        """Say in each tab how many there are, and how many of them are of the kind that is wanted."""
        desk, counts = docket.desk, docket.counts(self.wish)
        named = (
            (OPEN, _("Open {count}"), len(desk.open)),
            (SETTLED, _("Settled {count}"), len(desk.settled)),
            (IMPORTED, _("Imported gold {count}"), len(desk.left_alone)),
        )
        for tab, words, all_ in named:
            count = number(all_)
            if self.wish.is_narrow:
                count = _("{some} of {all}").format(some=number(counts[tab]), all=count)
            self.tabs[tab].setText(words.format(count=count))
        self.imported.setVisible(bool(desk.left_alone) or self.wish.imported)

    def row(self) -> int:
        """Return the row that is looked at, -1 for none."""
        return self.list.currentIndex().row()

    def want(self, wish: Wish) -> None:
        """Want something else."""
        if wish != self.wish:
            self.wish = wish
            self.tabs[wish.tab].setChecked(True)
            self.wish_changed.emit(wish)

    def _build(self) -> None:
        group = QButtonGroup(self)
        tabs = Flow(spacing=4)
        for button in self.tabs.values():
            group.addButton(button)
            tabs.addWidget(button)
        tabs.addWidget(self.all)
        self.open.setChecked(True)
        narrow = QHBoxLayout()
        narrow.setSpacing(6)
        for field, box in self.boxes.items():
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setMinimumWidth(_LEAST)
            # Thousands of titles are not measured to find the longest.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            listed = box.view()
            if isinstance(listed, QListView):
                listed.setUniformItemSizes(True)
            if field != "cause":  # the words of a cause need the room of two
                narrow.addWidget(box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(tabs)
        column.addWidget(self.boxes["cause"])
        column.addLayout(narrow)
        column.addWidget(self.within)
        column.addWidget(self._only)
        column.addWidget(self.list, 1)
        self.setMinimumWidth(_WIDTH - 80)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self.chosen.emit(now.row()))
        for tab, button in self.tabs.items():
            button.clicked.connect(lambda _on=False, tab=tab: self.want(self.wish.of(tab)))
        self.all.clicked.connect(lambda: self.want(Wish().of(self.wish.tab)))
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
        box = self.boxes[field]
        box.clear()
        box.addItem(anything, "")
        for value, words in choices.items():
            box.addItem(words, value)
        box.setCurrentIndex(self._row_for(field))

    def _row_for(self, field: str) -> int:
        """Return the row of what is wanted in a box, which is put there where it has none."""
        box, wanted = self.boxes[field], str(getattr(self.wish, field))
        row = box.findData(wanted)
        if row < 0:
            words = cause_words(Cause(wanted)) if field == "cause" else wanted
            box.addItem(words, wanted)
            row = box.count() - 1
        return row

    def _row_of(self, group: Group) -> Row:
        case = group[0]
        return Row(
            shortened(case.surface), row_words(case.dispute, self._schema, first=self.wish.cause), len(group)
        )


def _tab(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName("tab")
    button.setCheckable(True)
    return button
