import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.exchange.flat import flatten
from annotator.exchange.losses import LossKind, Tally
from annotator.exchange.outgoing import Options, Outgoing
from annotator.model import Span


def _spans(text: str, *named: tuple[str, str]) -> tuple[Span, ...]:
    found = [Span(text.index(words), text.index(words) + len(words), label) for words, label in named]
    return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


def _lines(text: str, *named: tuple[str, str], **options: object) -> tuple[list[str], Tally]:
    tally = Tally()
    document = Outgoing("1", text, spans=_spans(text, *named))
    flat = flatten(document, options=Options(**options), tally=tally)
    lines = [" ".join(map("/".join, zip(*sentence, strict=True))) for sentence in flat.sentences]
    return lines, tally


@pytest.mark.parametrize(
    ("word", "name", "whole", "split"),
    [
        ("للرباط", "لرباط", "للرباط/B-GPE", "ل/O لرباط/B-GPE"),
        ("وللرباط", "لرباط", "وللرباط/B-GPE", "و/O ل/O لرباط/B-GPE"),
        ("بلبنان", "لبنان", "بلبنان/B-GPE", "ب/O لبنان/B-GPE"),
        ("وباكستان", "باكستان", "وباكستان/B-GPE", "و/O باكستان/B-GPE"),
        ("وَبِالمغربِ", "المغربِ", "وَبِالمغربِ/B-GPE", "وَ/O بِ/O المغربِ/B-GPE"),
        ("بـفرنسا", "فرنسا", "بـفرنسا/B-GPE", "بـ/O فرنسا/B-GPE"),
        ("لبنان", "لبنان", "لبنان/B-GPE", "لبنان/B-GPE"),
        ("سيارته", "سيارت", "سيارته/B-GPE", "سيارته/B-GPE"),
    ],
)
def test_both_clitic_conventions_come_from_one_span(word: str, name: str, whole: str, split: str) -> None:
    assert _lines(word, (name, "GPE"))[0] == [whole]
    assert _lines(word, (name, "GPE"), clitics="split")[0] == [split]


def test_the_split_convention_cuts_certain_clitics_of_every_word() -> None:
    assert _lines("والحكومة للوزير وزير باكستان", clitics="split")[0] == [
        "و/O الحكومة/O ل/O لوزير/O وزير/O باكستان/O"
    ]


def test_edges_inside_a_word_are_counted_as_widened() -> None:
    assert _lines("للرباط وفاس", ("لرباط", "GPE"), ("فاس", "GPE"))[1].widened == 2
    assert _lines("للرباط وفاس", ("لرباط", "GPE"), ("فاس", "GPE"), clitics="split")[1].widened == 0


def test_nesting_keeps_the_outermost_or_the_innermost() -> None:
    text = "وزير خارجية باكستان"
    named = (text, "OCC"), ("خارجية باكستان", "ORG"), ("باكستان", "GPE")
    outer, lost_inside = _lines(text, *named)
    inner, lost_around = _lines(text, *named, nested="innermost")
    assert outer == ["وزير/B-OCC خارجية/I-OCC باكستان/I-OCC"]
    assert inner == ["وزير/O خارجية/O باكستان/B-GPE"]
    assert [(one.kind, one.label, one.count) for one in lost_inside.lost] == [
        (LossKind.INSIDE, "GPE", 1),
        (LossKind.INSIDE, "ORG", 1),
    ]
    assert [(one.kind, one.label) for one in lost_around.lost] == [
        (LossKind.AROUND, "OCC"),
        (LossKind.AROUND, "ORG"),
    ]
    assert [(one.document_id, one.text) for one in lost_inside.lost[1].examples] == [("1", "خارجية باكستان")]


def test_every_reason_for_a_loss_is_told_apart() -> None:
    text = "a b c dd \u200b"
    tally = Tally()
    spans = (
        Span(0, 3, "ORG"),
        Span(0, 3, "FAC"),
        Span(2, 5, "LOC"),
        Span(6, 7, "GPE"),
        Span(7, 8, "PERS"),
        Span(9, 10, "LAW"),
    )
    flatten(Outgoing("1", text, spans=spans), options=Options(), tally=tally)
    assert [(one.kind.value, one.label) for one in tally.lost] == [
        ("same_range", "FAC"),
        ("crossing", "LOC"),
        ("same_word", "PERS"),
        ("no_word", "LAW"),
    ]
    assert tally.spans == {"ORG": 1, "GPE": 1}


def test_a_sentence_does_not_end_inside_a_span() -> None:
    text = "قال د. عمر. ثم غادر"
    assert _lines(text)[0] == ["قال/O د/O ./O عمر/O ./O", "ثم/O غادر/O"]
    assert _lines(text, ("عمر. ثم", "ORG"))[0] == ["قال/O د/O ./O عمر/B-ORG ./I-ORG ثم/I-ORG غادر/O"]


def test_sublabels_stand_in_the_tag_on_request() -> None:
    document = Outgoing("1", "كتيبة", spans=(Span(0, 5, "ORG", "military_unit"),))
    plain = flatten(document, options=Options(), tally=Tally())
    full = flatten(document, options=Options(sublabels=True), tally=Tally())
    assert plain.sentences[0][1] == ["B-ORG"]
    assert full.sentences[0][1] == ["B-ORG.military_unit"]


@settings(max_examples=150, deadline=None)
@given(data=st.data(), split=st.booleans(), innermost=st.booleans())
def test_no_token_is_empty_or_holds_a_blank_and_spans_are_carried_or_lost(
    data: st.DataObject, documents: st.SearchStrategy[list[Outgoing]], split: bool, innermost: bool
) -> None:
    for document in data.draw(documents):
        tally = Tally()
        options = Options(
            clitics="split" if split else "whole-word", nested="innermost" if innermost else "outermost"
        )
        flat = flatten(document, options=options, tally=tally)
        for surfaces, tags in flat.sentences:
            assert surfaces
            assert len(surfaces) == len(tags)
            assert not tags[0].startswith("I-")
            for surface in surfaces:
                assert surface.split() == [surface]
                assert surface.splitlines() == [surface]
                assert surface != "-DOCSTART-"
        assert tally.spans.total() + tally.lost_by_label.total() == len(document.spans)
