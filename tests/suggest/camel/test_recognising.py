"""The recogniser over a project: kept by document, gone on with, and never asked twice."""

import pytest

from annotator.errors.recognisers import MissingCatalogue, NoCamelTools, RecogniserEnded
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.suggest.camel import folder, recognising
from annotator.suggest.camel.recognising import model_key, recognise
from annotator.text.cleaning import clean

TEXT = "كتب محمد في سلا.\nقال الوزير: «سَـلَا» بعيدة!\n"


class Shared:
    """The session's worker in the place of one that has to start, which dies at the end of its strength."""

    def __init__(self, worker, strength=1_000):
        self._worker = worker
        self.strength = strength
        self.asked = []

    def __call__(self, _folder, **_options):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None

    def load_recogniser(self, one):
        self.asked.append(one.name)

    def load_analyser(self, one):
        self.asked.append(one.name)

    def tag(self, sentences):
        if self.strength <= 0:
            raise RecogniserEnded(why="tired")
        self.strength -= 1
        self.asked.append(sentences)
        return self._worker.tag(sentences)

    def readings(self, words):
        return self._worker.readings(words)


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "news.annot", schema=load("security-news")) as made:
        for number in range(4):
            cleaned = clean(TEXT * (1 + 400 * number))
            new = NewDocument(id=f"d{number}", raw=cleaned.raw.encode(), encoding="utf-8", cleaned=cleaned)
            made.documents.add(new)
        yield made


@pytest.fixture
def key(camel_data):
    return model_key(folder.ready("ner-arabert", camel_data))


@pytest.fixture
def words_key(camel_data):
    return model_key(folder.ready("morphology-db-msa-r13", camel_data))


def test_every_document_is_read_and_progress_is_told(project, worker, camel_data, key, words_key):
    seen = []
    report = recognise(
        project,
        folder=camel_data,
        on_progress=lambda done, total: seen.append((done, total)),
        make_worker=Shared(worker),
    )
    assert (report.documents, report.unchanged, report.is_stopped) == (4, 0, False)
    assert seen[-1] == (4, 4)
    assert len(seen) > 1
    assert project.camel.missing(key) == project.camel.missing(words_key) == []


def test_ranges_are_those_of_whole_words_in_the_text(project, worker, camel_data, key):
    shared = Shared(worker)
    recognise(project, folder=camel_data, document_ids=["d0"], make_worker=shared)
    text = project.documents.get("d0").text
    found = project.camel.get("d0", key)["names"]
    assert found
    for start, end, kind in found:
        assert kind in {"PERS", "LOC", "ORG", "MISC"}
        assert text[start:end] == text[start:end].strip()
        assert text[start].isalpha()
        assert text[end - 1].isalnum() or text[end - 1] in "ًٌٍَُِّْ"
    # Vowel marks and tatweel are taken off for the model alone.
    assert shared.asked[-1][1] == ["قال", "الوزير", ":", "«", "سلا", "»", "بعيدة", "!"]
    assert project.camel.missing(key) == ["d1", "d2", "d3"]


def test_verbs_are_kept_by_their_place(project, worker, camel_data, words_key):
    recognise(project, folder=camel_data, document_ids=["d0"], make_worker=Shared(worker))
    assert project.camel.get("d0", words_key) == {"verbs": [[0, 3]]}


def test_a_run_that_ended_goes_on_where_it_was(project, worker, camel_data, key):
    with pytest.raises(RecogniserEnded):
        recognise(project, folder=camel_data, make_worker=Shared(worker, strength=1))
    left = project.camel.missing(key)
    assert 0 < len(left) < 4
    report = recognise(project, folder=camel_data, make_worker=Shared(worker))
    assert (report.documents, report.unchanged) == (len(left), 4 - len(left))
    again = Shared(worker)
    assert recognise(project, folder=camel_data, make_worker=again).documents == 0
    assert again.asked == []


def test_a_cancel_keeps_what_was_found(project, camel_data, key):
    stages = []
    report = recognise(
        project, folder=camel_data, on_stage=stages.append, is_cancelled=lambda: "import" in stages
    )
    assert (report.documents, report.is_stopped) == (0, True)
    assert stages == ["check", "import"]
    assert len(project.camel.missing(key)) == 4


def test_a_new_model_takes_the_place_of_the_old_ones_results(project, worker, camel_data, key):
    project.camel.put_many([("d0", {"names": []}), ("d1", {"names": []})], model="old")
    recognise(project, folder=camel_data, document_ids=["d0"], make_worker=Shared(worker))
    assert project.camel.get("d0", "old") is None
    assert project.camel.get("d1", "old") == {"names": []}
    assert len(project.camel.of("d0")) == 2


def test_without_morphology_names_are_found_all_the_same(project, worker, tiny, tmp_path, key):
    data = tiny.write_data(tmp_path / "data")
    shared = Shared(worker)
    recognise(project, folder=data, document_ids=["d0"], make_worker=shared)
    assert shared.asked[0] == "ner-arabert"
    assert [list(result) for result in project.camel.of("d0").values()] == [["names"]]


def test_what_is_wrong_is_said_before_a_process_is_started(project, data, monkeypatch):
    (data / "catalogue.json").unlink()
    with pytest.raises(MissingCatalogue):
        recognise(project, folder=data, make_worker=None)
    monkeypatch.setattr(recognising, "has_camel_tools", lambda: False)
    with pytest.raises(NoCamelTools):
        recognise(project, folder=data, make_worker=None)


def test_a_project_without_documents_is_read_at_once(tmp_path, camel_data):
    with Project.create(tmp_path / "empty.annot", schema=load("security-news")) as empty:
        assert recognise(empty, folder=camel_data, make_worker=None).documents == 0
