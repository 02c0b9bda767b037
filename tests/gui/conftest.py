"""A small project in a real file, and the real window on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from annotator.gui.application import Application
from annotator.gui.dress import dress
from annotator.gui.settings import Settings
from annotator.gui.window import MainWindow
from annotator.model import Reason, Suggestion
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.project.leads import declare_lead
from annotator.schema import load
from annotator.text.cleaning import clean

TEXTS = {
    "visit": (
        "زيارة إلى الرباط\n"
        "وصل اللواء محمد بريظ إلى الرباط، ثم غادر للرباط وفد من باكستان. "
        "وقال محمد بريظ إن المغرب يرحب بباكستان."
    ),
    "second": "خبر ثان\nاستقبلت تونس وفدا من الجزائر.",
}
SUGGESTED = {
    "visit": [
        ("الرباط", "GPE", 0),
        ("محمد بريظ", "PERS", 0),
        ("الرباط", "GPE", 1),
        ("باكستان", "GPE", 0),
        ("المغرب", "GPE", 0),
        ("وفد", "ORG", 0),
    ],
    "second": [("تونس", "GPE", 0), ("الجزائر", "GPE", 0)],
}


def find(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _time in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    path = tmp_path / "news.annot"
    with Project.create(path, schema=load("security-news")) as project:
        declare_lead(project.settings, "amina")
        for id_, text in TEXTS.items():
            cleaned = clean(text)
            project.documents.add(NewDocument(id=id_, raw=text.encode(), encoding="utf-8", cleaned=cleaned))
            made = [
                Suggestion(*find(text, words, nth), label, "", "lexicon", 0.8, Reason("rank"))
                for words, label, nth in SUGGESTED[id_]
            ]
            project.suggestions.replace(id_, made, sources=["lexicon"])
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made.locale = "en"
    return made


@pytest.fixture
def application(qtbot, project_path: Path, settings: Settings) -> Iterator[Application]:
    with Project.open(project_path) as project:
        made = Application(project, "amina", settings)
        made.window.resize(1200, 800)
        with qtbot.waitExposed(made.window):
            made.show()
        yield made
        made.window.close()
        made.window.deleteLater()
        made.qt.processEvents()
        settings.locale = "en"  # direction, digits and Qt's own words are the whole application's
        dress(made.qt, settings)


@pytest.fixture
def window(application: Application) -> MainWindow:
    return application.window


@pytest.fixture
def spans(project_path: Path) -> Callable[..., list[tuple[str, str]]]:
    """What is on disk, read by a connection of its own."""

    def read(document_id: str = "visit", annotator: str = "amina") -> list[tuple[str, str]]:
        with Project.open(project_path) as project:
            text = project.documents.get(document_id).text
            stored = project.annotations.get(document_id, annotator).spans
            return [(text[span.start : span.end], span.label) for span in stored]

    return read
