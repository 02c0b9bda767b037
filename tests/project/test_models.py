from annotator.project.check import check


def test_the_newest_model_of_a_kind_is_returned_with_what_it_learnt_from(project, window):
    assert project.models.newest("tagger") is None
    assert project.models.newest_id("tagger") == 0
    project.models.put("tagger", b"first", {"entities": 3}, ["one"])
    number = project.models.put("tagger", b"\x00second", {"labels": {"GPE": 2}}, ["two", "of a corpus"])
    project.models.put("ranking", b"other", {})
    newest = window.models.newest("tagger")
    assert (newest.id, newest.kind, newest.data) == (number, "tagger", b"\x00second")
    assert newest.facts == {"labels": {"GPE": 2}}
    assert newest.document_ids == {"two"}
    assert window.models.newest_id("tagger") == number


def test_the_facts_of_all_are_kept_and_the_bytes_of_two(project):
    for count in range(5):
        project.models.put("tagger", bytes(1_000_000), {"documents": count}, ["one", "two"])
    assert [facts["documents"] for _at, facts in project.models.history("tagger")] == [0, 1, 2, 3, 4]
    moments = [at for at, _facts in project.models.history("tagger")]
    assert moments == sorted(moments)
    path = project.path
    project.close()
    assert path.stat().st_size < 4_000_000
    assert check(path) == []
