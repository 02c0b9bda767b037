import random
from collections import Counter
from dataclasses import fields
from datetime import date
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.causes import Cause
from annotator.agreement.counting import count
from annotator.agreement.counts import CAUSES, MEASURES, Cells, Counts, Measure
from annotator.agreement.material import Material, Work
from annotator.agreement.places import disagreements
from annotator.errors import CountingCancelled
from annotator.model import Document, Span
from tests.agreement.plain_counts import plain_counts
from tests.agreement.strategies import spans_over, texts

NAMES = ("amina", "youssef", "zahra", "gold")
TEXT = "وصل اللواء محمد بريظ إلى للرباط وبباكستان"


@st.composite
def documents(draw: st.DrawFn) -> list[Work]:
    """Draw documents that some have finished; their work is now and then a copy of another's."""
    works = []
    for number in range(draw(st.integers(0, 3))):
        document = Document(f"d{number}", draw(texts()))
        spans: dict[str, tuple[Span, ...]] = {}
        for name in draw(st.lists(st.sampled_from(NAMES), unique=True)):
            own = draw(spans_over(document.text))
            spans[name] = draw(st.sampled_from([own, *spans.values()]))
        works.append(Work(document, spans, dict.fromkeys(spans, date(2026, 3, 1 + number))))
    return works


def counted(*works: Work) -> Counts:
    return count(Material.of(works))


def two(first: list[Span], second: list[Span], *, text: str = TEXT) -> Counts:
    return counted(Work(Document("visit", text), {"amina": tuple(first), "youssef": tuple(second)}))


def find(surface: str, label: str, sublabel: str = "") -> Span:
    start = TEXT.index(surface)
    return Span(start, start + len(surface), label, sublabel)


def by_cause(array: np.ndarray) -> dict[Cause, int]:
    return {cause: int(n) for cause, n in zip(CAUSES, array.sum(axis=(0, 2)), strict=True) if n}


def score(counts: Counts, measure: Measure) -> list[int]:
    found: list[int] = counts.scores[:, MEASURES.index(measure)].sum(axis=(0, 1)).tolist()
    return found


def sparse(cells: Cells) -> dict[tuple[int, int], int]:
    listed = list(zip(cells.row.tolist(), cells.cell.tolist(), strict=True))
    assert len(listed) == len(set(listed))
    return dict(zip(listed, cells.count.tolist(), strict=True))


def same(found: object, expected: object) -> bool:
    if isinstance(found, Cells) and isinstance(expected, Cells):
        return sparse(found) == sparse(expected)
    return np.array_equal(np.asarray(found), np.asarray(expected))


@given(documents())
@settings(max_examples=100)
def test_equals_the_plain_definitions_cell_for_cell(works: list[Work]) -> None:
    found = count(Material.of(works))
    expected = plain_counts([(work.document, work.spans) for work in works])
    for one in fields(Counts):
        if one.name != "days":
            assert same(getattr(found, one.name), getattr(expected, one.name)), one.name


