"""The parsers of columns refuse what their formats and schemes have no room for."""

from pathlib import Path

import pytest

from annotator.exchange.readback.columns import conll2002, conll2003, wojood
from annotator.exchange.readback.documents import Entity, FlatDocument, NotProvenError

HEADER = "-DOCSTART-:1 O\n\n"


def _read(tmp_path: Path, content: str, *, scheme: str = "IOB2") -> list[FlatDocument]:
    path = tmp_path / "out"
    path.write_bytes(content.encode())
    return list(conll2002(path, scheme=scheme))


@pytest.mark.parametrize(
    ("scheme", "tags"),
    [
        ("IOB2", "B-A I-A B-A O"),
        ("IOB1", "I-A I-A B-A O"),
        ("BIOES", "B-A E-A S-A O"),
        ("BILOU", "B-A L-A U-A O"),
    ],
)
def test_each_scheme_is_read_as_it_is_named(tmp_path: Path, scheme: str, tags: str) -> None:
    rows = "".join(f"{token} {tag}\n" for token, tag in zip("abcd", tags.split(), strict=True))
    (document,) = _read(tmp_path, f"{HEADER}{rows}\n", scheme=scheme)
    assert document.entities == [Entity(0, 1, "A"), Entity(2, 2, "A")]
    assert (document.id, document.tokens, document.sentences) == ("1", ["a", "b", "c", "d"], 1)


@pytest.mark.parametrize(
    ("scheme", "tags"),
    [
        ("IOB2", "I-A"),
        ("IOB2", "B-A I-B"),
        ("IOB2", "B-A E-A"),
        ("IOB1", "B-A"),
        ("IOB1", "I-B B-A"),
        ("BIOES", "B-A"),
        ("BIOES", "B-A O"),
        ("BIOES", "I-A"),
        ("BIOES", "B-A S-A"),
        ("BIOES", "B-A E-B"),
        ("BILOU", "S-A"),
        ("BILOU", "U-A L-A"),
        ("IOB2", "A"),
        ("IOB2", "B-"),
        ("IOB2", "o"),
        ("BIO", "O"),
    ],
)
def test_a_tag_that_the_scheme_would_not_have_written_is_refused(
    tmp_path: Path, scheme: str, tags: str
) -> None:
    rows = "".join(f"{token} {tag}\n" for token, tag in zip("abcd", tags.split(), strict=False))
    with pytest.raises(NotProvenError):
        _read(tmp_path, f"{HEADER}{rows}\n", scheme=scheme)


@pytest.mark.parametrize(
    "content",
    [
        "a O\n\n",
        f"{HEADER}a O\n",
        f"{HEADER}a O\n\n\n",
        f"{HEADER}\na O\n\n",
        f"{HEADER}a O",
        f"{HEADER}a\n\n",
        f"{HEADER}a x O\n\n",
        f"{HEADER} O\n\n",
        f"{HEADER}a\u00a0b O\n\n",
        "-DOCSTART- 1\n\na O\n\n",
        "-DOCSTART-: O\n\na O\n\n",
        "-DOCSTART-:%FF O\n\na O\n\n",
        "-DOCSTART-:1 O\na O\n\n",
    ],
)
def test_a_form_that_is_not_the_format_s_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(NotProvenError):
        _read(tmp_path, content)


def test_files_of_a_time_without_ids_are_still_proved(tmp_path: Path) -> None:
    (document,) = _read(tmp_path, "-DOCSTART- O\n\na O\n\n")
    assert (document.id, document.tokens) == (None, ["a"])


def test_four_columns_have_nothing_in_the_middle_ones(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("-DOCSTART- 1 -X- O\n\na -X- _ B-A\n\n", encoding="utf-8")
    (document,) = conll2003(path, scheme="IOB2")
    assert (document.id, document.entities) == ("1", [Entity(0, 0, "A")])
    for content in ("-DOCSTART- 1 -X- O\n\na NN _ O\n\n", "-DOCSTART-:1 O\n\na -X- _ O\n\n"):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(NotProvenError):
            list(conll2003(path, scheme="IOB2"))


def test_layers_have_no_padding_behind(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text(f"{HEADER}a B-A\nb I-A B-B\nc O I-B\n\n", encoding="utf-8")
    (document,) = wojood(path, scheme="IOB2")
    assert document.is_nested
    assert document.entities == [Entity(0, 1, "A"), Entity(1, 2, "B")]
    path.write_text(f"{HEADER}a B-A O\n\n", encoding="utf-8")
    with pytest.raises(NotProvenError):
        list(wojood(path, scheme="IOB2"))
