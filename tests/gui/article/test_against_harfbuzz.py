"""The measure of lines, held to HarfBuzz and the bidi algorithm, to half a pixel.

Left out are two things that Qt does otherwise, and paints accordingly:

- A character that the font lacks comes from a font of Qt's choosing. Such lines are only held to what
  must be true of all: they are tiled, spans are the union of their characters, the pointer finds them.
- Rule L1 of the bidi algorithm puts the blanks at a line's end on the side where the line ends. Qt lets
  them hang over without a place, but counts a blank with a joiner behind it as letters. Marks of embedding
  and isolation are in none of the fonts.

One thing we do otherwise: kerning leaves some letters of Amiri (the ر of المشترك) with a width of nothing or
less. Such a letter shares the box of the one before, or nobody could point at it.
"""

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from itertools import count, pairwise
from pathlib import Path
from typing import NamedTuple

import fontpkg_amiri
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from annotator.gui import fonts
from annotator.gui.article.edges import Edges
from annotator.gui.article.look import Look, sizes
from annotator.gui.article.measure import measure, remeasure
from annotator.gui.article.page import Page
from annotator.gui.article.paragraph import Line, Paragraph
from annotator.gui.article.utf16 import U16
from annotator.text.cleaning import decode
from tests.gui.article.drawing import MakePage, MakeView
from tests.gui.article.harfbuzz import Box, boxes, typeface

HAIR = 0.01
CLOSE = 0.5
NOTO = Path(str(files("pylopdf_fonts_ar")))
PATHS = {
    "Noto Naskh Arabic": NOTO / "NotoNaskhArabic-Variable.ttf",
    "Noto Sans Arabic": NOTO / "NotoSansArabic-Variable.ttf",
    "Amiri": fontpkg_amiri.ROOT / "files" / "Amiri-Regular.ttf",
}
# Debian's libfontconfig1 brings it. Its لا is one glyph, as are its fi and ffi.
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
if DEJAVU.exists():
    PATHS["DejaVu Sans"] = DEJAVU

HARD = [
    "التقى الوفد في الرباط وعاد إلى إسلام آباد",
    "للأمن لإسلام لآسيا الله بمحمد مُحَمَّدٌ شيءٌ لَا المشترك الكركرات",
    "قال NATO في 12/05/2025 إن صفقة F-16 بقيمة 3.5 مليار (USD) قيد الدراسة",
    "نشرت Reuters تقريراً بعنوان “Pakistan–Morocco ties” عن COVID-19 و G20، وفق «الأناضول».",
    "#div-gpt-ad-1677{display:flex;justify-content: center;} وأوضح البراق",
    "content: center;} وأوضح البراق {display:flex;} ضمن",
    "٪35 (1,250) «اقتباس» ١٤ مايو ٢٠٢٥ [3] {x} 10:30",
    "office café AVATAR fluffy, effiC COVID-19 3.5ffiG20: لإسلام flex office12= ?G20 في office",
    "hello world, only Latin here, efficiently fixed: waffles, office",
    "ثم   وصل    إلى   مقر   NATO    مساء   أمس      ",
    "می\u200cخواهم هـ\u200d كتـــاب \u200fNATO\u200e، الأسد\u200eالله\xa0وقال",
]
FOREIGN = [
    "😀🇲🇦 علم 𞸀 وَ🇵🇰 انتهى 👨\u200d👩\u200d👧 NATO 😀G20 لإسلام🇲🇦للأمن",
    "قال → إلى لإسلام ثم وصل إلى → هنا ½ من №5 → office → flex ⟨x⟩ الله ﷺ",
    "The office → flat fix 😀 office №5 → effiC",
    "\u202bقال \u2067NATO \u2069في\u202c COVID-19 \u061cلإسلام ",
    "\u0301 \u064b ـــ \u061c",
]


def split(words: str) -> list[str]:
    return words.split()


ARABIC = split("""
    وقال محمد الله لإسلام للأمن لا لآسيا لأن للرباط مُحَمَّدٌ شيءٌ تقريراً لَا كتـــاب إلى وبباكستان ، ؛ ؟
    فلا بلال الأسد لأكادير مئة لؤي بحمم يحيى نحمده المشترك هـ‍ می‌خواهم
""")
OTHER = split("""
    NATO COVID-19 G20 F-16 USD Reuters office café fi ffi flex Pakistan–Morocco center;} {display:flex; To
    #div-gpt-ad-1677 AVATAR Wave 3.5 12/05/2025 (1,250) ١٤ ٢٠٢٥ 2025 ٪35 35% ٣٫٥ 12/05 +212 -5 ١٢/٠٥ 10:30
    $5 ( ) [ ] { } « » “ ” " ' : ; . ! - – / … & % # @ = < > _ |
""")
PARTS = [*ARABIC * 2, *OTHER, *[" "] * 40, "  ", " ", "‎", "‏", "ـ"]
LENT = ["😀", "🇲🇦", "→", "½", "👨\u200d👩\u200d👧", "\u061c", "\u2067", "\u202c", "中", "\u0301", "\t", "ٱ"]
TEXTS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=40).map("".join)
WILD = st.lists(st.sampled_from([*PARTS, *LENT * 3]), min_size=1, max_size=40).map("".join)
WIDTHS = st.sampled_from([120, 214, 300, 500, 740])
PIXELS = st.sampled_from([16, 20, 23, 40])


