from itertools import pairwise
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.graphemes import is_boundary
from annotator.text.tokens import Token, is_word, sentences, word_at, words

NO_TOKEN = regex.compile(r"[\s\p{Cf}\x1c-\x1f]")
PIECES = [*"ابوهلَُّـ aZ9٣.,:؟!…؛،-–/'’\"“”«»()\n\r\t\xa0", "\u200c", "\u200d", "\u200e", "\u0600", "\u0301"]
PIECES += [
    "😀",
    "👍🏽",
    "🇲🇦",
    "ℹ️",
    "हि",
    "한",
    "ᄀ",
    "\u0e33",
    "https://a.ma/",
    "a@b.com",
    "U.S",
    "3.5",
    "قال.",
]
TEXT = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


def said(text: str) -> list[str]:
    return [text[token.start : token.end] for token in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«والمكان”.»", ["«", "والمكان", "”", ".", "»"]),
        ('لـ"الصحيفة"', ["لـ", '"', "الصحيفة", '"']),
        ("الأمن، وبغداد؟ نعم؛ لا!", ["الأمن", "،", "وبغداد", "؟", "نعم", "؛", "لا", "!"]),
        ("جنوب–جنوب", ["جنوب", "–", "جنوب"]),
        ("الجيو-سياسي", ["الجيو", "-", "سياسي"]),
        ("F-16 COVID-19 G20", ["F-16", "COVID-19", "G20"]),
        ("F\u201116", ["F\u201116"]),
        ("F-16، و-16", ["F-16", "،", "و", "-", "16"]),
        ("3.5 1,250 12/05/2025 ١٤٫٥ 12:30", ["3.5", "1,250", "12/05/2025", "١٤٫٥", "12:30"]),
        ("سنة 2025. ثم 1,250, و", ["سنة", "2025", ".", "ثم", "1,250", ",", "و"]),
        ("٪35 (35%)", ["٪", "35", "(", "35", "%", ")"]),
        ("U.S.A. (أ.ف.ب)", ["U.S.A", ".", "(", "أ.ف.ب", ")"]),
        ("قال.ثم", ["قال", ".", "ثم"]),
        ("مُـواصلة لِلرِّباطِ", ["مُـواصلة", "لِلرِّباطِ"]),
        ("😀🇲🇦👨‍👩‍👧👍🏽", ["😀", "🇲🇦", "👨‍👩‍👧", "👍🏽"]),
        ("بـNATO 1446هـ", ["بـNATO", "1446هـ"]),
        ("Côte d'Ivoire 'نعم'", ["Côte", "d'Ivoire", "'", "نعم", "'"]),
        ("#لا_للإرهاب @dgsn", ["#", "لا", "_", "للإرهاب", "@", "dgsn"]),
        ("می\u200cخواهم", ["می\u200cخواهم"]),
        ("هنا\u200f، \u200eNATO\u200e", ["هنا", "،", "NATO"]),
        ("…!!", ["…", "!", "!"]),
        ("هسبرس.", ["هسبرس", "."]),
        ("", []),
        (" \n\t\u200f\ufeff", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            "زوروا https://www.hespress.com/a-b_1.html?x=1&y=2، ثم",
            "https://www.hespress.com/a-b_1.html?x=1&y=2",
        ),
        ("(http://a.ma/x).", "http://a.ma/x"),
        ("انظر https://ar.wikipedia.org/wiki/المغرب، ثم", "https://ar.wikipedia.org/wiki/المغرب"),
        ("على www.dgsn.gov.ma.", "www.dgsn.gov.ma"),
        ("موقع hespress.com.", "hespress.com"),
        ("راسلوا info.desk@dgsn.gov.ma، أو", "info.desk@dgsn.gov.ma"),
    ],
)
def test_an_address_is_one_token(text: str, address: str) -> None:
    assert address in said(text)
    assert said(text)[-1] in {"ثم", ".", "أو"}


def test_what_looks_like_an_address_and_is_none() -> None:
    assert said("end.Next comma.community") == ["end", ".", "Next", "comma", ".", "community"]


@given(TEXT)
def test_every_visible_character_is_in_exactly_one_token(text: str) -> None:
    tokens = words(text)
    covered = [offset for token in tokens for offset in range(*token)]
    assert covered == sorted(set(covered))
    assert all(token.start < token.end for token in tokens)
    missing = set(range(len(text))) - set(covered)
    assert all(NO_TOKEN.match(text[offset]) for offset in missing)


