"""What a bug looks like to a person: what happened in one sentence, that nothing is lost, a text to copy."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from annotator.crashes.keeping import Kept
from annotator.gui.announcing import announce
from annotator.gui.paragraph import Paragraph
from annotator.gui.report_view import ReportView
from annotator.gui.theme import Theme
from annotator.words import N_, _, n_, number

_WIDTH, _HEIGHT = 640, 560


class Occasion(Enum):
    """When a bug is told, as what happened and what it means to who works here."""

    NOW = (
        N_("This should not have happened."),
        N_("It is a mistake in Annotator, not yours. Your decisions are saved, and you can go on."),
    )
    LAST_TIME = (
        N_("Annotator ended unexpectedly last time."),
        N_("It is a mistake in Annotator, not yours. Your decisions are saved."),
    )
    END = (
        N_("Annotator cannot go on."),
        N_("It is a mistake in Annotator, not yours. Your decisions are saved."),
    )


class TroubleDialog(QDialog):
    """Says it once; what happens again while it is open is counted in it."""

    def __init__(self, kept: Kept, occasion: Occasion, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Annotator")
        happened, meaning = occasion.value
        self.name = kept.name
        self.happened = Paragraph(_(happened), theme.ink, px=19, is_bold=True)
        self.meaning = Paragraph(_(meaning), theme.ink)
        self.times = Paragraph("", theme.muted)
        self.asked = Paragraph(_ask(), theme.muted)
        self.unkept = Paragraph("", theme.warning)
        self.view = ReportView(theme)
        self.leave = QPushButton(_("Close"))
        self.leave.setObjectName("main")
        self.leave.setDefault(True)
        self.leave.clicked.connect(self.accept)
        self.view.buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        for said in (self.happened, self.meaning, self.times, self.asked, self.unkept):
            column.addWidget(said)
        column.addWidget(self.view, 1)
        size = self.screen().availableSize() * 0.9
        self.resize(min(_WIDTH, size.width()), min(_HEIGHT, size.height()))
        self.count(kept)
        self.leave.setFocus()
        announce(self, _(happened))

    def count(self, kept: Kept) -> None:
        """Show the report as it is now, and how often it happened since the program was started."""
        often = n_("It happened {count} time.", "It happened {count} times.", kept.times)
        self.times.say(often.format(count=number(kept.times)) if kept.times > 1 else "")
        unkept = _("The report could not be kept by itself. If you want it, copy or save it now.")
        self.unkept.say("" if kept.path is not None else unkept)
        self.view.show_report(kept.report.text(), folder=kept.path.parent if kept.path is not None else None)


def _ask() -> str:
    return _(
        "To have it mended, send this text to whoever helps you with Annotator. It says where in the "
        "program it went wrong. No text of articles is in it, and no names of articles, files or "
        "annotators. It stays on this computer unless you send it."
    )
