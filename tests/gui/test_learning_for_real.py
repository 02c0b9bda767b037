"""From the key that finishes an article to the tagger's suggestions in another, with nothing in between."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.application import Application
from annotator.gui.learner import Doing
from annotator.gui.window import MainWindow
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.schema import load
from annotator.text.cleaning import clean
from tests.gui.conftest import find

# Invented names, in no lexicon: only what people labelled can tell that they are any.
NAMES = ["زرنوق", "بلغيم", "شهلوب", "قرطوش", "دحموس", "عنقود", "بخنوق", "طرفاش", "مزلوط", "جعفوط", "هرقون"]
ALONE = ["lexicon", "patterns", "memory", "camel"]
LABELLED = 5


def text_of(number: int) -> tuple[str, list[str]]:
    names = [NAMES[(3 * number + place) % len(NAMES)] for place in range(6)]
    lines = [f"قال الناطق {name} إن الجلسة انتهت مساء." for name in names]
    return "\n".join([f"خبر رقم {number}", *lines]), names


@pytest.fixture
def window(qtbot, tmp_path: Path, settings) -> Iterator[MainWindow]:
    path = tmp_path / "news.annot"
    with Project.create(path, schema=load("security-news")) as project:
        project.settings.put("sources.off", ALONE)
        for number in range(LABELLED + 2):
            cleaned = clean(text_of(number)[0])
            project.documents.add(NewDocument(id=f"d{number}", raw=b"x", encoding="utf-8", cleaned=cleaned))
    settings.spreads = False  # what is found is the tagger's alone
    with Project.open(path) as project:
        application = Application(project, "amina", settings)
        with qtbot.waitExposed(application.window):
            application.show()
        yield application.window
        application.window.close()
        application.window.deleteLater()
        application.qt.processEvents()


def label_and_finish(window: MainWindow, number: int) -> None:
    page = window.labelling
    assert window.session.sheet is not None
    assert window.session.sheet.document.id == f"d{number}"
    text, names = text_of(number)
    for name in names:
        page.article.caret.select(*find(text, name))
        QTest.keyClick(page.article, Qt.Key.Key_1)
    QTest.keyClick(page.article, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_what_was_finished_is_learnt_and_found_in_an_article_that_nobody_began(qtbot, window):
    told: list[str] = []
    window.learner.told.connect(told.append)
    with qtbot.waitSignal(window.learner.ended, timeout=120_000):
        for number in range(LABELLED):
            label_and_finish(window, number)
    assert (window.learner.problem, window.learner.doing) == ("", Doing.NOTHING)
    assert told == ["Learnt from 5 articles. 1 article that nobody began has new suggestions."]
    project = window.session.project
    text, names = text_of(LABELLED + 1)
    found = project.suggestions.of(f"d{LABELLED + 1}")
    assert {(one.source, one.label) for one in found} == {("tagger", "PERS")}
    assert {text[one.start : one.end] for one in found} <= set(names)
    assert len(found) >= len(names) // 2
    assert project.suggestions.of(f"d{LABELLED}") == []  # it is under the person's eyes
