"""How spans are laid over what a format has: only those questions that the format and the project raise."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from annotator.gui.blocks import heading
from annotator.gui.exchange.export_wish import ExportFacts, ExportWish, Forecast
from annotator.gui.exchange.wide_box import WideBox
from annotator.gui.switch import Switch
from annotator.gui.theme import Theme
from annotator.words import N_, _

_CLITICS = {
    "whole-word": N_("whole words: للرباط is one"),
    "split": N_("cut off: ل and الرباط are two"),
}
_NESTED = {"outermost": N_("the outermost"), "innermost": N_("the innermost")}


class LayoutChoice(QWidget):
    """Scheme of the tags, proclitics, nested spans, sublabels, and another tag set."""

    changed = Signal(dict)
    """The fields of the wish that are another now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.scheme = self._box(theme, _("Scheme of the tags"), "scheme")
        self.clitics = self._box(theme, _("Proclitics"), "clitics")
        self.nested = self._box(theme, _("Of nested spans"), "nested")
        self.label_map = self._box(theme, _("Tag set"), "label_map")
        self.sublabels = Switch(_("Write ORG.military_unit instead of ORG"), theme, shows_words=True)
        self.sublabels.toggled.connect(lambda on: self.changed.emit({"sublabels": on}))
        self._form = form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for box in (self.scheme, self.clitics, self.nested, self.label_map):
            label = QLabel(box.accessibleName())
            label.setBuddy(box)
            form.addRow(label, box)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addWidget(heading(_("How labels are written")))
        column.addLayout(form)
        column.addWidget(self.sublabels)

    def show_wish(self, wish: ExportWish, facts: ExportFacts, forecast: Forecast | None) -> None:
        """Show the questions that this format raises, with what is chosen."""
        format_ = facts.format(wish.format)
        schemes = format_.schemes
        _offer(self.scheme, [(one, one) for one in schemes], wish.scheme or (schemes[0] if schemes else ""))
        _offer(self.clitics, [(_(words), value) for value, words in _CLITICS.items()], wish.clitics)
        _offer(self.nested, [(_(words), value) for value, words in _NESTED.items()], wish.nested)
        tag_sets = [(_("that of this project"), ""), *((_map_words(one), one) for one in facts.maps)]
        _offer(self.label_map, tag_sets, wish.label_map)
        self.sublabels.blockSignals(True)
        self.sublabels.setChecked(wish.sublabels)
        self.sublabels.blockSignals(False)
        self._show_row(self.scheme, is_shown=len(schemes) > 1)
        self._show_row(self.clitics, is_shown=bool(schemes))
        if forecast is not None or wish.nested != "outermost":
            nests = forecast is not None and any(row.is_nested for row in forecast.lost)
            is_asked = nests or format_.has_tags_beside or wish.nested != "outermost"
            self._show_row(self.nested, is_shown=is_asked)
        self._show_row(self.label_map, is_shown=bool(facts.maps))
        self.sublabels.setVisible(not format_.has_sublabels)

    def _show_row(self, box: WideBox, *, is_shown: bool) -> None:
        self._form.setRowVisible(box, is_shown)

    def _box(self, theme: Theme, name: str, field: str) -> WideBox:
        box = WideBox(theme, name=name)
        box.activated.connect(lambda _row: self.changed.emit({field: box.currentData()}))
        return box


def _offer(box: WideBox, offered: Sequence[tuple[str, str]], chosen: str) -> None:
    if [box.itemData(row) for row in range(box.count())] != [value for _words, value in offered]:
        box.clear()
        for words, value in offered:
            box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _map_words(name: str) -> str:
    """Return the tag set that a map which ships leads to: `FROM-to-TO`."""
    return name.rpartition("-to-")[2]
