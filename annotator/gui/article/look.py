"""How an article looks: the values that the window hands in, and the sizes that follow from them."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from annotator.gui.colours import blend, contrast

_WHITE: Final = "#ffffff"
_NIGHT: Final = "#16181d"
_BLACK: Final = "#000000"
_AMBER: Final = "#ffb61e"
_LEGIBLE: Final = 4.5
_SAMPLE: Final = "وأفادت المصادر الدبلوماسية الرفيعة في حديثها بأن المباحثات التي احتضنتها الرباط"


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as "#rrggbb", font families, and the size of the text in pixels.

    `line_spacing` multiplies the distance between lines; 1.0 leaves room for a row of chips above
    and two lanes below. `shows_invisible` draws signs for blanks, breaks and format characters.
    """

    paper: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    selection: str
    caret: str
    is_dark: bool
    text_family: str
    ui_family: str
    text_px: int = 20
    line_spacing: float = 1.0
    shows_invisible: bool = False


PLAIN: Final = Look(
    paper="#ffffff",
    ink="#000000",
    muted="#606060",
    accent="#0050c0",
    on_accent="#ffffff",
    selection="#b0d0ff",
    caret="#000000",
    is_dark=False,
    text_family="",
    ui_family="",
)
"""What a view looks like until it is told."""


@dataclass(frozen=True, slots=True)
class Print:
    """One kind of text: its font, the box in pixels that a line of it fills, the lanes kept free below.

    `ascent` and `descent` are the box's, measured from the base line; they are set so that the
    highlights of all lines are alike, whatever fonts a line falls back to. `advance` is the width of a
    character on average.
    """

    font: QFont
    ascent: int
    descent: int
    advance: float
    lanes: int

    @property
    def height(self) -> int:
        """The height of the box in pixels."""
        return self.ascent + self.descent


@dataclass(frozen=True, slots=True)
class Sizes:
    """Every distance of the page, in pixels, all derived from the size of the text."""

    body: Print
    title: Print
    chip_font: QFont
    subtitle_font: QFont
    column: int
    margin: int
    chip_row: int
    chip_padding: int
    chip_gap: int
    chip_drop: int
    lane: int
    stroke: int
    hair: int
    leading: int
    paragraph_gap: int
    blank: int
    top: int
    subtitle: int


def sizes(look: Look) -> Sizes:
    """Derive the distances of a page from `look`."""
    return _sizes(look.text_family, look.ui_family, look.text_px, look.line_spacing)


@cache
def _sizes(text_family: str, ui_family: str, text_px: int, line_spacing: float) -> Sizes:
    def scaled(pixels: float) -> int:
        return max(1, round(pixels * text_px / 20))

    body_font = _font(text_family, text_px)
    metrics = QFontMetricsF(body_font)
    body = Print(body_font, round(metrics.ascent()), round(metrics.descent()), _advance(body_font), lanes=2)
    title_px = scaled(26)
    title_font = _font(ui_family, title_px, is_bold=True)
    # The face's own line is 2.1 times its size, far more than its letters and marks need.
    title = Print(title_font, round(title_px * 1.08), round(title_px * 0.46), _advance(title_font), lanes=1)
    # Words on chips stay readable, however small the text is.
    chip_row, lane = max(16, scaled(18)), max(5, scaled(5))
    pitch = chip_row + body.height + 2 * lane
    chip_font = _font(ui_family, max(9, scaled(11)))
    chip_metrics = QFontMetricsF(chip_font)
    # The face's line has its middle above that of its letters.
    drop = (chip_metrics.capHeight() - chip_metrics.ascent() + chip_metrics.descent()) / 2
    return Sizes(
        body=body,
        title=title,
        chip_font=chip_font,
        subtitle_font=_font(ui_family, scaled(13)),
        column=scaled(740),
        margin=scaled(24),
        chip_row=chip_row,
        chip_padding=scaled(5),
        chip_gap=scaled(3),
        chip_drop=round(drop),
        lane=lane,
        stroke=max(2, scaled(2)),
        hair=scaled(1),
        leading=max(0, round(pitch * (line_spacing - 1.0))),
        paragraph_gap=scaled(7),
        blank=scaled(16),
        top=scaled(16),
        subtitle=scaled(36),
    )


def _font(family: str, pixels: int, *, is_bold: bool = False) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(6, pixels))
    font.setBold(is_bold)
    return font


def _advance(font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of one label on one paper; a suggestion's chip is a frame on `chip_paper`."""

    line: QColor
    tint: QColor
    lettering: QColor
    chip_paper: QColor
    framed_lettering: QColor


@cache
def ink(colour: str, *, paper: str, is_dark: bool) -> Ink:
    """Return what a mark of `colour` is painted in; all lettering has a contrast of 4.5 at least."""
    line = QColor(colour)
    chip_paper = QColor(paper) if is_dark else blend(_WHITE, paper, share=0.7)
    return Ink(
        line=line,
        tint=blend(colour, paper, share=0.24 if is_dark else 0.16),
        lettering=_legible(on=line),
        chip_paper=chip_paper,
        framed_lettering=line if contrast(line, chip_paper) >= _LEGIBLE else _legible(on=chip_paper),
    )


def _legible(*, on: QColor) -> QColor:
    """Return white or near black where that is legible, else black, which then is."""
    inks = (QColor(_WHITE), QColor(_NIGHT))
    return next((one for one in inks if contrast(one, on) >= _LEGIBLE), QColor(_BLACK))


@cache
def found(look: Look, *, is_current: bool) -> tuple[QColor, QColor]:
    """Return what is painted behind a search hit and around it: amber, as no selection is.

    The current hit is the stronger one. The line around it tells a hit from the tint of a label.
    """
    share = (0.42 if look.is_dark else 0.75) if is_current else (0.2 if look.is_dark else 0.35)
    return blend(_AMBER, look.paper, share=share), blend(_AMBER, look.ink, share=0.9 if look.is_dark else 0.6)
