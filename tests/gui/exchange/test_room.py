"""Both assistants at 960 by 540, in every language: nothing is cut, and nothing lies outside."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from annotator.gui.application import Application
from annotator.project.file import Project
from annotator.words import LOCALES
from tests.gui.exchange.conftest import LONG, assistant, exporter


@pytest.fixture(params=LOCALES)
def window(request, qtbot, project_path, settings):
    settings.locale = request.param
    with Project.open(project_path) as project:
        application = Application(project, "amina", settings)
        made = application.show()
        with qtbot.waitExposed(made):
            made.resize(960, 540)
        yield made
        made.close()
        made.deleteLater()
        application.qt.processEvents()


def squeeze(qtbot, dialog: QWidget) -> None:
    dialog.resize(960, 540)
    qtbot.waitUntil(lambda: (dialog.width(), dialog.height()) == (960, 540))


def cut(dialog: QWidget) -> list[str]:
    """Return what is cut: words of buttons, and what a page that scrolls holds beside its edge."""
    words = [
        one.text()
        for one in dialog.findChildren(QAbstractButton)
        if one.isVisible() and one.text() and one.width() < one.minimumSizeHint().width()
    ]
    pages = [
        type(one.widget()).__name__
        for one in dialog.findChildren(QScrollArea)
        if one.isVisible() and one.widget().width() > one.viewport().width()
    ]
    return words + pages


def test_the_import_assistant_cuts_nothing(qtbot, window, labelled, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("nr,alpha\n7,خبر\n", encoding="utf-8")
    window.doors.offer((table, labelled))
    qtbot.waitUntil(lambda: window.doors.intake.seen is not None, timeout=LONG)
    shown = assistant(window)
    squeeze(qtbot, shown)
    assert shown.choices.columns.isVisible()
    assert shown.choices.labels.isVisible()
    qtbot.waitUntil(lambda: cut(shown) == [])
    assert shown.choices.preview.article.viewport().width() >= 250


def test_the_export_assistant_cuts_nothing(qtbot, window):
    window.perform("export")
    delivery = window.doors.delivery
    qtbot.waitUntil(lambda: delivery.facts is not None, timeout=LONG)
    delivery.want(delivery.wish.but(by="suggestions", format="conll2002"))
    qtbot.waitUntil(lambda: delivery.forecast is not None, timeout=LONG)
    shown = exporter(window)
    for fold in (shown.choices.filters, shown.choices.split, shown.choices.card):
        fold.head.click()
    squeeze(qtbot, shown)
    qtbot.waitUntil(lambda: cut(shown) == [])
