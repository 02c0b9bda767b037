"""How an article looks: the values that the window hands in, and the sizes that follow from them."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from annotator.gui.colours import blend, contrast

_WHITE: Final = "#ffffff"
_NIGHT: Final = "#16181d"
_AMBER: Final = "#ffb61e"
_SAMPLE: Final = "وأفادت المصادر الدبلوماسية الرفيعة في حديثها بأن المباحثات التي احتضنتها الرباط"


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as "#rrggbb", font families, and the size of the text in pixels.

    `line_spacing` multiplies the distance between lines; 1.0 leaves room for a row of chips above
    and two lanes below.
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
    lane: int
    stroke: int
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
    chip_row, lane = scaled(16), scaled(5)
    pitch = chip_row + body.height + 2 * lane
    return Sizes(
        body=body,
        title=title,
        chip_font=_font(ui_family, scaled(11)),
        subtitle_font=_font(ui_family, scaled(13)),
        column=scaled(740),
        margin=scaled(24),
        chip_row=chip_row,
        chip_padding=scaled(5),
        lane=lane,
        stroke=max(2, scaled(2)),
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
    """The colours of one label on one paper."""

    line: QColor
    tint: QColor
    lettering: QColor
    chip_paper: QColor


@cache
def ink(colour: str, *, paper: str, is_dark: bool) -> Ink:
    """Return what a mark of `colour` is painted in."""
    line = QColor(colour)
    white = QColor(_WHITE)
    night = QColor(_NIGHT)
    is_white_clear = contrast(white, line) >= min(4.5, contrast(night, line))
    return Ink(
        line=line,
        tint=blend(colour, paper, share=0.24 if is_dark else 0.16),
        lettering=white if is_white_clear else night,
        chip_paper=QColor(paper) if is_dark else blend(_WHITE, paper, share=0.7),
    )


@cache
def found_colour(look: Look, *, is_current: bool) -> QColor:
    """Return what is painted behind a search hit: amber, as no selection is, the current one stronger."""
    share = (0.42 if look.is_dark else 0.75) if is_current else (0.24 if look.is_dark else 0.4)
    return blend(_AMBER, look.paper, share=share)
