"""What files of a token a line hold: columns, schemes, documents, encodings, and what is refused of them."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from annotator import errors
from annotator.exchange.incoming import Incoming, ReadOptions, SourceFile
from annotator.exchange.registry import reader_for, reader_named

Read = Callable[..., list[Incoming]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a file of a content, in the format that is recognised or given."""

    def take(
        content: str | bytes,
        *,
        name: str = "corpus.txt",
        format: str | None = None,  # noqa: A002
        **options: str,
    ) -> list[Incoming]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        file = SourceFile(path, PurePosixPath(name), path.stat().st_size)
        reader = reader_for(file, path.read_bytes()[:4096], format=format)
        found = list(reader.read(file, options=ReadOptions(**options)))
        assert found[0].recognised
        return found

    return take


def _spans(document: Incoming) -> list[tuple[str, str]]:
    assert document.cleaned is not None
    assert document.spans is not None
    return [(document.cleaned.text[span.start : span.end], span.label) for span in document.spans]


def _text(document: Incoming) -> str:
    assert document.cleaned is not None
    return document.cleaned.text


def test_tokens_make_a_text_again_and_tags_its_spans(read: Read) -> None:
    (document,) = read("وصل O\nعمر B-PERS\nبابر I-PERS\n. O\n\nفي O\nبلبنان B-GPE\n")
    assert _text(document) == "وصل عمر بابر .\nفي بلبنان"
    assert _spans(document) == [("عمر بابر", "PERS"), ("بلبنان", "GPE")]
    assert document.meta == {"tokens": "spaces"}
    assert (document.id, document.has_own_id, document.line) == ("corpus", False, 0)
    assert document.recognised == {"scheme": "IOB2"}


@pytest.mark.parametrize(
    ("tags", "scheme"),
    [
        ("B-A I-A B-A O", "IOB2"),
        ("I-A I-A B-A O", "IOB1"),
        ("B-A E-A S-A O", "BIOES"),
        ("B-A M-A S-A O", "BIOES"),
        ("B-A L-A U-A O", "BILOU"),
    ],
)
def test_the_scheme_is_found_and_named(read: Read, tags: str, scheme: str) -> None:
    (document,) = read("".join(f"{token} {tag}\n" for token, tag in zip("abcd", tags.split(), strict=True)))
    assert document.recognised == {"scheme": scheme}
    assert _spans(document) == [("a b", "A"), ("c", "A")]


def test_a_scheme_that_is_given_is_not_found_out(read: Read) -> None:
    content = "a I-A\nb B-A\n"
    assert read(content)[0].recognised == {"scheme": "IOB1"}
    assert read(content, scheme="IOB2")[0].recognised == {
        "scheme": "IOB2",
        "repaired": "1",
        "repaired_lines": "1",
    }
    with pytest.raises(errors.UnknownTagScheme, match="«BIO2»; there are IOB2, IOB1, BIOES, BILOU, IO"):
        read(content, scheme="BIO2")


def test_labels_without_letters_are_read_where_the_format_is_given(read: Read) -> None:
    (document,) = read("a PER\nb PER\nc O\n", format="conll2002")
    assert document.recognised == {"scheme": "IO"}
    assert _spans(document) == [("a b", "PER")]
    with pytest.raises(errors.TagMissing, match=r"line 2: .*«PER»"):
        read("a B-PER\nb PER\n", format="conll2002")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("EU {}", "conll2002"),
        ("EU NNP {}", "conll2002"),
        ("EU NNP B-NP {}", "conll2003"),
        ("EU\tNNP\tB-NP\t{}", "conll2003"),
        ("EU  _ _ eu {}", "conll2003"),
    ],
)
def test_the_tag_is_the_last_of_any_number_of_columns(
    read: Read, tmp_path: Path, line: str, name: str
) -> None:
    content = f"{line.format('B-ORG')}\n{line.format('O')}\n"
    assert [_spans(one) for one in read(content)] == [[("EU", "ORG")]]
    path = tmp_path / "corpus.txt"
    assert reader_for(SourceFile(path, PurePosixPath()), content.encode(), format=None).name == name


def test_nested_columns_are_layers(read: Read, tmp_path: Path) -> None:
    content = "سكرتير B-OCC\nاللجنة I-OCC B-ORG\nالقومية I-OCC I-ORG\nفي I-OCC\nنابلس I-OCC B-GPE\n. O\n"
    (document,) = read(content)
    assert _spans(document) == [
        ("سكرتير اللجنة القومية في نابلس", "OCC"),
        ("اللجنة القومية", "ORG"),
        ("نابلس", "GPE"),
    ]
    assert document.recognised == {"scheme": "IOB2", "columns": "nested"}
    file = SourceFile(tmp_path / "corpus.txt", PurePosixPath())
    assert reader_for(file, content.encode(), format=None).name == "wojood"


