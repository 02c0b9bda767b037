"""What can be said about an import before it begins: the files on one side, how they read on the other."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError
from annotator.gui.announcing import announce
from annotator.gui.article import Look
from annotator.gui.exchange.file_table import FileTable
from annotator.gui.exchange.import_wish import AS_FOUND, UNNAMED, HowRead
from annotator.gui.exchange.intake import Intake
from annotator.gui.exchange.label_map import LabelMap
from annotator.gui.exchange.map_files import chosen_map, named_map
from annotator.gui.exchange.owner_choice import OwnerChoice
from annotator.gui.exchange.pair_list import PairList
from annotator.gui.exchange.refusal_words import refusal_words
from annotator.gui.exchange.seen import Seen, SeenFile
from annotator.gui.exchange.table_columns import TableColumns
from annotator.gui.exchange.text_preview import TextPreview
from annotator.gui.exchange.two_sides import TwoSides
from annotator.gui.flow import Flow
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.schema import Schema
from annotator.words import _, n_, number

_LEAST_ASKED, _LEAST_TEXT = 390, 350  # pixels


class ImportChoices(QWidget):
    """Shows what an Intake found, and only those questions that the files raise."""

    def __init__(
        self,
        intake: Intake,
        schema: Schema,
        theme: Theme,
        look: Look,
        *,
        annotators: Callable[[], list[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._intake, self._theme, self._annotators = intake, theme, annotators
        self._schema = schema
        self.summary = Paragraph("", theme.ink)
        self.files = FileTable(theme)
        self.preview = TextPreview(schema, theme, replace(look, text_px=min(18, look.text_px)))
        self.labels = LabelMap(schema, theme)
        self.owner = OwnerChoice(theme)
        self.columns = TableColumns(theme)
        self.pairs = PairList(theme)
        self.remove = QPushButton(_("Take off the list"))
        self.choose_files = QPushButton(_("More files…"))
        self.choose_folder = QPushButton(_("A folder…"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.sides = TwoSides(self._asked(), self.preview, least=(_LEAST_ASKED, _LEAST_TEXT))
        column.addWidget(self.sides)
        self._connect()

    def _asked(self) -> QWidget:
        buttons = QWidget()
        buttons.setObjectName("clear")
        flow = Flow(buttons, spacing=8)
        flow.setContentsMargins(0, 0, 0, 0)
        for button in (self.choose_files, self.choose_folder, self.remove):
            flow.addWidget(button)
        asked = QWidget()
        asked.setObjectName("clear")
        column = QVBoxLayout(asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.summary, self.files, buttons, self.columns, self.owner, self.labels, self.pairs):
            column.addWidget(widget)
        column.addStretch()
        return asked

    def _connect(self) -> None:
        intake = self._intake
        self.files.chosen.connect(self._show_file)
        self.remove.clicked.connect(lambda _on=False: self._remove())
        self.preview.how_chosen.connect(self._read_so)
        self.columns.columns_chosen.connect(self._name_columns)
        self.labels.mapped.connect(lambda label, ours: intake.want(intake.wish.mapped(label, ours)))
        self.labels.map_read_requested.connect(self._read_map)
        self.labels.map_kept_requested.connect(self._keep_map)
        self.owner.chosen.connect(
            # While the name is still to be written there is nothing new to look at.
            lambda name: intake.want(replace(intake.wish, annotator=name), looks=name != UNNAMED)
        )
        self.pairs.skips_chosen.connect(
            lambda skips: intake.want(replace(intake.wish, skips=skips), looks=False)
        )

    def show_seen(self) -> None:
        """Show what was found; what was found before stays in sight while it is looked at again."""
        wish, seen = self._intake.wish, self._intake.seen
        if seen is None:
            self.summary.say(_("Looking at the files…"), self._theme.muted)
            return
        if self._intake.problem:
            self.summary.say(self._intake.problem, self._theme.bad)
        else:
            words = seen_words(seen)
            if words != self.summary.text():
                announce(self, words)
            self.summary.say(words, self._theme.ink)
        self.files.setVisible(bool(seen.files))
        self.remove.setVisible(bool(seen.files))
        self.files.show_files(seen.files)
        self.owner.setVisible(bool(seen.labels))
        self.labels.setVisible(bool(seen.labels))
        if seen.labels:
            self.owner.show_owner(wish.annotator, names=self._annotators())
            self.labels.show_labels(seen.labels, unknown=seen.unknown, chosen=wish.labels)
        self.pairs.setVisible(bool(seen.pairs))
        self.pairs.show_pairs(seen.pairs, skips=wish.skips)

    def first_question(self) -> QWidget:
        """Return the first field that waits for an answer, the list of files where none does."""
        waiting = [self.labels.boxes[label] for label in self._intake.missing if label in self.labels.boxes]
        if waiting:
            return waiting[0]
        file = self.files.current()
        if file is not None and file.refusal and file.people:
            return self.preview.how.by
        text = self.columns.boxes["text"]
        is_asked = self.columns.isVisibleTo(self) and not (self._intake.seen or Seen()).is_any
        return text if is_asked else self.files if self.files.isVisibleTo(self) else self.choose_files

    def _show_file(self, file: SeenFile | None) -> None:
        seen = self._intake.seen
        how = self._intake.wish.how(file.path) if file is not None else AS_FOUND
        formats = seen.formats if seen is not None else ()
        self.preview.show_file(file, how, formats=formats, labels=self._intake.wish.labels)
        self.columns.show_file(file, dict(how.columns))

    def _read_map(self) -> None:
        try:
            labels = chosen_map(self, self._schema)
        except AnnotatorError as error:
            self.labels.complain(refusal_words(error))
            return
        wish = self._intake.wish
        self._intake.want(replace(wish, labels={**wish.labels, **labels}))

    def _keep_map(self) -> None:
        try:
            named_map(self, self._intake.wish.labels)
        except AnnotatorError as error:
            self.labels.complain(refusal_words(error))

    def _path(self) -> Path | None:
        file = self.files.current()
        return None if file is None else file.path

    def _remove(self) -> None:
        path = self._path()
        if path is not None:
            self._intake.remove(path)

    def _read_so(self, how: HowRead) -> None:
        path = self._path()
        if path is not None:
            self._intake.read_so(path, how)

    def _name_columns(self, columns: dict[str, str]) -> None:
        path = self._path()
        if path is not None:
            how = self._intake.wish.how(path)
            self._intake.read_so(path, replace(how, columns=tuple(sorted(columns.items()))))


def seen_words(seen: Seen) -> str:
    """Return what was found, as a sentence or two."""
    parts = []
    if seen.documents or not seen.already_there:
        new = n_("{count} article", "{count} articles", seen.documents)
        parts.append(new.format(count=number(seen.documents)))
    if seen.already_there:
        there = n_("{count} is there already", "{count} are there already", seen.already_there)
        parts.append(there.format(count=number(seen.already_there)))
    if seen.spans:
        parts.append(n_("{count} span", "{count} spans", seen.spans).format(count=number(seen.spans)))
    bad = sum(bool(one.refusal) for one in seen.files)
    if bad:
        words = n_("{count} file is refused", "{count} files are refused", bad)
        parts.append(words.format(count=number(bad)))
    if seen.ignored:
        other = n_("{count} file of another kind", "{count} files of other kinds", seen.ignored)
        parts.append(other.format(count=number(seen.ignored)))
    return " ".join([_(" · ").join(parts), *seen.refused])
