from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from annotator.gui import fonts
from annotator.gui.article.edges import Edges
from annotator.gui.article.look import Look, sizes
from annotator.gui.article.page import Page
from annotator.gui.article.paragraph import Line

HARD = [
    "التقى الوفد في الرباط وعاد إلى إسلام آباد",
    "للأمن لإسلام لآسيا الله بمحمد مُحَمَّدٌ شيءٌ لَا",
    "قال NATO في 12/05/2025 إن صفقة F-16 بقيمة 3.5 مليار (USD) قيد الدراسة",
    'نشرت Reuters تقريراً بعنوان "Pakistan–Morocco ties" عن COVID-19 و G20.',
    "content: center;} وأوضح البراق {display:flex;} ضمن",
    "😀🇲🇦 علم 𞸀 وَ🇵🇰 انتهى",
    "٪35 (1,250) «اقتباس» ١٤ مايو",
    "office café éاً12 fi",
    "\u0301 \u064b ـــ",
    "     ",
    "hello world, only Latin here",
]
PARTS = [
    "محمد",
    " ",
    "COVID-19",
    ";",
    "}",
    "(",
    ")",
    "12/05",
    "٪35",
    "،",
    "لإسلام",
    "الله",
    "😀",
    "اً",
    "\u200f",
]
PARTS += [
    "\u0301",
    "«",
    "USD",
    "3.5",
    "ـ",
    "ّ",
    "é",
    "\u200d",
    "\u00a0",
    "\t",
    "office",
    "للأمن",
    "\u2028",
    "لَا",
    "ﻻ",
]
MIXED = st.lists(st.sampled_from(PARTS), max_size=25).map("".join)


def lines(look: Look, text: str, width: int) -> list[tuple[Line, Edges]]:
    page = Page(text, has_title=False, has_subtitle=False)
    page.prepare(sizes(look), width=width)
    page.place(0)
    paragraph = page.paragraphs[0]
    return [(line, paragraph.edges(line)) for line in paragraph.lines]


def widths(edges: Edges) -> list[tuple[float, float]]:
    extents = [edges.extent(offset) for offset in range(edges.start, edges.end)]
    return sorted(extent for extent in extents if extent[1] - extent[0] > 0.01)


def assert_tiles(line: Line, edges: Edges) -> None:
    found = widths(edges)
    assert sum(right - left for left, right in found) == pytest.approx(line.qt.horizontalAdvance(), abs=1)
    for before, after in pairwise(found):
        assert after[0] == pytest.approx(before[1], abs=0.3)


@pytest.mark.parametrize("width", [120, 214, 500, 740])
@pytest.mark.parametrize("text", HARD)
def test_characters_tile_their_line(look: Look, text: str, width: int) -> None:
    for line, edges in lines(look, text, width):
        assert_tiles(line, edges)


@given(MIXED, st.sampled_from([100, 300, 740]))
@settings(deadline=None, max_examples=150)
def test_characters_of_any_text_tile_their_lines(text: str, width: int) -> None:
    assert QApplication.instance() is not None
    families = fonts.load()
    look = Look("#fff", "#000", "#888", "#00f", "#fff", "#bcf", "#000", False, families.text, families.ui)
    found = lines(look, text, width)
    assert [edges.start for _line, edges in found[1:]] == [edges.end for _line, edges in found[:-1]]
    for line, edges in found:
        assert_tiles(line, edges)


@pytest.mark.parametrize("text", HARD)
def test_the_middle_of_a_character_is_that_character(look: Look, text: str) -> None:
    for _line, edges in lines(look, text, 300):
        for offset in range(edges.start, edges.end):
            left, right = edges.extent(offset)
            if right - left > 0.01:
                assert edges.at((left + right) / 2) == offset


def test_a_latin_word_within_arabic_runs_from_left_to_right(look: Look) -> None:
    text = "في NATO أمس"
    ((_line, edges),) = lines(look, text, 500)
    latin = [edges.extent(offset) for offset in range(3, 7)]
    assert latin == sorted(latin)
    assert edges.is_rtl(0)
    assert not edges.is_rtl(3)
    assert edges.leading(3) == latin[0][0]
    assert edges.leading(0) == edges.extent(0)[1]


@pytest.mark.parametrize("word", ["لإسلام", "لآسيا", "للأمن", "لا"])
def test_letters_of_a_ligature_share_it(look: Look, word: str) -> None:
    ((_line, edges),) = lines(look, word, 500)
    assert len(widths(edges)) == len(word)


def test_blanks_that_a_line_is_wrapped_at_have_no_width(look: Look) -> None:
    (first, edges), *_rest = lines(look, "التقى الوفد في الرباط   وعاد إلى البلاد", 150)
    assert edges.end == first.end
    blanks = [
        offset
        for offset in range(edges.start, edges.end)
        if edges.extent(offset)[0] == edges.extent(offset)[1]
    ]
    assert blanks == [edges.end - 1]
    word = edges.intervals(edges.end - 4, edges.end - 1)
    assert edges.intervals(edges.end - 4, edges.end) == word


def test_a_range_covers_what_its_characters_do(look: Look) -> None:
    text = "قال NATO في 12/05 إن"
    ((_line, edges),) = lines(look, text, 500)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            covered = sum(right - left for left, right in edges.intervals(start, end))
            alone = sum(edges.extent(offset)[1] - edges.extent(offset)[0] for offset in range(start, end))
            assert covered == pytest.approx(alone, abs=0.6)


def test_a_range_of_both_directions_has_two_pieces(look: Look) -> None:
    ((_line, edges),) = lines(look, "في NATO أمس", 500)
    assert len(edges.intervals(1, 5)) == 2


def test_a_mark_leaves_the_width_to_its_letter(look: Look) -> None:
    ((_line, edges),) = lines(look, "e\u0301 مَ", 500)
    assert edges.extent(0)[1] - edges.extent(0)[0] > 5
    assert edges.extent(1)[0] == edges.extent(1)[1]