@given(TEXT)
def test_no_token_cuts_a_grapheme(text: str) -> None:
    for token in words(text):
        assert is_boundary(text, token.start)
        assert is_boundary(text, token.end)


@given(TEXT)
def test_no_token_is_white_space_alone_or_reaches_over_a_line(text: str) -> None:
    for token in words(text):
        inside = text[token.start : token.end]
        assert not NO_TOKEN.fullmatch(inside)
        assert not set(inside) & set("\n\r\t\x85\u2028\u2029")


@given(TEXT)
def test_lines_are_read_alike_alone(text: str) -> None:
    lines = text.split("\n")
    assert [one for line in lines for one in said(line)] == said(text)


@given(TEXT)
def test_every_token_is_in_exactly_one_sentence(text: str) -> None:
    found = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for token in words(text):
        assert sum(one.start <= token.start and token.end <= one.end for one in found) == 1
    assert all("\n" not in text[one.start : one.end] for one in found)


@given(TEXT, st.integers(0, 60))
def test_the_word_at_an_offset_is_the_one_that_all_words_show(text: str, offset: int) -> None:
    real = [token for token in words(text) if is_word(text, token)]
    on = [token for token in real if token.start <= offset < token.end]
    before = [token for token in real if token.end == offset]
    assert word_at(text, offset) == (on or before or [None])[0]


def test_the_word_under_a_caret_between_word_and_comma_is_the_word() -> None:
    assert word_at("في المغرب، ثم", 9) == Token(3, 9)
    assert word_at("في المغرب ، ثم", 10) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [("قال", True), ("F-16", True), ("٣", True), ("ـــ", False), ("،", False), ("😀", False)],
)
def test_what_a_word_is(text: str, answer: bool) -> None:
    (token,) = words(text)
    assert is_word(text, token) is answer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال نعم. ثم ذهب! أين؟ هنا… نعم", ["قال نعم.", "ثم ذهب!", "أين؟", "هنا…", "نعم"]),
        ("العنوان\n\nالخبر هنا.\nثم", ["العنوان", "الخبر هنا.", "ثم"]),
        ("“بداية لمسار طويل”. وقال", ["“بداية لمسار طويل”.", "وقال"]),
        ("قال: «انتهى.» ثم ذهب", ["قال: «انتهى.»", "ثم ذهب"]),
        ('قال: "انتهى." ثم ذهب', ['قال: "انتهى."', "ثم ذهب"]),
        ("بلغ 3.5 مليار، يوم 12.05.2025 تحديدا. ثم", ["بلغ 3.5 مليار، يوم 12.05.2025 تحديدا.", "ثم"]),
        ("قال د. محمد و م. علي. ثم", ["قال د. محمد و م. علي.", "ثم"]),
        ("عن (أ.ف.ب) نقلا", ["عن (أ.ف.ب) نقلا"]),
        ("ذهب.وقال إنه", ["ذهب.", "وقال إنه"]),
        ("موقع hespress.com/x نشر", ["موقع hespress.com/x نشر"]),
        ("ماذا؟! لا.", ["ماذا؟!", "لا."]),
        ("و...", ["و..."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in sentences(text)] == expected


def test_a_mark_on_a_space_takes_the_space_along() -> None:
    assert said("قال ً نعم") == ["قال", " ً", "نعم"]


def test_a_mark_on_a_sign_glues_no_word_to_it() -> None:
    assert said("،َقال") == ["،َ", "قال"]


def test_long_stretches_without_a_space_are_read_in_one_go() -> None:
    for piece in ("a+", "a.", "a-", "http://.", "a@", "1.", "َ", "😀", "（", "ك\u200d", "”."):
        text = piece * (20_000 // len(piece))
        assert words(text)[-1].end == len(text)
        assert sentences(text)[-1].end == len(text)


def test_lone_surrogates_do_no_harm() -> None:
    assert len(words("a \ud800 b\udfffc")) >= 3
    assert sentences("\ud800.") == [Token(0, 2)]


@pytest.mark.real
def test_real_articles_glue_no_punctuation(real_articles: list[Path]) -> None:
    glued = regex.compile(r"(?=.*\p{Arabic})(?=.*[،؛؟«»“”\"().:!…–—]).")
    for path in real_articles:
        found = said(path.read_text(encoding="utf-8"))
        assert len(found) > 500
        assert [one for one in found if glued.match(one) and not one.isspace()] == []
