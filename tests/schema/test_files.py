"""Schemas come from a preset's name or from a file; a file that cannot be read is one sentence."""

from pathlib import Path

import pytest

from annotator import errors
from annotator.schema import load, presets

OWN = """
format = 1
id = "ships"
version = 1
[names]
ar = "سفن"
en = "Ships"
fr = "Navires"
[[labels]]
id = "SHIP"
light = "#aa0000"
dark = "#ffaaaa"
[labels.names]
ar = "سفينة"
en = "Ship"
fr = "Navire"
"""


def test_presets_are_named_the_default_first() -> None:
    assert presets() == ["security-news", "ace", "anercorp", "ontonotes", "wojood"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_file_of_ones_own_is_read(tmp_path: Path, encoding: str, line_end: str) -> None:
    path = tmp_path / "ships.toml"
    path.write_bytes(OWN.replace("\n", line_end).encode(encoding))
    schema = load(str(path))
    assert schema.id == "ships"
    assert schema.label("SHIP").names.in_language("ar") == "سفينة"
    assert schema.label("SHIP").names.in_language("fr") == "Navire"
    assert schema.label("SHIP").names.in_language("de") == "Ship"


def test_a_preset_comes_before_a_file_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("wojood").write_text(OWN, encoding="utf-8")
    assert load("wojood").id == "wojood"
    assert load("./wojood").id == "ships"


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(errors.UnknownSchema, match=r"wujud; there are: security-news, ace"):
        load("wujud")


@pytest.mark.parametrize("path", ["nowhere/mine.toml", "mine.toml", "nowhere/"])
def test_a_path_that_is_not_there(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(errors.MissingPath, match=r"at (nowhere|mine)"):
        load(path)


def test_a_folder_is_no_schema(tmp_path: Path) -> None:
    with pytest.raises(errors.MissingPath):
        load(str(tmp_path))


def test_a_file_one_may_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "ships.toml"
    path.write_text(OWN, encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read everything
    with pytest.raises(errors.UnreadablePath, match=r"ships\.toml"):
        load(str(path))


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (OWN.replace("version = 1", "version = ").encode(), 4),
        ((OWN + "[[labels").encode(), 17),
        (OWN.replace("سفن", "س\nفن").encode(), 6),
        (OWN.encode("cp1256"), 6),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", 1),
        ((OWN + 'fr = "Bateau"').encode(), 17),
    ],
)
def test_broken_toml_is_said_with_its_line(tmp_path: Path, raw: bytes, line: int) -> None:
    path = tmp_path / "ships.toml"
    path.write_bytes(raw)
    with pytest.raises(errors.BrokenToml, match=f"ships.toml, line {line}: this is not TOML"):
        load(str(path))


def test_a_wrong_schema_in_a_file_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "ships.toml"
    path.write_text(OWN.replace("#aa0000", "crimson"), encoding="utf-8")
    with pytest.raises(errors.BadColour, match=r"ships\.toml: SHIP\.light is crimson"):
        load(str(path))
