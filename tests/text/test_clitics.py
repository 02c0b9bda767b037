from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.clitics import default_start, edges, is_proclitic_start, name, stem_starts
from annotator.text.folding import folded
from annotator.text.graphemes import is_boundary
from annotator.text.tokens import is_word, words

PIECES = [
    *"وفبلكالإأآةهمنرسي",
    "ال",
    "لل",
    "َ",
    "ِّ",
    "ـ",
    "ﻻ",
    "ﻟ",
    "ﻭ",
    "ک",
    "N",
    "2",
    " ",
    "،",
    "\u200d",
    "ا\u0655",
]
TEXT = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))


@pytest.mark.parametrize(
    ("word", "starts"),
    [
        ("للرباط", [0, 1]),
        ("والرباط", [0, 1]),
        ("وللرباط", [0, 1, 2]),
        ("فبلبنان", [0, 1, 2]),
        ("المغرب", [0]),
        ("وزير", [0, 1]),
        ("وفد", [0, 1]),
        ("كل", [0]),
        ("لكل", [0, 1]),
        ("وبه", [0, 1]),
        ("وَالرباط", [0, 2]),
        ("لِلرِّباطِ", [0, 2]),
        ("وـالرباط", [0, 2]),
        ("لـNATO", [0, 2]),
        ("ﻭالرباط", [0, 1]),
        ("وﻻسلام", [0, 1]),
        ("ؤالرباط", [0]),
        ("و\u0654الرباط", [0]),
        ("NATO", [0]),
        ("کاليفورنيا", [0, 1]),
    ],
)
def test_where_a_stem_may_start(word: str, starts: list[int]) -> None:
    assert stem_starts(word, 0, len(word)) == starts
    assert edges(word, 0, len(word)) == [*starts, len(word)]


@pytest.mark.parametrize(
    "split",
    [
        *("و|الرباط", "ف|الأمن", "ب|المغرب", "ك|المغرب", "وب|المغرب", "فب|الرباط", "فك|الرباط"),
        *("ل|لرباط", "ول|لرباط", "فل|لولايات", "ل|لجنة", "ل|لبنان", "ل|له", "ل|ليبيا"),
        *("ل|إسلام", "و|إيران", "ول|إيران", "ب|إذن", "ب|إسلام", "و|إ\u0650سلام", "و|ا\u0655يران"),
        *("ب|أفغانستان", "ل|ألمانيا", "و|أكادير", "ب|أسماء", "ل|آسيا", "ب|آسفي"),
        *("لـ|NATO", "بـ|20", "و|الدفاع", "ب|الغاز", "ب|الحق", "و|الدولة", "وَ|الرباط", "لِ|لرِّباطِ"),
        *("ﻟ|ﻠﺮﺑﺎﻁ", "ﺑ|ﺎﻟﻤﻐﺮﺏ", "و|الله", "ب|اﻷمن", "ل|ﻷمن"),
    ],
)
def test_certain_proclitics_stay_outside(split: str) -> None:
    word = split.replace("|", "")
    assert default_start(word, 0, len(word)) == split.index("|")


@pytest.mark.parametrize(
    "word",
    [
        *("وزير", "فرنسا", "باكستان", "كندا", "ليبيا", "لبنان", "وزارة", "كتيبة", "بغداد", "فلسطين", "لندن"),
        *("بلجيكا", "كوريا", "كابول", "واشنطن", "لجنة", "لواء", "وفد", "كل", "له", "فاس", "بروكسل", "الرباط"),
        *("والد", "والدته", "والدين", "والي", "بالغة", "بالستية", "باليستي", "وكالة", "وكالات", "بالون"),
        *("كاليفورنيا", "فالنسيا", "باليرمو", "كاليدونيا", "بالتيمور", "والتر", "واليه", "للا", "وإ"),
        *("كأس", "بأس", "فأر", "كآبة", "لآلئ", "وأد", "بؤس", "بئر", "ؤالرباط", "بـاكستان", "لأن"),
    ],
)
def test_what_may_belong_to_the_word_stays_inside(word: str) -> None:
    assert default_start(word, 0, len(word)) == 0


