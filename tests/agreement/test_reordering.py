"""People in another order: as if they had had other names from the start."""

from dataclasses import replace
from datetime import date

import pytest

from annotator.agreement.counting import count
from annotator.agreement.figures import figures
from annotator.agreement.material import Material, Work
from annotator.agreement.reordering import in_order
from annotator.agreement.results import Agreement
from annotator.agreement.scope import Scope
from annotator.model import GOLD, Document, Span

TEXT = "زار الوزير محمد بريظ الرباط"
MARKS = {
    "amina": (Span(11, 20, "PERS"), Span(21, 27, "GPE")),
    "basma": (Span(4, 20, "PERS"), Span(21, 27, "ORG")),
    "zineb": (Span(4, 10, "OCC"),),
    GOLD: (Span(11, 20, "PERS"),),
}
NUMBERS = {"amina": "3", "basma": "1", "zineb": "2", GOLD: GOLD}


def agreement_of(names: dict[str, str], scope: Scope) -> Agreement:
    day = date(2026, 1, 1)
    spans = {names[name]: marks for name, marks in MARKS.items()}
    works = [Work(Document(f"d{n}", TEXT), spans, dict.fromkeys(spans, day)) for n in range(2)]
    return figures(count(Material.of(works)), None, scope, resampling=None)


def plain(agreement: Agreement) -> list[object]:
    """Return all that is of people, with mappings that can be compared."""
    pairs = [
        replace(
            pair,
            labels=dict(pair.labels),
            confusion=replace(pair.confusion, counts=dict(pair.confusion.counts)),
        )
        for pair in (*agreement.pairs, *agreement.gold)
    ]
    return [agreement.annotators, agreement.f1, agreement.coefficients, agreement.causes, *pairs]


def renamed(agreement: Agreement) -> Agreement:
    def all_of(pairs):
        return tuple(replace(pair, first=NUMBERS[pair.first], second=NUMBERS[pair.second]) for pair in pairs)

    return replace(
        agreement,
        annotators=tuple(NUMBERS[name] for name in agreement.annotators),
        pairs=all_of(agreement.pairs),
        gold=all_of(agreement.gold),
    )


@pytest.mark.parametrize("scope", [Scope(), Scope(labels=frozenset({"ORG"}))])
def test_it_is_what_numbers_from_the_start_would_give(scope):
    places = {name: place for place, name in enumerate(sorted(NUMBERS, key=lambda name: NUMBERS[name]))}
    named = agreement_of({name: name for name in MARKS}, scope)
    assert plain(renamed(in_order(named, places))) == plain(agreement_of(NUMBERS, scope))


def test_without_places_the_order_of_names_stays():
    named = agreement_of({name: name for name in MARKS}, Scope())
    assert plain(in_order(named, {})) == plain(named)
