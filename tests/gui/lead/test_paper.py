"""Reports on paper, read back from the PDF by PDFium: words in their letters, figures, pages."""

from pathlib import Path

import pypdfium2
import pytest

from annotator import errors, words
from annotator.charts.chart import Bar, BarChart, Grid
from annotator.gui.lead.paper import pdf, save_pdf
from annotator.gui.lead.paper_flow import Block, pages_of
from annotator.gui.lead.paper_layer import with_letters
from annotator.reports.report import Example, Headline, Lane, Marked, Report, Section
from annotator.reports.tables import Table

SENTENCE = "وصل اللواء محمد بريظ إلى الرباط للعمليات 2026 😀 ثم غادر."
BARS = BarChart(
    "بحسب الوسم",
    (Bar("شخص", 0.93, "0.93", "412", "#c2410c", 0.91, 0.95), Bar("منشأة", None, "—", "قليل لا يُحكم عليه")),
)
NAMES = ("هيئة دولية", "كيان سياسي", "غير موسوم")
GRID = Grid("كل اثنين", NAMES, NAMES, (("11", "12", "13"),) * 3, ((0.5, 0.2, 0.1),) * 3)
REPORT = Report(
    "الاتفاق بين الموسّمين",
    "أخبار · 2026",
    (Headline("المدى المطابق", "0.78", "من 0.75 إلى 0.81"),),
    (
        Section("بحسب الوسم", "كلما زاد الرقم زاد الاتفاق.", (BARS,)),
        Section("كل اثنين", "", (GRID,), (Table("جدول", ("الوسم", "العدد"), (("شخص", "345"),)),)),
        Section(
            "الأسباب",
            examples=(
                Example(
                    "حدّ آخر",
                    "خبر",
                    SENTENCE,
                    (
                        Lane("amina", (Marked(4, 10, "منصب", "#8a5300"),), (Marked(4, 10, "منصب"),)),
                        Lane("youssef", (), ()),
                    ),
                ),
            ),
        ),
    ),
    ("120 مقالًا",),
)
LONG = Report(
    "Long",
    "",
    (),
    (
        Section(
            "Every two",
            charts=(BarChart("t", tuple(Bar(f"p{place}", 0.5, "0.50") for place in range(120))),),
            tables=(Table("t", ("who", "figure"), tuple((f"row{place}", "0.50") for place in range(150))),),
        ),
    ),
)

pytestmark = pytest.mark.usefixtures("qapp")


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_arabic_is_read_back_in_its_letters_with_every_figure() -> None:
    words.use("ar_MA")
    [page] = pages(pdf(REPORT))
    for said in ("الاتفاق بين الموسّمين", "بحسب الوسم", "المدى المطابق", "كلما زاد الرقم زاد الاتفاق"):
        assert said in page
    for figure in ("0.78", "0.75", "0.81", "0.93", "412", "345", "11", "12", "13", "120", "2026"):
        assert figure in page
    for said in ("شخص", "قليل لا يُحكم عليه", "هيئة دولية", "اللواء", "للعمليات", "amina", "youssef"):
        assert said in page


def test_nothing_is_read_twice() -> None:
    words.use("ar_MA")
    [page] = pages(pdf(REPORT))
    assert page.count("0.78") == page.count("345") == page.count("المدى المطابق") == 1


def test_words_are_found_where_they_stand() -> None:
    words.use("ar_MA")
    document = pypdfium2.PdfDocument(pdf(REPORT))
    text = document[0].get_textpage()
    start, count = text.search("الاتفاق").get_next()
    boxes = [text.get_charbox(place) for place in range(start, start + count)]
    width, height = document[0].get_size()
    assert min(box[3] for box in boxes) > height * 0.9
    assert boxes[0][0] > boxes[-1][0] > width * 0.5  # from the right margin leftwards
    document.close()


def test_english_stands_at_the_left_with_its_page_number() -> None:
    report = Report("Agreement", "news", (), (Section("By label", "What it means."),))
    [page] = pages(pdf(report))
    assert "Agreement · page 1 of 1" in page
    document = pypdfium2.PdfDocument(pdf(report))
    text = document[0].get_textpage()
    start, _count = text.search("Agreement").get_next()
    assert text.get_charbox(start)[0] < document[0].get_size()[0] * 0.1
    document.close()


def test_a_long_table_goes_on_under_its_heads_and_a_long_chart_fits_one_page() -> None:
    found = pages(pdf(LONG))
    assert len(found) > 3
    rows = [[f"row{place}\r" in page or f"row{place} " in page for place in range(150)] for page in found]
    assert all(sum(page[place] for page in rows) == 1 for place in range(150))
    assert all("who" in page for page, held in zip(found, rows, strict=True) if any(held))
    assert [
        sum(f"p{place}\r" in page or f"p{place} " in page for place in range(120)) for page in found
    ].count(120) == 1
    for number, page in enumerate(found, start=1):
        assert f"page {number} of {len(found)}" in page


def test_it_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    project = tmp_path / "news.annot"
    save_pdf(REPORT, tmp_path / "report.pdf", project=project)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(errors.OutputNotAFile):
        save_pdf(REPORT, tmp_path / "folder.pdf", project=project)
    with pytest.raises(errors.MissingFolder):
        save_pdf(REPORT, tmp_path / "none" / "report.pdf", project=project)
    with pytest.raises(errors.CannotWrite):
        save_pdf(REPORT, tmp_path / "report.pdf", project=project, replaces=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.pdf", "report.pdf"]


def test_the_file_names_itself() -> None:
    document = pypdfium2.PdfDocument(pdf(REPORT))
    assert document.get_metadata_dict()["Title"] == "الاتفاق بين الموسّمين · أخبار · 2026"
    document.close()


def test_a_file_of_another_maker_is_left_alone() -> None:
    assert (
        with_letters(b"%PDF-1.7\nsomething", [[]], per_inch=1200, corner=(0, 800)) == b"%PDF-1.7\nsomething"
    )


def block(height: float, *, keeps_next: bool = False, again: Block | None = None) -> Block:
    return Block(height, lambda _painter, _y: None, keeps_next, again)


def test_blocks_fill_pages_and_none_is_cut() -> None:
    found = pages_of([block(40) for _place in range(5)], height=100)
    assert [[y for y, _block in page] for page in found] == [[0, 40], [0, 40], [0]]


def test_a_heading_goes_to_the_page_of_what_follows_it() -> None:
    heading = block(10, keeps_next=True)
    found = pages_of([block(80), heading, block(20)], height=100)
    assert next(one for _y, one in found[1]) is heading
    assert len(found[0]) == 1


def test_heads_are_put_again_over_the_rest_of_a_table() -> None:
    heads = block(10)
    found = pages_of([heads, *(block(40, again=heads) for _row in range(4))], height=100)
    assert [len(page) for page in found] == [3, 3]
    assert found[1][0] == (0.0, heads)
    assert found[1][1][0] == 10


def test_what_is_taller_than_a_page_has_its_own() -> None:
    found = pages_of([block(10), block(500), block(10)], height=100)
    assert [len(page) for page in found] == [1, 1, 1]