@pytest.mark.parametrize(
    ("split", "expected"),
    [
        ("ل|لرباط", "الرباط"),
        ("ول|لرباط", "الرباط"),
        ("ل|لكونغرس", "الكونغرس"),
        ("ل|لبنان", "لبنان"),
        ("ل|ليبيا", "ليبيا"),
        ("ل|لوس أنجلوس", "لوس أنجلوس"),
        ("ل|لجنة", "اللجنة"),
        ("ل|لواء محمد بريظ", "اللواء محمد بريظ"),
        ("ل|لبنانيين", "اللبنانيين"),
        ("ل|ليبية", "الليبية"),
        ("ل|لاجئين", "اللاجئين"),
        ("ل|لقاء", "اللقاء"),
        ("ل|لجنته", "لجنته"),
        ("ل|لغتنا", "لغتنا"),
        ("ل|لقائه", "لقائه"),
        ("ل|له", "الله"),
        ("ل|لأزمة", "الأزمة"),
        ("ل|ﻷمين", "اﻷمين"),
        ("ل|لاعبي المنتخب", "لاعبي المنتخب"),
        ("لِ|لرِّباطِ", "الرِّباطِ"),
        ("ل|لقوات المسلحة\n الملكية", "القوات المسلحة الملكية"),
        ("و|الرباط", "الرباط"),
        ("ل|إسلام آباد", "إسلام آباد"),
        ("|للرباط", "للرباط"),
        ("|لبنان", "لبنان"),
        ("م|لل", "لل"),
        ("|المغرب \xa0العربي", "المغرب العربي"),
    ],
)
def test_names(split: str, expected: str) -> None:
    text = split.replace("|", "")
    assert name(text, split.index("|"), len(text)) == expected


def test_a_span_says_where_it_leaves_a_proclitic_outside() -> None:
    text = "قال وللرباط، من"
    assert [offset for offset in range(len(text)) if is_proclitic_start(text, offset)] == [5, 6]


@pytest.mark.parametrize("folded_word", ["لجنه", "لبنان"])
def test_tables_are_read_in_any_spelling(folded_word: str) -> None:
    written = {"لجنه": "لل\u064eج\u0652ن\u064eة", "لبنان": "لل\u0640ب\u0652نان"}[folded_word]
    expected = {"لجنه": "اللجنه", "لبنان": "لبنان"}[folded_word]
    assert folded(name(written, 1, len(written))) == expected


@given(TEXT)
def test_starts_are_sorted_boundaries_and_leave_two_letters(text: str) -> None:
    for token in words(text):
        starts = stem_starts(text, *token)
        assert starts[0] == token.start
        assert starts == sorted(set(starts))
        assert len(starts) <= 3
        for start in starts[1:]:
            assert is_boundary(text, start)
            assert sum(one.isalnum() and one != "ـ" for one in text[start : token.end]) >= 2
            assert set(folded(text[token.start : start])) <= set("وفبلك")
        assert default_start(text, *token) in starts


@given(TEXT)
def test_names_are_what_the_span_says_but_for_an_article(text: str) -> None:
    for token in words(text):
        for start in stem_starts(text, *token):
            said = name(text, start, token.end)
            written = " ".join(text[start : token.end].split())
            assert said in {written, "ا" + written, "ال" + written}
            assert said == written or is_proclitic_start(text, start)


@pytest.mark.real
def test_in_real_articles_the_capitals_lose_their_proclitics(real_articles: list[Path]) -> None:
    names: dict[str, set[str]] = {}
    for path in real_articles:
        text = path.read_text(encoding="utf-8")
        for token in words(text):
            if is_word(text, token):
                start = default_start(text, *token)
                names.setdefault(name(text, start, token.end), set()).add(text[token.start : token.end])
    assert names["الرباط"] >= {"الرباط", "للرباط"}
    assert names["المغرب"] >= {"المغرب", "بالمغرب"}
    assert names["إسلام"] == {"وإسلام", "إسلام"}
    assert names["باكستان"] == {"باكستان"}
    assert names["الصحيفة"] == {"الصحيفة"}
