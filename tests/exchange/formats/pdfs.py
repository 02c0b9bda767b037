"""PDFs made by hand, so that a test says which shape stands where and which letters it is said to be."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Shape(NamedTuple):
    """A shape: the letters that the font says it is (None: it says nothing), place and width in points."""

    text: str | None
    x: float
    y: float
    width: float = 6.0
    size: float = 12.0
    stands_for: str | None = None  # ActualText


def printed(lines: Iterable[str], *, x: float = 60.0, top: float = 800.0, width: float = 6.0) -> list[Shape]:
    """Return the shapes of lines in visual order, each letter one shape, 16 points a line."""
    return [
        Shape(letter, x + column * width, top - 16 * row, width)
        for row, line in enumerate(lines)
        for column, letter in enumerate(line)
    ]


def pdf(
    *pages: Sequence[Shape], info: str = "", picture: bool = False, rotated: int = 0, is_locked: bool = False
) -> bytes:
    """Return a PDF with one page for each list of shapes, in a font that has them all; nobody has its key."""
    shapes = list(dict.fromkeys((shape.text, shape.width / shape.size) for page in pages for shape in page))
    codes = {shape: number for number, shape in enumerate(shapes, 1)}
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        *_font(codes),
        _stream("\0", "/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"),
        f"<< {info} >>",
        f"<< /Filter /Standard /V 1 /R 2 /O <{'1b' * 32}> /U <{'2c' * 32}> /P -1 >>",
    ]
    for number, page in enumerate(pages):
        drawn = "".join(_drawn(shape, codes[shape.text, shape.width / shape.size]) for shape in page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /Rotate {rotated} /MediaBox [0 0 600 850]"
            " /Resources << /Font << /F 3 0 R >> /XObject << /I 7 0 R >> >>"
            f" /Contents {11 + 2 * number} 0 R >>"
        )
        objects.append(_stream(drawn + ("q 600 0 0 850 0 0 cm /I Do Q\n" if picture else "")))
    return _file(objects, "/Encrypt 9 0 R /ID [<00> <00>]" if is_locked else "")


def _font(codes: Mapping[tuple[str | None, float], int]) -> list[str]:
    """Return a font of two bytes a shape, with what its shapes are and how wide, as objects 3 to 6."""
    texts = {code: text.encode("utf-16-be").hex() for (text, _), code in codes.items() if text is not None}
    mapping = "".join(f"<{code:04x}> <{text}>\n" for code, text in texts.items())
    widths = " ".join(f"{code} [{width * 1000:.1f}]" for (_, width), code in codes.items())
    return [
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [4 0 R]"
        " /ToUnicode 6 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /FontDescriptor 5 0 R /DW 0"
        f" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /W [{widths}] >>",
        "<< /Type /FontDescriptor /FontName /X /Flags 4 /Ascent 800 /Descent -200 /CapHeight 700"
        " /ItalicAngle 0 /StemV 80 /FontBBox [0 -200 1000 800] >>",
        _stream(
            "/CIDInit /ProcSet findresource begin begincmap\n"
            "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            f"{len(texts)} beginbfchar\n{mapping}endbfchar endcmap end"
        ),
    ]


def _drawn(shape: Shape, code: int) -> str:
    text = f"BT /F {shape.size} Tf 1 0 0 1 {shape.x:.2f} {shape.y:.2f} Tm <{code:04x}> Tj ET\n"
    if shape.stands_for is None:
        return text
    said = b"\xfe\xff" + shape.stands_for.encode("utf-16-be")
    return f"/Span << /ActualText <{said.hex()}> >> BDC\n{text}EMC\n"


def _stream(content: str, entries: str = "") -> str:
    packed = zlib.compress(content.encode("latin-1")).hex() + ">"
    head = f"<< {entries} /Length {len(packed)} /Filter [/ASCIIHexDecode /FlateDecode] >>"
    return f"{head}\nstream\n{packed}\nendstream"


def _file(objects: Sequence[str], entries: str) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{place:010} 00000 n \n" for place in places).encode()
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 8 0 R {entries} >>"
    return out + f"{trailer}\nstartxref\n{start}\n%%EOF\n".encode()
