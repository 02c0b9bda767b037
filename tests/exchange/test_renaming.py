"""Label maps: read from three kinds of file, written back, and what they say of a label."""

from pathlib import Path

import pytest

from annotator import errors
from annotator.exchange.renaming import Renaming, proposals
from annotator.schema import Schema, load

TOML = '[labels]\nPER = "PERS"\n"ORG.media" = "ORG.media"\nORGANIZATION = "ORG"\nMISC = ""\n'
JSON = '{"labels": {"PER": "PERS", "ORG.media": "ORG.media", "ORGANIZATION": "ORG", "MISC": null}}'
CSV = "from;to\nPER;PERS\nORG.media;ORG.media\nORGANIZATION;ORG\nMISC;\n"
LINES = {"PER": "PERS", "ORG.media": "ORG.media", "ORGANIZATION": "ORG", "MISC": None}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("map.toml", TOML),
        ("map.toml", TOML.replace('"ORG.media" =', "ORG.media =")),
        ("map.toml", TOML.removeprefix("[labels]\n")),
        ("map.txt", TOML),
        ("map.json", JSON),
        ("map.json", JSON.removeprefix('{"labels": ').removesuffix("}")),
        ("map.csv", CSV),
        ("map.csv", CSV.removeprefix("from;to\n").replace(";", ",").replace("\n", "\r\n")),
        ("map.tsv", CSV.replace(";", "\t")),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_reads_what_people_write(tmp_path: Path, name: str, text: str, encoding: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    assert Renaming.load(str(path)) == Renaming(LINES, origin=name)


@pytest.mark.parametrize("name", ["map.toml", "map.json", "map.csv"])
def test_what_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    lines = {**LINES, 'a "b", c = [d]\\': "شخص", "two\nlines": "x", "\x7f": None, "ORG.": "A.b.c"}
    Renaming(lines).to_file(tmp_path / name)
    assert Renaming.load(str(tmp_path / name)).lines == lines


def test_a_sublabel_counts_before_its_label_and_stays_where_only_the_label_is_named() -> None:
    renaming = Renaming({**LINES, "ORG": "NORP"})
    assert renaming.of("ORG", "media") == renaming.of("ORG.media") == ("ORG", "media")
    assert renaming.of("ORG") == ("NORP", "")
    assert renaming.of("ORG", "party") == renaming.of("ORG.party") == ("NORP", "party")
    assert renaming.of("MISC") is renaming.of("MISC", "any") is None
    for unknown in ("GPE", "PERS", "", "media"):
        with pytest.raises(KeyError):
            renaming.of(unknown)


def test_a_map_that_ships_leads_to_labels_without_sublabels() -> None:
    renaming = Renaming.load("security-news-to-anercorp")
    assert renaming.of("ORG", "media") == ("ORG", "")
    assert renaming.of("EVENT", "exercise") == ("MISC", "")
    assert renaming.of("EVENT", "visit") is None
    assert renaming.origin == "security-news-to-anercorp"


@pytest.mark.parametrize(
    ("name", "content", "error", "said"),
    [
        ("map.toml", b"", errors.BlankFile, "is blank"),
        ("map.toml", b"[labels]\n", errors.LabelMapEmpty, "names no label"),
        ("map.toml", b"[labels\n", errors.LabelMapUnreadable, "cannot be read"),
        ("map.toml", b'A = "x"\nA = "y"\n', errors.LabelMapUnreadable, "overwrite"),
        ("map.toml", b"A = 1\n", errors.LabelMapNotText, "«A»"),
        ("map.toml", b"a = " + b"[" * 100_000, errors.LabelMapUnreadable, "cannot be read"),
        ("map.json", b'{"A": "x", "A": "y"}', errors.LabelMapRepeats, "«A» twice"),
        ("map.json", b'["A"]', errors.LabelMapEmpty, "names no label"),
        ("map.json", b"{", errors.LabelMapUnreadable, "cannot be read"),
        ("map.json", b"[" * 100_000, errors.LabelMapUnreadable, "nested too deeply"),
        ("map.json", b'{"A": ["x"]}', errors.LabelMapNotText, "«A»"),
        ("map.csv", b"A,x\nA,y\n", errors.LabelMapRepeats, "«A» twice"),
        ("map.csv", b'A,"x\n', errors.LabelMapUnreadable, "cannot be read"),
        ("map.csv", b"from,to\n", errors.LabelMapEmpty, "names no label"),
        ("map.csv", b"\x89PNG\r\n\x1a\n" + bytes(99), errors.BinaryFile, "PNG"),
        ("map.csv", b"a,b\n" * 300_000, errors.TooLarge, "1 MB"),
    ],
)
def test_a_broken_map_is_one_sentence(
    tmp_path: Path, name: str, content: bytes, error: type[Exception], said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=said) as raised:
        Renaming.load(str(tmp_path / name))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["wojood", "no/such/file.toml", ""])
def test_a_map_that_is_not_there_names_those_that_are(name: str) -> None:
    with pytest.raises(errors.UnknownLabelMap, match="security-news-to-ace"):
        Renaming.load(name)


def test_a_map_must_lead_to_labels_of_the_schema(schema: Schema) -> None:
    Renaming(LINES).check(schema)
    for to in ("CITY", "ORG.navy", "GPE.media"):
        with pytest.raises(errors.LabelMapLeadsNowhere, match=f"«X» to «{to}»"):
            Renaming({"X": to}, origin="map.toml").check(schema)


@pytest.mark.parametrize(
    ("label", "proposal"),
    [
        ("PER", "PERS"),
        ("Person", "PERS"),
        ("PERSONNE", "PERS"),
        ("شخص", "PERS"),
        ("B-PER", "PERS"),
        ("Person Name.PER", "PERS"),
        ("organisation", "ORG"),
        ("city", "GPE"),
        ("دولة", "GPE"),
        ("الدَّولة", "GPE"),
        ("weapon", "WEA"),
        ("WEA", None),  # the schema has it
        ("ORG.media", None),  # and this
        ("ORG.navy", "ORG"),
        ("military unit", "ORG.military_unit"),
        ("JOB_TITLE", "OCC"),
        ("Évènement", "EVENT"),
        ("TIMEX2", "DATE"),
        ("LANGUAGE", None),
        ("X17", None),
        ("", None),
        (".", None),
    ],
)
def test_proposes_what_a_person_would_take(schema: Schema, label: str, proposal: str | None) -> None:
    assert proposals([label], schema) == ({} if proposal is None else {label: proposal})


def test_proposes_a_wider_kind_where_a_schema_has_no_other() -> None:
    assert proposals(["GPE", "VEH", "شخص", "DATE"], load("anercorp")) == {
        "GPE": "LOC",
        "VEH": "MISC",
        "شخص": "PERS",
    }


@pytest.mark.parametrize("preset", ["ace", "ontonotes", "wojood", "anercorp"])
def test_proposals_are_labels_of_the_schema(schema: Schema, preset: str) -> None:
    other = load(preset)
    for one, two in ((schema, other), (other, schema)):
        Renaming(dict(proposals(one.label_ids(), two))).check(two)
