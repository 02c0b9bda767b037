"""Which typefaces Qt draws a text with: those it takes letters from, not those it was asked for."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QGuiApplication, QTextLayout, QTextOption

from annotator.gui.fonts import Families

SAMPLES: Final = {
    "arabic": "وصل اللواء محمد بريظ إلى الرباط، «١٢٣» ﷲ پچڤگ؟",
    "latin": "NATO – “Rabat”, é ç 2026: 123.",
}
_PX: Final = 20
_WIDE: Final = 100_000


def application() -> QCoreApplication:
    """Return Qt's application, made where there is none; as long as it is kept, Qt knows typefaces."""
    return QGuiApplication.instance() or QGuiApplication(["annotator"])


def families_drawn(text: str, *, family: str) -> list[str]:
    """Return the families of the glyphs of one line of text, by name.

    Needs a QGuiApplication.
    """
    font = QFont(family)
    font.setPixelSize(_PX)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_WIDE)
    layout.endLayout()
    return sorted({run.rawFont().familyName() for run in line.glyphRuns()})


def drawn_with(families: Families) -> dict[str, dict[str, list[str]]]:
    """Return what samples of both scripts are drawn with, for reading (`text`) and for all else (`ui`)."""
    return {
        use: {script: families_drawn(text, family=family) for script, text in SAMPLES.items()}
        for use, family in families._asdict().items()
    }
