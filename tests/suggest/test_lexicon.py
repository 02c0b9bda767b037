"""The tables, the automaton over them, and what the lexicon source makes of a text."""

from collections import Counter
from pathlib import Path

import pytest

from annotator import schema
from annotator.assets import resource
from annotator.suggest.gazetteer import LexiconSource
from annotator.suggest.knowledge import lexicon
from annotator.suggest.knowledge.passage import Passage, read
from annotator.suggest.reasons import LEXICONS
from annotator.text.clitics import name
from annotator.text.folding import folded

HEAD = ["surface", "label", "sublabel", "kind", "flags", "variants"]
TABLES = sorted(resource("lexicons").glob("*.tsv"))
HAND_WRITTEN = (
    *("agencies", "companies", "crimes", "events", "forces", "government", "groups", "international"),
    *("laws", "media", "parties", "people", "vehicles", "weapons"),
)


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def found(text: str) -> dict[str, str]:
    return {text[one.start : one.end]: one.label for one in LexiconSource().suggest(text)}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_has_whole_rows_and_known_labels(path: Path) -> None:
    labels = schema.load("security-news")
    head, *entries = rows(path)
    assert head == HEAD
    assert entries
    for row in entries:
        assert len(row) == len(HEAD), row
        surface, label, sublabel, kind, flags, _variants = row
        assert surface == surface.strip() != ""
        assert kind
        assert set(flags) <= set("cag"), row
        if label:
            assert label in labels
            assert sublabel in {"", *(one.id for one in labels.label(label).sublabels)}, row


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_says_a_thing_once(path: Path) -> None:
    said = [(folded(row[0]), row[1], row[3]) for row in rows(path)[1:]]
    assert [one for one, times in Counter(said).items() if times > 1] == []


def test_the_security_lexicon_is_broad() -> None:
    spellings = {
        surface
        for table in HAND_WRITTEN
        for row in rows(resource("lexicons", f"{table}.tsv"))[1:]
        for surface in (row[0], *row[5].split("|"))
        if surface
    }
    assert len(spellings) > 2000


def test_every_label_giving_kind_has_words_for_its_reason() -> None:
    kinds = {row[3] for path in TABLES for row in rows(path)[1:] if row[1]}
    kinds -= {"rank", "office"}
    assert {kind for kind in kinds if not kind.endswith("_head")} <= set(LEXICONS)


def test_every_table_is_explained_beside_it() -> None:
    readme = resource("lexicons", "README.md").read_text(encoding="utf-8")
    assert [path.name for path in TABLES if f"`{path.name}`" not in readme] == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("زار المغرب", "المغرب"),
        ("وبالمغرب", "المغرب"),
        ("والرباط", "الرباط"),
        ("للرباط", "لرباط"),
        ("وللرباط", "لرباط"),
        ("للبنان", "لبنان"),
        ("لباكستان", "باكستان"),
        ("فبغداد", "بغداد"),
        ("كالأردن", "الأردن"),
        ("إسلام  آباد", "إسلام  آباد"),
        ("الأُمَم المتّحدة", "الأُمَم المتّحدة"),
        ("الامم المتحده", "الامم المتحده"),
        ("المـــغرب،", "المـــغرب"),
        ("«باكستان»", "باكستان"),
        ("إف-16", "إف-16"),
    ],
)
def test_matching_is_folded_and_blind_to_proclitics(text: str, surface: str) -> None:
    assert surface in found(text)


def test_the_name_behind_lam_has_its_article_again() -> None:
    (one,) = LexiconSource().suggest("دعم للرباط")
    assert (one.start, one.end) == (5, 10)
    assert name("دعم للرباط", one.start, one.end) == "الرباط"


@pytest.mark.parametrize(
    "text",
    ["المغربية", "تونسي", "مغاربي", "الرباطات", "إسلام\nآباد", "بالغ", "كان", "فقد", "بيروتي"],
)
def test_parts_of_words_and_names_over_two_lines_do_not_match(text: str) -> None:
    assert found(text) == {}


def test_the_longest_entry_is_found_with_what_it_holds() -> None:
    assert found("جمهورية باكستان الإسلامية")["جمهورية باكستان الإسلامية"] == "GPE"


def test_an_everyday_word_needs_a_marker_once_in_the_document() -> None:
    assert "العيون" not in found("فتح العيون")
    assert found("في العيون")["العيون"] == "GPE"
    assert [one.start for one in LexiconSource().suggest("في العيون. العيون")] == [3, 11]


def test_a_lexicon_is_read_from_its_tables_alone(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text("\t".join(HEAD) + "\nقلعة الرمل\tFAC\tbase\tfacility\t\tقلعة الرمال\n", encoding="utf-8")
    mine = lexicon.load([table])
    hits = list(Passage("قرب قلعة الرمال", mine).all_hits())
    assert [(hit.first, hit.last, hit.entry.sublabel) for hit in hits] == [(1, 3, "base")]
    assert len(mine) == 2


def test_one_text_is_read_once() -> None:
    assert read("زار المغرب") is read("زار المغرب")
