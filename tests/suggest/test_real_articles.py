"""What a reader finds marked in the two real articles."""

from pathlib import Path

import pytest

from annotator import schema
from annotator.assets import resource
from annotator.model import Suggestion
from annotator.suggest import pipeline
from annotator.suggest.gazetteer import LexiconSource
from annotator.suggest.knowledge import lexicon
from annotator.suggest.merging import merge
from annotator.suggest.patterns.source import PatternSource
from annotator.text.cleaning import clean, decode
from annotator.text.clitics import name
from annotator.text.folding import folded

pytestmark = pytest.mark.real
SCHEMA = schema.load("security-news")


@pytest.fixture(scope="module")
def marked(real_articles: list[Path]) -> list[tuple[str, list[Suggestion]]]:
    """Each article's clean text and its suggestions."""
    sources = pipeline.default_sources(SCHEMA)
    texts = [clean(decode(path.read_bytes(), name=path.name).text).text for path in real_articles]
    return [(text, pipeline.suggest(text, sources=sources, schema=SCHEMA)) for text in texts]


def surfaces(marked: list[tuple[str, list[Suggestion]]], label: str) -> set[str]:
    return {text[one.start : one.end] for text, found in marked for one in found if one.label == label}


def test_full_names_are_persons(marked: list[tuple[str, list[Suggestion]]]) -> None:
    assert surfaces(marked, "PERS") == {
        "محمد عمران خان بابر",
        "محمد بريظ",
        "شاه نواز قيوم",
        "عبد اللطيف حموشي",
        "محمد سامي الرحمان",
        "البراق شادي عبد السلام",
        "البراق",
        "محمد شقير",
        "شقير",
    }


def test_countries_and_capitals_are_places(marked: list[tuple[str, list[Suggestion]]]) -> None:
    found = surfaces(marked, "GPE")
    assert {"المغرب", "باكستان", "الرباط", "إسلام آباد", "إسلام أباد", "واشنطن", "المملكة المغربية"} <= found


def test_every_mention_of_morocco_and_pakistan_is_marked_behind_proclitics_too(
    marked: list[tuple[str, list[Suggestion]]],
) -> None:
    for text, found in marked:
        places = {one.start for one in found if one.label == "GPE"}
        for country in ("المغرب ", "باكستان "):
            at = text.find(country)
            while at >= 0:
                if text[at - 3 : at] not in ("ية ", "ورب") and "جمهورية " not in text[at - 8 : at]:
                    assert at in places, text[at - 10 : at + 12]
                at = text.find(country, at + 1)


def test_a_city_behind_lam_keeps_its_second_lam(marked: list[tuple[str, list[Suggestion]]]) -> None:
    names = {
        text[one.start : one.end]: name(text, one.start, one.end)
        for text, found in marked
        for one in found
        if text[one.start - 1] == "ل"
    }
    assert names["لرباط"] == "الرباط"
    assert names["لولايات المتحدة الأمريكية"] == "الولايات المتحدة الأمريكية"


def test_organisations_outlets_and_offices_are_there(marked: list[tuple[str, list[Suggestion]]]) -> None:
    assert {
        "الأمم المتحدة",
        "الصحيفة",
        "هسبريس",
        "جريدة هسبريس الإلكترونية",
        "لقوات المسلحة الملكية",
        "مديرية مراقبة التراب الوطني",
    } <= surfaces(marked, "ORG")
    assert {
        "المفتش العام للقوات الجوية الملكية",
        "سفير جمهورية باكستان الإسلامية بالمغرب",
        "المدير العام للأمن الوطني ولمراقبة التراب الوطني",
    } <= surfaces(marked, "OCC")


def test_nothing_is_marked_in_what_is_no_news(real_articles: list[Path]) -> None:
    # The raw text still holds the advertisement's script.
    raw = decode(real_articles[-1].read_bytes(), name="raw").text
    start = raw.index("#div-gpt-ad")
    end = raw.index("}", start) + 1
    found = pipeline.suggest(raw, sources=pipeline.default_sources(SCHEMA), schema=SCHEMA)
    assert not [one for one in found if one.start < end and one.end > start]


def test_no_suggestion_starts_with_a_proclitic(marked: list[tuple[str, list[Suggestion]]]) -> None:
    for text, found in marked:
        for one in found:
            assert not text[one.start : one.end].startswith(("وال", "بال", "فال", "كال", "لل"))
            assert text[one.start - 1] in ' \n"“(«وفبلك' or one.start == 0


TAKEN_OUT = ("الصحيفة", "هسبريس", "هسبرس", "شقير", "البراق", "شادي", "السلام")


def test_what_no_lexicon_has_is_found_by_rule(real_articles: list[Path], tmp_path: Path) -> None:
    tables = [without(table, TAKEN_OUT, tmp_path) for table in resource("lexicons").glob("*.tsv")]
    poorer = lexicon.load(table for table in tables if table.name != "ordinary.tsv")
    for word in TAKEN_OUT:
        assert not poorer.entries(lexicon.key_of(word))
    sources = (LexiconSource(poorer), PatternSource(poorer))
    found: dict[str, set[str]] = {}
    for path in real_articles:
        text = clean(decode(path.read_bytes(), name=path.name).text).text
        for one in merge((one for source in sources for one in source.suggest(text)), text=text):
            found.setdefault(one.label, set()).add(text[one.start : one.end])
    assert {"البراق شادي عبد السلام", "البراق", "محمد شقير", "شقير"} <= found["PERS"]
    assert {"الصحيفة", "هسبريس", "جريدة هسبريس الإلكترونية"} <= found["ORG"]


def without(table: Path, taken_out: tuple[str, ...], folder: Path) -> Path:
    """Copy a lexicon without the spellings in which one of these words stands."""
    words = {folded(word) for word in taken_out}
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    kept = [head]
    for row in rows:
        surface, *cells, variants = row.split("\t")
        spellings = [one for one in (surface, *variants.split("|")) if one]
        left = [one for one in spellings if words.isdisjoint(folded(one).split())]
        if left:
            kept.append("\t".join((left[0], *cells, "|".join(left[1:]))))
    copy = folder / table.name
    copy.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return copy
