from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui import fonts
from annotator.gui.article import ArticleView, Look
from annotator.gui.article.look import sizes
from annotator.gui.article.page import Page
from tests.gui.article.drawing import MakePage, MakeView


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    families = fonts.load()
    return Look(
        paper="#f6f5f1",
        ink="#171a21",
        muted="#5f6672",
        accent="#1f5fc4",
        on_accent="#ffffff",
        selection="#bcd3f7",
        caret="#171a21",
        is_dark=False,
        text_family=families.text,
        ui_family=families.ui,
    )


@pytest.fixture
def make_view(qtbot: QtBot, look: Look) -> Iterator[MakeView]:
    """Shows a text in a view of its own, focused and painted."""
    views: list[ArticleView] = []

    def make(
        text: str, *, has_title: bool = False, subtitle: str = "", width: int = 600, height: int = 400
    ) -> ArticleView:
        view = ArticleView()
        views.append(view)
        qtbot.addWidget(view)
        view.set_look(look)
        view.resize(width, height)
        view.set_article(text, has_title=has_title, subtitle=subtitle)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.setFocus()
        qtbot.waitUntil(view.hasFocus)
        return view

    yield make
    # Qt must not be left with an active window that Python has deleted.
    for view in views:
        view.close()


@pytest.fixture
def make_page(look: Look) -> MakePage:
    """Lays a text out wholly, without a view."""

    def make(text: str, *, width: int = 500, has_title: bool = False) -> Page:
        page = Page(text, has_title=has_title, has_subtitle=False)
        page.prepare(sizes(look), width=width)
        for index in range(len(page.paragraphs)):
            page.place(index)
        return page

    return make
