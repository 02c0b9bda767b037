"""`annotator agreement`: figures for a reader and for a program."""

import json
import math

import pytest


def strict(text):
    """Parse JSON as its standard has it: no NaN, no Infinity."""

    def refuse(constant):
        raise AssertionError(constant)

    return json.loads(text, parse_constant=refuse)


def test_two_annotators_in_words(say, labelled):
    lines = say("agreement", labelled).splitlines()
    assert lines[:3] == [
        "Agreement",
        "  annotators         span F1  κ over words  alike, of their spans",
        # Four of five words alike, 0.32 of them by chance: (0.8 - 0.32) / (1 - 0.32).
        "  amina and youssef     0.40          0.71           1 of 3 and 2",
    ]
    assert "  1 document" in lines
    assert "  Left out, because not all of them finished it: two" in lines
    assert not any(line != line.rstrip() for line in lines)
    titles = [line for line in lines if line and not line.startswith(" ")]
    assert titles == ["Agreement", "By label", "Why they differ", "Where labels differ"]


def test_two_annotators_in_json(say, labelled):
    found = strict(say("agreement", labelled, "--json"))
    assert found["annotators"] == ["amina", "youssef"]
    assert found["documents"] == ["one"]
    assert found["f1"] == pytest.approx(2 * 1 / (3 + 2))
    assert math.isfinite(found["kappa"])
    (pair,) = found["pairs"]
    assert {one["cause"] for one in pair["disagreements"]} <= set(found["causes"])


def test_alike_there_is_nothing_more_to_say(say, labelled):
    say("import", labelled, labelled.parent / "amina.jsonl", "--annotator", "gold")
    out = say("agreement", labelled, "--annotators", "amina, gold")
    assert "amina and gold     1.00" in out
    assert "Why they differ" not in out
    assert "Where labels differ" not in out


def test_a_figure_that_does_not_exist_is_a_dash_and_null(say, project, labels):
    for name in ("amina", "youssef"):
        say("import", project, labels(f"{name}.jsonl", one=[]), "--annotator", name)
    lines = say("agreement", project).splitlines()
    assert lines[2].split() == ["amina", "and", "youssef", "—", "—", "0", "of", "0", "and", "0"]
    found = strict(say("agreement", project, "--json"))
    assert (found["f1"], found["kappa"]) == (None, None)
    assert found["undefined"]["f1"]["sentence"] in lines[5].strip() + lines[6].strip()


def test_a_long_list_is_neither_cut_nor_broken(say, project, labels):
    many = {f"document-number-{number}": [] for number in range(40)}
    say("import", project, labels("a.jsonl", one=[(21, 26, "GPE")], **many), "--annotator", "amina")
    say("import", project, labels("y.jsonl", one=[(21, 26, "GPE")]), "--annotator", "youssef")
    (line,) = [line for line in say("agreement", project).splitlines() if "Left out" in line]
    assert line.endswith(", document-number-39")


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("amina", "Agreement needs two or more annotators with finished work; there is: amina."),
        ("amina,amina", "Agreement needs two or more annotators with finished work; there is: amina."),
        ("amina,omar", "The project has no work by omar; it has work by: amina, youssef."),
    ],
)
def test_needs_two_who_have_worked(refuse, labelled, names, words):
    assert refuse("agreement", labelled, "--annotators", names) == words
    assert refuse("agreement", labelled, "--annotators", names, "--json") == words


def test_one_annotator_alone_agrees_with_nobody(refuse, say, project, labels):
    assert refuse("agreement", project) == (
        "Agreement needs two or more annotators with finished work; there is: —."
    )
    say("import", project, labels("a.jsonl", one=[(21, 26, "GPE")]), "--annotator", "amina")
    assert refuse("agreement", project) == (
        "Agreement needs two or more annotators with finished work; there is: amina."
    )
