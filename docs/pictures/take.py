"""Photographs every page of the window, in three languages and every theme, on the sample project.

`make pictures` runs it: `python docs/pictures/take.py FOLDER`. All pictures go to FOLDER; those that the
guides and the README show are copied beside this file.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="annotator-pictures-")  # for reports of errors

from at_work import make as work_of  # beside this file
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QSettings, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from annotator import demo
from annotator.assets import seed
from annotator.crashes.keeping import keep
from annotator.exchange.importing import import_paths
from annotator.gui.application import Application
from annotator.gui.dress import dress
from annotator.gui.exchange.export_assistant import ExportAssistant
from annotator.gui.exchange.export_wish import SplitWish
from annotator.gui.exchange.import_assistant import ImportAssistant
from annotator.gui.settings import Settings
from annotator.gui.start import StartWindow
from annotator.gui.theme import THEMES
from annotator.gui.tour import tour_of
from annotator.gui.trouble import Trouble
from annotator.gui.trouble_dialog import TroubleDialog
from annotator.gui.window import MainWindow
from annotator.project.file import Project
from annotator.project.leads import declare_lead
from annotator.project.upgrades import Upgrade
from annotator.schema import load
from annotator.suggest.learning import learn
from annotator.text.folding import folded

LANGUAGES = {"ar": "ar_MA", "en": "en", "fr": "fr"}
# What the guides and the README show; more would only make the repository heavy.
SHOWN = (
    "adjudication-en-light",
    "agreement-en-light",
    "ask-en-light",
    "export-en-light",
    "import-labels-en-light",
    "find-en-light",
    "history-en-light",
    "keys-en-light",
    "palette-en-light",
    "progress-en-light",
    "lexicon-en-light",
    "search-en-light",
    "start-en-light",
    "suggestions-en-light",
    "tour-en-light",
    "window-ar-dark",
    "window-ar-light",
    "window-en-contrast",
    "window-en-light",
    "window-fr-light",
)
SIZE = (1440, 900)
BESIDE = (1080, 720)
# Labels of another tag set, as another tool writes them.
COLUMNS = """وصل O
اللواء B-TITLE
محمد B-PER
بريظ I-PER
إلى O
الرباط B-LOC
للقاء O
قائد B-TITLE
القوات B-ORG
المسلحة I-ORG
الملكية I-ORG
المغربية I-ORG
، O
وفق O
وكالة B-ORG
المغرب I-ORG
العربي I-ORG
للأنباء I-ORG
. O

