"""A writer with a fault in it is found out, whatever the format: what differs in the file, the proof sees.

Faults are planted in what a writer is given; where the file is byte for byte the same nevertheless, the
format has no place for what was changed, and there is nothing to find.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from annotator.exchange import registry
from annotator.exchange.losses import Tally
from annotator.exchange.outgoing import Facet, Options, Outgoing, Writer
from annotator.exchange.readback.documents import NotProvenError
from annotator.exchange.selection import Selection
from annotator.exchange.writing import Part, Watch, Work
from annotator.model import GOLD, Span
from annotator.project.file import Project
from annotator.schema import Schema
from tests.exchange.round_trips import filled

Documents = list[Outgoing]
Fault = Callable[[Documents], Documents]

FIRST = "استقبل وزير خارجية باكستان وفدا للرباط. وقال «هسبرس»\nإن 🇲🇦 الجيش تقدم نحو F-16 = نعم"
SECOND = "أعلنت القوات المسلحة عملية في سيناء ومقتل أحمد علي"


def _span(text: str, what: str, label: str, sublabel: str = "") -> Span:
    return Span(text.index(what), text.index(what) + len(what), label, sublabel)


DOCUMENTS = [
    Outgoing(
        "d1",
        FIRST,
        "عنوان",
        "هسبرس",
        {"date": "2026-01-05", "url": "x"},
        (
            _span(FIRST, "وزير خارجية باكستان", "OCC", "office"),
            _span(FIRST, "خارجية باكستان", "ORG", "government"),
            _span(FIRST, "باكستان", "GPE"),
            _span(FIRST, "لرباط", "GPE"),
            _span(FIRST, "الجيش", "ORG", "military_unit"),
        ),
    ),
    Outgoing("d2", "", "فارغ", "هسبرس"),
    Outgoing(
        "d3",
        SECOND,
        "آخر",
        "النهار",
        {"date": "2026-02-01"},
        (
            _span(SECOND, "القوات المسلحة", "ORG", "military_unit"),
            _span(SECOND, "سيناء", "LOC"),
            _span(SECOND, "أحمد علي", "PERS"),
        ),
    ),
]


@pytest.fixture(scope="module")
def project(schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with filled(tmp_path_factory.mktemp("planted"), DOCUMENTS, schema=schema) as made:
        yield made


def _spans(change: Callable[[tuple[Span, ...]], Iterable[Span]]) -> Fault:
    return lambda documents: [replace(one, spans=tuple(change(one.spans))) for one in documents]


def _each(change: Callable[[Span], Span]) -> Fault:
    return _spans(lambda spans: [change(span) for span in spans])


def _at(place: int, change: Callable[[Outgoing], Outgoing]) -> Fault:
    return lambda documents: [change(one) if at == place else one for at, one in enumerate(documents)]


def _labels_exchanged(spans: tuple[Span, ...]) -> Iterable[Span]:
    turned = [*spans[1:], *spans[:1]]
    return [
        replace(span, label=other.label, sublabel=other.sublabel)
        for span, other in zip(spans, turned, strict=True)
    ]


def _texts_exchanged(documents: Documents) -> Documents:
    first, *others, last = documents
    return [replace(first, text=last.text, spans=()), *others, replace(last, text=first.text, spans=())]


def _ids_exchanged(documents: Documents) -> Documents:
    ids = [one.id for one in reversed(documents)]
    return [replace(one, id=id_) for one, id_ in zip(documents, ids, strict=True)]


FAULTS: dict[str, Fault] = {
    "the first span dropped": _spans(lambda spans: spans[1:]),
    "the last span dropped": _spans(lambda spans: spans[:-1]),
    "a span made up": _at(2, lambda one: replace(one, spans=(Span(0, 5, "EVENT"), *one.spans))),
    "starts one earlier": _each(lambda one: replace(one, start=max(one.start - 1, 0))),
    "starts one later": _each(lambda one: replace(one, start=one.start + 1)),
    "ends one earlier": _each(lambda one: replace(one, end=one.end - 1)),
    "ends one later": _at(0, lambda one: replace(one, spans=tuple(_longer(one.spans)))),
    "a span over the next word": _at(
        2, lambda one: replace(one, spans=(*one.spans[:1], Span(30, 41, "LOC")))
    ),
    "one label": _each(lambda one: replace(one, label="EVENT", sublabel="")),
    "labels exchanged": _spans(_labels_exchanged),
    "sublabels dropped": _each(lambda one: replace(one, sublabel="")),
    "a sublabel exchanged": _each(
        lambda one: replace(one, sublabel="media") if one.sublabel == "military_unit" else one
    ),
    "the first document dropped": lambda documents: documents[1:],
    "the last document dropped": lambda documents: documents[:-1],
    "the empty document dropped": lambda documents: [documents[0], documents[2]],
    "a document twice": lambda documents: [*documents, documents[-1]],
    "documents in another order": lambda documents: documents[::-1],
    "ids exchanged": _ids_exchanged,
    "an id changed": _at(1, lambda one: replace(one, id="d22")),
    "texts exchanged": _texts_exchanged,
    "a letter changed": _at(2, lambda one: replace(one, text=one.text.replace("ء", "ئ"))),
    "a word dropped at the end": _at(0, lambda one: replace(one, text=one.text[:-4])),
    "a word added": _at(2, lambda one: replace(one, text=f"{one.text} نعم")),
    "another blank": _at(2, lambda one: replace(one, text=one.text.replace(" ", "\u00a0"))),
    "the title dropped": _at(2, lambda one: replace(one, title="")),
    "the outlet exchanged": _at(2, lambda one: replace(one, outlet="هسبرس")),
    "meta dropped": _at(0, lambda one: replace(one, meta={})),
    "a value of meta changed": _at(0, lambda one: replace(one, meta={**one.meta, "url": "y"})),
}
# What a format that carries a facet must show; every format has the others' places.
NEEDS = {
    "sublabels dropped": Facet.SUBLABEL,
    "a sublabel exchanged": Facet.SUBLABEL,
    "another blank": Facet.TEXT,
    "the title dropped": Facet.META,
    "the outlet exchanged": Facet.META,
    "meta dropped": Facet.META,
    "a value of meta changed": Facet.META,
    "a letter changed": None,
    "a word dropped at the end": None,
    "a word added": None,
    "starts one earlier": None,
    "starts one later": None,
    "ends one earlier": None,
    "ends one later": None,
}


def _longer(spans: tuple[Span, ...]) -> Iterable[Span]:
    return [replace(span, end=span.end + 1) for span in spans]


class _Wrong:
    """A writer that is the same, but writes what a fault makes of its documents and its options."""

    def __init__(self, writer: Writer, fault: Fault, change: Callable[[Options], Options]) -> None:
        self._writer = writer
        self._fault = fault
        self._change = change

    def __getattr__(self, name: str) -> object:
        return getattr(self._writer, name)

    def write(self, documents: Iterable[Outgoing], path: Path, *, options: Options, tally: Tally) -> None:
        given = iter(self._fault(list(documents)))
        self._writer.write(given, path, options=self._change(options), tally=tally)


def _with_fault(
    writer: Writer, fault: Fault = list, *, options: Callable[[Options], Options] = lambda one: one
) -> Writer:
    return cast("Writer", _Wrong(writer, fault, options))


def _written(project: Project, writer: Writer, path: Path, options: Options = Options()) -> dict[str, bytes]:  # noqa: B008
    """Write and prove; return the files. Raises NotProvenError."""
    selection = Selection(project, by=GOLD)
    work = Work(project, selection, writer=writer, options=options)
    work.write(Part("", selection.ids), path, watch=Watch(path))
    files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
    return {str(one.relative_to(path)): one.read_bytes() for one in files}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", sorted(registry.writers()))
def test_a_fault_that_changes_the_file_is_found(
    project: Project, tmp_path: Path, name: str, fault: str
) -> None:
    writer = registry.writer_for(name)
    right = _written(project, writer, tmp_path / "right")
    try:
        wrong = _written(project, _with_fault(writer, FAULTS[fault]), tmp_path / "wrong")
    except (NotProvenError, KeyError):  # some writers stumble over it themselves
        return
    assert wrong == right
    needed = NEEDS.get(fault, Facet.ID)
    assert needed not in writer.carries, "the format has a place for it, and the file is the same"


@pytest.mark.parametrize(
    "change", [{"nested": "innermost"}, {"sublabels": True}, {"scheme": "BIOES"}], ids=str
)
@pytest.mark.parametrize("name", sorted(registry.writers()))
def test_a_writer_that_mistakes_what_was_asked_for_is_found(
    project: Project, tmp_path: Path, name: str, change: dict[str, str]
) -> None:
    writer = registry.writer_for(name)
    right = _written(project, writer, tmp_path / "right")
    mistaken = _with_fault(writer, options=lambda options: replace(options, **change))  # type: ignore[arg-type]
    try:
        wrong = _written(project, mistaken, tmp_path / "wrong")
    except (NotProvenError, KeyError):  # some writers stumble over it themselves
        return
    assert wrong == right
    assert not ("scheme" in change and len(writer.schemes) > 1)
