"""Decisions outlive the death of the program, at any moment."""

import json
import random
import signal
import subprocess
import sys

import pytest

from annotator.model import Annotation, Span
from annotator.project.check import check
from annotator.project.file import Project
from tests.project.builders import ROOT, document, suggestion

WORKER = """
import json, random, sys
from annotator.model import Draft, Span, SpanEdit, State, StateEdit, Verdict, VerdictEdit
from annotator.project.file import Project

chance = random.Random(int(sys.argv[2]))
with Project.open(sys.argv[1]) as project:
    ids = project.documents.ids()
    while True:
        kind = chance.choice(["record", "record", "record", "bulk", "undo", "redo"])
        changes = project.changes
        if kind == "undo" and changes.undoable("amina"):
            change = changes.undo("amina")
        elif kind == "redo" and changes.redoable("amina"):
            change = changes.redo("amina")
        else:
            edits = []
            for id_ in ids if kind == "bulk" else [chance.choice(ids)]:
                there = project.annotations.get(id_, "amina")
                suggestion = chance.choice(project.suggestions.of(id_))
                had = there.verdicts.get(suggestion.id)
                verdict = chance.choice([one for one in Verdict if one != had])
                edits.append(VerdictEdit(id_, suggestion.id, had, verdict))
                place = chance.randrange(400)
                if there.spans and chance.random() < 0.3:
                    edits.append(SpanEdit(id_, chance.choice(there.spans), None))
                elif not any(span.start == place for span in there.spans):
                    edits.append(SpanEdit(id_, None, Span(place, place + 1, "GPE")))
                note = "n" * chance.randrange(99)
                edits.append(StateEdit(id_, there.state, State.IN_PROGRESS, there.note, note))
            change = changes.record("amina", Draft(kind, {}, tuple(edits)))
        print(json.dumps([change.id, change.is_undone]), flush=True)
"""


@pytest.mark.parametrize("seed", range(4))
def test_what_was_said_to_be_on_disk_is_there_after_a_kill(path, schema, seed):
    with Project.create(path, schema=schema) as project:
        for n in range(5):
            project.documents.add(document(f"d{n}", f"{n}" + "س" * 500))
            project.suggestions.replace(
                f"d{n}", [suggestion(at, at + 4) for at in range(0, 400, 10)], sources={"lexicon"}
            )
    chance = random.Random(seed)
    confirmed: dict[int, bool] = {}
    for life in range(3):
        with subprocess.Popen(
            [sys.executable, "-B", "-c", WORKER, str(path), str(seed * 100 + life)],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        ) as worker:
            lines = [worker.stdout.readline() for _ in range(chance.randrange(1, 80))]
            worker.kill()
            rest = worker.stdout.read()
        assert worker.returncode == -signal.SIGKILL
        lines += rest.splitlines(keepends=True)
        confirmed |= [json.loads(line) for line in lines if line.endswith("\n")]

        assert check(path) == []
        with Project.open(path) as project:
            stored = {change.id: change.is_undone for change in project.changes.history("amina", limit=-1)}
            # One more decision may have reached the disk before it was said.
            unsaid = [id_ for id_ in stored if id_ not in confirmed]
            assert len(unsaid) <= 1
            confirmed |= {id_: stored[id_] for id_ in unsaid}
            dropped = confirmed.keys() - stored.keys()
            differing = [id_ for id_, is_undone in stored.items() if confirmed[id_] is not is_undone]
            assert len(differing) <= 1
            confirmed |= stored
            assert all(confirmed[id_] for id_ in dropped)
            for id_ in dropped:
                del confirmed[id_]


def test_all_of_it_can_be_undone_after_a_kill(path, schema):
    with Project.create(path, schema=schema) as project:
        project.documents.add(document("d0", "س" * 500))
        project.suggestions.replace("d0", [suggestion(0, 4), suggestion(5, 9)], sources={"lexicon"})
    with subprocess.Popen(
        [sys.executable, "-B", "-c", WORKER, str(path), "7"], stdout=subprocess.PIPE, cwd=ROOT
    ) as worker:
        for _ in range(40):
            worker.stdout.readline()
        worker.kill()
        worker.stdout.read()
    with Project.open(path) as project:
        last = project.annotations.get("d0", "amina")
        count = 0
        while project.changes.undoable("amina"):
            project.changes.undo("amina")
            count += 1
        assert project.annotations.get("d0", "amina") == Annotation("d0", "amina")
        for _ in range(count):
            project.changes.redo("amina")
        assert project.annotations.get("d0", "amina") == last
        assert count > 5
        assert all(isinstance(span, Span) for span in last.spans)
    assert check(path) == []
