"""`annotator suggest`."""

import json

from annotator.project.file import Project


def test_suggests_for_every_document(say, project, article):
    say("import", project, article)
    out = json.loads(say("suggest", project, "--json"))
    assert out["documents"] == 1
    with Project.open(project) as opened:
        assert opened.suggestions.count() == out["suggestions"] > 0
    word = "suggestion" if out["suggestions"] == 1 else "suggestions"
    assert say("suggest", project) == f"{out['suggestions']} {word} in 1 document.\n"


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
        "There is no source oracle; there are: lexicon, patterns."
    )


def test_an_empty_project_gets_a_hint(say, project):
    assert say("suggest", project) == (
        "This project has no documents yet: «annotator import» brings them in.\n"
    )
    assert json.loads(say("suggest", project, "--json")) == {"documents": 0, "suggestions": 0}
