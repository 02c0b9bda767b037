"""HTML: the article and nothing that stands around it, in the encoding that the page is in."""

from pathlib import Path

import pytest

from annotator import errors
from annotator.exchange.formats.html import READER
from annotator.exchange.incoming import Incoming, ReadOptions, SourceFile
from annotator.exchange.papers.html_text import decode_page
from tests.exchange.formats.pages import BODY, JUNK, PAGES, TITLE


@pytest.fixture
def read(tmp_path):
    def reader(content: bytes | str, *, encoding: str | None = None) -> Incoming:
        path = tmp_path / "a.html"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        file = SourceFile(path, path, path.stat().st_size)
        (document,) = READER.read(file, options=ReadOptions(encoding=encoding))
        return document

    return reader


@pytest.mark.parametrize("name", PAGES)
def test_takes_the_article_and_nothing_else(read, name):
    page = PAGES[name]
    document = read(page.html.encode("cp1256" if name == "tables_of_2005" else "utf-8"))
    assert document.cleaned.text.split("\n") == [page.title, *page.paragraphs]
    assert not [junk for junk in JUNK if junk in document.cleaned.text]
    assert (document.title, document.outlet) == (page.title, page.outlet)
    assert (document.meta.get("date", ""), document.meta.get("url", "")) == (page.date, page.url)
    assert document.encoding == ("cp1256" if name == "tables_of_2005" else "utf-8")
    assert document.raw.decode(document.encoding) == document.cleaned.raw


def test_keeps_what_belongs_to_the_article(read):
    inside = (
        '<h2>تفاصيل العملية</h2><p>قال العقيد: <a href="/x">مروان الشهابي</a> إن <b>العملية</b>'
        "&nbsp;&quot;ناجحة&quot; 🇲🇦.</p>"
        "<blockquote><p>لن نتهاون مع من يهدد أمن البلاد.</p></blockquote>"
        "<ul><li>ثلاث بنادق من نوع كلاشنيكوف</li><li>ألف خرطوشة</li></ul>"
    )
    page = PAGES["wordpress"].html.replace(f"<p>{BODY[3]}</p>", f"<p>{BODY[3]}</p>{inside}")
    lines = read(page).cleaned.text.split("\n")
    assert lines[:5] == [TITLE, *BODY]
    assert "تفاصيل العملية" in lines
    assert 'قال العقيد: مروان الشهابي إن العملية "ناجحة" 🇲🇦.' in [line.replace("\xa0", " ") for line in lines]
    assert any("لن نتهاون" in line for line in lines)
    assert any("ألف خرطوشة" in line for line in lines)


@pytest.mark.parametrize(
    ("said", "codec", "found"),
    [
        ("windows-1256", "cp1256", "cp1256"),
        ("windows-1256", "utf-8", "utf-8"),  # a server converted it and left what it says
        ("utf-8", "cp1256", "cp1256"),
        ("iso-8859-6", "iso8859-6", "iso8859-6"),
        ("iso-8859-1", "cp1256", "cp1256"),
        ("utf-16", "utf-8", "utf-8"),
        ("no-such-thing", "cp1256", "cp1256"),
        ("hex", "utf-8", "utf-8"),
        ("utf-8", "utf-8-sig", "utf-8"),
        ("utf-8", "utf-16", "utf-16-le"),
    ],
)
def test_tells_the_encoding_from_what_is_said_and_what_is_there(said, codec, found):
    text = (
        PAGES["bare"]
        .html.replace("<head>", f"<head><meta charset='{said}'>")
        .replace("«", "")
        .replace("»", "")
    )
    decoded = decode_page(text.encode(codec), name="a.html")
    assert (decoded.text.lstrip("\ufeff"), decoded.encoding) == (text, found)


def test_letters_that_the_encoding_lacks_may_stand_there_by_reference(read):
    page = PAGES["tables_of_2005"].html.replace("سبعة", "&#x1F1F2;&#x1F1E6; سبعة").encode("cp1256")
    document = read(page)
    assert document.encoding == "utf-8"
    assert "🇲🇦 سبعة" in document.raw.decode("utf-8")


def test_takes_the_encoding_that_it_is_told(read):
    page = PAGES["tables_of_2005"].html.encode("cp1256")
    assert read(page, encoding="cp1256").cleaned.text.split("\n")[0] == TITLE
    with pytest.raises(errors.WrongEncoding):
        read(page, encoding="utf-8")


def test_half_a_character_by_reference_is_none(read):
    assert "\ud800" not in read(PAGES["bare"].html.replace("سبعة", "&#xD800;سبعة")).cleaned.text


def test_entities_of_the_pages_own_are_not_expanded(read):
    bomb = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))
    page = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "لول">{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    text = read(page + PAGES["bare"].html.replace("سبعة", "&l12; &f; سبعة")).cleaned.text
    assert len(text) < 2 * len("\n".join(BODY))
    assert "root:" not in text


@pytest.mark.parametrize(
    "content",
    [
        "<html><body></body></html>",
        "<html><head><title>عنوان</title></head><body><script>var a=1;</script></body></html>",
        "<html><body>" + "<img src='a.png'>" * 50 + "</body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(read, content):
    with pytest.raises(
        errors.PaperWithoutArticle, match=r"a\.html is a page on which no article was found\."
    ):
        read(content)


def test_what_is_no_page_is_refused(read):
    with pytest.raises(errors.BinaryFile):
        read(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    with pytest.raises(errors.BlankFile):
        read(b"")


def test_a_page_that_is_too_large_is_refused(read):
    with pytest.raises(errors.TooLarge, match=r"is larger than 16 MB"):
        read(b"<html>" + b" " * 16_000_001)


def test_elements_in_elements_without_end_stop_nobody(read):
    page = PAGES["bare"].html.replace("<body>", "<body>" + "<div><span>" * 20_000)
    with pytest.raises(errors.PaperWithoutArticle):
        read(page)


def test_recognises_a_page_by_its_name_or_its_beginning():
    for name, head in (("a.HTM", b""), ("a", b"\xef\xbb\xbf\n<!DOCTYPE html>"), ("a.txt", b"<html dir=rtl>")):
        assert READER.recognises(SourceFile(Path(name), Path(name)), head)
    for name, head in (("a.txt", "قال <html".encode()), ("a.xml", b"<TEI>"), ("a.txt", b"<htmlx>")):
        assert not READER.recognises(SourceFile(Path(name), Path(name)), head)
