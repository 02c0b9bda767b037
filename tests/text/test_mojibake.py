import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.mojibake import is_mojibake, mojibake_edits

CODECS = ("latin-1", "cp1252", "cp1256")


def misread(text: str, codec: str) -> str:
    """Read UTF-8 as a browser does: bytes that the codec leaves open stand for themselves."""
    return "".join(bytes([one]).decode(codec, "ignore") or chr(one) for one in text.encode())


def repaired(text: str) -> str:
    parts, position = [], 0
    for start, end, new in mojibake_edits(text):
        parts += [text[position:start], new]
        position = end
    return "".join([*parts, text[position:]])


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize(
    "text",
    [
        "استقبل عبد اللطيف حموشي، في الرباط، سفير باكستان.",
        "«المغرب» قال: “نعم” – ثم… 12/05/2025 في ٢٠٢٥؟",
        "مُحَمَّد عمران 😀 NATO و F-16",
    ],
)
def test_misread_text_is_put_right(text: str, codec: str) -> None:
    assert repaired(misread(text, codec)) == text
    assert is_mojibake(misread(text, codec))


@given(st.lists(st.sampled_from(["المغرب", "في", "و", "،", " ", "ثم", "«", "12", "\n"])).map("".join))
def test_each_edit_is_one_character(text: str) -> None:
    for codec in CODECS:
        edits = mojibake_edits(misread(text, codec))
        assert edits == sorted(edits)
        assert all(len(new) == 1 and end - start == len(new.encode()) for start, end, new in edits)


@pytest.mark.parametrize(
    "text",
    [
        "نقص الضغط، ثم زاد الحظ؛ وبلغ الخط…",
        "ط، ظ، ع، غ، ط؛ ظ… ط”",
        "ط،ظ،",
        "عگ غک",
        "Øre på Ærø, Ûber – Ùn",
        "€ 20 † Ø§ Ù„",
        "",
    ],
)
def test_what_merely_looks_alike_stays(text: str) -> None:
    assert mojibake_edits(text) == []
    assert not is_mojibake(text)


@given(st.text(alphabet="ابتةثجحخدذرزسشصضطظعغفقكلمنهويىءأإآؤئ،؛؟. ًٌٍَُِّْ“”«»\n"))
def test_arabic_as_it_is_stays(text: str) -> None:
    assert mojibake_edits(text) == []


def test_sound_text_beside_mojibake_stays() -> None:
    text = "الرباط، ثم " + misread("المغرب", "cp1252") + "، الحظ، فقط"
    assert repaired(text) == "الرباط، ثم المغرب، الحظ، فقط"
