"""Learning beside the window: begun by finished articles, ended by anybody, never at the open article."""

import sys
import time
from pathlib import Path

import pytest

from annotator.crashes import shelf
from annotator.gui.due import EVERY
from annotator.gui.learner import Doing, Learner
from annotator.gui.own_command import OwnCommand
from annotator.gui.session import Session
from annotator.labelling import decisions
from annotator.model import State
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.text.cleaning import clean

STAND_IN = """
import json, os, sys, time
from annotator.model import Reason, Suggestion
from annotator.project.file import Project
command, path = sys.argv[1], sys.argv[2]
with open(path + ".calls", "a") as calls:
    print(" ".join(sys.argv[1:2]), file=calls)
if os.path.exists(path + ".slow"):
    print("1/9", file=sys.stderr, flush=True)
    time.sleep(600)
if os.path.exists(path + ".broken"):
    print("Error: It cannot be done.", file=sys.stderr)
    sys.exit(1)
with Project.open(path) as project:
    if command == "train":
        done = [id_ for who in project.annotations.annotators()
                for id_, state in project.annotations.states(who).items() if state == "finished"]
        project.models.put("tagger", b"model", {"documents": len(done), "labels": {"GPE": 3}}, done)
        print(json.dumps({"documents": len(done)}))
    else:
        ids = sys.stdin.read().split()
        for done, id_ in enumerate(ids, start=1):
            print(f"{done}/{len(ids)}", file=sys.stderr, flush=True)
            made = [Suggestion(0, 3, "GPE", "", "tagger", 0.9, Reason("tagger"))]
            project.suggestions.replace(id_, made, sources=["tagger"])
        print(json.dumps({"documents": len(ids)}))
"""
IDS = [f"d{number}" for number in range(8)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "news.annot"
    with Project.create(made, schema=load("security-news")) as project:
        for id_ in IDS:
            cleaned = clean("تونس\nخبر من تونس.")
            project.documents.add(NewDocument(id=id_, raw=b"x", encoding="utf-8", cleaned=cleaned))
    return made


@pytest.fixture
def program(tmp_path: Path) -> list[str]:
    script = tmp_path / "stand_in.py"
    script.write_text(STAND_IN, encoding="utf-8")
    return [sys.executable, str(script)]


@pytest.fixture
def session(path: Path, qapp):
    with Project.open(path) as project:
        made = Session(project, "amina")
        yield made
        made.stop()
        made.deleteLater()


class Person:
    """Someone who finishes articles, and the learner beside."""

    def __init__(self, session: Session, program: list[str], *, is_on: bool = True) -> None:
        self.session = session
        self.told: list[str] = []
        self.learner = Learner(
            session,
            untouched=self.untouched,
            is_on=lambda: is_on,
            program=program,
            quiet_ms=0,
            parent=session,
        )
        self.learner.told.connect(self.told.append)

    def untouched(self) -> list[str]:
        return [one.id for one in self.session.summaries() if one.state is State.NEW]

    def finish(self, *ids: str) -> None:
        for id_ in ids:
            self.session.open(id_)
            sheet = self.session.sheet
            assert sheet is not None
            self.session.do(decisions.set_state(sheet, State.FINISHED))

    def suggested(self, id_: str) -> list[str]:
        return [one.source for one in self.session.project.suggestions.of(id_)]


@pytest.fixture
def person(session, program):
    made = Person(session, program)
    yield made
    made.learner.stop()


def calls(path: Path) -> list[str]:
    file = Path(f"{path}.calls")
    return file.read_text().split() if file.exists() else []


def test_after_five_finished_articles_the_others_are_suggested_anew(qtbot, person, path):
    person.finish(*IDS[:4])
    assert person.learner.doing is Doing.NOTHING
    with qtbot.waitSignal(person.learner.ended, timeout=20_000):
        person.finish(IDS[4])
        person.session.open(IDS[5])
    assert calls(path) == ["train", "suggest"]
    assert person.told == [
        "Learnt from 5 articles. 2 articles that nobody began have new suggestions.",
    ]
    assert {id_: person.suggested(id_) for id_ in IDS[3:]} == {
        "d3": [],
        "d4": [],
        "d5": [],  # it is under the person's eyes
        "d6": ["tagger"],
        "d7": ["tagger"],
    }


def test_how_many_articles_is_the_projects_to_say(qtbot, person, path):
    person.session.project.settings.put(EVERY, 2)
    with qtbot.waitSignal(person.learner.ended, timeout=20_000):
        person.finish(*IDS[:2])
    assert calls(path)[0] == "train"


def test_what_was_finished_before_the_window_opened_counts(qtbot, session, program, path):
    Person(session, program, is_on=False).finish(*IDS[:4])
    person = Person(session, program)
    with qtbot.waitSignal(person.learner.ended, timeout=20_000):
        person.finish(IDS[4])
    assert calls(path)[0] == "train"
    person.learner.stop()


def test_a_tagger_that_is_not_used_is_not_learnt(qtbot, person, path):
    person.session.project.settings.put("sources.off", ["tagger"])
    person.finish(*IDS[:6])
    with qtbot.waitSignal(person.learner.ended, timeout=20_000):
        person.learner.suggest()
    assert calls(path) == ["suggest"]


def test_turned_off_it_learns_only_when_asked(qtbot, session, program, path):
    person = Person(session, program, is_on=False)
    person.finish(*IDS[:6])
    assert calls(path) == []
    with qtbot.waitSignal(person.learner.ended, timeout=20_000):
        person.learner.learn()
    assert calls(path) == ["train", "suggest"]
    person.learner.stop()


def test_what_another_window_learns_is_not_learnt_twice(qtbot, person, program, path):
    Path(f"{path}.slow").touch()
    with Project.open(path) as project:
        other = Session(project, "sami")
        second = Person(other, program)
        with qtbot.waitSignal(person.learner.progressed, timeout=20_000):
            person.learner.learn()
        second.learner.learn()
        assert second.told == ["Another window is learning from this project just now."]
        person.learner.stop()
        Path(f"{path}.slow").unlink()
        with qtbot.waitSignal(second.learner.ended, timeout=20_000):
            second.learner.learn()
        second.learner.stop()
        other.stop()
    assert calls(path) == ["train", "train", "suggest"]


@pytest.mark.parametrize("ago", [600, -600])  # a clock may have been set back since
def test_a_turn_that_was_never_given_back_runs_out(person, session, ago):
    session.project.settings.put("learn.by", {"by": "a window that crashed", "at": time.time() - ago})
    person.learner.learn()
    assert person.learner.doing is Doing.LEARNING


def test_to_close_the_window_ends_the_process_and_leaves_the_project_sound(qtbot, person, path):
    Path(f"{path}.slow").touch()
    with qtbot.waitSignal(person.learner.progressed, timeout=20_000):
        person.learner.learn()
    person.learner.stop()
    assert person.learner.doing is Doing.NOTHING
    assert person.session.project.settings.get("learn.by") is None
    with Project.open(path) as project:
        assert project.models.history("tagger") == []


def test_to_give_up_is_no_failure(qtbot, person, path):
    Path(f"{path}.slow").touch()
    with qtbot.waitSignal(person.learner.progressed, timeout=20_000):
        person.learner.learn()
    with qtbot.waitSignal(person.learner.ended):
        person.learner.give_up()
    assert (person.learner.doing, person.learner.problem, person.told) == (Doing.NOTHING, "", [])


def test_an_article_opened_meanwhile_keeps_its_suggestions(qtbot, person, path):
    Path(f"{path}.slow").touch()
    person.session.open(IDS[0])
    with qtbot.waitSignal(person.learner.progressed, timeout=20_000):
        person.learner.suggest()
    person.session.open(IDS[1])
    Path(f"{path}.slow").unlink()
    with qtbot.waitSignal(person.learner.ended, timeout=20_000):
        pass
    assert person.suggested(IDS[1]) == []
    assert person.suggested(IDS[2]) == ["tagger"]


def test_why_it_failed_is_said_to_who_asked_and_kept_for_the_page(qtbot, person, path):
    Path(f"{path}.broken").touch()
    with qtbot.waitSignal(person.learner.ended, timeout=20_000):
        person.finish(*IDS[:5])
    assert (person.told, person.learner.problem) == ([], "It cannot be done.")
    with qtbot.waitSignal(person.learner.ended, timeout=20_000):
        person.learner.learn()
    assert person.told == ["It cannot be done."]


def test_a_program_that_is_not_there_is_a_sentence(qtbot, session):
    person = Person(session, ["/there/is/no/such/program"])
    with qtbot.waitSignal(person.learner.ended, timeout=20_000):
        person.learner.learn()
    assert person.told == ["The work in the background could not be started."]


def test_output_that_is_no_json_is_a_sentence(qtbot, qapp):
    command = OwnCommand([sys.executable, "-c", "print('hello')"], [], parent=qapp)
    with qtbot.waitSignal(command.failed, timeout=20_000) as said:
        command.start()
    assert said.args == ["The work in the background ended without a result."]


@pytest.mark.parametrize(
    "code", ["raise ValueError('وصل')", "import sys; print('وصل', file=sys.stderr); sys.exit(70)"]
)
def test_a_bug_in_it_is_a_sentence_and_a_report(qtbot, qapp, capfd, code):
    before = [one.report for one in shelf.stored(shelf.folder())]
    command = OwnCommand([sys.executable, "-c", code], [], parent=qapp)
    with qtbot.waitSignal(command.failed, timeout=20_000) as said:
        command.start()
    assert said.args[0].startswith("The work in the background ended by a bug.")
    assert "وصل" not in capfd.readouterr().err
    made = [one.report for one in shelf.stored(shelf.folder()) if one.report not in before]
    assert [one.title for one in made] == (["ValueError"] if "raise" in code else [])
