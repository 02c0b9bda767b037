"""Rulings through the real window: read from the page, pressed by key, found again on disk."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.adjudication import gold, ruling
from annotator.adjudication.disputes import Rule
from annotator.agreement.causes import Cause
from annotator.gui.application import Application
from annotator.gui.dress import dress
from annotator.gui.exchange.export_assistant import ExportAssistant
from annotator.gui.label_rows import LabelRow
from annotator.gui.lead.adjudication_page import AdjudicationPage
from annotator.gui.lead.dispute_rows import ROW
from annotator.gui.paragraph import Paragraph
from annotator.model import GOLD, Span, State
from annotator.project.documents import NewDocument
from annotator.project.file import Project
from annotator.project.leads import declare_lead
from annotator.text.cleaning import clean
from tests.gui.conftest import TEXTS, find
from tests.gui.lead.conftest import AtGold

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
VISIT = TEXTS["visit"]
NAME = find(VISIT, "محمد بريظ")
LONG = find(VISIT, "اللواء محمد بريظ")
SECOND_NAME = find(VISIT, "محمد بريظ", 1)
RABATS = [find(VISIT, "الرباط", nth) for nth in range(2)]


@pytest.fixture
def disputed(project_path):
    """Two differ in a rank inside a name once, and in whether الرباط is marked at two places."""
    with Project.open(project_path) as project:
        store = project.annotations.store_finished
        both = [Span(*SECOND_NAME, "PERS")]
        store("amina", "visit", [*both, Span(*NAME, "PERS"), *(Span(*one, "GPE") for one in RABATS)])
        store("youssef", "visit", [*both, Span(*LONG, "PERS")])
        declare_lead(project.settings, "amina")
    return project_path


@pytest.fixture
def opened(at_gold: AtGold, disputed) -> Iterator[Application]:
    with at_gold(disputed) as application:
        yield application


@pytest.fixture
def page(opened) -> AdjudicationPage:
    return opened.window.leads.adjudication


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)


def stored(project_path) -> list[tuple[int, int, str]]:
    with Project.open(project_path) as project:
        return [(one.start, one.end, one.label) for one in project.annotations.get("visit", GOLD).spans]


def state(project_path) -> State:
    with Project.open(project_path) as project:
        return project.annotations.get("visit", GOLD).state


def rows(page: AdjudicationPage) -> list[tuple[str, int]]:
    model = page.pane.list.model()
    found = [model.index(row, 0).data(ROW) for row in range(model.rowCount())]
    return [(row.name, row.count) for row in found]


def choose(page: AdjudicationPage, name: str) -> None:
    page.pane.list.choose([row for row, _count in rows(page)].index(name))


AGREED = (*SECOND_NAME, "PERS")


def test_alike_disputes_are_one_row_the_most_frequent_first_and_the_list_has_the_keys(page):
    assert rows(page) == [("الرباط", 2), ("اللواء محمد بريظ", 1)]
    assert page.pane.list.hasFocus()
    assert "2 disputes" not in page.bar.said()
    assert "3 disputes open" in page.bar.said()
    lanes = page.view.lanes.lanes()
    assert [one.article.accessibleName() for one in lanes] == [
        "\u2068amina\u2069: «الرباط» Political entity",
        "\u2068youssef\u2069: not marked",
    ]


def test_a_digit_rules_one_place_and_undo_takes_it_back_by_name(qtbot, page, opened, disputed):
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_1)
    assert stored(disputed) == sorted([(*RABATS[0], "GPE"), AGREED])
    assert rows(page) == [("اللواء محمد بريظ", 1), ("الرباط", 1)]
    assert page.view.case.dispute.start == RABATS[1][0]  # what is alike comes next
    assert "Ruled in 1 place" in opened.window.status.message()
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_Z, CTRL)
    assert stored(disputed) == []
    assert opened.window.status.message().startswith("Undone: ")
    assert rows(page) == [("الرباط", 2), ("اللواء محمد بريظ", 1)]
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert stored(disputed) == sorted([(*RABATS[0], "GPE"), AGREED])


def test_shift_rules_all_alike_places_as_one_change(qtbot, page, disputed):
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_1, SHIFT)
    assert stored(disputed) == sorted([*((*one, "GPE") for one in RABATS), AGREED])
    assert rows(page) == [("اللواء محمد بريظ", 1)]
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_Z, CTRL)
    assert stored(disputed) == []


def test_a_digit_typed_with_shift_on_a_french_keyboard_is_shift_and_a_digit(qtbot, page, disputed):
    with qtbot.waitSignal(page.bench.done):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, SHIFT, "1")
        QApplication.sendEvent(page.pane.list, event)
    assert stored(disputed) == sorted([*((*one, "GPE") for one in RABATS), AGREED])


def test_nought_says_that_nothing_is_to_be_marked(qtbot, page, disputed):
    choose(page, "اللواء محمد بريظ")
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_0)
    assert stored(disputed) == [AGREED]
    with Project.open(disputed) as project:
        rulings = [one for one in gold.rulings(project, "visit") if one.rule is not Rule.AGREED]
    assert [(one.rule, one.by, one.spans) for one in rulings] == [(Rule.RULED, "amina", ())]


def test_the_buttons_offer_the_same_and_beside_each_answer_all_alike_places(qtbot, page, disputed):
    buttons = page.view.answers.buttons()
    assert [button.words() for button in buttons] == [
        "as \u2068amina\u2069",
        "all 2",
        "as \u2068youssef\u2069",
        "all 2",
        "Write it anew…",
    ]
    assert buttons[3].accessibleName() == "as \u2068youssef\u2069, all 2 places"
    with qtbot.waitSignal(page.bench.done):
        buttons[3].click()
    assert stored(disputed) == [AGREED]


def test_enter_on_a_button_gives_its_answer(qtbot, page, disputed):
    page.view.answers.buttons()[1].setFocus()
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_Return)
    assert stored(disputed) == sorted([*((*one, "GPE") for one in RABATS), AGREED])


def test_in_a_low_window_all_lanes_and_answers_are_in_sight(qtbot, opened, page):
    opened.window.resize(960, 540)
    opened.qt.processEvents()
    buttons = page.view.answers.buttons()
    assert len({button.y() for button in buttons}) == 1
    lanes = page.view.lanes.lanes()
    assert len(lanes) == 2
    for lane in lanes:
        assert lane.visibleRegion().boundingRect().height() > 40
    qtbot.waitUntil(lambda: all(_seen(lane.article, RABATS[0], page) for lane in lanes))


def _seen(article, place, page) -> bool:
    start, end = (at - page.view.within[0] + article.lead for at in place)
    box = article.map.range_rect(start, end)
    return article.viewport().visibleRegion().boundingRect().contains(box)


def test_what_is_written_anew_is_taken_for_all_alike_places_where_it_has_its_words(qtbot, page, disputed):
    press(Qt.Key.Key_E)
    press(Qt.Key.Key_2)  # another label than anybody gave
    label = page.view.draft.written()[0].label
    assert label != "GPE"
    assert page.view.writing.all.isVisible()
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_Return, SHIFT)
    assert stored(disputed) == sorted([*((*one, label) for one in RABATS), AGREED])
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_Z, CTRL)
    assert stored(disputed) == []


def test_what_is_written_longer_is_left_open_where_other_words_follow(qtbot, opened, page, disputed):
    press(Qt.Key.Key_Tab)  # to the second place
    press(Qt.Key.Key_E)
    press(Qt.Key.Key_BracketRight)  # one word longer: at the first one the line ends
    with qtbot.waitSignal(page.bench.done):
        page.view.writing.all.click()
    assert len(stored(disputed)) == 2
    assert "1 place could not take it and is left" in opened.window.status.message()
    assert ("الرباط", 1) in rows(page)


def test_the_labels_stand_with_their_keys_beside_what_is_written(qtbot, page, disputed):
    choose(page, "اللواء محمد بريظ")
    assert not page.labels.isVisible()
    press(Qt.Key.Key_E)
    assert page.labels.isVisible()
    shown = [one for one in page.labels.findChildren(LabelRow) if one.isVisible()]
    assert all(", key " in one.accessibleName() for one in shown[:9])
    row = next(one for one in shown if one.accessibleName().startswith("Organisation"))
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert [one.label for one in page.view.draft.written()] == ["ORG"]
    assert row.isChecked()
    assert page.view.gold.article.hasFocus()
    press(Qt.Key.Key_Escape)
    assert page.pane.isVisible()


def test_tab_and_enter_walk_through_alike_places_and_then_to_the_next(page):
    seen = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Tab):
        seen.append(page.view.case.dispute.start)
        press(key)
    seen.append(page.view.case.dispute.start)
    press(Qt.Key.Key_Backtab, SHIFT)
    assert seen == [RABATS[0][0], RABATS[1][0], LONG[0], RABATS[0][0]]
    assert page.view.case.dispute.start == LONG[0]
    press(Qt.Key.Key_Backtab, SHIFT)
    assert page.view.case.dispute.start == RABATS[1][0]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    assert page.view.case.dispute.start == RABATS[0][0]


def test_an_answer_is_written_anew_with_the_keys_of_labels_and_edges(qtbot, page, disputed):
    choose(page, "اللواء محمد بريظ")
    press(Qt.Key.Key_E)
    assert page.view.gold.is_writing()
    assert page.view.gold.article.hasFocus()
    press(Qt.Key.Key_2)  # another label on what was taken over
    press(Qt.Key.Key_1)  # and its first sublabel: a digit means that now
    press(Qt.Key.Key_Z, CTRL)
    written = page.view.draft.written()
    assert len(written) == 1
    assert written[0].label != "PERS"
    assert stored(disputed) == []
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_Return)
    assert not page.view.gold.is_writing()
    assert (written[0].start, written[0].end, written[0].label) in stored(disputed)
    with Project.open(disputed) as project:
        assert Rule.WRITTEN in {one.rule for one in gold.rulings(project, "visit")}
    assert page.pane.list.hasFocus()


def test_escape_leaves_what_is_written(page, disputed):
    press(Qt.Key.Key_E)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Escape)
    assert not page.view.gold.is_writing()
    assert page.pane.list.hasFocus()
    assert stored(disputed) == []


def test_what_is_written_stays_where_it_is_refused_and_while_one_looks_elsewhere(
    qtbot, page, opened, disputed
):
    choose(page, "اللواء محمد بريظ")
    press(Qt.Key.Key_E)
    begun = page.view.draft.written()
    press(Qt.Key.Key_3)  # another label
    written = page.view.draft.written()
    assert written != begun
    opened.window.show_page("labelling")
    opened.window.show_page("adjudication")
    assert page.view.draft.written() == written
    assert page.view.gold.article.hasFocus()
    with Project.open(disputed) as other:
        other.changes.undo("youssef")
    with qtbot.waitSignal(page.refused, timeout=10_000):
        press(Qt.Key.Key_Return)
    assert page.view.gold.is_writing()
    assert page.view.draft.written() == written
    qtbot.waitUntil(lambda: not page.bench.is_busy())
    press(Qt.Key.Key_Escape)
    assert page.none.isVisible()  # nobody differs from amina any more


def test_all_ruled_leads_to_the_export_of_gold(qtbot, page, opened, disputed):
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        with qtbot.waitSignal(page.bench.done):
            press(key, SHIFT)
    assert state(disputed) is State.FINISHED
    assert page.none.isVisible()
    assert page.none.said().startswith("Every dispute is settled")
    page.none.export.click()
    (assistant,) = opened.window.findChildren(ExportAssistant)
    qtbot.waitUntil(lambda: opened.window.doors.delivery.wish.by == GOLD)
    assistant.close()
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_Z, CTRL)
    assert page.view.isVisible()


def test_what_is_settled_says_who_ruled_and_can_be_ruled_again(qtbot, page, disputed):
    choose(page, "اللواء محمد بريظ")
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_1)
    before = stored(disputed)
    page.pane.settled.click()
    assert rows(page) == [("اللواء محمد بريظ", 1)]
    settled = page.view.lanes.lanes()[0]
    assert settled.article.accessibleName().startswith("gold: ")
    assert "ruled · \u2068amina\u2069" in settled.head()
    page.pane.list.setFocus()
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_2)
    assert stored(disputed) != before
    page.pane.open.click()
    assert rows(page) == [("الرباط", 2)]


def test_only_what_the_agreement_page_asks_for_is_shown_and_all_again(page):
    page.show_only(cause=Cause.EDGE.value)
    assert rows(page) == [("اللواء محمد بريظ", 1)]
    page.show_only(label="GPE", annotators=("amina", "youssef"))
    assert rows(page) == [("الرباط", 2)]
    page.show_only(label="WEA")
    assert rows(page) == []
    assert page.none.said().startswith("No dispute is of this kind")
    page.none.all.click()
    assert len(rows(page)) == 2


def test_the_boxes_narrow_too(page):
    box = page.pane.boxes["label"]
    box.setCurrentIndex(box.findData("GPE"))
    box.activated.emit(box.currentIndex())
    assert rows(page) == [("الرباط", 2)]


def test_names_can_be_left_out(page):
    press(Qt.Key.Key_N)
    said = [one.article.accessibleName() for one in page.view.lanes.lanes()]
    assert all("annotator " in words for words in said)
    words = " ".join(button.words() for button in page.view.answers.buttons())
    assert "amina" not in words
    press(Qt.Key.Key_N)
    assert "amina" in page.view.lanes.lanes()[0].article.accessibleName()


def test_rules_say_what_they_would_settle_before_they_do(qtbot, page, disputed):
    with qtbot.waitSignal(page.rules.planned, timeout=10_000):
        press(Qt.Key.Key_R)
    assert "3 places are left for you" in page.rules.said()  # no majority of two
    page.rules.who.setCurrentIndex(page.rules.who.findData("youssef"))
    with qtbot.waitSignal(page.rules.planned, timeout=10_000):
        page.rules.one.click()
    assert "0 places are left" in page.rules.said()
    with qtbot.waitSignal(page.bench.done, timeout=10_000):
        page.rules.settle.click()
    assert stored(disputed) == sorted([(*LONG, "PERS"), AGREED])
    assert not page.rules.isVisible()
    page.setFocus()
    with qtbot.waitSignal(page.bench.done, timeout=10_000):
        page.bench.undo()
    assert stored(disputed) == []


def test_escape_closes_the_rules(qtbot, page):
    with qtbot.waitSignal(page.rules.planned, timeout=10_000):
        press(Qt.Key.Key_R)
    press(Qt.Key.Key_Escape)
    assert not page.rules.isVisible()


def test_the_sentence_leads_to_the_article(qtbot, page):
    with qtbot.waitSignal(page.document_requested) as wished:
        page.view.open.click()
    assert wished.args == ["visit", *RABATS[0]]


def test_a_place_that_changed_meanwhile_is_refused_and_read_again(qtbot, page, opened, disputed):
    with Project.open(disputed) as other:
        other.changes.undo("youssef")
    with qtbot.waitSignals([page.refused, page.counted], timeout=10_000):
        press(Qt.Key.Key_1)
    assert stored(disputed) == []


def test_without_a_second_annotator_the_page_says_what_to_do(qtbot, project_path, settings):
    with Project.open(project_path) as project:
        declare_lead(project.settings, "amina")
        application = Application(project, "amina", settings)
        page = application.window.leads.adjudication
        with qtbot.waitSignal(page.counted, timeout=10_000):
            application.window.show_page("adjudication")
        assert page.none.said().startswith("There is no second annotator yet")
        assert "Import" in page.none.said()
        application.window.resize(960, 540)
        application.window.show()
        application.qt.processEvents()
        for words in page.none.findChildren(Paragraph):
            assert words.height() >= words.heightForWidth(words.width())
        assert not any(one.isEnabled() for one in (page.bar.rules, page.bar.export))
        application.window.close()
        application.window.deleteLater()
        application.qt.processEvents()


def test_undo_with_nothing_to_undo_says_so(qtbot, page):
    with qtbot.waitSignal(page.refused):
        press(Qt.Key.Key_Z, CTRL)


def test_the_menu_names_what_undo_takes_back(qtbot, page, opened):
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_1)
    back, forward = page.step_names()
    assert back
    assert not forward
    opened.window.top.menu_opening.emit()


def test_every_button_says_what_it_does(page):
    assert all(
        one.accessibleName() or one.text() for one in page.findChildren(QPushButton) if one.isVisible()
    )


def test_larger_letters_are_larger_here_too(page, opened):
    lane = page.view.lanes.lanes()[0]
    before = lane.article.height()
    opened.window.zoom(4)
    assert lane.article.height() > before
    opened.window.zoom(0)
    assert lane.article.height() == before


def test_in_a_small_window_less_of_the_sentence_is_shown_and_all_lanes_stay(qtbot, page, opened):
    press(Qt.Key.Key_Tab)  # to the longer sentence
    opened.window.resize(1400, 1000)
    opened.window.zoom(7)
    opened.qt.processEvents()
    lanes = page.view.lanes.lanes()
    before = len(lanes[0].article.text())
    opened.window.resize(1000, 460)
    qtbot.waitUntil(lambda: len(lanes[0].article.text()) < before)
    opened.window.zoom(0)
    assert all("الرباط" in lane.article.text() for lane in lanes)


@pytest.mark.parametrize("locale", ["ar_MA", "en", "fr"])
def test_the_page_fits_half_a_screen(qtbot, disputed, settings, locale):
    settings.locale = locale
    with Project.open(disputed) as project:
        application = Application(project, "amina", settings)
        page = application.window.leads.adjudication
        with qtbot.waitSignal(page.counted, timeout=10_000):
            application.window.show_page("adjudication")
        least = page.minimumSizeHint()
        assert least.width() <= 960
        assert least.height() <= 540 - 110  # the bars above and below
        application.window.close()
        application.window.deleteLater()
        application.qt.processEvents()
    settings.locale = "en"
    dress(application.qt, settings)


def marks(lane) -> list[tuple[str, int, int]]:
    return sorted((mark.text, mark.start, mark.end) for mark in lane.article.marks())


def ruled_elsewhere(disputed, place: int, spans: tuple[Span, ...]) -> None:
    """Have another window rule on one of the two places of الرباط."""
    with Project.open(disputed) as other:
        case = next(one for one in gold.open_gold(other).open if one.dispute.start == RABATS[place][0])
        ruling.rule(other, [case], spans=spans, by="noura")


def test_what_was_written_anew_stands_once_in_the_lane_of_gold(qtbot, page):
    choose(page, "اللواء محمد بريظ")
    press(Qt.Key.Key_E)
    press(Qt.Key.Key_2)  # another label
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_Return)
    page.pane.settled.click()
    found = marks(page.view.lanes.lanes()[0])
    assert found
    assert len(found) == len(set(found))


def test_a_refused_ruling_stays_at_its_place_and_shows_what_another_ruled(qtbot, page, disputed):
    ruled_elsewhere(disputed, 0, ())
    with qtbot.waitSignals([page.refused, page.counted], timeout=10_000):
        press(Qt.Key.Key_1)
        press(Qt.Key.Key_1)  # before the place is shown anew
    case = page.view.case
    assert (case.dispute.start, case.is_settled) == (RABATS[0][0], True)
    assert page.view.isVisible()
    assert "noura" in page.view.lanes.lanes()[0].head()
    assert stored(disputed) == [AGREED]
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_1)  # now that it is seen
    assert stored(disputed) == sorted([(*RABATS[0], "GPE"), AGREED])
    assert page.view.case.dispute.start == RABATS[0][0]
    press(Qt.Key.Key_Tab)
    assert not page.view.case.is_settled


def test_the_row_that_is_looked_at_stays_in_sight(qtbot, opened, page, disputed):
    with Project.open(disputed) as project:
        for place, letter in enumerate("بتثجحخدذرزسشصضطظعغفقكلمن" * 2):
            text, id_ = f"خبر\nوصل {letter * 5} أمس.", f"{place:02}"
            project.documents.add(
                NewDocument(id=id_, raw=text.encode(), encoding="utf-8", cleaned=clean(text))
            )
            start = text.index(letter * 5)
            project.annotations.store_finished("amina", id_, [Span(start, start + 5, "PERS")])
            project.annotations.store_finished("youssef", id_, [])
    with qtbot.waitSignal(page.counted, timeout=10_000):
        page.bench.read()
    choose(page, "الرباط")
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_1)
    listed = page.pane.list
    assert page.view.case.dispute.start == RABATS[1][0]
    assert listed.currentIndex().row() > 10
    assert listed.viewport().rect().contains(listed.visualRect(listed.currentIndex()))


def test_undo_goes_back_to_the_place_that_was_ruled(qtbot, page):
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_1)
    choose(page, "اللواء محمد بريظ")
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_Z, CTRL)
    assert page.view.case.dispute.start == RABATS[0][0]


def test_enter_presses_the_button_that_has_the_focus(qtbot, page, disputed):
    with qtbot.waitSignal(page.rules.planned, timeout=10_000):
        press(Qt.Key.Key_R)
    for _step in range(6):
        if page.rules.settle.hasFocus():
            break
        press(Qt.Key.Key_Tab)
    assert page.rules.settle.hasFocus()
    assert page.rules.isVisible()
    press(Qt.Key.Key_1)  # no place is in sight to be ruled
    with qtbot.waitSignal(page.bench.done, timeout=10_000):
        press(Qt.Key.Key_Return)
    assert stored(disputed) == [AGREED]
    assert not page.rules.isVisible()
    assert page.pane.list.hasFocus()


def at(opened, qtbot, place: tuple[int, int]) -> None:
    """Select a place of the article on the page of labelling, and ask for its gold."""
    window = opened.window
    window.show_page("labelling")
    window.labelling.open_document("visit")
    window.labelling.article.caret.select(*place)
    with qtbot.waitSignal(window.leads.adjudication.counted, timeout=10_000):
        window.perform("rule_here")


def test_gold_can_be_corrected_where_nobody_differs(qtbot, opened, page, disputed):
    at(opened, qtbot, SECOND_NAME)
    assert opened.window.page_name() == "adjudication"
    case = page.view.case
    assert (case.dispute.start, case.dispute.end) == SECOND_NAME
    assert [one.article.accessibleName() for one in page.view.lanes.lanes()] == [
        "\u2068amina\u2069, \u2068youssef\u2069: «محمد بريظ» Person"
    ]
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_0)
    assert stored(disputed) == []
    assert page.view.case.is_settled
    assert (page.view.case.dispute.start, page.view.case.dispute.end) == SECOND_NAME
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_Z, CTRL)
    assert not page.view.case.is_settled
    press(Qt.Key.Key_E)
    press(Qt.Key.Key_2)
    label = page.view.draft.written()[0].label
    with qtbot.waitSignal(page.bench.done):
        press(Qt.Key.Key_Return)
    assert stored(disputed) == [(*SECOND_NAME, label)]
    press(Qt.Key.Key_Tab)
    assert page.view.case.dispute.start == RABATS[0][0]


def test_gold_here_leads_to_the_dispute_where_there_is_one(qtbot, opened, page):
    at(opened, qtbot, NAME)
    assert page.view.case.dispute.start == LONG[0]
    assert rows(page)[page.pane.row()][0] == "اللواء محمد بريظ"


def test_gold_of_an_article_that_one_or_none_finished_is_not_ruled(qtbot, opened, page):
    before = page.view.case
    with qtbot.waitSignal(page.refused) as said:
        page.show_place("second", 0, 3)
    assert said.args[0].startswith("Gold is ruled on where two")
    assert page.view.case is before
