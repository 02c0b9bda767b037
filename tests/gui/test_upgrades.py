"""The project of every file version so far, in the real window; and the settings of its program."""

import json
from html import escape
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from annotator.errors import ProjectInUse
from annotator.gui.application import Application
from annotator.gui.keymap import KeyMap, id_of_label
from annotator.gui.settings import Settings
from annotator.gui.start import StartWindow
from annotator.model import State
from annotator.project.connection import Connection
from annotator.project.file import Project
from annotator.project.header import FILE_VERSION
from annotator.project.leads import declare_lead
from annotator.project.upgrades import untold
from annotator.schema import load
from tests.projects.make_settings import settings_of
from tests.projects.old import ASKED, BEGUN, HERE, OLD, SALMA, VERSIONS, copy_of, known_of


@pytest.fixture
def opened(qtbot, settings, tmp_path):
    """Opens the window on a version's project, as its annotator."""
    made = []

    def open_(version, *, path=None):
        project = Project.open(path or copy_of(version, tmp_path))
        application = Application(project, SALMA, settings)
        made.append((project, application))
        application.window.resize(1200, 800)
        with qtbot.waitExposed(application.window):
            application.show()
        return application

    yield open_
    for project, application in made:
        application.window.close()
        application.window.deleteLater()
        project.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_the_work_is_there_and_goes_on(qtbot, opened, version):
    window = opened(version).window
    known = known_of(version)["facts"]["work"][SALMA]
    page = window.labelling
    page.open_document(BEGUN)
    sheet = window.session.sheet
    assert len(sheet.annotation.spans) == len(known[BEGUN]["spans"])
    before = len(sheet.annotation.verdicts)
    qtbot.keyClick(page.article, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)  # what was taken back
    assert len(window.session.sheet.annotation.verdicts) > before
    qtbot.keyClick(page.article, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(window.session.sheet.annotation.verdicts) == before
    qtbot.keyClick(page.article, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # an old decision
    assert len(window.session.sheet.annotation.verdicts) < before
    listed = {one.id: one.state for one in window.session.summaries()}
    assert listed[ASKED] is State.QUESTION
    assert set(listed.values()) == set(State)


@pytest.mark.parametrize("version", OLD)
def test_it_says_where_the_project_lies_as_it_was_until_that_is_closed(qtbot, opened, version):
    window = opened(version).window
    assert window.notice.isVisible()
    assert f".v{version}-backup" in window.notice.words.text()
    article = window.labelling.article
    qtbot.keyClick(article, Qt.Key.Key_Tab)
    assert window.notice.isVisible()
    qtbot.mouseClick(window.notice.leave, Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()
    assert untold() == []


def test_it_says_nothing_of_a_project_that_is_up_to_date(opened):
    assert not opened(FILE_VERSION).window.notice.isVisible()


def test_it_is_reached_and_closed_by_key(qtbot, opened):
    window = opened(1).window
    window.notice.leave.setFocus()
    assert window.notice in window.parts()
    qtbot.keyClick(window.notice.leave, Qt.Key.Key_Escape)
    assert not window.notice.isVisible()


@pytest.mark.parametrize("page", ["labelling", "suggestions", "progress"])
def test_closed_by_key_it_gives_the_keys_to_what_is_in_sight(qtbot, opened, page):
    window = opened(1).window
    declare_lead(window.session.project.settings, SALMA)
    window.show_page(page)
    window.activateWindow()
    window.notice.leave.setFocus()
    qtbot.keyClick(window.notice.leave, Qt.Key.Key_Escape)
    assert not window.notice.isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.isVisible()
    assert (focused is window.labelling.article) == (page == "labelling")


def test_it_is_said_in_the_next_language_too(qtbot, opened, settings):
    application = opened(1)
    old = application.window
    settings.locale = "fr"
    application.restyle()
    assert application.window is not old
    assert application.window.notice.isVisible()
    assert ".v1-backup" in application.window.notice.words.text()


def test_its_tool_tip_shows_a_path_as_it_is(opened, tmp_path):
    path = copy_of(1, tmp_path).rename(tmp_path / "<i>a.annot")
    tip = opened(1, path=path).window.notice.words.toolTip()
    assert escape("<i>a.annot.v1-backup") in tip


def test_it_opens_the_folder_of_the_copy(qtbot, opened, monkeypatch):
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    window = opened(1).window
    qtbot.mouseClick(window.notice.open_folder, Qt.MouseButton.LeftButton)
    assert [Path(one.toLocalFile()) for one in shown] == [Path(window.session.project.path).parent]


def test_the_start_window_opens_it_and_the_window_says_so(qtbot, opened, settings, tmp_path):
    path = copy_of(2, tmp_path)
    settings.remembered.opened(path)
    asking = StartWindow(SALMA, settings)
    qtbot.addWidget(asking)
    asking.recent.chosen.emit(path)
    assert asking.chosen == path
    assert opened(2, path=path).window.notice.isVisible()


def test_one_that_is_open_in_an_older_program_is_left_alone_in_one_sentence(qtbot, settings, tmp_path):
    path = copy_of(1, tmp_path)
    before = path.read_bytes()
    other = Connection(path)
    try:
        assert other.value("SELECT count(*) FROM documents") == 6
        with pytest.raises(ProjectInUse) as raised:
            Project.open(path, busy_seconds=0)
        assert "\n" not in str(raised.value)
    finally:
        other.close()
    assert path.read_bytes() == before
    assert [one for one in tmp_path.iterdir() if "backup" in one.name] == []


@pytest.fixture(params=VERSIONS)
def kept(request, tmp_path):
    """The settings of a program of each file version, and what it read in them."""
    path = Path(copyfile(HERE / f"v{request.param}.ini", tmp_path / "annotator.conf"))
    known = json.loads((HERE / f"v{request.param}.settings.json").read_text(encoding="utf-8"))
    return Settings(QSettings(str(path), QSettings.Format.IniFormat)), known


def test_what_a_person_set_up_is_as_it_was(qapp, kept):
    settings, known = kept
    assert settings_of(settings) == known


def test_keys_that_a_person_chose_stay_unless_something_new_has_them(qapp, kept):
    keys = KeyMap(load("security-news"), kept[0])
    assert keys.keys("accept") == ("F10",)
    assert keys.keys("finish") == ()
    assert keys.label("P").id == "PERS"
    assert keys.keys(id_of_label("PERS")) == ("P",)
    # Chosen when it meant nothing; a key has one meaning, and none is lost.
    assert keys.action("F5").id == "history"
    assert keys.keys("skip") == ("F8",)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_lead_sees_where_people_differ_and_what_was_ruled(qtbot, opened, version):
    window = opened(version).window
    declare_lead(window.session.project.settings, SALMA)
    window.show_page("adjudication")
    bench = window.leads.adjudication.bench
    qtbot.waitUntil(lambda: bench.docket is not None and not bench.is_busy(), timeout=20_000)
    kept = known_of(version)["facts"].get("rulings", {})
    rulings = window.session.project.rulings.of()
    assert {id_: len(ruled) for id_, ruled in rulings.items()} == {id_: len(one) for id_, one in kept.items()}
    assert (version < 4) == (not kept)
    window.show_page("labelling")
