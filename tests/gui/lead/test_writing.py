import pytest

from annotator.gui.lead.writing import Begun, Draft
from annotator.labelling import decisions
from annotator.model import GOLD, Span
from annotator.project.file import Project
from tests.gui.conftest import TEXTS, find

TEXT = TEXTS["visit"]
NAME, RABAT = find(TEXT, "محمد بريظ"), find(TEXT, "الرباط", 1)
START, END = find(TEXT, "وصل اللواء محمد بريظ إلى الرباط")
PERS, GPE = Span(*NAME, "PERS"), Span(*RABAT, "GPE")


@pytest.fixture
def project(project_path):
    with Project.open(project_path) as opened:
        yield opened


@pytest.fixture
def draft(qtbot, project):
    made = Draft(project, "amina")
    made.begin(Begun("visit", TEXT, (START, END), (PERS,), (GPE,)))
    yield made
    made.stop()


def test_what_is_written_has_the_offsets_of_the_whole_text(draft):
    assert draft.written() == (PERS,)
    sheet = draft.sheet
    general = find(sheet.document.text, "اللواء")
    draft.do(decisions.label_range(sheet, *general, label="OCC", sublabel="rank"))
    assert draft.written() == (Span(*find(TEXT, "اللواء"), "OCC", "rank"), PERS)


def test_steps_are_undone_and_made_again_and_nothing_of_it_is_on_disk(draft, project):
    before = project.annotations.get("visit", GOLD)
    span = draft.sheet.annotation.spans[0]
    draft.do(decisions.move_edge(draft.sheet, span, is_start=True, forward=False))
    longer = draft.written()
    assert longer == (Span(find(TEXT, "اللواء")[0], NAME[1], "PERS"),)
    draft.do(decisions.remove(draft.sheet, draft.sheet.annotation.spans[0]))
    assert draft.written() == ()
    draft.undo()
    assert draft.written() == longer
    draft.undo()
    assert draft.written() == (PERS,)
    draft.redo()
    assert draft.written() == longer
    assert project.annotations.get("visit", GOLD) == before
    assert project.changes.history("amina", limit=5) == []


def test_what_is_not_in_dispute_stays(draft, qtbot):
    settled = next(span for span in draft.sheet.annotation.spans if span.label == "GPE")
    with qtbot.waitSignal(draft.refused) as said:
        assert draft.do(decisions.remove(draft.sheet, settled)) is None
    assert said.args == ["«الرباط» is not in dispute here."]
    assert draft.written() == (PERS,)
    with qtbot.waitSignal(draft.refused):
        assert draft.undo() is None
    with qtbot.waitSignal(draft.refused):
        assert draft.redo() is None


def test_another_place_begins_anew(draft):
    draft.do(decisions.remove(draft.sheet, draft.sheet.annotation.spans[0]))
    draft.begin(Begun("visit", TEXT, (START, END), (), ()))
    assert draft.written() == ()
    assert draft.sheet.annotation.spans == ()
    draft.end()
    assert draft.begun is None
    assert draft.written() == ()
