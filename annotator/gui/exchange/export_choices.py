"""What can be said about an export: whose work, in which format, which of it, in which parts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.blocks import heading
from annotator.gui.exchange.card_choice import CardChoice
from annotator.gui.exchange.export_wish import ExportFacts, ExportWish, Forecast
from annotator.gui.exchange.filter_choice import FilterChoice
from annotator.gui.exchange.format_list import FormatList
from annotator.gui.exchange.layout_choice import LayoutChoice
from annotator.gui.exchange.split_choice import SplitChoice
from annotator.gui.exchange.worker_choice import WorkerChoice
from annotator.gui.marks import label_words
from annotator.gui.theme import Theme
from annotator.schema import Schema
from annotator.words import _

_LIST_HEIGHT = 250


class ExportChoices(QWidget):
    """The questions under each other, the ones that most exports need first."""

    changed = Signal(dict)
    """The fields of the wish that are another now."""

    def __init__(self, schema: Schema, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self.worker = WorkerChoice(theme)
        self.formats = FormatList(theme)
        self.formats.setFixedHeight(_LIST_HEIGHT)
        self.layout_ = LayoutChoice(theme)
        self.filters = FilterChoice([(one.id, label_words(schema, one.id)) for one in schema.labels], theme)
        self.split = SplitChoice(theme)
        self.card = CardChoice(theme)
        listed = QWidget()
        listed.setObjectName("card")
        listed.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(2, 10, 2, 6)
        head = heading(_("In which format"))
        head.setContentsMargins(12, 0, 12, 0)
        inside.addWidget(head)
        inside.addWidget(self.formats)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.worker, listed, self.layout_, self.filters, self.split, self.card):
            column.addWidget(widget)
        column.addStretch()
        self._connect()

    def _connect(self) -> None:
        self.worker.chosen.connect(lambda by: self.changed.emit({"by": by}))
        # Schemes belong to a format: another one begins with its own.
        self.formats.chosen.connect(lambda name: self.changed.emit({"format": name, "scheme": ""}))
        self.layout_.changed.connect(self.changed)
        self.filters.chosen.connect(lambda filters: self.changed.emit({"filters": filters}))
        self.card.changed.connect(self.changed)
        self.split.chosen.connect(lambda split: self.changed.emit({"split": split}))

    def show_wish(self, wish: ExportWish, facts: ExportFacts, forecast: Forecast | None) -> None:
        """Show what is wanted, of what there is."""
        self.worker.show_workers(facts.workers, chosen=wish.by)
        self.formats.show_formats([one.name for one in facts.formats])
        self.formats.choose(wish.format)
        self.layout_.show_wish(wish, facts, forecast)
        self.filters.show_filters(wish.filters, outlets=facts.outlets)
        self.split.show_split(wish.split, kept=facts.splits)
        self.card.show_wish(wish, is_folder=facts.format(wish.format).is_folder)

    def first_question(self, wish: ExportWish) -> QWidget:
        """Return the field where the answers begin: whose work, or the formats where that is known."""
        return self.formats if wish.by else self.worker.box
