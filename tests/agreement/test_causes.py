from collections import Counter

import pytest

from annotator.agreement.causes import Cause, Difference, cause_of, differences, words
from annotator.agreement.pairing import Pair
from annotator.model import Span
from annotator.text.reading import Reading

TEXT = "سافر اللواء محمد بريظ للرباط وبباكستان ووزارة الداخلية"


def span(surface: str, label: str = "GPE", sublabel: str = "") -> Span:
    start = TEXT.index(surface)
    return Span(start, start + len(surface), label, sublabel)


@pytest.mark.parametrize(
    ("first", "second", "cause"),
    [
        (span("محمد بريظ", "PERS"), span("محمد بريظ", "PERS"), None),
        (span("محمد بريظ", "PERS"), None, Cause.MISSING),
        (span("للرباط", "GPE"), span("للرباط", "LOC"), Cause.LABEL),
        (span("للرباط", "GPE"), span("لرباط", "LOC"), Cause.LABEL),
        (span("اللواء محمد بريظ", "PERS"), span("محمد بريظ", "PERS"), Cause.EDGE),
        (span("محمد", "PERS"), span("محمد بريظ", "PERS"), Cause.EDGE),
        (span("للرباط"), span("لرباط"), Cause.CLITIC),
        (span("وبباكستان"), span("باكستان"), Cause.CLITIC),
        (span("بباكستان"), span("باكستان"), Cause.CLITIC),
        (span("ووزارة الداخلية", "ORG"), span("وزارة الداخلية", "ORG"), Cause.CLITIC),
        (span("ووزارة الداخلية", "ORG"), span("وزارة", "ORG"), Cause.EDGE),
        (span("للرباط وبباكستان"), span("وبباكستان"), Cause.EDGE),
        (span("اللواء", "OCC"), span("واء", "OCC"), Cause.EDGE),
        (span("للرباط", "GPE", "city"), span("للرباط", "GPE"), Cause.SUBLABEL),
        (span("للرباط", "GPE", "city"), span("لرباط", "GPE"), Cause.CLITIC),
    ],
)
def test_a_difference_has_one_cause_from_either_side(
    first: Span, second: Span | None, cause: Cause | None
) -> None:
    reading = Reading(TEXT)
    assert cause_of(reading, Pair(first, second)) == cause
    assert cause_of(reading, Pair(second, first)) == cause


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # A name inside an office that both have: alone in it, and alone around it.
        (
            [span("وزارة الداخلية", "OCC"), span("الداخلية", "ORG")],
            [span("وزارة الداخلية", "OCC")],
            [((1,), (), Cause.NESTING)],
        ),
        (
            [span("محمد بريظ", "PERS")],
            [span("اللواء محمد بريظ", "OCC"), span("محمد بريظ", "PERS")],
            [((), (0,), Cause.NESTING)],
        ),
        # The same where both begin, or both end.
        (
            [span("وزارة الداخلية", "OCC"), span("وزارة", "ORG"), span("الداخلية", "GPE")],
            [span("وزارة الداخلية", "OCC")],
            [((1,), (), Cause.NESTING), ((2,), (), Cause.NESTING)],
        ),
        (
            [span("محمد", "PERS"), span("بريظ", "PERS"), span("محمد بريظ", "ORG")],
            [span("محمد", "PERS"), span("بريظ", "PERS")],
            [((2,), (), Cause.NESTING)],
        ),
        # On the very range of one that both have.
        (
            [span("لرباط", "GPE"), span("لرباط", "LOC")],
            [span("لرباط", "GPE")],
            [((1,), (), Cause.NESTING)],
        ),
        # A sublabel alone apart is alike enough to be nested in.
        (
            [span("وزارة الداخلية", "ORG", "government"), span("الداخلية", "GPE")],
            [span("وزارة الداخلية", "ORG")],
            [((0,), (0,), Cause.SUBLABEL), ((1,), (), Cause.NESTING)],
        ),
        # In one that both have, but with another label, or only beside it.
        (
            [span("وزارة الداخلية", "OCC"), span("الداخلية", "ORG")],
            [span("وزارة الداخلية", "ORG")],
            [((0,), (0,), Cause.LABEL), ((1,), (), Cause.MISSING)],
        ),
        ([span("محمد", "PERS"), span("بريظ", "PERS")], [span("محمد", "PERS")], [((1,), (), Cause.MISSING)]),
        # One for several, of one label.
        (
            [span("محمد", "PERS"), span("بريظ", "PERS")],
            [span("محمد بريظ", "PERS")],
            [((0, 1), (0,), Cause.SPLIT)],
        ),
        (
            [span("اللواء محمد بريظ", "PERS")],
            [span("اللواء", "PERS"), span("محمد", "PERS"), span("بريظ", "PERS")],
            [((0,), (0, 1, 2), Cause.SPLIT)],
        ),
        # Of two labels it is an edge and a span of its own.
        (
            [span("اللواء", "OCC"), span("محمد بريظ", "PERS")],
            [span("اللواء محمد بريظ", "PERS")],
            [((0,), (), Cause.MISSING), ((1,), (0,), Cause.EDGE)],
        ),
        # A part inside the part that answers is no further part.
        (
            [span("محمد بريظ", "PERS"), span("بريظ", "PERS")],
            [span("اللواء محمد بريظ", "PERS")],
            [((0,), (0,), Cause.EDGE), ((1,), (), Cause.MISSING)],
        ),
        ([], [], []),
    ],
)
def test_every_span_that_was_not_made_alike_has_one_cause(
    first: list[Span], second: list[Span], expected: list[tuple[tuple[int, ...], tuple[int, ...], Cause]]
) -> None:
    reading = Reading(TEXT)
    found = [
        Difference(tuple(first[place] for place in own), tuple(second[place] for place in other), cause)
        for own, other, cause in expected
    ]
    assert differences(reading, first, second) == found
    turned = [Difference(one.second, one.first, one.cause) for one in found]
    assert sorted(differences(reading, second, first), key=_place) == sorted(turned, key=_place)


