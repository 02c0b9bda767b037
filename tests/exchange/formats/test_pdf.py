"""PDF: Arabic in logical order, whatever order the file has its shapes in; no text that is none."""

import random
from pathlib import Path

import pytest
from bidi.algorithm import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import errors
from annotator.exchange.formats.pdf import READER
from annotator.exchange.incoming import Incoming, ReadOptions, SourceFile
from annotator.exchange.papers import aside
from annotator.exchange.papers.lines import Glyph, logical
from tests.exchange.formats.pdfs import Shape, pdf, printed

LINE = "أعلن العقيد عمر بابر (المتحدث) يوم 13/01/2026 إسقاط 2 من طراز F-16 بنسبة 50,5 في «الصفا»."


@pytest.fixture
def read(tmp_path):
    def reader(*pages, **options) -> Incoming:
        path = tmp_path / "a.pdf"
        path.write_bytes(pages[0] if isinstance(pages[0], bytes) else pdf(*pages, **options))
        (document,) = READER.read(SourceFile(path, path, path.stat().st_size), options=ReadOptions())
        return document

    return reader


def visual(line: str) -> str:
    return get_display(line, base_dir="R")


def test_reads_a_line_that_is_drawn_from_the_left(read):
    document = read(printed([visual(LINE)]))
    assert document.cleaned.text == LINE
    assert (document.title, document.recognised) == (LINE, {"pages": "1"})


def test_the_order_of_the_file_says_nothing(read):
    shapes = printed([visual(LINE)])
    for order in (list(reversed(shapes)), random.Random(5).sample(shapes, len(shapes))):
        assert read(order).cleaned.text == LINE


def test_brackets_may_be_named_as_seen_or_as_written(read):
    # What python-bidi gives is what is seen; a font may also say what was written.
    written = visual(LINE).translate(str.maketrans("()«»", ")(»«"))
    assert read(printed([written])).cleaned.text == LINE


def test_a_ligature_stays_in_its_order(read):
    letters = ["ء", "ا", "ث", "لا", "ث", "ل", "ا"]
    shapes = [Shape(letter, 60 + 6 * place, 700) for place, letter in enumerate(letters)]
    assert read(shapes).cleaned.text == "الثلاثاء"


def test_shapes_of_letters_become_letters_and_it_is_said(read):
    shapes = [
        Shape(letter, 60 + 6 * place, 700) for place, letter in enumerate("\ufef2\ufed3 \ufe94\ufefc\ufebb")
    ]
    document = read(shapes)
    assert (document.cleaned.text, document.recognised["presentation_forms"]) == ("صلاة في", "5")
    assert read(printed(["﷼ ﷺ"])).cleaned.text == "ﷺ ﷼"  # signs of their own


def test_vowel_marks_stand_behind_their_letter(read):
    shapes = [*printed(["ن ا م ع".replace(" ", "")]), Shape("َ", 74, 806, 0), Shape("ّ", 74, 806, 0)]
    assert read(shapes).cleaned.text == "عم\u0651\u064eان"


def test_a_gap_is_a_space_and_bold_by_printing_twice_is_once(read):
    shapes = [*printed(["نم"]), *printed(["نم"], x=60.4), *printed(["لا"], x=76)]
    assert read(shapes).cleaned.text == "ال من"


def test_what_a_stretch_is_said_to_stand_for_counts(read):
    shapes = [Shape("ي", 60, 700), Shape(None, 66, 700, stands_for="ف"), Shape("و", 78, 700)]
    assert read(shapes).cleaned.text == "و في"


def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_not(read):
    lines = [
        "وصل الوفد العسكري إلى مطار الصفا",
        "الدولي في زيارة تستغرق ثلاثة أيام",
        "كاملة.",
        "وقال العميد إن المباحثات مثمرة.",
    ]
    widest = max(map(len, lines))
    shapes = printed([visual(line).rjust(widest) for line in lines])
    assert read(shapes).cleaned.text == f"{' '.join(lines[:3])}\n{lines[3]}"


def test_columns_are_read_from_the_right(read):
    right = ["العمود الأول يبدأ هنا ثم", "يمضي في سطر ثان طويل ثم", "ينتهي في السطر الثالث ..."]
    left = ["والعمود الثاني يأتي بعده", "ويمضي كذلك في سطر آخر بل", "وينتهي كما انتهى الأول ..."]
    shapes = printed([visual("عنوان يمتد فوق العمودين كليهما من اليمين إلى اليسار تماما")], x=100, top=800)
    shapes += printed([visual(line).rjust(24) for line in right], x=320, top=760)
    shapes += printed([visual(line).rjust(24) for line in left], x=100, top=758)
    heading, *rest = read(shapes).cleaned.text.split("\n")
    assert heading.startswith("عنوان")
    assert rest == [" ".join(right), " ".join(left)]


