from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.text.cleaning import DEFAULT_STEPS, STEPS, Removed, Step, clean, decode, replay

AD = "#div-gpt-ad-1608049251753-0{display:flex; justify-content: center; align-items: center;} "
TRAILER = "المغرب \xa0 | \xa0 المصدر: هسبرس \xa0 (منذ: 2 أسابيع | 2 قراءة)\n."
PIECES = [
    "قال",
    "ل",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\u2028",
    "\x85",
    "\x0b",
    "\x00",
    "\x1b",
    "\ufeff",
    "\u200f",
    "\u202b",
]
PIECES += [
    "\u200c",
    "ـ",
    "😀",
    "َ",
    "a",
    "ط،",
    "Ø§Ù„Ù…",
    "ط§ظ„ظ…",
    "Ù\x85",
    AD,
    "<script>x</script>",
    "{",
    TRAILER,
    "\n\n",
]
TEXT = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
SOME_STEPS = st.lists(st.sampled_from(STEPS), unique=True)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\ufeffقال", "قال"),
        ("ا\r\nب\rج\u2028د\u2029ه\x85و\x0bز\x0cح", "ا\nب\nج\nد\nه\nو\nز\nح"),
        ("ا\r\r\nب", "ا\n\nب"),
        ("ا\x00ب\x07\x9fج\tد", "ابج\tد"),
        ("\u202bقال\u202c \u200fنعم\u200e\u061c\u2067\u2069ل\u200bا\u2060\ufeff", "قال نعملا"),
        ("می\u200cخواهم ه\u200d", "می\u200cخواهم ه\u200d"),
        ("  \n\xa0قال\n\n", "قال"),
        ("مـُحـمد", "مـُحـمد"),
        (f"قبل\n\n{AD}وأوضح {{هذا}}", "قبل\n\nوأوضح {هذا}"),
        (f"الخبر هنا.\n\n{TRAILER}", "الخبر هنا."),
        ("Ø§Ù„Ù…ØºØ±Ø¨\r\nÙ\x85Ù\x83Ù\x86Ø§Ø³", "المغرب\nمكناس"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_clean(raw: str, text: str) -> None:
    assert clean(raw).text == text


def test_steps_are_recorded_in_order_with_their_edits() -> None:
    cleaned = clean("\ufeffا\r\nب\n")
    assert [step.name for step in cleaned.steps] == list(DEFAULT_STEPS)
    assert {step.name: step.edits for step in cleaned.steps if step.edits} == {
        "bom": ((0, 1, ""),),
        "newlines": ((1, 3, "\n"),),
        "margins": ((3, 4, ""),),
    }


def test_any_step_can_be_turned_off_and_tatweel_on() -> None:
    raw = f"\ufeff\u200fمـحمد\r\n\x00{AD}ا\n{TRAILER}"
    assert clean(raw, steps=()).text == raw
    assert "#div" in clean(raw, steps=[name for name in DEFAULT_STEPS if name != "ads"]).text
    assert clean(raw, steps=["tatweel"]).text == raw.replace("ـ", "")
    off = clean(raw, steps=[name for name in DEFAULT_STEPS if name != "trailer"])
    assert "المصدر" in off.text
    assert off.found == {}
    # The order is that of STEPS, whatever the order asked for.
    assert clean(raw, steps=DEFAULT_STEPS[::-1]) == clean(raw)


def test_an_unknown_step_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no such step"):
        clean("ا", steps=["margin"])


def test_what_a_trailer_says_is_found() -> None:
    cleaned = clean(f"الخبر هنا.\n\n{TRAILER}")
    assert cleaned.found == {"outlet": "هسبرس", "country": "المغرب", "age": "2 أسابيع", "reads": "2"}
    assert replay(cleaned.raw, cleaned.steps).found == cleaned.found


def test_what_was_removed_can_be_shown() -> None:
    raw = f"\ufeffقبل {AD}بعد\r\n\u200fثم"
    cleaned = clean(raw)
    assert cleaned.text == "قبل بعد\nثم"
    end = 5 + len(AD)
    assert cleaned.removed() == [
        Removed("bom", 0, 1, 0, "\ufeff"),
        Removed("ads", 5, end, 4, AD),
        Removed("bidi", end + 5, end + 6, 8, "\u200f"),
    ]


def test_offsets_lead_there_and_back() -> None:
    raw = f"\ufeffقبل {AD}بعد\r\nثم"
    cleaned = clean(raw)
    start = cleaned.text.index("بعد")
    assert raw[slice(*cleaned.raw_range(start, start + 3))] == "بعد"
    assert raw[slice(*cleaned.raw_range(start - 1, start + 3))] == f" {AD}بعد"
    assert cleaned.to_raw(start) == raw.index("بعد")
    assert cleaned.raw_range(start, start) == (raw.index("بعد"), raw.index("بعد"))
    assert cleaned.raw_range(start + 3, start + 4) == (raw.index("\r"), raw.index("\r") + 2)
    assert {cleaned.to_clean(offset) for offset in range(5, 5 + len(AD))} == {start}


@given(TEXT, SOME_STEPS)
def test_the_record_alone_gives_the_same_again(raw: str, steps: list[str]) -> None:
    cleaned = clean(raw, steps=steps)
    assert replay(raw, cleaned.steps) == cleaned


@given(TEXT, SOME_STEPS)
def test_every_clean_offset_leads_to_raw_and_back(raw: str, steps: list[str]) -> None:
    cleaned = clean(raw, steps=steps)
    places = [cleaned.to_raw(offset) for offset in range(len(cleaned.text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(raw)
    assert [cleaned.to_clean(place) for place in places] == list(range(len(cleaned.text) + 1))
    replaced = {new for step in cleaned.steps for _start, _end, new in step.edits}
    for offset, character in enumerate(cleaned.text):
        assert raw[places[offset]] == character or character in replaced


@given(TEXT, SOME_STEPS)
def test_every_raw_offset_leads_to_clean_in_order(raw: str, steps: list[str]) -> None:
    cleaned = clean(raw, steps=steps)
    places = [cleaned.to_clean(offset) for offset in range(len(raw) + 1)]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, len(cleaned.text))


@given(TEXT, SOME_STEPS, st.data())
def test_a_clean_range_is_what_its_raw_range_cleans_to(
    raw: str, steps: list[str], data: st.DataObject
) -> None:
    cleaned = clean(raw, steps=steps)
    assume(cleaned.text)
    start = data.draw(st.integers(0, len(cleaned.text) - 1))
    end = data.draw(st.integers(start + 1, len(cleaned.text)))
    raw_start, raw_end = cleaned.raw_range(start, end)
    assert 0 <= raw_start < raw_end <= len(raw)
    assert (cleaned.to_clean(raw_start), cleaned.to_clean(raw_end)) == (start, end)
    inside = [one for one in cleaned.removed() if raw_start <= one.raw_start and one.raw_end <= raw_end]
    assert all(start <= one.clean_offset <= end for one in inside)


@given(TEXT, SOME_STEPS)
def test_nothing_is_lost(raw: str, steps: list[str]) -> None:
    cleaned = clean(raw, steps=steps)
    kept = set()
    for offset in range(len(cleaned.text)):
        kept |= set(range(*cleaned.raw_range(offset, offset + 1)))
    for piece in cleaned.removed():
        assert raw[piece.raw_start : piece.raw_end] == piece.text
        kept |= set(range(piece.raw_start, piece.raw_end))
    assert kept == set(range(len(raw)))


STRANGE = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.text("xyz", max_size=4)), max_size=5)


@given(st.text("abc", max_size=30), STRANGE)
def test_records_of_other_steps_keep_offsets_in_order(raw: str, gaps: list[tuple[int, int, str]]) -> None:
    edits, position = [], 0
    for gap, width, new in gaps:
        start = min(position + gap, len(raw))
        position = min(start + width, len(raw))
        edits.append((start, position, new))
    cleaned = replay(raw, [Step("later", tuple(edits))])
    back = [cleaned.to_raw(offset) for offset in range(len(cleaned.text) + 1)]
    there = [cleaned.to_clean(offset) for offset in range(len(raw) + 1)]
    assert back == sorted(back)
    assert there == sorted(there)
    for start in range(len(cleaned.text)):
        first, last = cleaned.raw_range(start, start + 1)
        assert 0 <= first <= last <= len(raw)


def test_a_record_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        replay("ab", [Step("ads", ((1, 3, ""),))])
    with pytest.raises(ValueError, match="does not fit"):
        replay("abc", [Step("ads", ((1, 2, ""), (0, 1, "")))])


@pytest.mark.real
def test_real_articles_lose_the_ad_and_the_trailer_and_nothing_else(real_articles: list[Path]) -> None:
    said: dict[str, str] = {}
    for path in real_articles:
        raw = decode(path.read_bytes(), name=path.name).text
        cleaned = clean(raw)
        said |= cleaned.found
        assert not {"#div-gpt-ad", "display:flex", "المصدر: هسبرس", "قراءة)"} & {
            piece
            for piece in ("#div-gpt-ad", "display:flex", "المصدر: هسبرس", "قراءة)")
            if piece in cleaned.text
        }
        assert {one.step for one in cleaned.removed()} <= {"ads", "trailer", "margins"}
        # Every word beside the removed pieces is there, and leads to itself.
        rest = raw
        for piece in reversed(cleaned.removed()):
            rest = rest[: piece.raw_start] + rest[piece.raw_end :]
        assert cleaned.text == rest
        for offset, character in enumerate(cleaned.text):
            assert raw[cleaned.to_raw(offset)] == character
            assert cleaned.to_clean(cleaned.to_raw(offset)) == offset
    assert said["outlet"] == "هسبرس"
    assert said["country"] == "المغرب"
