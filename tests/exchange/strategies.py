"""Documents that try every corner: what hypothesis draws for every format."""

from collections.abc import Sequence

from hypothesis import strategies as st

from annotator.errors import InputError
from annotator.exchange.checks import SpanCheck
from annotator.exchange.incoming import IncomingSpan
from annotator.exchange.outgoing import Outgoing
from annotator.model import Span
from annotator.schema import Schema
from annotator.text import graphemes

# Letters, marks, tatweel, joiners, bidi marks, emoji of several code points, all kinds of blanks.
PIECES = (
    *"ابتلوفكرسمن", "للرباط", "وبالمغرب", "ولبنان", "F-16", "12/05", "ً", "ّ", "ـ",
    "\u200c", "\u200d", "\u200f",
    "👨‍👩‍👧", "🇲🇦", "é", "\u0301", *"،؛؟.!«»()-", " ", " ", " ", "\n", "\r\n", "\t", "\xa0",
    "\u2028", "\x1c", "\x85",
    "\ufeff", "\u00ad", "-DOCSTART-", "#", "\x00", "\U00013430",
)  # fmt: skip


def drawn(schema: Schema) -> st.SearchStrategy[list[Outgoing]]:
    """Documents with spans as the schema allows them, their ids all different."""

    @st.composite
    def one(draw: st.DrawFn) -> Outgoing:
        text = "".join(draw(st.lists(st.sampled_from(PIECES), max_size=25)))
        title = draw(st.sampled_from(["عنوان", "a \u2028 b", "🇲🇦"]))
        outlet = draw(st.sampled_from(["", "هسبرس"]))
        meta = draw(st.dictionaries(st.sampled_from(["date", "url"]), st.text(max_size=5), max_size=2))
        return Outgoing("", text, title, outlet, meta, draw_spans(draw, text, schema))

    @st.composite
    def many(draw: st.DrawFn) -> list[Outgoing]:
        found = draw(st.lists(one(), min_size=1, max_size=3))
        return [
            Outgoing(f"{number:03}", *(getattr(document, name) for name in Outgoing.__slots__[1:]))
            for number, document in enumerate(found)
        ]

    return many()


def draw_spans(draw: st.DrawFn, text: str, schema: Schema) -> tuple[Span, ...]:
    edges = graphemes.boundaries(text)
    label_of = st.sampled_from([label.id for label in schema.labels])
    check = SpanCheck(text, schema=schema, path="", document_id="")
    kept: list[Span] = []
    for _ in range(draw(st.integers(0, 6)) if len(edges) > 1 else 0):
        start, end = sorted(draw(st.lists(st.sampled_from(edges), min_size=2, max_size=2, unique=True)))
        label = schema.label(draw(label_of))
        sublabel = draw(st.sampled_from(["", *(sublabel.id for sublabel in label.sublabels)]))
        try:
            together = check.spans([*_incoming(kept), IncomingSpan(start, end, label.id, sublabel)])
            check.together(together)
        except InputError:
            continue
        kept = together
    order = [label.id for label in schema.labels]
    return tuple(sorted(kept, key=lambda one: (one.start, -one.end, order.index(one.label))))


def _incoming(spans: Sequence[Span]) -> list[IncomingSpan]:
    return [IncomingSpan(span.start, span.end, span.label, span.sublabel) for span in spans]
