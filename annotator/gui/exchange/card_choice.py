"""What is said beside the data: a card for people, and whether it names those who labelled."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.exchange.export_wish import ExportWish
from annotator.gui.exchange.fold import Fold
from annotator.gui.paragraph import Paragraph
from annotator.gui.switch import Switch
from annotator.gui.theme import Theme
from annotator.words import _


class CardChoice(Fold):
    """Two switches; a folder has its card in any case."""

    changed = Signal(dict)
    """The fields of the wish that are another now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_("Data card"), parent)
        self.has_card = Switch(_("Write one beside the file"), theme, shows_words=True)
        self.has_names = Switch(_("Name the annotators in it"), theme, shows_words=True)
        self.has_card.toggled.connect(lambda on: self.changed.emit({"has_card": on}))
        self.has_names.toggled.connect(lambda on: self.changed.emit({"has_names": on}))
        said = _(
            "What the data is, whence it comes, how many labelled it, how far they agree, what is missing."
        )
        for widget in (Paragraph(said, theme.muted, px=13), self.has_card, self.has_names):
            self.inside.addWidget(widget)

    def show_wish(self, wish: ExportWish, *, is_folder: bool) -> None:
        """Show what is set."""
        in_folder = is_folder or wish.split is not None
        for switch, is_on in ((self.has_card, wish.has_card or in_folder), (self.has_names, wish.has_names)):
            switch.blockSignals(True)
            switch.setChecked(is_on)
            switch.blockSignals(False)
        self.has_card.setEnabled(not in_folder)
        has_any = wish.has_card or in_folder
        with_names = _("with names") if wish.has_names else _("without names")
        self.say(with_names if has_any else _("none"))
