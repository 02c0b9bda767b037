"""The tables, the automaton over them, and what the lexicon source makes of a text."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from annotator import schema
from annotator.assets import resource
from annotator.suggest.gazetteer import LexiconSource
from annotator.suggest.knowledge import lexicon
from annotator.suggest.knowledge.lexicon import shipped
from annotator.suggest.knowledge.passage import Passage, read
from annotator.suggest.reasons import LEXICONS
from annotator.text.clitics import name
from annotator.text.folding import folded

HEAD = ["surface", "label", "sublabel", "kind", "flags", "variants"]
TABLES = sorted(resource("lexicons").glob("*.tsv"))
sys.path.insert(0, str(resource("lexicons")))
import build  # noqa: E402 - the script beside the tables
import counting  # noqa: E402

# What stands beside them decides: the rank of the general and the missile.
SEVERAL_LABELS = {"عماد"}
# The drone is in the news more often than the man of that name.
SURE_ALL_THE_SAME = {"بيرقدار"}
HAND_WRITTEN = (
    *("agencies", "companies", "crimes", "events", "forces", "government", "groups", "international"),
    *("laws", "media", "parties", "people", "vehicles", "weapons"),
)


def rows(table: str) -> list[list[str]]:
    """Every row of a table without its head."""
    lines = resource("lexicons", f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


def spellings(row: list[str]) -> list[str]:
    return [row[0], *filter(None, row[5].split("|"))]


def found(text: str) -> dict[str, str]:
    return {text[one.start : one.end]: one.label for one in LexiconSource().suggest(text)}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_has_whole_rows_and_known_labels(path: Path) -> None:
    labels = schema.load("security-news")
    entries = rows(path.stem)
    assert path.read_text(encoding="utf-8").split("\n")[0].split("\t") == HEAD
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
    said = [(folded(spelling), row[3]) for row in rows(path.stem) for spelling in spellings(row)]
    assert [one for one, times in Counter(said).items() if times > 1] == []


def test_the_security_lexicon_has_1500_names_counted_strictly() -> None:
    counts = counting.count()
    assert counts.total() >= 1500
    asked = {
        *("rank", "office", "unit", "agency", "government", "group", "party", "international", "operation"),
        *("exercise", "weapon", "vehicle", "crime", "law", "media"),
    }
    assert {kind for kind in asked if counts[kind] >= 50} == asked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وزارة الداخلية", "وزارة الداخلية المغربية"),
        ("العميد", "العميد الركن"),
        ("ولاية أمن الرباط", "ولاية أمن طنجة"),
        ("برخان", "عملية برخان"),
        ("الموساد", "جهاز الموساد"),
        ("دبابة", "دبابات"),
    ],
)
def test_the_strict_count_takes_spellings_and_products_for_one(one: str, other: str) -> None:
    counted = {surface for _kind, surface in counting.names()}
    spelt = {surface for table in HAND_WRITTEN for row in rows(table) for surface in spellings(row)}
    assert {one, other} <= spelt
    assert len(counted & {one, other}) <= 1


def test_a_name_of_the_security_lexicon_has_one_label_and_sublabel() -> None:
    labels: dict[str, set[str]] = {}
    kinds: dict[str, set[tuple[str, str]]] = {}
    for table in HAND_WRITTEN:
        for row in rows(table):
            if row[1]:
                for surface in spellings(row):
                    labels.setdefault(folded(surface), set()).add(row[1])
                    if row[1] == "ORG":
                        kinds.setdefault(folded(surface), set()).add((row[2], row[3]))
    assert {surface for surface, found in labels.items() if len(found) > 1} == SEVERAL_LABELS
    assert {surface for surface, found in kinds.items() if len(found) > 1} == set()


def test_a_name_that_is_an_everyday_word_needs_context() -> None:
    everyday = {
        folded(surface)
        for table in ("words", "verbs", "names")
        for row in rows(table)
        for surface in spellings(row)
    }
    unmarked = {
        surface
        for table in (*HAND_WRITTEN, "companies", "institutes")
        for row in rows(table)
        if row[1] not in ("", "OCC") and "c" not in row[4]
        for surface in spellings(row)
        if folded(surface) in everyday
    }
    assert unmarked == SURE_ALL_THE_SAME


def test_the_built_tables_come_from_the_script_and_the_packages() -> None:
    built = build.build()
    assert set(built) == {"territories", "months", "morocco", "algeria", "faker", "geonames"}
    for table, text in built.items():
        assert resource("lexicons", f"{table}.tsv").read_bytes() == text.encode("utf-8"), table


def test_every_label_giving_kind_has_words_for_its_reason() -> None:
    kinds = {row[3] for path in TABLES for row in rows(path.stem) if row[1]}
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


def test_what_somebody_is_charged_with_is_a_crime_and_the_everyday_word_is_not() -> None:
    assert found("أدين بتهمة النصب") == {"النصب": "CRIME"}
    assert found("جرائم القتل تتراجع")["القتل"] == "CRIME"
    assert found("زار النصب وتابع الشغب") == {}


def test_a_word_of_the_language_stays_one_beside_a_name_that_is_spelt_like_it() -> None:
    assert [one.start for one in LexiconSource().suggest("قناة الغد. قبل الغد")] == [5]


@pytest.fixture
def small() -> lexicon.Lexicon:
    rows = ("الرباط", "وزارة", "وزارة الداخلية", "الداخلية المغربية", "وجدة", "جدة", "اللجنة", "الجنة")
    return lexicon.Lexicon(lexicon.Entry(lexicon.key_of(row), "X", "", "thing", "") for row in rows)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("وزاره الداخليه المغربيه", [(0, 2, 0, "وزاره الداخليه")]),
        ("وزاره المغرب", [(0, 1, 0, "وزاره")]),
        ("بوزاره الداخليه", [(0, 2, 1, "وزاره الداخليه")]),
        ("وبالرباط كالرباط", [(0, 1, 2, "الرباط"), (1, 2, 1, "الرباط")]),
        ("للرباط وللرباط", [(0, 1, 1, "الرباط"), (1, 2, 2, "الرباط")]),
        ("للجنه", [(0, 1, 1, "الجنه")]),
        ("لوجده ووجده", [(0, 1, 1, "وجده"), (1, 2, 1, "وجده")]),
        ("وجده", [(0, 1, 0, "وجده")]),
        ("وزاره \n الداخليه", [(0, 1, 0, "وزاره")]),
        ("لجده", [(0, 1, 1, "جده")]),
        ("الرباطي رباط", []),
        ("", []),
    ],
)
def test_the_longest_entry_at_each_word_is_found_without_proclitics(
    small: lexicon.Lexicon, text: str, wanted: list[tuple[int, int, int, str]]
) -> None:
    words = text.split(" ") if text else []
    for _again in range(2):
        matches = list(small.longest(words))
        assert [(first, last, lead, entries[0].key) for first, last, lead, entries in matches] == wanted


def test_longest_finds_what_the_passage_finds() -> None:
    text = "أعلنت وزارة الداخلية المغربية وبالرباط أن القوات المسلحة الملكية تدخلت للجنة القدس"
    passage = read(text)
    for first, last, lead, entries in shipped().longest(passage.keys):
        best = passage.hits[first][0]
        assert best.last == last
        assert (best.lead, best.entry) == (lead, entries[0])


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت روسيا اليوم أنها ستسحب قواتها.",
        "استقبل الرئيس المصري اليوم نظيره الفرنسي.",
        "وصل الوفد العسكري إلى بغداد اليوم قادما من أنقرة.",
        "قال وزير الدفاع المغربي إن التعاون مستمر.",
        "وفي اليوم السابع من الحرب قتل اليوم 24 مدنيا.",
        "ناقش الطرفان تطورات المشهد اليمني.",
        "طعنه بسلاح أبيض، وهو خنجر حاد الشفرة.",
        "قال إن دولة القانون تحمي أمن الخليج العربي.",
        "نفذ الجيش استعراض القوة قرب الحدود.",
    ],
)
def test_what_a_sentence_says_is_no_paper_party_or_operation(text: str) -> None:
    found = LexiconSource().suggest(text)
    assert [text[one.start : one.end] for one in found if one.label in ("ORG", "EVENT", "CRIME")] == []
