"""The agreement page: what is compared in one row, beneath it how far people agree and why not."""

import shlex
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.lead.agreement_view import AgreementView
from annotator.gui.lead.counting import Counting
from annotator.gui.lead.narrowing import Narrowing, narrowing_of
from annotator.gui.lead.report_files import ReportFiles
from annotator.gui.lead.scope_bar import ScopeBar
from annotator.gui.lead.waiting import Nothing, Waiting
from annotator.gui.paragraph import Paragraph
from annotator.gui.theme import Theme
from annotator.project.file import Project
from annotator.reports.called import Called
from annotator.words import _, n_, number

if TYPE_CHECKING:
    from annotator.gui.lead.counting import Answer, Counted


class AgreementPage(QWidget):
    """What a lead reads of two or more annotators' finished articles."""

    told = Signal(str)
    refused = Signal(str)
    document_requested = Signal(str, int, int)
    disputes_requested = Signal(str, str, object)
    """Disputes of a cause, a label and two annotators are to be shown; "" and () for any."""
    answered = Signal()
    """Figures are shown, for now without intervals."""
    counted = Signal()
    """The figures with their intervals, or why there are none, are shown."""

    def __init__(self, project: Project, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project, self._theme = project, theme
        self._counted: Counted | None = None
        self._answer: Answer | None = None
        self.setObjectName("paper")
        self.setAccessibleName(_("Agreement"))
        self.bar = ScopeBar(theme)
        self.summary = Paragraph("", theme.muted, px=13)
        self.waiting, self.nothing = Waiting(theme), Nothing(theme)
        self.view = AgreementView(project, theme)
        self._below = QStackedWidget()
        for widget in (self.waiting, self.nothing, self.view):
            self._below.addWidget(widget)
        self._counting = Counting(project, self.called, self)
        self.files = ReportFiles(project, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QWidget()
        head.setObjectName("bar")
        inside = QVBoxLayout(head)
        inside.setContentsMargins(24, 10, 24, 8)
        inside.setSpacing(6)
        inside.addWidget(self.bar)
        inside.addWidget(self.summary)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._below, 1)

    def _connect(self) -> None:
        counting = self._counting
        counting.counted.connect(self._offer)
        counting.answered.connect(self._show)
        counting.failed.connect(self._refuse)
        counting.progressed.connect(self.waiting.show_progress)
        self.bar.scope_changed.connect(lambda: counting.answer(self.bar.scope()))
        self.bar.earlier_changed.connect(self.refresh)
        self.bar.names_changed.connect(self._show_names)
        self.waiting.cancelled.connect(self._give_up)
        self.nothing.acted.connect(self._act)
        self.bar.save.clicked.connect(self._offer_files)
        self.files.told.connect(self.told)
        self.files.refused.connect(self.refused)
        self.view.shown.connect(self._tell)
        self.view.told.connect(self.told)
        self.view.refused.connect(self.refused)
        self.view.disputes_requested.connect(self.disputes_requested)

    def refresh(self) -> None:
        """Count anew beside the window, unless nothing was written since."""
        if self._answer is None:
            self.waiting.show_progress(0, 0)
            self._below.setCurrentWidget(self.waiting)
        self._counting.count(self.bar.scope(), earlier=self.bar.earlier.isChecked())

    def stop(self) -> None:
        """Give up counting, if that is under way."""
        self._counting.stop()
        self.files.stop()
        self.view.bias.stop()

    def parts(self) -> list[QWidget]:
        """Return the parts that one key goes round."""
        return [self.bar, self._below]

    def called(self) -> Called:
        """Return what labels and people are called here."""
        schema = self._project.schema
        colours = {label.id: self._theme.colour_of(label) for label in schema.labels}
        names = self._counted.names if self._counted else ()
        return Called.by(schema, colours=colours, nameless_of=names if self.bar.nameless.isChecked() else ())

    def narrowing(self) -> Narrowing | None:
        """Return what is chosen, for the places behind the figures; None where it is everything."""
        return narrowing_of(self._counted, self.bar.scope()) if self._counted is not None else None

    def shown_answer(self) -> "Answer | None":
        """Return what was answered last."""
        return self._answer

    def _offer(self, counted: "Counted") -> None:
        self._counted = counted
        self._name_choices()

    def _name_choices(self) -> None:
        if self._counted is None:
            return
        called, counts = self.called(), self._counted.counts
        names = sorted(self._counted.people, key=lambda name: (called.place(name), name))
        people = {name: called.people.get(name, name) for name in names}
        labels = {id_: called.label(id_) for id_ in counts.labels}
        self.bar.offer(people, labels, self._counted.articles)

    def _show(self, answer: "Answer") -> None:
        self._answer = answer
        agreement = answer.agreement
        if agreement.documents or agreement.gold or answer.own:
            self.view.show_answer(answer)
            self.bar.save.setEnabled(not answer.is_quick)
            self._below.setCurrentWidget(self.view)
        else:
            self.bar.save.setEnabled(False)
            self._say_nothing()
            self._tell(answer)
        self._summarise(answer)

    def _show_names(self) -> None:
        self._name_choices()
        self._counting.answer(self.bar.scope())

    def _tell(self, answer: "Answer") -> None:
        self.answered.emit()
        if not answer.is_quick:
            self.view.bias.refresh_when_seen(answer.called)
            self.counted.emit()

    def _summarise(self, answer: "Answer") -> None:
        agreement = answer.agreement
        parts = [
            n_("{count} annotator", "{count} annotators", len(agreement.annotators)).format(
                count=number(len(agreement.annotators))
            ),
            n_("{count} article compared", "{count} articles compared", len(agreement.documents)).format(
                count=number(len(agreement.documents))
            ),
            n_("{count} word", "{count} words", agreement.words).format(count=number(agreement.words)),
        ]
        left_out = len(agreement.left_out)
        if left_out:
            words = n_(
                "{count} article left out, only one finished it",
                "{count} articles left out, only one finished them",
                left_out,
            )
            if agreement.scope.common:
                words = n_(
                    "{count} article left out, not all finished it",
                    "{count} articles left out, not all finished them",
                    left_out,
                )
            parts.append(words.format(count=number(left_out)))
        if self._counted is not None and self._counted.has_earlier and not answer.own:
            parts.append(_("no earlier passes: none of them finished an article twice"))
        if answer.is_quick:
            parts.append(_("intervals are being drawn…"))
        self.summary.say(_(" · ").join(parts))

    def _offer_files(self) -> None:
        if self._answer is not None:
            below = self.bar.save.mapToGlobal(QPoint(0, self.bar.save.height()))
            self.files.menu(self._answer, self.bar.save).popup(below)

    def _say_nothing(self) -> None:
        if self._counted is not None and len(self._counted.people) > 1 and not self.bar.all.isHidden():
            why = _("No two annotators have finished the same article in what is chosen.")
            self.nothing.say(why, button=_("Show everything"))
        else:
            project = shlex.quote(str(self._project.path))
            self.nothing.say(
                _("No two annotators have finished the same article yet."),
                hint=_("Have a second person finish the same articles, in this project under another name:"),
                command=f"annotator open {project} --annotator NAME",
            )
        self._below.setCurrentWidget(self.nothing)

    def _refuse(self, sentence: str) -> None:
        if self._answer is None:
            self.nothing.say(sentence, button=_("Try again"))
            self._below.setCurrentWidget(self.nothing)
        self.refused.emit(sentence)
        self.counted.emit()

    def _give_up(self) -> None:
        self._counting.stop()
        self.nothing.say(_("Counting was cancelled."), button=_("Count again"))
        self._below.setCurrentWidget(self.nothing)

    def _act(self) -> None:
        if self._answer is not None:
            self.bar.choose_all()
        else:
            self.refresh()
