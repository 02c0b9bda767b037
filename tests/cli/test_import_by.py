"""`annotator import --by`: whose labels are taken from a file that holds the work of several."""

import json

import pytest


@pytest.fixture
def tasks(tmp_path):
    """A file of Label Studio in which two people labelled one text."""

    def answer(by, start, end, label):
        value = {"start": start, "end": end, "labels": [label]}
        return {"completed_by": {"email": by}, "result": [{"type": "labels", "value": value}]}

    answers = [answer("amina@x.ma", 4, 10, "OCC"), answer("badr@x.ma", 11, 19, "PERS")]
    task = {"id": 1, "data": {"text": "وصل اللواء عمر بابر للرباط"}, "annotations": answers}
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([task]), encoding="utf-8")
    return path


def test_nobody_is_chosen(say, refuse, project, tasks):
    names = "amina@x.ma, badr@x.ma"
    told = refuse("import", project, tasks, "--annotator", "amina")
    assert told.endswith(f"holds the work of several ({names}): say whose to take with --by NAME.")
    assert f"holds the work of several ({names})" in say("import", project, tasks, "--dry-run")
    told = refuse("import", project, tasks, "--annotator", "amina", "--by", "carla@x.ma")
    assert told.endswith(f"holds no work of carla@x.ma; it holds work of {names}.")


def test_each_comes_in_by_name(say, project, tasks):
    for name in ("amina", "badr"):
        say("import", project, tasks, "--by", f"{name}@x.ma", "--annotator", name)
    for name, label in (("amina", "OCC"), ("badr", "PERS")):
        out = project.parent / f"{name}.jsonl"
        say("export", project, out, "--format", "jsonl", "--by", name)
        (span,) = json.loads(out.read_text(encoding="utf-8"))["spans"]
        assert span["label"] == label
