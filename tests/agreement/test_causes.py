import pytest

from annotator.agreement.causes import Cause, cause_of, words
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


def test_every_cause_has_words() -> None:
    assert len({words(cause) for cause in Cause}) == len(Cause)
