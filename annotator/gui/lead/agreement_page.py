"""The agreement page: how far annotators agree, by label, why not, and the very sentences."""

import shlex
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.agreement.causes import words as cause_words
from annotator.agreement.comparison import Agreement, Disagreement, PairAgreement
from annotator.agreement.report import compare, said
from annotator.gui.article import Look
from annotator.gui.background import Job
from annotator.gui.blocks import card, command_line, heading
from annotator.gui.charts import Bar, Bars, Matrix
from annotator.gui.lanes_view import LanesView
from annotator.gui.marks import label_words
from annotator.gui.still_text import StillText, Words
from annotator.gui.theme import Theme
from annotator.model import Span
from annotator.project.file import Project
from annotator.text.clitics import name
from annotator.words import _, n_, number, quoted

Index = QModelIndex | QPersistentModelIndex


class Disagreements(QAbstractListModel):
    """The places where a pair of annotators differ, one line each."""

    def __init__(self, project: Project, places: list[tuple[PairAgreement, Disagreement]]) -> None:
        super().__init__()
        self._project, self._places = project, places
        self._texts: dict[str, str] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of places."""
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a place in words."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        _pair, place = self._places[index.row()]
        text = self.text(place.document_id)
        spans = [self._words(span, text) for span in (place.first, place.second)]
        return f"{cause_words(place.cause)}\n{spans[0]}  /  {spans[1]}"

    def place(self, row: int) -> tuple[PairAgreement, Disagreement]:
        """Return a place with the pair that it belongs to."""
        return self._places[row]

    def text(self, document_id: str) -> str:
        """Return a document's text, read once."""
        if document_id not in self._texts:
            self._texts[document_id] = self._project.documents.get(document_id).text
        return self._texts[document_id]

    def _words(self, span: Span | None, text: str) -> str:
        if span is None:
            return _("not marked")
        label = label_words(self._project.schema, span.label, span.sublabel)
        return f"{quoted(name(text, span.start, span.end))} {label}"


