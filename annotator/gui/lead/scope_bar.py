"""What is compared, chosen in one row: people, labels, articles, days; and how names are shown."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from annotator.agreement.scope import Scope
from annotator.gui.flow import Flow
from annotator.gui.kept_keys import BUTTON, keep_keys
from annotator.gui.lead.days import DaysPicker
from annotator.gui.lead.picking import Picker
from annotator.gui.switch import Switch
from annotator.gui.theme import Theme
from annotator.words import _

if TYPE_CHECKING:
    from annotator.gui.lead.counting import Article


class ScopeBar(QWidget):
    """Holds a choice, and tells of every change of it."""

    scope_changed = Signal()
    earlier_changed = Signal()
    """Whether earlier passes are wanted is another: that has to be counted."""
    names_changed = Signal()
    """Names are to be shown, or no longer."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self._articles: Sequence[Article] = ()
        self.people = Picker(_("Annotators"))
        self.labels = Picker(_("Labels"))
        self.outlets = Picker(_("Outlets"))
        self.articles = Picker(_("Articles"))
        self.days = DaysPicker()
        self.common = Switch(_("Only what all of them finished"), theme, shows_words=True)
        self.earlier = Switch(_("Earlier passes"), theme, shows_words=True)
        self.nameless = Switch(_("Hide names"), theme, shows_words=True)
        self.save = QPushButton(_("Save…"))
        self.save.setEnabled(False)
        self.save.setAutoDefault(True)  # Enter opens its menu, too
        keep_keys(self.save, *BUTTON, "Down")
        self.all = QPushButton(_("Show everything"))
        self.all.setObjectName("link")
        keep_keys(self.all, *BUTTON)
        for switch in (self.common, self.earlier, self.nameless):
            keep_keys(switch, *BUTTON)
            switch.setFixedHeight(self.days.sizeHint().height())  # level with what stands beside it
        self.row = Flow(self, spacing=8)
        self.row.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in (
            *self._pickers(),
            self.days,
            self.common,
            self.earlier,
            self.nameless,
            self.save,
            self.all,
        ):
            self.row.addWidget(widget)
        self._connect()
        self._show_whether_all()

    def _pickers(self) -> tuple[Picker, ...]:
        return self.people, self.labels, self.outlets, self.articles

    def _connect(self) -> None:
        for picker in self._pickers():
            picker.picked.connect(self._change)
        self.days.picked.connect(self._change)
        self.common.toggled.connect(self._change)
        self.earlier.toggled.connect(self.earlier_changed)
        self.nameless.toggled.connect(self.names_changed)
        self.all.clicked.connect(self.choose_all)

    def offer(
        self, people: Mapping[str, str], labels: Mapping[str, str], articles: "Sequence[Article]"
    ) -> None:
        """Offer people and labels by their ids with their words, and articles; what was chosen stays."""
        self._articles = articles
        self.people.offer(list(people.items()))
        self.labels.offer(list(labels.items()))
        outlets = sorted({one.outlet for one in articles if one.outlet})
        self.outlets.offer([(outlet, outlet) for outlet in outlets])
        self.outlets.setVisible(len(outlets) > 1)
        self.articles.offer([(one.id, one.title or one.id) for one in articles])
        self._show_whether_all()

    def scope(self) -> Scope:
        """Return what is chosen."""
        labels, (after, before) = self.labels.keys(), self.days.days
        return Scope(
            annotators=self.people.keys(),
            documents=self._documents(),
            labels=frozenset(labels) if labels else None,
            after=after,
            before=before,
            common=self.common.isChecked(),
        )

    def take_over(self, other: "ScopeBar") -> None:
        """Choose what another bar has chosen, of what it offers, and tell nobody."""
        self._articles = other._articles
        for picker, theirs in zip(self._pickers(), other._pickers(), strict=True):
            picker.blockSignals(True)
            picker.offer(theirs.choices.listed)
            picker.pick(theirs.keys())
            picker.blockSignals(False)
        pairs = ((self.common, other.common), (self.earlier, other.earlier), (self.nameless, other.nameless))
        for switch, before in pairs:
            switch.blockSignals(True)
            switch.setChecked(before.isChecked())
            switch.blockSignals(False)
        self.days.blockSignals(True)
        self.days.pick(other.days.days)
        self.days.blockSignals(False)
        self.outlets.setHidden(other.outlets.isHidden())
        self._show_whether_all()

    def choose_all(self) -> None:
        """Choose everything, as before anything was chosen."""
        for widget in (*self._pickers(), self.days, self.common):
            widget.blockSignals(True)
        for picker in self._pickers():
            picker.pick(())
        self.days.pick((None, None))
        self.common.setChecked(False)
        for widget in (*self._pickers(), self.days, self.common):
            widget.blockSignals(False)
        self._change()

    def _documents(self) -> frozenset[str] | None:
        outlets, articles = set(self.outlets.keys()), set(self.articles.keys())
        if not outlets and not articles:
            return None
        return frozenset(
            one.id
            for one in self._articles
            if (not outlets or one.outlet in outlets) and (not articles or one.id in articles)
        )

    def _change(self) -> None:
        self._show_whether_all()
        self.scope_changed.emit()

    def _show_whether_all(self) -> None:
        self.all.setVisible(self.scope() != Scope())
