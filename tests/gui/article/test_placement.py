from dataclasses import replace

import pytest

from annotator.gui.article import Mark
from annotator.gui.article.page import Page
from annotator.gui.article.placement import Chip
from tests.gui.article.drawing import LINE, MakePage, on

TEXT = f"استقبل اللواء محمد عمران خان بابر وفداً للأمن. {LINE}"


def chips_of(page: Page, marks: list[Mark]) -> dict[int, Chip]:
    for index in page.content.marks.replace(marks):
        page.displace(index)
    found = [
        chip
        for index, paragraph in enumerate(page.paragraphs)
        for line in range(len(paragraph.lines))
        for chip in page.placement(index).chips(line)
    ]
    return {chip.mark.start * 1000 + chip.mark.end: chip for chip in found}


@pytest.mark.parametrize("words", ["شخص", "هيئة · جيش أو وحدة عسكرية", "Military unit"])
def test_nothing_moves_when_a_suggestion_is_confirmed(make_page: MakePage, words: str) -> None:
    page = make_page(TEXT)
    marks = [on(TEXT, "اللواء", 1, is_suggestion=True), on(TEXT, "محمد عمران خان بابر", 2)]
    marks += [on(TEXT, "محمد", 3, is_suggestion=True), on(TEXT, "وفداً", 4, is_suggestion=True)]
    marks += [replace(on(TEXT, "محمد", 5), colour="#1d4ed8")]
    marks = [replace(one, text=words) for one in marks]
    before = chips_of(page, marks)
    confirmed = [replace(one, key=("span", 9 + n), is_suggestion=False) for n, one in enumerate(marks)]
    after = chips_of(page, confirmed)
    assert {place: chip.box for place, chip in after.items()} == {
        place: chip.box for place, chip in before.items()
    }


def test_a_chip_without_room_at_its_mark_leads_to_it(make_page: MakePage) -> None:
    page = make_page(TEXT)
    start = TEXT.index("وفداً")
    nested = [on(TEXT, TEXT[start : start + length], length) for length in (5, 4, 3, 2)]
    chips = sorted(chips_of(page, nested).values(), key=lambda chip: -chip.box.right())
    assert chips[0].mark.end - chips[0].mark.start == 5
    assert chips[0].leads_to is None
    assert chips[-1].leads_to == round(page.boxes(start, start + 2)[0].right() + 1)


def test_a_suggestion_says_so_where_there_is_room(make_page: MakePage) -> None:
    page = make_page(TEXT)
    (chip,) = chips_of(page, [on(TEXT, "اللواء", 1, is_suggestion=True)]).values()
    assert chip.text == "شخص ؟"
    (chip,) = chips_of(page, [replace(on(TEXT, "اللواء", 1, is_suggestion=True), text="Person")]).values()
    assert chip.text == "Person ?"
    (chip,) = chips_of(page, [on(TEXT, "اللواء", 1)]).values()
    assert chip.text == "شخص"
