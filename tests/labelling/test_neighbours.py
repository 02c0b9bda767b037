"""From one item to another: no item is passed over, and what lies around leads back."""

import pytest

from annotator.labelling import decisions, neighbours


@pytest.fixture
def nested(bench, find):
    """An office that holds two countries, one of them labelled twice, a suggestion and a lone span."""
    office = find("سفير باكستان بالمغرب")
    bench.store(decisions.label_range(bench.sheet, *office, label="OCC").draft)
    bench.store(decisions.label_range(bench.sheet, *find("باكستان"), label="GPE").draft)
    bench.store(decisions.label_range(bench.sheet, *find("باكستان"), label="ORG").draft)
    bench.suggest("المغرب", "GPE", nth=1)
    bench.suggest("مغرب", "GPE")
    bench.store(decisions.label_range(bench.sheet, *find("الرباط"), label="GPE").draft)
    return bench


def surfaces(bench, items):
    return [(bench.sheet.document.text[one.start : one.end], one.label) for one in items]


def walk(sheet, *, forward, start=None, offset=0):
    seen = []
    item = neighbours.next_item(sheet, item=start, offset=offset, forward=forward)
    while item is not None and item not in seen:
        seen.append(item)
        item = neighbours.next_item(sheet, item=item, offset=item.start, forward=forward)
    return seen


def test_every_item_comes_once_in_reading_order(nested):
    seen = walk(nested.sheet, forward=True)
    assert surfaces(nested, seen) == [
        ("الرباط", "GPE"),
        ("سفير باكستان بالمغرب", "OCC"),
        ("باكستان", "GPE"),
        ("باكستان", "ORG"),
        ("مغرب", "GPE"),
        ("المغرب", "GPE"),
    ]
    back = walk(nested.sheet, forward=False, offset=len(nested.sheet.document.text))
    assert back == seen[::-1]


def test_from_the_caret_the_next_is_the_next(nested, find):
    start, _end = find("غادر")
    after = neighbours.next_item(nested.sheet, item=None, offset=start, forward=True)
    before = neighbours.next_item(nested.sheet, item=None, offset=start, forward=False)
    assert surfaces(nested, [before, after]) == [("مغرب", "GPE"), ("المغرب", "GPE")]


def test_nothing_is_next_where_there_is_nothing(bench):
    assert neighbours.next_item(bench.sheet, item=None, offset=0, forward=True) is None
    assert neighbours.innermost(bench.sheet, 0) is None


def test_outwards_and_inwards_are_each_others_way_back(nested, find):
    sheet = nested.sheet
    start, _end = find("باكستان")
    inner = neighbours.innermost(sheet, start)
    chain = [inner]
    while (outer := neighbours.around(sheet, chain[-1])) is not None:
        chain.append(outer)
    assert surfaces(nested, chain) == [
        ("باكستان", "GPE"),
        ("باكستان", "ORG"),
        ("سفير باكستان بالمغرب", "OCC"),
    ]
    back = [chain[-1]]
    while (within := neighbours.within(sheet, back[-1], offset=start)) is not None:
        back.append(within)
    assert back == chain[::-1]


def test_inwards_prefers_what_the_caret_stands_in(nested, find):
    office = neighbours.at_range(nested.sheet, *find("سفير باكستان بالمغرب"))
    at_caret = neighbours.within(nested.sheet, office, offset=find("مغرب")[0])
    elsewhere = neighbours.within(nested.sheet, office, offset=office.start)
    assert surfaces(nested, [at_caret, elsewhere]) == [("مغرب", "GPE"), ("باكستان", "ORG")]


def test_a_range_is_an_items_or_nobodys(nested, find):
    start, end = find("باكستان")
    assert [one.label for one in neighbours.items_at(nested.sheet, start, end)] == ["GPE", "ORG"]
    assert neighbours.at_range(nested.sheet, start, end - 1) is None
    assert neighbours.at_range(nested.sheet, start, start) is None
