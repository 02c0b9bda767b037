FIRST, SECOND = "a" * 64, "b" * 64


def test_results_are_kept_by_document_and_model(project, window):
    assert project.camel.missing(FIRST) == ["one", "two"]
    project.camel.put_many([("two", [["الرباط", "B-LOC"]]), ("gone", [])], model=FIRST)
    assert window.camel.get("two", FIRST) == [["الرباط", "B-LOC"]]
    assert window.camel.get("two", SECOND) is None
    assert window.camel.get("one", FIRST) is None
    assert window.camel.missing(FIRST) == ["one"]
    assert window.camel.missing(SECOND) == ["one", "two"]


def test_a_document_that_was_asked_again_has_the_new_result(project):
    project.camel.put_many([("one", [1])], model=FIRST)
    project.camel.put_many([("one", [])], model=FIRST)
    assert project.camel.get("one", FIRST) == []
    assert project.camel.missing(FIRST) == ["two"]
