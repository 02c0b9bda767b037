from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.flat import outermost_labels
from annotator.model import Span
from annotator.text.tokens import Token, words
from tests.agreement.strategies import spans_over, texts

TEXT = "المفتش العام للقوات الجوية، محمد بريظ"


def over(surface: str, label: str) -> Span:
    start = TEXT.index(surface)
    return Span(start, start + len(surface), label)


def test_the_outermost_label_of_a_whole_word() -> None:
    spans = [
        over("المفتش العام للقوات الجوية", "OCC"),
        over("لقوات الجوية", "ORG"),
        over("محمد بريظ", "PERS"),
    ]
    assert outermost_labels(words(TEXT), spans) == ["OCC", "OCC", "OCC", "OCC", None, "PERS", "PERS"]


def test_a_span_that_leaves_a_proclitic_out_labels_its_word() -> None:
    assert outermost_labels(words(TEXT), [over("لقوات", "ORG")])[:3] == [None, None, "ORG"]


def test_two_labels_on_one_range_count_once() -> None:
    spans = [over("محمد بريظ", "PERS"), over("محمد بريظ", "OCC")]
    assert outermost_labels(words(TEXT), spans)[5:] == ["OCC", "OCC"]
    assert outermost_labels(words(TEXT), spans[::-1])[5:] == ["OCC", "OCC"]


def test_nothing_marked_and_nothing_to_mark() -> None:
    assert outermost_labels(words(TEXT), []) == [None] * 7
    assert outermost_labels([], [Span(0, 3, "ORG")]) == []


def outermost(token: Token, spans: tuple[Span, ...]) -> str | None:
    over_it = [span for span in spans if span.start < token.end and token.start < span.end]
    first = min(over_it, key=lambda span: (span.start, -span.end, span.label), default=None)
    return first.label if first else None


@given(texts().flatmap(lambda text: st.tuples(st.just(text), spans_over(text))))
def test_equals_looking_at_every_span_for_every_word(drawn: tuple[str, tuple[Span, ...]]) -> None:
    text, spans = drawn
    tokens = words(text)
    assert outermost_labels(tokens, spans) == [outermost(token, spans) for token in tokens]