"""
Page = Callable[[MainWindow], QWidget]


def labelling(window: MainWindow) -> QWidget:
    """Show the article with a few decisions made."""
    return window


def agreement(window: MainWindow) -> QWidget:
    """Show the agreement page once it has counted, intervals and all."""
    declare_lead(window.session.project.settings, window.session.annotator)
    waiting = QEventLoop()
    window.leads.agreement.counted.connect(waiting.quit)
    window.show_page("agreement")
    waiting.exec()
    return window


def agreement_choice(window: MainWindow) -> QWidget:
    """Show the labels to choose from."""
    agreement(window)
    window.leads.agreement.bar.labels.open()
    return window


def agreement_below(window: MainWindow) -> QWidget:
    """Show what stands further down on the agreement page."""
    agreement(window)
    view = window.leads.agreement.view
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    return window


def gate(window: MainWindow) -> QWidget:
    """Show what somebody sees who is not among the leads."""
    window.session.project.settings.put("leads", [])
    window.show_page("agreement")
    return window


def progress(window: MainWindow) -> QWidget:
    """Show how far a project at work is."""
    waiting = QEventLoop()
    window.leads.progress.counted.connect(waiting.quit)
    window.show_page("progress")
    waiting.exec()
    return window


def effort(window: MainWindow) -> QWidget:
    """Show what the work took whom, one chart as a table too."""
    progress(window)
    page = window.leads.progress
    charts = page.charts()
    charts["article_time"].as_table.click()
    settle()
    page.verticalScrollBar().setValue(charts["annotators"].mapTo(page.widget(), QPoint(0, 0)).y() - 14)
    return window


def bias(window: MainWindow) -> QWidget:
    """Show whether people accept blindly."""
    suggestions(window)
    lead = window.suggestions.lead
    waiting = QEventLoop()
    lead.bias.counted.connect(waiting.quit)
    lead.fold.click()
    waiting.exec()
    settle()
    window.suggestions.verticalScrollBar().setValue(lead.y() - 14)
    return window


def suggestions(window: MainWindow) -> QWidget:
    """Show the page of suggestions once it has counted."""
    waiting = QEventLoop()
    window.show_page("suggestions")
    window.suggestions.counted.connect(waiting.quit)
    waiting.exec()
    return window


def lexicon(window: MainWindow) -> QWidget:
    """Show the lexicon editor, with names of the program that were looked for."""
    suggestions(window)
    editor = window.suggestions.lexicon
    waiting = QEventLoop()
    editor.found.connect(waiting.quit)
    editor.search.setText("مراكش")
    waiting.exec()
    window.suggestions.verticalScrollBar().setValue(editor.y() - 14)
    return window


def find(window: MainWindow) -> QWidget:
    """Show what is found in the article."""
    window.perform("find")
    type_words("المغرب")
    return window


def search(window: MainWindow) -> QWidget:
    """Show what is found in the project."""
    window.perform("find_project")
    type_words("المغرب")
    return window


def palette(window: MainWindow) -> QWidget:
    """Show the labels offered beside what is in hand."""
    window.perform("palette")
    return window


def ask(window: MainWindow) -> QWidget:
    """Show a question to the lead being written."""
    window.perform("ask")
    return window


def tour(window: MainWindow) -> QWidget:
    """Show the tour at the suggestion in hand."""
    tour_of(window).start(1)
    return window


def history(window: MainWindow) -> QWidget:
    """Show the history."""
    return beside(window, "history")


def keys(window: MainWindow) -> QWidget:
    """Show the key sheet."""
    return beside(window, "keys")


def trouble(window: MainWindow) -> QWidget:
    """Show what a bug looks like: one that was made for the picture."""
    Trouble(window.settings, parent=window).hear(_bug())
    until(lambda: bool(window.findChildren(TroubleDialog)))
    return window.findChildren(TroubleDialog)[0]


def reports(window: MainWindow) -> QWidget:
    """Show the reports of errors that lie on this computer."""
    keep(_bug(), where="command line suggest")
    return beside(window, "reports")


def _bug() -> Exception:
    try:
        folded(None)  # type: ignore[arg-type]  # which is the bug
    except TypeError as error:
        return error
    raise AssertionError("nothing went wrong")


def about(window: MainWindow) -> QWidget:
    """Show what program this is."""
    return beside(window, "about")


def removed(window: MainWindow) -> QWidget:
    """Show the article as it came."""
    return beside(window, "show_removed")


def invisible(window: MainWindow) -> QWidget:
    """Show invisible characters."""
    window.perform("show_invisible")
    return window


def upgraded(window: MainWindow) -> QWidget:
    """Show what is said of a project of an older version."""
    path = window.session.project.path
    window.notice.tell([Upgrade(path, path.with_name(f"{path.name}.v3-backup"))])
    return window


def bring_in(window: MainWindow) -> QWidget:
    """Show the import assistant with one article."""
    return _offered(window, "02-exercise.txt")


def bring_in_labels(window: MainWindow) -> QWidget:
    """Show the import assistant with labels of another tag set, and a file that is none."""
    shown = _offered(window, "aljazeera.conll", "02-exercise.txt", "picture.txt")
    shown.choices.files.choose(0)
    shown.choices.sides.first.verticalScrollBar().setValue(190)
    return shown


def _offered(window: MainWindow, *names: str) -> ImportAssistant:
    """Drop files on the window, which are made for it, and wait until they were looked at."""
    folder = Path(tempfile.mkdtemp(prefix="annotator-pictures-"))
    text = seed("articles", "02-exercise.txt").read_text(encoding="utf-8")
    for name in names:
        (folder / name).write_bytes(
            {".txt": text.encode("cp1256"), ".conll": COLUMNS.encode()}[Path(name).suffix]
        )
        if name.startswith("picture"):
            (folder / name).write_bytes(b"\xff\xd8\xff\xe0" + bytes(256))
    window.doors.offer(tuple(folder / name for name in names))
    until(lambda: window.doors.intake.seen is not None)
    shutil.rmtree(folder)
    return shown_dialog(window, ImportAssistant)


def send_out(window: MainWindow) -> QWidget:
    """Show the export assistant with a flat format and a split: what is left out, and the parts."""
    window.perform("export")
    delivery = window.doors.delivery
    until(lambda: delivery.facts is not None)
    delivery.want(delivery.wish.but(format="conll2003", split=SplitWish()))
    until(lambda: delivery.forecast is not None)
    shown = shown_dialog(window, ExportAssistant)
    shown.place.setText("/home/amina/news/gold")  # anybody's, whoever takes the picture
    shown.place.editingFinished.emit()
    return shown


def sent_out(window: MainWindow) -> QWidget:
    """Show the proof of an export."""
    shown = send_out(window)
    delivery = window.doors.delivery
    with tempfile.TemporaryDirectory() as folder:
        delivery.want(delivery.wish.but(split=None, out=Path(folder, "news.conll")))
        until(lambda: delivery.forecast is not None)
        delivery.start()
        until(lambda: delivery.report is not None and not delivery.is_running)
        settle()
    return shown


def until(is_so: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    while not is_so():
        settle()


Dialog = TypeVar("Dialog", bound=QDialog)


def shown_dialog(window: MainWindow, kind: type[Dialog]) -> Dialog:
    """Return the dialog of a kind that is in sight."""
    shown = next(one for one in window.findChildren(kind) if one.isVisible())
    shown.resize(*BESIDE)
    settle()
    return shown


PAGES: dict[str, Page] = {
    "window": labelling,
    "gate": gate,
    "agreement": agreement,
    "agreement-choice": agreement_choice,
    "suggestions": suggestions,
    "lexicon": lexicon,
    "find": find,
    "search": search,
    "palette": palette,
    "ask": ask,
    "tour": tour,
    "history": history,
    "keys": keys,
    "about": about,
    "trouble": trouble,
    "reports": reports,
    "removed": removed,
    "invisible": invisible,
    "upgraded": upgraded,
    "import": bring_in,
    "import-labels": bring_in_labels,
    "export": send_out,
    "exported": sent_out,
}


def adjudication(window: MainWindow) -> QWidget:
    """Show a dispute with its lanes, once the project was read."""
    window.show_page("adjudication")
    page = window.leads.adjudication
    until(lambda: page.bench.docket is not None and not page.bench.is_busy())
    settle(80)
    return window


def adjudication_written(window: MainWindow) -> QWidget:
    """Show an answer being written anew."""
    adjudication(window)
    window.leads.adjudication.view.write()
    settle(80)
    return window


def adjudication_rules(window: MainWindow) -> QWidget:
    """Show what rules would settle."""
    adjudication(window)
    page = window.leads.adjudication
    page.bar.rules.click()
    until(lambda: page.rules.plan is not None)
    return window


def adjudication_settled(window: MainWindow) -> QWidget:
    """Show what is settled, with who ruled it."""
    adjudication(window)
    page = window.leads.adjudication
    for _time in range(3):
        page.view.answer(0, is_all=True)
        settle()
    page.pane.settled.click()
    settle(80)
    return window


# Pages on a project without gold, where two have finished the same articles.
DISPUTES: dict[str, Page] = {
    "adjudication": adjudication,
    "adjudication-written": adjudication_written,
    "adjudication-rules": adjudication_rules,
    "adjudication-settled": adjudication_settled,
}


def without_gold(path: Path) -> Path:
    """Make the sample project anew without gold, led by the one whom the pictures show."""
    with Project.create(path, schema=load("security-news"), name="Security news") as project:
        import_paths(project, [seed("articles")])
        for name in demo.ANNOTATORS:
            import_paths(project, [seed("labels", f"{name}.jsonl")], annotator=name)
        declare_lead(project.settings, demo.NEWCOMER)
    return path


# On a project at work, where there is something to see.
AT_WORK: dict[str, Page] = {
    "progress": progress,
    "effort": effort,
    "bias": bias,
    "agreement-team": agreement,
    "agreement-below": agreement_below,
}


def beside(window: MainWindow, action: str) -> QWidget:
    """Open a dialog by its action, and return it."""
    window.perform(action)
    return next(one for one in window.findChildren(QDialog) if one.isVisible())


def type_words(words: str) -> None:
    """Type into what has the focus, and give what follows its time."""
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    if focused is not None:
        for letter in words:  # QTest knows no Arabic keys
            typed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(focused, typed)
    settle(400)


def settle(milliseconds: int = 30) -> None:
    """Let the window do what it has put off."""
    waiting = QEventLoop()
    QTimer.singleShot(milliseconds, waiting.quit)
    waiting.exec()


def pictures(folder: Path, project: Path, at_work: Path) -> Iterator[Path]:
    """Take all pictures into `folder`, and yield each."""
    pages = [(page, show, project) for page, show in PAGES.items()]
    pages += [(page, show, at_work) for page, show in AT_WORK.items()]
    for name, locale in LANGUAGES.items():
        for theme in THEMES.values():
            settings = Settings(QSettings(str(folder / "pictures.ini"), QSettings.Format.IniFormat))
            settings.locale, settings.look.theme = locale, theme
            for page, show, shown in pages:
                settings.look.shows_invisible = False
                yield take(shown, folder / f"{page}-{name}-{theme.id}.png", settings=settings, show=show)
            for page, show in DISPUTES.items():
                disputed = shutil.copy(folder / "disputed.annot", folder / "shown.annot")
                yield take(
                    Path(disputed), folder / f"{page}-{name}-{theme.id}.png", settings=settings, show=show
                )
            yield take_start(folder / f"start-{name}-{theme.id}.png", settings=settings)
            yield take_empty(folder / f"empty-{name}-{theme.id}.png", settings=settings)


def take(project_path: Path, picture: Path, *, settings: Settings, show: Page) -> Path:
    """Photograph one page of a window on a project."""
    with Project.open(project_path) as project:
        application = Application(project, demo.NEWCOMER, settings)
        window = application.show()
        window.resize(*SIZE)
        window.activateWindow()
        settle()
        shown = show(window)
        settle()
        shown.grab().save(str(picture))
        close(window)
    return picture


def take_start(picture: Path, *, settings: Settings) -> Path:
    """Photograph the start window."""
    dress(qt(), settings)
    window = StartWindow("amina", settings)
    window.show()
    settle()
    window.grab().save(str(picture))
    close(window)
    return picture


def take_empty(picture: Path, *, settings: Settings) -> Path:
    """Photograph a project without articles."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "news.annot")
        Project.create(path, schema=load("security-news")).close()
        return take(path, picture, settings=settings, show=labelling)


def qt() -> QApplication:
    """Return the application of Qt."""
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def close(window: QWidget) -> None:
    """Close a window for good."""
    window.close()
    QApplication.processEvents()
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def main() -> None:
    """Make the sample project, photograph it, and copy what the guides show."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    project = demo.make(folder / "project", on_progress=lambda _done, _total: None)
    demo.work_without_window(project, on_progress=lambda _done, _total: None)
    learn(project)  # from the finished work of the two invented annotators
    without_gold(folder / "disputed.annot")
    at_work = folder / "project" / "at-work.annot"
    at_work.unlink(missing_ok=True)
    count = sum(1 for _picture in pictures(folder, project, work_of(at_work)))
    shown = Path(__file__).parent
    for name in SHOWN:
        shutil.copy(folder / f"{name}.png", shown / f"{name}.png")
    print(f"{count} pictures in {folder}, {len(SHOWN)} of them in {shown}")


if __name__ == "__main__":
    main()
