"""The document list with what is wanted of it above, and what to do where nothing is like that."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.document_list import DocumentList
from annotator.gui.documents import Documents
from annotator.gui.kept_keys import BUTTON, keep_keys
from annotator.gui.list_filter import ListFilter
from annotator.gui.listing import Order, Wanted
from annotator.gui.marks import label_words
from annotator.gui.session import Session
from annotator.gui.theme import Theme
from annotator.words import _


class ListPane(QWidget):
    """Shows the documents that a person wants to see, in the order that he chose."""

    order_chosen = Signal(object)
    """An Order, to be kept."""

    def __init__(
        self, session: Session, documents: Documents, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._documents = documents
        schema = session.project.schema
        names = [(label.id, label_words(schema, label.id)) for label in schema.labels]
        self.filter = ListFilter(documents, names, theme)
        self.list = DocumentList(documents, theme)
        self._below = QStackedWidget()
        self._below.addWidget(self.list)
        self._below.addWidget(self._build_nothing())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter)
        column.addWidget(self._below, 1)
        self.filter.wanted_changed.connect(self._show_wanted)
        self.filter.order_chosen.connect(self._choose_order)
        self.filter.list_requested.connect(self._go_into_list)
        documents.modelReset.connect(self._follow)
        session.others_wrote.connect(self._look_up_again)

    def hold(self, document_id: str) -> None:
        """Show which document is on the desk; it is in the list, wanted or not."""
        self._documents.hold(document_id)
        self.list.show_open(self._documents.index(self._documents.row_of(document_id)))
        self.filter.count()

    def sort_by(self, order: Order) -> None:
        """Put the documents into an order, by what is known of them."""
        self._documents.sort_by(order)

    def _choose_order(self, order: Order) -> None:
        # How uncertain its suggestions are follows no decision; an order that is asked for is a true one.
        self._documents.reset(self._session.summaries())
        self.sort_by(order)
        self.list.scrollToTop()  # what the order puts first is what was asked for
        self.order_chosen.emit(order)

    def _show_wanted(self, wanted: Wanted) -> None:
        is_same = wanted.labels == self._documents.wanted.labels
        self._documents.show(wanted if is_same else self._filled(wanted))

    def _look_up_again(self) -> None:
        """Look up anew which documents carry the labels that are wanted, as others labelled meanwhile."""
        wanted = self._documents.wanted
        if wanted.labels:
            self._documents.show(self._filled(wanted))

    def _filled(self, wanted: Wanted) -> Wanted:
        """Look up which documents carry a label that is wanted."""
        documents, annotator = self._session.project.documents, self._session.annotator
        found = [documents.with_label(label, annotator=annotator) for label in wanted.labels]
        return wanted.carried_by(frozenset().union(*found) if found else None)

    def _follow(self) -> None:
        """Say how many are shown, and show the document on the desk again in its new place."""
        self.filter.refresh()
        self._below.setCurrentIndex(0 if self._documents.matching() or not self._documents.known else 1)
        sheet = self._session.sheet
        row = self._documents.row_of(sheet.document.id) if sheet is not None else -1
        if row >= 0:
            self.list.show_open(self._documents.index(row))

    def _go_into_list(self) -> None:
        if self._documents.matching():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_nothing(self) -> QWidget:
        words = QLabel(_("No article is like that"))
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = QPushButton(_("Show all"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.filter.show_all)
        keep_keys(button, *BUTTON)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 40, 20, 0)
        column.setSpacing(12)
        column.addWidget(words)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return page
