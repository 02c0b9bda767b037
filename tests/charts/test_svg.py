"""SVG that any browser shapes, that can be read out, and that fetches nothing."""

import xml.etree.ElementTree as ET

import pytest

from annotator.charts.drawing import Anchor, Drawing, Mark, Rect, Stroke, Words
from annotator.charts.svg import to_svg

SVG = "{http://www.w3.org/2000/svg}"
DRAWING = Drawing(
    'Who <said> "so" & why',
    200,
    60,
    (
        Rect(1, 2, 30, 10, "#ff0000", 0.5, 5),
        Stroke(((0, 0), (10.5, 20.123)), "#00ff00", 2.0),
        Words("شخص <b>", 190, 20, 14, "#0000ff", Anchor.RIGHT, is_bold=True),
        Words("هيئة", 50, 50, 12, "#000000", is_turned=True),
        Words("0.86", 100, 20, 12, "#000000", Anchor.MIDDLE),
    ),
    (Mark("k", "شخص: 0.86 <x>", 0, 0, 200, 30),),
    is_mirrored=True,
)


@pytest.fixture
def svg() -> ET.Element:
    return ET.fromstring(to_svg(DRAWING))


def test_it_says_what_it_is(svg: ET.Element) -> None:
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == svg.findtext(f"{SVG}title") == 'Who <said> "so" & why'
    assert svg.findtext(f"{SVG}desc") == "شخص: 0.86 <x>"


def test_words_keep_their_letters_and_get_a_direction(svg: ET.Element) -> None:
    texts = svg.findall(f"{SVG}text")
    assert [text.text for text in texts] == ["شخص <b>", "هيئة", "0.86"]
    assert all("direction:rtl;unicode-bidi:isolate" in text.get("style", "") for text in texts)
    assert [text.get("text-anchor") for text in texts] == ["start", "end", "middle"]
    assert texts[0].get("font-weight") == "700"
    assert texts[1].get("transform") == "rotate(-90 50 50)"


def test_from_the_left_words_are_anchored_the_other_way() -> None:
    plain = Drawing(
        "t", 10, 10, (Words("a", 0, 5, 12, "#000"), Words("b", 9, 5, 12, "#000", Anchor.RIGHT)), ()
    )
    texts = ET.fromstring(to_svg(plain)).findall(f"{SVG}text")
    assert [text.get("text-anchor") for text in texts] == ["start", "end"]


def test_shapes_stand_where_they_were_laid(svg: ET.Element) -> None:
    rect = svg.find(f"{SVG}rect")
    assert rect is not None
    assert [rect.get(name) for name in ("x", "y", "width", "height", "rx")] == ["1", "2", "30", "10", "5"]
    assert rect.get("style") == "fill:#ff0000;opacity:0.5"
    line = svg.find(f"{SVG}polyline")
    assert line is not None
    assert line.get("points") == "0,0 10.5,20.12"


def test_what_a_mark_says_is_shown_where_one_points(svg: ET.Element) -> None:
    titles = [rect.findtext(f"{SVG}title") for rect in svg.findall(f"{SVG}rect")]
    assert titles == [None, "شخص: 0.86 <x>"]


def test_a_part_of_a_page_needs_no_namespace_and_a_file_has_its_paper() -> None:
    assert "xmlns" not in to_svg(DRAWING, is_alone=False)
    assert "font-family" not in to_svg(DRAWING, is_alone=False)
    first = ET.fromstring(to_svg(DRAWING, paper="#ffffff")).find(f"{SVG}rect")
    assert first is not None
    assert first.get("style") == "fill:#ffffff"


def test_a_colour_cannot_break_out() -> None:
    hostile = Drawing("t", 1, 1, (Rect(0, 0, 1, 1, '"/><script>'),), ())
    assert "<script" not in to_svg(hostile)
