"""The start window: what to do when no project is open yet."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator import words
from annotator.errors import AnnotatorError, NoName, ReservedName
from annotator.gui.background import Job
from annotator.gui.blocks import heading
from annotator.gui.choosing import file_to_make, file_to_open
from annotator.gui.dress import dress
from annotator.gui.exchange.refusal_words import refusal_words
from annotator.gui.recent import RecentProjects
from annotator.gui.sample import sample_folder, sample_name
from annotator.gui.settings import Settings
from annotator.model import RESERVED_NAMES
from annotator.project.file import Project
from annotator.schema import load
from annotator.words import LOCALES, _

_WIDTH: Final = 620

MakeSample = Callable[[Path], Path]
"""Makes the sample project in a folder, unless it is there, and returns its path."""


class StartWindow(QDialog):
    """Asks for a name and a project; `chosen` is the project's path once it is accepted."""

    def __init__(
        self,
        annotator: str,
        settings: Settings,
        *,
        make_sample: MakeSample | None = None,
        project: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`project` is what the program was asked to open: only the name to work under is wanted for it."""
        super().__init__(parent)
        self.chosen: Path | None = None
        self.wants_tour = False
        """Whether the sample project was chosen, with somebody to lead round."""
        self._settings, self._make_sample, self._project = settings, make_sample, project
        self._job: Job | None = None
        self._inside: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setWindowTitle("Annotator")
        self.setFixedWidth(_WIDTH)
        self._build(annotator)

    def annotator(self) -> str:
        """Return the name that was given."""
        name = self.name.text().strip()
        return sample_name(name) if self.wants_tour else name

    def offer(self, project: Path) -> None:
        """Open a project that the system asks for; where no name is given yet, wait for one."""
        self._project = project
        self._build(self.name.text())
        if self.annotator():
            self._choose(project, is_new=False)

    def complain(self, sentence: str) -> None:
        """Say what speaks against something, below everything else."""
        self._problem.setText(sentence)
        self._fit()

    def reject(self) -> None:
        """Close without a project; a sample that is being made is left alone."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _build(self, annotator: str) -> None:
        """Make everything, in the language that is spoken now."""
        if self._inside is not None:
            self._inside.deleteLater()
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(36, 28, 36, 28)
        column.setSpacing(10)
        column.addLayout(self._top())
        column.addWidget(_about())
        column.addSpacing(6)
        self.name = QLineEdit(annotator)
        self.name.setPlaceholderText(_("Your name, as it will stand beside your labels"))
        self.name.setAccessibleName(_("Your name"))
        column.addWidget(heading(_("Your name")))
        column.addWidget(self.name)
        column.addSpacing(6)
        self._add_projects(column)
        self._problem = QLabel()
        self._problem.setObjectName("problem")
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        column.addWidget(self._problem)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(self._inside)
        self._fit()
        (self.recent if self.recent is not None and annotator else self.name).setFocus()

    def _fit(self) -> None:
        """Be as high as everything needs, the problem that there is included."""
        if self._inside is not None:
            self.setFixedHeight(self._inside.heightForWidth(_WIDTH))

    def _top(self) -> QHBoxLayout:
        title = QLabel(_("Label Arabic security news"))
        title.setObjectName("big")
        title.setWordWrap(True)
        language = QPushButton(f"{LOCALES[words.locale()]} ▾")
        language.setAccessibleName(_("Language"))
        language.setAccessibleDescription(LOCALES[words.locale()])
        language.setAutoDefault(False)
        menu = QMenu(language)
        for code, name in LOCALES.items():
            item = menu.addAction(name)
            item.triggered.connect(lambda _on=False, code=code: self._speak(code))
        language.setMenu(menu)
        row = QHBoxLayout()
        row.addWidget(title, 1)
        row.addWidget(language, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _add_projects(self, column: QVBoxLayout) -> None:
        projects = self._settings.remembered.projects()
        self.recent: RecentProjects | None = None
        if projects:
            self.recent = RecentProjects(projects, self._settings.look.theme)
            self.recent.chosen.connect(self._open_recent)
            self.recent.dropped.connect(self._drop)
            column.addWidget(heading(_("Projects opened last")))
            column.addWidget(self.recent)
            column.addSpacing(6)
        wanted = self._project
        if wanted is not None:
            said = _("Open {name}").format(name=words.quoted(wanted.stem).replace("&", "&&"))
            column.addWidget(_button(said, partial(self._open_recent, wanted), is_main=True))
        row = QHBoxLayout()
        row.addWidget(_button(_("Open a project…"), self._open, is_main=wanted is None), 1)
        row.addWidget(_button(_("New project…"), self._new), 1)
        column.addLayout(row)
        if self._make_sample is not None:
            self._sample = _button(_("Try it on the sample project"), self._try)
            column.addWidget(self._sample)

    def _speak(self, locale: str) -> None:
        """Go on in another language."""
        if locale == words.locale():
            return
        self._settings.locale = locale
        qt = QApplication.instance()
        if isinstance(qt, QApplication):
            dress(qt, self._settings)
        # The list of languages is made anew too, and must not go while it tells of this.
        QTimer.singleShot(0, self, lambda: self._build(self.name.text()))

    def _open(self) -> None:
        kinds = _("Annotator projects (*.annot)")
        self._choose(file_to_open(self, _("Open a project"), kinds), is_new=False)

    def _new(self) -> None:
        kinds = _("Annotator projects (*.annot)")
        path = file_to_make(self, _("New project"), kinds, name="news.annot", suffix="annot")
        self._choose(path, is_new=True)

    def _open_recent(self, path: Path) -> None:
        self._choose(path, is_new=False)

    def _drop(self, path: Path) -> None:
        self._settings.remembered.forget(path)
        QTimer.singleShot(0, self, lambda: self._build(self.name.text()))

    def _try(self) -> None:
        """Make the sample project beside the window, then open it."""
        if self._make_sample is None or self._job is not None:
            return
        self._sample.setEnabled(False)
        self.complain("")
        self._job = Job(partial(_make, self._make_sample, sample_folder()), self)
        self._job.done.connect(self._take_sample)
        self._job.failed.connect(self._refuse_sample)
        self._job.broke.connect(lambda _bug: self._refuse_sample(_("This should not have happened.")))
        self._job.start()

    def _take_sample(self, path: Path) -> None:
        self._job = None
        self.wants_tour = True
        self._choose(path, is_new=False)
        if self.chosen is None:
            self._refuse_sample(self._problem.text())

    def _refuse_sample(self, sentence: str) -> None:
        self._job = None
        self.wants_tour = False
        self._sample.setEnabled(True)
        self.complain(sentence)

    def _choose(self, path: Path | None, *, is_new: bool) -> None:
        if path is None:
            return
        try:
            if not self.annotator():
                raise NoName
            if self.annotator() in RESERVED_NAMES:
                raise ReservedName(name=self.annotator())
            if is_new:
                Project.create(path, schema=load("security-news")).close()
            else:
                Project.open(path).close()
        except AnnotatorError as error:
            self.complain(refusal_words(error))
            return
        self.chosen = path
        self.accept()


def _about() -> QLabel:
    about = QLabel(
        _("A project is one file on this computer. It holds the articles, the labels and every decision.")
    )
    about.setObjectName("muted")
    about.setWordWrap(True)
    return about


def _button(said: str, act: Callable[[], None], *, is_main: bool = False) -> QPushButton:
    button = QPushButton(said)
    button.setObjectName("main" if is_main else "")
    button.setDefault(is_main)
    button.clicked.connect(act)
    return button


def _make(make_sample: MakeSample, folder: Path, **_job: object) -> Path:
    """Make the sample in a job, which has its own ways to stop and to report; this has none."""
    return make_sample(folder)
