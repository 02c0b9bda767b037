"""`annotator stats`: how far the work is."""

import json

from annotator.labelling.decisions import label_range, set_state
from annotator.labelling.sheet import open_sheet
from annotator.model import State
from annotator.project.file import Project


def work(path, id_, annotator, *, seconds=4.0):
    with Project.open(path) as project:
        for decision in (
            lambda one: label_range(one, 0, 3, label="EVENT"),
            lambda one: set_state(one, State.FINISHED),
        ):
            sheet = open_sheet(project, id_, annotator=annotator)
            project.changes.record(annotator, decision(sheet).draft, seconds=seconds, actions=2)


def test_in_words(say, labelled):
    out = say("stats", labelled)
    lines = out.splitlines()
    assert lines[0] == "What is left"
    assert "  2 of 2 articles are finished by at least one annotator." in lines
    assert "  Every article is finished by somebody." in lines
    assert lines[-1] == (
        "All that \u2068amina\u2069, \u2068youssef\u2069 finished was imported: no time is known of it."
    )
    assert "nan" not in out
    (youssef,) = [line for line in lines if line.startswith("  youssef")]
    assert youssef.split() == ["youssef", "1", "0", "0", "0", "—", "—", "—"]


def test_in_json(say, labelled):
    work(labelled, "two", "omar")
    found = json.loads(say("stats", labelled, "--json"))
    assert (found["documents"], found["finished"], found["untouched"], found["gold"]) == (2, 2, 0, 0)
    assert found["states"]["omar"] == {"finished": 1}
    (day,) = found["days"]
    assert (day["annotator"], day["finished"], day["seconds"], day["entities"]) == ("omar", 1, 8.0, 1)
    timed = [one for one in found["work"] if one["seconds"] is not None]
    assert [(one["annotator"], one["document_id"], one["seconds"]) for one in timed] == [("omar", "two", 8.0)]
    untimed = [one for one in found["work"] if one["seconds"] is None]
    assert {(one["entities"], one["why_not_timed"]) for one in untimed} == {(None, "imported")}
    assert [one["why_not_timed"] for one in timed] == [None]
    assert found["labels"]["omar"] == {"EVENT": 1}
    assert found["forecast"]["why_not"] == "nothing_left"
    assert found["forecast"]["sentences"] == ["Every article is finished by somebody."]


def test_what_is_left_has_no_pace_yet(say, project, tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"وصل اللواء {name}", encoding="utf-8")
        say("import", project, tmp_path / f"{name}.txt")
    out = say("stats", project)
    assert "Nobody has finished an article here yet, so there is no pace.\n" in out
    assert "All that" not in out
    found = json.loads(say("stats", project, "--json"))
    assert (found["forecast"]["left"], found["forecast"]["days"]) == (2, None)


def test_an_empty_project(say, tmp_path):
    path = tmp_path / "empty.annot"
    say("new", path)
    assert "The project has no articles yet." in say("stats", path)
    assert json.loads(say("stats", path, "--json"))["documents"] == 0


def test_in_files_and_without_names(say, labelled, tmp_path):
    page, tables = tmp_path / "s.html", tmp_path / "tables"
    out = say("stats", labelled, "--html", page, "--csv", tables, "--anonymous")
    assert out.splitlines() == [f"{tables}: written.", f"{page}: written."]
    assert "amina" not in page.read_text(encoding="utf-8")
    assert "amina" not in (tables / "states.csv").read_text(encoding="utf-8-sig")
    assert "amina" not in say("stats", labelled, "--json", "--anonymous")
    assert "amina" not in say("stats", labelled, "--anonymous")


def test_a_project_that_is_not_there(refuse, tmp_path):
    assert refuse("stats", tmp_path / "nowhere.annot")
