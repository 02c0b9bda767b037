"""Processes beside one another: order, their end, and what becomes of a run when one dies."""

import multiprocessing

import pytest

from annotator.crashes.telling import BesideError
from annotator.errors import WorkerDied
from annotator.project.check import check
from annotator.project.file import Project
from annotator.schema import load
from annotator.suggest.running import suggest_documents
from annotator.suggest.sources import Task, sources_for
from annotator.suggest.workers import suggest_beside
from tests.suggest.planted import new

TEXT = "زار وزير الخارجية الرباط يوم الأربعاء."


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "news.annot", schema=load("security-news")) as made:
        with made.documents.adding():
            for number in range(150):
                made.documents.add(new(f"d{number:03}", f"{TEXT} {number}"))
        yield made


def tasks(count):
    return [Task(f"d{number}", f"{TEXT} {number}") for number in range(count)]


def kill_all():
    for child in multiprocessing.active_children():
        child.kill()


def test_answers_come_in_the_order_of_the_tasks_and_the_processes_end(project):
    found = list(suggest_beside(tasks(35), recipe=sources_for(project).recipe, jobs=2))
    assert [one.document_id for one in found] == [f"d{number}" for number in range(35)]
    assert all(one.suggestions for one in found)
    assert multiprocessing.active_children() == []


def test_no_more_is_read_than_is_under_way(project):
    read = []
    many = (read.append(task) or task for task in tasks(500))
    answers = suggest_beside(many, recipe=sources_for(project).recipe, jobs=2)
    next(answers)
    assert len(read) <= 50
    answers.close()
    assert multiprocessing.active_children() == []


def test_without_tasks_nothing_comes(project):
    assert list(suggest_beside([], recipe=sources_for(project).recipe, jobs=2)) == []
    assert multiprocessing.active_children() == []


def test_a_process_that_dies_is_one_sentence_and_what_was_done_is_kept(project):
    def killing(done, _total):
        if done == 60:
            kill_all()

    with pytest.raises(WorkerDied, match="the same command goes on"):
        suggest_documents(project, sources=sources_for(project), jobs=2, on_progress=killing)
    assert 60 <= len(project.runs.get()) < 150
    assert check(project.path) == []
    assert multiprocessing.active_children() == []
    assert suggest_documents(project, sources=sources_for(project)).left == 0


def test_one_that_dies_while_it_begins_is_the_same_sentence(project):
    def killing():
        for task in tasks(100):
            kill_all()
            yield task

    with pytest.raises(WorkerDied):
        list(suggest_beside(killing(), recipe=sources_for(project).recipe, jobs=2))
    assert multiprocessing.active_children() == []


def test_a_bug_in_a_process_is_raised_here(project):
    with pytest.raises(BesideError, match=r"TypeError(.|\n)*annotator/suggest/sources\.py:\d+ Engine\.run"):
        list(suggest_beside([Task("d0", None)], recipe=sources_for(project).recipe, jobs=1))
