"""DOCX: all of its text as it would be printed, written by python-docx and by hand."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from annotator import errors
from annotator.exchange.formats.docx import READER
from annotator.exchange.incoming import Incoming, ReadOptions, SourceFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def read(tmp_path):
    def reader(content: bytes) -> Incoming:
        path = tmp_path / "a.docx"
        path.write_bytes(content)
        (document,) = READER.read(SourceFile(path, path, path.stat().st_size), options=ReadOptions())
        return document

    return reader


def package(body: str, *, before: str = "", others: dict[str, str] | None = None) -> bytes:
    """Return a DOCX whose body is `body`, with other members by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr(
            "word/document.xml", f'<?xml version="1.0"?>{before}<w:document xmlns:w="{W}">{body}</w:document>'
        )
        for name, content in (others or {}).items():
            made.writestr(name, content)
    return out.getvalue()


def paragraph(*texts: str) -> str:
    return f"<w:p>{''.join(f'<w:r><w:t>{text}</w:t></w:r>' for text in texts)}</w:p>"


def test_reads_what_python_docx_writes(read):
    made = docx.Document()
    made.add_heading("توقيف خلية إرهابية", level=1)
    made.add_paragraph("أعلنت المديرية، مساء الثلاثاء، توقيف ").add_run("سبعة أشخاص").bold = True
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "بنادق", "3"
    made.sections[0].header.paragraphs[0].text = "رأس الصفحة"
    made.core_properties.title, made.core_properties.author = "خلية الصفا", "أمينة"
    out = io.BytesIO()
    made.save(out)
    document = read(out.getvalue())
    assert (
        document.cleaned.text
        == "توقيف خلية إرهابية\nأعلنت المديرية، مساء الثلاثاء، توقيف سبعة أشخاص\nبنادق\n3"
    )
    assert (document.title, document.meta["author"]) == ("خلية الصفا", "أمينة")
    assert document.recognised == {"headers_and_footers_left_out": "1"}


def test_takes_text_as_it_would_be_printed(read):
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>قال</w:t><w:tab/>"
        "<w:t xml:space='preserve'>العقيد </w:t></w:r>"
        "<w:ins><w:r><w:t>مروان</w:t></w:r></w:ins><w:del><w:r><w:delText>عمر</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>بابر</w:t></w:r></w:moveFrom>"
        "<w:hyperlink><w:r><w:t> الشهابي</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText>PAGE</w:instrText><w:br/><w:t>F</w:t>"
        "<w:noBreakHyphen/><w:t>16</w:t><w:footnoteReference/></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('في ', 'حقل')}</w:sdtContent></w:sdt>"
    )
    document = read(package(body))
    assert document.cleaned.text == "قال\tالعقيد مروان الشهابي\nF‑16\nفي حقل"
    assert document.recognised == {"notes_left_out": "1"}


def test_a_text_box_is_read_once(read):
    box = f"<w:txbxContent>{paragraph('في إطار')}</w:txbxContent>"
    body = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><w:t>قبله</w:t><mc:AlternateContent>'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read(package(body)).cleaned.text == "في إطار\nقبله"


def test_the_part_with_the_text_may_have_another_name(read):
    rels = '<Relationships><Relationship Type="x/officeDocument" Target="/word/second.xml"/></Relationships>'
    second = f'<w:document xmlns:w="{W}">{paragraph("الثاني")}</w:document>'
    others = {"_rels/.rels": rels, "word/second.xml": second}
    assert read(package(paragraph("الأول"), others=others)).cleaned.text == "الثاني"


def test_entities_are_refused(read):
    bomb = '<!DOCTYPE w [<!ENTITY a "لول"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with pytest.raises(errors.XmlDeclaresEntities):
        read(package("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", before=bomb))


def test_a_zip_bomb_is_refused_before_it_unpacks(read):
    with pytest.raises(
        errors.PaperUnpacksTooLarge, match=r"a\.docx unpacks to more than 64 MB, as a trap does\."
    ):
        read(package("<w:p/>" + " " * 65_000_000))


def test_a_bomb_that_lies_about_its_size_is_refused(read):
    made = package("<w:p/>" + " " * 65_000_000)
    with zipfile.ZipFile(io.BytesIO(made)) as whole:
        size = whole.getinfo("word/document.xml").file_size
    with pytest.raises(errors.PaperDamaged):
        read(made.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little")))


def test_elements_in_elements_without_end_are_refused(read):
    with pytest.raises((errors.PaperDamaged, errors.PaperTooHeavy, errors.BlankFile)):
        read(package("<w:r>" * 1_000_000))


@pytest.mark.parametrize("part", ["empty", "half", "text", "nothing"])
def test_what_is_no_docx_is_refused(read, part):
    whole = package(paragraph("نص"))
    content = {"empty": b"", "half": whole[: len(whole) // 2], "text": "نص".encode(), "nothing": package("")}[
        part
    ]
    with pytest.raises(errors.OtherThanNamed if part == "text" else (errors.PaperDamaged, errors.BlankFile)):
        read(content)


def test_an_old_doc_and_a_locked_docx_are_told_apart(read):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    with pytest.raises(errors.BinaryFile, match="DOC"):
        read(ole)
    with pytest.raises(errors.PaperLocked):
        read(ole + "EncryptedPackage".encode("utf-16-le"))


def test_recognises_a_docx_by_name_or_by_its_first_member():
    assert READER.recognises(SourceFile(Path("a"), Path("a")), package(paragraph("نص"))[:4096])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        other.writestr("a.txt", "نص")
    assert not READER.recognises(SourceFile(Path("a.zip"), Path("a.zip")), out.getvalue())
