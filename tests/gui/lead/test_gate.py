"""Who leads a project sees the pages of a lead; anybody may say that they do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.application import Application
from annotator.project.file import Project
from annotator.project.leads import declare_lead, leads_of


@pytest.fixture
def stranger(qtbot, project_path, settings):
    with Project.open(project_path) as project:
        application = Application(project, "karim", settings)
        window = application.show()
        with qtbot.waitExposed(window):
            window.resize(960, 540)
        yield window
        window.close()
        window.deleteLater()
        application.qt.processEvents()


@pytest.mark.parametrize("page", ["agreement", "adjudication", "progress"])
def test_a_stranger_reads_why_and_presses_once(qtbot, stranger, project_path, page):
    stranger.show_page(page)
    gate = stranger.leads.gate
    assert gate.isVisible()
    assert stranger.page_name() == page
    assert "karim" in gate.button.accessibleDescription()
    assert gate.button.hasFocus()
    QTest.keyClick(gate.button, Qt.Key.Key_Return)
    assert not gate.isVisible()
    assert stranger.page_name() == page
    with Project.open(project_path) as project:
        assert leads_of(project.settings) == ("amina", "karim")


def test_a_lead_meets_no_gate(window):
    window.perform("progress")
    assert window.page_name() == "progress"
    assert window.pages.currentWidget() is window.leads.progress


def test_the_gate_is_left_by_key(stranger):
    stranger.show_page("agreement")
    assert stranger.leads.gate in stranger.parts()[0].findChildren(type(stranger.leads.gate))
    stranger.perform("labelling")
    assert stranger.page_name() == "labelling"


def test_a_name_leads_once(project_path):
    with Project.open(project_path) as project:
        declare_lead(project.settings, "amina")
        assert leads_of(project.settings) == ("amina",)
        project.settings.put("leads", ["amina", 7])
        assert leads_of(project.settings) == ("amina",)
        project.settings.put("leads", "amina")
        assert leads_of(project.settings) == ()
