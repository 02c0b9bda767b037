"""What each action of the table does in one window: ids of actions joined to functions."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.errors import NothingToLabel
from annotator.gui.parts import go_round
from annotator.gui.tour import tour_of

if TYPE_CHECKING:
    from annotator.gui.desk import Desk
    from annotator.gui.window import MainWindow

Commands = dict[str, Callable[[], object]]


def commands_of(window: "MainWindow") -> Commands:
    """Return the function behind every action of the table."""
    return _decisions(window) | _documents(window) | _finding(window) | _view(window)


def _decisions(window: "MainWindow") -> Commands:
    desk = window.labelling.desk
    return {
        "next_suggestion": desk.go_on,
        "previous_suggestion": lambda: desk.go_on(forward=False),
        "accept": desk.accept,
        "reject": desk.reject,
        "palette": window.labelling.offering.offer,
        "lexicon_add": window.names.add,
        "lexicon_refuse": window.names.refuse,
        **at_desk(desk),
        "note": desk.questions.note,
        "ask": desk.questions.ask,
        "skip": desk.questions.skip,
    }


def at_desk(desk: "Desk") -> Commands:
    """Return what moves the edges of what is in hand, takes up another, and takes back: at any desk."""
    return {
        "start_out": lambda: desk.move_edge(is_start=True, outwards=True),
        "start_in": lambda: desk.move_edge(is_start=True, outwards=False),
        "end_out": lambda: desk.move_edge(is_start=False, outwards=True),
        "end_in": lambda: desk.move_edge(is_start=False, outwards=False),
        "next_item": lambda: desk.step(forward=True),
        "previous_item": lambda: desk.step(forward=False),
        "outer_item": lambda: desk.climb(outwards=True),
        "inner_item": lambda: desk.climb(outwards=False),
        "undo": desk.past.undo,
        "redo": desk.past.redo,
    }


def _documents(window: "MainWindow") -> Commands:
    page, desk = window.labelling, window.labelling.desk
    return {
        "accept_rest": desk.accept_rest,
        "finish": desk.finish,
        "next_document": lambda: page.step(1),
        "previous_document": lambda: page.step(-1),
        "import": window.doors.open_import,
        "export": window.doors.open_export,
        "quit": window.close,
    }


def _finding(window: "MainWindow") -> Commands:
    page = window.labelling
    return {
        "find": page.searching.find,
        "find_next": lambda: page.searching.step(forward=True),
        "find_previous": lambda: page.searching.step(forward=False),
        "find_project": lambda: _on_page(window, page.searching.find_in_project),
        "filter": lambda: _on_page(window, page.searching.filter_list),
    }


def _on_page(window: "MainWindow", act: Callable[[], object]) -> None:
    """Do something on the labelling page, whatever page is in sight."""
    window.show_page("labelling")
    act()


def _rule_here(window: "MainWindow") -> None:
    """Lead to gold of what is selected or in hand, or of the word at the caret."""
    hand, sheet = window.labelling.desk.hand, window.session.sheet
    if sheet is None:
        return
    start, end = hand.selection
    if start >= end:
        item = hand.item
        place = (item.start, item.end) if item is not None else sheet.reading.word_range(hand.caret)
        if place is None:
            window.session.refuse(NothingToLabel())
            return
        start, end = place
    window.leads.rule_on(sheet.document.id, start, end)


def _show_reports(window: "MainWindow") -> None:
    """Show the errors that were met, beside the window."""
    from annotator.gui.reports_dialog import ReportsDialog

    window.show_beside(ReportsDialog(window.settings.look.theme, window))


def _view(window: "MainWindow") -> Commands:
    return {
        "labelling": lambda: window.show_page("labelling"),
        "suggestions": lambda: window.show_page("suggestions"),
        "agreement": lambda: window.show_page("agreement"),
        "adjudication": lambda: window.show_page("adjudication"),
        "progress": lambda: window.show_page("progress"),
        "rule_here": lambda: _rule_here(window),
        "history": window.show_history,
        "show_removed": window.show_removed,
        "keys": window.show_keys,
        "tour": lambda: tour_of(window).start(),
        "reports": lambda: _show_reports(window),
        "about": window.show_about,
        "next_part": lambda: go_round(window.parts(), forward=True),
        "previous_part": lambda: go_round(window.parts(), forward=False),
        "show_invisible": window.show_invisible,
        "show_list": window.labelling.show_list,
        "larger": lambda: window.zoom(1),
        "smaller": lambda: window.zoom(-1),
        "usual_size": lambda: window.zoom(0),
    }
