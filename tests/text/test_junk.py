import pytest

from annotator.text.junk import advertising, read_trailer, trailer

STYLE = "#div-gpt-ad-1608049251753-0{display:flex; justify-content: center; align-items: center;}"


@pytest.mark.parametrize(
    "junk",
    [
        STYLE,
        ".ad-box { margin: 0 auto; width: 300px }",
        "#a .b, div > p.c:hover {\n  color: #fff;\n  font-size: 12px;\n}",
        "@media (max-width: 600px) { #ad{width:100%;} .x{display:none} }",
        "<script>var a = '<b>';\nrun();</script>",
        '<script async src="https://x.com/a.js"></script>',
        "<STYLE type='text/css'>.a{b:c}</STYLE>",
        "googletag.cmd.push(function() { googletag.display('div-gpt-ad-1608049251753-0'); });",
        "googletag.cmd.push(() => { if (a) { b(); } });",
        "window.googletag = window.googletag || {cmd: []};",
        "var googletag = googletag || {};",
        "googletag.pubads().enableSingleRequest();",
        "(adsbygoogle = window.adsbygoogle || []).push({});",
        '<ins class="adsbygoogle" style="display:block" data-ad-client="ca-pub-1"></ins>',
        '<div id="div-gpt-ad-1608049251753-0"></div>',
    ],
)
def test_code_goes_and_the_sentence_around_it_stays(junk: str) -> None:
    text = f"قال البراق {junk} وأوضح، ضمن تصريح."
    assert [text[start:end] for start, end in advertising(text)] == [junk + " "]
    alone = f"قال.\n{junk}\nوأوضح"
    assert [alone[start:end] for start, end in advertising(alone)] == [junk + "\n"]


def test_a_bare_slot_name_goes_where_it_is_the_whole_line() -> None:
    text = "قال\ndiv-gpt-ad-1608049251753-0\nوأوضح"
    assert advertising(text) == [(4, 31)]


def test_pieces_side_by_side_are_one() -> None:
    text = f"ا {STYLE} {STYLE} ب"
    assert advertising(text) == [(2, len(text) - 1)]


@pytest.mark.parametrize(
    "text",
    [
        "قال إن {هذا القوس} لا يعني شيئا | وكذلك هذا",
        "القيمة {x: 1; y: 2} في المعادلة",
        "وسم #المغرب {عاجل: نعم}",
        "طائرة #F16 {note: here}",
        "استعمل المهاجم <script> في الصفحة ثم غادر",
        "العدد a < b > c",
        "ينشر موقع googletag.com أخبارا",
        "شركة adsbygoogle وdiv-gpt-ad-1 في جملة",
        "css: body margin 0",
        "خطة .NET {مشروع}",
    ],
)
def test_near_misses_stay(text: str) -> None:
    assert advertising(text) == []
    assert trailer(text) is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "المغرب \xa0\xa0 | \xa0\xa0 المصدر: هسبرس \xa0\xa0 (منذ: 2 أسابيع | 2 قراءة)\n.",
            {"outlet": "هسبرس", "country": "المغرب", "age": "2 أسابيع", "reads": "2"},
        ),
        (
            "رياضة | المصدر : جريدة الصباح (منذ ساعة)",
            {"outlet": "جريدة الصباح", "section": "رياضة", "age": "ساعة"},
        ),
        ("تونس | المصدر: موزاييك", {"outlet": "موزاييك", "country": "تونس"}),
        (
            "المصدر: هسبرس (منذ: 3 أيام | 1,204 قراءة)\n\n",
            {"outlet": "هسبرس", "age": "3 أيام", "reads": "1,204"},
        ),
    ],
)
def test_a_trailer_goes_and_says_where_the_article_is_from(line: str, said: dict[str, str]) -> None:
    text = f"انتهى الخبر.\n\n{line}"
    assert trailer(text) == (14, len(text))
    assert read_trailer(line) == said


@pytest.mark.parametrize(
    "text",
    [
        "انتهى الخبر.\nالمصدر: وكالة المغرب العربي للأنباء",
        "وقال المصدر: هسبرس نشرت الخبر (منذ: يومين)",
        "المغرب | المصدر: هسبرس (منذ: 2 أسابيع | 2 قراءة)\nوهذه فقرة بعده.",
        "القتلى 5 | المصدر: وزارة الصحة",
        "الحصيلة: خمسة | المصدر: الوزارة (منذ: أمس) وقد تأكد ذلك",
        "أكد المصدر: لا جديد",
        "صورة أرشيفية | المصدر: رويترز",
        "المغرب | باكستان",
    ],
)
def test_a_paragraph_that_names_a_source_stays(text: str) -> None:
    assert trailer(text) is None


def test_long_texts_full_of_hints_are_read_in_one_go() -> None:
    for piece in (
        "{",
        "<script>",
        "#a ",
        ".a{",
        "@media ",
        "googletag.cmd.push(function() {",
        "#a{color:",
        "div ",
    ):
        text = piece * (20_000 // len(piece))
        assert advertising(text) == []
    assert trailer("المصدر: " * 20_000) is None


@pytest.mark.parametrize("blanks", ["\t ", "\xa0", " |"])
def test_a_last_line_of_blanks_alone_is_read_in_one_go(blanks: str) -> None:
    """Some forty minutes went by before, at a megabyte."""
    assert trailer("خبر" + blanks * 100_000) is None
    assert trailer(blanks * 100_000 + "المصدر") is None
    assert trailer("خبر\n   المغرب   |  المصدر :  هسبرس  (منذ: يومين)  ") == (4, 50)
