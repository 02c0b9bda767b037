"""The way of documents out of a project and into another, for every format that is read and written."""

import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from annotator.exchange import registry
from annotator.exchange.exporting import ExportReport, export
from annotator.exchange.importing import import_paths
from annotator.exchange.outgoing import Facet, Options, Outgoing
from annotator.exchange.verify import verify
from annotator.model import GOLD, Span
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import Schema
from annotator.text.cleaning import clean

AS_USUAL = Options()


def filled(folder: Path, documents: Sequence[Outgoing], *, schema: Schema) -> Project:
    """Make a project of documents whose spans are gold."""
    project = Project.create(folder / "p.annot", schema=schema, name="p")
    for document in documents:
        cleaned = clean(document.text, steps=())
        raw = document.text.encode()
        project.documents.add(
            NewDocument(
                document.id, raw, "utf-8", cleaned, document.title, document.outlet, dict(document.meta)
            )
        )
        project.annotations.store_finished(GOLD, document.id, document.spans)
    return project


def comes_back(
    documents: Sequence[Outgoing],
    *,
    schema: Schema,
    format: str,  # noqa: A002
    options: Options = AS_USUAL,
) -> ExportReport:
    """Export, verify and import into a new project; assert that all comes back but what was said to be lost.

    Formats of tokens widen spans and rebuild texts, so of them labels are compared, by their number; what
    has offsets must come back at the same ones.
    """
    writer = registry.writer_for(format)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with filled(folder, documents, schema=schema) as project:
            out = folder / f"out{writer.suffix}"
            report = export(project, out, format=format, by=GOLD, options=options)
            titles = {one.id: one.title for one in map(project.documents.get, project.documents.ids())}
        assert verify(out).spans == report.spans
        with Project.create(folder / "q.annot", schema=schema, name="q") as other:
            found = import_paths(other, [out], format=format, annotator=GOLD)
            assert [str(refusal) for refusal in found.refused] == []
            ids = other.documents.ids()
            if Facet.ID in writer.carries:
                assert sorted(ids) == sorted(one.id for one in documents)
                ids = [one.id for one in documents]
            assert len(ids) == len(documents)
            for document, its_id in zip(documents, ids, strict=True):
                there = other.documents.get(its_id)
                spans = other.annotations.get(its_id, GOLD).spans
                if Facet.TEXT in writer.carries:
                    assert there.text == document.text
                if Facet.META in writer.carries:
                    assert (there.title, there.outlet) == (titles[document.id], document.outlet)
                    assert {**there.meta} == {**document.meta}
                if Facet.TEXT in writer.carries and not writer.schemes:
                    _within(spans, document.spans, has_sublabels=_has_sublabels(writer, options))
            back = Counter(span.label for its_id in ids for span in other.annotations.get(its_id, GOLD).spans)
    meant = Counter(span.label for document in documents for span in document.spans)
    for loss in report.lost:
        meant[loss.label] -= loss.count
    assert back == +meant
    return report


def _has_sublabels(writer: registry.Writer, options: Options) -> bool:
    return options.sublabels or Facet.SUBLABEL in writer.carries


def _within(found: Sequence[Span], meant: Sequence[Span], *, has_sublabels: bool) -> None:
    """Assert that every span that came back is one that went out, and none twice."""

    def facts(spans: Sequence[Span]) -> Counter[tuple[int, int, str, str]]:
        return Counter(
            (span.start, span.end, span.label, span.sublabel if has_sublabels else "") for span in spans
        )

    assert facts(found) <= facts(meant)