@pytest.fixture(scope="module", params=PATHS)
def family(request: pytest.FixtureRequest, qapp: QApplication) -> str:
    fonts.load()
    name: str = request.param
    if name not in QFontDatabase.families():
        assert QFontDatabase.addApplicationFont(str(PATHS[name])) >= 0
    assert name in QFontDatabase.families()
    return name


class Measured(NamedTuple):
    paragraph: Paragraph
    line: Line
    edges: Edges


def lines_of(text: str, look: Look, family: str, *, pixels: int, width: int) -> Iterator[Measured]:
    page = Page(text, has_title=False, has_subtitle=False)
    page.prepare(sizes(replace(look, text_family=family, text_px=pixels)), width=width)
    for index, paragraph in enumerate(page.paragraphs):
        page.place(index)
        if not paragraph.is_blank:
            yield from (Measured(paragraph, line, paragraph.edges(line)) for line in paragraph.lines)


def in_font(text: str, family: str) -> str:
    return "".join(letter for letter in text if letter in typeface(PATHS[family], 20).letters | {"\n"})


def covered(edges: Edges, start: int, end: int) -> tuple[float, float]:
    extents = [edges.extent(offset) for offset in range(start, end)]
    wide = [extent for extent in extents if extent[1] - extent[0] > HAIR] or extents[:1]
    return min(left for left, _right in wide), max(right for _left, right in wide)


def expected(measured: Measured, family: str, *, pixels: int, width: int) -> list[Box]:
    paragraph, line = measured.paragraph, measured.line
    shaped = typeface(PATHS[family], pixels).shape(paragraph.text, is_rtl=paragraph.is_rtl)
    placed = boxes(shaped, paragraph.text, line.start, line.end, width=width, is_rtl=paragraph.is_rtl)
    joined: list[Box] = []
    for box in sorted(placed):
        if joined and box.right - box.left < HAIR and paragraph.text[box.start].isalpha():
            start, _end, left, right = joined.pop()
            box = Box(start, box.end, left, right)
        joined.append(box)
    return joined


def assert_as_harfbuzz(measured: Measured, edges: Edges, family: str, *, pixels: int, width: int) -> None:
    wanted = expected(measured, family, pixels=pixels, width=width)
    seen = [box for box in wanted if box.right - box.left > HAIR]
    for box in wanted:
        left, right = covered(edges, box.start, box.end)
        what = f"{family} {pixels} {measured.paragraph.text!r} [{box.start}:{box.end}]"
        if box in seen:
            assert (left, right) == pytest.approx((box.left, box.right), abs=CLOSE), what
        else:
            assert right - left < CLOSE, what
    by_harfbuzz = [box.start for box in sorted(seen, key=lambda box: box.left)]
    by_us = [box.start for box in sorted(seen, key=lambda box: covered(edges, box.start, box.end))]
    assert by_us == by_harfbuzz


def assert_whole(measured: Measured) -> None:
    """Hold a line to what is true in any font: tiled, spans are unions, the pointer finds characters."""
    _paragraph, line, edges = measured
    offsets = range(line.start, line.end)
    wide = sorted((edges.extent(offset), offset) for offset in offsets if width_of(edges, offset) > HAIR)
    advance = line.qt.horizontalAdvance()
    assert sum(right - left for (left, right), _offset in wide) == pytest.approx(advance, abs=1)
    for ((_left, right), _one), ((left, _right), _other) in pairwise(wide):
        assert left == pytest.approx(right, abs=0.3)
    for (left, right), offset in wide:
        assert edges.at((left + right) / 2) == offset
    for start in range(line.start, line.end, 7):
        for end in range(start + 1, line.end + 1, 11):
            assert_union(edges, start, end)


def assert_union(edges: Edges, start: int, end: int) -> None:
    """Hold the box of a span to be the union of its characters': of the same ends and gaps, and as wide."""
    covered_by = edges.intervals(start, end)
    extents = [edges.extent(offset) for offset in range(start, end) if width_of(edges, offset) > HAIR]
    assert sum(right - left for left, right in covered_by) == pytest.approx(
        sum(right - left for left, right in extents), abs=1
    )
    for left, right in extents:
        assert any(begin - HAIR <= left and right <= finish + HAIR for begin, finish in covered_by)
    for (_begin, finish), (begin, _finish) in pairwise(covered_by):
        assert begin > finish


def width_of(edges: Edges, offset: int) -> float:
    left, right = edges.extent(offset)
    return right - left


