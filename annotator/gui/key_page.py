"""The keys on a page, the keyboard and then the table: as HTML, as PDF and on a printer."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import (
    QFont,
    QImageWriter,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication

from annotator.gui.actions import shown_key
from annotator.gui.keyboard_picture import image_of
from annotator.gui.keymap import Holder, KeyMap
from annotator.gui.printed import Printed
from annotator.gui.theme import LIGHT
from annotator.project.staging import writing_errors
from annotator.words import _, is_right_to_left, language

_IMAGE_PX: Final = 2400
_PAGE_PX: Final = 680
"""How wide the picture stands on a page, in a browser's pixels."""
_STYLE: Final = (
    "body { color: #171a21; background: #ffffff; } td { padding: 2px 12px; vertical-align: top; } "
    "h1 { font-size: 20px; } h2 { font-size: 14px; color: #5f6672; }"
)


def html(keys: KeyMap, printed: Printed) -> str:
    """Return the page as HTML that needs no other file."""
    direction = "rtl" if is_right_to_left() else "ltr"
    groups: dict[str, list[Holder]] = {}
    for holder in keys.holders.values():
        groups.setdefault(holder.group, []).append(holder)
    tables = "".join(
        f"<h2>{escape(group)}</h2>{_table(keys, holders, direction)}" for group, holders in groups.items()
    )
    title = escape(_("Keys"))
    after = escape(_("After a label with sublabels, a digit gives the sublabel."))
    # The family stands where a browser looks for it and Qt, which has the window's, does not.
    return (
        f'<!DOCTYPE html><html lang="{language()}" dir="{direction}" style="font-family: sans-serif">'
        '<head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>"
        f'<h1 dir="{direction}">{title}</h1>'
        f'<p><img width="{_PAGE_PX}" src="data:image/png;base64,{_image(keys, printed)}" alt=""></p>{tables}'
        f'<p dir="{direction}">{after}</p>'
        "</body></html>"
    )


def print_on(device: QPagedPaintDevice, keys: KeyMap, printed: Printed) -> None:
    """Print the page."""
    document = QTextDocument()
    font = QFont(QApplication.font())
    font.setPointSizeF(9)
    document.setDefaultFont(font)
    document.setHtml(html(keys, printed))
    document.print_(device)


def save(keys: KeyMap, printed: Printed, path: Path) -> None:
    """Write the page to a new file, HTML where its name says so, else PDF.

    Raises NoRights, NoSpace or CannotWrite, the last also where there is a file of that name.
    """
    is_html = path.suffix.lower() in (".html", ".htm")
    content = html(keys, printed).encode() if is_html else _pdf(keys, printed)
    with writing_errors(path), path.open("xb") as file:
        file.write(content)


def _pdf(keys: KeyMap, printed: Printed) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(_("Keys"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(12, 12, 12, 12), QPageLayout.Unit.Millimeter)
    print_on(writer, keys, printed)
    del writer  # ends the file
    buffer.close()
    return bytes(held.data())


def _table(keys: KeyMap, holders: Iterable[Holder], direction: str) -> str:
    rows = []
    for holder in holders:
        caps = " / ".join(shown_key(key) for key in keys.keys(holder.id)) or "—"
        columns = [
            (f"<b>{escape(caps)}</b>", 22),
            (escape(holder.words), 33),
            (escape(_sublabels(holder)), 45),
        ]
        if direction == "rtl":
            columns.reverse()  # by hand: Qt turns no table round
        edge = "right" if direction == "rtl" else "left"
        cells = "".join(
            f'<td dir="{direction}" align="{edge}" width="{width}%">{words}</td>' for words, width in columns
        )
        rows.append(f"<tr>{cells}</tr>")
    return f'<table dir="ltr" width="100%">{"".join(rows)}</table>'


def _sublabels(holder: Holder) -> str:
    if holder.label is None:
        return ""
    named = enumerate(holder.label.sublabels, start=1)
    return " · ".join(f"{place} {one.names.in_language(language())}" for place, one in named)


def _image(keys: KeyMap, printed: Printed) -> str:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image = image_of(keys, LIGHT, printed=printed, width=_IMAGE_PX, font=QApplication.font())
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return b64encode(buffer.data().data()).decode()
