import pytest

from tests.project.builders import suggestion


def test_the_last_run_of_a_document_counts(project, window):
    assert project.runs.get() == {}
    project.runs.put_many([("one", "a", None), ("two", "b", 0.25), ("gone", "c", 0.5)])
    project.runs.put_many([("one", "c", 0.75)])
    assert window.runs.get() == {"one": "c", "two": "b"}
    assert window.runs.doubts() == {"one": 0.75, "two": 0.25}


def test_a_run_without_a_tagger_leaves_the_doubt(project):
    project.runs.put_many([("one", "a", 0.5)])
    project.runs.put_many([("one", "b", None)])
    assert (project.runs.get(), project.runs.doubts()) == ({"one": "b"}, {"one": 0.5})


def test_a_run_is_kept_with_its_suggestions_or_not_at_all(project, window):
    with pytest.raises(ZeroDivisionError):
        run_that_fails(project)
    assert (window.runs.get(), window.suggestions.of("one")) == ({}, [])


def run_that_fails(project):
    with project.suggestions.replacing():
        project.suggestions.replace("one", [suggestion(10, 16, "GPE")], sources=["lexicon"])
        project.runs.put_many([("one", "a", None)])
        raise ZeroDivisionError
