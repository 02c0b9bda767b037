from hypothesis import given

from annotator.agreement.confusion import confusion
from annotator.agreement.pairing import Pair, pair_spans
from annotator.model import Span
from tests.agreement.strategies import spans_over

TEXT = "س" * 30


def test_labels_of_overlapping_spans_are_counted_with_not_marked_last() -> None:
    base, unit = Span(0, 5, "FAC"), Span(0, 6, "ORG")
    pairs = [Pair(base, unit), Pair(base, unit), Pair(unit, unit), Pair(None, base), Pair(unit, None)]
    found = confusion(pairs)
    assert found.labels == ("FAC", "ORG", None)
    assert found.matrix() == [[0, 2, 0], [0, 1, 1], [1, 0, 0]]
    assert found.count("FAC", "ORG") == 2
    assert found.count("GPE", None) == 0


def test_nothing_marked_leaves_not_marked_alone() -> None:
    assert confusion([]).labels == (None,)
    assert confusion([]).matrix() == [[0]]


@given(spans_over(TEXT), spans_over(TEXT))
def test_rows_and_columns_add_up_to_what_each_marked(
    first: tuple[Span, ...], second: tuple[Span, ...]
) -> None:
    found = confusion(pair_spans(first, second))
    matrix = found.matrix()
    assert matrix[-1][-1] == 0
    for place, label in enumerate(found.labels[:-1]):
        assert sum(matrix[place]) == sum(span.label == label for span in first)
        assert sum(row[place] for row in matrix) == sum(span.label == label for span in second)