@given(documents(), st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_of_documents_annotators_and_spans_changes_nothing(
    works: list[Work], chance: random.Random
) -> None:
    mixed = []
    for work in chance.sample(works, len(works)):
        names = chance.sample(list(work.spans), len(work.spans))
        spans = {name: tuple(chance.sample(work.spans[name], len(work.spans[name]))) for name in names}
        mixed.append(Work(work.document, spans, work.days))
    assert by_names(counted(*works)) == by_names(counted(*mixed))


def by_names(counts: Counts) -> dict[tuple[str, str, str], tuple[bytes | tuple[tuple[int, int], ...], ...]]:
    """Return what is counted in each row, by the names of its annotators and document."""
    arrays = [getattr(counts, name) for name in ("scores", "by_sublabel", "by_depth", "lost", "places")]
    cells = [sparse(one) for one in (counts.tokens, counts.confusion)]
    found = {}
    for row, (first, second, place) in enumerate(
        zip(counts.first.tolist(), counts.second.tolist(), counts.document.tolist(), strict=True)
    ):
        names = counts.annotators[first], counts.annotators[second], counts.documents[place]
        own = [tuple((cell, n) for (at, cell), n in sorted(one.items()) if at == row) for one in cells]
        found[names] = (*(array[row].tobytes() for array in arrays), *own)
    return found


@given(documents())
@settings(max_examples=30)
def test_copies_lose_nothing(works: list[Work]) -> None:
    copies = []
    for work in works:
        spans = next(iter(work.spans.values()), ())
        copies.append(Work(work.document, dict.fromkeys(work.spans, spans), work.days))
    counts = counted(*copies)
    assert not counts.lost.any()
    assert not counts.places.any()
    assert np.array_equal(counts.scores[..., 0], counts.scores[..., 1])
    assert np.array_equal(counts.scores[..., 2], counts.scores[..., 3])
    assert np.array_equal(counts.scores[..., 0], counts.scores[..., 2])
    for cells in (counts.tokens, counts.confusion):
        assert np.array_equal(cells.cell // (len(counts.labels) + 1), cells.cell % (len(counts.labels) + 1))


@given(documents())
@settings(max_examples=30)
def test_causes_add_up_to_all_that_was_lost(works: list[Work]) -> None:
    counts = counted(*works)
    matched, first, second = np.moveaxis(counts.by_sublabel.sum(axis=1), -1, 0)
    assert np.array_equal(counts.lost.sum(axis=(1, 2)), first + second - 2 * matched)
    # By label and exact: what a sublabel costs is no point of F1.
    exact = counts.scores[:, MEASURES.index(Measure.EXACT)]
    apart = exact[..., 1] - exact[..., 0] + exact[..., 3] - exact[..., 2]
    but_sublabels = [place for place, cause in enumerate(CAUSES) if cause is not Cause.SUBLABEL]
    assert np.array_equal(counts.lost[:, but_sublabels].sum(axis=1), apart)


@given(documents())
@settings(max_examples=30)
def test_a_kinder_measure_never_finds_less(works: list[Work]) -> None:
    scores = counted(*works).scores
    exact, clitic, lenient, same_range, label = (scores[:, place] for place in range(len(MEASURES)))
    for kinder in (clitic, lenient, same_range):
        assert (kinder[..., ::2] >= exact[..., ::2]).all()
        assert (kinder[..., ::2] <= kinder[..., 1::2]).all()
        assert np.array_equal(kinder[..., 1::2], exact[..., 1::2])
    assert (lenient[..., ::2] >= clitic[..., ::2]).all()
    assert (label[..., ::2] <= label[..., 1::2]).all()


@given(documents())
@settings(max_examples=30)
def test_what_is_counted_is_what_is_listed(works: list[Work]) -> None:
    material = Material.of(works)
    counts = count(material)
    listed = list(disagreements(material))
    assert Counter(one.cause for one in listed) == by_cause(counts.places)
    points: Counter[Cause] = Counter()
    for one in listed:
        points[one.cause] += len(one.first) + len(one.second)
    assert points == by_cause(counts.lost)


def test_what_each_measure_holds_for_alike() -> None:
    counts = two(
        [find("محمد بريظ", "PERS"), find("لرباط", "GPE"), find("باكستان", "GPE"), find("اللواء", "OCC")],
        [find("اللواء محمد", "PERS"), find("للرباط", "GPE"), find("باكستان", "LOC")],
    )
    assert score(counts, Measure.EXACT) == [0, 4, 0, 3]
    assert score(counts, Measure.CLITIC) == [1, 4, 1, 3]
    assert score(counts, Measure.LENIENT) == [2, 4, 2, 3]
    assert score(counts, Measure.RANGE) == [1, 4, 1, 3]
    assert score(counts, Measure.LABEL) == [1, 3, 1, 3]  # the rank answers the name


def test_several_spans_may_overlap_one_leniently() -> None:
    counts = two([find("محمد", "PERS"), find("بريظ", "PERS")], [find("محمد بريظ", "PERS")])
    assert score(counts, Measure.LENIENT) == [2, 2, 1, 1]
    assert by_cause(counts.places) == {Cause.SPLIT: 1}
    assert by_cause(counts.lost) == {Cause.SPLIT: 3}


def test_a_part_of_two_wholes_is_counted_with_the_inner_one() -> None:
    wholes = [Span(0, 30, "ORG"), Span(15, 30, "ORG")]
    parts = [Span(0, 12, "ORG"), Span(12, 14, "ORG"), Span(16, 19, "ORG"), Span(20, 30, "ORG")]
    counts = two(wholes, parts, text="ا" * 30)
    assert by_cause(counts.places) == {Cause.SPLIT: 2}
    assert by_cause(counts.lost) == {Cause.SPLIT: 6}


def test_a_span_counts_at_its_depth() -> None:
    outer, inner = find("اللواء محمد بريظ", "OCC"), find("محمد بريظ", "PERS")
    counts = two([outer, inner], [outer, inner, find("بريظ", "PERS")])
    assert counts.by_depth.sum(axis=(0, 2)).tolist() == [[1, 1, 1], [1, 1, 1], [0, 0, 1]]
    # Without the office the name is nested in nothing, and so it is another depth.
    counts = two([inner], [outer, inner])
    assert counts.by_depth.sum(axis=(0, 2)).tolist() == [[0, 1, 1], [0, 0, 1]]
    assert score(counts, Measure.EXACT) == [1, 1, 1, 2]


def test_gold_comes_last_and_meets_everybody() -> None:
    work = Work(Document("visit", TEXT), dict.fromkeys(("gold", "zahra", "amina"), ()))
    counts = counted(work)
    assert counts.annotators == ("amina", "zahra", "gold")
    assert list(zip(counts.first, counts.second, strict=True)) == [(0, 1), (0, 2), (1, 2)]


def test_a_document_of_one_annotator_is_in_no_row() -> None:
    counts = counted(Work(Document("visit", TEXT), {"amina": (find("بريظ", "PERS"),)}))
    assert (len(counts.first), counts.documents, counts.words.tolist()) == (0, ("visit",), [0])
    assert counts.scores.shape == (0, len(MEASURES), 1, 4)


def test_nothing_to_count() -> None:
    counts = counted()
    assert (counts.documents, counts.annotators, counts.labels) == ((), (), ())
    assert counts.tokens.row.shape == (0,)


def test_a_text_without_words_and_no_spans() -> None:
    counts = two([], [], text="")
    assert counts.scores.shape == (1, len(MEASURES), 0, 4)
    assert counts.tokens.row.shape == (0,)
    assert two([], []).tokens.count.tolist() == [7]


def test_hundreds_of_labels_are_counted_alike() -> None:
    spans = [Span(at, at + 1, f"label {at:03}") for at in range(400)]
    text = "ا ب " * 200
    counts = two(spans, spans[::4], text=text)
    assert score(counts, Measure.EXACT) == [100, 400, 100, 100]
    first, second = counts.tokens.cell // 401, counts.tokens.cell % 401
    assert counts.tokens.count[(first == second) & (first < 400)].tolist() == [1] * 100
    assert counts.tokens.count[(first != second) & (second == 400)].tolist() == [1] * 100
    assert counts.tokens.count[(first == 400) & (second == 400)].tolist() == [200]


def test_counting_can_be_cancelled_and_tells_how_far_it_is() -> None:
    works = [Work(Document(f"d{n}", TEXT * 400), dict.fromkeys(NAMES, ())) for n in range(20)]
    heard: list[tuple[int, int]] = []
    material = Material.of(works, on_progress=lambda done, total: heard.append((done, total)))
    assert heard[-1] == (20, 20)
    heard.clear()
    count(material, on_progress=lambda done, total: heard.append((done, total)))
    assert len(heard) > 1
    assert heard[-1] == (120, 120)
    assert heard == sorted(heard)
    with pytest.raises(CountingCancelled):
        count(material, is_cancelled=lambda: True)
    with pytest.raises(CountingCancelled):
        Material.of(works, is_cancelled=lambda: True)


def test_every_two_of_three_are_a_row() -> None:
    counts = counted(Work(Document("visit", TEXT), dict.fromkeys("abc", ())))
    assert list(zip(counts.first, counts.second, strict=True)) == list(combinations(range(3), 2))


def test_more_than_is_read_painted_and_counted_at_once() -> None:
    spans = tuple(Span(at, at + 1, "AB"[at % 4 // 2]) for at in range(0, 50_000, 2))
    works = [
        Work(Document(f"d{number}", "ا " * 25_000), {"amina": spans, "youssef": spans[number:]})
        for number in range(3)
    ]
    counts = counted(*works)
    exact = counts.scores[:, MEASURES.index(Measure.EXACT)].sum(axis=1)
    assert exact.tolist() == [[25_000 - lost, 25_000, 25_000 - lost, 25_000 - lost] for lost in range(3)]
    assert [counts.lost[row].sum() for row in range(3)] == [0, 1, 2]
    first, second = counts.tokens.cell // 3, counts.tokens.cell % 3
    for row in range(3):
        own = counts.tokens.row == row
        assert counts.tokens.count[own & (first == second)].sum() == 25_000 - row
        assert counts.tokens.count[own & (first != second)].sum() == row
