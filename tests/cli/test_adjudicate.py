import json

import pytest

from tests.cli.conftest import SEEDS

LABELS = SEEDS / "labels"


@pytest.fixture
def project(tmp_path, say):
    """A project with two people's work on the sample articles."""
    path = tmp_path / "news.annot"
    say("new", path)
    say("import", path, SEEDS / "articles")
    for name in ("amina", "youssef"):
        say("import", path, LABELS / f"{name}.jsonl", "--annotator", name)
    return path


def test_a_trial_changes_nothing(project, say):
    said = say("adjudicate", project, "--rule", "majority", "--rule", "amina", "--dry-run")
    assert "as \u2068amina\u2069 has it" in said
    assert "Gold is finished in 10 of 10 articles." in said
    assert said.endswith("Nothing was changed: this is a trial.\n")
    assert json.loads(say("adjudicate", project, "--list", "--json"))["rulings"] == []


def test_gold_is_settled_by_rules_listed_exported_and_taken_back(project, say, tmp_path):
    before = json.loads(say("adjudicate", project, "--list", "--json"))
    assert "are new in gold" in say("adjudicate", project, "--by", "sara")
    done = json.loads(say("adjudicate", project, "--rule", "amina", "--by", "sara", "--json"))
    assert done["taken"] == [{"rule": "one", "annotator": "amina", "places": len(before["disputes"])}]
    assert (done["left"], done["documents"]["finished"], done["is_written"]) == (0, 10, True)
    after = json.loads(say("adjudicate", project, "--list", "--json"))
    assert {one["rule"] for one in after["rulings"]} == {"agreed", "one"}
    assert {(one["by"], one["annotator"]) for one in after["rulings"]} == {("sara", None), ("sara", "amina")}
    assert all(one["is_settled"] and one["ruling"]["rule"] == "one" for one in after["disputes"])
    assert "694 spans of 10 documents" in say(
        "export", project, tmp_path / "gold.jsonl", "--format", "jsonl", "--by", "gold"
    )
    assert say("adjudicate", project, "--undo", "--by", "sara") == (
        "Taken back in 10 articles: settle disputes by rule.\n"
    )
    taken = json.loads(say("adjudicate", project, "--undo", "--by", "sara", "--json"))
    assert (taken["undone"], taken["values"]["by"], len(taken["documents"])) == ("gold_agreed", "sara", 10)
    assert json.loads(say("adjudicate", project, "--list", "--json")) == before
    assert say("adjudicate", project, "--redo", "--by", "sara") == (
        "Made again in 10 articles: take into gold what all agree on.\n"
    )
    made = json.loads(say("adjudicate", project, "--redo", "--by", "sara", "--json"))
    assert (made["redone"], made["values"]["by"], len(made["documents"])) == ("gold_settle", "sara", 10)
    assert json.loads(say("adjudicate", project, "--list", "--json")) == after
    assert say("check", project).endswith("is sound.\n")


def test_what_is_in_dispute_is_listed_with_who_answered_what(project, say):
    said = say("adjudicate", project, "--list")
    assert "\u2068amina\u2069: «أردنيا» " in said
    assert "another edge" in said
    assert "… and " in said
    listed = json.loads(say("adjudicate", project, "--list", "--json"))
    first, second = listed["disputes"][:2]
    assert (first["alike"], second["alike"], first["surface"]) == (1, 1, second["surface"])
    assert [sorted(one["annotators"]) for one in first["answers"]] == [["youssef"], ["amina"]]
    assert listed["documents"] == {"finished": 0, "with_two_or_more": 10, "with_one": 0, "imported": 0}


def test_settling_twice_changes_nothing(project, say):
    say("adjudicate", project, "--rule", "youssef", "--by", "sara")
    said = say("adjudicate", project, "--rule", "amina", "--by", "sara")
    assert "settled before" in said
    assert "Gold is so already: nothing was changed." in said


