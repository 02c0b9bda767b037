"""What stands between list and panel: the article, or, where there is none to work on, what to do next."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.announcing import announce
from annotator.gui.blocks import card, command_line, heading
from annotator.gui.kept_keys import keep_keys
from annotator.gui.key_button import KeyButton
from annotator.gui.keymap import KeyMap
from annotator.gui.theme import Theme
from annotator.model import State
from annotator.project.changes import Pace
from annotator.project.documents import Summary
from annotator.words import _, n_, number

STILL_MEANT: Final = frozenset(
    {
        *(
            "undo",
            "redo",
            "next_document",
            "previous_document",
            "find_project",
            "filter",
            "history",
            "import",
            "export",
        ),
        *("labelling", "suggestions", "agreement", "adjudication", "progress"),
        *("larger", "smaller", "usual_size"),
        *("keys", "tour", "next_part", "previous_part", "show_list", "quit"),
    }
)
"""Actions whose keys work while no article is in sight; all others are about what one sees of it."""


class Middle(QStackedWidget):
    """Holds the article, the page for a project without articles, and the page for one that is finished."""

    import_requested = Signal()
    export_requested = Signal()
    agreement_requested = Signal()

    def __init__(self, article: QWidget, keys: KeyMap, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article = article
        self.none = NoArticles(keys, theme)
        self.finished = AllFinished(keys)
        for page in (article, self.none, self.finished):
            self.addWidget(page)
        self.none.import_requested.connect(self.import_requested)
        self.finished.agreement_requested.connect(self.agreement_requested)
        self.finished.export_requested.connect(self.export_requested)
        self.finished.left.connect(self.show_article)

    def shows_article(self) -> bool:
        """Tell whether the article is in sight."""
        return self.currentWidget() is self._article

    def show_article(self) -> None:
        """Show the article."""
        if self.currentWidget() is self.finished:
            self.setCurrentWidget(self._article)
            self._article.setFocus()

    def show_whether_empty(self, *, is_empty: bool) -> None:
        """Show the article, or that there is none yet."""
        if is_empty:
            self.setCurrentWidget(self.none)
        elif self.currentWidget() is self.none:
            self.setCurrentWidget(self._article)

    def show_finished(
        self, summaries: Sequence[Summary], pace: Pace, *, command: str, is_lead: bool = False
    ) -> None:
        """Show what was done now that every article is put away; `command` exports it.

        Agreement is offered to who leads the project.
        """
        self.finished.say(summaries, pace, command=command, is_lead=is_lead)
        self.setCurrentWidget(self.finished)
        self.finished.setFocus()


class NoArticles(QWidget):
    """What to do in an empty project."""

    import_requested = Signal()

    def __init__(self, keys: KeyMap, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        hint = _said(
            _(
                "Drop files or folders anywhere in this window, or choose them. Labels in them come in as"
                " suggestions, for you to confirm, or as finished work."
            )
        )
        button = KeyButton(_("Import articles…"), "import", keys, theme, is_main=True)
        button.setFixedWidth(260)
        button.clicked.connect(self.import_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 0)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(_title(_("There are no articles yet")))
        column.addWidget(hint)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


class AllFinished(QScrollArea):
    """What was done, and what comes next: for the lead an export, for both another look."""

    agreement_requested = Signal()
    export_requested = Signal()
    left = Signal()
    """The articles should be in sight again."""

    def __init__(self, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._keys = keys
        keys.changed.connect(self._keep)
        self._keep()

    def say(self, summaries: Sequence[Summary], pace: Pace, *, command: str, is_lead: bool = False) -> None:
        """Say what was done in these documents."""
        page = QWidget()
        page.setObjectName("paper")
        around = QHBoxLayout(page)
        around.setContentsMargins(24, 16, 24, 16)
        column = QVBoxLayout()
        column.setSpacing(12)
        around.addStretch(1)
        around.addLayout(column, 8)
        around.addStretch(1)
        column.addStretch(2)
        column.addWidget(_title(_("Every article is finished")))
        done = _(" · ").join(done_words(summaries, pace))
        column.addWidget(_said(done))
        column.addSpacing(8)
        column.addWidget(_next_for_you(self._buttons(is_lead=is_lead)))
        export = QPushButton(_("Export training data…"))
        export.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        export.clicked.connect(self.export_requested)
        column.addWidget(_next_for_the_lead(export, command))
        column.addStretch(3)
        self.setWidget(page)
        self.setAccessibleName(f"{_('Every article is finished')}. {done}")
        announce(self, self.accessibleName())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the articles on Esc; keys about an article do nothing, since none is in sight."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        ids = (id_ for id_ in self._keys.holders if id_ not in STILL_MEANT)
        keep_keys(self, *(key for id_ in ids for key in self._keys.keys(id_)))

    def _buttons(self, *, is_lead: bool) -> list[QPushButton]:
        look = QPushButton(f"{_('Look at them again')}  \u2066{_('Esc')}\u2069")
        look.setAccessibleName(_("Look at them again"))
        look.clicked.connect(self.left)
        if not is_lead:
            return [look]
        agreement = QPushButton(_("Agreement"))
        agreement.clicked.connect(self.agreement_requested)
        return [look, agreement]


def done_words(summaries: Sequence[Summary], pace: Pace) -> list[str]:
    """Return what was done, in figures with their nouns: only what there is any of."""
    finished = sum(one.state is State.FINISHED for one in summaries)
    skipped = sum(one.state is State.SKIPPED for one in summaries)
    spans = sum(one.spans for one in summaries)
    questions = sum(one.questions for one in summaries)
    left = sum(one.open_suggestions for one in summaries if one.state is State.FINISHED)
    counted = [
        (n_("{count} article finished", "{count} articles finished", finished), finished),
        (n_("{count} skipped", "{count} skipped", skipped), skipped),
        (n_("{count} span", "{count} spans", spans), spans),
        (n_("{count} question to the lead", "{count} questions to the lead", questions), questions),
        (n_("{count} suggestion left undecided", "{count} suggestions left undecided", left), left),
    ]
    said = [words.format(count=number(count)) for words, count in counted if count]
    if pace.entities and pace.seconds >= pace.entities / 10:
        seconds = number(pace.seconds / pace.entities, decimals=1)
        said.append(_("{seconds} s for each entity").format(seconds=seconds))
    return said


def _next_for_you(buttons: Sequence[QPushButton]) -> QWidget:
    row = QHBoxLayout()
    for button in buttons:
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(button, 1)
    words = _("Nothing is closed for good: an article that is changed is in progress again.")
    block = card(heading(_("For you")), _paragraph(words))
    layout = block.layout()
    if isinstance(layout, QVBoxLayout):
        layout.insertLayout(2, row)
    return block


def _next_for_the_lead(export: QPushButton, command: str) -> QWidget:
    words = _("Close the window and hand over the project file, or export your labels here or by command:")
    return card(heading(_("For the lead")), _paragraph(words), export, command_line(command))


def _title(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("big")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def _said(words: str) -> QLabel:
    label = _paragraph(words)
    label.setObjectName("muted")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def _paragraph(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
