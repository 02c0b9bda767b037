"""A lead's desk from the table of agreement to exported gold, by key alone, under an Arabic-only keyboard.

What is pressed comes from the X server. What became of it is read from the file, by a connection of its own.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from annotator.adjudication import gold
from annotator.adjudication.disputes import Rule
from annotator.agreement.causes import Cause
from annotator.assets import seed
from annotator.exchange.importing import import_paths
from annotator.exchange.verify import verify
from annotator.gui.application import Application
from annotator.gui.lead.adjudication_page import AdjudicationPage
from annotator.gui.settings import Settings
from annotator.gui.window import MainWindow
from annotator.model import GOLD, State
from annotator.project.file import Project
from annotator.schema import load
from tests.x11.hands import ARABIC, PLAIN_US, Hands, Layout, focus, hands_on

pytestmark = pytest.mark.x11

LEAD, ANNOTATORS = "noura", ("amina", "youssef")
ARTICLES = ("01-visit", "02-exercise", "04-attack")
CAUSE = Cause.MISSING
MOST_STEPS = 120
Spans = list[tuple[int, int, str, str]]


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """Three articles that two have finished, and no gold."""
    path = tmp_path / "news.annot"
    with Project.create(path, schema=load("security-news")) as project:
        import_paths(project, [seed("articles", f"{name}.txt") for name in ARTICLES])
        for name in ANNOTATORS:
            lines = seed("labels", f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
            kept = [line for line in lines if json.loads(line)["id"] in ARTICLES]
            work = tmp_path / f"{name}.jsonl"
            work.write_text("\n".join(kept) + "\n", encoding="utf-8")
            assert import_paths(project, [work], annotator=name).refused == []
    return path


@pytest.fixture
def window(project_path: Path, tmp_path: Path) -> Iterator[MainWindow]:
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    settings.locale = "ar_MA"
    with Project.open(project_path) as project:
        application = Application(project, LEAD, settings)
        window = application.show()
        yield window
        window.close()
        window.deleteLater()
        application.qt.processEvents()


class Desk:
    """The lead's hands on the window, and what is on disk."""

    def __init__(self, window: MainWindow, hands: Hands, path: Path) -> None:
        self.window, self.hands, self.path = window, hands, path

    @property
    def page(self) -> AdjudicationPage:
        return self.window.leads.adjudication

    def on_disk(self) -> dict[str, tuple[Spans, State]]:
        with Project.open(self.path) as project:
            works = {id_: project.annotations.get(id_, GOLD) for id_ in project.documents.ids()}
            return {
                id_: ([(one.start, one.end, one.label, one.sublabel) for one in work.spans], work.state)
                for id_, work in works.items()
            }

    def rules(self) -> list[tuple[Rule, str]]:
        with Project.open(self.path) as project:
            rulings = [one for id_ in project.documents.ids() for one in gold.rulings(project, id_)]
        return [(one.rule, one.by) for one in rulings if one.rule is not Rule.AGREED]

    def until(self, is_so: Callable[[], bool]) -> None:
        self.hands.until(is_so)

    def press_until(self, key: str, is_so: Callable[[], bool]) -> None:
        for _step in range(MOST_STEPS):
            if is_so():
                return
            self.hands.press(key)
        raise AssertionError(f"{key} leads nowhere")

    def become_lead(self) -> None:
        """Meet the gate, and go through it."""
        self.hands.press("Alt+3")
        self.until(lambda: self.window.leads.gate.button.hasFocus())
        self.hands.press("Space")

    def go_from_the_table_to_the_cause(self) -> None:
        agreement = self.window.leads.agreement
        self.until(agreement.view.isVisible)
        chart = agreement.view.charts["causes"].plot
        self.until(lambda: any(mark.key == CAUSE for mark in chart.marks()))
        self.press_until("F12", lambda: agreement.isAncestorOf(QApplication.focusWidget()))
        self.press_until("Tab", chart.hasFocus)
        self.press_until("Down", lambda: chart.current() is not None and chart.current().key == CAUSE)
        self.hands.press("Enter")
        self.until(lambda: self.page.isVisible() and self.page.view.case is not None)

    def step(self, *strokes: str) -> None:
        """Press keys, and wait until gold is another on disk."""
        heard: list[object] = []
        self.page.bench.done.connect(heard.append)
        self.hands.press(*strokes)
        self.until(lambda: bool(heard))
        self.page.bench.done.disconnect(heard.append)

    def settle_the_rest_by_rule(self) -> None:
        rules = self.page.rules
        self.hands.press("R")
        self.until(lambda: rules.plan is not None)
        self.press_until("Tab", rules.listed.hasFocus)  # the list shows those of one cause
        self.hands.press("Space")
        self.until(lambda: rules.plan is not None and not rules.listed.isChecked())
        self.press_until("Tab", rules.one.hasFocus)
        self.hands.press("Space")
        self.until(lambda: rules.plan is not None and rules.plan.left == ())
        self.press_until("Tab", rules.settle.hasFocus)
        self.step("Enter")

    def export(self) -> Path:
        delivery = self.window.doors.delivery
        self.hands.press("Ctrl+E")
        self.until(lambda: delivery.forecast is not None and delivery.is_ready)
        assert delivery.wish.by == GOLD
        self.hands.press("Enter")
        self.until(lambda: delivery.report is not None)
        return delivery.wish.out


