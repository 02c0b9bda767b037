from pathlib import Path

import pytest

from annotator import errors
from annotator.exchange import reading, taking


def test_a_folder_is_read_in_natural_order_without_hidden_files(tmp_path: Path) -> None:
    for name in (
        "n10.txt",
        "n9.TXT",
        "sub2/a.txt",
        "sub10/a.txt",
        ".hidden.txt",
        ".git/a.txt",
        "x.odt",
        "b.jsonl",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("a")
    found = reading.find([tmp_path])
    assert [str(file.path.relative_to(tmp_path)) for file in found.files] == [
        "b.jsonl",
        "n9.TXT",
        "n10.txt",
        "sub2/a.txt",
        "sub10/a.txt",
    ]
    assert str(found.files[-1].place) == f"{tmp_path.name}/sub10/a.txt"
    assert (found.ignored, found.refused) == (1, [])


def test_a_format_takes_its_own_files_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.jsonl").write_text("{}")
    assert [file.path.name for file in reading.find([tmp_path], format="text").files] == ["a.txt"]
    assert [file.path.name for file in reading.find([tmp_path], format="jsonl").files] == ["b.jsonl"]


def test_a_file_named_twice_is_read_once_where_it_was_named_first(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    found = reading.find([tmp_path / "a.txt", tmp_path, str(tmp_path / "a.txt")])
    assert [file.path for file in found.files] == [tmp_path / "a.txt"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(reading.find([tmp_path]).files) == 1


def test_the_front_door_yields_documents_and_refuses_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\nعنوان\nنص", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": "1", "text": "ب", "spans": []}', encoding="utf-8")
    one, two = taking.read([tmp_path])
    assert (one.id, one.title, one.spans, one.has_own_id) == ("a", "عنوان", None, False)
    assert (two.id, two.title, two.spans, two.line) == ("1", "ب", (), 1)
    with pytest.raises(errors.MissingPath, match=r"There is no file or folder at .*none\.txt\."):
        list(taking.read([tmp_path / "none.txt"]))


def test_text_that_begins_like_jsonl_can_be_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('{"text": "قول"', encoding="utf-8")
    (document,) = taking.read([tmp_path], format="text")
    assert document.cleaned is not None
    assert document.cleaned.text == '{"text": "قول"'
    with pytest.raises(errors.EndsTooEarly):
        list(taking.read([tmp_path]))


def test_a_name_that_is_not_utf_8_can_still_be_said(tmp_path: Path) -> None:
    path = Path(str(tmp_path), b"\xe3\xd1\n.txt".decode("utf-8", "surrogateescape"))
    path.write_text("a")
    (document,) = taking.read([path])
    assert document.id == "\ufffd\ufffd\ufffd"
    (refusal,) = reading.find([path.with_suffix(".gone")]).refused
    assert str(refusal).endswith("\ufffd\ufffd\ufffd.gone.")