class AgreementPage(QScrollArea):
    """What a lead reads of two or more annotators' finished documents."""

    told = Signal(str)
    refused = Signal(str)
    document_requested = Signal(str, int, int)
    disputes_requested = Signal(str, str, object)
    """Disputes of a cause, a label and two annotators are to be shown; "" and () for any."""
    counted = Signal()
    """The figures, or why there are none, are shown."""

    def __init__(self, project: Project, theme: Theme, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project, self._theme, self._look = project, theme, look
        self._job: Job | None = None
        self._model: Disagreements | None = None
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Agreement"))
        self._say(_("Counting…"))

    def refresh(self) -> None:
        """Count anew, beside the window."""
        self.stop()
        job = self._job = Job(partial(_count, self._project.path), self)
        job.done.connect(self._show)
        job.failed.connect(self._refuse)
        job.broke.connect(lambda _bug: self._refuse(_("This should not have happened.")))
        job.start()

    def stop(self) -> None:
        """Give up counting, if that is under way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _refuse(self, sentence: str) -> None:
        self._job = None
        self._say(sentence, says_what_next=True)
        self.counted.emit()

    def _say(self, sentence: str, *, says_what_next: bool = False) -> None:
        inside = QWidget()
        inside.setObjectName("paper")
        column = QVBoxLayout(inside)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(_centred(sentence))
        if says_what_next:
            hint = _centred(
                _("Have a second person finish the same articles, in this project under another name:")
            )
            hint.setObjectName("muted")
            column.addWidget(hint)
            project = shlex.quote(str(self._project.path))
            command = command_line(f"annotator open {project} --annotator NAME")
            command.setFixedWidth(520)
            column.addWidget(command, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.setWidget(inside)

    def _show(self, result: Agreement) -> None:
        self._job = None
        inside = QWidget()
        inside.setObjectName("paper")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        figures = [self._headline(*one) for one in self._headlines(result)]
        column.addLayout(_row(figures, [1, 1, 1]))
        label_card = card(heading(_("By label, span F1")), self._by_label(result))
        cause_card = card(heading(_("Why they differ")), self._causes(result))
        column.addLayout(_row([label_card, cause_card], [3, 2]))
        column.addWidget(self._places(result))
        column.addWidget(card(heading(_("Labels of spans that overlap")), *self._confusion(result)))
        column.addStretch()
        self.setWidget(inside)
        self.counted.emit()

    def _headlines(self, result: Agreement) -> list[tuple[str, str, str]]:
        documents = n_("{count} document", "{count} documents", len(result.documents))
        people = _("{names} · {documents}").format(
            names=_(", ").join(f"\u2068{name}\u2069" for name in result.annotators),
            documents=documents.format(count=number(len(result.documents))),
        )
        flatters = _("over words, where most are not marked: it flatters")
        matched = sum(pair.spans.matched for pair in result.pairs)
        first, second = (
            sum(getattr(pair.spans, who) for pair in result.pairs) for who in ("first", "second")
        )
        alike = _("alike: {matched} of {first} and {second} spans").format(
            matched=number(matched), first=number(first), second=number(second)
        )
        places = sum(len(pair.disagreements) for pair in result.pairs)
        return [
            (_("Agreement, exact span F1"), said(result.f1), result.f1.sentence or people),
            (_("Cohen's κ"), said(result.kappa), result.kappa.sentence or flatters),
            (_("Places where they differ"), number(places), alike),
        ]

    def _headline(self, title: str, figure: str, note: str) -> QWidget:
        theme = self._theme
        words = [
            Words(title, theme.muted),
            Words(figure, theme.ink, 26, is_bold=True),
            Words(note, theme.muted, 13),
        ]
        text = StillText(110)
        text.say(words)
        return card(text)

    def _by_label(self, result: Agreement) -> QWidget:
        bars = []
        for id_, figure in result.labels.items():
            spans = result.spans(id_)
            label = self._project.schema.label(id_) if id_ in self._project.schema else None
            colour = self._theme.colour_of(label) if label else ""
            note = number(max(spans.first, spans.second))
            bars.append(Bar(self._label_name(id_), figure.value, said(figure), note, colour))
        bars.sort(key=lambda bar: -(bar.share or 0.0))
        return Bars(bars, self._theme, name=_("Span F1 by label"))

    def _causes(self, result: Agreement) -> QWidget:
        most = max(result.causes.values(), default=1)
        bars = [
            Bar(cause_words(cause), count / most, number(count)) for cause, count in result.causes.items()
        ]
        return Bars(bars, self._theme, name=_("Why they differ"))

    def _confusion(self, result: Agreement) -> list[QWidget]:
        """Return a matrix for each pair, under a line that says whose rows and whose columns they are."""
        made: list[QWidget] = []
        for pair in result.pairs:
            heads = [_("not marked") if id_ is None else id_ for id_ in pair.confusion.labels]
            names = [self._label_name(id_) for id_ in pair.confusion.labels]
            title = _("Rows are {first}, columns {second}.").format(first=pair.first, second=pair.second)
            matrix = Matrix(names, heads, pair.confusion.matrix(), self._theme, name=title)
            area = QScrollArea()
            area.setWidget(matrix)
            area.setFixedHeight(matrix.height() + 14)
            made += [heading(title), area]
        return made

    def _label_name(self, id_: str | None) -> str:
        if id_ is None:
            return _("not marked")
        return label_words(self._project.schema, id_) if id_ in self._project.schema else id_

    def _places(self, result: Agreement) -> QWidget:
        order = list(result.causes)
        places = [(pair, place) for pair in result.pairs for place in pair.disagreements]
        places.sort(key=lambda item: order.index(item[1].cause))
        model = self._model = Disagreements(self._project, places)
        listed = QListView()
        listed.setModel(model)
        listed.setAccessibleName(_("Disagreements"))
        listed.setObjectName("places")
        listed.setWordWrap(True)
        listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lanes = LanesView(self._look, self._project.schema, self._theme)
        opened = QPushButton(_("Open the article here"))
        opened.setEnabled(False)
        selection = listed.selectionModel()
        selection.currentChanged.connect(lambda now, _before: self._show_place(now, lanes, opened))
        opened.clicked.connect(lambda: self._wish(listed.currentIndex()))
        listed.doubleClicked.connect(self._wish)
        count = n_("{count} disagreement", "{count} disagreements", len(places))
        left = card(heading(count.format(count=number(len(places)))), listed)
        right = card(heading(_("The sentence, as each labelled it")), lanes, opened)
        row = QWidget()
        row.setLayout(_row([left, right], [2, 3]))
        row.setFixedHeight(520)
        if places:
            listed.setCurrentIndex(model.index(0))
        return row

    def _show_place(self, index: QModelIndex, lanes: LanesView, opened: QPushButton) -> None:
        if self._model is None or not index.isValid():
            return
        pair, place = self._model.place(index.row())
        annotations = self._project.annotations
        work = [(who, annotations.get(place.document_id, who).spans) for who in (pair.first, pair.second)]
        lanes.show_place(place, self._model.text(place.document_id), work)
        opened.setEnabled(True)

    def _wish(self, index: QModelIndex) -> None:
        if self._model is not None and index.isValid():
            _pair, place = self._model.place(index.row())
            spans = [span for span in (place.first, place.second) if span is not None]
            start, end = min(span.start for span in spans), max(span.end for span in spans)
            self.document_requested.emit(place.document_id, start, end)


def _row(widgets: Sequence[QWidget], shares: Sequence[int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(14)
    for widget, share in zip(widgets, shares, strict=True):
        row.addWidget(widget, share)
    return row


def _count(path: Path, **_watch: object) -> Agreement:
    with Project.open(path) as project:
        return compare(project)


def _centred(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