@pytest.mark.parametrize("layout", [ARABIC, PLAIN_US], ids=lambda one: one.name)
def test_from_the_table_of_agreement_to_exported_gold(
    qtbot, window: MainWindow, project_path: Path, layout: Layout
) -> None:
    with hands_on(qtbot, layout) as hands:
        focus(qtbot, window)
        desk = Desk(window, hands, project_path)
        desk.become_lead()
        desk.go_from_the_table_to_the_cause()
        page = desk.page

        # The sentence, as each labelled it.
        case = page.view.case
        assert CAUSE in case.dispute.causes
        text = window.session.project.documents.get(case.dispute.document_id).text
        surface = text[case.dispute.start : case.dispute.end]
        lanes = page.view.lanes.lanes()
        assert len(lanes) == len(case.dispute.variants) == 2
        assert all(surface in lane.article.text() for lane in lanes)
        nothing = desk.on_disk()
        assert all(work == ([], State.NEW) for work in nothing.values())

        # A ruling, undone and redone.
        desk.step("1")
        ruled = desk.on_disk()
        wanted = {(one.start, one.end, one.label, one.sublabel) for one in case.dispute.variants[0].spans}
        assert wanted <= set(ruled[case.dispute.document_id][0])
        assert desk.rules() == [(Rule.RULED, LEAD)]
        desk.step("Ctrl+Z")
        assert desk.on_disk() == nothing
        assert desk.rules() == []
        desk.step("Ctrl+Shift+Z")
        assert desk.on_disk() == ruled

        # Another with all places like it, and one that is written anew.
        desk.step("Shift+2")
        hands.press("Tab", "E")
        desk.until(page.view.gold.is_writing)
        first = page.view.case.dispute
        desk.press_until("Delete", lambda: page.view.gold.desk.hand.item is None)
        page.view.gold.article.caret.select(*_within(page, first.start, first.end))
        hands.press("C")
        (written,) = page.view.draft.written()
        desk.step("Enter")
        assert (written.start, written.end, "CRIME", "") in desk.on_disk()[first.document_id][0]
        assert Rule.WRITTEN in {rule for rule, _by in desk.rules()}

        # The rest by one annotator's answers, undone and redone as one.
        before = desk.on_disk()
        desk.settle_the_rest_by_rule()
        settled = desk.on_disk()
        assert {state for _spans, state in settled.values()} == {State.FINISHED}
        assert {by for _rule, by in desk.rules()} == {LEAD}
        focus(qtbot, window)
        desk.step("Ctrl+Z")
        assert desk.on_disk() == before
        desk.step("Ctrl+Shift+Z")
        assert desk.on_disk() == settled

        # The exported gold.
        out = desk.export()
    verify(out)
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    exported = {
        record["id"]: sorted(
            (one["start"], one["end"], one["label"], one["sublabel"] or "") for one in record["spans"]
        )
        for record in records
    }
    assert exported == {id_: sorted(spans) for id_, (spans, _state) in settled.items()}


def _within(page: AdjudicationPage, start: int, end: int) -> tuple[int, int]:
    """Return a range of the text as one of the passage that is written on."""
    first = page.view.draft.begun.within[0]
    return start - first, end - first
