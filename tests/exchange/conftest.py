"""Projects to import into and to export from, and documents that try every corner."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import strategies as st

from annotator.errors import InputError
from annotator.exchange.checks import SpanCheck
from annotator.exchange.importing import import_paths
from annotator.exchange.incoming import IncomingSpan
from annotator.exchange.outgoing import Outgoing
from annotator.model import Span
from annotator.project.file import Project
from annotator.schema import Schema, load
from annotator.text import graphemes

# Letters, marks, tatweel, joiners, bidi marks, emoji of several code points, all kinds of blanks.
PIECES = (
    *"ابتلوفكرسمن", "للرباط", "وبالمغرب", "ولبنان", "F-16", "12/05", "ً", "ّ", "ـ",
    "\u200c", "\u200d", "\u200f",
    "👨‍👩‍👧", "🇲🇦", "é", "\u0301", *"،؛؟.!«»()-", " ", " ", " ", "\n", "\r\n", "\t", "\xa0",
    "\u2028", "\x1c", "\x85",
    "\ufeff", "\u00ad", "-DOCSTART-", "#", "\x00", "\U00013430",
)  # fmt: skip


@pytest.fixture(scope="session")
def schema() -> Schema:
    return load("security-news")


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory, schema: Schema) -> Iterator[Project]:
    with Project.create(tmp_path_factory.mktemp("project") / "p.annot", schema=schema, name="p") as made:
        yield made


@pytest.fixture(scope="session")
def new_project(schema: Schema) -> Callable[[str], Project]:
    """Makes projects in a folder, for tests that need many."""
    return lambda folder: Project.create(Path(folder, "p.annot"), schema=schema, name="p")


@pytest.fixture(scope="session")
def line() -> Callable[..., str]:
    """Writes one line of JSONL; spans are (start, end, label) with or without a sublabel."""

    def write(id: str, text: str, *spans: tuple[object, ...], **fields: object) -> str:  # noqa: A002
        keys = ("start", "end", "label", "sublabel")
        record: dict[str, object] = {"id": id, "text": text}
        record["spans"] = [dict(zip(keys, span, strict=False)) for span in spans]
        return json.dumps({**record, **fields}, ensure_ascii=False) + "\n"

    return write


@pytest.fixture
def gold(project: Project, tmp_path: Path) -> Callable[..., Project]:
    """Imports lines of JSONL as gold."""

    def take(*lines: str) -> Project:
        path = tmp_path / "gold.jsonl"
        path.write_text("".join(lines), encoding="utf-8")
        report = import_paths(project, [path], annotator="gold")
        assert [str(error) for error in report.refused] == []
        return project

    return take


@pytest.fixture
def ordinary_user() -> Iterator[Path]:
    """A folder of one's own, without the rights of root, which reads and writes everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        is_root = os.geteuid() == 0
        if is_root:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o700)


@pytest.fixture(scope="session")
def documents(schema: Schema) -> st.SearchStrategy[list[Outgoing]]:
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
