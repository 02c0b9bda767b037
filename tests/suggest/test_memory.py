"""What is remembered: names folded and without proclitics, by document, by neighbours, by what holds them."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model import Reason, Span, Suggestion, Verdict
from annotator.suggest.examples import Decision, Example
from annotator.suggest.memory import NAME, Memory
from annotator.suggest.reasons import sentence


def example(id_: str, marked: str, *, is_whole: bool = True, rejected: tuple[str, ...] = ()) -> Example:
    """Read an example in which [LABEL a name] marks a span; spans may nest."""
    text, spans, open_ = "", [], []
    for part in marked.replace("[", "\0[").replace("]", "\0]\0").split("\0"):
        if part.startswith("["):
            label, _, rest = part[1:].partition(" ")
            open_.append((len(text), label))
            text += rest
        elif part == "]":
            start, label = open_.pop()
            spans.append(Span(start, len(text), label))
        else:
            text += part
    decisions = tuple(
        Decision(
            Suggestion(
                text.index(name), text.index(name) + len(name), "GPE", "", "lexicon", 0.9, Reason("rank")
            ),
            Verdict.REJECTED,
        )
        for name in rejected
    )
    return Example(id_, text, tuple(spans), is_whole=is_whole, decisions=decisions)


def said(memory: Memory, text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.label) for one in memory.suggest(text)]


def best(memory: Memory, text: str) -> dict[str, str]:
    """Return the likeliest label of every name that is more likely than not."""
    found = sorted(memory.suggest(text), key=lambda one: one.score)
    return {text[one.start : one.end]: one.label for one in found if one.score > 0.5}


def test_a_name_is_known_again_folded_and_behind_proclitics() -> None:
    memory = Memory.learn([example("a", "زار [GPE الرباط] أمس.")])
    for text, name in [
        ("في الرباط", "الرباط"),
        ("وبالرباط", "الرباط"),
        ("للرباط", "لرباط"),
        ("الرِّباط", "الرِّباط"),
    ]:
        assert said(memory, text) == [(name, "GPE")]
    assert said(memory, "الرباطي") == []
    (one,) = memory.suggest("في الرباط")
    assert one.source == memory.name == NAME
    assert one.score == pytest.approx(2 / 3, abs=0.001)
    assert sentence(one.reason) == "«الرباط» is labelled so in 1 other article"


def test_a_span_that_took_its_proclitic_in_is_the_same_name() -> None:
    memory = Memory.learn([example("a", "زار [GPE بالرباط] أمس.")])
    assert said(memory, "في الرباط") == [("الرباط", "GPE")]


def test_what_is_left_unlabelled_in_finished_work_counts_against() -> None:
    some = [example("a", "وصل [ORG المجلس] أمس."), example("b", "وصل المجلس."), example("c", "قال المجلس.")]
    scores = [Memory.learn(some[:count]).suggest("المجلس")[0].score for count in (1, 2, 3)]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] < 0.5
    begun = [some[0], example("b", "وصل المجلس.", is_whole=False)]
    assert Memory.learn(begun).suggest("المجلس")[0].score == pytest.approx(2 / 3, abs=0.001)


def test_a_rejection_in_work_under_way_counts_against() -> None:
    some = [example("a", "[GPE بنزرت] هنا.")]
    before = Memory.learn(some).suggest("بنزرت")[0].score
    some.append(example("b", "قال بنزرت كذا.", is_whole=False, rejected=("بنزرت",)))
    assert Memory.learn(some).suggest("بنزرت")[0].score < before


def test_a_document_counts_once_however_often_it_has_the_name() -> None:
    often = "[GPE سلا] و[GPE سلا] و[GPE سلا] و[GPE سلا]"
    assert Memory.learn([example("a", often)]).suggest("سلا")[0].score == pytest.approx(2 / 3, abs=0.001)


def test_of_a_name_with_two_labels_the_words_around_tell() -> None:
    some = [example(f"g{n}", f"سافر إلى [GPE الأردن] يوم {n}.") for n in range(6)]
    some += [example(f"o{n}", f"أعلن منتخب [ORG الأردن] فوزه {n}.") for n in range(6)]
    memory = Memory.learn(some)
    assert best(memory, "سافر إلى الأردن غدا") == {"الأردن": "GPE"}
    assert best(memory, "أعلن منتخب الأردن فوزه") == {"الأردن": "ORG"}


def test_the_longest_name_holds_the_shorter_unless_people_nested_them() -> None:
    flat = [example(f"a{n}", f"قال [PERS محمد علي] ثم [PERS محمد] {n}.") for n in range(3)]
    assert said(Memory.learn(flat), "قال محمد علي") == [("محمد علي", "PERS")]
    nested = [example(f"a{n}", f"قالت [ORG وزارة داخلية [GPE المغرب]] {n}.") for n in range(3)]
    assert best(Memory.learn(nested), "وزارة داخلية المغرب") == {
        "وزارة داخلية المغرب": "ORG",
        "المغرب": "GPE",
    }


def test_a_name_does_not_run_over_two_lines() -> None:
    memory = Memory.learn([example("a", "[GPE إسلام آباد]")])
    assert said(memory, "إسلام  آباد") == [("إسلام  آباد", "GPE")]
    assert said(memory, "إسلام\nآباد") == []


def test_what_a_document_says_itself_is_left_out_for_it() -> None:
    memory = Memory.learn([example("a", "زار [GPE وجدة]."), example("b", "زار [GPE وجدة] و[GPE فاس].")])
    assert said(memory.without("b"), "وجدة وفاس") == [("وجدة", "GPE")]
    assert memory.without("a").suggest("وجدة")[0].reason.values["count"] == "1"
    assert memory.suggest("وجدة")[0].reason.values["count"] == "2"


WORDS = ["زار", "وجدة", "فاس", "محمد", "محمد علي", "بوجدة", "وفاس", "."]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8)


@st.composite
def worked(draw: st.DrawFn, *, id_: str) -> Example:
    parts = draw(texts)
    marked = " ".join(
        f"[{draw(st.sampled_from(['PERS', 'GPE']))} {word}]" if draw(st.booleans()) else word
        for word in parts
    )
    return example(id_, marked, is_whole=draw(st.booleans()))


@given(worked(id_="a"), worked(id_="b"), worked(id_="c"), worked(id_="c"), texts)
@settings(max_examples=100)
def test_without_a_document_nothing_depends_on_it(a, b, c, other, words) -> None:
    text = " ".join(words)
    expected = Memory.learn([a, b]).suggest(text)
    assert Memory.learn([a, b, c]).without("c").suggest(text) == expected
    assert Memory.learn([other, b, a]).without("c").suggest(text) == expected
    for one in Memory.learn([a, b, c]).suggest(text):
        assert 0 <= one.score <= 1
        assert text[one.start : one.end].strip() == text[one.start : one.end]


def test_another_process_can_be_given_the_memory() -> None:
    memory = Memory.learn([example("a", "زار [GPE وجدة]."), example("b", "زار [GPE وجدة] و[GPE فاس].")])
    copy = pickle.loads(pickle.dumps(memory))
    assert copy.without("b").suggest("وجدة وفاس") == memory.without("b").suggest("وجدة وفاس") != []


def test_an_empty_memory_says_nothing() -> None:
    assert Memory.learn([]).suggest("زار الرباط") == []
    assert len(Memory.learn([])) == 0
    assert Memory.learn([example("a", "[GPE فاس]")]).suggest("") == []


def test_thousands_of_names_are_learnt_from_many_documents() -> None:
    """Not timed: what grows with the square of the names would never end here."""
    letters = "بتثجحخدرزسشصطعغقكلمنه"
    names = [f"ا{a}{b}{c}" for a in letters for b in letters for c in letters[:12]]
    some = [
        example(str(n), " قال ".join(f"[PERS {name}]" for name in names[n : n + 40]))
        for n in range(0, len(names), 40)
    ]
    memory = Memory.learn(some)
    assert len(memory) > 4_000
    assert said(memory, f"قال {names[7]} كذا") == [(names[7], "PERS")]


def test_more_texts_than_are_kept_are_remembered_as_well() -> None:
    many = [example(str(number), f"زار [GPE بلدة{number}] أمس.") for number in range(600)]
    memory = Memory.learn(many)
    assert best(memory, "من بلدة3 إلى بلدة599") == {"بلدة3": "GPE", "بلدة599": "GPE"}
