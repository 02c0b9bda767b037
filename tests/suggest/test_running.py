"""Suggesting over a project: progress, cancelling, going on."""

import pytest

from annotator.errors import UnknownSource
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.suggest.running import sources_named, suggest_documents
from annotator.text.cleaning import clean

TEXT = "زار وزير الخارجية الرباط يوم الأربعاء."
COUNT = 120


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "news.annot", schema=load("security-news")) as made:
        with made.documents.adding():
            for number in range(COUNT):
                cleaned = clean(f"{TEXT} {number}")
                raw = cleaned.raw.encode()
                made.documents.add(
                    NewDocument(id=f"d{number:03}", raw=raw, encoding="utf-8", cleaned=cleaned)
                )
        yield made


def test_every_document_gets_its_suggestions_and_progress_is_told(project):
    seen = []
    report = suggest_documents(
        project,
        sources=sources_named(None, schema=project.schema),
        on_progress=lambda done, total: seen.append((done, total)),
    )
    assert report.documents == COUNT
    assert seen == [(number + 1, COUNT) for number in range(COUNT)]
    assert report.suggestions == sum(len(project.suggestions.of(id_)) for id_ in project.documents.ids())
    assert report.suggestions >= 3 * COUNT


def test_a_cancel_keeps_what_is_done_and_a_second_run_gives_the_rest(project):
    calls = iter(range(1_000))
    sources = sources_named(None, schema=project.schema)
    report = suggest_documents(project, sources=sources, is_cancelled=lambda: next(calls) > 70)
    with_some = [id_ for id_ in project.documents.ids() if project.suggestions.of(id_)]
    assert 50 <= report.documents == len(with_some) < COUNT
    suggest_documents(project, sources=sources)
    assert all(project.suggestions.of(id_) for id_ in project.documents.ids())


def test_running_again_changes_nothing(project):
    sources = sources_named(["lexicon"], schema=project.schema)
    suggest_documents(project, sources=sources, document_ids=["d000"])
    before = project.suggestions.of("d000")
    suggest_documents(project, sources=sources, document_ids=["d000"])
    assert before
    assert project.suggestions.of("d000") == before
    assert not project.suggestions.of("d001")


def test_an_unknown_source_is_named_with_those_there_are(project):
    with pytest.raises(UnknownSource, match=r"oracle.*lexicon"):
        sources_named(["oracle"], schema=project.schema)