def test_gold_that_was_imported_is_left_alone(project, say):
    say("import", project, LABELS / "gold.jsonl", "--annotator", "gold")
    said = say("adjudicate", project, "--rule", "amina", "--by", "sara")
    assert said == (
        "There is nothing to settle: gold was imported.\n"
        "10 articles have gold that was imported; it is left alone (--again makes it anew; in the window it"
        " can be taken out).\n"
    )
    listed = say("adjudicate", project, "--list")
    assert "Annotators differ in 116 places beside imported gold: --list --again lists them.\n" in listed
    assert "116 disputes are open" in say("adjudicate", project, "--list", "--again")
    assert "Gold is finished in 10 of 10" in say(
        "adjudicate", project, "--rule", "amina", "--by", "sara", "--again"
    )


def test_an_empty_project_has_nothing_to_settle(tmp_path, say):
    say("new", tmp_path / "empty.annot")
    said = say("adjudicate", tmp_path / "empty.annot", "--by", "sara", "--rule", "majority")
    assert said == "No article was finished by two people: there is nothing to settle.\n"
    assert say("adjudicate", tmp_path / "empty.annot", "--list").startswith("0 disputes are open")


def test_the_work_of_one_is_not_gold(tmp_path, say):
    project = tmp_path / "one.annot"
    say("new", project)
    say("import", project, SEEDS / "articles")
    say("import", project, LABELS / "amina.jsonl", "--annotator", "amina")
    said = say("adjudicate", project, "--by", "sara", "--rule", "amina")
    assert "10 articles were finished by one person only: that is not gold." in said


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        (["--rule", "majority"], "Say with --by in whose name gold is settled"),
        (
            ["--rule", "nobody", "--by", "sara"],
            "The project has no work by nobody; it has work by: amina, youssef.",
        ),
        (["--rule", "gold", "--by", "sara"], "«gold» is a reserved name"),
        (["--by", "gold"], "«gold» is a reserved name"),
        (["--by", " "], "Give a name first"),
        (["--undo", "--by", "sara"], "There is nothing to undo."),
        (["--undo"], "Say with --by in whose name"),
        (["--redo", "--by", "sara"], "There is nothing to redo."),
        (["--redo"], "Say with --by in whose name"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(project, run, wishes, sentence):
    ran = run("adjudicate", project, *wishes)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"Error: {sentence}")
    assert ran.err.count("\n") == 1


def test_anothers_ruling_is_not_taken_back(project, run, say):
    say("adjudicate", project, "--by", "sara")
    refused = (
        "Error: The last ruling is \u2068sara\u2069's: only they can take it back; anyone can rule anew.\n"
    )
    ran = run("adjudicate", project, "--undo", "--by", "omar")
    assert (ran.code, ran.err) == (1, refused)
    say("adjudicate", project, "--undo", "--by", "sara")
    ran = run("adjudicate", project, "--redo", "--by", "omar")
    assert (ran.code, ran.err) == (1, refused)


@pytest.mark.parametrize(
    "wishes",
    [
        ["--undo", "--list"],
        ["--list", "--rule", "same"],
        ["--undo", "--dry-run"],
        ["--undo", "--redo"],
        ["--redo", "--list"],
    ],
)
def test_different_wishes_are_not_mixed(project, run, wishes):
    assert run("adjudicate", project, *wishes, "--by", "sara").code == 2


def test_agreement_says_by_whose_answers_gold_was_settled(project, say, tmp_path):
    say("adjudicate", project, "--rule", "amina", "--by", "sara")
    remark = "Gold was settled as {} has it in 116 of 116 places that were ruled"
    assert remark.format("\u2068amina\u2069") in say("agreement", project, "--no-intervals")
    assert "\u2068youssef\u2069 has it" not in say("agreement", project, "--no-intervals")
    alone = say("agreement", project, "--no-intervals", "--annotators", "amina")
    assert remark.format("\u2068amina\u2069") in alone
    numbered = say("agreement", project, "--no-intervals", "--anonymous")
    assert "Gold was settled as \u2068annotator " in numbered
    assert "amina" not in numbered
    say("agreement", project, "--no-intervals", "--html", tmp_path / "report.html")
    assert "116 of 116 places that were ruled" in (tmp_path / "report.html").read_text(encoding="utf-8")
    found = json.loads(say("agreement", project, "--no-intervals", "--json"))
    assert [one["settled_by_their_answers"]["places"] for one in found["gold"]] == [116, 0]
    say("adjudicate", project, "--undo", "--by", "sara")
    assert "Gold was settled" not in say("agreement", project, "--no-intervals")
