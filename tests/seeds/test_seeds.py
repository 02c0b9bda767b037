"""The sample articles and their labels hold together.

Faults are told by offset, so that no test prints a held-out article.
"""

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from annotator.assets import seed
from annotator.model import Span
from annotator.schema import load
from annotator.text.cleaning import clean, decode
from annotator.text.clitics import name
from annotator.text.graphemes import is_boundary

WHO = ("amina", "youssef", "gold")
ARTICLES = sorted(seed("articles").glob("*.txt"))
IDS = [path.stem for path in ARTICLES]
TUNING, HELD_OUT = IDS[:6], IDS[6:]
SCHEMA = load("security-news")

Row = tuple[str, int, str, str, str, str]


def raw(path: Path) -> str:
    return decode(path.read_bytes(), name=path.name).text


TEXTS = {path.stem: clean(raw(path)).text for path in ARTICLES}


def records(who: str) -> list[dict]:
    lines = seed("labels", f"{who}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


RECORDS = {who: {one["id"]: one for one in records(who)} for who in WHO}
CASES = [(who, id_) for who in WHO for id_ in IDS]


def spans(who: str, id_: str) -> list[Span]:
    found = RECORDS[who][id_]["spans"]
    return [Span(one["start"], one["end"], one["label"], one["sublabel"]) for one in found]


def test_there_are_ten_articles_and_each_file_labels_them_all_in_order() -> None:
    assert len(IDS) == 10
    for who in WHO:
        assert [one["id"] for one in records(who)] == IDS


def test_articles_have_the_length_of_news() -> None:
    lengths = {id_: len(text.split()) for id_, text in TEXTS.items()}
    assert {id_: length for id_, length in lengths.items() if not 180 <= length <= 380} == {}


@pytest.mark.parametrize(("who", "id_"), CASES)
def test_labels_stand_on_the_cleaned_text(who: str, id_: str) -> None:
    record = RECORDS[who][id_]
    assert list(record) == ["id", "text", "spans", "meta"]
    assert hash(record["text"]) == hash(TEXTS[id_])
    assert record["meta"]["part"] == ("tuning" if id_ in TUNING else "held-out")
    fields = ["start", "end", "label", "sublabel", "text", "name"]
    assert [one["start"] for one in record["spans"] if list(one) != fields] == []
    text = TEXTS[id_]
    wrong = [one["start"] for one in record["spans"] if one["text"] != text[one["start"] : one["end"]]]
    assert wrong == []
    wrong = [one["start"] for one in record["spans"] if one["name"] != name(text, one["start"], one["end"])]
    assert wrong == []


@pytest.mark.parametrize(("who", "id_"), CASES)
def test_edges_fall_on_no_white_space_and_in_no_grapheme(who: str, id_: str) -> None:
    text = TEXTS[id_]
    found = spans(who, id_)
    assert [one.start for one in found if text[one.start].isspace() or text[one.end - 1].isspace()] == []
    cut = [one.start for one in found if not (is_boundary(text, one.start) and is_boundary(text, one.end))]
    assert cut == []


@pytest.mark.parametrize(("who", "id_"), CASES)
def test_labels_are_of_the_schema_and_nest_by_its_rules(who: str, id_: str) -> None:
    found = spans(who, id_)
    assert found == sorted(found, key=lambda one: (one.start, -one.end))
    for one in found:
        assert one.label in SCHEMA
        known = {""} | {sublabel.id for sublabel in SCHEMA.label(one.label).sublabels}
        assert one.sublabel in known
    ranges = Counter((one.start, one.end, one.label) for one in found)
    assert [key for key, count in ranges.items() if count > 1] == []
    for outer, inner in combinations(found, 2):
        assert not outer.crosses(inner), (outer, inner)
        holds = SCHEMA.label(outer.label).holds
        if outer.contains(inner) and (outer.start, outer.end) != (inner.start, inner.end):
            assert holds is None or inner.label in holds, (outer, inner)


def named(found: set[tuple[str, str]]) -> str:
    labels = [f"{label}.{sublabel}" if sublabel else label for label, sublabel in sorted(found)]
    return " + ".join(labels) or "—"


def differences(ids: list[str]) -> list[Row]:
    rows = []
    for id_ in ids:
        by = {who: spans(who, id_) for who in WHO}
        for start, end in {(one.start, one.end) for found in by.values() for one in found}:
            labels = [
                named({(one.label, one.sublabel) for one in by[who] if (one.start, one.end) == (start, end)})
                for who in WHO
            ]
            if len(set(labels)) > 1:
                rows.append((id_, start, TEXTS[id_][start:end], *labels))
    return sorted(rows)


def table(file: str) -> tuple[list[Row], list[str]]:
    lines = seed(file).read_text(encoding="utf-8").splitlines()
    first = lines.index("| article | at | span text | amina | youssef | gold | why |") + 2
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[first:]]
    return sorted((row[0], int(row[1]), *row[2:6]) for row in cells), [row[6] for row in cells]


