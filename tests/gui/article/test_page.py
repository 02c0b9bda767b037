import pytest

from annotator.gui.article import Look
from annotator.gui.article.look import sizes
from annotator.gui.article.page import Page
from tests.gui.article.drawing import LINE, LONG, MakePage


@pytest.mark.parametrize(
    ("text", "is_rtl"),
    [
        ("نص عربي", True),
        ("NATO تعلن", True),
        ("Latin only, 12", False),
        ("12/05 ...", True),
        ("", True),
        ("#div {a:b;} وأوضح", True),
        ("עברית", True),
    ],
)
def test_the_direction_is_the_pages_unless_all_letters_are_latin(
    make_page: MakePage, text: str, is_rtl: bool
) -> None:
    assert make_page(text).paragraphs[0].is_rtl == is_rtl


@pytest.mark.parametrize("width", [300, 740])
def test_heights_are_estimated_closely(look: Look, width: int) -> None:
    text = "\n".join(f"{LINE} " * (1 + number % 6) + LINE[: number % 90] for number in range(80))
    page = Page(text, has_title=False, has_subtitle=False)
    page.prepare(sizes(look), width=width)
    estimated = page.height
    for index in range(len(page.paragraphs)):
        page.place(index)
    assert estimated == pytest.approx(page.height, rel=0.15)


def test_paragraphs_follow_each_other_without_gap_or_overlap(make_page: MakePage) -> None:
    page = make_page(f"{LINE}\n\n{LINE} {LINE}", has_title=True)
    for index in range(len(page.paragraphs) - 1):
        assert page.top(index + 1) == page.top(index) + page.paragraphs[index].height
    for paragraph in page.paragraphs:
        for line, following in zip(paragraph.lines, paragraph.lines[1:], strict=False):
            assert following.top == line.top + line.height
            assert following.start == line.end


def test_a_blank_line_is_low(make_page: MakePage) -> None:
    page = make_page(f"{LINE}\n\n{LINE}")
    assert page.paragraphs[1].height < page.paragraphs[0].lines[0].height / 2


def test_only_asked_for_paragraphs_are_laid_out(look: Look) -> None:
    page = Page(LONG, has_title=False, has_subtitle=False)
    page.prepare(sizes(look), width=500)
    page.settle(0, 300)
    assert 0 < page.layouts < 4
    page.displace(0)
    page.place(0)
    assert page.layouts < 4
