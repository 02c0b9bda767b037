"""Rulings that reach many articles are recorded beside the window, and read the same way."""

import pytest

from annotator.gui.lead.bench import Bench
from annotator.gui.lead.docket import Wish
from annotator.model import GOLD, Span, State
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.text.cleaning import clean

MANY = 20
TEXT = "خبر {number}\nوصل الوفد إلى الرباط أمس."


@pytest.fixture
def bench(qtbot, tmp_path):
    path = tmp_path / "news.annot"
    with Project.create(path, schema=load("security-news")) as project:
        for number in range(MANY):
            text = TEXT.format(number=number)
            project.documents.add(
                NewDocument(id=f"{number:02}", raw=text.encode(), encoding="utf-8", cleaned=clean(text))
            )
            start = text.index("الرباط")
            project.annotations.store_finished("amina", f"{number:02}", [Span(start, start + 6, "GPE")])
            project.annotations.store_finished("youssef", f"{number:02}", [])
    with Project.open(path) as project:
        made = Bench(project, lead="noura")
        with qtbot.waitSignal(made.changed, timeout=10_000):
            made.read()
        yield made
        made.stop()


def states(bench: Bench) -> list[State]:
    with Project.open(bench.project.path) as project:
        return [project.annotations.get(id_, GOLD).state for id_ in project.documents.ids()]


def test_a_ruling_on_many_articles_is_one_change_undone_and_redone_as_one(qtbot, bench):
    (group,) = bench.docket.groups(Wish())
    assert len(group) == MANY
    with qtbot.waitSignal(bench.told, timeout=10_000) as told:
        bench.rule(group, group[0].dispute.variants[0].spans, said="GPE")
        assert bench.is_busy()  # beside the window, and not in the key
    assert told.args == ["Ruled in 20 places: GPE. It is saved."]
    assert states(bench) == [State.FINISHED] * MANY
    assert bench.docket.groups(Wish()) == []
    assert bench.step_names()[0]
    with qtbot.waitSignal(bench.done, timeout=10_000):
        bench.undo()
    assert states(bench) == [State.NEW] * MANY
    assert len(bench.docket.groups(Wish())[0]) == MANY
    with qtbot.waitSignal(bench.done, timeout=10_000):
        bench.redo()
    assert states(bench) == [State.FINISHED] * MANY
    assert not bench.is_busy()


def test_nothing_is_done_while_something_is_under_way(qtbot, bench):
    (group,) = bench.docket.groups(Wish())
    spans = group[0].dispute.variants[0].spans
    with qtbot.waitSignal(bench.done, timeout=10_000):
        bench.rule(group, spans, said="GPE")
        bench.rule(group[:1], (), said="nothing")
    assert states(bench) == [State.FINISHED] * MANY
    with qtbot.waitSignal(bench.done, timeout=10_000):
        bench.undo()
    assert states(bench) == [State.NEW] * MANY


def test_what_is_read_already_is_read_again_only_where_anybody_wrote(qtbot, bench):
    read = []
    bench.read_anew.connect(lambda: read.append(1))
    with qtbot.waitSignal(bench.changed):
        bench.read(anew=False)
    assert read == []
    with Project.open(bench.project.path) as other:
        other.changes.undo("youssef")
    with qtbot.waitSignal(bench.changed, timeout=10_000):
        bench.read(anew=False)
    assert read == [1]
    assert len(bench.docket.groups(Wish())[0]) == MANY - 1


def test_a_project_that_is_gone_is_said(qtbot, bench):
    bench.project.path.rename(bench.project.path.with_name("elsewhere.annot"))
    with qtbot.waitSignal(bench.failed, timeout=10_000) as said:
        bench.read()
    assert said.args[0]