def test_a_page_on_its_side_is_read(read):
    assert read(printed([visual(LINE)]), rotated=90).cleaned.text == LINE


def test_latin_text_is_read_from_the_left(read):
    assert read(
        printed(["Reuters reported on 13/01: " + visual("قال العقيد") + " in Safa."])
    ).cleaned.text == ("Reuters reported on 13/01: قال العقيد in Safa.")


def test_properties_are_kept_but_for_the_name_of_some_file(read):
    document = read(
        printed([visual(LINE)]),
        info="/Title (Microsoft Word - khabar2.doc) /Author (Amina) /CreationDate (D:20260113194500+01'00')",
    )
    assert (document.title, document.meta) == (LINE, {"author": "Amina", "created": "2026-01-13"})


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            ["قال", "العقيد", "في", "2026", "13/01", "1,200", "F-16", "«بابر»", "(مصر)", "NATO", "،"]
        ),
        min_size=1,
        max_size=9,
    )
)
def test_any_line_comes_back_in_its_order(words):
    # A number after a Latin word is ambiguous on paper; what begins a line has no Arabic before it.
    line = "قال " + " و".join(words)
    shapes = [
        Glyph(letter, 6.0 * n, 6.0 * n + 6, 0.0, 12.0)
        for n, letter in enumerate(get_display(line, base_dir="R"))
    ]
    assert logical(shapes, is_arabic_paper=True, is_mirrored=True) == line


def test_a_font_that_does_not_say_its_letters_is_refused(read):
    shapes = [
        shape._replace(text=None) if n % 3 else shape for n, shape in enumerate(printed([visual(LINE)]))
    ]
    with pytest.raises(
        errors.PaperOfUnknownLetters,
        match=r"a\.pdf does not say which letters .* its text cannot be read here\.",
    ):
        read(shapes)


def test_one_letter_that_nobody_knows_is_shown(read):
    shapes = printed([visual(LINE)] * 3)
    shapes[10] = shapes[10]._replace(text="\ue000")
    document = read(shapes)
    assert (document.cleaned.text.count("\ufffd"), document.recognised["unknown_letters"]) == (1, "1")


def test_a_scan_and_an_empty_page_are_told_apart(read):
    with pytest.raises(errors.PaperScanned, match=r"holds pictures of pages and no text"):
        read([], picture=True)
    with pytest.raises(errors.BlankFile):
        read([])


def test_a_locked_pdf_says_so(read):
    with pytest.raises(errors.PaperLocked, match=r"a\.pdf is locked with a password"):
        read(printed([visual(LINE)]), is_locked=True)


def test_too_many_pages_are_refused(read):
    with pytest.raises(errors.PaperTooLong, match=r"more than 1,?000 pages"):
        read(*[printed(["ن"])] * 1001)


def test_what_is_no_pdf_is_refused(read):
    for content in (
        b"",
        b"%PDF-1.7",
        b"%PDF-1.7\n" + b"x" * 5000,
        pdf(printed(["ن"]))[:900],
        b"\x00\xff" * 999,
    ):
        with pytest.raises((errors.PaperDamaged, errors.BlankFile)):
            read(content)


def test_a_paper_that_takes_too_long_is_given_up_and_the_next_is_read(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(printed([visual(LINE)])))
    with pytest.raises(errors.PaperTooSlow, match=r"was given up after 0 seconds"):
        aside.read_aside("pdf", path, name="a.pdf", seconds=0)
    assert aside.read_aside("pdf", path, name="a.pdf").text == LINE


def test_a_stream_that_unpacks_without_end_is_given_up(read):
    import zlib

    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b" " * (1 << 24)) for _ in range(140)) + packer.flush()
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    made = pdf(printed(["ن"]))
    start = made.index(b"11 0 obj\n") + len(b"11 0 obj\n")
    bomb = made[:start] + stream + made[made.index(b"\nendobj", start) :]
    with pytest.raises((errors.PaperTooHeavy, errors.PaperDamaged)):
        read(bomb)


def test_recognises_a_pdf_by_its_first_bytes():
    assert READER.recognises(SourceFile(Path("a.bin"), Path("a.bin")), b"%PDF-1.4")
    assert not READER.recognises(SourceFile(Path("a.txt"), Path("a.txt")), "نص".encode())
