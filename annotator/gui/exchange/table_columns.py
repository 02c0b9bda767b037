"""Which column of a table holds what: shown where a file has columns."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from annotator.gui.blocks import heading
from annotator.gui.exchange.seen import SeenFile
from annotator.gui.exchange.wide_box import WideBox
from annotator.gui.theme import Theme
from annotator.words import N_, _

FIELDS: Final = {
    "text": N_("the text"),
    "id": N_("the id"),
    "title": N_("the title"),
    "outlet": N_("the outlet"),
    "date": N_("the date"),
    "start": N_("the start of a span"),
    "end": N_("the end of a span"),
    "label": N_("the label of a span"),
}


class TableColumns(QWidget):
    """A field for each thing that a column can hold."""

    columns_chosen = Signal(dict)
    """Our field -> the table's column, for those that were chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.boxes: dict[str, WideBox] = {}
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(4)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for field, words in FIELDS.items():
            box = self.boxes[field] = WideBox(theme, name=_("Column with {what}").format(what=_(words)))
            box.activated.connect(lambda _row: self._choose())
            form.addRow(_(words), box)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(heading(_("Columns of the table")))
        column.addLayout(form)

    def show_file(self, file: SeenFile | None, chosen: Mapping[str, str]) -> None:
        """Show the columns of a file, and nothing where it has none."""
        columns = file.columns if file is not None else ()
        self.setVisible(bool(columns))
        for field, box in self.boxes.items():
            found = file.recognised.get(f"column {field}", "") if file is not None else ""
            box.clear()
            box.addItem(
                _("{what} (found out)").format(what=f"\u2068{found}\u2069") if found else _("none"), ""
            )
            for one in columns:
                box.addItem(f"\u2068{one}\u2069", one)
            box.setCurrentIndex(max(0, box.findData(chosen.get(field, ""))))

    def _choose(self) -> None:
        chosen = {field: str(box.currentData()) for field, box in self.boxes.items() if box.currentData()}
        self.columns_chosen.emit(chosen)
