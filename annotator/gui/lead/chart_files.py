"""A chart leaves the window: to the clipboard, as a picture, a drawing or a table in a file, on paper."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QImageWriter, QPagedPaintDevice, QPainter
from PySide6.QtWidgets import QApplication

from annotator.charts.rows import to_rows
from annotator.charts.svg import to_svg
from annotator.errors import AnnotatorError
from annotator.gui.choosing import file_to_make
from annotator.gui.lead.painting import image_of, on_paper, paint
from annotator.gui.theme import LIGHT
from annotator.project.staging import writing_errors
from annotator.reports.csv import ENCODING, to_csv
from annotator.words import N_, _

if TYPE_CHECKING:
    from annotator.gui.lead.canvas import ChartView

_KINDS: Final = {
    "png": N_("Pictures (*.png)"),
    "svg": N_("Drawings (*.svg)"),
    "csv": N_("Tables (*.csv)"),
}
_NOT_IN_NAMES: Final = '\\/:*?"<>|\n\t'
_LONGEST_NAME: Final = 60


class ChartFiles(QObject):
    """What can be done with the chart of a view; says what was done, or why not."""

    told = Signal(str)
    refused = Signal(str)

    def __init__(self, view: "ChartView") -> None:
        super().__init__(view)
        self._view = view

    def copy(self) -> None:
        """Put the chart on the clipboard, as a picture and as a table, for whichever is pasted."""
        held = QMimeData()
        held.setImageData(image_of(self._view.chart, font=self._view.font()))
        held.setText("\n".join("\t".join(row) for row in to_rows(self._view.chart)))
        QApplication.clipboard().setMimeData(held)
        self.told.emit(_("Copied: the chart, as a picture and as a table."))

    def ask(self, kind: str) -> None:
        """Let the person name a file of a kind, png, svg or csv, and write it."""
        name = f"{_file_name(self._view.chart.title)}.{kind}"
        path = file_to_make(self._view, _("Save the chart"), _(_KINDS[kind]), name=name, suffix=kind)
        if path is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Write the chart to a new file, of the kind that its ending says, and say so or why not."""
        made: dict[str, Callable[[], bytes]] = {".svg": self._svg, ".csv": self._csv}
        content = made.get(path.suffix.lower(), self._png)()
        try:
            with writing_errors(path), path.open("xb") as file:
                file.write(content)
        except AnnotatorError as error:
            self.refused.emit(str(error))
        else:
            self.told.emit(_("Saved: {path}").format(path=f"\u2066{path}\u2069"))

    def print(self) -> None:
        """Ask for a printer, and print the chart as wide as the page."""
        # Loaded here: nothing else on the page needs what Qt has for printers.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._view)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.show()

    def print_on(self, device: QPagedPaintDevice) -> None:
        """Print the chart on one page: as wide as the paper allows, and whole."""
        font = self._view.font()
        drawing = on_paper(self._view.chart, font=font)
        painter = QPainter(device)
        try:
            page = painter.viewport()
            share = min(page.width() / drawing.width, page.height() / max(1.0, drawing.height))
            painter.scale(share, share)
            paint(painter, drawing, font=font)
        finally:
            painter.end()

    def _png(self) -> bytes:
        held = QByteArray()
        buffer = QBuffer(held)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image_of(self._view.chart, font=self._view.font()))
        buffer.close()
        return bytes(held.data())

    def _svg(self) -> bytes:
        return to_svg(on_paper(self._view.chart, font=self._view.font()), paper=LIGHT.panel).encode()

    def _csv(self) -> bytes:
        return to_csv(to_rows(self._view.chart)).encode(ENCODING)


def _file_name(title: str) -> str:
    kept = "".join(" " if letter in _NOT_IN_NAMES else letter for letter in title)
    return " ".join(kept.split())[:_LONGEST_NAME].strip(" .") or "chart"
