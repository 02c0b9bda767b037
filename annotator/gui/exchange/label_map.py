"""What the labels of the files become: theirs, how often it stands there, ours."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.gui.announcing import announce
from annotator.gui.blocks import heading
from annotator.gui.exchange.wide_box import WideBox
from annotator.gui.flow import Flow
from annotator.gui.marks import label_words
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.schema import Schema
from annotator.words import _, n_, number

_MOST: Final = 60
"""Rows with a field each; who has more labels says it in a file."""
_OURS: Final = Qt.ItemDataRole.UserRole
_UNSAID: Final = "?"


class LabelMap(QWidget):
    """A row for each label: those that are not ours first."""

    map_read_requested = Signal()
    map_kept_requested = Signal()
    mapped = Signal(str, str)
    """A label of the files, and ours: `ORG`, `ORG.media`, or "" to leave it out."""

    def __init__(self, schema: Schema, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._schema, self._theme = schema, theme
        self._offered = _offered(schema, self)
        self.boxes: dict[str, WideBox] = {}
        self._said = Paragraph("", theme.muted, px=13)
        self._rows = QWidget()
        self._rows.setObjectName("clear")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(heading(_("What their labels become")))
        column.addWidget(self._said)
        column.addWidget(self._rows)
        column.addWidget(self._files())
        self._column = column

    def _files(self) -> QWidget:
        self.read_map = QPushButton(_("Read a map…"))
        self.keep_map = QPushButton(_("Keep this map…"))
        self.read_map.clicked.connect(lambda _on=False: self.map_read_requested.emit())
        self.keep_map.clicked.connect(lambda _on=False: self.map_kept_requested.emit())
        row = QWidget()
        row.setObjectName("clear")
        flow = Flow(row, spacing=8)
        flow.setContentsMargins(0, 6, 0, 0)
        for button in (self.read_map, self.keep_map):
            flow.addWidget(button)
        return row

    def show_labels(
        self, labels: Mapping[str, int], *, unknown: Mapping[str, str], chosen: Mapping[str, str]
    ) -> None:
        """Show the labels with how many spans have each; `unknown` are not ours, `chosen` what was said."""
        foreign = {*unknown, *chosen}
        ranked = sorted(labels, key=lambda one: (one not in foreign, -labels[one], one))
        if set(self.boxes) != set(
            ranked[:_MOST]
        ):  # else the rows stay where they are while they are answered
            self._build(ranked[:_MOST], labels)
        for label, box in self.boxes.items():
            ours = chosen.get(label, _UNSAID if label in unknown else label)
            box.setCurrentIndex(max(0, box.findData(ours)))
        self.keep_map.setEnabled(bool(chosen))
        missing = sum(one not in chosen for one in unknown)
        self._say(missing, more=len(ranked) - _MOST)

    def complain(self, sentence: str) -> None:
        """Say what is wrong with a map that was to be read or kept."""
        self._said.say(sentence, self._theme.bad)
        announce(self, sentence)

    def words(self) -> str:
        """Return what is said over the rows."""
        return self._said.text()

    def _say(self, missing: int, *, more: int) -> None:
        said = []
        if missing:
            words = n_(
                "{count} label is not of this project. Say what it becomes, or leave it out.",
                "{count} labels are not of this project. Say what they become, or leave them out.",
                missing,
            )
            said.append(words.format(count=number(missing)))
        if more > 0:
            words = n_(
                "{count} more label is not shown here: a map in a file can say what it becomes.",
                "{count} more labels are not shown here: a map in a file can say what they become.",
                more,
            )
            said.append(words.format(count=number(more)))
        self._said.say(" ".join(said), self._theme.warning if missing else self._theme.muted)

    def _build(self, labels: list[str], counts: Mapping[str, int]) -> None:
        old, self._rows = self._rows, QWidget()
        self._column.replaceWidget(old, self._rows)
        old.hide()
        old.deleteLater()
        self._rows.setObjectName("clear")
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        self.boxes = {}
        for row, label in enumerate(labels):
            theirs = QLabel(f"\u2068{label}\u2069")
            theirs.setTextFormat(Qt.TextFormat.PlainText)
            spans = n_("{count} span", "{count} spans", counts[label])
            count = QLabel(spans.format(count=number(counts[label])))
            count.setObjectName("muted")
            grid.addWidget(theirs, row, 0)
            grid.addWidget(count, row, 1)
            self.boxes[label] = box = self._box(label)
            grid.addWidget(box, row, 2)

    def _box(self, label: str) -> WideBox:
        box = WideBox(self._theme, name=_("What «{label}» becomes").format(label=label))
        box.setModel(self._offered)
        box.activated.connect(lambda _row: self._choose(label, box))
        return box

    def _choose(self, label: str, box: WideBox) -> None:
        ours = str(box.currentData())
        if ours != _UNSAID:
            self.mapped.emit(label, ours)


def _offered(schema: Schema, parent: QWidget) -> QStandardItemModel:
    """Return what any label can become: one list for all fields, however many there are."""
    model = QStandardItemModel(parent)
    rows = [(_("— choose —"), _UNSAID), (_("leave it out"), "")]
    for label in schema.labels:
        rows.append((label_words(schema, label.id), label.id))
        rows += [(label_words(schema, label.id, one.id), f"{label.id}.{one.id}") for one in label.sublabels]
    for words, value in rows:
        item = QStandardItem(words)
        item.setData(value, _OURS)
        model.appendRow(item)
    return model
