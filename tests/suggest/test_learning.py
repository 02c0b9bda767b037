"""Learning over a project: what is learnt from, what is kept, what a stop leaves."""

import pytest

from annotator.errors.learning import DamagedModel, LearningCancelled, NotEnoughToLearn
from annotator.model import Draft, Span, SpanEdit, State, StateEdit
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.suggest.examples import Example
from annotator.suggest.learning import KIND, learn
from annotator.suggest.tagger.model import Tagger
from annotator.text.cleaning import clean

PEOPLE = ("كرار السوادي", "نزهة بنغاني", "شهاب الورداوي", "ليلوان كعبور")
COUNT = 14


def text_of(number):
    return f"قال السيد {PEOPLE[number % 4]} إن الاجتماع انتهى {number}\nوصل السيد {PEOPLE[number % 3]} مساء"


def spans_of(text):
    starts = [(text.find(name, at), name) for name in PEOPLE for at in (0, text.index("\n"))]
    found = {(start, start + len(name)) for start, name in starts if start >= 0}
    return [Span(start, end, "PERS") for start, end in sorted(found)]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "news.annot"
    with Project.create(path, schema=load("security-news")) as made, made.documents.adding():
        for number in range(COUNT):
            cleaned = clean(text_of(number))
            raw = cleaned.raw.encode()
            made.documents.add(NewDocument(id=f"d{number:02}", raw=raw, encoding="utf-8", cleaned=cleaned))
    return path


def work(path, numbers, *, annotator="amina", state=State.FINISHED):
    with Project.open(path) as project:
        for number in numbers:
            id_ = f"d{number:02}"
            edits = [SpanEdit(id_, None, span) for span in spans_of(text_of(number))]
            project.changes.record(annotator, Draft("finish", {}, (*edits, StateEdit(id_, State.NEW, state))))


def history(path):
    with Project.open(path) as project:
        return project.models.history(KIND)


def test_what_is_finished_is_learnt_from_and_what_is_begun_is_not(path):
    work(path, range(10))
    work(path, [10], state=State.IN_PROGRESS)
    report = learn(path)
    assert (report.documents, report.examples, report.facts.entities) == (10, 10, 20)
    with Project.open(path) as project:
        model = project.models.newest(KIND)
    assert model.document_ids == {f"d{number:02}" for number in range(10)}
    assert Tagger.from_bytes(model.data).facts == report.facts


def test_everybodys_finished_work_counts(path):
    work(path, range(6))
    work(path, range(4, 12), annotator="omar")
    report = learn(path)
    assert (report.documents, report.examples) == (12, 14)


def test_too_little_is_refused_and_nothing_stored(path):
    work(path, range(2))
    with pytest.raises(NotEnoughToLearn):
        learn(path)
    assert not history(path)


def test_a_stop_keeps_what_was_learnt_before(path):
    work(path, range(10))
    learn(path)
    work(path, [10])
    with pytest.raises(LearningCancelled):
        learn(path, is_cancelled=lambda: True)
    assert [facts["documents"] for _at, facts in history(path)] == [10]


def test_learning_anew_measures_only_once_it_pays(path):
    work(path, range(10))
    assert learn(path).facts.held_out == 2
    work(path, [10])
    second = learn(path).facts
    assert (second.held_out, second.held_out_f1, second.measured_at) == (0, None, 10)
    work(path, [11, 12])
    assert learn(path).facts.measured_at == 13


def test_a_damaged_model_does_not_keep_a_new_one_from_being_learnt(path):
    work(path, range(10))
    with Project.open(path) as project:
        project.models.put(KIND, b"no model", {})
    assert learn(path).facts.documents == 10


def test_a_corpus_is_learnt_from_beside_and_its_unknown_labels_are_counted(path):
    text = "قال السيد منصف العياري"
    corpus = [Example("c", text, (Span(10, len(text), "PERS"), Span(0, 3, "VERB")))]
    work(path, range(10))
    report = learn(path, from_=corpus)
    assert (report.examples, report.facts.entities, report.left_out) == (11, 21, {"VERB": 1})


def test_an_article_of_the_project_that_a_corpus_has_counts_as_learnt_from(path):
    work(path, range(10))
    learn(path, from_=[Example("c", text_of(13), ())])
    with Project.open(path) as project:
        assert "d13" in project.models.newest(KIND).document_ids


def test_a_corpus_is_learnt_from_again_until_others_are_given(path):
    corpus = [
        Example(f"c{number}", text_of(number), tuple(spans_of(text_of(number)))) for number in range(12)
    ]
    assert learn(path, from_=corpus).examples == 12
    work(path, range(3))
    assert learn(path).examples == 15  # as the window learns, which knows no file
    assert learn(path, from_=corpus[:10]).examples == 13
    assert learn(path).examples == 13
    work(path, range(3, 10))
    assert learn(path, from_=[]).examples == 10
    assert learn(path).examples == 10


def test_a_corpus_that_is_damaged_in_the_file_is_said_to_be(path):
    work(path, range(10))
    with Project.open(path) as project:
        project.models.put("corpus", b"\x00\x01", {})
    with pytest.raises(DamagedModel):
        learn(path)
