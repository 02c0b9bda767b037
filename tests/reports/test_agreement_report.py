"""Tables, charts and the report on agreement: every figure once, none undefined without a reason."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from annotator.agreement.coefficients import Figure, Interval, Undefined
from annotator.agreement.counting import count
from annotator.agreement.counts import Measure
from annotator.agreement.figures import figures
from annotator.agreement.gathering import Compared, compare
from annotator.agreement.material import Material, Work
from annotator.agreement.results import Agreement, Coefficient
from annotator.agreement.scope import Scope
from annotator.agreement.units import units
from annotator.model import Document, Span
from annotator.project.file import Project
from annotator.reports.agreement_charts import charts_of, confusion, depth_words
from annotator.reports.agreement_tables import agreement_tables
from annotator.reports.called import Called
from annotator.reports.examples import examples_of
from annotator.reports.figures import coefficient_words, interval, measure_words, percent, remark, said
from annotator.reports.report import Report
from annotator.reports.tables import Table

PLAIN = Called()


@pytest.fixture
def agreement(compared: Compared) -> Agreement:
    return compared.agreement


def tables(agreement: Agreement, called: Called = PLAIN) -> dict[str, Table]:
    return {table.file: table for table in agreement_tables(agreement, called=called)}


def test_every_measure_and_coefficient_has_a_row_with_its_interval(agreement: Agreement) -> None:
    rows = {row[0]: row for row in tables(agreement)["agreement"].rows}
    for words, figure in (
        *((measure_words(one), figure) for one, figure in agreement.f1.items()),
        *((coefficient_words(one), figure) for one, figure in agreement.coefficients.items()),
    ):
        assert rows[words][1] == said(figure)
        assert figure.interval is not None
        assert rows[words][4] == ""
    assert len(rows) == len(Measure) + len(agreement.coefficients) >= 9


def test_what_does_not_exist_says_why_and_is_never_blank(agreement: Agreement) -> None:
    nothing = Figure(None, Undefined.NOT_INSTALLED)
    doubt = Figure(0.5, uncertain=Undefined.TOO_FEW)
    changed = replace(
        agreement,
        f1={**agreement.f1, Measure.EXACT: doubt},
        coefficients={Coefficient.GAMMA: nothing},
    )
    rows = {row[0]: row[1:] for row in tables(changed)["agreement"].rows}
    assert rows[coefficient_words(Coefficient.GAMMA)] == ("—", "—", "—", nothing.sentence)
    assert rows[measure_words(Measure.EXACT)] == ("0.50", "—", "—", doubt.doubt)
    assert nothing.sentence
    assert doubt.doubt
    for table in tables(changed).values():
        assert not any(cell.lower() == "nan" for row in table.rows for cell in row)
        assert all(row[0] for row in table.rows)


def test_all_that_was_lost_stands_in_the_causes(agreement: Agreement) -> None:
    rows = tables(agreement)["causes"].rows
    assert sum(int(row[1]) for row in rows) == agreement.lost > 0
    assert len(rows) == len(agreement.causes)


def test_labels_are_called_by_their_names_and_lost_ones_by_their_ids(agreement: Agreement) -> None:
    called = Called(labels={"PERS": "Person"})
    names = {row[0] for row in tables(agreement, called)["labels"].rows}
    assert "Person" in names
    assert "ORG" in names
    assert called.label(None) == "not marked"


def test_annotators_are_called_by_numbers_where_they_are_to_be(agreement: Agreement) -> None:
    called = Called(people={"amina": "annotator 2", "youssef": "annotator 1", "gold": "gold"})
    found = tables(agreement, called)
    assert [row[:2] for row in found["pairs"].rows] == [("annotator 2", "annotator 1")]
    assert [row[0] for row in found["gold"].rows] == ["annotator 2", "annotator 1"]


def test_precision_and_recall_are_against_gold(agreement: Agreement) -> None:
    first = agreement.gold[0]
    row = tables(agreement)["gold"].rows[0]
    assert row[-2:] == (said(first.scores[Measure.EXACT].precision), said(first.scores[Measure.EXACT].recall))


def test_charts_show_the_same_figures(agreement: Agreement) -> None:
    charts = charts_of(agreement, called=PLAIN)
    bars = {bar.key: bar for bar in charts.labels.bars}
    assert set(bars) == set(agreement.labels)
    for id_, part in agreement.labels.items():
        assert bars[id_].share == part.f1.value
        assert bars[id_].figure == said(part.f1)
    assert [bar.key for bar in charts.causes.bars] == [
        cause.value for cause, lost in agreement.causes.items() if lost.points
    ]
    shares = [bar.share for bar in charts.labels.bars if bar.share is not None]
    assert shares == sorted(shares)
    assert charts.labels.title == "By label, span F1, lowest first"
    assert charts.sublabels.title == "By sublabel, span F1, lowest first"
    assert all(re.search(r"\d spans?$|too few", bar.note) for bar in charts.labels.bars)
    assert len(charts.all()) >= 6


def test_a_label_without_a_figure_comes_last_and_says_why(agreement: Agreement) -> None:
    part = next(iter(agreement.labels.values()))
    nothing = replace(part, f1=Figure(None, Undefined.NO_SPANS))
    charts = charts_of(replace(agreement, labels={"NONE": nothing, "ORG": part}), called=PLAIN)
    last = charts.labels.bars[-1]
    assert (last.key, last.share, last.figure, last.note) == ("NONE", None, "—", nothing.f1.sentence)


def test_too_few_articles_are_told_beside_the_bar(agreement: Agreement) -> None:
    part = replace(next(iter(agreement.labels.values())), f1=Figure(0.5, uncertain=Undefined.TOO_FEW))
    [bar] = charts_of(replace(agreement, labels={"ORG": part}), called=PLAIN).labels.bars
    assert bar.low is None
    assert part.f1.doubt in bar.note


def test_a_confusion_of_one_pair_has_its_rows_and_columns(agreement: Agreement) -> None:
    [pair] = agreement.pairs
    grid = confusion([pair], called=PLAIN)
    assert "amina" in grid.title
    order = [None if name == "not marked" else name for name in grid.rows]
    for row, first in enumerate(order):
        for column, second in enumerate(order):
            count = pair.confusion.count(first, second)
            assert grid.figures[row][column] == (str(count) if count else "")


def test_a_confusion_of_several_is_its_own_mirror_image(agreement: Agreement) -> None:
    [pair] = agreement.pairs
    grid = confusion([pair, pair], called=PLAIN)
    size = range(len(grid.rows))
    assert all(grid.figures[row][column] == grid.figures[column][row] for row in size for column in size)
    total = sum(int(cell) for row in grid.figures for cell in row if cell)
    alike = sum(int(grid.figures[place][place] or 0) for place in size)
    assert alike + (total - alike) / 2 == 2 * sum(pair.confusion.counts.values())


def test_three_people_have_a_matrix(seeds: Project) -> None:
    found = compare(seeds, resampling=None).agreement
    pair = found.pairs[0]
    more = replace(
        found,
        annotators=("amina", "youssef", "zaki"),
        pairs=(pair, replace(pair, second="zaki")),
    )
    grid = charts_of(more, called=PLAIN).pairs
    assert grid.rows == ("\u2068amina\u2069", "\u2068youssef\u2069", "\u2068zaki\u2069")
    assert grid.figures[0] == ("", said(pair.f1[Measure.EXACT]), said(pair.f1[Measure.EXACT]))
    assert grid.figures[1][2] == ""
    assert grid.keys[2, 0] == "1"
    assert charts_of(found, called=PLAIN).pairs.rows == ()


def test_examples_are_a_few_of_each_cause_each_of_another_article(compared: Compared) -> None:
    agreement = compared.agreement
    found = examples_of(compared.material, agreement, called=PLAIN, of_each=2)
    assert found
    causes = [example.cause for example in found]
    assert all(causes.count(cause) <= 2 for cause in causes)
    assert len({(example.cause, example.article) for example in found}) == len(found)
    for example in found:
        assert len(example.lanes) == 2
        assert any(lane.at_issue for lane in example.lanes)
        for lane in example.lanes:
            assert set(lane.at_issue) <= set(lane.spans)
            assert all(0 <= one.start < one.end <= len(example.text) for one in lane.at_issue)
    assert examples_of(compared.material, agreement, called=PLAIN, of_each=0) == ()


def test_examples_keep_to_the_days_of_the_scope() -> None:
    document = Document("one", "وصل عمر إلى الرباط أمس")
    early, late = date(2026, 1, 1), date(2026, 2, 1)
    spans = {"amina": (Span(4, 7, "PERS"),), "omar": (), "zahra": ()}
    days = {"amina": late, "omar": early, "zahra": late}
    material = Material.of([Work(document, spans, days)])
    agreement = figures(count(material), units(material), Scope(after=late), resampling=None)
    assert agreement.lost == 1
    (example,) = examples_of(material, agreement, called=PLAIN)
    assert [lane.who for lane in example.lanes] == ["\u2068amina\u2069", "\u2068zahra\u2069"]


def test_files_hold_figures_for_programs(agreement: Agreement) -> None:
    found = tables(agreement)
    heads, first, *_others = found["agreement"].lines
    exact = agreement.f1[Measure.EXACT]
    assert exact.value is not None
    assert exact.interval is not None
    assert heads == ("figure", "value", "from", "to", "remark")
    assert list(map(float, first[1:4])) == [exact.value, exact.interval.low, exact.interval.high]
    (pair,) = agreement.pairs
    both = dict(zip(*found["pairs"].lines, strict=True))
    score = pair.scores[Measure.EXACT]
    assert [both[one] for one in ("alike", "spans of the first", "spans of the second")] == [
        str(score.matched),
        str(score.first),
        str(score.second),
    ]
    assert float(both["span F1"]) == exact.value
    assert "alike, of their spans" in found["pairs"].columns
    cells = [cell for table in found.values() for line in table.lines for cell in line]
    assert "—" not in cells
    assert not any(cell.endswith("%") for cell in cells)
    assert all(len({len(line) for line in table.lines}) == 1 for table in found.values())
    assert ("α_U" in found["labels"].lines[0], "α_U" in found["nesting"].lines[0]) == (True, False)


def test_lost_points_have_a_column_for_each_label(agreement: Agreement) -> None:
    heads, *rows = tables(agreement)["causes"].lines
    for row, lost in zip(rows, agreement.causes.values(), strict=True):
        assert float(row[2]) == lost.points / agreement.lost
        labels = {label: int(cell) for label, cell in zip(heads[4:], row[4:], strict=True)}
        assert labels == {label: lost.labels.get(label, 0) for label in labels}
        assert sum(labels.values()) == sum(lost.labels.values())


def test_a_figure_that_is_missing_beside_another_says_why_in_the_file(agreement: Agreement) -> None:
    nothing = Figure(None, Undefined.ONE_CATEGORY)
    (pair,) = agreement.pairs
    alone = replace(pair, coefficients={Coefficient.KAPPA: nothing})
    row = dict(zip(*tables(replace(agreement, pairs=(alone,)))["pairs"].lines, strict=True))
    assert row["Cohen's κ, words"] == ""
    assert row["remark"] == f"Cohen's κ, words: {nothing.sentence}"


def test_what_was_chosen_is_said(compared: Compared) -> None:
    plain = replace(compared.agreement, scope=Scope())
    assert [note for note in notes(plain) if note.startswith("Only")] == []
    scope = Scope(
        labels=frozenset({"PERS", "ORG"}),
        documents=frozenset({"01-visit"}),
        after=date(2026, 1, 2),
        before=date(2026, 1, 31),
        common=True,
    )
    assert [note for note in notes(replace(plain, scope=scope)) if note.startswith("Only")] == [
        "Only spans of these labels: ORG, Person.",
        "Only articles that were chosen.",
        "Only articles that all of them have finished.",
        "Only work last changed on \u20662026-01-02\u2069 or later.",
        "Only work last changed on \u20662026-01-31\u2069 or earlier.",
    ]


def test_an_earlier_pass_is_explained_and_nobody_is_not_listed(compared: Compared) -> None:
    passes = replace(compared.agreement, annotators=("amina", "amina ¹"))
    assert any("first finished" in note for note in notes(passes))
    assert not any("first finished" in note for note in notes(compared.agreement))
    assert not any("Compared" in note for note in notes(replace(compared.agreement, annotators=())))


def notes(agreement: Agreement) -> tuple[str, ...]:
    return tables(agreement, Called(labels={"PERS": "Person"}))["agreement"].notes


def test_examples_keep_to_the_labels_of_the_scope(seeds: Project) -> None:
    found = compare(seeds, Scope(labels=frozenset({"ORG"})), resampling=None)
    examples = examples_of(found.material, found.agreement, called=PLAIN)
    assert examples
    for example in examples:
        assert any(one.words.startswith("ORG") for lane in example.lanes for one in lane.at_issue)


def test_the_report_has_four_headlines_and_no_empty_section(report_of: Callable[..., Report]) -> None:
    report = report_of()
    assert len(report.headlines) == 4
    assert all(not section.is_empty for section in report.sections)
    assert "seeds" in report.subtitle


def test_figures_in_words() -> None:
    figure = Figure(-0.001, interval=Interval(-0.25, 0.5))
    assert said(figure) == "0.00"
    assert interval(figure) == "-0.25 to 0.50"
    assert interval(Figure(1.0)) == remark(Figure(1.0)) == ""
    assert percent(0.375) == "38%"
    assert [depth_words(depth) for depth in range(3)] == [
        "in no other span",
        "inside 1 span",
        "inside 2 spans",
    ]
