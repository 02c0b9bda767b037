"""Whether spans may stand together, told in one way however many lie over each other."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import errors
from annotator.exchange.checks import SpanCheck
from annotator.model import Span
from annotator.schema import Schema

LETTERS = 6
PLACES = [(start, end) for start in range(LETTERS) for end in range(start + 1, LETTERS + 1)]


@pytest.mark.parametrize("may_cross", [False, True])
def test_every_pair_counts(schema: Schema, may_cross: bool) -> None:
    first, second, third = (label.id for label in schema.labels[:3])
    holds = {first: None, second: frozenset({first}), third: frozenset({second})}
    labels = tuple(replace(label, holds=holds.get(label.id)) for label in schema.labels)
    strict = replace(schema, labels=labels, may_cross=may_cross)

    def may_stand(outer: Span, inner: Span) -> bool:
        if outer.crosses(inner):
            return may_cross
        if (outer.start, outer.end) == (inner.start, inner.end):
            return outer.label != inner.label
        lies_in = outer.start <= inner.start and inner.end <= outer.end
        return not lies_in or strict.label(outer.label).may_hold(inner.label)

    @given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([first, second, third])), max_size=6))
    def judged_as_pair_by_pair(drawn: list[tuple[tuple[int, int], str]]) -> None:
        spans = sorted(
            (Span(*place, label) for place, label in drawn), key=lambda one: (one.start, -one.end, one.label)
        )
        check = SpanCheck("a" * LETTERS, schema=strict, path="", document_id="")
        try:
            check.together(spans)
        except errors.InputError:
            is_refused = True
        else:
            is_refused = False
        assert is_refused != all(may_stand(*pair) for pair in combinations(spans, 2))

    judged_as_pair_by_pair()


def test_thousands_over_each_other_are_looked_at_once(schema: Schema) -> None:
    count = 20_000
    spans = [Span(0, end, "ORG") for end in range(count, 0, -1)]
    SpanCheck("a" * count, schema=schema, path="", document_id="").together(spans)
    crossing = [*spans[:-1], Span(1, count, "ORG")]
    with pytest.raises(errors.CrossingSpans):
        SpanCheck("a" * count, schema=schema, path="", document_id="").together(crossing)
