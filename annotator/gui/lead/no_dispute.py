"""What stands where there is no dispute to show: why, and what comes next."""

import shlex
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from annotator.gui.blocks import command_line
from annotator.gui.lead.docket import IMPORTED, OPEN, SETTLED, Docket, Wish
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.words import _, n_, number

_WIDTH = 560


class NoDispute(QWidget):
    """A sentence, and a button or a command for what to do."""

    export_requested = Signal()
    all_requested = Signal()
    """Disputes of every kind are to be shown."""
    tab_requested = Signal(str)
    """What is SETTLED or IMPORTED of the same kind is to be shown."""

    def __init__(self, path: Path, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = Paragraph("", theme.ink, px=18, is_bold=True)
        self._why = Paragraph("", theme.ink)
        project = shlex.quote(str(path))
        self._command: QLineEdit = command_line(f"annotator open {project} --annotator NAME")
        self._command.setToolTip(self._command.text())  # which may be longer than the field
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(_("Reading what is in dispute…"))
        self.export = QPushButton(_("Export gold…"))
        self.export.setObjectName("main")
        self.export.clicked.connect(self.export_requested)
        self.all = QPushButton(_("Show all disputes"))
        self.all.clicked.connect(self.all_requested)
        self.settled, self.imported = QPushButton(), QPushButton()
        self.settled.clicked.connect(lambda: self.tab_requested.emit(SETTLED))
        self.imported.clicked.connect(lambda: self.tab_requested.emit(IMPORTED))
        inside = QWidget()
        inside.setObjectName("clear")
        inside.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        for widget in (self._title, self._why, self._progress, self._command):
            column.addWidget(widget)
        for button in (self.settled, self.imported, self.export, self.all):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inside, 8)
        row.addStretch(1)
        around = QVBoxLayout(self)
        around.addStretch(2)
        around.addLayout(row)
        around.addStretch(3)

    def said(self) -> str:
        """Return what is said."""
        return " ".join(filter(None, (self._title.text(), self._why.text())))

    def wait(self) -> None:
        """Say that the project is being read."""
        self._progress.setRange(0, 0)
        self._say(_("Reading what is in dispute…"), "", self._progress)

    def show_progress(self, done: int, total: int) -> None:
        """Show how much is read."""
        self._progress.setRange(0, max(1, total))
        self._progress.setValue(done)

    def refuse(self, sentence: str) -> None:
        """Say why nothing could be read."""
        self._say(sentence, "")

    def show_why(self, docket: Docket, wish: Wish) -> None:
        """Say why a docket has nothing of what is wanted, and where there is any."""
        desk, elsewhere = docket.desk, self._elsewhere(docket, wish)
        if wish.is_narrow and elsewhere:
            self._say(
                _("No open dispute is of this kind") if wish.tab == OPEN else _("None of this kind is here"),
                _("There are such places all the same:"),
                *elsewhere,
                self.all,
            )
        elif wish.is_narrow:
            self._say(_("No dispute is of this kind"), _("Others may be."), self.all)
        elif wish.settled:
            self._say(_("Nothing is settled yet"), _("What is ruled stands here, with who ruled it and how."))
        elif not desk.to_do and desk.imported:
            self._say(
                _("Gold was imported"),
                _(
                    "It is left as it came. Look at the places where annotators differ, beside it; there it"
                    " can be taken out, to be made here."
                )
                if self.imported in elsewhere
                else _("It is left as it came, and can be exported."),
                *elsewhere,
                self.export,
            )
        elif not desk.to_do:
            self._say(
                _("There is no second annotator yet"),
                _(
                    "Have a second person finish the same articles, in this project under another name, or"
                    " import finished work with Import. To open the project under a name:"
                ),
                self._command,
            )
        else:
            self._say(
                _("Every dispute is settled"),
                _("Gold has what all agree on and what was ruled. It can be exported as training data."),
                *elsewhere,
                self.export,
            )

    def _elsewhere(self, docket: Docket, wish: Wish) -> list[QPushButton]:
        """Return the buttons that lead to places of the same kind which are settled, or of imported gold."""
        counts, found = docket.counts(wish), []
        settled = n_("Show the {count} settled place", "Show the {count} settled places", counts[SETTLED])
        imported = n_(
            "Show the {count} place of imported gold",
            "Show the {count} places of imported gold",
            counts[IMPORTED],
        )
        for tab, button, words in (
            (SETTLED, self.settled, settled),
            (IMPORTED, self.imported, imported),
        ):
            button.setText(words.format(count=number(counts[tab])))
            if counts[tab] and tab != wish.tab:
                found.append(button)
        return found

    def _say(self, title: str, why: str, *shown: QWidget) -> None:
        self._title.say(title)
        self._why.say(why)
        for widget in (
            *(self._progress, self._command, self.settled, self.imported),
            *(self.export, self.all),
        ):
            widget.setVisible(widget in shown)
