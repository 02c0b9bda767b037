"""The lexicon editor: a project's own names beside those of the program, to add, refuse and take back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.gui.background import Job
from annotator.gui.blocks import heading
from annotator.gui.columns import Columns
from annotator.gui.flow import Flow
from annotator.gui.lexicon_edits import LexiconEdits, refusal_of
from annotator.gui.lexicon_form import LexiconForm
from annotator.gui.lexicon_rows import LexiconRows, Row, matching
from annotator.gui.lexicon_table import chosen_table, named_table
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.model import OwnEntry
from annotator.project.file import Project
from annotator.words import _, n_, number

_MOST_SHIPPED: Final = 100
_SHORTEST: Final = 2  # letters to look for among the program's names
_PAUSE_MS: Final = 150
_TABLE_HEIGHT: Final = 300
_SHARES: Final = (32, 27, 20, 21)  # of the columns, in percent


class LexiconEditor(QFrame):
    """Shows a project's lexicon and changes it; each change is on disk at once and can be undone."""

    told = Signal(str)
    refused = Signal(str)
    found = Signal()
    """What was looked for is shown."""

    def __init__(
        self, project: Project, edits: LexiconEdits, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._project, self._theme = project, theme
        self.edits = edits
        self._job: Job | None = None
        self._shipped: list[OwnEntry] = []
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(_("Search your names and those of the program…"))
        self.search.setAccessibleName(_("Search the lexicon"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self.rows = LexiconRows(project.schema, theme, self)
        self.table = self._make_table()
        self._words = Paragraph("", theme.muted, px=13)
        self.form = LexiconForm(project.schema, theme)
        self._buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self._connect()
        self.refresh()

    def _make_table(self) -> QTableView:
        table = _Table()
        table.setModel(self.rows)
        table.setAccessibleName(_("Names of the lexicon"))
        table.setFixedHeight(_TABLE_HEIGHT)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(32)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(40)  # the style's own is wider than a share of a narrow table
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return table

    def _lay_out(self) -> None:
        listed = QWidget()
        listed.setObjectName("clear")
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self._words)
        column.addWidget(self.table)
        column.addWidget(self._button_row())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 14)
        outer.setSpacing(8)
        outer.addWidget(heading(_("The lexicon of this project")))
        outer.addWidget(Columns([listed, self.form], [5, 3], narrow=760))

    def _button_row(self) -> QWidget:
        row = QWidget()
        row.setObjectName("clear")
        flow = Flow(row, spacing=8)
        flow.setContentsMargins(0, 0, 0, 0)
        acts: dict[str, tuple[str, Callable[[], object]]] = {
            "refuse": (_("Never suggest this"), self.refuse),
            "remove": (_("Take out of the list"), self.remove),
            "new": (_("New"), self.begin),
            "undo": (_("Undo"), self.edits.undo),
            "redo": (_("Redo"), self.edits.redo),
            "import": (_("Import CSV…"), self.take_in),
            "export": (_("Export CSV…"), self.give_out),
        }
        for id_, (words, act) in acts.items():
            button = self._buttons[id_] = QPushButton(words)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, act=act: act())
            flow.addWidget(button)
        return row

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self.refresh)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._show_chosen())
        self.form.given.connect(self._put)
        self.edits.changed.connect(self.refresh)
        for keys, act in (
            (QKeySequence.StandardKey.Undo, self.edits.undo),
            (QKeySequence.StandardKey.Redo, self.edits.redo),
            (QKeySequence.StandardKey.Delete, self.remove),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def button(self, id_: str) -> QPushButton:
        """Return a button: refuse, remove, new, undo, redo, import or export."""
        return self._buttons[id_]

    def words(self) -> str:
        """Return what is said under the table."""
        return self._words.text()

    def refresh(self) -> None:
        """Show the entries as they are on disk, and look among the program's for what is searched."""
        self._drop_search()
        wanted = self.search.text().strip()
        if len(wanted) < _SHORTEST:
            self._show([])
            return
        job = self._job = Job(partial(_look_up, wanted), self)
        job.done.connect(self._show)
        job.failed.connect(self.refused)
        job.start()

    def stop(self) -> None:
        """Look for nothing any more."""
        self._pause.stop()
        self._drop_search()

    def begin(self, entry: OwnEntry | None = None) -> None:
        """Begin a new entry, empty or with what is known of it, and lead to its name."""
        self.table.clearSelection()
        self.form.show_entry(entry)
        self.form.surface.setFocus()

    def refuse(self) -> None:
        """Have the chosen names suggested by no lexicon."""
        chosen = [row.entry for row in self._chosen() if not row.entry.is_refused]
        refusals = [refusal_of(one, self._project.schema) for one in chosen]
        if refusals and self.edits.put(*refusals):
            words = n_(
                "{count} name is not suggested any more.",
                "{count} names are not suggested any more.",
                len(refusals),
            )
            self.told.emit(words.format(count=number(len(refusals))))

    def remove(self) -> None:
        """Take the chosen entries out of the project's list; the program's stay."""
        own = [row.entry for row in self._chosen() if not row.is_shipped]
        if own:
            self.edits.remove(own)

    def take_in(self) -> None:
        """Import entries from a CSV file, all of them or none."""
        try:
            entries = chosen_table(self, self._project)
        except AnnotatorError as error:
            self.refused.emit(str(error))
            return
        if entries and self.edits.put(*entries):
            words = n_("{count} entry came in.", "{count} entries came in.", len(entries))
            self.told.emit(words.format(count=number(len(entries))))

    def give_out(self) -> None:
        """Export the project's entries as CSV, to a new file."""
        try:
            path = named_table(self, self.edits.entries()[::-1], self._project)
        except AnnotatorError as error:
            self.refused.emit(str(error))
            return
        if path is not None:
            self.told.emit(_("The lexicon is in {path}.").format(path=f"\u2068{path.name}\u2069"))

    def _put(self, entry: OwnEntry) -> None:
        before = self.form.edited
        if self.edits.put(entry, instead_of=before):
            self.form.show_entry(None)
            self.told.emit(_("«{surface}» is in the lexicon of this project.").format(surface=entry.surface))

    def _chosen(self) -> list[Row]:
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [row for place in places if (row := self.rows.row(place)) is not None]

    def _show(self, shipped: Sequence[OwnEntry]) -> None:
        self._job = None
        entries = self.edits.entries()
        own = matching(entries, self.search.text())
        there = {(one.surface, one.label) for one in entries}
        rest = [one for one in shipped if (one.surface, one.label) not in there]
        self.rows.show_rows(
            [*(Row(one) for one in own), *(Row(one, is_shipped=True) for one in rest[:_MOST_SHIPPED])]
        )
        self._say(own=len(own), shipped=len(rest), has_any=bool(entries))
        self._show_chosen()
        self.found.emit()

    def _say(self, *, own: int, shipped: int, has_any: bool) -> None:
        is_searching = bool(self.search.text().strip())
        if not is_searching and not has_any:
            words = _(
                "No names of your own yet. Add one here, or look for one of the program's to refuse it."
            )
        elif not is_searching:
            words = n_("{count} name of your own", "{count} names of your own", own).format(count=number(own))
        elif not own and not shipped:
            words = _("No name has these letters. You can add it.")
        elif shipped > _MOST_SHIPPED:
            words = _("The first {count} of the program's; type more to narrow them down.").format(
                count=number(_MOST_SHIPPED)
            )
        else:
            words = n_("{count} name found", "{count} names found", own + shipped).format(
                count=number(own + shipped)
            )
        self._words.say(words)

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self._buttons["refuse"].setEnabled(any(not row.entry.is_refused for row in chosen))
        self._buttons["remove"].setEnabled(any(not row.is_shipped for row in chosen))
        self._buttons["undo"].setEnabled(self.edits.can_undo)
        self._buttons["redo"].setEnabled(self.edits.can_redo)
        if len(chosen) == 1 and not chosen[0].is_shipped and not chosen[0].entry.is_refused:
            self.form.show_entry(chosen[0].entry, is_new=False)
        elif self.form.edited is not None:
            self.form.show_entry(None)

    def _drop_search(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None


class _Table(QTableView):
    """A table whose columns have their shares of the width."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns their widths, as far as whole pixels go."""
        super().resizeEvent(event)
        for column, share in enumerate(_SHARES[:-1]):
            self.setColumnWidth(column, self.viewport().width() * share // 100)


def _look_up(words: str, **_watch: object) -> list[OwnEntry]:
    from annotator.suggest.knowledge.looking_up import shipped_rows  # reading the lexicons takes a moment

    return shipped_rows(words, limit=_MOST_SHIPPED + 1)
