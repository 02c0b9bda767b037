"""One dispute: what it is about, its lanes, and the answers that can be given."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.adjudication.disputes import Case, Dispute
from annotator.errors import AnnotatorError
from annotator.gui.announcing import announce
from annotator.gui.article import Look
from annotator.gui.keymap import KeyMap
from annotator.gui.lead.answers import MOST, NOTHING, Answer, AnswerButton, Answers
from annotator.gui.lead.docket import Names, alike, lanes_of, people, row_words
from annotator.gui.lead.gold_lane import GoldLane
from annotator.gui.lead.imported_gold import ImportedGold
from annotator.gui.lead.lanes import LanesView, cut, fitting, inside, passage, said
from annotator.gui.lead.writing import Begun, Draft
from annotator.gui.lead.writing_bar import WritingBar
from annotator.gui.still_text import StillText, Words
from annotator.gui.theme import Theme
from annotator.model import GOLD, Span
from annotator.project.file import Project
from annotator.text.reading import Reading
from annotator.words import _, n_, number

_HEAD: Final = 46
_CHIP: Final = 24
"""Pixels above a place that its label takes, and a third of it below for its lines."""


class DisputeView(QWidget):
    """Shows a case of gold's desk. Rulings are wishes."""

    ruled = Signal(object, bool, str)
    """The spans of the answer that is wished, whether for all alike places, and what it is called."""
    told = Signal(str)
    refused = Signal(str)
    place_requested = Signal(str, int, int)
    writing_changed = Signal()
    next_requested = Signal()

    def __init__(
        self,
        project: Project,
        look: Look,
        theme: Theme,
        keys: KeyMap,
        *,
        lead: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._project, self._theme, self._look = project, theme, look
        self._reading = Reading("")
        self._marked: Mapping[str, tuple[Span, ...]] = {}
        self.within = (0, 0)
        """The passage that the lanes show."""
        self._called: Names = {}
        self.case: Case | None = None
        self._title = ""
        self._alike = 1
        self.is_left = False
        """Whether gold of the article was imported, and is left alone."""
        self.asked_cause = ""
        """The cause that a lead asked for, said before the others."""
        self._head = StillText(_HEAD)
        self.open = QPushButton(_("Open the article here"))
        self.open.setObjectName("link")
        self.next = AnswerButton(_("Next"), "", keys, theme, actions="next_suggestion")
        self.lanes = LanesView(look, project.schema, theme)
        self.draft = Draft(project, lead, self)
        self.gold = GoldLane(self.draft, look, theme, keys, over=self)
        self.answers = Answers(keys, theme)
        self.imported = ImportedGold(theme)
        self.writing = WritingBar(keys, theme)
        self.writing.hide()
        self._refitting = QTimer(self, singleShot=True, interval=0)
        self._refitting.timeout.connect(self._show_lanes)
        self._scrolling = QTimer(self, singleShot=True, interval=0)
        self._scrolling.timeout.connect(self._scroll_to_difference)
        self._build()
        self.answers.chosen.connect(lambda place, is_all: self.answer(place, is_all=is_all))
        self.answers.write_requested.connect(self.write)
        self.open.clicked.connect(self._wish_place)
        self.next.clicked.connect(self.next_requested)
        self.writing.taken.connect(lambda is_all: self.take_written(is_all=is_all))
        self.writing.palette_requested.connect(self.gold.offering.offer)
        self.writing.left.connect(self.leave)
        self.gold.told.connect(self.told)
        self.draft.refused.connect(self.refused)

    def show_case(self, case: Case, *, place: int, alike: int, called: Names, is_left: bool = False) -> None:
        """Show a case that is the one numbered `place`, from 0, of so many that are alike."""
        self.leave()
        self.is_left = is_left
        self.answers.setHidden(is_left)
        self.imported.setVisible(is_left)
        self.case, self._alike, self._called = case, alike, called
        if not self._read(case.dispute):
            return
        self._say_head(place)
        self._show_lanes()
        self.answers.show_answers(self._answers(), alike=alike, has_main=not case.is_settled)
        self._scroll.verticalScrollBar().setValue(0)
        announce(self, f"{self._head.text()}. {_(' / ').join(one.tip for one in self._answers())}")

    def _show_lanes(self) -> None:
        """Show as much of the sentence as leaves all lanes in sight, where that is possible."""
        if self.case is None or self.gold.is_writing():
            return
        dispute = self.case.dispute
        ring = dispute.start, dispute.end
        count = len(dispute.variants) + (self.case.is_settled or self.is_left)
        longest = fitting(self._look, self._scroll.viewport().size(), lanes=count)
        self.within = passage(self._reading, *self._whole(*ring), longest=longest)
        lanes = lanes_of(
            self.case, self._marked, within=self.within, called=self._called, is_left=self.is_left
        )
        self.lanes.show_lanes(
            lanes, self._reading.text, ring=ring, within=self.within, cut=cut(self._reading, self.within)
        )
        self._scrolling.start()

    def _scroll_to_difference(self) -> None:
        """Bring the place into sight in as many lanes as there is room for, from the first one on."""
        if self.case is None:
            return
        if self.gold.is_writing():
            self._scroll.verticalScrollBar().setValue(self.gold.y())  # below it nothing stands
            return
        room, value, top = self._scroll.viewport().height(), 0, 0
        dispute = self.case.dispute
        for place, lane in enumerate(self.lanes.lanes()):
            article, by = lane.article, lane.article.lead - self.within[0]
            box = article.map.range_rect(dispute.start + by, dispute.end + by)
            y = article.viewport().mapTo(self._inside, box.topLeft()).y()
            top = y if place == 0 else top
            bottom = y + box.height() + _CHIP // 3
            if place and bottom - room > top:
                break
            value = max(value, bottom - room)
        self._scroll.verticalScrollBar().setValue(value)

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """Return a range with all of the spans that somebody marked over it."""
        spans = (span for marked in self._marked.values() for span in marked)
        over = [span for span in spans if span.start < end and start < span.end]
        return min([start, *(one.start for one in over)]), max([end, *(one.end for one in over)])

    def minimumSizeHint(self) -> QSize:
        """Return the least size in pixels; the height follows from the width alone."""
        return QSize(super().minimumSizeHint().width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more or less of the sentence."""
        super().resizeEvent(event)
        self._refitting.start()

    def answer(self, place: int, *, is_all: bool) -> None:
        """Wish for the answer at a place of those shown, for all alike places or for this one."""
        if self.case is None or self.gold.is_writing() or self._refuses():
            return
        variants = self.case.dispute.variants
        if place == NOTHING:
            self._wish((), is_all=is_all)
        elif place < len(variants):
            self._wish(variants[place].spans, is_all=is_all)

    def write(self) -> None:
        """Begin to write the answer anew, from what most gave."""
        if self.case is None or self.gold.is_writing() or self._refuses():
            return
        dispute, ruling = self.case.dispute, self.case.ruling if self.case.is_settled else None
        spans = ruling.spans if ruling is not None else dispute.variants[0].spans
        agreed = alike(self._marked, dispute.annotators)
        kept = [span for span in self._marked[GOLD] if span.end <= dispute.start or dispute.end <= span.start]
        # The whole sentence, for an edge may go anywhere in it.
        within = passage(self._reading, *self._whole(dispute.start, dispute.end))
        settled = inside(sorted({*agreed, *kept} - set(spans)), *within)
        begun = Begun(dispute.document_id, self._reading.text, within, tuple(spans), settled)
        self.answers.hide()
        self.writing.begin(alike=self._alike)
        self.gold.begin(begun, ring=(dispute.start, dispute.end))
        self.writing_changed.emit()
        self._scrolling.start()

    def _refuses(self) -> bool:
        """Say why nothing is ruled where gold was imported, and tell whether it was."""
        if self.is_left:
            self.refused.emit(_("Gold of this article was imported: take it out first to rule here."))
        return self.is_left

    def take_written(self, *, is_all: bool = False) -> None:
        """Wish for what is written; it stays until it is left, for the wish may be refused."""
        self._wish(self.draft.written(), is_all=is_all)

    def leave(self) -> bool:
        """Leave what is written; tell whether anything was."""
        was = self.gold.is_writing()
        if was:
            self.gold.end()
            self.writing.hide()
            self.answers.show()
            self.writing_changed.emit()
        return was

    def show_look(self, look: Look) -> None:
        """Draw the sentences in another look."""
        self._look = look
        self.lanes.show_look(look)
        self.gold.article.set_look(look)
        self.gold.article.fit()
        self._refitting.start()

    def _build(self) -> None:
        inside = self._inside = QWidget()
        inside.setObjectName("paper")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.lanes)
        column.addWidget(self.gold)
        column.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        # Lanes find their heights one after the other.
        self._scroll.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._scrolling.start())
        top = QHBoxLayout()
        top.addWidget(self._head, 1)
        top.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.next, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 10, 14, 12)
        whole.setSpacing(8)
        whole.addLayout(top)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self.writing)
        whole.addWidget(self.answers)
        whole.addWidget(self.imported)

    def _say_head(self, place: int) -> None:
        if self.case is None:
            return
        words = row_words(self.case.dispute, self._project.schema, first=self.asked_cause)
        if self._alike > 1:
            of = n_("{place} of {count} place", "{place} of {count} places", self._alike).format(
                place=number(place + 1), count=number(self._alike)
            )
            words = _("{place} — {words}").format(words=words, place=of)
        self._head.say(
            [Words(words, self._theme.ink, 15, is_bold=True), Words(self._title, self._theme.muted, 13)]
        )

    def _answers(self) -> list[Answer]:
        if self.case is None:
            return []
        variants, text = self.case.dispute.variants, self._reading.text
        found = [
            Answer(
                place,
                str(place + 1),
                _("as {names}").format(names=people(variant, self._called)),
                said(variant.spans, text, self._project.schema),
            )
            for place, variant in enumerate(variants[:MOST])
        ]
        if all(variant.spans for variant in variants):
            found.append(Answer(NOTHING, "0", _("nothing here"), _("Nothing is marked here.")))
        return found

    def _wish(self, spans: Sequence[Span], *, is_all: bool) -> None:
        words = said(spans, self._reading.text, self._project.schema)
        self.ruled.emit(tuple(spans), is_all, words)

    def _read(self, dispute: Dispute) -> bool:
        """Read the text, and what those who gave an answer marked in it; tell whether that was possible."""
        id_ = dispute.document_id
        try:
            document = self._project.documents.get(id_)
            names = (*dispute.annotators, GOLD)
            self._marked = {name: self._project.annotations.get(id_, name).spans for name in names}
        except AnnotatorError as error:
            self.refused.emit(str(error))
            return False
        self._title = document.title or id_
        if document.text != self._reading.text:
            self._reading = Reading(document.text)
        return True

    def _wish_place(self) -> None:
        if self.case is not None:
            dispute = self.case.dispute
            self.place_requested.emit(dispute.document_id, dispute.start, dispute.end)
