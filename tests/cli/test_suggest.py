"""`annotator suggest`."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.project.check import check
from annotator.project.file import Project

ROOT = Path(__file__).resolve().parents[2]


def test_suggests_for_every_document(say, project, article):
    say("import", project, article)
    out = json.loads(say("suggest", project, "--json"))
    assert (out["documents"], out["unchanged"], out["left"], out["held_back"]) == (1, 0, 0, 0)
    assert out["documents_per_second"] > 0
    with Project.open(project) as opened:
        assert opened.suggestions.count() == out["suggestions"] > 0
    word = "suggestion" if out["suggestions"] == 1 else "suggestions"
    assert say("suggest", project, "--again") == f"{out['suggestions']} {word} in 1 document.\n"


def test_a_second_run_says_that_nothing_is_new(say, project, article):
    say("import", project, article)
    say("suggest", project)
    assert say("suggest", project) == "1 document has all that would be suggested now.\n"


def test_several_processes_suggest_the_same(say, project, article):
    say("import", project, article)
    first = json.loads(say("suggest", project, "--json"))
    second = json.loads(say("suggest", project, "--again", "--jobs", "2", "--json"))
    assert second["suggestions"] == first["suggestions"]


def test_sources_are_chosen_by_name(say, project, article):
    say("import", project, article)
    say("suggest", project, "--sources", " patterns, ")
    with Project.open(project) as opened:
        assert {one.source for one in opened.suggestions.of("a")} == {"patterns"}
    say("suggest", project, "--sources", "lexicon,patterns")
    with Project.open(project) as opened:
        assert {one.source for one in opened.suggestions.of("a")} == {"lexicon", "patterns"}


def test_names_the_sources_where_one_is_unknown(refuse, project):
    assert refuse("suggest", project, "--sources", "lexicon,oracle") == (
        "There is no source oracle; there are: lexicon, patterns, memory, tagger, camel."
    )


def test_an_empty_project_gets_a_hint(say, project):
    assert say("suggest", project) == (
        "This project has no documents yet: «annotator import» brings them in.\n"
    )
    empty = json.loads(say("suggest", project, "--json"))
    assert (empty["documents"], empty["suggestions"], empty["documents_per_second"]) == (0, 0, 0)


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_keeps_what_is_done_and_says_what_is_left(say, project, tmp_path, jobs):
    lines = [json.dumps({"id": str(number), "text": f"وصل إلى الرباط {number}"}) for number in range(4_000)]
    many = tmp_path / "many.jsonl"
    many.write_text("\n".join(lines), encoding="utf-8")
    say("import", project, many)
    began = subprocess.Popen(
        [sys.executable, "-m", "annotator", "suggest", str(project), "--jobs", str(jobs)],
        cwd=ROOT,
        env={**os.environ, "ANNOTATOR_PROGRESS_LINES": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert began.stderr.readline().partition("/")[2] == "4000\n"
    os.killpg(began.pid, signal.SIGINT)  # as a terminal sends it: to the workers too
    out, err = began.communicate(timeout=120)
    assert began.returncode == 1
    said = [line for line in err.splitlines() if "/" not in line]
    assert len(said) == 1
    assert said[0].startswith("Stopped: ")
    assert said[0].endswith(" documents are left. What is done is kept; the same command goes on.")
    left = int(said[0].split()[1])
    assert int(out.split(" in ")[1].split()[0]) == 4_000 - left
    assert check(project) == []
    with Project.open(project) as opened:
        assert len(opened.runs.get()) == 4_000 - left