@pytest.mark.parametrize("width", [120, 214, 740])
@pytest.mark.parametrize("text", HARD, ids=count())
def test_hard_lines_stand_as_harfbuzz_shapes_them(look: Look, family: str, text: str, width: int) -> None:
    for measured in lines_of(in_font(text, family), look, family, pixels=20, width=width):
        assert_as_harfbuzz(measured, measured.edges, family, pixels=20, width=width)
        assert_whole(measured)
        assert not measured.edges.was_remeasured


@given(TEXTS, PIXELS, WIDTHS)
@settings(max_examples=30)
def test_any_line_stands_as_harfbuzz_shapes_it(
    look: Look, family: str, text: str, pixels: int, width: int
) -> None:
    for measured in lines_of(in_font(text, family), look, family, pixels=pixels, width=width):
        assert_as_harfbuzz(measured, measured.edges, family, pixels=pixels, width=width)
        assert_whole(measured)
        assert not measured.edges.was_remeasured


@given(TEXTS, PIXELS, WIDTHS)
@settings(max_examples=10)
def test_what_is_measured_again_stands_so_too(
    look: Look, family: str, text: str, pixels: int, width: int
) -> None:
    for measured in lines_of(in_font(text, family), look, family, pixels=pixels, width=width):
        paragraph, line, _edges = measured
        again = remeasure(line.qt, paragraph.text, U16(paragraph.text), start=line.start, end=line.end)
        assert again.was_remeasured
        assert_as_harfbuzz(measured, again, family, pixels=pixels, width=width)
        assert_whole(measured._replace(edges=again))


@pytest.mark.parametrize("width", [120, 214, 740])
@pytest.mark.parametrize("text", FOREIGN, ids=count())
def test_lines_with_lent_letters_are_whole(look: Look, family: str, text: str, width: int) -> None:
    for measured in lines_of(text, look, family, pixels=20, width=width):
        assert_whole(measured)


@given(WILD, WIDTHS)
@settings(max_examples=15)
def test_any_line_with_lent_letters_is_whole(look: Look, family: str, text: str, width: int) -> None:
    for measured in lines_of(text, look, family, pixels=20, width=width):
        assert_whole(measured)


def test_a_lent_letter_moves_no_other(look: Look, family: str) -> None:
    # The letters before and behind 中 are the font's own, and stand as if it were a wider one of theirs.
    before, behind = "لإسلام ", " للأمن office12"
    (alone,) = lines_of(before + behind.lstrip(), look, family, pixels=20, width=740)
    (measured,) = lines_of(before + "中" + behind, look, family, pixels=20, width=740)
    for offset in range(len(before)):
        assert measured.edges.extent(offset) == pytest.approx(alone.edges.extent(offset), abs=CLOSE)
    for offset in range(1, len(behind)):
        here = width_of(measured.edges, len(before) + 1 + offset)
        assert here == pytest.approx(width_of(alone.edges, len(before) + offset - 1), abs=CLOSE)


@pytest.mark.parametrize("text", [*HARD, *FOREIGN], ids=count())
def test_pressing_at_the_middle_of_a_character_finds_it(make_view: MakeView, text: str) -> None:
    view = make_view(text, width=300, height=900)
    for offset, letter in enumerate(text):
        box = view.map.range_rect(offset, offset + 1)
        if box.width() > 2 and not letter.isspace():
            assert view.map.character_at(box.center()) == offset, letter


@pytest.mark.parametrize("text", [*HARD, *FOREIGN], ids=count())
def test_the_boxes_of_a_span_are_those_of_its_characters(make_page: MakePage, text: str) -> None:
    page = make_page(text, width=214)
    for start in range(0, len(text), 3):
        for end in range(start + 1, len(text) + 1, 7):
            alone = {place for at in range(start, end) for place in pixels_of(page, at, at + 1)}
            assert pixels_of(page, start, end) == alone


def pixels_of(page: Page, start: int, end: int) -> set[tuple[int, int]]:
    return {(x, box.y()) for box in page.boxes(start, end) for x in range(box.left(), box.right() + 1)}


def test_measuring_twice_is_measuring_once(look: Look, family: str) -> None:
    for paragraph, line, edges in lines_of(HARD[2], look, family, pixels=20, width=214):
        again = measure(line.qt, paragraph.text, U16(paragraph.text), start=line.start, end=line.end)
        for offset in range(line.start, line.end):
            assert again.extent(offset) == edges.extent(offset)


@pytest.mark.real
def test_no_line_of_the_real_articles_is_measured_again(
    look: Look, family: str, real_articles: list[Path]
) -> None:
    for path in real_articles:
        # With the junk that cleaning would take out.
        text = decode(path.read_bytes(), name=path.name).text.replace("\r", "")
        for measured in lines_of(text, look, family, pixels=20, width=740):
            assert not measured.edges.was_remeasured, measured.paragraph.text
            if set(measured.paragraph.text) <= typeface(PATHS[family], 20).letters:
                assert_as_harfbuzz(measured, measured.edges, family, pixels=20, width=740)
