"""Takes along into a window made anew, for another language or theme, what a person had set up in the old."""

from typing import TYPE_CHECKING

from annotator.gui.labelling_page import LabellingPage
from annotator.gui.searching import Searching
from annotator.gui.tour import carry_on

if TYPE_CHECKING:
    from annotator.gui.window import MainWindow


def carry(old: "MainWindow", new: "MainWindow") -> None:
    """Show in `new` what `old` showed beside the document: page, filter, searches, what was half written."""
    before, page = old.labelling, new.labelling
    page.asking.inherit(before.asking)
    _carry_list(before, page)
    _carry_searches(before.searching, page.searching)
    new.leads.take_over(old.leads)
    if old.page_name() != "labelling":
        new.show_page(old.page_name())
    else:
        page.article.setFocus()
    new.notice.tell(old.notice.upgrades)
    carry_on(old, new)
    new.doors.open_again()


def _carry_list(before: LabellingPage, page: LabellingPage) -> None:
    if not before.documents.wanted.is_anything:
        page.documents.show(before.documents.wanted)
    page.beside.setHidden(before.beside.isHidden())


def _carry_searches(before: Searching, searching: Searching) -> None:
    searching.panel.set_mode(before.panel.mode())
    if before.panel.query():
        searching.panel.field.setText(before.panel.query())
    if before.is_panel_shown:
        searching.find_in_project()
    searching.bar.set_mode(before.bar.mode())
    if before.in_article.is_open:
        searching.bar.field.setText(before.bar.query())
        searching.in_article.take_up()
