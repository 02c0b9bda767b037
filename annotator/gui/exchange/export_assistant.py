"""The export assistant: what goes out on one side, what of it this format holds on the other; then the proof.

It holds nothing up; the data is written beside the window, whether it is open or not.
"""

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.choosing import place_to_make
from annotator.gui.exchange.delivery import Delivery
from annotator.gui.exchange.export_choices import ExportChoices
from annotator.gui.exchange.export_result import ExportResult
from annotator.gui.exchange.loss_view import LossView
from annotator.gui.exchange.two_sides import TwoSides, scrolling
from annotator.gui.exchange.under_way import UnderWay
from annotator.gui.marks import label_words
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.schema import Schema
from annotator.words import _

_SIZE: Final = (1120, 740)  # pixels, where the screen has them
_LEAST: Final = (440, 320)  # pixels of the two sides


class ExportAssistant(QDialog):
    """Shows a Delivery. Enter writes; Esc leaves. It deletes itself when it is left."""

    def __init__(
        self, delivery: Delivery, schema: Schema, theme: Theme, *, project: Path, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Export training data"))
        self._delivery, self._theme, self._project = delivery, theme, project
        self._is_named = False
        self._keys_on: QWidget | None = None
        self.choices = ExportChoices(schema, theme)
        self.losses = LossView(theme, lambda label: _named(schema, theme, label))
        self.under_way = UnderWay()
        self.outcome = ExportResult(theme, lambda label: _named(schema, theme, label))
        self.place = QLineEdit()
        self.place.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.place.setAccessibleName(_("Where to"))
        self.choose_place = QPushButton(_("Where to…"))
        self.warning = Paragraph("", theme.warning, px=13)
        self.open_folder = QPushButton(_("Open the folder"))
        self.leave = QPushButton()
        self.give = QPushButton()
        self.give.setObjectName("main")
        self.pages = QStackedWidget()
        sides = TwoSides(self.choices, scrolling(self.losses, name=_("What is left out")), least=_LEAST)
        for page in (sides, self.under_way, self.outcome):
            self.pages.addWidget(page)
        self._lay_out()
        self._connect()
        delivery.begin()
        self._show()

    def _lay_out(self) -> None:
        self._where = QWidget()
        where = QHBoxLayout(self._where)
        where.setContentsMargins(0, 0, 0, 0)
        where.setSpacing(8)
        where.addWidget(self.place, 1)
        where.addWidget(self.choose_place)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.warning, 1)
        row.addStretch()
        for button in (self.open_folder, self.leave, self.give):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(self.pages, 1)
        column.addWidget(self._where)
        column.addLayout(row)
        self.give.setDefault(True)  # only a button that is in its dialog by now can be what Enter presses
        size = self.screen().availableSize() * 0.94
        self.resize(min(_SIZE[0], size.width()), min(_SIZE[1], size.height()))

    def _connect(self) -> None:
        delivery = self._delivery
        delivery.changed.connect(self._show)
        delivery.progressed.connect(self.under_way.show_progress)
        self.under_way.stop_requested.connect(delivery.stop)
        self.choices.changed.connect(lambda changes: delivery.want(delivery.wish.but(**changes)))
        self.place.editingFinished.connect(self._name_place)
        self.place.textEdited.connect(lambda _text: self._name_place())
        self.choose_place.clicked.connect(lambda _on=False: self._choose_place())
        self.open_folder.clicked.connect(lambda _on=False: self._open_folder())
        self.leave.clicked.connect(self.close)
        self.give.clicked.connect(lambda _on=False: self._give())

    # --- what it shows --------------------------------------------------------------------------

    def _show(self) -> None:
        delivery = self._delivery
        if delivery.is_running:
            if self.pages.currentWidget() is not self.under_way:
                self.under_way.begin(
                    _("Training data is being written and read back"),
                    _("You can close this and go on working. Nothing takes its name before it is proven."),
                )
                self.pages.setCurrentWidget(self.under_way)
        elif delivery.report is not None:
            self.outcome.show_report(delivery.report)
            self.pages.setCurrentWidget(self.outcome)
        else:
            self.pages.setCurrentIndex(0)
            self._show_choices()
        self._show_buttons()
        self._place_keys()

    def _show_choices(self) -> None:
        delivery = self._delivery
        if delivery.facts is not None:
            self.choices.show_wish(delivery.wish, delivery.facts, delivery.forecast)
            self._propose_place()
        if delivery.problem:
            self.losses.show_nothing(delivery.problem, is_bad=True)
        elif delivery.forecast is not None:
            self.losses.show_forecast(delivery.forecast)
        elif delivery.facts is not None and not delivery.wish.by:
            self.losses.show_nothing(
                _("Say whose work goes out; then what this format holds and what it leaves out is counted.")
            )
        elif not self.losses.title.text():
            self.losses.show_nothing(_("Counting…"))

    def _show_buttons(self) -> None:
        delivery = self._delivery
        is_choosing = self.pages.currentIndex() == 0
        is_over = self.pages.currentWidget() is self.outcome
        self._where.setVisible(is_choosing)
        self.open_folder.setVisible(is_over)
        self.leave.setText(_("Cancel") if is_choosing else _("Close"))
        self.give.setVisible(not delivery.is_running)
        self.give.setText(_("Export") if is_choosing else _("Export more…"))
        self.give.setEnabled(is_over or delivery.is_ready)
        out = delivery.wish.out
        is_there = is_choosing and out is not None and out.exists()
        words = _("«{name}» is there already and will be replaced once the new one is proven.")
        self.warning.say(words.format(name=out.name) if is_there and out is not None else "")

    def _place_keys(self) -> None:
        """Let the keys begin, once a page, where Enter does what comes next or the first question is."""
        page, delivery = self.pages.currentWidget(), self._delivery
        is_choosing = self.pages.currentIndex() == 0
        if page is self._keys_on or (is_choosing and delivery.facts is None):
            return
        self._keys_on = page
        if is_choosing:
            self.choices.first_question(delivery.wish).setFocus()
        else:
            # While it is written a second Enter must not stop what the first began.
            (self.leave if page is self.under_way else self.open_folder).setFocus()

    def _propose_place(self) -> None:
        """Propose a place beside the project, until a person named another."""
        if self._is_named or self._delivery.facts is None or not self._delivery.wish.by:
            return
        wish = self._delivery.wish
        format_ = self._delivery.facts.format(wish.format)
        suffix = "" if format_.is_folder or wish.split is not None else format_.suffix
        name = _file_name(self._project.stem, wish.by, wish.format, suffix=suffix)
        out = self._project.with_name(name)
        self.place.setText(str(out))
        self._delivery.want(wish.but(out=out))

    # --- what a person does ---------------------------------------------------------------------

    def _name_place(self) -> None:
        text = self.place.text().strip()
        if text != str(self._delivery.wish.out or ""):
            self._is_named = bool(text)
            self._delivery.want(self._delivery.wish.but(out=Path(text).expanduser() if text else None))

    def _choose_place(self) -> None:
        out = self._delivery.wish.out
        suffix = out.suffix.lstrip(".") if out is not None else ""
        path = place_to_make(self, _("Export training data"), out or self._project, suffix=suffix)
        if path is not None:
            self.place.setText(str(path))
            self._name_place()

    def _open_folder(self) -> None:
        report = self._delivery.report
        if report is not None:
            folder = report.path if report.path.is_dir() else report.path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder.absolute())))

    def _give(self) -> None:
        if self._delivery.report is not None:
            self._delivery.put_away()
            self._delivery.begin()
        else:
            self._delivery.start()

    def done(self, result: int) -> None:
        """Leave; what is being written goes on."""
        if self.isVisible():
            self._delivery.changed.disconnect(self._show)
            if not self._delivery.is_running:
                self._delivery.put_away()
        super().done(result)
        self.deleteLater()


def _file_name(*parts: str, suffix: str) -> str:
    """Return a name for a file, without blanks and what no file's name may hold, its ending said once."""
    name = "-".join(re.sub(r'[\s/\\:*?"<>|]+', "-", part) for part in parts)
    return name.removesuffix(f"-{suffix.removeprefix('.')}") + suffix if suffix else name


def _named(schema: Schema, theme: Theme, label: str) -> tuple[str, str]:
    known, _dot, sublabel = label.partition(".")
    if known not in schema:
        return label, theme.muted
    return label_words(schema, known, sublabel), theme.colour_of(schema.label(known))