def test_every_difference_is_named_in_the_notes() -> None:
    rows, reasons = table("NOTES.md")
    assert rows == differences(TUNING)
    assert all(reasons)


def test_every_difference_on_the_held_out_articles_is_named_apart() -> None:
    rows, reasons = table("NOTES-heldout.md")
    is_exact = rows == differences(HELD_OUT)
    assert is_exact
    assert all(reasons)


def test_a_reason_names_whose_departure_it_is() -> None:
    rows, reasons = table("NOTES.md")
    notes = seed("NOTES.md").read_text(encoding="utf-8").splitlines()
    in_order = [line for line in notes if line.startswith("| 0")]
    assert len(in_order) == len(rows) == len(reasons)
    for line in in_order:
        *_, amina, youssef, gold, reason = [cell.strip() for cell in line.strip("|").split("|")]
        if amina == youssef:
            assert reason.startswith("Both"), line
            continue
        assert ("Amina:" in reason) == (amina != gold), line
        assert ("Youssef:" in reason) == (youssef != gold), line


@pytest.mark.parametrize("ids", [TUNING, HELD_OUT], ids=["tuning", "held-out"])
def test_annotators_agree_as_people_do_and_gold_is_neither(ids: list[str]) -> None:
    by = {
        who: {(id_, one.start, one.end, one.label) for id_ in ids for one in spans(who, id_)} for who in WHO
    }
    shared = len(by["amina"] & by["youssef"])
    assert 0.80 <= 2 * shared / (len(by["amina"]) + len(by["youssef"])) <= 0.90
    assert len((by["amina"] & by["youssef"]) - by["gold"]) >= 1
    assert len(by["gold"] - by["amina"] - by["youssef"]) >= 1


def test_gold_uses_every_label_and_every_sublabel_of_organisations() -> None:
    used = {(one.label, one.sublabel) for id_ in IDS for one in spans("gold", id_)}
    assert {label for label, _ in used} == {label.id for label in SCHEMA.labels}
    for label in ("OCC", "ORG", "FAC", "EVENT", "LAW", "QUANT"):
        assert {sublabel.id for sublabel in SCHEMA.label(label).sublabels} <= {
            sublabel for name_, sublabel in used if name_ == label
        }


def test_gold_nests_three_deep_and_labels_one_range_twice() -> None:
    found = spans("gold", "04-attack")
    depth = max(sum(outer.contains(inner) for outer in found) for inner in found)
    assert depth >= 3
    assert len({(one.start, one.end) for one in found}) < len(found)


SHOWN = (
    *("يناير", "يوليوز", "غشت", "شتنبر", "نونبر", "دجنبر"),
    *("جانفي", "فيفري", "جويلية", "أوت", "شباط", "تموز", "تشرين الثاني", "ربيع الأول"),
    *("3", "٣", "“", "”", "«", "»", '"', "F-16", "لـ"),
    *("للجزائر", "لموريتانيا", "وبنواكشوط", "وبالرباط", "كالأردن", "للبنان", "للجنة"),
)


@pytest.mark.parametrize("needle", SHOWN)
def test_the_tuning_articles_show(needle: str) -> None:
    assert any(needle in TEXTS[id_] for id_ in TUNING)


def test_cleaning_has_something_to_do() -> None:
    raws = {path.stem: raw(path) for path in ARTICLES}
    assert [id_ for id_ in IDS if "\r\n" in raws[id_]] == ["05-agreement"]
    assert [id_ for id_ in IDS if "div-gpt-ad" in raws[id_]] == ["03-arrests"]
    assert [id_ for id_ in IDS if "المصدر:" in raws[id_]] == ["02-exercise"]
    for leftover in ("\r", "div-gpt-ad", "{", "المصدر:"):
        assert [id_ for id_ in IDS if leftover in TEXTS[id_]] == []
