import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.answers import Rows
from annotator.agreement.flat import outermost_labels
from annotator.agreement.material import Material, Work
from annotator.agreement.strips import Strips
from annotator.model import Document, Span
from annotator.text.tokens import words
from tests.agreement.strategies import spans_over, texts

Drawn = list[tuple[str, tuple[Span, ...], tuple[Span, ...]]]


@given(
    st.lists(
        texts().flatmap(lambda text: st.tuples(st.just(text), spans_over(text), spans_over(text))), max_size=3
    )
)
@settings(max_examples=60)
def test_labels_are_the_outermost_of_the_plain_reading(drawn: Drawn) -> None:
    material = Material.of(
        Work(Document(f"d{number}", text), {"amina": first, "gold": second})
        for number, (text, first, second) in enumerate(drawn)
    )
    strips = Strips.of(material)
    called = [*material.labels, None]
    rows = Rows(*(np.full(len(drawn), place) for place in (0, 1)), np.arange(len(drawn)))
    row, cell = strips.met(material, rows)
    for number, (text, *sides) in enumerate(drawn):
        met = cell[row == number].tolist()
        found = [[called[one // len(called)] for one in met], [called[one % len(called)] for one in met]]
        assert found == [outermost_labels(words(text), spans) for spans in sides]