def _place(one: Difference) -> tuple[Span, ...]:
    return tuple(sorted(one.spans))


def test_a_part_of_two_wholes_belongs_to_the_inner_one() -> None:
    text = "ا" * 20
    wholes = [Span(0, 20, "ORG"), Span(0, 10, "ORG")]
    parts = [Span(12, 20, "ORG"), Span(0, 4, "ORG"), Span(5, 9, "ORG")]
    assert [
        (len(one.first), len(one.second), one.cause) for one in differences(Reading(text), wholes, parts)
    ] == [
        (1, 1, Cause.EDGE),
        (1, 2, Cause.SPLIT),
    ]


def test_the_inner_one_is_the_shorter_wherever_it_begins() -> None:
    wholes = [Span(0, 30, "ORG"), Span(15, 30, "ORG")]
    parts = [Span(0, 12, "ORG"), Span(12, 14, "ORG"), Span(16, 19, "ORG"), Span(20, 30, "ORG")]
    assert differences(Reading("ا" * 30), wholes, parts) == [
        Difference((wholes[0],), (parts[0], parts[1]), Cause.SPLIT),
        Difference((wholes[1],), (parts[2], parts[3]), Cause.SPLIT),
    ]


def test_tens_of_thousands_of_differences_are_found_in_one_go() -> None:
    alike = [Span(at, at + 4, "GPE") for at in range(0, 300_000, 15)]
    alone = [Span(at + 5, at + 9, "GPE") for at in range(0, 300_000, 15)]
    edges = [(Span(at + 10, at + 13, "GPE"), Span(at + 10, at + 14, "GPE")) for at in range(0, 300_000, 15)]
    first = [Span(0, 300_001, "ORG"), *alike, *(one for one, _ in edges)]
    second = [Span(0, 300_000, "ORG"), *alike, *alone, *(other for _, other in edges)]
    found = Counter(one.cause for one in differences(Reading("ا" * 300_001), first, second))
    assert found == {Cause.EDGE: 20_001, Cause.MISSING: 20_000}


def test_every_cause_has_words() -> None:
    assert len({words(cause) for cause in Cause}) == len(Cause)
