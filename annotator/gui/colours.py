"""Colours mixed and compared; knows no theme and no widget."""

from functools import cache

from PySide6.QtGui import QColor


def blend(over: str, under: str, *, share: float) -> QColor:
    """Mix two opaque colours; `share` in [0, 1] is the part of `over`."""
    pairs = zip(_channels(QColor(over)), _channels(QColor(under)), strict=True)
    return QColor.fromRgbF(*(top * share + bottom * (1 - share) for top, bottom in pairs))


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@cache
def lightened(colour: str, *, on: str, ratio: float) -> str:
    """Return `colour` mixed with as much white as it takes to stand out from `on` by `ratio`."""
    steps = (blend("#ffffff", colour, share=step / 20) for step in range(21))
    paper = QColor(on)
    return next((mixed for mixed in steps if contrast(mixed, paper) >= ratio), QColor("#ffffff")).name()


def _channels(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


def _luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
