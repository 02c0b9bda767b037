import codecs
import gzip
import io
import random
import sqlite3
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import BinaryFile, BlankFile, UnknownEncoding, WrongEncoding
from annotator.text.cleaning import decode

NEWS = (
    "استقبل عبد اللطيف حموشي، المدير العام للأمن الوطني، سفير باكستان بالمغرب؛ وأكد مصدر أمني أن اللقاء "
    "تناول مكافحة الإرهاب. وقال المتحدث إن 12 شخصا اعتقلوا في الدار البيضاء يوم 14/05/2025."
)
WIDE = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
MARKED = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


@pytest.mark.parametrize("codec", [*WIDE, "cp1256", "iso8859-6"])
@pytest.mark.parametrize("text", [NEWS, "المغرب وباكستان", NEWS * 40, "قال المدير\r\n\r\nنعم\r\n"])
def test_each_encoding_is_told_and_gives_its_bytes_again(codec: str, text: str) -> None:
    raw = text.encode(codec)
    decoded = decode(raw, name="a.txt")
    assert (decoded.text, decoded.encoding) == (text, codec)
    assert decoded.text.encode(decoded.encoding) == raw


@pytest.mark.parametrize(("codec", "told"), MARKED.items())
def test_a_byte_order_mark_tells_and_stays_in_the_text(codec: str, told: str) -> None:
    raw = NEWS.encode(codec)
    decoded = decode(raw, name="a.txt")
    assert (decoded.text, decoded.encoding) == ("\ufeff" + NEWS, told)
    assert decoded.text.encode(told) == raw


def test_big_endian_marks_tell_too() -> None:
    assert decode(codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be"), name="a").encoding == "utf-16-be"
    assert decode(codecs.BOM_UTF32_BE + NEWS.encode("utf-32-be"), name="a").encoding == "utf-32-be"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["المغرب", "Reuters: attack in Rabat", "في 2025"])
def test_short_wide_text_is_told_by_its_pattern(codec: str, text: str) -> None:
    assert decode(text.encode(codec), name="a").text == text


@pytest.mark.parametrize(
    "text", ["Reuters", "Il était à Rabat", "Москва", "北京の大使", "🇲🇦 😀", "مرحبا\x00 بكم في الرباط", "ا"]
)
def test_utf8_of_any_language_is_read(text: str) -> None:
    decoded = decode(text.encode(), name="a")
    assert (decoded.text, decoded.encoding) == (text, "utf-8")


@given(st.text().filter(lambda text: any(one.isalpha() for one in text)))
def test_utf8_with_a_mark_reads_as_it_was_written(text: str) -> None:
    raw = codecs.BOM_UTF8 + text.encode()
    decoded = decode(raw, name="a")
    assert decoded.text == "\ufeff" + text
    assert decoded.text.encode(decoded.encoding) == raw


@given(st.binary())
def test_any_bytes_are_text_that_gives_them_again_or_refused(raw: bytes) -> None:
    try:
        decoded = decode(raw, name="a")
    except (BlankFile, BinaryFile, UnknownEncoding):
        return
    assert decoded.text.encode(decoded.encoding) == raw


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n", codecs.BOM_UTF8, b"\xff\xfe", "\u200f \xa0\n".encode()])
def test_blank_files_are_refused(raw: bytes) -> None:
    with pytest.raises(BlankFile, match=r"news\.txt is blank"):
        decode(raw, name="news.txt")


def zipped(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


def database() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table a (b)")
    raw = connection.serialize()
    connection.close()
    return raw


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "JPEG"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (zipped("a.txt"), "ZIP"),
        (zipped("[Content_Types].xml", "word/document.xml"), "DOCX"),
        (zipped("xl/workbook.xml"), "XLSX"),
        (gzip.compress(b"x"), "GZIP"),
        (database(), "SQLite"),
        (b"\x7fELF\x02\x01\x01", "ELF"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "WEBP"),
        (b"\x00\x00\x00\x18ftypmp42", "MP4"),
        (bytes(range(32)) * 20, "binary data"),
        (random.Random(7).randbytes(5000), "binary data"),
        (b"\x00" * 100, "binary data"),
    ],
)
def test_what_is_no_text_is_refused_by_name(raw: bytes, kind: str) -> None:
    with pytest.raises(BinaryFile) as refused:
        decode(raw, name="/tmp/a.bin")
    assert refused.value.values == {"path": "/tmp/a.bin", "kind": kind}
    assert str(refused.value) == f"/tmp/a.bin is not text (it looks like {kind})."
    if kind != "binary data":
        with pytest.raises(BinaryFile):
            decode(raw, name="a.bin", encoding="cp1256")


@pytest.mark.parametrize(
    "raw",
    [
        NEWS[:50].encode()[:-1],
        NEWS.encode().replace(b"\xd9", b"\xff", 1),
        "Il était une fois à Rabat".encode("latin-1"),
        "Министр обороны прибыл в Рабат с официальным визитом".encode("cp1251"),
        "東京都の新聞".encode("shift_jis"),
    ],
)
def test_what_no_encoding_explains_is_refused(raw: bytes) -> None:
    with pytest.raises(UnknownEncoding, match=r"a\.txt is in an unknown encoding"):
        decode(raw, name="a.txt")


@pytest.mark.parametrize(
    ("codec", "asked"),
    [
        ("cp1256", "windows-1256"),
        ("iso8859-6", "ISO-8859-6"),
        ("cp1252", "cp1252"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_an_encoding_that_is_told_is_used(codec: str, asked: str) -> None:
    text = "Il était à Rabat" if codec == "cp1252" else NEWS
    assert decode(text.encode(codec), name="a", encoding=asked).text == text


@pytest.mark.parametrize("asked", ["utf-16", "utf-8-sig", "utf-32"])
def test_a_told_encoding_with_a_mark_keeps_it(asked: str) -> None:
    raw = NEWS.encode(asked)
    decoded = decode(raw, name="a", encoding=asked)
    assert decoded.text.encode(decoded.encoding) == raw
    assert decoded.text == "\ufeff" + NEWS


def test_utf16_without_its_mark_is_read_as_told() -> None:
    assert decode(NEWS.encode("utf-16-le"), name="a", encoding="utf-16").text == NEWS


@pytest.mark.parametrize("asked", ["utf-8", "ascii", "klingon", "hex", "utf-16"])
def test_a_told_encoding_that_does_not_fit_is_said(asked: str) -> None:
    with pytest.raises(WrongEncoding) as refused:
        decode(NEWS.encode("cp1256") + b"\xd8", name="a.txt", encoding=asked)
    assert str(refused.value) == f"a.txt is not in the encoding {asked}."
