"""A drawing as SVG: shaped by whoever shows it, with words that can be read out and pointed at."""

from html import escape
from typing import Final

from annotator.charts.drawing import Anchor, Drawing, Item, Mark, Rect, Stroke, Words

FONTS: Final = (
    "'Noto Sans Arabic', 'Noto Sans', 'Segoe UI', 'Geeza Pro', Tahoma, 'DejaVu Sans', system-ui, sans-serif"
)
"""Typefaces for words on a page, the first that is there."""


def to_svg(drawing: Drawing, *, is_alone: bool = True, paper: str = "") -> str:
    """Return the drawing as an `svg` element; alone it is a file of its own, else a part of an HTML page.

    Alone it names its typefaces, and `paper` is the colour behind it. Nothing is fetched and no script
    runs: what a mark says stands in its title, which browsers show where one points at it.
    """
    width, height = _short(drawing.width), _short(drawing.height)
    alone = f' xmlns="http://www.w3.org/2000/svg" font-family="{FONTS}"' if is_alone else ""
    direction = "rtl" if drawing.is_mirrored else "ltr"
    described = escape("; ".join(mark.words for mark in drawing.marks))
    title = escape(drawing.title)
    parts = [
        f'<svg{alone} role="img" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' direction="{direction}" aria-label="{title}">',
        f"<title>{title}</title>",
        f"<desc>{described}</desc>",
    ]
    if paper:
        parts.append(f'<rect width="{width}" height="{height}" style="fill:{escape(paper)}"/>')
    parts += [_item(item, is_mirrored=drawing.is_mirrored) for item in drawing.items]
    parts += map(_mark, drawing.marks)
    return "\n".join((*parts, "</svg>"))


def _item(item: Item, *, is_mirrored: bool) -> str:
    match item:
        case Rect():
            place = " ".join(
                f'{name}="{_short(getattr(item, name))}"' for name in ("x", "y", "width", "height")
            )
            corner = f' rx="{_short(item.radius)}"' if item.radius else ""
            return f'<rect {place}{corner} style="fill:{escape(item.colour)}{_opacity(item.opacity)}"/>'
        case Stroke():
            points = " ".join(f"{_short(x)},{_short(y)}" for x, y in item.points)
            return (
                f'<polyline points="{points}" style="fill:none;stroke:{escape(item.colour)};'
                f"stroke-width:{_short(item.width)};stroke-linecap:round;stroke-linejoin:round"
                f'{_opacity(item.opacity)}"/>'
            )
        case Words():
            return _words(item, is_mirrored=is_mirrored)


def _words(item: Words, *, is_mirrored: bool) -> str:
    """Return words as text: where it begins is a side of the picture only once its direction is known."""
    begins = Anchor.RIGHT if is_mirrored else Anchor.LEFT
    if item.anchor == Anchor.MIDDLE:
        anchor = "middle"
    elif item.is_turned:
        anchor = "end" if is_mirrored else "start"
    else:
        anchor = "start" if item.anchor == begins else "end"
    x, y = _short(item.x), _short(item.y)
    turned = f' transform="rotate(-90 {x} {y})"' if item.is_turned else ""
    bold = ' font-weight="700"' if item.is_bold else ""
    direction = "rtl" if is_mirrored else "ltr"
    return (
        f'<text x="{x}" y="{y}" font-size="{_short(item.size)}" text-anchor="{anchor}"{bold}{turned}'
        f' style="fill:{escape(item.colour)};direction:{direction};unicode-bidi:isolate">'
        f"{escape(item.words)}</text>"
    )


def _mark(mark: Mark) -> str:
    place = " ".join(f'{name}="{_short(getattr(mark, name))}"' for name in ("x", "y", "width", "height"))
    return f'<rect {place} fill="none" pointer-events="all"><title>{escape(mark.words)}</title></rect>'


def _opacity(opacity: float) -> str:
    return f";opacity:{_short(opacity)}" if opacity < 1 else ""


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
