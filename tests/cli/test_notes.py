"""`annotator notes`: what annotators told the lead, in words and in JSON."""

import json

import pytest

from annotator.labelling import decisions
from annotator.labelling.sheet import open_sheet
from annotator.model import Draft, Note, NoteEdit, State
from annotator.project.file import Project


@pytest.fixture
def told(labelled):
    """A project where amina asked about a name and youssef skipped an article and noted on another."""
    with Project.open(labelled) as project:
        first, second = project.documents.ids()[:2]
        asked = NoteEdit(first, None, Note(15, 19, "عائلة أم رتبة؟", is_question=True))
        project.changes.record("amina", Draft("ask", {}, (asked,)))
        noted = NoteEdit(first, None, Note(None, None, "مكرر في الغالب", is_question=False))
        project.changes.record("youssef", Draft("note", {}, (noted,)))
        sheet = open_sheet(project, second, annotator="youssef")
        project.changes.record("youssef", decisions.set_state(sheet, State.SKIPPED, note="ليس خبرا").draft)
    return labelled


def test_in_words(say, told):
    lines = say("notes", told).splitlines()
    assert lines[0] == "Told to the lead"
    cells = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines[2:]]
    assert [row[1:] for row in cells] == [
        ["amina", "question", "بابر", "عائلة أم رتبة؟"],
        ["youssef", "note", "مكرر في الغالب"],
        ["youssef", "skipped", "ليس خبرا"],
    ]


def test_in_json(say, told):
    found = json.loads(say("notes", told, "--json"))["notes"]
    assert [(one["annotator"], one["kind"], one["start"], one["end"], one["surface"]) for one in found] == [
        ("amina", "question", 15, 19, "بابر"),
        ("youssef", "note", None, None, ""),
        ("youssef", "skipped", None, None, ""),
    ]


def test_what_is_taken_back_is_not_shown(say, told):
    with Project.open(told) as project:
        project.changes.undo("amina")
    assert "question" not in say("notes", told)


def test_nothing_told(say, labelled):
    assert say("notes", labelled) == "Nobody has asked or noted anything.\n"
    assert json.loads(say("notes", labelled, "--json")) == {"notes": []}