def test_the_same_tag_in_two_columns_is_one_entity(read: Read) -> None:
    (document,) = read("a B-ORG B-ORG\nb O\n")
    assert _spans(document) == [("a", "ORG")]
    assert document.recognised["repaired_lines"] == "1"


@pytest.mark.parametrize(
    ("line", "id_"),
    [
        ("-DOCSTART-:001 O", "001"),
        ("-DOCSTART-:%D8%B9%20%25 O", "ع %"),
        ("-DOCSTART- 001 -X- O", "001"),
        ("-DOCSTART- %4F -X- O", "O"),
        ("-DOCSTART- (1 EU)", "(1 EU)"),
        ("# newdoc id = 001", "001"),
        ("-DOCSTART- -X- -X- O", ""),
        ("-DOCSTART- -DOCSTART- O", ""),
        ("-DOCSTART- O", ""),
        ("-DOCSTART-", ""),
        ("# newdoc", ""),
    ],
)
def test_borders_part_documents_and_may_name_them(read: Read, line: str, id_: str) -> None:
    first, second, last = read(
        f"{line}\n\na B-A\n\n# another comment\nb O\n-DOCSTART- O\n-DOCSTART- O\nc O\n"
    )
    assert (_text(first), _text(second), _text(last)) == ("a\nb", "", "c")
    assert (first.id, first.has_own_id) == (id_ or "corpus-00001", bool(id_))
    assert (last.id, last.has_own_id, last.line) == ("corpus-00003", False, 8)
    assert second.spans == ()


def test_what_stands_before_the_first_border_is_a_document_too(read: Read) -> None:
    found = read("a B-A\n\n-DOCSTART- O\n\nb O\n")
    assert [(_text(one), one.id) for one in found] == [("a", "corpus-00001"), ("b", "corpus-00002")]


def test_a_document_without_end_is_refused(read: Read) -> None:
    for sentence in ("a B-A\n" + "a O\n" * 300_000, "a B-A\n" + ("a O\n" * 99_999 + "\n") * 4):
        with pytest.raises(errors.TooManyTokens, match="300000 tokens"):
            read("-DOCSTART- O\n" + sentence)


def test_a_corpus_without_borders_is_cut_and_an_article_is_not(read: Read) -> None:
    sentence = "a B-A\n" + "b O\n" * 199 + "\n"
    assert len(read(sentence * 25)) == 1
    corpus = read(sentence * 26)
    assert [_text(document).count(" ") + 1 + _text(document).count("\n") for document in corpus] == [
        *[600] * 8,
        400,
    ]
    assert corpus[0].recognised == {"scheme": "IOB2", "cut_after_tokens": "425"}
    assert [document.id for document in corpus[:2]] == ["corpus-00001", "corpus-00002"]


def test_a_mark_does_not_sit_on_the_blank_before_it(read: Read) -> None:
    (document,) = read("وفقا O\nً B-A\nb\u200f B-B\n")
    assert _text(document) == "وفقا\tً b\u200f"
    assert _spans(document) == [("ً", "A"), ("b", "B")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_encodings_and_line_ends_are_found_out(read: Read, encoding: str) -> None:
    content = "-DOCSTART- O\r\n\r\nوصل O\r\nالوفد O\r\nإلى O\r\nالرباط B-GPE\r\n" * 3
    found = read(content.encode(encoding))
    assert [_spans(document) for document in found] == [[("الرباط", "GPE")]] * 3


def test_what_looks_like_an_article_is_none_of_these(read: Read, tmp_path: Path) -> None:
    for content in (
        "وصل الوفد\nإلى الرباط\n",
        "وصل الوفد",
        "O",
        "B-GPE\n",
        "# عنوان\n\nنص\n",
        "- نقطة O\nنص\n",
    ):
        file = SourceFile(tmp_path / "a.txt", PurePosixPath())
        assert reader_for(file, content.encode(), format=None).name == "text"


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (
            "a B-A\nNew York B-A\n",
            errors.ColumnsDiffer,
            "line 2: the line has 3 columns, the lines before it",
        ),
        ("a B-A\nb\n", errors.TagMissing, "line 2: .*«b»"),
        ("a B-A\n" + "b" * 1_000_001 + " O\n", errors.LineTooLong, "line 2"),
        ("\tB-A\n", errors.TagMissing, "line 1"),
        ("", errors.BlankFile, "blank"),
        ("\x00\x01\x02\x03" * 99, errors.BinaryFile, "not text"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    read: Read, content: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        read(content, name="a.conll", format="conll2002")


def test_what_is_not_in_the_encoding_after_all_is_refused(read: Read) -> None:
    content = b"a B-A\n" * 200_000 + "é B-A\n".encode("cp1256")
    with pytest.raises(errors.WrongEncoding, match="utf-8"):
        read(content)


def test_each_reader_takes_any_of_the_columns_when_it_is_asked_for(read: Read) -> None:
    for name in ("conll2002", "conll2003", "wojood"):
        assert reader_named(name).name == name
        assert _spans(read("a X B-A\n", format=name)[0]) == [("a", "A")]
