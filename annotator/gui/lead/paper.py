"""A report on paper: as PDF, on A4, with the number of each page under it."""

from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from annotator.gui import fonts
from annotator.gui.lead.paper_flow import pages_of
from annotator.gui.lead.paper_layer import with_letters
from annotator.gui.lead.paper_letters import Letters
from annotator.gui.lead.paper_parts import Paper
from annotator.reports.report import Report
from annotator.reports.saving import save
from annotator.words import _, number

_PER_INCH: Final = 96
"""Pixels, in which everything is laid out."""
_MARGIN: Final = 14
"""Millimetres around a page."""
_FOOT: Final = 28.0


def save_pdf(report: Report, path: Path, *, project: Path, replaces: bool = True) -> None:
    """Write the report as PDF, whole or not at all; raises what `reports.saving.save` does.

    Where no window is open a program without one is made: on a screen that is not there Qt has to be told
    so before, by QT_QPA_PLATFORM=offscreen.
    """
    save(pdf(report), path, project=project, replaces=replaces)


def pdf(report: Report) -> bytes:
    """Return the report as a PDF file."""
    _program()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(f"{report.title} · {report.subtitle}")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    letters = print_on(writer, report)
    points = QPageLayout.Unit.Point
    paper, inside = writer.pageLayout().fullRect(points), writer.pageLayout().paintRect(points)
    per_inch = writer.resolution()
    del writer  # ends the file
    buffer.close()
    corner = (inside.left(), paper.height() - inside.top())
    return with_letters(bytes(held.data()), letters.pages, per_inch=per_inch, corner=corner)


@cache
def _program() -> QCoreApplication:
    """Return the running program, or one without a window, kept: typefaces are registered with it once."""
    return QGuiApplication.instance() or QGuiApplication([])


def print_on(device: QPagedPaintDevice, report: Report) -> Letters:
    """Print the report on as many pages as it takes; return which letters stand where."""
    painter = QPainter(device)
    try:
        scale = painter.device().logicalDpiX() / _PER_INCH
        page = painter.viewport()
        width, height = page.width() / scale, page.height() / scale
        painter.scale(scale, scale)
        paper = Paper(width=width, height=height - _FOOT, families=fonts.load())
        pages = pages_of(list(paper.report(report)), height=height - _FOOT)
        for place, blocks in enumerate(pages):
            if place:
                device.newPage()
            paper.letters.turn_over()
            for y, block in blocks:
                block.draw(painter, y)
            words = _("{title} · page {page} of {pages}").format(
                title=report.title, page=number(place + 1), pages=number(len(pages))
            )
            foot = paper.footer(words)
            foot.draw(painter, 0, height - foot.height)
    finally:
        painter.end()
    return paper.letters
