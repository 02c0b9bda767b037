"""How a span came about is told from the suggestions and the verdicts, however it was changed since."""

from annotator.labelling import decisions
from annotator.labelling.origins import Origin, origin_of


def origins(bench):
    return [origin_of(bench.sheet, span) for span in bench.sheet.annotation.spans]


def test_by_hand(bench, find):
    bench.store(decisions.label_range(bench.sheet, *find("الرباط"), label="GPE").draft)
    assert origins(bench) == [Origin.BY_HAND]


def test_accepted_and_spread(bench):
    suggested = bench.suggest("باكستان", "GPE")
    bench.store(decisions.accept(bench.sheet, suggested).draft)
    assert origins(bench) == [Origin.ACCEPTED, Origin.SPREAD]


def test_corrected_at_once(bench):
    suggested = bench.suggest("الرباط", "GPE")
    bench.store(decisions.relabel(bench.sheet, suggested, label="ORG").draft)
    assert origins(bench) == [Origin.CORRECTED]


def test_corrected_by_its_edge(bench):
    suggested = bench.suggest("باكستان", "OCC")
    bench.store(decisions.move_edge(bench.sheet, suggested, is_start=True, forward=False).draft)
    assert origins(bench) == [Origin.CORRECTED]


def test_accepted_and_changed_later(bench):
    suggested = bench.suggest("الرباط", "GPE", nth=2)
    bench.store(decisions.accept(bench.sheet, suggested).draft)
    span = bench.sheet.spans.over(suggested.start, suggested.end)[0]
    bench.store(decisions.relabel(bench.sheet, span, label="LOC").draft)
    changed = bench.sheet.spans.over(suggested.start, suggested.end)[0]
    assert origin_of(bench.sheet, changed) is Origin.CORRECTED


def test_a_sublabel_that_was_not_suggested_is_a_correction(bench):
    suggested = bench.suggest("باكستان", "ORG")
    bench.store(decisions.relabel(bench.sheet, suggested, label="ORG", sublabel="media").draft)
    assert origins(bench) == [Origin.CORRECTED]
