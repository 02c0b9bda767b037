"""Usable at 200 %: a screen of 1920 by 1080 is then 960 by 540."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from annotator.gui.application import Application
from annotator.gui.paragraph import Paragraph
from annotator.project.file import Project

LONG_NAME = "a name that is much too long for any bar at the top of a window"
LANGUAGES = ["ar_MA", "ar_EG", "en", "fr"]


@pytest.fixture(params=LANGUAGES)
def window(request, qtbot, project_path, settings):
    settings.locale = request.param
    with Project.open(project_path) as project:
        application = Application(
            project, "a name that is much too long for any bar at the top of a window", settings
        )
        made = application.show()
        with qtbot.waitExposed(made):
            made.resize(960, 540)
        yield made
        made.close()
        made.deleteLater()
        application.qt.processEvents()


def test_all_of_the_window_fits_half_a_screen(window, qtbot):
    assert window.minimumSizeHint().width() <= 960
    assert window.minimumSizeHint().height() <= 540
    qtbot.waitUntil(lambda: window.width() == 960)
    page = window.labelling
    within = window.rect().adjusted(-1, 0, 1, 0)  # Qt counts from the other edge in a mirrored window
    for part in (page.article, page.panel, page.list, window.top, window.status):
        corner = part.mapTo(window, part.rect().topLeft())
        assert within.contains(corner), part
        assert within.contains(part.mapTo(window, part.rect().bottomRight())), part
    assert page.article.viewport().width() >= 300


def test_with_the_list_hidden_there_is_room_to_read(window, qtbot):
    window.perform("show_list")
    qtbot.waitUntil(lambda: window.labelling.article.viewport().width() >= 560)


def test_no_button_or_word_is_cut_without_a_sign(window):
    cut = [
        widget.text()
        for widget in (*window.top.findChildren(QAbstractButton), *window.status.findChildren(QLabel))
        if widget.isVisible() and widget.text() and widget.width() < widget.minimumSizeHint().width()
    ]
    assert cut == []


def test_the_page_of_suggestions_fits_and_cuts_nothing(window, qtbot):
    page = window.suggestions
    with qtbot.waitSignal(page.counted, timeout=10_000):
        window.show_page("suggestions")
    page.lead.fold.click()
    qtbot.waitUntil(lambda: page.widget().width() <= page.viewport().width())
    cut = [
        one.text()
        for one in page.findChildren(QAbstractButton)
        if one.isVisible() and one.text() and one.width() < one.minimumSizeHint().width()
    ]
    assert cut == []
    qtbot.waitUntil(lambda: squeezed(page) == [])
    assert page.minimumSizeHint().width() <= 960


def test_in_two_columns_the_page_of_suggestions_cuts_nothing_either(window, qtbot):
    window.resize(1100, 700)
    page = window.suggestions
    with qtbot.waitSignal(page.counted, timeout=10_000):
        window.show_page("suggestions")
    qtbot.waitUntil(lambda: page.sources.y() == page.learning.y())
    qtbot.waitUntil(lambda: squeezed(page) == [])
    table = page.lexicon.table
    assert table.horizontalHeader().length() <= table.viewport().width()


def squeezed(page):
    return [
        one.text()
        for one in page.findChildren(Paragraph)
        if one.isVisible() and one.height() < one.heightForWidth(one.width())
    ]
