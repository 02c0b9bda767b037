"""Every preset is reached from the default schema by a map that leaves no label out."""

from pathlib import Path

import pytest

from annotator import errors
from annotator.schema import counterpart, load, load_map, map_names, maps, presets


def test_there_is_a_map_to_every_other_preset() -> None:
    default, *others = presets()
    assert map_names() == sorted(f"{default}-to-{other}" for other in others)


@pytest.mark.parametrize("name", map_names())
def test_a_map_sends_every_label_to_a_label_or_to_nothing(name: str) -> None:
    source, target = (load(one) for one in name.split("-to-"))
    label_map = load_map(name)
    assert set(source.label_ids()) <= set(label_map)
    assert {label for label in label_map.values() if label} <= set(target.label_ids())


def test_a_sublabel_counts_before_its_label() -> None:
    label_map = load_map("security-news-to-anercorp")
    assert counterpart(label_map, "EVENT") is None
    assert counterpart(label_map, "EVENT", sublabel="arrest") is None
    assert counterpart(label_map, "EVENT", sublabel="exercise") == "MISC"
    assert counterpart(label_map, "ORG", sublabel="media") == "ORG"
    assert counterpart(load_map("security-news-to-ace"), "PERS") == "PER"
    with pytest.raises(KeyError):
        counterpart(label_map, "SHIP")


def test_an_unknown_map_lists_the_known_ones() -> None:
    with pytest.raises(errors.UnknownMap, match="security-news-to-ace, security-news-to-anercorp"):
        load_map("wojood")


@pytest.fixture
def write_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the map `m` lies for this test."""
    monkeypatch.setattr(maps, "resource", lambda *parts: tmp_path.joinpath(*parts[2:]))
    return tmp_path / "m.toml"


HEAD = 'format = 1\nfrom = "anercorp"\nto = "ace"\n[labels]\nPERS = "PER"\nLOC = "LOC"\nORG = "ORG"\n'


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        (HEAD, errors.MapLeavesOut, "MISC"),
        (HEAD + 'MISC = "MISC"', errors.BrokenMap, "MISC"),
        (HEAD + 'MISC = ""\nDATE = ""', errors.UnknownSchemaField, "labels.DATE"),
        (HEAD + 'MISC = ""\n"ORG.media" = "ORG"', errors.UnknownSchemaField, "labels.ORG.media"),
        (HEAD + "MISC = 1", errors.SchemaWantsText, "labels.MISC"),
        (HEAD.replace("ace", "acf") + 'MISC = ""', errors.UnknownSchema, "acf"),
        (HEAD.replace("format = 1", "format = 2") + 'MISC = ""', errors.NewerSchema, "m.toml"),
        (HEAD + "MISC = ", errors.BrokenToml, "line 8"),
    ],
)
def test_a_wrong_map_is_said(write_map: Path, text: str, error: type[errors.SchemaError], said: str) -> None:
    write_map.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=said):
        load_map("m")
