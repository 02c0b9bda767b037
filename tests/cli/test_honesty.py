"""`annotator honesty`."""

import json

import pytest

from annotator.labelling.decisions import accept_rest
from annotator.labelling.sheet import open_sheet
from annotator.project.check import check
from annotator.project.file import Project
from tests.cli.conftest import SEEDS


def filled(say, project):
    for path in sorted((SEEDS / "articles").glob("0[1-6]-*.txt")):
        say("import", project, path)
    say("suggest", project)


def finish(project, *, annotator="amina"):
    with Project.open(project) as opened:
        for id_ in opened.documents.ids():
            sheet = open_sheet(opened, id_, annotator=annotator)
            opened.changes.record(annotator, accept_rest(sheet).draft, seconds=2.0, actions=2)


def test_a_project_has_no_controls_unless_told(say, project):
    assert say("honesty", project) == ("No article is held back.\nNo wrong suggestion is planted.\n")


def test_shares_are_set_and_lifted(say, project):
    filled(say, project)
    with Project.open(project) as opened:
        before = {id_: opened.suggestions.of(id_) for id_ in opened.documents.ids()}
    state = json.loads(say("honesty", project, "--hold-back", "1", "--plant", "0.1", "--json"))
    assert (state["hold_back"], state["plant"], state["documents_held_back"]) == (1.0, 0.1, 6)
    say("honesty", project, "--hold-back", "0")
    state = json.loads(say("honesty", project, "--json"))
    assert state["documents_held_back"] == 0
    assert state["errors_planted"] > 20
    assert state["planted"] == []
    assert check(project) == []
    assert say("honesty", project, "--plant", "0").splitlines()[1] == ("No wrong suggestion is planted.")
    with Project.open(project) as opened:
        after = {id_: opened.suggestions.of(id_) for id_ in opened.documents.ids()}
    assert after == before


def test_the_report_counts_what_became_of_errors_and_sets_work_beside_work(say, project):
    filled(say, project)
    say("honesty", project, "--plant", "0.1")
    finish(project)
    report = json.loads(say("honesty", project, "--json"))
    assert {one["annotator"] for one in report["planted"]} == {"amina"}
    assert {one["share_accepted"] for one in report["planted"]} == {1.0}
    assert report["work"]["with_suggestions"]["documents"] == 6
    assert report["work"]["with_suggestions"]["taken"] == 1.0
    assert report["work"]["held_back"]["documents"] == 0
    lines = say("honesty", project).splitlines()
    assert "Planted errors" in lines
    assert any(line.split()[:3] == ["amina", "wrong", "label"] for line in lines)
    assert "With suggestions and without" in lines
    assert [line.split()[1:] for line in lines if line.split()[:1] == ["articles"]] == [["6", "0"]]


def test_work_with_suggestions_is_compared_with_work_without(say, project):
    filled(say, project)
    say("honesty", project, "--hold-back", "0.5", "--plant", "0.1")
    finish(project)
    finish(project, annotator="omar")
    found = json.loads(say("honesty", project, "--json"))["bias"]
    seen, held = found["documents"]["with_suggestions"], found["documents"]["held_back"]
    assert (seen + held, seen > 0, held > 0) == (6, True, True)
    assert found["agreement"]["with_suggestions"]["value"] == 1.0
    assert found["agreement"]["difference"]["undefined"]["sentence"] == "There are too few articles to tell."
    assert found["recall"]["against"] == "others"
    assert [one["annotator"] for one in found["errors"]] == ["amina", "omar"]
    assert all(one["share"]["value"] == 1.0 for one in found["errors"])
    assert all(one["accepted"]["value"] > 0 for one in found["seconds_per_span"])
    assert all(one["by_hand"]["undefined"]["code"] == "not_timed" for one in found["seconds_per_span"])
    out = say("honesty", project)
    assert {"How far suggestions lead", "Wrong suggestions let through", "Seconds for a span"} <= set(
        out.splitlines()
    )
    assert "Whether people agree more with suggestions: too few to tell." in out
    assert "nan" not in out


def test_suggest_and_export_say_what_is_held_back(say, refuse, project, tmp_path):
    filled(say, project)
    say("honesty", project, "--hold-back", "1")
    assert say("suggest", project).endswith("6 documents are held back: their suggestions are not shown.\n")
    out = tmp_path / "out.jsonl"
    assert refuse("export", project, out, "--format", "jsonl", "--by", "suggestions") == (
        "All documents are held back: no suggestions of theirs are exported."
    )
    with Project.open(project) as opened:
        opened.honesty.hold_back(opened.documents.ids()[:2])
    said = say("export", project, out, "--format", "jsonl", "--by", "suggestions")
    assert "  2 documents whose suggestions are held back were left out.\n" in said
    manifest = json.loads((tmp_path / "out.jsonl.manifest.json").read_text(encoding="utf-8"))
    assert (manifest["held_back"], manifest["counts"]["documents"]) == (2, 4)


def test_a_share_is_a_share(run, project):
    assert run("honesty", project, "--plant", "0.9").code == 2
    assert run("honesty", project, "--hold-back", "-1").code == 2


@pytest.mark.parametrize("option", ["--plant", "--hold-back"])
def test_what_is_no_number_is_no_share(run, project, option):
    done = run("honesty", project, option, "nan")
    assert (done.code, "«nan» is no share." in done.err) == (2, True)
