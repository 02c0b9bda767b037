"""Where the window stands: on the screen with its frame, and where it was left."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QSettings, QSize
from PySide6.QtWidgets import QWidget

from annotator.gui import application as application_module
from annotator.gui.placing import place
from annotator.gui.remembered import Remembered
from annotator.gui.window import MainWindow


@pytest.fixture
def remembered(tmp_path):
    return Remembered(QSettings(str(tmp_path / "places.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def window_of(qtbot, monkeypatch):
    """A window of which the screen has so much room."""

    def make(width, height):
        made = QWidget()
        qtbot.addWidget(made)
        monkeypatch.setattr(
            made, "screen", lambda: SimpleNamespace(availableSize=lambda: QSize(width, height))
        )
        return made

    return make


@pytest.mark.parametrize("room", [(1440, 900), (1366, 768), (1440, 860)])
def test_where_there_is_no_room_for_its_frame_it_takes_the_whole_screen(window_of, remembered, room):
    window = window_of(*room)
    place(window, remembered)
    assert window.isMaximized()
    assert window.width() < room[0]  # what it goes back to has a frame
    assert window.height() < room[1]


def test_where_there_is_room_it_has_the_size_it_is_made_for(window_of, remembered):
    window = window_of(1920, 1040)
    place(window, remembered)
    assert not window.isMaximized()
    assert window.size() == QSize(1440, 900)


@pytest.mark.parametrize("broken", ["", QByteArray(b"no place at all")])
def test_a_place_that_is_none_counts_as_not_there(window_of, remembered, broken):
    remembered.stood(broken)
    window = window_of(1920, 1040)
    place(window, remembered)
    assert window.size() == QSize(1440, 900)


def test_the_window_comes_back_where_it_was_left(monkeypatch, qapp, project_path, settings):
    monkeypatch.setattr(application_module, "Settings", lambda: settings)
    seen = []

    def use(height):
        """Stay until the window was seen, and resized as a person does."""

        def stay():
            (window,) = [
                one for one in qapp.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()
            ]
            seen.append((window.height(), window.isMaximized()))
            window.showNormal()
            window.resize(window.width(), height)
            window.close()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            for _round in range(3):  # what it still means to read, while the project is open
                qapp.processEvents()
            return 0

        return stay

    for height in (620, 640):
        monkeypatch.setattr(qapp, "exec", use(height))
        application_module.run(project_path, "amina")
    assert [is_maximised for _height, is_maximised in seen] == [True, False]
    assert seen[1][0] == 620


def test_another_language_keeps_what_the_window_goes_back_to(application, settings):
    before = application.window.size()
    application.window.showMaximized()
    settings.locale = "fr"
    application.restyle()
    assert application.window.isMaximized()
    application.window.showNormal()
    assert application.window.size() == before
